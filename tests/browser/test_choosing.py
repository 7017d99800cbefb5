from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect


def shown(page: Page, selector: str) -> list[str]:
    return page.locator(f"{selector}:visible").all_inner_texts()


def test_picking_problem_and_access_narrows_the_guide(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    page.get_by_role("radio", name="Latency", exact=True).check()
    page.get_by_role("radio", name="Text only", exact=True).check()
    assert shown(page, ".guide-problem > h2") == ["Latency"]
    assert "Speculative decoding" not in shown(page, ".fit h3")
    assert set(page.locator("[data-access]:visible").evaluate_all("all => all.map(e => e.dataset.access)")) <= {
        "none",
        "text",
    }
    expect(page.get_by_role("status").filter(has_text="fit")).to_contain_text("need")
    assert page.url.endswith("?problem=latency&access=text")


def test_an_address_brings_the_choice_back(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost&access=none")
    expect(page.get_by_role("radio", name="Cost", exact=True)).to_be_checked()
    expect(page.get_by_role("radio", name="No large model", exact=True)).to_be_checked()
    assert shown(page, ".guide-problem > h2") == ["Cost"]


def test_an_address_with_unknown_values_shows_everything(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=weather&access=%3Cscript%3E")
    expect(page.get_by_role("radio", name="All", exact=True)).to_be_checked()
    assert len(shown(page, ".guide-problem > h2")) > 10


def test_where_nothing_fits_the_guide_offers_to_widen(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=evaluation&access=none")
    expect(page.get_by_text("No method on this site answers")).to_be_visible()
    assert shown(page, ".fit") == []
    page.get_by_role("button", name="more access").click()
    expect(page.get_by_role("radio", name="Undecided", exact=True)).to_be_checked()
    assert "Evaluating LLMs" in shown(page, ".fit h3")


def test_starting_over_shows_everything_again(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost&access=text")
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="If … then …")).to_be_visible()
    assert page.url == f"{address}guide/"


def test_the_choice_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    page.get_by_role("radio", name="All", exact=True).focus()
    page.keyboard.press("ArrowRight")
    assert shown(page, ".guide-problem > h2") == ["Cost"]


@pytest.mark.parametrize("path", ["guide/", "corrections/", "reading-list/", "changes/", "contribute/", "about/"])
def test_pages_fit_a_narrow_screen(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_guide_is_complete(browser: Browser, address: str) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}guide/")
    assert page.locator("form[data-guide]").is_hidden()
    for link in page.locator(".guide-table td:last-child a").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f'[data-problem="{target}"] .fit').first.is_visible()
    plain.close()


def test_jobs_lead_to_approaches_that_exist(page: Page, address: str, site: Path) -> None:
    page.goto(f"{address}taxonomy/")
    links = page.locator(".crosstab td a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) > 40
    for link in links:
        path, _, anchor = link.removeprefix("../").partition("#")
        assert f'id="{anchor}"' in (site / path / "index.html").read_text()
