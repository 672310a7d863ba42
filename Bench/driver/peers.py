"""The peers of S1, each with the same pieces and parts as the blog's front page. Visitors are told by the cookie visitor=<number>."""

import json
import os
import pathlib
import subprocess

from cooperative import PORTS
from machine import LOAD_CORE, RUN, SERVER_CORE, Process, fetch, wait_for
from parts import FOLDER, VISITORS

NGINX, VARNISH = "/usr/sbin/nginx", "/usr/sbin/varnishd"


def _nginx(name, servers, core):
    (RUN / f"nginx-{name}").mkdir(exist_ok=True)
    text = pathlib.Path("Bench/peers/nginx.conf").read_text()
    for key, value in {"RUN": str(RUN), "NAME": name, "SERVERS": servers}.items():
        text = text.replace(f"@{key}@", value)
    (RUN / f"nginx-{name}.conf").write_text(text)
    # Its worker would be nobody when it is started by root; the parts are not secret.
    user = "user root; " if os.geteuid() == 0 else ""
    return Process(f"nginx-{name}", [NGINX, "-c", RUN / f"nginx-{name}.conf", "-g", user], core)


def start_upstream():
    """Serves the parts from files, for the caches of nginx and Varnish to fill from."""
    port = next(PORTS)
    process = _nginx("upstream", f"""server {{
        listen 127.0.0.1:{port};
        root {FOLDER};
        add_header Cache-Control "max-age=3600";
        location = / {{ rewrite ^ /esi.html break; }}
    }}""", LOAD_CORE)
    wait_for(f"http://127.0.0.1:{port}/", process)
    return process, port


def start_nginx(upstream):
    port = next(PORTS)
    process = _nginx("ssi", f"""proxy_cache_path {RUN}/nginx-ssi/cache keys_zone=parts:10m;
    server {{
        listen 127.0.0.1:{port};
        root {FOLDER};
        location = / {{ ssi on; rewrite ^ /ssi.html break; }}
        location /all/ {{ proxy_pass http://127.0.0.1:{upstream}; proxy_cache parts; proxy_cache_valid 1h; proxy_cache_key $uri; }}
        location /visitor/ {{
            proxy_pass http://127.0.0.1:{upstream}$uri/$cookie_visitor; proxy_cache parts; proxy_cache_valid 1h; proxy_cache_key $uri/$cookie_visitor;
        }}
    }}""", SERVER_CORE)
    address = f"http://127.0.0.1:{port}"
    wait_for(address + "/", process)
    return process, address


def start_varnish(upstream):
    port = next(PORTS)
    (RUN / "varnish.vcl").write_text(pathlib.Path("Bench/peers/varnish.vcl").read_text().replace("@PORT@", str(upstream)))
    process = Process("varnish", [VARNISH, "-F", "-n", RUN / "varnish", "-j", "none", "-a", f"127.0.0.1:{port}", "-f", RUN / "varnish.vcl",
                                  "-s", "malloc,256m"])
    address = f"http://127.0.0.1:{port}"
    wait_for(address + "/", process)
    return process, address


def start_quart(name="quart", module="quart_page"):
    port = next(PORTS)
    process = Process(
        name, [".run/bench/venv/bin/hypercorn", "--workers", "1", "--worker-class", "uvloop", "--bind", f"127.0.0.1:{port}", "--backlog", "1024",
               f"{module}:app"],
        environment={
            "BENCH_PARTS": str(FOLDER), "PYTHONPATH": "Bench/peers",
            "BENCH_SQLALCHEMY_URL": f"postgresql+asyncpg://rose_ash@/rose_ash?host={os.environ['BENCH_SOCKETS']}"})
    address = f"http://127.0.0.1:{port}"
    wait_for(address + "/health", process)
    return process, address


def fill_redis():
    """The parts under the keys that quart_page.py reads."""
    page = json.loads((FOLDER / "page.json").read_text())
    commands = []
    for part in page["parts"]:
        for visitor in range(VISITORS) if part["visitor"] else ["all"]:
            file = FOLDER / ("visitor" if part["visitor"] else "all") / part["name"] / (str(visitor) if part["visitor"] else "")
            body = file.read_bytes()
            words = [b"SET", f"bench:{part['name']}:{visitor}".encode(), body]
            commands.append(b"*3\r\n" + b"".join(b"$%d\r\n%s\r\n" % (len(word), word) for word in words))
    port = os.environ["REDIS_URL"].rsplit(":", 1)[1]
    subprocess.run(["redis-cli", "-p", port, "--pipe"], input=b"".join(commands), check=True, capture_output=True)


def check(name, address, pages):
    """That a peer answers the very bytes of our page, for a few visitors."""
    for visitor in (0, 1, 2, VISITORS - 1):
        status, _, body = fetch(address + "/", {"Cookie": f"visitor={visitor}"})
        if status != 200 or body != pages[visitor]:
            (RUN / f"wrong-{name}.html").write_bytes(body)
            raise SystemExit(f"\nFAILED: {name} answered {status} with {len(body)} bytes for visitor {visitor}; our page has {len(pages[visitor])}.")
