"""What journeys do at the market and with the basket, by the names that people see."""

import re

from playwright.sync_api import expect as soon


def open_market(visit, name=None):
    """From the market's front page to one of its markets; the first when none is named."""
    visit.open("market")
    section = visit.main().locator("section", has=visit.page.get_by_role("heading", name=re.compile("^(The )?markets$", re.IGNORECASE))).first
    link = section.get_by_role("heading").get_by_role("link", name=name).first
    visit.follow(link)


def products(visit):
    """The links to products on a market's page."""
    return visit.main().locator("li, article").get_by_role("heading").get_by_role("link")


def open_product(visit, name=None):
    """To a product that can be bought; answers its name."""
    open_market(visit)
    link = products(visit).filter(has_text=name).first if name else products(visit).first
    visit.follow(link)
    return visit.heading()


def put_in(visit, count=1):
    """Puts the product that is open into the basket, and waits until the header says so."""
    visit.main().get_by_label("How many").first.fill(str(count))
    visit.main().get_by_role("button", name=re.compile("basket", re.IGNORECASE)).first.click()


def holds(visit, count):
    """Waits until the basket in the header holds so many."""
    words = ", empty" if count == 0 else rf", {count} things?"
    soon(visit.basket_link()).to_contain_text(re.compile(f"Basket{words}"))
