"""S1: the blog's real front page, composed of its fragments for a thousand visitors, against a constant answer and three peers."""

import cooperative
import parts
import peers
from load import wrk
from machine import fetch
from tables import at_least, ratio, rounds_table, say, title

OURS, HELLO, NGINX, VARNISH, QUART = "Rose Ash, front page", "Rose Ash, hello", "nginx, SSI", "Varnish, ESI", "Quart, Hypercorn, Redis, Jinja2"
BARS = {HELLO: 0.85, NGINX: 1.7, VARNISH: 4, QUART: 12}


def measure(rounds=3):
    title("S1", "the blog's front page for 1,000 visitors with baskets, 64 connections (server on one core, everything else on the other)")
    running = cooperative.start_all("blog")
    say("filling a thousand baskets, then taking the page apart")
    ours = parts.baskets()
    pages = parts.take_apart(ours)
    hello = cooperative.start_hello()
    peers.fill_redis()
    upstream, port = peers.start_upstream()
    nginx, nginx_at = peers.start_nginx(port)
    varnish, varnish_at = peers.start_varnish(port)
    quart, quart_at = peers.start_quart()
    theirs = [f"visitor={number}" for number in range(parts.VISITORS)]
    for name, address in ((NGINX, nginx_at), (VARNISH, varnish_at), (QUART, quart_at)):
        peers.check(name, address, pages)
    say(f"the page has {len(pages[0]):,} bytes, and the peers answer the same ones")
    contenders = {
        OURS: (cooperative.public("blog") + "/", ours), HELLO: (cooperative.public("hello") + "/hello", ours),
        NGINX: (nginx_at + "/", theirs), VARNISH: (varnish_at + "/", theirs), QUART: (quart_at + "/", theirs),
    }
    measured, p99 = {name: [] for name in contenders}, {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, (address, cookies) in contenders.items():
            rate, slowest = wrk(address, cookies, *([2] if number == 0 else []))
            if number:  # The first round fills every cache.
                measured[name].append(rate)
                p99[name].append(slowest)
    if fetch(cooperative.public("blog") + "/", {"Cookie": ours[0]})[2] != pages[0]:
        raise SystemExit("\nFAILED: after the load, the first visitor's page is another one.")
    rounds_table("requests/s", measured, p99)
    for name, bar in BARS.items():
        at_least("S1", f"against {name}", ratio(measured, OURS, name), bar, " ×")
    for process in [hello, upstream, nginx, varnish, quart, *running.values()]:
        process.stop()
