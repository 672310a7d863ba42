"""What visitors see while parts of the local site are killed, stopped and restarted. Run by Deploy/local/chaos.sh, from the repository's folder.

A part's process stands in .run/parts/<part>; its keeper starts it again at once, or, while .run/parts/<part>.held exists, not until that is gone.
"""

import contextlib
import datetime
import http.client
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse

SERVICES = ["blog", "market", "cart", "events", "federation", "account"]
PARTS = pathlib.Path(".run/parts")


def _settings():
    told = subprocess.run(
        ["bash", "-c", "set -a; source .run/site.env; source .run/secrets.env; env -0"], capture_output=True, text=True, check=True).stdout
    return dict(line.split("=", 1) for line in told.split("\0") if "=" in line)


SITE = _settings()
failures = []


def row(what, saw, holds):
    print(f"    {'holds ' if holds else 'FAILED'}  {what}: {saw}", flush=True)
    if not holds:
        failures.append(what)


class Visitor:
    """A browser: through Caddy, by name, with the cookies that it was given."""

    def __init__(self):
        self.cookies = {}

    def ask(self, service, path="/", form=None, time_out=20):
        """(status, headers, body, seconds); status 0 when there was no answer."""
        since = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", int(SITE["SITE_PORT"]), timeout=time_out)
        headers = {"Host": _host(service), "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://" + _host(service)}
        try:
            connection.request("GET" if form is None else "POST", path, urllib.parse.urlencode(form) if form is not None else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode(errors="replace")
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, value = cookie.split(";")[0].split("=", 1)
                self.cookies[name] = value
            return answer.status, answer.headers, body, time.monotonic() - since
        except (OSError, http.client.HTTPException):
            return 0, {}, "", time.monotonic() - since
        finally:
            connection.close()


def _host(service):
    return f"{service}.{SITE['SITE_DOMAIN']}:{SITE['SITE_PORT']}"


class Crowd:
    """Three visitors who ask the front pages of some services in turn until they leave; what they saw."""

    def __init__(self, services, basket=None):
        self.services, self.basket, self.seen, self.leave = services, basket, [], threading.Event()
        self.visitors = [threading.Thread(target=self._walk, args=(offset,)) for offset in range(3)]

    def __enter__(self):
        for visitor in self.visitors:
            visitor.start()
        return self

    def __exit__(self, *_):
        self.leave.set()
        for visitor in self.visitors:
            visitor.join()

    def _walk(self, offset):
        visitor, at = Visitor(), offset
        visitor.cookies = dict(self.basket.cookies) if self.basket else {}
        while not self.leave.is_set():
            service = self.services[at % len(self.services)]
            at += 1
            status, headers, _, seconds = visitor.ask(service)
            self.seen.append((service, status, seconds, headers.get("Retry-After")))
            time.sleep(0.01)

    def tell(self):
        statuses = sorted({status for _, status, _, _ in self.seen})
        counts = ", ".join(f"{sum(s == status for _, s, _, _ in self.seen)} × {status or 'no answer'}" for status in statuses)
        return f"{counts}; slowest {max(seconds for _, _, seconds, _ in self.seen):.2f} s"

    def all_are(self, *allowed):
        return all(status in allowed for _, status, _, _ in self.seen)


def pid(part):
    try:
        return int((PARTS / part).read_text().split()[0])
    except (OSError, IndexError):
        return None


def end(part, how):
    found = pid(part)
    if not found:
        sys.exit(f"\nFAILED: {part} does not run, so it cannot be killed.")
    os.kill(found, how)


@contextlib.contextmanager
def held(part):
    """Keeps the part from being started again."""
    (PARTS / f"{part}.held").touch()
    try:
        yield
    finally:
        (PARTS / f"{part}.held").unlink(missing_ok=True)


def until(true, seconds):
    """How long it took to become true; None when it did not in time."""
    since = time.monotonic()
    while time.monotonic() - since < seconds:
        if true():
            return time.monotonic() - since
        time.sleep(0.01)
    return None


def shown(seconds):
    return "never" if seconds is None else f"{seconds:.2f} s"


def answers(service):
    return lambda: Visitor().ask(service, time_out=2)[0] == 200


def everything_is_up():
    for service in SERVICES:
        if until(answers(service), 30) is None:
            sys.exit(f"\nFAILED: {service} does not answer 200.")


def kill_each_service():
    print("\n==> kill -9 each service, and keep it down for three seconds, while visitors look at the other five", flush=True)
    for service in SERVICES:
        others = [other for other in SERVICES if other != service]
        with Crowd(others) as crowd:
            time.sleep(0.5)
            with held(service):
                end(service, signal.SIGKILL)
                time.sleep(3)
            back = until(answers(service), 15)
        row(f"{service} killed", f"others: {crowd.tell()}; it is back {shown(back)} after it may start", crowd.all_are(200) and back is not None)
        everything_is_up()


def fill_basket():
    """A visitor with something in the basket, or None with the reason printed."""
    visitor, seen, ahead = Visitor(), set(), ["/"]
    while ahead and len(seen) < 60:
        path = ahead.pop(0)
        seen.add(path)
        page = visitor.ask("market", path)[2]
        found = re.search(r'name="variant" value="([0-9a-f-]{36})"', page)
        if found:
            status = visitor.ask("cart", "/items", {"variant": found[1], "quantity": "2"})[0]
            if status == 303 and visitor.cookies:
                return visitor, found[1]
            sys.exit(f"\nFAILED: the cart answered {status} to the first thing in a basket.")
        ahead += [link for link in re.findall(r'href="(/[^"#?]*)"', page.replace("http://" + _host("market"), "")) if not link.startswith("/assets/") and link not in seen]
    sys.exit("\nFAILED: the market shows no product that can be bought.")


def stop_redis():
    print("\n==> Redis: stopped for three seconds, started, emptied", flush=True)
    visitor, variant = fill_basket()

    def basket_holds():
        status, _, page, _ = visitor.ask("cart")
        return status == 200 and variant in page

    with Crowd(SERVICES, visitor) as crowd:
        time.sleep(0.5)
        with held("redis"):
            end("redis", signal.SIGKILL)
            time.sleep(1.5)
            added = visitor.ask("cart", "/items", {"variant": variant, "quantity": "1"})[0]
            kept = basket_holds()
            time.sleep(1.5)
        back = until(lambda: _redis("PING") == "PONG", 15)
        time.sleep(1)
    row("Redis killed", f"pages: {crowd.tell()}; a thing added meanwhile: {added}; basket {'kept' if kept else 'LOST'}",
        crowd.all_are(200) and added == 303 and kept and back is not None)
    with Crowd(SERVICES, visitor) as crowd:
        for _ in range(5):
            _redis("FLUSHALL")
            time.sleep(0.3)
    row("Redis emptied five times", f"pages: {crowd.tell()}; basket {'kept' if basket_holds() else 'LOST'}", crowd.all_are(200) and basket_holds())
    with Crowd(SERVICES, visitor) as crowd:
        time.sleep(0.3)
        end("redis", signal.SIGSTOP)
        time.sleep(3)
        end("redis", signal.SIGCONT)
        time.sleep(0.5)
    row("Redis hangs for three seconds", f"pages: {crowd.tell()}; basket {'kept' if basket_holds() else 'LOST'}", crowd.all_are(200) and basket_holds())


def _redis(command):
    return subprocess.run(["redis-cli", "-p", SITE["REDIS_PORT"], command], capture_output=True, text=True).stdout.strip()


def restart_postgres():
    print("\n==> PostgreSQL: restarted, then down for two seconds", flush=True)
    visitor, _ = fill_basket()
    sockets = os.path.realpath(".run/sockets")

    def takes_connections():
        return subprocess.run(["psql", "-qAt", "-h", sockets, "-U", "rose_ash", "-d", "rose_ash", "-c", "SELECT 1"], capture_output=True).returncode == 0

    for what, how, down in (("PostgreSQL restarted", signal.SIGINT, 0), ("PostgreSQL killed", signal.SIGQUIT, 0), ("PostgreSQL down", signal.SIGINT, 2)):
        with Crowd(SERVICES, visitor) as crowd:
            time.sleep(0.5)
            with held("postgres"):
                end("postgres", how)
                until(lambda: not takes_connections(), 5)
                time.sleep(down)
            if until(takes_connections, 30) is None:
                sys.exit("\nFAILED: PostgreSQL did not come back.")
            # The basket's page is made for each request, so it asks the database.
            back = until(lambda: visitor.ask("cart", time_out=5)[0] == 200, 10)
            others = until(lambda: all(visitor.ask(service, time_out=5)[0] == 200 for service in SERVICES), 10)
            time.sleep(0.5)
        told = all(retry for _, status, _, retry in crowd.seen if status == 503)
        row(what, f"pages: {crowd.tell()}; each 503 with Retry-After: {'yes' if told else 'NO'}; the basket's page after {shown(back)}, all after {shown(others)}",
            crowd.all_are(200, 503) and told and back is not None and back <= 2 and others is not None)
        everything_is_up()


def operate(service, *command):
    ran = subprocess.run(
        [pathlib.Path(".build") / SITE["CONFIG"] / service.capitalize(), *command], capture_output=True, text=True,
        env={**os.environ, **SITE, "PUBLIC_LISTEN": "127.0.0.1:1", "INTERNAL_LISTEN": "127.0.0.1:2"})
    if ran.returncode:
        sys.exit(f"\nFAILED: {service.capitalize()} {' '.join(command)} ended with status {ran.returncode}:\n{ran.stdout}{ran.stderr}")


def changes_show():
    print("\n==> A change shows on other services' pages within a second", flush=True)
    everything_is_up()
    product = f"Chaos quince {int(time.time())}"
    market = re.search(r'href="/([a-z0-9-]+)"', Visitor().ask("market")[2].split("<main", 1)[1])[1]

    def on(service, text, path="/"):
        return lambda: text in Visitor().ask(service, path)[2]

    operate("market", "add", market, product, "--price", "3.50", "--featured")
    for service in ("blog", "cart", "federation"):
        seconds = until(on(service, product), 5)
        row(f"Market add, on {service}'s page", shown(seconds), seconds is not None and seconds <= 1)
    operate("market", "withdraw", market, product.lower().replace(" ", "-"))

    entry = re.search(r'href="[^"]*/entries/([0-9a-f-]{36})"', Visitor().ask("events")[2])
    if not entry:
        sys.exit("\nFAILED: the events' front page shows no entry.")
    day = datetime.date.today() + datetime.timedelta(days=1)
    for clock in ("13:37", "14:41"):
        # The page that shows it is asked for first, so that its fragments are in every cache.
        Visitor().ask("account")
        operate("events", "move", entry[1], f"{day}T{clock}", f"{day}T15:55")
        seconds = until(on("account", clock), 5)
        row(f"Events move to {clock}, on account's page", shown(seconds), seconds is not None and seconds <= 1)

    post = re.search(r'<h[23][^>]*><a href="/([a-z0-9-]+)"', Visitor().ask("blog")[2])
    if not post:
        sys.exit("\nFAILED: the blog's front page shows no post.")
    for command, there in (("unpublish", False), ("publish", True)):
        Visitor().ask("blog")
        operate("blog", command, post[1])
        seconds = until(lambda: on("blog", f'href="/{post[1]}"')() == there, 5)
        row(f"Blog {command}, on the blog's front page", shown(seconds), seconds is not None and seconds <= 1)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    everything_is_up()
    began = time.monotonic()
    for trial in [globals()[name] for name in sys.argv[1:]] or [kill_each_service, stop_redis, restart_postgres, changes_show]:
        trial()
    print(f"\n==> {'Everything held' if not failures else f'{len(failures)} did not hold'}, {time.monotonic() - began:.0f} s", flush=True)
    sys.exit(1 if failures else 0)


main()
