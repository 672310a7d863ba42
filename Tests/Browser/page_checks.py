"""What holds of every page, whatever it shows."""

import axe
from suite import Unlike

# What stands out to the right of the window, though nothing around it scrolls by itself.
OVERFLOW = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= wide) return [];
    const within = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false; };
    const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > wide + 1 && !within(e));
    const name = (e) => e.localName + (typeof e.className === "string" && e.className ? "." + e.className.trim().replace(/\\s+/g, ".") : "");
    return [`the page is ${document.scrollingElement.scrollWidth} px wide: ` + (out.slice(-3).map((e) => `${name(e.parentElement)} > ${name(e)}`).join(", ") || "no element of its own")];
}"""
STRUCTURE = """() => {
    const wrong = [], all = (s) => [...document.querySelectorAll(s)];
    const count = (s, n, what) => { const is = all(s).length; if (is !== n) wrong.push(`${is} ${what} instead of ${n}`); };
    count("h1", 1, "h1");
    count("main", 1, "main");
    count("body > header", 1, "header of the page");
    count("body > footer", 1, "footer of the page");
    if (!document.documentElement.lang) wrong.push("no lang");
    if (document.title.trim().length < 5) wrong.push(`the title is '${document.title}'`);
    if (!document.querySelector("h1")?.textContent.trim()) wrong.push("the h1 is empty");
    for (const nav of all("nav")) if (!nav.getAttribute("aria-label") && !nav.getAttribute("aria-labelledby")) wrong.push("a nav without a name");
    let last = 0;
    for (const h of all("main :is(h1, h2, h3, h4, h5, h6)")) {
        const level = +h.localName[1];
        if (level > last + 1 && !(last === 0 && level === 2)) wrong.push(`h${last} is followed by h${level}, '${h.textContent.trim().slice(0, 40)}'`);
        last = level;
    }
    for (const image of all("img")) {
        const name = image.currentSrc || image.src;
        if (!image.hasAttribute("alt")) wrong.push(`no alt: ${name}`);
        if (!image.getAttribute("width") || !image.getAttribute("height")) wrong.push(`no measures: ${name}`);
        if (image.getClientRects().length && !(image.complete && image.naturalWidth)) wrong.push(`did not load: ${name}`);
    }
    const skip = document.querySelector("body a[href]");
    if (skip?.getAttribute("href") !== "#main" || !document.querySelector("#main")) wrong.push("the first link does not skip to the page");
    return wrong;
}"""


def check(visit, link, statuses=(), pictures=True, again=True):
    """Opens the page and raises what is wrong with it, all of it at once, narrow and wide. `again`: it is opened anew when wide."""
    visit.expecting(*statuses)
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.goto(link, wait_until="load")
    wrong = look(visit, pictures)
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    if again:
        visit.page.goto(link, wait_until="load")
    wrong += look(visit, pictures)
    if wrong:
        raise Unlike("\n".join(dict.fromkeys(wrong)))


def look(visit, pictures=True):
    """What is wrong with the page that is open, as wide as it is. `pictures`: whether they all have to load."""
    page, wrong = visit.page, []
    size = page.viewport_size

    def found(what, lines):
        wrong.extend(f"{what}: {line}" for line in lines)

    visit.settle()
    page.evaluate("document.fonts.ready.then(() => 0)")
    found("markup", [line for line in page.evaluate(STRUCTURE) if pictures or "did not load" not in line])
    shifts = page.evaluate("window.__shifts")
    if sum(shift["value"] for shift in shifts) > 0.001:
        found(f"moves at {size['width']}", [f"{shift['value']:.3f} {', '.join(shift['what'])}" for shift in shifts])
    for width in (320, size["width"]) if size["width"] < 700 else (768, size["width"]):
        page.set_viewport_size({"width": width, "height": size["height"]})
        found(f"at {width}", overflow(page))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate("() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))")
        found(f"axe at {size['width']}, {scheme}", axe.violations(page, colours=scheme == "dark"))
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    return wrong


def overflow(page):
    """What makes the page scroll sideways, at most a line."""
    return page.evaluate(OVERFLOW)
