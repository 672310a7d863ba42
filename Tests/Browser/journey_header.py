"""The header where the screen is small or the text large: nothing lies on anything else, and every menu opens whole."""

import page_checks
import shopping
import site_under_test as site
from suite import Way, expect, expect_none, test

# What is used, by its name and where it is, with all that stands in it, which may be wider; the search's field with its buttons is one thing.
PARTS = """() => [...document.querySelectorAll(".masthead :is(a, summary, .search-form)")].filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("details > ul")).map((e) => {
    const boxes = [e, ...e.querySelectorAll("span:not(.visually-hidden), svg")].map((x) => x.getBoundingClientRect()).filter((box) => box.width);
    const name = (e.getAttribute("aria-label") || e.innerText).trim().replace(/\\s+/g, " ") || e.className;
    const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])));
    const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])));
    return { name, left, top, right, bottom };
})"""


def overlaps(parts):
    """Pairs of which one lies on the other by more than the hair that rounding makes."""
    for number, one in enumerate(parts):
        for other in parts[number + 1:]:
            wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
            high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if wide > 1 and high > 1:
                yield f"'{one['name']}' and '{other['name']}' overlap by {wide:.0f} × {high:.0f} px"


def enlarge(visit, percent):
    visit.page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")
    visit.page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")


def look(visit, percent):
    parts, wide = visit.page.evaluate(PARTS), visit.page.viewport_size["width"]
    lines = [*overlaps(parts), *page_checks.overflow(visit.page)]
    lines += [f"'{part['name']}' stands outside, from {part['left']:.0f} to {part['right']:.0f}" for part in parts if part["left"] < 0 or part["right"] > wide + 1]
    return [f"{visit.page.url} at {percent} %: {line}" for line in lines]


@test([Way(width, scheme) for width, scheme in ((320, "light"), (390, "dark"), (768, "light"), (1440, "light"))])
def in_the_header_nothing_lies_on_anything_else__with_a_basket_and_with_text_of_twice_the_size(visit):
    shopping.open_product(visit)
    shopping.put_in(visit, 12)
    shopping.holds(visit, 12)
    wrong = []
    for service in site.SERVICES:
        visit.open(service)
        for percent in (100, 150, 200):
            enlarge(visit, percent)
            wrong += look(visit, percent)
    expect_none(wrong, "The header")


@test([Way(width, "light") for width in (320, 390, 1440)])
def every_menu_opens_within_the_window__with_text_of_twice_the_size_too(visit):
    page = visit.open("blog")
    wide = page.viewport_size["width"]
    summaries = page.get_by_role("banner").locator("nav summary")
    expect(summaries.count() > 0, "There is no menu")
    for percent in (100, 200):
        enlarge(visit, percent)
        for summary in summaries.all():
            summary.click()
            links = summary.locator("xpath=..").get_by_role("link")
            expect(links.count() > 0, f"'{summary.inner_text()}' holds nothing")
            for link in links.all():
                link.scroll_into_view_if_needed()
                box = link.bounding_box()
                expect(box["x"] >= -1 and box["x"] + box["width"] <= wide + 1, f"At {percent} % '{link.inner_text()}' stands outside: {box}")
                top = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('a')?.href ?? ''", [box["x"] + 12, box["y"] + box["height"] / 2])
                expect(top == link.evaluate("e => e.href"), f"At {percent} % something lies on '{link.inner_text()}'")
            expect_none(page_checks.overflow(page), f"At {percent} % '{summary.inner_text()}' is too wide")
            summary.click()
