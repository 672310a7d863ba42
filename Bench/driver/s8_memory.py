"""S8: what each service holds at rest and under S1's load, and six Quart apps beside."""

import time

import cooperative
import parts
import peers
from load import wrk
from tables import at_most, table, title


def measure():
    title("S8", "memory in MB: proportional set size (PSS), each service's own and its share of what they share")
    running = cooperative.start_all()
    cookies = parts.baskets()
    parts.take_apart(cookies)
    peers.fill_redis()
    for service in cooperative.SERVICES:
        wrk(cooperative.public(service) + "/", cookies[:1], seconds=1, connections=4)
    time.sleep(3)
    rest = {service: process.megabytes() for service, process in running.items()}
    loaded = {}
    # S1's load on the blog, which asks the others for fragments; then the same load on each of the others.
    for service, process in running.items():
        wrk(cooperative.public(service) + "/", cookies, seconds=4)
        loaded[service] = process.megabytes()
    for process in running.values():
        process.stop()
    bare, quart = _six_quart_apps("quart_page", ["/"]), _six_quart_apps("quart_app", ["/", "/posts"])
    table(
        ["service", "at rest", "under load", "a Quart app", "… that only has Redis"],
        [[service, rest[service], loaded[service], quart[index], bare[index]] for index, service in enumerate(cooperative.SERVICES)]
        + [["together", sum(rest.values()), sum(loaded.values()), sum(quart), sum(bare)]])
    at_most("S8", "the largest at rest", max(rest.values()), 40, " MB")
    at_most("S8", "the largest under S1's load", max(loaded.values()), 80, " MB")
    at_most("S8", "the six together, against six Quart apps", sum(rest.values()) / sum(quart), 0.333, " ×")


def _six_quart_apps(module, paths):
    """What each of six holds once it has answered for a second, under Hypercorn with one worker, as the Python platform runs them."""
    apps = []
    for index in range(6):
        app, address = peers.start_quart(f"{module}-{index}", module)
        for path in paths:
            wrk(address + path, ["visitor=0"], seconds=1, connections=4)
        apps.append(app)
    held = [app.megabytes() for app in apps]
    for app in apps:
        app.stop()
    return held
