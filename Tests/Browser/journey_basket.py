"""The basket: filled, changed, emptied, put back; the same on six subdomains, and after the browser was closed."""

import re
import tempfile

import shopping
from playwright.sync_api import expect as soon
from site_under_test import SERVICES
from suite import BOTH_WIDTHS, EVERYWHERE, WITH_SCRIPTS, Way, expect, test
from visit import Visit


def quantity_of(visit, name):
    return visit.main().get_by_label(re.compile(f"How many.*{re.escape(name)}")).first


def total(visit):
    return shopping.pence(visit.main().get_by_role("region", name="In all").inner_text())


def fill(visit, count):
    """A basket with so many of one thing, on its page; answers the thing's name."""
    name = shopping.open_product(visit)
    shopping.put_in(visit, count)
    shopping.holds(visit, count)
    shopping.open_basket(visit)
    return name


def press(visit, words, name):
    visit.main().get_by_role("button", name=re.compile(f"^{words}.*{re.escape(name)}")).first.click()


@test(EVERYWHERE)
def a_visitor_fills_a_basket_and_changes_it(visit):
    name = fill(visit, 2)
    before = total(visit)
    soon(quantity_of(visit, name)).to_have_value("2")
    field = quantity_of(visit, name)
    field.fill("3")
    field.press("Enter")
    shopping.holds(visit, 3)
    soon(quantity_of(visit, name)).to_have_value("3")
    expect(total(visit) * 2 == before * 3, f"Three cost {total(visit)}p where two cost {before}p")
    press(visit, "One more", name)
    shopping.holds(visit, 4)
    press(visit, "One less", name)
    shopping.holds(visit, 3)
    press(visit, "Remove", name)
    shopping.holds(visit, 0)
    soon(visit.main()).to_contain_text("There is nothing in it")


@test(EVERYWHERE)
def what_was_removed_or_changed_can_be_undone(visit):
    name = fill(visit, 2)
    press(visit, "Remove", name)
    shopping.holds(visit, 0)
    press(visit, "Undo", "")
    shopping.holds(visit, 2)
    soon(quantity_of(visit, name)).to_have_value("2")
    quantity_of(visit, name).fill("5")
    quantity_of(visit, name).press("Enter")
    shopping.holds(visit, 5)
    press(visit, "Undo", "")
    shopping.holds(visit, 2)


@test(BOTH_WIDTHS)
def too_many_is_said_beside_the_field_which_keeps_what_was_typed(visit):
    name = fill(visit, 1)
    visit.expecting(400, 409, 422)
    field = quantity_of(visit, name)
    field.evaluate("e => { e.form.noValidate = true; }")
    field.fill("1000")
    field.press("Enter")
    soon(quantity_of(visit, name)).to_have_attribute("aria-invalid", "true")
    field = quantity_of(visit, name)
    soon(field).to_have_value("1000")
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
            name = fill(first, 4)
        finally:
            first.close()
        again = Visit(visit.playwright.chromium, visit.way, folder=profile)
        try:
            again.open("cart")
            shopping.holds(again, 4)
            soon(quantity_of(again, name)).to_have_value("4")
            again.no_problems()
        finally:
            again.close()


@test(BOTH_WIDTHS)
def a_basket_is_filled_and_emptied_by_keyboard_alone(visit):
    name = shopping.open_product(visit)
    visit.tab_to(lambda focused: focused["name"] == "Add to basket")
    visit.press("Enter")
    shopping.holds(visit, 1)
    shopping.open_basket(visit)
    visit.page.locator("body").evaluate("() => document.activeElement.blur()")
    visit.tab_to(lambda focused: focused["name"].startswith("One more"))
    visit.press("Space")
    shopping.holds(visit, 2)
    # Whatever changed the page, the focus stays where it was.
    soon(visit.page.locator(":focus")).to_have_attribute("aria-label", re.compile("^One more"))
    visit.tab_to(lambda focused: focused["name"].startswith("Remove") and name in focused["name"])
    visit.press("Enter")
    shopping.holds(visit, 0)


def has_the_focus(visit, sentence):
    """Waits until what was said has the focus, and nothing else is in it."""
    soon(visit.page.locator(":focus")).to_have_text(re.compile(sentence))


@test([Way(390, "light", False), Way(1440, "dark", False)])
def without_scripts_what_was_done_has_the_focus_on_the_page_that_comes(visit):
    name = re.escape(fill(visit, 2))
    has_the_focus(visit, f"^2 × {name}.*: in your basket\\.$")
    field = quantity_of(visit, "")
    field.fill("5")
    field.press("Enter")
    has_the_focus(visit, f"^{name}.*: 5 now, 2 before\\.$")
    expect(visit.page.locator(":focus").bounding_box()["y"] > 0, "It is above what is seen")
    visit.press("Tab")
    expect(visit.focused()["name"].startswith("Undo"), f"The next Tab leads to {visit.focused()}")
    visit.expecting(422)
    quantity_of(visit, "").fill("1000")
    quantity_of(visit, "").press("Enter")
    soon(quantity_of(visit, "")).to_have_attribute("aria-invalid", "true")
    expect(visit.focused()["id"].startswith("quantity-"), f"What is wrong leaves the focus on {visit.focused()}")
    press(visit, "Remove", "")
    has_the_focus(visit, f"^5 × {name}.*: taken out\\.$")


@test(WITH_SCRIPTS)
def with_scripts_what_was_done_is_said_as_one_sentence_and_the_focus_stays(visit):
    name = fill(visit, 1)
    more = visit.main().get_by_role("button", name=re.compile("^One more"))
    more.focus()
    visit.page.wait_for_function("window.htmx")
    visit.press("Enter")
    soon(visit.main().get_by_role("status")).to_have_text(re.compile(f"^{re.escape(name)}.*: 2 now, 1 before\\.$"))
    soon(visit.page.locator(":focus")).to_have_attribute("aria-label", re.compile("^One more"))
