"""The basket: papers ticked anywhere, kept, and taken along."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from browser.held import Held
from browser.measures import SMALL, violations
from survey.formats.bibtex import bibtex
from survey.formats.ris import record
from survey.formats.spreadsheet import papers_csv
from survey.formats.styles import formatted
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


def test_both_kinds_of_store_may_hold_anything(page: Page, address: str) -> None:
    page.goto(address)
    for name in ("atlas-basket", "atlas-lists"):
        for kept in ("{", "null", '{"__proto__": [1]}', '["a,b", {"length": 9}]', '{"lists": [{"items": {}}]}'):
            page.evaluate("([name, kept]) => localStorage.setItem(name, kept)", [name, kept])
            page.reload()
            expect(page.locator("[data-basket-count]")).to_have_text("0")


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


FORMS = {"citep": f"\\citep{{{','.join(KEYS)}}}", "pandoc": f"[@{'; @'.join(KEYS)}]", "typst": f"@{' @'.join(KEYS)}"}


def test_the_basket_is_cited_in_latex_pandoc_and_typst(filled: Page) -> None:
    open_basket(filled)
    for form, text in FORMS.items():
        button = filled.locator(f"[data-basket-copy={form}]")
        button.click()
        expect(button).to_have_text("Copied")
        assert clipboard(filled) == text


def test_a_list_is_saved_in_every_format_in_its_order_under_its_name(filled: Page, survey: Survey) -> None:
    open_basket(filled)
    filled.get_by_label("Name of this list").fill("Décodage: 1/2 <b>")
    filled.get_by_role("button", name="Move down").first.click()
    filled.get_by_role("button", name="Add a note").first.click()
    filled.keyboard.type("first\nof all")
    saved = {}
    for extension in ("bib", "ris", "json", "csv", "txt"):
        with filled.expect_download() as coming:
            filled.locator(f'[data-basket-save="basket.{extension}"]').click()
        assert coming.value.suggested_filename == f"decodage-1-2-b.{extension}"
        saved[extension] = Path(coming.value.path()).read_text("utf-8-sig")
    first, second = survey.papers[KEYS[1]], survey.papers[KEYS[0]]
    assert saved["bib"] == f"{bibtex(first).strip()}\n\n{bibtex(second).strip()}\n"
    assert saved["ris"] == f"{record(first).strip()}\n\n{record(second).strip()}\n"
    assert [item["id"] for item in json.loads(saved["json"])] == [first.key, second.key]
    table = {row["key"]: row for row in csv.DictReader(io.StringIO(papers_csv(survey).removeprefix("\ufeff")))}
    assert [*csv.DictReader(io.StringIO(saved["csv"]))] == [table[first.key], table[second.key]]
    cited = [next(formatted(paper))[1] for paper in (first, second)]
    note = "   Note: first\n   of all"
    assert saved["txt"] == f"Décodage: 1/2 <b>\n\n1. {cited[0]}\n{note}\n\n2. {cited[1]}\n"


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


def ready(page: Page, address: str, query: str) -> Page:
    page.goto(f"{address}papers/{query}")
    page.wait_for_selector("body[data-ready]")
    return page


def test_everything_shown_is_one_tick_and_so_is_taking_it_out(page: Page, address: str) -> None:
    everything = page.locator("[data-pick-all]")
    ready(page, address, "?section=speculative-decoding")
    tick(page, KEYS[0])
    everything.check()
    shown = page.locator("[data-result-count]").inner_text()
    assert int(shown) >= 3
    expect(page.locator("[data-basket-count]")).to_have_text(shown)
    page.reload()
    expect(everything).to_be_checked()
    everything.uncheck()
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    expect(page.locator(f'[data-pick="{KEYS[0]}"]').first).to_be_checked()
    page.locator(f'[data-pick="{KEYS[0]}"]').first.uncheck()
    expect(page.locator("[data-basket]")).to_be_hidden()


def test_what_was_picked_one_by_one_is_no_matter_of_all(page: Page, address: str) -> None:
    ready(page, address, f"?pick={','.join(KEYS)}")
    expect(page.locator("[data-pick-all]")).to_be_checked()
    expect(page.locator("[data-pick-all]")).to_be_disabled()


def test_a_link_keeps_order_and_name_and_says_what_is_unknown(filled: Page, address: str) -> None:
    name, keys = "A & B <i>", ",".join((KEYS[1], "nobody2020knows", KEYS[0]))
    ready(filled, address, f"?{urlencode({'pick': keys, 'list': name})}")
    shown = filled.locator("li.paper:visible").evaluate_all("all => all.map(one => one.dataset.key)")
    assert shown == [KEYS[1], KEYS[0]]
    expect(filled.locator("[data-shared]")).to_contain_text(
        "1 key of the shared list is unknown here: nobody2020knows."
    )
    expect(filled.get_by_role("button", name=f"Remove filter: Shared list “{name}” of 2")).to_be_visible()
    expect(filled.locator("select[name=sort]")).to_have_value("pick")
    open_basket(filled)
    assert filled.get_by_label("List", exact=True).locator("option").all_inner_texts() == ["List 1 (2)", f"{name} (2)"]
    filled.locator("[data-basket-copy=link]").click()
    expect(filled.locator("[data-basket-copy=link]")).to_have_text("Copied")
    link = clipboard(filled)
    assert link.endswith(f"/papers/?pick={KEYS[1]},{KEYS[0]}&list=A+%26+B+%3Ci%3E")
    filled.get_by_label("List", exact=True).select_option(index=0)
    filled.goto(link)  # a list that is there already is no second one
    expect(filled.locator("[data-basket-count]")).to_have_text("2")
    filled.get_by_role("button", name="Remove filter").click()
    expect(filled).to_have_url(f"{address}papers/")


def test_a_key_that_is_gone_is_told_and_left_out(page: Page, context: BrowserContext, address: str) -> None:
    gone = ["<img/src=x/onerror=alert(1)>", KEYS[0]]
    context.add_init_script(f"localStorage.setItem('atlas-basket', JSON.stringify({json.dumps(gone)}))")
    page.goto(address)
    open_basket(page)
    expect(page.get_by_role("dialog")).to_contain_text("1 key is unknown here")
    page.locator("[data-basket-copy=citep]").click()
    expect(page.locator("[data-basket-copy=citep]")).to_have_text("Copied")
    assert clipboard(page) == f"\\citep{{{KEYS[0]}}}"
    assert page.locator("dialog img").count() == 0


def test_lists_are_kept_by_keyboard_alone(filled: Page) -> None:
    keys, press = filled.keyboard, filled.keyboard.press
    filled.locator("[data-basket]").focus()
    press("Enter")
    expect(filled.get_by_role("button", name="Close the basket")).to_be_focused()
    press("Tab")
    keys.type("Decoding")
    for _ in range(5):  # New list, the title, Add a note, Move up, Move down
        press("Tab")
    press("Enter")
    expect(filled.get_by_role("button", name="Move down").last).to_be_focused()
    expect(filled.locator("[data-announcer]")).to_have_text("Now 2 of 2")
    order = filled.locator(".basket li").evaluate_all("all => all.map(one => one.dataset.key)")
    assert order == [KEYS[1], KEYS[0]]
    press("Tab")
    press("Enter")
    expect(filled.get_by_role("button", name="Take out")).to_be_focused()
    expect(filled.locator("[data-basket-count]")).to_have_text("1")
    filled.locator("[data-basket-clear]").press("Enter")
    expect(filled.locator("[data-basket-undo]")).to_be_focused()
    press("Enter")
    expect(filled.locator("[data-basket-count]")).to_have_text("1")
    press("Escape")
    filled.reload()
    expect(filled.get_by_role("button", name="Basket “Decoding”: 1 paper")).to_be_visible()


def test_the_focus_stays_on_a_title_that_arrives_late(filled: Page) -> None:
    held = Held()
    filled.route("**/search.json", held.hold)
    filled.locator("[data-basket]").click()
    link = filled.locator(".basket__list a").first
    link.focus()
    expect(link).to_have_text(KEYS[0])
    held.routes[0].continue_()
    expect(link).not_to_have_text(KEYS[0])
    expect(link).to_be_focused()


def test_emptying_is_undone_on_another_page(filled: Page, address: str) -> None:
    open_basket(filled)
    filled.get_by_role("button", name="Add a note").first.click()
    filled.keyboard.type("why")
    filled.locator("[data-basket-clear]").click()
    filled.goto(address)
    open_basket(filled)
    filled.get_by_role("button", name="Undo").click()
    expect(filled.locator("[data-basket-count]")).to_have_text("2")
    expect(filled.get_by_role("textbox", name="Note on").first).to_have_value("why")


def test_there_are_several_lists(filled: Page, address: str) -> None:
    open_basket(filled)
    filled.locator("[data-basket-new]").click()
    filled.keyboard.type("Second")
    filled.keyboard.press("Escape")
    expect(filled.locator("[data-pick]:checked")).to_have_count(0)
    tick(filled, KEYS[0])
    filled.goto(address)
    open_basket(filled)
    filled.get_by_label("List", exact=True).select_option("List 1 (2)")
    expect(filled.locator("[data-basket-count]")).to_have_text("2")
    filled.locator("[data-basket-delete]").click()
    expect(filled.get_by_label("Name of this list")).to_have_value("Second")
    filled.get_by_role("button", name="Undo").click()
    expect(filled.locator("[data-basket-count]")).to_have_text("2")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), (320, "light")])
def test_the_dialog_fits_and_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: str) -> None:
    size = ViewportSize(width=width, height=800)
    context = browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
    page = ready(context.new_page(), address, f"?pick={','.join(KEYS)},gone2020key&list=Mine")
    open_basket(page)
    page.get_by_role("button", name="Add a note").first.click()
    page.keyboard.type("a note")
    page.locator(".basket__tools").evaluate("tools => { tools.open = true }")
    page.get_by_role("button", name="Take out").last.click()
    page.locator("[data-basket-new]").click()
    page.get_by_label("List", exact=True).select_option(index=0)
    expect(page.get_by_role("dialog")).to_contain_text("was taken out")
    assert page.evaluate(SMALL) == []
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")
    assert violations(page, (1440, "light"), "dialog") == []
    context.close()


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
