"""Walks the site from its six fronts, and keeps some pages of each kind: enough to meet what each template can show."""

import collections
import html.parser
import re
import urllib.parse

import site_under_test as site

# A kind is a service, a path whose names are blanked, and the names of what is asked for. These words of paths are not names.
WORDS = {
    "months", "weeks", "days", "tag", "tags", "author", "authors", "archive", "page", "entries", "month", "week", "list", "day", "producers", "producer", "search", "calendar",
    "site", "design", "basket", "items", "posts", "markets", "products",
}
MOST_OF_A_KIND = 3
# Bodies of posts differ most.
MOST_OF = {
    "blog /*": 12, "market /*/*": 5, "events /entries/*": 4, "events /months/*": 2, "events /weeks/*": 2, "events /days/*": 2,
    "events /*/months/*": 1, "events /*/weeks/*": 1, "blog /archive/*": 2, "account /search": 0, "federation /search": 0, "cart /search": 0,
}
MOST = 90


class Links(html.parser.HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, page):
        super().__init__()
        self.page, self.found = page, []

    def handle_starttag(self, tag, attributes):
        link = dict(attributes).get("href")
        if tag == "a" and link:
            self.found.append(urllib.parse.urldefrag(urllib.parse.urljoin(self.page, link)).url)


def links(page, text):
    parser = Links(page)
    parser.feed(text)
    return [link for link in dict.fromkeys(parser.found) if site.is_ours(link)]


def kind(link):
    parts = urllib.parse.urlsplit(link)
    path = "/" + "/".join(
        segment if segment in WORDS or re.fullmatch(r"[45]\d\d", segment) else re.sub(r"^[^.]+", "*", segment) for segment in parts.path.strip("/").split("/") if segment)
    asked = "&".join(sorted({name for name, _ in urllib.parse.parse_qsl(parts.query, keep_blank_values=True)}))
    return f"{site.service_of(link)} {path}" + (f"?{asked}" if asked else "")


class Page:
    def __init__(self, link, status, text, page_kind):
        self.link, self.status, self.text, self.kind = link, status, text, page_kind


def walk(extra=()):
    """(the pages kept, every link met → the page that it was first met on)."""
    counted, pages, met = collections.Counter(), [], {}
    ahead = collections.deque((site.address(service), "the start") for service in site.SERVICES)
    ahead.extend((link, "the tests") for link in extra)
    met.update(ahead)
    while ahead and len(pages) < MOST:
        link, _ = ahead.popleft()
        own_kind = kind(link)
        # Of what is asked for in many ways, one of each way.
        most = MOST_OF.get(own_kind, 1 if "?" in own_kind else MOST_OF_A_KIND)
        if counted[own_kind] >= most:
            continue
        status, headers, body = site.fetch(link)
        if 300 <= status < 400 and headers["Location"]:
            onwards = urllib.parse.urljoin(link, headers["Location"])
            if site.is_ours(onwards) and onwards not in met:
                met[onwards] = link
                ahead.append((onwards, link))
            continue
        if not headers.get("Content-Type", "").startswith("text/html"):
            continue
        counted[own_kind] += 1
        text = body.decode()
        pages.append(Page(link, status, text, own_kind))
        for found in links(link, text):
            if found not in met:
                met[found] = link
                ahead.append((found, link))
    return pages, met


def dead(met, most=600):
    """Those of the links that are answered with something else than a page, a file or a way on."""
    for link, where in list(met.items())[:most]:
        status = site.fetch(link)[0]
        if status >= 400:
            yield f"{link} (linked on {where}) is answered {status}"
