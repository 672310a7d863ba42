"""Somebody else's program lets people sign in with their account here: they are asked once, may say no, and may take it back."""

import axe
import somebody_elses
from journey_signing_in import sign_in, somebody
from playwright.sync_api import expect as soon
from suite import EVERYWHERE, WITH_SCRIPTS, expect, expect_none, test


def asked_by(visit, garden):
    page = visit.page
    page.goto(garden.origin)
    soon(page.get_by_role("heading", level=1)).to_have_text(f"May {garden.name} know who you are?")
    return page


@test(EVERYWHERE, own_site=True)
def a_program_of_others_asks_once_and_then_knows_who_comes(visit):
    with somebody_elses.program() as garden:
        sign_in(visit, "blog", somebody(), "Maya Bright")
        page = asked_by(visit, garden)
        expect_none(axe.violations(page), "axe objects to the page that asks for consent")
        soon(page.get_by_role("main")).to_contain_text("127.0.0.1")
        page.get_by_role("button", name="Yes, it may").click()
        soon(page.get_by_role("heading", level=1)).to_have_text("Welcome to the garden, Maya Bright")
        page.goto(garden.origin)
        soon(page.get_by_role("heading", level=1)).to_have_text("Welcome to the garden, Maya Bright")


@test(WITH_SCRIPTS, own_site=True)
def who_says_no_is_led_back_and_asked_again_another_time(visit):
    with somebody_elses.program() as garden:
        sign_in(visit, "blog", somebody(), "Maya Bright")
        page = asked_by(visit, garden)
        page.get_by_role("button", name="No").click()
        soon(page.get_by_role("heading", level=1)).to_have_text("Nobody came: access_denied")
        expect(garden.tokens is None, "it was given a token")
        asked_by(visit, garden)
