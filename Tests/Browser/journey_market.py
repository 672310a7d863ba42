"""The market: found by words, narrowed with counts, ordered, paged; a product, who makes it, and into the basket."""

import re

import shopping
from playwright.sync_api import expect as soon
from suite import BOTH_WIDTHS, EVERYWHERE, expect, test


def found(visit):
    return visit.main().get_by_role("status").first


def narrowing(visit, words):
    """A way to narrow the listing down, made visible where it is folded away, and how many products it says it leaves."""
    link = visit.main().get_by_role("link", name=re.compile(f"^{words}")).first
    if not link.is_visible():
        visit.main().locator("summary").first.click()
    link.wait_for(state="visible")
    return link, int(re.search(r"\d+", link.inner_text())[0])


def order_by_price(visit):
    order = visit.main().get_by_label("Order")
    order.focus()
    if visit.way.scripts:
        # What makes it smoother is fetched when somebody first goes there; a person takes longer to choose than that takes.
        visit.page.wait_for_function("window.htmx")
    order.select_option(label="Lowest price")
    if not visit.way.scripts:
        visit.main().get_by_role("button", name="Show").click()
    visit.page.wait_for_url(re.compile("[?&]sort=price"), wait_until="commit")


@test(EVERYWHERE)
def a_visitor_narrows_a_market_to_what_suits_them__in_order_of_price(visit):
    shopping.open_market(visit)
    everything = int(re.search(r"\d+", found(visit).inner_text())[0])
    link, left = narrowing(visit, "vegetarian")
    expect(0 < left < everything, f"Vegetarian leaves {left} of {everything}, which narrows nothing")
    link.click()
    soon(found(visit)).to_have_text(re.compile(rf"^{left} of {everything} "))
    order_by_price(visit)
    soon(found(visit)).to_have_text(re.compile(rf"^{left} of {everything} "))
    soon(visit.main().get_by_label("Order")).to_have_value("price")
    visit.page.wait_for_load_state("load")
    prices = [shopping.pence(text) for text in visit.main().locator("li:has(h3)").all_inner_texts() if "£" in text]
    expect(prices == sorted(prices) and len(prices) > 1, f"The prices do not ascend: {prices}")
    visit.main().get_by_role("link", name="Clear all").first.click()
    soon(found(visit)).to_have_text(re.compile(rf"^{everything} "))


@test(EVERYWHERE)
def a_visitor_looks_for_rye_and_is_told_when_there_is_none(visit):
    shopping.open_market(visit)
    field = visit.main().get_by_label("Search this market")
    field.fill("rye")
    field.press("Enter")
    soon(found(visit)).to_have_text(re.compile(r"^\d+ of \d+ "))
    expect(not found(visit).inner_text().startswith("0 "), "There is no rye")
    field = visit.main().get_by_label("Search this market")
    field.fill("zeppelin")
    field.press("Enter")
    soon(found(visit)).to_have_text(re.compile("^0 of "))
    visit.main().get_by_role("link", name="Show everything").click()
    soon(found(visit)).to_have_text(re.compile(r"^\d+ products"))


@test(BOTH_WIDTHS)
def back_brings_the_whole_listing_back(visit):
    shopping.open_market(visit)
    before, link = found(visit).inner_text(), visit.page.url
    narrowing(visit, "vegetarian")[0].click()
    soon(found(visit)).not_to_have_text(before)
    visit.page.go_back()
    visit.page.wait_for_url(link)
    soon(found(visit)).to_have_text(before)


@test(EVERYWHERE)
def a_product_leads_to_who_makes_it_and_into_the_basket(visit):
    name = shopping.open_product(visit)
    maker = visit.main().locator("a[href*='/producers/']").first
    who = maker.inner_text().strip()
    visit.follow(maker)
    expect(who in visit.heading(), f"The page of {who} is headed '{visit.heading()}'")
    visit.follow(visit.main().get_by_role("link", name=name, exact=True).first)
    expect(visit.heading() == name, f"The way back to '{name}' leads to '{visit.heading()}'")
    shopping.put_in(visit)
    shopping.holds(visit, 1)


@test(EVERYWHERE)
def what_needs_no_choice_goes_into_the_basket_from_the_listing(visit):
    shopping.open_market(visit)
    visit.main().get_by_role("button", name=re.compile("^Add .* to the basket")).first.click()
    shopping.holds(visit, 1)


@test(BOTH_WIDTHS)
def every_card_has_its_button_at_the_same_place__and_what_has_sizes_leads_to_their_choice(visit):
    shopping.open_market(visit)
    places = []
    for card in visit.main().locator(".products > li").all():
        button, box = card.locator(".card-foot .button"), card.bounding_box()
        expect(button.count() == 1, f"'{card.get_by_role('heading').inner_text()}' has {button.count()} buttons")
        its = button.bounding_box()
        places.append((button.inner_text().split("\n")[0][:6].strip(), its["height"], box["x"] + box["width"] - its["x"] - its["width"], box["y"] + box["height"] - its["y"] - its["height"]))
    words = {place[0].split(" ")[0] for place in places}
    expect(words == {"Add", "Choose"}, f"The buttons say {words}")
    for number, what in ((1, "high"), (2, "from the edge"), (3, "from the foot")):
        measures = [place[number] for place in places]
        expect(max(measures) - min(measures) <= 2, f"Buttons are between {min(measures):.0f} and {max(measures):.0f} px {what}")
    visit.follow(visit.main().get_by_role("link", name=re.compile("^Choose which ")).first)
    soon(visit.main().get_by_role("group", name="Which")).to_be_visible()
