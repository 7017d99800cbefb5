"""Addresses are made in one place: where that place says so, every script leads elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.errors import errors_of
from conftest import Serve, build, project

KEY, SECTION = "chen2024cascade", "passing-on"
TOOLS = {
    "check-my-bib": "@misc{own, title = {Plain Words}, author = {Mausam}}",
    "manuscript": "\\cite{mausam2023plain}",
}
MOVED = (
    ('f"{papers()}{key}/"', 'f"works/of/{key}/"'),
    ("f\"{paper(key).rstrip('/')}.{extension}\"", 'f"works/files/{key}.{extension}"'),
    ("list_file(section(id), extension)", 'f"topics/{id}.{extension}"'),
    ('"search.json"', '"finding/index.json"'),
    ('f"references.{extension}"', 'f"works/all.{extension}"'),
    ('f"api/{name}.json"', 'f"data/{name}.json"'),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where a site is served whose addresses are others than usual, by a change in that one module."""
    folder = project(tmp_path_factory.mktemp("moved") / "project")
    urls = folder / "hooks/survey/urls.py"
    text = urls.read_text()
    for before, after in MOVED:
        assert text.count(before) == 1
        text = text.replace(before, after)
    urls.write_text(text)
    for name in TOOLS:
        (folder / f"docs/{name}.md").write_text(f"# Tool\n\n<!-- survey: tools/{name} -->\n")
    done = build(folder, folder / "site", SITE_URL="https://example.org/atlas/")
    assert done.returncode == 0, done.stderr
    assert not list((folder / "site/papers").glob("*/index.html"))
    return serve(folder / "site")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which an error of a script or a missing file fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with errors_of(page) as wrong:
        page.on("response", lambda response: wrong.append(response.url) if response.status >= 400 else None)
        yield page
    context.close()
    assert not wrong


def explore(tab: Page, home: str, query: str = "") -> None:
    tab.goto(f"{home}papers/{query}")
    tab.wait_for_selector("body[data-ready]")


def test_the_explorer_leads_to_a_paper(tab: Page, home: str) -> None:
    explore(tab, home, "?q=cascade")
    tab.locator(f'[data-list] [data-key="{KEY}"] .paper__title').click()
    expect(tab).to_have_url(f"{home}works/of/{KEY}/")


@pytest.mark.parametrize("page", ["404.html", "check-my-bib/", f"taxonomy/{SECTION}/", f"works/of/{KEY}/"])
def test_the_search_box_leads_to_papers_sections_and_results_from_any_depth(tab: Page, home: str, page: str) -> None:
    tab.goto(home + page)
    tab.get_by_role("combobox").fill("cascade")
    expect(tab.get_by_role("option").first).to_be_visible()
    hrefs = tab.get_by_role("option").evaluate_all("all => all.map(one => new URL(one.dataset.href, location).href)")
    assert {f"{home}works/of/{KEY}/", f"{home}taxonomy/{SECTION}/", f"{home}papers/?q=cascade"} <= set(hrefs)
    tab.get_by_role("option").filter(has_text="Asking Small Models First").click()
    expect(tab).to_have_url(f"{home}works/of/{KEY}/")


def test_the_basket_fetches_names_and_leads_to_papers(tab: Page, home: str) -> None:
    explore(tab, home, f"?pick={KEY}")
    tab.locator("[data-basket]").click()
    basket = tab.get_by_role("dialog", name="Basket")
    expect(basket.get_by_text("Asking Small Models First")).to_be_visible()
    for name in ("basket.bib", "basket.ris", "basket.json"):
        with tab.expect_download() as saved:
            basket.locator(f'[data-basket-save="{name}"]').click()
        assert "Asking Small Models First" in re.sub("[{}]", "", saved.value.path().read_text())
    basket.locator("a").click()
    expect(tab).to_have_url(f"{home}works/of/{KEY}/")


@pytest.mark.parametrize("name", TOOLS)
def test_a_tool_leads_to_the_papers_it_finds(tab: Page, home: str, name: str) -> None:
    tab.goto(f"{home}{name}/")
    tab.locator("textarea").fill(TOOLS[name])
    tab.locator(".tool button[type=submit]").click()
    tab.locator("[data-result] a").click()
    expect(tab).to_have_url(f"{home}works/of/mausam2023plain/")
