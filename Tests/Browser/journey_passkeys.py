"""Passkeys: adding one, signing in with it by the button and where the address is typed, renaming, removing; with an authenticator of Chromium's
own in place of a device's."""

import hashlib
import os
import re
import secrets
import subprocess
from urllib.parse import quote

import page_checks
import site_under_test as site
from suite import BOTH_WIDTHS, Way, expect, expect_none, test


def sql(statement):
    return subprocess.run(
        ["psql", "-qAt", "-v", "ON_ERROR_STOP=1", os.environ["DATABASE_URL"], "-c", statement], check=True, capture_output=True, text=True).stdout.strip()


def sign_in(visit, proved="now()"):
    """Signs a new member in, past the mail: a session of federation in this visit's browser. Answers their username."""
    name, token = f"maya_{secrets.token_hex(6)}", secrets.token_bytes(32)
    sql(f"""
        with person as (
            insert into account.people (id, username, name, email) values (gen_random_uuid(), '{name}', 'Maya', '{name}@example.org') returning id
        ), device as (
            insert into account.devices (id, person_id, label, method, started_at, proved_at, expires_at)
            select gen_random_uuid(), id, 'Chrome on Linux', 'mail', {proved}, {proved}, now() + interval '90 days' from person returning id, person_id
        )
        insert into account.sessions (id, person_id, device_id, service, device, token_hash, started_at, expires_at)
        select gen_random_uuid(), person_id, id, 'federation', 'Chrome on Linux', '\\x{hashlib.sha256(token).hexdigest()}', {proved},
            now() + interval '90 days' from device
    """)
    # Chromium itself takes such a cookie from plain http below localhost; who hands it over has to say https.
    address = site.address("federation").replace("http:", "https:", 1)
    visit.context.add_cookies([{"name": "__Host-session", "value": token.hex(), "url": address, "secure": True, "httpOnly": True, "sameSite": "Lax"}])
    return name


def authenticator(visit, verified=True):
    """Puts an authenticator into the browser, which keeps passkeys and makes sure of its owner by itself. Answers how to talk to it."""
    chromium = visit.context.new_cdp_session(visit.page)
    chromium.send("WebAuthn.enable", {"enableUI": False})
    number = chromium.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": verified, "automaticPresenceSimulation": True}})["authenticatorId"]
    return lambda command, **more: chromium.send(f"WebAuthn.{command}", {"authenticatorId": number, **more})


def add(visit):
    visit.open("federation", "/passkeys")
    visit.follow(visit.main().get_by_role("button", name="Add a passkey"))
    expect("was added" in visit.main().get_by_role("status").inner_text(), "It is not said that a passkey was added")


def open_the_button_alone(visit, next="/"):
    """Opens the page to sign in, where the browser does not offer passkeys by itself: the authenticator would answer before the button is clicked."""
    visit.page.add_init_script("if (window.PublicKeyCredential) PublicKeyCredential.isConditionalMediationAvailable = async () => false")
    visit.open("federation", f"/sign-in?next={quote(next, safe='')}")
    return visit.main().get_by_role("button", name="Sign in with a passkey")


def sign_out(visit):
    visit.context.clear_cookies(name="__Host-session")


@test(BOTH_WIDTHS, own_site=True)
def a_member_adds_a_passkey_and_signs_in_with_it(visit):
    name = sign_in(visit)
    device = authenticator(visit)
    add(visit)
    held = device("getCredentials")["credentials"]
    expect(len(held) == 1 and held[0]["isResidentCredential"], f"The authenticator holds {held}")
    expect(held[0]["rpId"] == f"federation.{site.DOMAIN}" and held[0].get("userName") == name, f"It is for {held[0]}")
    expect_none(page_checks.look(visit), "The list of passkeys")
    # The same device makes no second one.
    visit.main().get_by_role("button", name="Add a passkey").click()
    alert = visit.main().get_by_role("alert")
    alert.filter(has_text="already").wait_for()
    sign_out(visit)
    button = open_the_button_alone(visit, next="/passkeys")
    expect_none(page_checks.look(visit), "The page to sign in")
    button.click()
    visit.page.wait_for_url(site.address("federation", "/passkeys"))
    expect("last used on" in visit.main().inner_text(), "The passkey was not noted as used")
    expect(sql(f"select count(*) from account.devices d join account.people p on p.id = d.person_id where p.username = '{name}' and method = 'passkey'") == "1",
           "No device was signed in with a passkey")


