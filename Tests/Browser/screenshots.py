"""make screenshots: a page of each kind, both widths, light and dark, with a sheet to look through them. Run by Deploy/local/screenshots.sh."""

import html
import pathlib
import re
import sys

from playwright.sync_api import sync_playwright

import crawl
import pages
import visit as visits
from suite import SCHEMES, WIDTHS, Way

# Taller than this says nothing more, and is hard to look at.
TALLEST = 6000


def one_of_each_kind():
    """The first page of each kind that the crawl meets, and a basket that holds something."""
    first = {}
    for page in crawl.walk(pages.MISSING[:1])[0]:
        first.setdefault(page.kind, page)
    return list(first.values())


def name_of(page):
    words = page.kind.replace("*", "one").replace("/", " ").replace("?", " by ")
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-").replace("-such-page", "-page") or "front"


def fill_basket(visit):
    """Two things of the market, as a visitor puts them in; does nothing where there is no such form."""
    page = visit.open("market")
    visit.follow(visit.main().get_by_role("heading", level=3).get_by_role("link").first)
    for number in range(2):
        if number:
            page.go_back()
        links = visit.main().locator("a[href]").filter(has_not_text="Basket")
        product = next((links.nth(i) for i in range(links.count()) if len(links.nth(i).get_attribute("href").strip("/").split("/")) == 2 + number * 0), None)
        if product is None:
            return
        visit.follow(product)
        add = page.get_by_role("button", name=re.compile("basket", re.IGNORECASE)).first
        if add.count():
            add.click()
            page.wait_for_load_state("load")
            return


def shoot(visit, page, path):
    visit.expecting(page.status)
    visit.go(page.link)
    visit.settle()
    visit.page.evaluate("document.fonts.ready.then(() => 0)")
    tall = min(visit.page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    visit.page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": visit.way.width, "height": max(tall, visit.way.height)})


def sheet(folder, names):
    rows = "".join(
        f"<section><h2>{html.escape(name)}</h2><p>" + "".join(
            f'<a href="{name}-{width}-{scheme}.png"><img src="{name}-{width}-{scheme}.png" alt="{name}, {width}, {scheme}" loading="lazy"></a>'
            for width in WIDTHS for scheme in SCHEMES) + "</p></section>" for name in names)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Screenshots · Rose Ash</title><style>body{font:16px sans-serif;margin:2rem;background:#888}'
        "p{display:flex;gap:1rem;align-items:start}img{height:420px;width:auto;max-width:40vw;object-fit:cover;object-position:top}</style><h1>Screenshots</h1>"
        + rows + "</html>")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    kinds = {name_of(page): page for page in one_of_each_kind()}
    with sync_playwright() as playwright:
        browser = visits.launch(playwright)
        for width in WIDTHS:
            for scheme in SCHEMES:
                visit = visits.Visit(browser, Way(width, scheme), reduced_motion="reduce")
                fill_basket(visit)
                for name, page in kinds.items():
                    shoot(visit, page, folder / f"{name}-{width}-{scheme}.png")
                visit.close()
                print(f"    {len(kinds)} pages at {width}, {scheme}", flush=True)
    sheet(folder, kinds)


main()
