"""What readers do every day: navigate, skip, print, look up a key, come back to where they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.kinds import KINDS
from survey.model import Survey

FLOATING = """() => [...document.querySelectorAll("body *")].filter(one => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return style.position === "fixed" && one.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && box.width && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth && box.right > 0
    && box.width < innerWidth;
}).map(one => one.className)"""


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}papers/")
    page.wait_for_selector("body[data-ready]")
    page.locator("[data-pick]").first.check()
    yield page
    context.close()


def explorer(page: Page, address: str, query: str = "") -> Page:
    page.goto(f"{address}papers/{query}")
    page.wait_for_selector("body[data-ready]")
    return page


# --- Navigation ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [768, 1024, 1440])
def test_the_parts_of_the_site_are_named_where_they_fit(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(address)
    links = page.locator(".md-tabs__link")
    assert links.count() >= 5
    for link in links.all():
        expect(link).to_be_in_viewport(ratio=1)
    page.close()


@pytest.mark.parametrize(
    ("path", "words", "after"), [("", "Skip the map", ".map__picture"), ("papers/", "Skip the filters", ".facets")]
)
def test_what_takes_many_steps_can_be_skipped(page: Page, address: str, path: str, words: str, after: str) -> None:
    page.goto(address + path, wait_until="networkidle")
    skip = page.get_by_role("link", name=words)
    skip.focus()
    expect(skip).to_be_in_viewport()
    box = skip.bounding_box()
    assert box
    assert box["height"] >= 24
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(after).first.evaluate(
        "one => Boolean(one.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        " && !one.contains(document.activeElement)"
    )


def test_skip_link_leads_to_the_content(page: Page, address: str) -> None:
    page.goto(address + "taxonomy/model-routing/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#model-routing$"))


def test_reading_without_scripts(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in KINDS:
        page.goto(address + name)
        assert page.locator("h1").is_visible(), name
        assert page.locator(".copy:visible").count() == 0, name
    page.goto(address + "papers/")
    assert page.locator("[data-key]:visible").count() >= len(list(site.glob("papers/*/index.html")))
    context.close()


# --- Keys ------------------------------------------------------------------------------------------


def test_a_question_mark_shows_the_keys_of_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}taxonomy/")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("Search")
    few = keys.locator("dt").all_inner_texts()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    explorer(page, address).keyboard.press("?")
    expect(keys).to_be_visible()
    many = keys.locator("dt").all_inner_texts()
    assert set(few) < set(many)
    assert {"/", "?", "Esc"} <= set(few)
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()


def test_a_question_mark_in_a_field_is_a_question_mark(page: Page, address: str) -> None:
    explorer(page, address).locator("input[name=q]").focus()
    page.keyboard.type("which router?")
    expect(page.locator("input[name=q]")).to_have_value("which router?")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)


# --- Thumbs ----------------------------------------------------------------------------------------


def test_nothing_floats_over_links_on_a_phone(phone: Page) -> None:
    expect(phone.locator("[data-basket]")).to_be_in_viewport()
    phone.mouse.wheel(0, 3000)
    phone.wait_for_timeout(200)
    phone.mouse.wheel(0, -400)  # which brings the theme's way back to the top
    phone.wait_for_timeout(300)
    assert phone.evaluate(FLOATING) == []


def test_the_bar_of_filters_leaves_the_end_of_the_page_free(phone: Page) -> None:
    for _ in range(3):  # papers get their real heights once they are near
        phone.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        phone.wait_for_timeout(200)
    bar = phone.locator("[data-open-facets]").bounding_box()
    foot = phone.locator(".md-footer").bounding_box()
    assert bar
    assert foot
    assert foot["y"] + foot["height"] <= bar["y"] + 1


# --- There and back --------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?q=reasoning", "?section=model-routing&sort=title"])
def test_back_from_a_paper_leads_to_the_very_place(page: Page, address: str, query: str) -> None:
    explorer(page, address, query)
    page.wait_for_timeout(400)  # what is painted once typing pauses
    items = page.locator("li.paper:visible")
    item = items.nth(min(items.count() - 1, 40))
    key = item.get_attribute("data-key")
    for _ in range(3):  # papers on the way get their real heights once they are in sight
        item.scroll_into_view_if_needed()
        page.wait_for_timeout(200)
    before = item.bounding_box()
    item.locator(".paper__title").click()
    expect(page).to_have_url(re.compile(f"/papers/{key}/"))
    page.go_back()
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(600)
    after = page.locator(f'li.paper[data-key="{key}"]:visible').bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) <= 2


def test_a_new_visit_starts_at_the_top(page: Page, address: str) -> None:
    explorer(page, address).mouse.wheel(0, 2000)
    page.wait_for_timeout(200)
    page.goto(f"{address}about/")
    explorer(page, address)
    assert page.evaluate("scrollY") == 0


def test_ticks_follow_the_basket_when_a_page_is_loaded_again(page: Page, address: str) -> None:
    page.goto(f"{address}taxonomy/model-routing/")
    tick = page.locator("[data-pick]").first
    tick.check()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(tick).not_to_be_checked()


def test_the_drawer_is_shut_when_a_page_is_loaded_again(phone: Page) -> None:
    phone.locator("label[for=__drawer].md-header__button").tap()
    expect(phone.locator("#__drawer")).to_be_checked()
    phone.reload()
    expect(phone.locator("#__drawer")).not_to_be_checked()


# --- Filters and counts ----------------------------------------------------------------------------


def test_values_that_would_show_nothing_fold_away(page: Page, address: str, survey: Survey) -> None:
    explorer(page, address)
    rows = page.locator(".facet__value")
    everything = rows.count()
    assert page.locator(".facet__value[hidden]").count() == 0
    explorer(page, address, "?section=model-routing")
    left = page.locator(".facet__value:not([hidden])")
    assert 0 < left.count() < everything
    counts = left.locator(".facet__count").all_text_contents()
    checked = left.locator("input:checked").count()
    assert counts.count("0") <= checked
    for more in page.locator(".facet__more:not([hidden])").all():
        shown = more.locator(".facet__value:not([hidden])").count()
        assert (more.locator("summary").text_content() or "") == f"{shown} more"
    assert survey.papers


def test_one_of_a_kind_is_told_in_the_singular(page: Page, address: str) -> None:
    page.goto(f"{address}taxonomy/", wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("routellm")
    expect(page.get_by_role("option").first).to_be_visible()
    said = page.locator(".site-search [role=status]").inner_text()
    assert not re.search(r"\b1 (papers|sections)\b", said)
    assert re.fullmatch(r"\d+ papers?, \d+ sections?", said)


# --- Paper -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "most"), [("guide/", 15), ("papers/ong2025routellm/", 3), ("taxonomy/model-routing/", 6)]
)
def test_pages_print_on_few_sheets(page: Page, address: str, path: str, most: int) -> None:
    page.goto(address + path, wait_until="networkidle")
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= most
