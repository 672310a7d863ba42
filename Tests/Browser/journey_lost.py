"""Pages that nobody wanted to see: they say what is so, and help on."""

import page_checks
import site_under_test as site
from suite import BOTH_WIDTHS, EVERYWHERE, expect, expect_none, test


@test(EVERYWHERE)
def a_reader_who_is_lost_is_helped_on(visit):
    page = visit.expecting(404).open("market", "/no-such-market/no-such-thing")
    expect("404" in visit.main().inner_text(), "The page does not say that it is a 404")
    visit.follow(visit.main().get_by_role("link", name="What we write"))
    expect(page.url == site.address("blog"), f"'What we write' leads to {page.url}")


@test(BOTH_WIDTHS)
def a_form_from_elsewhere_is_refused_with_a_page_that_helps(visit):
    visit.expecting(403)
    visit.page.set_content(f'<form method="post" action="{site.address("cart", "/items")}"><button>Send</button></form>')
    visit.page.get_by_role("button").click()
    visit.page.wait_for_url(site.address("cart", "/items"))
    expect_none(page_checks.look(visit), "The page that refuses")
