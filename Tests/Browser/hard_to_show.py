"""Rows that are hard to show, and their pages: each holds up as any other does."""

import datetime
import os
import subprocess

import page_checks
import site_under_test as site
from suite import Test, Way, expect, test

NAMES = ["endless", "arabic", "hebrew", "emoji", "letter", "markup", "words", "marks"]
# The pages that a name makes; of those that differ most, all.
PAGES = [
    ("blog", "/", ""), ("market", "/", ""), ("events", "/", ""), ("federation", "/", ""),
    *[("market", f"/{market}", "") for market in ("hard-nothing", "hard-names", "hard-crowd")],
    ("market", "/hard-crowd", "?page=50"),
    *[("market", f"/hard-names/{name}", "") for name in (*NAMES[:4], "markup", "free", "dear", "gone", "unoffered", "choices")],
    ("market", "/producers/hard-endless", ""), ("market", "/producers/hard-arabic", ""), ("market", "/producers/hard-idle", ""),
    *[("events", f"/{calendar}", "") for calendar in ("hard-nothing", "hard-names", "hard-crowd")],
    *[("blog", f"/hard-{name}", "") for name in (*NAMES, "nothing")],
]


def load():
    """Puts the rows into the database of the site that was started for the tests."""
    subprocess.run(["psql", "-qAt", os.environ["DATABASE_URL"], "-f", "Tests/Browser/hard_to_show.sql"], check=True, stdout=subprocess.DEVNULL)


def holds_up(service, path, asked):
    def checked(visit):
        # Some of the pictures are not there, which is the point.
        visit.expecting(404)
        page_checks.check(visit, site.address(service, path + asked), pictures=False, again=False)
        expect(not visit.main().inner_text().startswith("404"), f"{path} is not there")
        expect(visit.page.locator("script:not([src])").count() == 0, "A name has become a script")

    return checked


def tests():
    return [Test(f"hard to show: {service} {path}{asked} holds up", holds_up(service, path, asked), Way(390), True) for service, path, asked in PAGES]


@test([Way(390)], own_site=True)
def a_full_calendar_is_shown_by_month__week_and_day(visit):
    day = datetime.date.today() + datetime.timedelta(days=60)
    year, week, _ = day.isocalendar()
    for calendar in ("", "/hard-crowd"):
        for view in (f"/months/{day:%Y-%m}", f"/weeks/{year}-W{week:02}", f"/days/{day}"):
            page_checks.check(visit, site.address("events", calendar + view), again=False)
            expect("Entry number" in visit.main().inner_text(), f"{view} shows no entry")


@test([Way(390)], own_site=True)
def names_that_are_hard_to_show_are_shown_in_the_calendar(visit):
    day = datetime.date.today() + datetime.timedelta(days=36)
    year, week, _ = day.isocalendar()
    for view in (f"/months/{day:%Y-%m}", f"/weeks/{year}-W{week:02}", f"/days/{day}"):
        page_checks.check(visit, site.address("events", "/hard-names" + view), again=False)
