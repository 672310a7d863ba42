"""A visit: a browser's context and page in one way of looking, which remembers whatever went wrong on the page."""

import pathlib
import re

import playwright.sync_api
import site_under_test as site
from suite import expect_none

CHROMIUM = "/usr/bin/chromium"
EVIDENCE = pathlib.Path(".run/browser/failures")
# Seen before any script of the page runs: how far things moved that nobody asked to move.
SHIFTS = """
window.__shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    window.__shifts.push({ value: entry.value, what: entry.sources.map((s) => {
      const e = s.node?.nodeType === 1 ? s.node : s.node?.parentElement;
      return e ? e.localName + (e.className && e.className.baseVal === undefined ? "." + String(e.className).trim().replace(/\\s+/g, ".") : "") : "?";
    }).slice(0, 3) });
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def launch(playwright, arguments=()):
    # Root has no sandbox of its own to give; what is opened here is our own site only.
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", *arguments])


# A machine that also builds is slow; what takes longer than this does not come.
PATIENCE = 10_000
playwright.sync_api.expect.set_options(timeout=PATIENCE)


class Visit:
    def __init__(self, browser, way, folder=None, **more):
        """`folder`: a profile that outlasts the visit; then `browser` is Playwright's browser type."""
        self.way, self.problems, self.expected = way, [], set()
        settings = {
            "viewport": {"width": way.width, "height": way.height}, "color_scheme": way.scheme, "java_script_enabled": way.scripts,
            "locale": "en-GB", "timezone_id": "Europe/London", **more}
        if folder:
            self.context = browser.launch_persistent_context(folder, executable_path=CHROMIUM, args=["--no-sandbox"], **settings)
            self.page = self.context.pages[0]
        else:
            self.context = browser.new_context(**settings)
            self.page = None
        self.browser = browser
        self.context.set_default_timeout(PATIENCE)
        self.context.set_default_navigation_timeout(2 * PATIENCE)
        self.context.on("console", self._console)
        self.context.on("weberror", self._script_failed)
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._answered)
        if way.scripts:
            self.context.add_init_script(SHIFTS)
        self.page = self.page or self.context.new_page()

    def _console(self, message):
        # Of an answer that is no page the console only repeats what `_answered` tells.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"the console says: {message.text[:300]}")

    def _script_failed(self, error):
        # Chromium's own word for a transition between pages that came too late to be seen.
        if not str(error.error).startswith("Transition was "):
            self.problems.append(f"a script failed: {error.error}")

    def _failed(self, request):
        # A page that is left takes with it what it had not fetched yet; what the test blocks is not the site's.
        if request.failure not in ("net::ERR_ABORTED", "net::ERR_BLOCKED_BY_CLIENT", "net::ERR_FAILED"):
            self.problems.append(f"{request.url} could not be fetched: {request.failure}")

    def _answered(self, answer):
        if answer.status >= 400 and answer.status not in self.expected:
            self.problems.append(f"{answer.url} was answered {answer.status}")

    def expecting(self, *statuses):
        """From now on answers of these statuses are what the test is about."""
        self.expected.update(statuses)
        return self

    def open(self, service, path="/"):
        return self.go(site.address(service, path))

    def go(self, link):
        self.page.goto(link, wait_until="load")
        return self.page

    def heading(self):
        return self.page.locator("h1").first.inner_text().strip()

    def main(self):
        return self.page.get_by_role("main")

    def basket_link(self):
        """The basket in the header, whose name holds how many things there are."""
        return self.page.get_by_role("banner").get_by_role("link", name=re.compile("^Basket"))

    def follow(self, link):
        """Clicks what leads to another page, and waits until that is there."""
        before = self.page.url
        link.click()
        self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state("load")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self):
        """What has the focus, in words: its tag, name and address."""
        return self.page.evaluate("""() => {
            const e = document.activeElement;
            return { tag: e.localName, name: (e.getAttribute("aria-label") || e.innerText || e.value || "").trim().slice(0, 80), href: e.getAttribute("href") || "", id: e.id };
        }""")

    def tab_to(self, suits, most=80):
        """Presses Tab until what has the focus suits; fails after `most`."""
        for _ in range(most):
            self.press("Tab")
            focused = self.focused()
            if suits(focused):
                return focused
        raise AssertionError(f"{most} presses of Tab do not lead there; the last was {focused}")

    def settle(self):
        """Scrolls through the page, so that what is loaded on sight is there, and back."""
        self.page.evaluate("""async () => {
            for (let y = 0; y < document.documentElement.scrollHeight; y += 600) { scrollTo(0, y); await new Promise(requestAnimationFrame); }
            scrollTo(0, 0);
            const there = [...document.images].filter((i) => i.loading !== "lazy" || i.getClientRects().length).map((i) => i.complete ? 0 : new Promise((r) => { i.onload = i.onerror = r; }));
            await Promise.race([Promise.all(there), new Promise((r) => setTimeout(r, 4000))]);
        }""")

    def no_problems(self):
        expect_none(dict.fromkeys(self.problems), "Something went wrong on the way")

    def keep_evidence(self, slug):
        """A screenshot and the markup, for somebody to look at; answers where, or why there is none."""
        EVIDENCE.mkdir(parents=True, exist_ok=True)
        try:
            (EVIDENCE / f"{slug}.html").write_text(self.page.content())
            self.page.screenshot(path=EVIDENCE / f"{slug}.png", timeout=5000)
            return f"{EVIDENCE / slug}.png and .html, of {self.page.url}"
        except Exception as error:  # noqa: the test has failed already, for another reason
            return f"no picture: {str(error).splitlines()[0]}"

    def close(self):
        self.context.close()
