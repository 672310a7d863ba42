"""The blog's real front page taken apart: its own bytes, and those of each fragment, for the peers to compose again."""

import json
import re
import urllib.parse

import cooperative
from machine import RUN, fetch

VISITORS = 1000
FOLDER = RUN / "parts"
# What the chrome of every page asks for (Shared/Templates/Chrome/ChromeParts.swift), as somebody without account and basket sees it.
FRAGMENTS = [
    ("blog", "nav-tree", "everyone"), ("account", "auth-menu", "member/none"), ("cart", "mini-cart", "visitor/none"),
    ("events", "container-nav", "everyone"), ("events", "container-cards", "everyone"), ("market", "container-cards", "everyone"),
    ("federation", "link-card?actor=cooperative", "everyone"),
]
VISITORS_OWN = "cart"


def baskets():
    """The cookie of each of a thousand visitors, who have put one, two or three of a product into their basket by the shop's own form."""
    market = cooperative.public("market")
    variant = _first_variant(market)
    cookies = []
    for visitor in range(VISITORS):
        form = urllib.parse.urlencode({"variant": variant, "quantity": 1 + visitor % 3}).encode()
        status, headers, _ = fetch(
            cooperative.public("cart") + "/items",
            {"Origin": cooperative.origin("market"), "Content-Type": "application/x-www-form-urlencoded"}, form)
        found = [cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie", []) if "visitor-" in cookie]
        if status != 303 or not found:
            raise SystemExit(f"\nFAILED: the cart answered {status} with the cookies {headers.get_all('Set-Cookie')} to the first thing in a basket.")
        cookies.append(found[0])
    return cookies


def _first_variant(market):
    """The first product with a price that a visitor finds from the market's front page."""
    seen, ahead = set(), ["/"]
    while ahead and len(seen) < 60:
        path = ahead.pop(0)
        seen.add(path)
        page = fetch(market + path)[2].decode()
        found = re.search(r'name="variant" value="([0-9a-f-]{36})"', page)
        if found:
            return found[1]
        ahead += [link for link in re.findall(r'href="(/[^"#?]*)"', page.replace(cooperative.origin("market"), "")) if not link.startswith("/assets/") and link not in seen]
    raise SystemExit("\nFAILED: the demo market shows no product that can be bought.")


def take_apart(cookies):
    """Writes the pieces and parts of the page, checks that they add up to it for every visitor, and answers the bytes of each visitor's page."""
    blog = cooperative.public("blog")
    page = _settled(blog)
    parts, pieces, start = [], [], 0
    fragments = [(service, name, cooperative.fragment(service, f"/internal/fragments/{name}", audience)) for service, name, audience in FRAGMENTS]
    for place, service, name, body in sorted((page.find(body), service, name, body) for service, name, body in fragments if body.strip()):
        if place < start:
            raise SystemExit(f"\nFAILED: the front page does not hold the fragment {name} of {service} as that service renders it.")
        pieces.append(page[start:place])
        parts.append({"name": f"{service}-{name.split('?')[0]}", "visitor": service == VISITORS_OWN, "body": body.decode()})
        start = place + len(body)
    pieces.append(page[start:])
    if len(parts) < 5:
        raise SystemExit(f"\nFAILED: the front page has {len(parts)} fragments; the row asks for at least five.")
    own = next(index for index, part in enumerate(parts) if part["visitor"])
    before = b"".join(pieces[i] + parts[i]["body"].encode() for i in range(own)) + pieces[own]
    after = b"".join(pieces[i] + (parts[i]["body"].encode() if i < len(parts) else b"") for i in range(own + 1, len(pieces)))
    bodies, pages = [], []
    for cookie in cookies:
        theirs = fetch(blog + "/", {"Cookie": cookie})[2]
        if not (theirs.startswith(before) and theirs.endswith(after)):
            raise SystemExit("\nFAILED: a visitor's page differs from another's in more than the basket.")
        bodies.append(theirs[len(before):len(theirs) - len(after)].decode())
        pages.append(theirs)
    if len(set(bodies)) < 2:
        raise SystemExit("\nFAILED: every visitor sees the same basket.")
    _write([piece.decode() for piece in pieces], parts, bodies)
    return pages


def _settled(blog):
    """The page once every fragment of it is there: until two in a row are the same and none is a fallback."""
    last = b""
    for _ in range(50):
        status, _, page = fetch(blog + "/")
        if status == 200 and page == last:
            return page
        last = page
    raise SystemExit("\nFAILED: the front page is different each time it is asked for.")


def _write(pieces, parts, bodies):
    FOLDER.mkdir(exist_ok=True)
    listed = [{"name": part["name"], "visitor": part["visitor"]} for part in parts]
    (FOLDER / "page.json").write_text(json.dumps({"pieces": pieces, "parts": listed}))
    for part in parts:
        if part["visitor"]:
            (FOLDER / "visitor" / part["name"]).mkdir(parents=True, exist_ok=True)
            for visitor, body in enumerate(bodies):
                (FOLDER / "visitor" / part["name"] / str(visitor)).write_text(body)
        else:
            (FOLDER / "all").mkdir(exist_ok=True)
            (FOLDER / "all" / part["name"]).write_text(part["body"])

    def shell(include):
        text = ""
        for piece, part in zip(pieces, listed):
            text += piece + include(f"/{'visitor' if part['visitor'] else 'all'}/{part['name']}")
        return text + pieces[-1]

    (FOLDER / "ssi.html").write_text(shell(lambda address: f'<!--#include virtual="{address}" -->'))
    (FOLDER / "esi.html").write_text(shell(lambda address: f'<esi:include src="{address}"/>'))
