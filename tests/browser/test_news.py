"""What is new since a reader's last visit, which only the browser knows."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from survey.model import Survey

OLD = json.dumps({"day": "2000-01-01"})


def remember(page: Page, survey: Survey, seen: str) -> None:
    """A last visit of another day, in a tab that is new; both at once, since the page's script reads both."""
    name = f"{survey.profile.store}-seen"
    page.wait_for_function("(name) => localStorage.getItem(name)", arg=name)
    page.evaluate("([name, seen]) => { localStorage.setItem(name, seen); sessionStorage.clear(); }", [name, seen])


def remembered(page: Page, survey: Survey) -> str:
    return str(page.evaluate("(name) => localStorage.getItem(name)", f"{survey.profile.store}-seen"))


def test_on_a_first_visit_nothing_is_new(page: Page, address: str, survey: Survey) -> None:
    page.goto(f"{address}changes/")
    page.wait_for_function("(name) => localStorage.getItem(name)", arg=f"{survey.profile.store}-seen")
    expect(page.locator(".badge--new")).to_have_count(0)
    expect(page.locator("[data-news-told]")).to_be_hidden()
    assert json.loads(remembered(page, survey))["day"] == page.locator("article time").first.get_attribute("datetime")


def test_what_came_since_is_marked_until_the_tab_is_closed(page: Page, address: str, survey: Survey) -> None:
    page.goto(f"{address}changes/")
    remember(page, survey, OLD)
    page.reload()
    entries = page.locator("article[data-entry]").count()
    expect(page.locator("h2 > .badge--new")).to_have_count(entries)
    expect(page.locator(".badge--new")).to_have_count(entries)  # not each paper of a day as well
    expect(page.locator("[data-news-told]")).to_have_text(f"{entries} entries are new since your last visit.")
    page.reload()
    expect(page.locator("h2 > .badge--new")).to_have_count(entries)
    page.goto(address)
    expect(page.locator(".latest .badge--new")).not_to_have_count(0)
    page.evaluate("() => sessionStorage.clear()")
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(".badge--new")).to_have_count(0)


def test_a_day_that_grows_marks_what_it_gained(page: Page, address: str, survey: Survey) -> None:
    page.goto(f"{address}changes/")
    day = page.locator("article time").first.get_attribute("datetime")
    seen = page.locator("[data-added]").last
    name = seen.get_attribute("data-entry") or seen.get_attribute("data-key")
    remember(page, survey, json.dumps({"day": day, "names": [name]}))
    page.reload()
    expect(page.locator(".badge--new").first).to_be_visible()
    expect(seen.locator(".badge--new")).to_have_count(0)


def test_whatever_else_is_stored_nothing_is_called_new(page: Page, address: str, survey: Survey) -> None:
    for seen in ("1", "{", '{"day": 7}', '{"day": "yesterday"}', '{"day": "2999-01-01", "names": 3}', "null"):
        page.goto(f"{address}changes/")
        remember(page, survey, seen)
        page.reload()
        expect(page.locator("article").first).to_be_visible()
        expect(page.locator(".badge--new")).to_have_count(0)
