"""Where the site is, and plain requests of it, past the browser."""

import http.client
import os
import urllib.parse

SERVICES = ("blog", "market", "cart", "events", "federation", "account")
DOMAIN = os.environ.get("SITE_DOMAIN", "rose-ash.localhost")
PORT = int(os.environ.get("SITE_PORT", "8000"))
# Whether it was started for the tests, with rows that nobody would want in a site of theirs.
OWN = os.environ.get("BROWSER_OWN_SITE") == "yes"


def address(service, path="/"):
    return f"http://{service}.{DOMAIN}:{PORT}{path}"


def is_ours(link):
    parts = urllib.parse.urlsplit(link)
    return parts.scheme == "http" and parts.netloc in {f"{service}.{DOMAIN}:{PORT}" for service in SERVICES}


def service_of(link):
    return urllib.parse.urlsplit(link).hostname.split(".")[0]


def fetch(link, headers=None, method="GET", body=None):
    """(status, headers, body) of one request; redirects are not followed. The names below localhost are this machine, whatever resolves them."""
    parts = urllib.parse.urlsplit(link)
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    try:
        connection.request(
            method, parts.path + (f"?{parts.query}" if parts.query else ""), body=body,
            headers={"Host": parts.netloc, "Accept": "text/html,*/*", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
