"""The calendar: months, weeks, a list and an entry, with or without scripts, by pointer or by arrow keys."""

import datetime
import re
import zoneinfo

import site_under_test as site
from playwright.sync_api import expect as soon
from suite import EVERYWHERE, Way, expect, test


def heading(visit):
    return visit.main().get_by_role("heading", level=1)


def day_links(visit):
    return visit.main().get_by_role("grid").get_by_role("link", name=re.compile(r"^\d+ \w+, \w+day: "))


@test(EVERYWHERE)
def a_visitor_looks_through_months__weeks_and_a_list_to_an_entry(visit):
    visit.open("events")
    visit.main().get_by_role("link", name="Month", exact=True).first.click()
    soon(heading(visit)).to_have_text(re.compile(r"^\w+ 20\d\d$"))
    this = heading(visit).inner_text()
    visit.main().get_by_role("link", name=re.compile("^Later: ")).click()
    soon(heading(visit)).not_to_have_text(this)
    visit.main().get_by_role("link", name=re.compile("^Earlier: ")).click()
    soon(heading(visit)).to_have_text(this)
    visit.main().get_by_role("link", name="Week", exact=True).click()
    soon(visit.main()).to_contain_text(re.compile(r"Week \d+"))
    visit.main().get_by_role("link", name="List", exact=True).click()
    soon(heading(visit)).to_have_text("Coming up")
    visit.page.wait_for_load_state("load")
    entry = visit.main().locator("a[href*='/entries/']:not([href$='.ics'])").first
    title = entry.inner_text().strip()
    visit.follow(entry)
    soon(heading(visit)).to_contain_text(title)
    file = visit.main().get_by_role("link", name="Add to your calendar")
    status, headers, body = site.fetch(file.evaluate("e => e.href"))
    expect(status == 200 and headers["Content-Type"].startswith("text/calendar"), f"The calendar file is answered {status} {headers['Content-Type']}")
    text = body.decode().replace("\r\n ", "")
    expect(text.startswith("BEGIN:VCALENDAR\r\n") and "BEGIN:VEVENT" in text and "DTSTART" in text, f"The calendar file says {text[:120]}")


@test([Way(1440, "light"), Way(390, "dark")])
def arrow_keys_go_through_the_days_of_a_month(visit):
    visit.open("events")
    visit.follow(visit.main().get_by_role("link", name="Month", exact=True).first)
    day = day_links(visit).filter(has_text=re.compile("^10$")).first
    day.focus()
    for key, number in [("ArrowRight", "11"), ("ArrowDown", "18"), ("ArrowLeft", "17"), ("ArrowUp", "10")]:
        visit.press(key)
        soon(visit.page.locator(":focus")).to_have_text(number)
    this = heading(visit).inner_text()
    visit.press("PageDown")
    soon(heading(visit)).not_to_have_text(this)
    soon(visit.page.locator(":focus")).to_have_text(re.compile(r"^\d+$"))


@test(EVERYWHERE)
def one_calendar_is_looked_at_alone(visit):
    visit.open("events", "/entries")
    choice = visit.main().get_by_role("list", name="Calendars").get_by_role("link").nth(1)
    name = choice.inner_text().strip()
    choice.click()
    soon(heading(visit)).to_have_text(name)
    visit.main().get_by_role("link", name="Month", exact=True).click()
    soon(heading(visit)).to_have_text(re.compile(r"^\w+ 20\d\d$"))
    soon(visit.main()).to_contain_text(name)


@test([Way(390, "light", False), Way(390, "dark")])
def on_a_phone_a_month_begins_with_today__and_the_days_before_it_are_one_tap_away(visit):
    today = datetime.datetime.now(zoneinfo.ZoneInfo("Europe/London")).date().isoformat()
    visit.open("events", "/months")
    days = visit.main().locator("time[datetime]")
    shown = [day.get_attribute("datetime") for day in days.all() if day.is_visible()]
    expect(all(day >= today for day in shown), f"On {today} the days {shown} are shown")
    before = visit.main().get_by_text("Before today")
    if not before.count():
        return
    before.click()
    soon(days.first).to_be_visible()
    expect(days.first.get_attribute("datetime") < today, f"{days.first.get_attribute('datetime')} is not before {today}")


@test([Way(1440, "light")])
def a_long_title_in_a_month_has_three_lines__and_is_told_in_whole(visit):
    page = visit.open("events", "/months")
    links = page.locator(".month-entries li:not(.month-more) a")
    expect(links.count() > 0, "There is nothing in this month")
    for link in links.all():
        words = re.sub(r"\s+", " ", link.text_content()).strip()
        expect(link.get_attribute("title") == words, f"'{words}' is told as '{link.get_attribute('title')}'")
    link = links.first
    link.evaluate("e => { e.lastChild.textContent = ' A long evening of songs'.repeat(12); }")
    lines = "e => Math.round((e.clientHeight - parseFloat(getComputedStyle(e).paddingBlockStart) * 2) / parseFloat(getComputedStyle(e).lineHeight))"
    expect(link.evaluate(lines) == 3, f"It has {link.evaluate(lines)} lines")
    link.evaluate("e => e.focus({ focusVisible: true })")
    expect(link.evaluate(lines) > 3, "Whoever comes by keyboard does not see the whole")
