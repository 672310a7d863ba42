"""What journeys do at the market and with the basket, by the names that people see."""

import re

from playwright.sync_api import expect as soon

MARKET = "Saturday"


def open_market(visit, name=MARKET):
    """From the market's front page to one of its markets."""
    visit.open("market")
    visit.follow(visit.main().get_by_role("heading").get_by_role("link", name=re.compile(name)).first)


def products(visit):
    """The links to products on a market's page."""
    return visit.main().locator("li").get_by_role("heading").get_by_role("link")


def open_product(visit, name=None):
    """To a product of the market, the first unless one is named; answers its name."""
    open_market(visit)
    visit.follow(products(visit).filter(has_text=name).first if name else products(visit).first)
    return visit.heading()


def put_in(visit, count=1):
    """Puts the product that is open into the basket."""
    visit.main().get_by_label("How many").first.fill(str(count))
    visit.main().get_by_role("button", name="Add to basket").first.click()


def holds(visit, count):
    """Waits until the basket in the header holds so many."""
    words = ", empty" if count == 0 else rf", {count} things?"
    soon(visit.basket_link()).to_contain_text(re.compile(f"Basket{words}"))


def open_basket(visit):
    """To the basket's own page, wherever putting something in has led."""
    if visit.page.url.startswith("http://cart."):
        return
    visit.follow(visit.basket_link())
    soon(visit.main().get_by_role("heading", level=1)).to_have_text(re.compile("basket", re.IGNORECASE))


def pence(text):
    """What the first price in the text says: '£1,234.50' → 123450."""
    found = re.search(r"£([\d,]+)\.(\d\d)", text)
    return int(found[1].replace(",", "")) * 100 + int(found[2])
