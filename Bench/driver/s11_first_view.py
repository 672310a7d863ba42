"""S11: what the first view of the home page costs somebody who has never been here, over the wire."""

import os
import pathlib

import cooperative
from machine import LOAD_CORE, RUN, Process, wait_for
from tables import at_most, table, title

CHROMIUM = "/usr/bin/chromium"
# (what, width, height, pixels of the screen for each of the page's)
WINDOWS = [("390 px", 390, 844, 1), ("390 px, two pixels a pixel", 390, 844, 2), ("1440 px", 1440, 900, 1)]
SHIFTS = """
window.__shifted = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.__shifted += entry.value; }).observe({ type: "layout-shift", buffered: true });
"""


def measure():
    from playwright.sync_api import sync_playwright

    title("S11", "the first view of the home page, with an empty cache")
    services = list(cooperative.start_all().values())
    caddy, port = start_caddy()
    rules = f"--host-resolver-rules=MAP *.rose-ash.localhost:8000 127.0.0.1:{port}"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", rules])
            report(browser, cooperative.origin("blog") + "/")
            browser.close()
    finally:
        for process in [caddy, *services]:
            process.stop()


def report(browser, address):
    # Once before it counts, so that every part of the page has been asked for: what is measured is the page, not a service that has just been started.
    view(browser, address, *WINDOWS[0][1:])
    seen = {what: view(browser, address, *window) for what, *window in WINDOWS}
    table(["first view", "KB", "of that, pictures", "fonts", "requests", "layout shift"], [
        [what, one["bytes"] / 1000, one["Image"] / 1000, one["Font"] / 1000, str(one["requests"]), f"{one['shift']:.4f}"] for what, one in seen.items()])
    for what, one in seen.items():
        at_most("S11", f"{what}: on the wire", one["bytes"] / 1000, 60, " KB")
        at_most("S11", f"{what}: requests", one["requests"], 12)
        at_most("S11", f"{what}: layout shift", one["shift"], 0)


def view(browser, address, width, height, pixels):
    """What one visit with an empty cache fetched: its bytes by CDP's encodedDataLength, which counts headers and the body as it was compressed."""
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=pixels)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds, seen = {}, {"bytes": 0, "requests": 0, "Image": 0, "Font": 0}

    def answered(event):
        kinds[event["requestId"]] = event["type"]

    def finished(event):
        size = event["encodedDataLength"]
        if event["requestId"] not in kinds or size <= 0:  # a data: address has been nowhere
            return
        seen["requests"] += 1
        seen["bytes"] += size
        if kinds[event["requestId"]] in seen:
            seen[kinds[event["requestId"]]] += size

    session.on("Network.responseReceived", answered)
    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    seen["shift"] = page.evaluate("window.__shifted")
    context.close()
    return seen


def start_caddy():
    """The site's own Caddy, with its compression, and its port."""
    port = next(cooperative.PORTS)
    ports = {f"{service.upper()}_{kind}": of(service).rsplit(":", 1)[1] for service in cooperative.SERVICES
             for kind, of in (("PORT", cooperative.public), ("INTERNAL_PORT", cooperative.internal))}
    process = Process("caddy", ["caddy", "run", "--config", pathlib.Path("Deploy/local/Caddyfile").resolve(), "--adapter", "caddyfile"], LOAD_CORE, {
        **ports, "SITE_PORT": port, "SITE_DOMAIN": "rose-ash.localhost", "HOME": os.environ.get("HOME", "/"), "XDG_DATA_HOME": str(RUN / "caddy"), "XDG_CONFIG_HOME": str(RUN / "caddy")})
    wait_for(f"http://127.0.0.1:{port}/", process, accepts=302)
    return process, port
