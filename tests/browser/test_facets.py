"""The explorer filters by whatever facets the data has: none of the usual vocabularies, or others."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from browser.errors import errors_of
from conftest import Serve, build, project

CASCADE, ROUTE, ROBUST, PLAIN = "chen2024cascade", "ong2025route", "muller2022robust", "mausam2023plain"
OPTIONAL = ("roles", "access", "number", "aliases")


def stripped(tree: Any) -> Any:
    """A taxonomy without what a survey may do without."""
    if isinstance(tree, list):
        return [stripped(item) for item in tree]
    if isinstance(tree, dict):
        return {name: stripped(value) for name, value in tree.items() if name not in OPTIONAL}
    return tree


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where a survey is served that has neither vocabularies nor topics nor numbers."""
    folder = project(tmp_path_factory.mktemp("plain") / "project")
    taxonomy, papers = folder / "data/taxonomy.yml", folder / "data/papers.bib"
    tree = stripped(yaml.safe_load(taxonomy.read_text()))
    del tree["reading_list"]
    taxonomy.write_text(yaml.safe_dump(tree, sort_keys=False))
    papers.write_text(re.sub(r"  keywords = .*\n", "", papers.read_text()))
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return serve(folder / "site")


@pytest.fixture(scope="module")
def toys(good: Path, serve: Serve) -> str:
    """Where the toy project's site is served."""
    return serve(good / "site")


@pytest.fixture(scope="module")
def richer(good: Path, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where a site is served whose index has one more vocabulary, in which one placement differs from its approach."""
    site = tmp_path_factory.mktemp("richer") / "site"
    shutil.copytree(good / "site", site)
    index = json.loads((site / "search.json").read_text())
    index["facets"].insert(1, ["constructor", "What it is built of"])
    index["vocabularies"]["constructor"] = [["wood", "Solid wood"], ["clay", "Fired clay"]]
    index["facets"].append(["publisher", "Publisher"])
    index["values"]["publisher"] = ["Attic Press", "Cellar Books"]
    keys = index["papers"]["key"]
    index["papers"]["publisher"] = [{ROUTE: [0], PLAIN: [1]}.get(key, []) for key in keys]
    for approach in index["approaches"]:
        approach["terms"]["constructor"] = [0]
    for key, own in ((ROUTE, {"constructor": [1]}), (PLAIN, {"role": []})):
        places = index["papers"]["places"][index["papers"]["key"].index(key)]
        places[0] = [places[0], own]
    (site / "search.json").write_text(json.dumps(index))
    page = site / "papers/index.html"
    page.write_text(page.read_text().replace('data-filters="', 'data-filters="constructor publisher '))
    return serve(site)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in which an error of a script fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    with errors_of(page) as errors:
        yield page
    context.close()
    assert not errors


def explore(tab: Page, home: str, query: str = "") -> None:
    tab.goto(f"{home}papers/{query}")
    tab.wait_for_selector("body[data-ready]")


def shown(tab: Page) -> set[str]:
    return {item.get_attribute("data-key") or "" for item in tab.locator("li.paper:visible").all()}


def titles(tab: Page) -> list[str]:
    return tab.locator(".facet > summary").all_inner_texts()


def box(tab: Page, facet: str, value: str) -> Any:
    return tab.locator(f'[data-facet="{facet}"][value="{value}"]')


def choose(tab: Page, facet: str, value: str) -> None:
    box(tab, facet, value).evaluate("one => one.click()")


def test_the_data_say_which_facets_there_are(tab: Page, toys: str) -> None:
    explore(tab, toys)
    usual = ["Year", "Section", "What the small toy does", "Access to the large toy"]
    assert titles(tab) == [*usual, "Topic of the toy list", "Venue", "With", "Author"]


def test_a_facet_by_a_fact_of_records_is_known_from_the_index_alone(tab: Page, richer: str) -> None:
    explore(tab, richer)
    assert "Publisher" in titles(tab)
    choose(tab, "publisher", "Attic Press")
    expect(tab).to_have_url(re.compile(r"\?publisher=Attic"))
    assert shown(tab) == {ROUTE}
    explore(tab, richer, "?q=publisher:cellar")
    assert shown(tab) == {PLAIN}


def test_a_survey_without_vocabularies_has_no_empty_facets(tab: Page, plain: str) -> None:
    explore(tab, plain)
    assert titles(tab) == ["Year", "Section", "Venue", "With", "Author"]
    assert tab.locator(".facet:not(:has(input))").count() == 0
    choose(tab, "section", "alone")
    expect(tab.locator("[data-result-count]")).to_have_text("2")
    tab.locator("input[name=q]").fill("plain")
    expect(tab.locator("[data-list] li.paper")).to_have_count(1)


@pytest.mark.parametrize("page", ["taxonomy/", "taxonomy/alone/", f"papers/{PLAIN}/"])
def test_its_other_pages_work_too(tab: Page, plain: str, page: str) -> None:
    tab.goto(plain + page)
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    tab.get_by_role("combobox").fill("alone")
    expect(tab.get_by_role("option").first).to_contain_text("Working alone")


def test_any_vocabulary_filters_counts_and_stands_in_the_address(tab: Page, richer: str) -> None:
    explore(tab, richer)
    assert titles(tab)[:4] == ["Year", "Section", "What it is built of", "What the small toy does"]
    rows = tab.locator(".facet__value:has([data-facet=constructor])").all_text_contents()
    assert rows == ["Solid wood3", "Fired clay1"]
    choose(tab, "constructor", "clay")
    expect(tab).to_have_url(f"{richer}papers/?constructor=clay")
    assert shown(tab) == {ROUTE}
    tab.get_by_role("button", name="Remove filter: Fired clay").click()
    expect(tab.locator("[data-result-count]")).to_have_text("4")


def test_a_placement_may_have_terms_of_its_own(tab: Page, richer: str) -> None:
    explore(tab, richer, "?role=student")
    assert shown(tab) == {ROBUST}
    explore(tab, richer, "?role=router&constructor=wood")
    assert shown(tab) == {CASCADE}


def test_what_others_put_into_the_address_stays_there(tab: Page, toys: str) -> None:
    explore(tab, toys, "?from=mail&role=router")
    choose(tab, "section", "passing-on")
    expect(tab).to_have_url(f"{toys}papers/?section=passing-on&role=router&from=mail")
    tab.get_by_role("button", name="Clear all").first.click()
    expect(tab).to_have_url(f"{toys}papers/?from=mail")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("sort=__proto__", 4),
        ("sort=constructor", 4),
        ("__proto__=x", 4),
        ("role=__proto__", 0),
        ("role=constructor", 0),
    ],
)
def test_names_that_every_object_has_mean_nothing_here(tab: Page, toys: str, query: str, count: int) -> None:
    explore(tab, toys, f"?{query}")
    expect(tab.locator("[data-result-count]")).to_have_text(str(count))


@pytest.mark.parametrize("typed", ["constructor:toys", "__proto__:toys", "toString"])
def test_nor_do_they_in_the_field(tab: Page, toys: str, typed: str) -> None:
    explore(tab, toys)
    tab.locator("input[name=q]").fill(f"asking small models first {typed}")
    expect(tab.locator("[data-list] li.paper").first).to_have_attribute("data-key", CASCADE)
