"""Those who look at the site: a visitor, a crowd of them, and one with a basket."""

import http.client
import re
import sys
import threading
import time
import urllib.parse

from local_site import SERVICES, SITE
from report import until


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


def answers(service):
    return lambda: Visitor().ask(service, time_out=2)[0] == 200


def everything_is_up():
    for service in SERVICES:
        if until(answers(service), 30) is None:
            sys.exit(f"\nFAILED: {service} does not answer 200.")


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
