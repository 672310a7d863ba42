"""The search of the whole site: as one types, by arrow keys, and on its own page without scripts."""

import re

import site_under_test as site
from playwright.sync_api import expect as soon
from suite import BOTH_WIDTHS, Way, expect, test


def field(visit):
    """The field in the masthead, which a narrow page shows after a tap on the glass."""
    banner = visit.page.get_by_role("banner")
    box = banner.get_by_label("What to look for")
    if not box.is_visible():
        banner.get_by_role("link", name="Search").click()
    box.wait_for(state="visible")
    return box


@test(BOTH_WIDTHS)
def as_one_types_the_best_is_suggested_and_opened_by_arrow_keys(visit):
    visit.open("blog")
    box = field(visit)
    box.press_sequentially("leek", delay=30)
    options = visit.page.get_by_role("option")
    soon(options.first).to_be_visible()
    soon(box).to_have_attribute("aria-expanded", "true")
    visit.press("ArrowDown", "ArrowDown")
    chosen = visit.page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    expect(chosen.get_attribute("aria-selected") == "true", "What the arrow keys chose is not selected")
    link, words = chosen.evaluate("e => e.href"), chosen.inner_text()
    visit.press("Enter")
    visit.page.wait_for_url(link)
    expect(visit.heading().split("\n")[0] in words or visit.heading() == "Search", f"'{words}' opens '{visit.heading()}'")


@test(BOTH_WIDTHS)
def escape_closes_what_is_suggested_and_enter_shows_all_that_was_found(visit):
    visit.open("market")
    box = field(visit)
    box.press_sequentially("apple", delay=30)
    soon(visit.page.get_by_role("option").first).to_be_visible()
    visit.press("Escape")
    soon(visit.page.get_by_role("option").first).to_be_hidden()
    visit.press("Enter")
    visit.page.wait_for_url(re.compile("/search[?]q=apple"))
    soon(visit.main().locator("mark").first).to_have_text(re.compile("apple", re.IGNORECASE))


@test([Way(390, "dark", False), Way(1440, "light", False)])
def without_scripts_the_search_has_a_page_of_its_own(visit):
    visit.open("events")
    banner = visit.page.get_by_role("banner")
    if banner.get_by_label("What to look for").is_visible():
        box = banner.get_by_label("What to look for")
    else:
        visit.follow(banner.get_by_role("link", name="Search"))
        box = visit.main().get_by_label("What to look for")
    box.fill("honey")
    box.press("Enter")
    visit.page.wait_for_url(re.compile("/search[?]q=honey"))
    expect(visit.heading() == "Search", f"The search's page is headed '{visit.heading()}'")
    result = visit.main().locator("section").get_by_role("link", name=re.compile("honey", re.IGNORECASE)).first
    visit.follow(result)
    soon(visit.main()).to_contain_text(re.compile("honey", re.IGNORECASE))


@test(BOTH_WIDTHS)
def who_finds_nothing_is_told_so_and_led_on(visit):
    for words in ("zeppelin", "<zeppelin>&\"'", "ჩურჩხელა", "🦑", "x" * 100):
        visit.page.goto(site.address("blog", "/search"))
        box = visit.main().get_by_label("What to look for")
        box.fill(words)
        box.press("Enter")
        visit.page.wait_for_url(re.compile("q="))
        soon(visit.main().get_by_label("What to look for")).to_have_value(words)
        soon(visit.main().get_by_role("link", name="What we sell")).to_be_visible()


@test([Way(390, "dark"), Way(390, "light", False)])
def on_a_phone_products_that_were_found_are_rows_with_a_small_picture(visit):
    visit.open("market", "/search?q=bread")
    rows = visit.main().get_by_role("region", name="In the market").get_by_role("listitem")
    expect(rows.count() > 1, "There are no products to look at")
    for row in rows.all():
        name, price = row.get_by_role("heading"), row.locator(".price")
        high, picture, words = row.bounding_box()["height"], row.locator("img, div").first.bounding_box(), name.bounding_box()
        expect(high <= 150, f"'{name.inner_text()}' is {high:.0f} px high")
        expect(picture["x"] + picture["width"] <= words["x"] and price.is_visible(), f"'{name.inner_text()}' does not stand beside its picture, with its price")
    # A small picture is fetched small.
    taken = visit.main().locator(".search-cards img").first.evaluate("e => e.currentSrc")
    expect(re.search(r"/(200|400)\.\w+$", taken), f"{taken} is fetched for a place of 80 px")
