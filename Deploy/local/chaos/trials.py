"""What is done to the site while visitors look at it."""

import datetime
import os
import re
import signal
import subprocess
import sys
import time

from report import row, shown, until
from local_site import SERVICES, end, held, operate, redis
from visitors import Crowd, Visitor, answers, everything_is_up, fill_basket


def kill_each_service():
    print("\n==> kill -9 each service, and keep it down for three seconds, while visitors look at the other five", flush=True)
    for service in SERVICES:
        others = [other for other in SERVICES if other != service]
        with Crowd(others) as crowd:
            time.sleep(0.5)
            with held(service):
                end(service, signal.SIGKILL)
                time.sleep(3)
            back = until(answers(service), 15)
        row(f"{service} killed", f"others: {crowd.tell()}; it is back {shown(back)} after it may start", crowd.all_are(200) and back is not None)
        everything_is_up()


def stop_redis():
    print("\n==> Redis: stopped for three seconds, started, emptied", flush=True)
    visitor, variant = fill_basket()

    def basket_holds():
        status, _, page, _ = visitor.ask("cart")
        return status == 200 and variant in page

    with Crowd(SERVICES, visitor) as crowd:
        time.sleep(0.5)
        with held("redis"):
            end("redis", signal.SIGKILL)
            time.sleep(1.5)
            added = visitor.ask("cart", "/items", {"variant": variant, "quantity": "1"})[0]
            kept = basket_holds()
            time.sleep(1.5)
        back = until(lambda: redis("PING") == "PONG", 15)
        time.sleep(1)
    row("Redis killed", f"pages: {crowd.tell()}; a thing added meanwhile: {added}; basket {'kept' if kept else 'LOST'}",
        crowd.all_are(200) and added == 303 and kept and back is not None)
    with Crowd(SERVICES, visitor) as crowd:
        for _ in range(5):
            redis("FLUSHALL")
            time.sleep(0.3)
    row("Redis emptied five times", f"pages: {crowd.tell()}; basket {'kept' if basket_holds() else 'LOST'}", crowd.all_are(200) and basket_holds())
    with Crowd(SERVICES, visitor) as crowd:
        time.sleep(0.3)
        end("redis", signal.SIGSTOP)
        time.sleep(3)
        end("redis", signal.SIGCONT)
        time.sleep(0.5)
    row("Redis hangs for three seconds", f"pages: {crowd.tell()}; basket {'kept' if basket_holds() else 'LOST'}", crowd.all_are(200) and basket_holds())


def restart_postgres():
    print("\n==> PostgreSQL: restarted, then down for two seconds", flush=True)
    visitor, _ = fill_basket()
    sockets = os.path.realpath(".run/sockets")

    def takes_connections():
        return subprocess.run(["psql", "-qAt", "-h", sockets, "-U", "rose_ash", "-d", "rose_ash", "-c", "SELECT 1"], capture_output=True).returncode == 0

    for what, how, down in (("PostgreSQL restarted", signal.SIGINT, 0), ("PostgreSQL killed", signal.SIGQUIT, 0), ("PostgreSQL down", signal.SIGINT, 2)):
        with Crowd(SERVICES, visitor) as crowd:
            time.sleep(0.5)
            with held("postgres"):
                end("postgres", how)
                until(lambda: not takes_connections(), 5)
                time.sleep(down)
            if until(takes_connections, 30) is None:
                sys.exit("\nFAILED: PostgreSQL did not come back.")
            # The basket's page is made for each request, so it asks the database.
            back = until(lambda: visitor.ask("cart", time_out=5)[0] == 200, 10)
            others = until(lambda: all(visitor.ask(service, time_out=5)[0] == 200 for service in SERVICES), 10)
            time.sleep(0.5)
        told = all(retry for _, status, _, retry in crowd.seen if status == 503)
        row(what, f"pages: {crowd.tell()}; each 503 with Retry-After: {'yes' if told else 'NO'}; the basket's page after {shown(back)}, all after {shown(others)}",
            crowd.all_are(200, 503) and told and back is not None and back <= 2 and others is not None)
        everything_is_up()


def changes_show():
    print("\n==> A change shows on other services' pages within a second", flush=True)
    everything_is_up()
    product = f"Chaos quince {int(time.time())}"
    market = re.search(r'href="/([a-z0-9-]+)"', Visitor().ask("market")[2].split("<main", 1)[1])[1]

    def on(service, text, path="/"):
        return lambda: text in Visitor().ask(service, path)[2]

    operate("market", "add", market, product, "--price", "3.50", "--featured")
    for service in ("blog", "cart", "federation"):
        seconds = until(on(service, product), 5)
        row(f"Market add, on {service}'s page", shown(seconds), seconds is not None and seconds <= 1)
    operate("market", "withdraw", market, product.lower().replace(" ", "-"))

    entry = re.search(r'href="[^"]*/entries/([0-9a-f-]{36})"', Visitor().ask("events")[2])
    if not entry:
        sys.exit("\nFAILED: the events' front page shows no entry.")
    day = datetime.date.today() + datetime.timedelta(days=1)
    for clock in ("13:37", "14:41"):
        # The page that shows it is asked for first, so that its fragments are in every cache.
        Visitor().ask("account")
        operate("events", "move", entry[1], f"{day}T{clock}", f"{day}T15:55")
        seconds = until(on("account", clock), 5)
        row(f"Events move to {clock}, on account's page", shown(seconds), seconds is not None and seconds <= 1)

    post = re.search(r'<h[23][^>]*><a href="/([a-z0-9-]+)"', Visitor().ask("blog")[2])
    if not post:
        sys.exit("\nFAILED: the blog's front page shows no post.")
    for command, there in (("unpublish", False), ("publish", True)):
        Visitor().ask("blog")
        operate("blog", command, post[1])
        seconds = until(lambda: on("blog", f'href="/{post[1]}"')() == there, 5)
        row(f"Blog {command}, on the blog's front page", shown(seconds), seconds is not None and seconds <= 1)
