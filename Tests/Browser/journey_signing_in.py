"""Signing in once for six subdomains: by a mail that is read where it was caught, out again everywhere, and with a program of somebody else's."""

import json
import re
import secrets
import urllib.parse

import axe
import page_checks
import parts
import site_under_test as site
from playwright.sync_api import expect as soon
from suite import BOTH_WIDTHS, EVERYWHERE, WITH_SCRIPTS, expect, expect_none, test

BREW = 15_000


def somebody():
    return f"maya.{secrets.token_hex(4)}@example.org"


def letters(to):
    status, _, body = site.fetch(f"http://mail.{site.DOMAIN}:{site.PORT}/messages.json?to={urllib.parse.quote(to)}")
    expect(status == 200, f"the caught mail answers {status}")
    return json.loads(body)


def letter(visit, to, older=0):
    """The latest letter, once one more than `older` has come."""
    for _ in range(BREW // 100):
        found = letters(to)
        if len(found) > older:
            return found[0]
        visit.page.wait_for_timeout(100)
    raise AssertionError(f"no mail has come to {to}")


def link_in(mail):
    return next(link for link in mail["links"] if "/sign-in/link?" in link)


def code_in(mail):
    return re.search(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b", mail["text"]).group(1)


def begin(visit, service, address):
    """From a service's header to the page that says a mail is on its way."""
    page = visit.open(service)
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("Your email address").fill(address)
    page.get_by_role("button", name="Send me a link").click()
    soon(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    return page


def sign_in(visit, service, address, name):
    """The whole way of somebody new, ending on the page of `service` that it began on."""
    page = begin(visit, service, address)
    page.goto(link_in(letter(visit, address)))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    soon(page.get_by_role("heading", level=1)).to_have_text("Welcome to Rose Ash")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Username").fill("m" + secrets.token_hex(5))
    page.get_by_role("button", name="Join").click()
    page.wait_for_url(lambda where: site.service_of(where) == service and "/auth/" not in where)
    return page


def is_known(visit, name):
    menu = visit.page.get_by_role("banner").locator(".auth-menu")
    soon(menu).to_contain_text(name)
    expect("sso=" not in visit.page.url, f"the address stays {visit.page.url}")


def is_nobody(visit):
    soon(visit.page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def sign_out(visit):
    page = visit.page
    page.get_by_role("banner").locator(".auth-menu summary").click()
    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    is_nobody(visit)


@test(EVERYWHERE)
def somebody_new_joins_from_the_blog_and_is_known_on_all_six(visit):
    sign_in(visit, "blog", somebody(), "Maya Bright")
    is_known(visit, "Maya Bright")
    for service in ("market", "events", "cart", "account", "federation"):
        visit.open(service)
        is_known(visit, "Maya Bright")


@test(BOTH_WIDTHS)
def signing_out_on_the_market_signs_out_everywhere(visit):
    sign_in(visit, "blog", somebody(), "Maya Bright")
    for service in ("market", "events"):
        visit.open(service)
        is_known(visit, "Maya Bright")
    visit.open("market")
    sign_out(visit)
    for service in ("blog", "events", "federation", "cart"):
        visit.open(service)
        is_nobody(visit)


@test(WITH_SCRIPTS)
def a_code_signs_in_where_the_mail_is_read_elsewhere(visit):
    address = somebody()
    page = begin(visit, "events", address)
    mail = letter(visit, address)
    other = visit.browser.new_context()
    try:
        elsewhere = other.new_page()
        elsewhere.goto(link_in(mail))
        soon(elsewhere.get_by_role("heading", level=1)).to_have_text("Your code")
        code = elsewhere.locator(".shown-code").inner_text().strip()
        expect(code == code_in(mail), f"the page shows {code}, the mail {code_in(mail)}")
        elsewhere.goto(site.address("events"))
        soon(elsewhere.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    finally:
        other.close()
    page.get_by_label("The code from our mail").fill(code.lower().replace("-", " "))
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    soon(page.get_by_role("heading", level=1)).to_have_text("Welcome to Rose Ash")


@test(WITH_SCRIPTS)
def the_whole_way_is_walked_with_the_keyboard_alone(visit):
    address = somebody()
    page = visit.open("blog")
    page.get_by_role("banner").get_by_role("link", name="Sign in").focus()
    page.keyboard.press("Enter")
    soon(page.get_by_label("Your email address")).to_be_visible()
    page.get_by_label("Your email address").focus()
    page.keyboard.type(address)
    page.keyboard.press("Enter")
    soon(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    code = code_in(letter(visit, address))
    page.get_by_label("The code from our mail").focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    soon(page.get_by_role("heading", level=1)).to_have_text("Welcome to Rose Ash")
    for label, words in (("Your name", "Maya"), ("Username", "m" + secrets.token_hex(5))):
        page.get_by_label(label).focus()
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda where: site.service_of(where) == "blog" and "/auth/" not in where)
    is_known(visit, "Maya")
    summary = page.get_by_role("banner").locator(".auth-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    is_nobody(visit)


@test(WITH_SCRIPTS)
def a_link_works_once_and_says_so_afterwards(visit):
    address = somebody()
    sign_in(visit, "blog", address, "Maya")
    used = link_in(letter(visit, address))
    sign_out(visit)
    visit.expecting(400, 410, 422)
    visit.page.goto(used)
    soon(visit.page.get_by_role("main")).to_contain_text("new link")


@test(BOTH_WIDTHS)
def each_page_of_signing_in_holds_up(visit):
    page_checks.check(visit, site.address("federation", "/sign-in?next=/%3Fpage%3D2"), again=False)
    page_checks.check(visit, site.address("federation", "/sign-out"), again=False)
    address = somebody()
    page = begin(visit, "blog", address)
    expect_none(axe.violations(page), "axe objects to the page that says a mail is on its way")
    page.goto(link_in(letter(visit, address)))
    expect_none(axe.violations(page), "axe objects to the page with the button")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    soon(page.get_by_role("heading", level=1)).to_have_text("Welcome to Rose Ash")
    expect_none(axe.violations(page), "axe objects to the page that asks for a name")


def is_signed_out_there(visit, service):
    """Its session ends when it hears of it, which may be a moment after it is back."""
    for _ in range(BREW // 500):
        visit.open(service)
        if visit.page.get_by_role("banner").get_by_role("link", name="Sign in").count():
            return
        visit.page.wait_for_timeout(500)
    raise AssertionError(f"{service} has not heard that somebody signed out")


def sign_out_while(visit, away):
    sign_in(visit, "blog", somebody(), "Maya Bright")
    for service in ("market", "events"):
        visit.open(service)
        is_known(visit, "Maya Bright")
    visit.open("market")
    with away("events"):
        # Of what is not there, pages show what they kept, or less.
        visit.expecting(502, 503)
        sign_out(visit)
        for service in ("blog", "account"):
            visit.open(service)
            is_nobody(visit)
    is_signed_out_there(visit, "events")


@test(WITH_SCRIPTS[:1], own_site=True)
def signing_out_reaches_a_service_that_was_down_once_it_is_back(visit):
    sign_out_while(visit, parts.without)


@test(WITH_SCRIPTS[1:], own_site=True)
def signing_out_does_not_wait_for_a_service_that_hangs(visit):
    sign_out_while(visit, parts.hanging)
