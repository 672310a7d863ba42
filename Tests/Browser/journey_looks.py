"""What is seen while things are slow, missing, enlarged or calm."""

import page_checks
import playwright.sync_api
import shopping
import site_under_test as site
from suite import BOTH_WIDTHS, Way, expect, expect_none, test

# How light a picture is on the whole, 0 to 255.
LIGHT = """async (data) => {
    const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height), c = canvas.getContext("2d");
    c.drawImage(picture, 0, 0);
    let light = 0, n = 0;
    const all = c.getImageData(0, 0, picture.width, picture.height).data;
    for (let i = 0; i < all.length; i += 4 * 997) { light += (all[i] + all[i + 1] + all[i + 2]) / 3; n++; }
    return light / n;
}"""


@test([Way(390, "dark"), Way(1440, "dark")])
def dark_is_dark_from_the_first_frame_of_a_slow_load(visit):
    eye = visit.context.browser.new_context().new_page()
    visit.page.set_extra_http_headers({})
    session = visit.context.new_cdp_session(visit.page)
    session.send("Network.enable")
    # A poor mobile connection, in bytes a second.
    session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 300, "downloadThroughput": 20_000, "uploadThroughput": 20_000})
    visit.open("blog")
    for service in ("market", "events"):
        visit.page.goto(site.address(service), wait_until="commit")
        seen = 0
        for _ in range(30):
            try:
                shot = session.send("Page.captureScreenshot", {"format": "png"})["data"]
            except playwright.sync_api.Error:
                # Just between two pages there is nothing to take a picture of.
                continue
            light, seen = eye.evaluate(LIGHT, shot), seen + 1
            expect(light < 110, f"While {service} is loading in dark, a frame is as light as {light:.0f} of 255")
            if seen == 8:
                break
            visit.page.wait_for_timeout(120)
        expect(seen >= 3, f"There were only {seen} frames of {service} to look at")
    eye.context.close()


def pages_with_pictures(visit):
    shopping.open_product(visit)
    return [site.address("blog"), site.address("market"), visit.page.url]


@test(BOTH_WIDTHS)
def pictures_that_do_not_load_leave_their_words_and_their_room(visit):
    measure = "() => [...document.querySelectorAll('main img')].filter((i) => i.getClientRects().length).map((i) => ({ alt: i.alt, high: i.getBoundingClientRect().height }))"
    for link in pages_with_pictures(visit):
        visit.go(link)
        visit.settle()
        before = visit.page.evaluate(measure)
        block = lambda route: route.abort() if route.request.resource_type == "image" else route.continue_()  # noqa: E731
        visit.context.route("**/*", block)
        visit.go(link)
        visit.settle()
        after = visit.page.evaluate(measure)
        visit.context.unroute("**/*", block)
        expect(len(before) == len(after) > 0, f"{link} has {len(after)} pictures without them and {len(before)} with")
        expect_none((f"{link}: '{b['alt']}' shrinks from {b['high']:.0f} to {a['high']:.0f} px" for b, a in zip(before, after) if b["alt"] and a["high"] < 0.6 * b["high"]), "Pictures collapse")
        expect_none((f"{link}: {line}" for line in page_checks.overflow(visit.page)), "Without pictures the page is too wide")


@test([Way(390, "light"), Way(1440, "light")])
def without_the_fonts_everything_is_still_to_be_read(visit):
    visit.context.route("**/*.woff2", lambda route: route.abort())
    for service in site.SERVICES:
        page = visit.open(service)
        visit.settle()
        expect(page.evaluate("document.querySelector('h1').getBoundingClientRect().height > 0"), f"{service} shows no heading")
        expect_none(page_checks.overflow(page), f"{service} is too wide")


@test([Way(1440, "light"), Way(390, "light")])
def text_of_twice_the_size_loses_nothing(visit):
    shopping.open_product(visit)
    links = [visit.page.url] + [site.address(service) for service in site.SERVICES]
    cut = """() => [...document.querySelectorAll("body *")].filter((e) => {
        const s = getComputedStyle(e);
        if (!/hidden|clip/.test(s.overflow + s.overflowY) || e.closest(".visually-hidden, svg, dialog") || !e.innerText?.trim()) return false;
        // What is shortened to some lines is there in whole where it leads.
        if (s.webkitLineClamp !== "none") return false;
        return s.clipPath === "none" && (e.scrollHeight > e.clientHeight + 4 || e.scrollWidth > e.clientWidth + 4);
    }).map((e) => `${e.localName}.${e.className} is cut off: '${e.innerText.trim().slice(0, 40)}'`)"""
    wrong = []
    for link in links:
        page = visit.go(link)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        wrong += [f"{link}: {line}" for line in page_checks.overflow(page) + page.evaluate(cut)]
    expect_none(wrong, "Text of twice the size")


@test([Way(1440, "light")])
def who_asked_for_calm_sees_nothing_move(visit):
    visit.page.emulate_media(reduced_motion="reduce")
    moving = """() => [...new Set([...document.querySelectorAll("*")].flatMap((e) => ["", "::before", "::after"].map((part) => {
        const s = getComputedStyle(e, part || null), longest = (t) => Math.max(...t.split(",").map((x) => parseFloat(x) * (/ms/.test(x) ? 1 : 1000)));
        const moves = longest(s.transitionDuration) > 20 || (s.animationName !== "none" && longest(s.animationDuration) > 20);
        return moves ? `${e.localName}.${e.className}${part}` : "";
    })).filter(Boolean))]"""
    shopping.open_product(visit)
    for link in [visit.page.url] + [site.address(service) for service in site.SERVICES]:
        expect_none(visit.go(link).evaluate(moving), f"On {link} something moves")


@test([Way(390, "light"), Way(320, "dark"), Way(1440, "light")])
def what_a_chart_says_is_large_enough_to_be_read_and_its_figures_are_one_tap_away(visit):
    small = """() => [...document.querySelectorAll(".chart *")].filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.localName !== "title" && e.checkVisibility()).map((e) => {
        const size = parseFloat(getComputedStyle(e).fontSize) * (e.ownerSVGElement ? e.getScreenCTM().d : 1);
        return { words: e.textContent.trim(), size };
    })"""
    page = visit.open("blog", "/site/design")
    words = page.evaluate(small)
    expect(len(words) > 8, f"Only {len(words)} words stand at the charts")
    expect_none((f"'{one['words']}' is {one['size']:.1f} px high" for one in words if one["size"] < 12), "Too small to be read")
    figures = page.get_by_text("The figures").last
    figures.click()
    figures.locator("xpath=../..").get_by_role("table").wait_for(state="visible")
    expect_none(page_checks.overflow(page), "The charts are too wide")
