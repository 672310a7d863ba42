"""The six services, release build: the measured one on the server's core, the others beside PostgreSQL and Redis on the load's core."""

import hashlib
import hmac
import os
import pathlib
import subprocess
import time

from machine import LOAD_CORE, RUN, SERVER_CORE, Process, fetch, wait_for

SERVICES = ["blog", "market", "cart", "events", "federation", "account"]
PROGRAMS = pathlib.Path(".build/release").resolve()
PORTS = iter(os.environ["BENCH_PORTS"].split())
FRAGMENT_KEY = os.urandom(32).hex()
ENVIRONMENT = {
    "ENVIRONMENT": "development", "SITE_DOMAIN": "rose-ash.localhost", "PUBLIC_ORIGIN": "http://{service}.rose-ash.localhost:8000",
    "STATIC_ROOT": str(pathlib.Path("Shared/Static").resolve()), "PICTURES_ROOT": str(RUN / "pictures"), "DATABASE_URL": os.environ["DATABASE_URL"],
    "REDIS_URL": os.environ["REDIS_URL"], "FRAGMENT_KEY": FRAGMENT_KEY, "VISITOR_KEY": os.urandom(32).hex(), "LOG_LEVEL": "warning",
    "LOG_FORMAT": "json",
    # As many event loops as cores; the library counts the machine's, not those that the process is bound to.
    "NIO_SINGLETON_GROUP_LOOP_COUNT": "1",
}
_ports = {service: (next(PORTS), next(PORTS)) for service in SERVICES + ["hello"]}
for _service in SERVICES:
    ENVIRONMENT[f"INTERNAL_ORIGIN_{_service.upper()}"] = f"http://127.0.0.1:{_ports[_service][1]}"
_prepared = False


def listeners(service):
    public, internal = _ports[service]
    return {"PUBLIC_LISTEN": f"127.0.0.1:{public}", "INTERNAL_LISTEN": f"127.0.0.1:{internal}"}


def public(service):
    return f"http://127.0.0.1:{_ports[service][0]}"


def internal(service):
    return f"http://127.0.0.1:{_ports[service][1]}"


def origin(service):
    return ENVIRONMENT["PUBLIC_ORIGIN"].replace("{service}", service)


def prepare():
    """Migrates the database and loads the demo co-op, once a bench."""
    global _prepared
    if _prepared:
        return
    for service, command in [("blog", "migrate"), ("blog", "demo"), ("market", "demo"), ("events", "demo")]:
        ran = subprocess.run(
            [PROGRAMS / service.capitalize(), command], env={**os.environ, **ENVIRONMENT, **listeners(service)}, capture_output=True, text=True)
        if ran.returncode:
            raise SystemExit(f"\nFAILED: {service.capitalize()} {command} ended with status {ran.returncode}:\n{ran.stdout}{ran.stderr}")
    _prepared = True


def start(service, core=LOAD_CORE):
    process = Process(service, [PROGRAMS / service.capitalize()], core, {**ENVIRONMENT, **listeners(service)})
    process.seconds_to_ready = wait_for(internal(service) + "/health/ready", process)
    return process


def start_all(measured="blog"):
    """The six, by name."""
    prepare()
    return {service: start(service, SERVER_CORE if service == measured else LOAD_CORE) for service in SERVICES}


def start_hello():
    process = Process("hello", [PROGRAMS / "Bench", "hello"], SERVER_CORE, {**ENVIRONMENT, **listeners("hello")})
    wait_for(internal("hello") + "/health/live", process)
    return process


def fragment(service, address, audience):
    """A fragment's bytes, asked for as another service does (Shared/Infrastructure/Fragments/FragmentSignature.swift)."""
    now = str(int(time.time()))
    code = hmac.new(FRAGMENT_KEY.encode(), f"GET\n{address}\n{audience}\n{now}".encode(), hashlib.sha256).hexdigest()
    status, _, body = fetch(
        internal(service) + address, {"Fragment-Audience": audience, "Fragment-Time": now, "Fragment-Signature": code})
    if status != 200:
        raise SystemExit(f"\nFAILED: the fragment {address} of {service} for {audience} was answered {status}.")
    return body
