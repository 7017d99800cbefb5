"""The basket: papers ticked anywhere, kept, and taken along."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from survey.formats.bibtex import bibtex
from survey.model import Survey

KEYS = ("leviathan2023fast", "chen2023accelerating")


def tick(page: Page, key: str) -> None:
    page.locator(f'[data-pick="{key}"]').first.check()


@pytest.fixture
def filled(page: Page, address: str) -> Page:
    """A page with two papers in the basket."""
    page.goto(f"{address}taxonomy/speculative-decoding/")
    for key in KEYS:
        tick(page, key)
    return page


def open_basket(page: Page) -> None:
    page.locator("[data-basket]").click()
    expect(page.get_by_role("dialog", name="Basket")).to_be_visible()


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_ticks_last_across_pages_and_reloads(filled: Page, address: str) -> None:
    expect(filled.locator("[data-basket-count]")).to_have_text("2")
    filled.goto(f"{address}papers/{KEYS[0]}/")
    expect(filled.locator(f'[data-pick="{KEYS[0]}"]')).to_be_checked()
    filled.reload()
    expect(filled.locator("[data-basket-count]")).to_have_text("2")
    filled.locator(f'[data-pick="{KEYS[0]}"]').uncheck()
    expect(filled.locator("[data-basket-count]")).to_have_text("1")


def test_a_basket_filled_long_ago_is_still_there(page: Page, context: BrowserContext, address: str) -> None:
    context.add_init_script(f"localStorage.setItem('atlas-basket', JSON.stringify({json.dumps(KEYS)}))")
    page.goto(address)
    expect(page.locator("[data-basket-count]")).to_have_text("2")


def test_another_tab_follows(filled: Page, context: BrowserContext, address: str) -> None:
    other = context.new_page()
    other.goto(f"{address}papers/{KEYS[0]}/")
    tick_there = other.locator(f'[data-pick="{KEYS[0]}"]')
    expect(tick_there).to_be_checked()
    filled.locator(f'[data-pick="{KEYS[0]}"]').first.uncheck()
    expect(tick_there).not_to_be_checked()
    expect(other.locator("[data-basket-count]")).to_have_text("1")


def test_the_basket_is_copied_as_a_citation(filled: Page) -> None:
    open_basket(filled)
    filled.locator("[data-basket-copy=citep]").click()
    expect(filled.locator("[data-basket-copy=citep]")).to_have_text("Copied")
    assert clipboard(filled) == "\\citep{leviathan2023fast,chen2023accelerating}"


def test_the_basket_is_copied_as_bibtex(filled: Page, survey: Survey) -> None:
    open_basket(filled)
    filled.locator("[data-basket-copy=bibtex]").click()
    expect(filled.locator("[data-basket-copy=bibtex]")).to_have_text("Copied")
    copied = clipboard(filled)
    assert all(bibtex(survey.papers[key]).strip() in copied for key in KEYS)


def test_the_basket_is_saved_as_csl_json(filled: Page, tmp_path: Path) -> None:
    open_basket(filled)
    with filled.expect_download() as coming:
        filled.locator('[data-basket-save="basket.json"]').click()
    coming.value.save_as(tmp_path / "basket.json")
    assert {item["id"] for item in json.loads((tmp_path / "basket.json").read_text("utf-8"))} == set(KEYS)


def test_a_basket_is_shared_as_a_link(filled: Page, browser: Browser) -> None:
    open_basket(filled)
    filled.locator("[data-basket-copy=link]").click()
    expect(filled.locator("[data-basket-copy=link]")).to_have_text("Copied")
    link = clipboard(filled)
    assert link.endswith("/papers/?pick=leviathan2023fast,chen2023accelerating")
    stranger = browser.new_context().new_page()
    stranger.goto(link)
    expect(stranger.locator("[data-result-count]")).to_have_text("2")
    expect(stranger.locator("[data-basket-count]")).to_have_text("2")
    stranger.context.close()


def test_everything_shown_is_one_tick(page: Page, address: str) -> None:
    page.goto(f"{address}papers/?section=speculative-decoding")
    expect(page.locator("body")).to_have_attribute("data-ready", "")
    page.locator("[data-pick-all]").check()
    expect(page.locator("[data-basket-count]")).to_have_text("3")
    page.locator("[data-pick-all]").uncheck()
    expect(page.locator("[data-basket]")).to_be_hidden()


def test_papers_are_taken_out_and_the_basket_emptied(filled: Page) -> None:
    open_basket(filled)
    filled.get_by_role("button", name=re.compile("^Take out")).first.click()
    expect(filled.locator("[data-basket-count]")).to_have_text("1")
    filled.locator("[data-basket-clear]").click()
    expect(filled.get_by_role("dialog")).to_contain_text("Nothing here")
    filled.keyboard.press("Escape")
    expect(filled.locator("[data-pick]:checked")).to_have_count(0)


def test_a_browser_that_stores_nothing_still_collects(context: BrowserContext, address: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    page = context.new_page()
    page.goto(f"{address}papers/{KEYS[0]}/")
    tick(page, KEYS[0])
    expect(page.locator("[data-basket-count]")).to_have_text("1")
