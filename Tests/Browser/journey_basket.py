"""The basket: filled, changed, emptied, put back; the same on six subdomains, and after the browser was closed."""

import re
import tempfile

import shopping
from playwright.sync_api import expect as soon
from site_under_test import SERVICES
from suite import BOTH_WIDTHS, EVERYWHERE, expect, test
from visit import Visit


def amount(text):
    """Pence in what a price says: '£1,234.50' → 123450."""
    found = re.search(r"£([\d,]+)\.(\d\d)", text)
    return int(found[1].replace(",", "")) * 100 + int(found[2])


def quantity_of(visit, name):
    return visit.main().get_by_label(re.compile(f"How many.*{re.escape(name)}")).first


def total(visit):
    row = visit.main().locator("tfoot tr, .total, dl.totals, [class*=total]").filter(has_text="Total").first
    return amount(row.inner_text())


def open_basket(visit):
    visit.follow(visit.basket_link())
    expect("basket" in visit.heading().lower(), f"The basket is headed '{visit.heading()}'")


@test(EVERYWHERE)
def a_visitor_fills_a_basket_and_changes_it(visit):
    name = shopping.open_product(visit)
    shopping.put_in(visit, 2)
    shopping.holds(visit, 2)
    if "cart." not in visit.page.url:
        open_basket(visit)
    before = total(visit)
    field = quantity_of(visit, name)
    expect(field.input_value() == "2", f"The basket says {field.input_value()} of {name} instead of 2")
    field.fill("3")
    field.press("Enter")
    shopping.holds(visit, 3)
    expect(total(visit) * 2 == before * 3, f"Three cost {total(visit)}p where two cost {before}p")
    visit.main().get_by_role("button", name=re.compile(f"Remove.*{re.escape(name)}")).first.click()
    shopping.holds(visit, 0)
    soon(visit.main()).to_contain_text(re.compile("nothing in it|is empty|Removed|taken out", re.IGNORECASE))


@test(EVERYWHERE)
def what_was_removed_can_be_put_back(visit):
    name = shopping.open_product(visit)
    shopping.put_in(visit, 2)
    shopping.holds(visit, 2)
    if "cart." not in visit.page.url:
        open_basket(visit)
    visit.main().get_by_role("button", name=re.compile(f"Remove.*{re.escape(name)}")).first.click()
    shopping.holds(visit, 0)
    visit.page.get_by_role("button", name=re.compile("Undo|Put .*back", re.IGNORECASE)).first.click()
    shopping.holds(visit, 2)
    soon(quantity_of(visit, name)).to_have_value("2")


@test(BOTH_WIDTHS)
def too_many_is_said_beside_the_field_which_keeps_what_was_typed(visit):
    name = shopping.open_product(visit)
    shopping.put_in(visit)
    shopping.holds(visit, 1)
    if "cart." not in visit.page.url:
        open_basket(visit)
    visit.expecting(400, 409, 422)
    field = quantity_of(visit, name)
    field.evaluate("e => { e.form.noValidate = true; }")
    field.fill("1000")
    field.press("Enter")
    soon(quantity_of(visit, name)).to_have_attribute("aria-invalid", "true")
    field = quantity_of(visit, name)
    expect(field.input_value() == "1000", f"The field has forgotten what was typed: {field.input_value()}")
    said = visit.page.locator(f"#{field.get_attribute('aria-describedby').split()[0]}")
    expect(said.is_visible() and len(said.inner_text()) > 10, "Nothing beside the field says what is wrong")
    shopping.holds(visit, 1)


@test(EVERYWHERE)
def the_basket_follows_to_every_subdomain(visit):
    shopping.open_product(visit)
    shopping.put_in(visit, 3)
    shopping.holds(visit, 3)
    for service in SERVICES:
        visit.open(service)
        shopping.holds(visit, 3)


@test(BOTH_WIDTHS)
def the_basket_outlasts_the_browser(visit):
    with tempfile.TemporaryDirectory(prefix="rose-ash-profile.") as profile:
        first = Visit(visit.playwright.chromium, visit.way, folder=profile)
        try:
            name = shopping.open_product(first)
            shopping.put_in(first, 4)
            shopping.holds(first, 4)
        finally:
            first.close()
        again = Visit(visit.playwright.chromium, visit.way, folder=profile)
        try:
            again.open("cart")
            shopping.holds(again, 4)
            expect(quantity_of(again, name).input_value() == "4", "The basket has lost what was in it")
            again.no_problems()
        finally:
            again.close()