@test([Way(390)], own_site=True)
def a_passkey_is_renamed_and_removed_and_then_signs_nobody_in(visit):
    sign_in(visit)
    device = authenticator(visit)
    add(visit)
    visit.follow(visit.main().get_by_role("link", name=re.compile(" on ")))
    expect_none(page_checks.look(visit), "The page of one passkey")
    visit.page.get_by_label("Name").fill("My <phone>")
    visit.follow(visit.page.get_by_role("button", name="Rename it"))
    visit.follow(visit.main().get_by_role("link", name="My <phone>"))
    # As an authenticator that does not hear what the site tells it.
    kept = device("getCredentials")["credentials"][0]
    visit.follow(visit.page.get_by_role("button", name="Remove this passkey"))
    expect("was removed" in visit.main().get_by_role("status").inner_text(), "It is not said that the passkey was removed")
    if not device("getCredentials")["credentials"]:
        device("addCredential", credential=kept)
    sign_out(visit)
    visit.expecting(404)
    open_the_button_alone(visit).click()
    visit.main().get_by_role("alert").filter(has_text="not known here any more").wait_for()


@test([Way(390)], own_site=True)
def who_gives_up_is_told_and_can_try_again(visit):
    sign_in(visit)
    device = authenticator(visit, verified=False)
    visit.open("federation", "/passkeys")
    button = visit.main().get_by_role("button", name="Add a passkey")
    button.click()
    visit.main().get_by_role("alert").filter(has_text="Nothing was changed").wait_for()
    device("setUserVerified", isUserVerified=True)
    visit.follow(button)
    expect("was added" in visit.main().get_by_role("status").inner_text(), "The second try added nothing")


@test([Way(390)], own_site=True)
def a_proof_that_grew_old_meanwhile_leads_to_a_new_one(visit):
    name = sign_in(visit)
    authenticator(visit)
    visit.open("federation", "/passkeys")
    sql(f"update account.devices d set started_at = now() - interval '1 hour', proved_at = now() - interval '1 hour' from account.people p where p.id = d.person_id and p.username = '{name}'")
    visit.expecting(403, 404)
    visit.main().get_by_role("button", name="Add a passkey").click()
    visit.page.wait_for_url(re.compile(r"/sign-in\?next=%2Fpasskeys&again=1$"))


@test([Way(390)], own_site=True)
def where_the_address_is_typed_the_browser_offers_a_passkey(visit):
    sign_in(visit)
    authenticator(visit)
    add(visit)
    sign_out(visit)
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url) if request.method == "POST" else None)
    visit.open("federation", "/sign-in")
    # The authenticator of the tests is at hand, so Chromium answers for the person as soon as it may.
    visit.page.wait_for_url(site.address("federation", "/"))
    expect(any(url.endswith("/sign-in/passkey?next=%2F") for url in asked), f"Nobody was signed in by {asked}")


@test([Way(390, "light", False), Way(1440, "dark", False)], own_site=True)
def without_scripts_the_pages_say_what_passkeys_need(visit):
    sign_in(visit)
    for path, name in (("/passkeys", "Add a passkey"), ("/sign-in", "Sign in with a passkey")):
        visit.open("federation", path)
        expect("has to run JavaScript" in visit.main().inner_text(), f"{path} does not say that passkeys need scripts")
        expect(not visit.main().get_by_role("button", name=name).is_visible(), f"{path} has a button that does nothing")
        sign_out(visit)
