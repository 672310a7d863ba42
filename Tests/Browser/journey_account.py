"""A member's own pages, and the operators' page of people."""

import json

import page_checks
import site_under_test as site
from members import HOSTILE, Member, sql
from playwright.sync_api import expect as soon
from suite import BOTH_WIDTHS, WITH_SCRIPTS, Way, expect, test

PAGES = ("/", "/profile", "/address", "/devices", "/history", "/records", "/leaving", "/people", "/people?words=zzz")


def holds_up(visit, name):
    member = Member(name, roles=("operator", "editor")).visit(visit)
    member.sign_in(label=name)
    for number in range(40):
        sql("insert into account.audit_entries (id, person_id, kind, happened_at, device, detail) values (gen_random_uuid(), :'person', :'kind', now(), :'text', :'text');",
            person=member.id, text=name[:200], kind=("signed-in", "device-ended", "passkey-added", "role-granted")[number % 4])
    sql("""insert into account.address_changes (id, person_id, old_address, new_address, old_token_hash, new_token_hash, asked_at, expires_at)
           values (gen_random_uuid(), :'person', :'old', :'new', sha256(:'old'::bytea), sha256(:'new'::bytea), now(), now() + interval '1 day');""",
        person=member.id, old=f"{member.username}@example.org", new=f"{member.username}{'x' * 40}@{'long.' * 20}example.org")
    for path in (*PAGES, f"/people/{member.username}", "/history?page=2", "/address/confirmed", "/departed"):
        page_checks.check(visit, site.address("account", path), again=False)
        visit.page.set_viewport_size({"width": 390, "height": 844})
    page_checks.check(visit, site.address("account", "/address/confirmation?token=x"), statuses=[404], again=False)


@test([Way(390)], own_site=True)
def every_page_of_an_account_holds_up(visit):
    holds_up(visit, "Maya Bright")


@test([Way(390, "dark")], own_site=True)
def every_page_of_an_account_holds_up_whatever_its_member_is_called(visit):
    holds_up(visit, HOSTILE[:199].strip())


@test(BOTH_WIDTHS, own_site=True)
def a_member_changes_their_name_with_the_keyboard_alone(visit):
    Member("Maya").visit(visit)
    page = visit.open("account")
    page.get_by_role("link", name="Your name").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Name", exact=True)
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Maya of the hill")
    page.keyboard.press("Enter")
    soon(page.get_by_role("status")).to_contain_text("Saved")
    page.get_by_role("navigation", name="Where this is").get_by_role("link", name="Account").click()
    soon(page.get_by_role("heading", level=1)).to_have_text("Hello, Maya of the hill")


@test(WITH_SCRIPTS, own_site=True)
def a_member_signs_out_another_device_and_takes_their_records_along(visit):
    member = Member("Maya").visit(visit)
    member.sign_in(label="Safari on an iPhone")
    page = visit.open("account", "/devices")
    page.get_by_role("button", name="Sign out Safari on an iPhone").click()
    soon(page.get_by_role("status")).to_contain_text("Signed out there")
    expect(page.get_by_text("Safari on an iPhone").count() == 0, "the device is still there")
    visit.open("account", "/records")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    records = json.load(open(download.value.path()))
    expect(records["account"]["username"] == member.username and len(records["devices"]) == 2, f"the file says {records}")
    expect(download.value.suggested_filename.startswith(f"rose-ash-{member.username}-"), download.value.suggested_filename)


@test([Way(390)], own_site=True)
def an_operator_gives_a_role_and_takes_it_away(visit):
    maya = Member("Maya To Be Found")
    Member("Omar", roles=("operator",)).visit(visit)
    page = visit.open("account")
    page.get_by_role("link", name="People").click()
    page.get_by_label("Part of a name").fill(maya.username)
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name=maya.name).click()
    page.get_by_label("Role").select_option(label="Editor of the whole site")
    page.get_by_role("button", name="Give it").click()
    soon(page.get_by_role("status")).to_contain_text("The role is given")
    page.get_by_role("button", name="Take away the role editor of the whole site").click()
    soon(page.get_by_role("status")).to_contain_text("taken away")
    soon(page.get_by_text("None beside that of a member.")).to_be_visible()


@test([Way(390)], own_site=True)
def who_leaves_means_it_and_is_a_reader_then(visit):
    member = Member("Maya").visit(visit)
    page = visit.open("account", "/leaving")
    visit.expecting(422)
    page.get_by_role("button", name="Leave for good").click()
    soon(page.get_by_label("Your username, to show that you mean it")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Your username, to show that you mean it").fill(member.username)
    page.get_by_role("button", name="Leave for good").click()
    soon(page.get_by_role("heading", level=1)).to_have_text("You have left")
    visit.open("account")
    soon(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    expect(sql("select count(*) from account.people where id = :'id';", id=member.id) == "0", "the member is still there")
