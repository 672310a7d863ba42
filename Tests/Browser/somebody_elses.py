"""A program of somebody else's, which an operator has registered: a web site on this machine with Authlib, where people sign in with us."""

import contextlib
import html
import http.server
import os
import re
import secrets
import subprocess
import threading
from urllib.parse import parse_qsl, urlsplit

import site_under_test as site

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

from authlib.integrations.requests_client import OAuth2Session  # noqa: E402 (it reads the environment)
from authlib.oidc.core import CodeIDToken  # noqa: E402
from joserfc import jwt  # noqa: E402
from joserfc.jwk import KeySet  # noqa: E402

ISSUER = site.address("federation", "").rstrip("/")


class Program:
    """Its pages: / leads to federation, /callback says who came back, or why not."""

    def __init__(self):
        self.id, self.name = "garden-" + secrets.token_hex(4), "The Garden Planner"
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        self.secret, self.states, self.tokens = None, {}, None

    def register(self):
        """As an operator does it."""
        said = subprocess.run(
            ["Deploy/local/operate.sh"], check=True, capture_output=True, text=True, env={
                **os.environ, "RUN_FOLDER": ".run/browser/site", "SERVICE": "federation",
                "COMMAND": f"clients add {self.id} --name '{self.name}' --redirect {self.origin}/callback"}).stdout
        self.secret = re.search(r"shown again: ([0-9a-f]{64})", said).group(1)

    def session(self, **more):
        session = OAuth2Session(
            self.id, self.secret, scope="openid profile email", redirect_uri=f"{self.origin}/callback", code_challenge_method="S256", **more)
        # Names below localhost are this machine, whatever resolves them.
        session.headers["Host"] = urlsplit(ISSUER).netloc
        return session

    def here(self, link):
        return f"http://127.0.0.1:{site.PORT}{link.removeprefix(ISSUER)}"

    def metadata(self):
        return self.session().get(self.here(ISSUER + "/.well-known/openid-configuration"), withhold_token=True, timeout=20).json()

    def leave(self):
        verifier = secrets.token_urlsafe(48)
        link, state = self.session().create_authorization_url(
            self.metadata()["authorization_endpoint"], code_verifier=verifier, nonce=verifier[:16])
        self.states[state] = verifier
        return link

    def return_with(self, query):
        """What the person reads who comes back."""
        if "error" in query:
            return f"Nobody came: {query['error']}"
        metadata, verifier = self.metadata(), self.states.pop(query["state"])
        session = self.session()
        self.tokens = session.fetch_token(
            self.here(metadata["token_endpoint"]), grant_type="authorization_code", code=query["code"], code_verifier=verifier)
        keys = session.get(self.here(metadata["jwks_uri"]), withhold_token=True, timeout=20).json()
        claims = CodeIDToken(jwt.decode(self.tokens["id_token"], KeySet.import_key_set(keys), algorithms=["RS256"]).claims, {})
        assert claims["iss"] == ISSUER and claims["aud"] in (self.id, [self.id]) and claims["nonce"] == verifier[:16]
        about = session.get(self.here(metadata["userinfo_endpoint"]), timeout=20).json()
        assert about["sub"] == claims["sub"]
        return f"Welcome to the garden, {about['name']}"

    def _handler(program):  # noqa: N805
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                if parts.path == "/":
                    self.send_response(303)
                    self.send_header("Location", program.leave())
                    self.end_headers()
                    return
                said = program.return_with(dict(parse_qsl(parts.query))) if parts.path == "/callback" else ""
                body = f"<!doctype html><html lang=en><link rel=icon href=data:,><title>Garden</title><h1>{html.escape(said)}</h1>".encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


@contextlib.contextmanager
def program():
    """One that runs and is registered."""
    running = Program()
    thread = threading.Thread(target=running.server.serve_forever, daemon=True)
    thread.start()
    try:
        running.register()
        yield running
    finally:
        running.server.shutdown()
        running.server.server_close()
