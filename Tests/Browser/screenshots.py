"""make screenshots: a page of each kind at both widths, light and dark, with a sheet to look through them; or the few of the README.
Run by Deploy/local/screenshots.sh: screenshots.py <folder> [readme]"""

import html
import pathlib
import re
import subprocess
import sys

from playwright.sync_api import sync_playwright

import crawl
import pages
import shopping
import site_under_test as site
import visit as visits
from suite import SCHEMES, WIDTHS, Way

# Taller than this says nothing more, and is hard to look at.
TALLEST = 6000
# What the README shows: the name of the file, where, and how it is looked at.
README = [
    ("blog-wide-light", ("blog", "/"), Way(1440, "light")),
    ("product-phone-light", ("market", "/saturday/scar-top-hard"), Way(390, "light")),
    ("calendar-wide-dark", ("events", "/months"), Way(1440, "dark")),
    ("basket-phone-dark", ("cart", "/"), Way(390, "dark")),
]


def name_of(page):
    words = page.kind.replace("*", "one").replace("/", " ").replace("?", " by ")
    return "not-found" if page.link in pages.MISSING else re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def kinds():
    """A page of each kind that the crawl meets, by a name for its pictures: the one that says most."""
    best = {}
    for page in crawl.walk(pages.MISSING[:1] + pages.UNLINKED[len(pages.MISSING):])[0]:
        name = name_of(page)
        if name not in best or len(page.text) > len(best[name].text):
            best[name] = page
    return best


def fill_basket(visit):
    for number, name in enumerate((None, "Apples", "hard")):
        shopping.open_market(visit)
        links = shopping.products(visit)
        named = links.filter(has_text=name) if name else links
        visit.follow(named.first if named.count() else links.nth(number))
        shopping.put_in(visit, number + 1)
        visit.page.wait_for_load_state("networkidle")


def open_page(visit, link, status=200):
    visit.expecting(status)
    visit.go(link)
    visit.settle()
    visit.page.evaluate("document.fonts.ready.then(() => 0)")


def shoot_all(browser, folder):
    for old in folder.glob("*.png"):
        old.unlink()
    found = kinds()
    for width in WIDTHS:
        for scheme in SCHEMES:
            visit = visits.Visit(browser, Way(width, scheme), reduced_motion="reduce")
            fill_basket(visit)
            for name, page in found.items():
                open_page(visit, page.link, page.status)
                tall = min(visit.page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                visit.page.screenshot(
                    path=folder / f"{name}-{width}-{scheme}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": max(tall, visit.way.height)})
            visit.close()
            print(f"    {len(found)} pages at {width}, {scheme}", flush=True)
    sheet(folder, found)


def sheet(folder, names):
    rows = "".join(
        f"<section><h2>{html.escape(name)}</h2><p>" + "".join(
            f'<a href="{name}-{width}-{scheme}.png"><img src="{name}-{width}-{scheme}.png" alt="{name}, {width}, {scheme}" loading="lazy"></a>'
            for width in WIDTHS for scheme in SCHEMES) + "</p></section>" for name in names)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Screenshots · Rose Ash</title><style>body{font:16px sans-serif;margin:2rem;background:#999}'
        "p{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}img{height:420px;width:auto;max-width:40vw;object-fit:cover;object-position:top}</style><h1>Screenshots</h1>"
        + rows + "</html>")


def shoot_for_readme(browser, folder):
    for name, (service, path), way in README:
        visit = visits.Visit(browser, way, reduced_motion="reduce", device_scale_factor=2 if way.width < 700 else 1)
        if service == "cart":
            fill_basket(visit)
        open_page(visit, site.address(service, path))
        visit.page.screenshot(path=folder / f"{name}.png")
        visit.close()
        for quality in (84, 76, 68, 60):
            subprocess.run(["vips", "webpsave", folder / f"{name}.png", folder / f"{name}.webp", "--Q", str(quality), "--strip", "--smart-subsample"], check=True)
            if (folder / f"{name}.webp").stat().st_size <= 120_000:
                break
        (folder / f"{name}.png").unlink()
        print(f"    {name}.webp, {(folder / f'{name}.webp').stat().st_size / 1000:.0f} KB", flush=True)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = visits.launch(playwright)
        (shoot_for_readme if sys.argv[2:] == ["readme"] else shoot_all)(browser, folder)
        browser.close()


main()
