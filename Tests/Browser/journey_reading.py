"""Reading: from the front page through posts, tags and authors."""

from playwright.sync_api import expect as soon
from suite import EVERYWHERE, expect, test


@test(EVERYWHERE)
def a_reader_goes_from_the_front_page_to_a_post__its_tag_and_its_author(visit):
    page = visit.open("blog")
    post = visit.main().get_by_role("heading", level=2).get_by_role("link").first
    title = post.inner_text()
    visit.follow(post)
    expect(visit.heading() == title, f"The post's heading is '{visit.heading()}', not '{title}'")
    tag = visit.main().locator("a[rel~=tag]").first
    name = tag.inner_text()
    visit.follow(tag)
    expect(name.lower() in visit.heading().lower(), f"The page of the tag {name} is headed '{visit.heading()}'")
    expect(visit.main().get_by_role("link", name=title).count() >= 1, f"The tag's page does not list '{title}'")
    visit.follow(visit.main().get_by_role("link", name=title).first)
    author = visit.main().locator("a[href*='/author/']").first
    name = author.inner_text().strip()
    visit.follow(author)
    expect(name in visit.heading(), f"The page of {name} is headed '{visit.heading()}'")
    expect(page.title().endswith("Rose Ash"), f"The title is '{page.title()}'")


@test(EVERYWHERE)
def a_reader_goes_on_to_older_posts_and_back(visit):
    visit.open("blog")
    first = visit.main().get_by_role("heading").get_by_role("link").first.inner_text()
    visit.follow(visit.main().get_by_role("link", name="Older"))
    soon(visit.main()).not_to_contain_text(first)
    soon(visit.main()).to_contain_text("Page 2 of")
    visit.follow(visit.main().get_by_role("link", name="Newer"))
    soon(visit.main()).to_contain_text(first)
