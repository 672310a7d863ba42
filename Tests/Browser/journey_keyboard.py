"""By keyboard alone: the skip link, menus, a focus that is always to be seen, and a page that is read without a pointer."""

import shopping
from suite import BOTH_WIDTHS, EVERYWHERE, Way, expect, expect_none, test
from site_under_test import SERVICES

FOCUS = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const name = `${e.localName} '${(e.getAttribute("aria-label") || e.innerText || e.name || "").trim().slice(0, 40)}'`;
    const marked = (x) => ["", "::before", "::after"].some((part) => {
        const s = getComputedStyle(x, part || null);
        return (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2) || s.boxShadow !== "none";
    });
    // A card whose title is the link, or a label beside a hidden field, may show the focus in its stead.
    const around = [e, e.parentElement, e.closest("li"), e.closest("label"), e.id && document.querySelector(`label[for="${CSS.escape(e.id)}"]`)].filter(Boolean);
    const box = e.getBoundingClientRect(), wrong = [];
    if (!around.some(marked)) wrong.push(`${name} shows no focus`);
    const large = around.map((x) => x.getBoundingClientRect()).find((b) => b.width >= 8 && b.height >= 8);
    if (!large) wrong.push(`${name} has the focus and is not to be seen`);
    else if (box.width >= 8) {
        const x = Math.min(Math.max(box.x + Math.min(box.width, 40) / 2, 1), innerWidth - 2), y = box.y + Math.min(box.height, 24) / 2;
        if (y < 0 || y > innerHeight) wrong.push(`${name} has the focus outside of the window`);
        else {
            const top = document.elementFromPoint(x, y);
            if (top && !e.contains(top) && !top.contains(e) && !around.some((a) => a.contains(top))) wrong.push(`${name} has the focus below ${top.localName}.${top.className}`);
        }
    }
    return { name, wrong, id: (e.id || "") + name + (e.getAttribute("href") || "") };
}"""


@test(BOTH_WIDTHS)
def the_first_tab_skips_to_the_page_on_every_service(visit):
    for service in SERVICES:
        page = visit.open(service)
        visit.press("Tab")
        expect(visit.focused()["name"].startswith("Skip to"), f"On {service} the first Tab leads to {visit.focused()}")
        box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
        expect(box["height"] >= 24 and box["top"] >= 0 and box["left"] >= 0, f"On {service} the skip link is not to be seen when it has the focus: {box}")
        visit.press("Enter")
        page.wait_for_function("document.activeElement.id === 'main'")
        visit.press("Tab")
        expect(page.evaluate("document.querySelector('main').contains(document.activeElement) || document.querySelector('main').compareDocumentPosition(document.activeElement) === 4"),
               f"On {service} the Tab after the skip link leads back, to {visit.focused()}")


@test([Way(390, "light"), Way(1440, "light"), Way(1440, "dark")])
def the_focus_is_always_to_be_seen(visit):
    wrong = []
    shopping.open_product(visit)
    places = [visit.page.url]
    visit.open("events")
    places.append(visit.main().get_by_role("heading").get_by_role("link").first.evaluate("e => e.href"))
    for place in [*places, *[f"{service}" for service in ("blog", "market", "cart", "events")]]:
        page = visit.go(place) if "/" in place else visit.open(place)
        page.emulate_media(reduced_motion="reduce")
        seen = set()
        for _ in range(70):
            visit.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus is None:
                break
            if focus["id"] in seen and len(seen) > 5 and focus["name"].startswith("a 'Skip"):
                break
            seen.add(focus["id"])
            wrong += [f"{page.url}: {line}" for line in focus["wrong"]]
    expect_none(dict.fromkeys(wrong), "The focus is lost")


@test(EVERYWHERE)
def a_reader_opens_a_menu_and_a_post_by_keyboard_alone(visit):
    page = visit.open("blog")
    summary = page.get_by_role("banner").locator("nav summary").first
    name = summary.inner_text().strip()
    visit.tab_to(lambda focused: focused["tag"] == "summary" and name in focused["name"])
    visit.press("Enter")
    inside = page.get_by_role("banner").locator("nav details").first.get_by_role("link").first
    inside.wait_for(state="visible")
    visit.press("Tab")
    expect(visit.focused()["name"] == inside.inner_text().strip(), f"The Tab in an open menu leads to {visit.focused()}")
    if visit.way.scripts:
        visit.press("Escape")
        inside.wait_for(state="hidden")
        expect(visit.focused()["tag"] == "summary", f"Escape leaves the focus on {visit.focused()}")
    post = page.get_by_role("main").get_by_role("heading", level=2).get_by_role("link").first
    title, link = post.inner_text(), post.evaluate("e => e.href")
    visit.tab_to(lambda focused: focused["name"] == title)
    visit.press("Enter")
    page.wait_for_url(link)
    expect(visit.heading() == title, f"Enter on '{title}' opens '{visit.heading()}'")
