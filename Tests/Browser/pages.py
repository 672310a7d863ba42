"""The crawl's pages, each a test of its own; all of their markup, validated at once; and every link followed."""

import json
import pathlib
import re

import crawl
import page_checks
import site_under_test as site
import vnu
from suite import Test, Way, expect, expect_none

FOLDER = pathlib.Path(".run/browser/pages")
# Pages of something wrong: what is not there, on each service, and one of each problem, as the living page of the site's look shows it.
MISSING = [site.address(service, "/there/is/no/such-page") for service in site.SERVICES]
PROBLEMS = site.address("blog", "/site/design/")
UNLINKED = [*MISSING, site.address("blog", "/site/design"), *[PROBLEMS + str(status) for status in (403, 404, 410, 422, 429, 500, 503)],
            site.address("blog", "/search?q=honey"), site.address("market", "/search?q=honey&kind=products"), site.address("events", "/search?q=zeppelin")]


def prepare():
    """Walks the site and keeps the pages in a folder; in each process the same tests are made of that."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*"):
        old.unlink()
    kept, met = crawl.walk(UNLINKED)
    listed = []
    for number, page in enumerate(kept):
        name = f"{number:02d}-{re.sub(r'[^a-z0-9]+', '-', page.kind.lower()).strip('-')}.html"
        (FOLDER / name).write_text(page.text)
        listed.append({"link": page.link, "status": page.status, "kind": page.kind, "file": name})
    (FOLDER / "pages.json").write_text(json.dumps({"pages": listed, "links": met}, indent=1))
    print(f"    {len(kept)} pages of {len({page.kind for page in kept})} kinds, {len(met)} links.", flush=True)


def read():
    return json.loads((FOLDER / "pages.json").read_text())


def tests():
    found = [Test("every page is valid HTML", validate, Way(), False), Test("every link leads somewhere", follow_links, Way(), False)]
    for page in read()["pages"]:
        found.append(Test(f"the page {short(page['link'])} holds up", of(page), Way(390), False))
    return found


def short(link):
    service = site.service_of(link)
    return f"{service} {link.split(str(site.PORT), 1)[1]}"


def of(page):
    def checked(visit):
        page_checks.check(visit, page["link"], statuses=[page["status"]] if page["status"] >= 400 else [])
    return checked


def validate(_):
    names = {page["file"]: short(page["link"]) for page in read()["pages"]}
    expect(len(names) >= 12, f"the crawl found only {len(names)} pages")
    expect_none(vnu.errors(FOLDER, names), "The validator objects")


def follow_links(_):
    expect_none(crawl.dead({link: where for link, where in read()["links"].items() if link not in MISSING and not link.startswith(PROBLEMS)}), "Dead links")
