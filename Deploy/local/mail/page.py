"""The page on which the local site's mail is read.

GET /                              the letters, the latest first
GET /messages/<name>               one of them: as markup, as text, and its source
GET /messages.json?to=<address>    the latest first: [{"name", "received", "from", "to", "recipients", "subject", "date", "text", "html", "links"} …]
DELETE /messages                   forgets them all; so does the button, which posts to /removals
"""

import html
import json
import urllib.parse
from http.server import BaseHTTPRequestHandler

STYLE = """
:root { color-scheme: light dark; --ink: #2c2724; --paper: #fbf7f0; --line: #ddd2c4; --ash: #675e57; --rose: #98384f; }
@media (prefers-color-scheme: dark) { :root { --ink: #efe7dd; --paper: #1f1a18; --line: #4a413b; --ash: #b7aaa0; --rose: #e79aa9; } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; font: 1.0625rem/1.5 Georgia, serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.75rem; margin: 0 0 1rem; } h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
a { color: var(--rose); } small, time, dt { color: var(--ash); }
ul { list-style: none; padding: 0; margin: 0; } li { border-top: 1px solid var(--line); padding: 0.75rem 0; }
li a { font-weight: bold; } li p { margin: 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; margin: 0; } dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 30rem; border: 1px solid var(--line); background: #fff; color-scheme: light; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem; font-size: 0.9375rem; }
button { font: inherit; color: var(--rose); background: none; border: 1px solid currentColor; padding: 0.25rem 0.75rem; cursor: pointer; }
"""


# A letter runs nothing, asks for nothing, and opens its links beside it.
SANDBOX = "sandbox allow-popups allow-popups-to-escape-sandbox"


def document(title, main):
    return f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title><link rel="stylesheet" href="/style.css"></head><body><main>{main}</main></body></html>
"""


def listing(letters):
    if not letters:
        return document("Mail", "<h1>Mail</h1><p>Nothing has come yet. What the site sends arrives here, whoever it is to.</p>")
    rows = "".join(
        f'<li><a href="/messages/{letter.name}">{html.escape(letter.subject or "(no subject)")}</a>'
        f'<p>to {html.escape(", ".join(letter.recipients))} <time datetime="{letter.received.isoformat()}">'
        f"{letter.received:%d %b, %H:%M:%S} UTC</time></p></li>"
        for letter in letters)
    return document(
        "Mail", f'<h1>Mail</h1><form method="post" action="/removals"><p>{len(letters)} letters, the latest first. '
        f"<button>Forget them all</button></p></form><ul>{rows}</ul>")


def reading(letter):
    facts = [("From", letter.sender), ("To", letter.to), ("Sent", letter.date), ("Envelope", ", ".join(letter.recipients))]
    parts = "".join(f"<dt>{name}</dt><dd>{html.escape(value)}</dd>" for name, value in facts)
    shown = (
        f'<h2 id="markup">As markup</h2><iframe title="The letter as markup" src="/messages/{letter.name}/html" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>') if letter.html else ""
    return document(letter.subject or "(no subject)", (
        f'<p><a href="/">All mail</a></p><h1>{html.escape(letter.subject or "(no subject)")}</h1><dl>{parts}</dl>{shown}'
        f'<h2 id="text">As text</h2><pre>{linked(letter)}</pre><p><a href="/messages/{letter.name}/source">Its source</a></p>'))


def linked(letter):
    text = html.escape(letter.text)
    for link in letter.links():
        address = html.escape(link)
        text = text.replace(address, f'<a href="{address}">{address}</a>')
    return text


def in_a_new_window(markup):
    """Links of a letter leave the frame that it stands in."""
    return markup.replace("<head>", '<head><base target="_blank">', 1)


def facts(letter):
    return {
        "name": letter.name, "received": letter.received.isoformat(), "from": letter.sender, "to": letter.to, "recipients": letter.recipients,
        "subject": letter.subject, "date": letter.date, "text": letter.text, "html": letter.html, "links": letter.links()}


def handler(box, host):
    """`host` is what the page is called; another name would be another site's, which must not read our mail."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20

        def do_GET(self):
            parts = urllib.parse.urlsplit(self.path)
            words = parts.path.strip("/").split("/")
            if not self.is_known():
                return self.answer(404, "text/plain", "Not found\n")
            if parts.path == "/":
                return self.answer(200, "text/html", listing(box.letters()))
            if parts.path == "/style.css":
                return self.answer(200, "text/css", STYLE)
            if parts.path == "/messages.json":
                to = urllib.parse.parse_qs(parts.query).get("to", [None])[0]
                return self.answer(200, "application/json", json.dumps([facts(letter) for letter in box.letters(to)], indent=1))
            letter = box.letter(words[1]) if words[0] == "messages" and len(words) in (2, 3) else None
            if letter and len(words) == 2:
                return self.answer(200, "text/html", reading(letter))
            if letter and words[2] == "html":
                return self.answer(200, "text/html", in_a_new_window(letter.html), policy="default-src 'none'; " + SANDBOX)
            if letter and words[2] == "source":
                return self.answer(200, "text/plain", letter.content.decode("utf-8", "replace"))
            return self.answer(404, "text/html", document("Not here", '<h1>Not here</h1><p><a href="/">All mail</a></p>'))

        def do_DELETE(self):
            if not self.is_known() or self.path != "/messages":
                return self.answer(404, "text/plain", "Not found\n")
            box.clear()
            return self.answer(204, "text/plain", "")

        def do_POST(self):
            self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 1000))
            origin = urllib.parse.urlsplit(self.headers.get("Origin") or "").netloc
            if not self.is_known() or self.path != "/removals" or origin != self.headers.get("Host"):
                return self.answer(404, "text/plain", "Not found\n")
            box.clear()
            return self.answer(303, "text/plain", "", location="/")

        def is_known(self):
            name = (self.headers.get("Host") or "").rsplit(":", 1)[0]
            return name in (host, "localhost", "127.0.0.1")

        def answer(self, status, kind, body, policy="default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'", location=None):
            content = body.encode("utf-8", "replace")
            self.send_response(status)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", policy)
            self.send_header("Cache-Control", "no-store")
            self.send_header("Referrer-Policy", "same-origin")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_HEAD = do_GET

        def log_message(self, *arguments):
            """Says nothing: addresses hold secrets."""

    return Handler
