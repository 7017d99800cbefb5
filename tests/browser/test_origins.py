"""Lists tell the papers that the survey cites from those that were added since."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import Serve, build, project

VOCABULARY = """vocabularies:
  origin:
    noun: origin
    carrier: paper
    title: Where it comes from
    shown: [badge, filter, chart]
    default: survey
    terms:
      survey: {title: Cited by the survey, meaning: It is cited.}
      since: {title: Added since, meaning: It was added., reason: yes}
"""
SINCE = """  origin = {since},
  added = {2026-12-01},
  reason = {Nothing else here asks what toys are worth.},
}
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """Where a survey is served to which a paper was added, the last of its file."""
    folder = project(tmp_path_factory.mktemp("grown") / "project")
    taxonomy, papers, profile = (folder / "data" / name for name in ("taxonomy.yml", "papers.bib", "survey.yml"))
    taxonomy.write_text(taxonomy.read_text().replace("vocabularies:\n", VOCABULARY))
    text = papers.read_text().rstrip().removesuffix("}")
    last = text.rindex("@")
    papers.write_text(text[:last] + re.sub(r"  keywords = .*\n", "", text[last:]) + SINCE)
    profile.write_text(profile.read_text() + 'opened: "2026-11-21"\n')
    (folder / "docs/changes.md").write_text("# Changes\n\n<!-- survey: changes -->\n")
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return serve(folder / "site")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def keys(tab: Page) -> list[str]:
    return [str(item.get_attribute("data-key")) for item in tab.locator("[data-list] > [data-key]").all()]


def explore(tab: Page, home: str, query: str = "") -> None:
    tab.goto(f"{home}papers/{query}")
    tab.wait_for_selector("body[data-ready]")


def test_one_click_shows_what_the_survey_cites_and_another_all(tab: Page, grown: str) -> None:
    explore(tab, grown)
    link = tab.locator(".origins").get_by_role("link", name="Cited by the survey")
    link.click()
    expect(tab).to_have_url(f"{grown}papers/?origin=survey")
    expect(tab.locator("[data-result-count]")).to_have_text("3")
    expect(link).to_have_attribute("aria-current", "true")
    expect(tab.locator("[data-list] .badge--origin")).to_have_count(0)
    link.click()
    expect(tab).to_have_url(f"{grown}papers/")
    expect(tab.locator("[data-result-count]")).to_have_text("4")
    expect(link).not_to_have_attribute("aria-current", "true")


def test_origins_count_what_a_query_finds(tab: Page, grown: str) -> None:
    explore(tab, grown)
    counts = tab.locator(".origins .number")
    expect(counts).to_have_text(["3", "1"])
    tab.locator("[name=q]").fill("origin:since")
    expect(tab.locator("[data-result-count]")).to_have_text("1")
    expect(counts.filter(visible=True)).to_have_text(["1"])


@pytest.mark.parametrize("query", ["?origin=since", "?q=origin:since", "?q=origin:added"])
def test_addresses_and_queries_name_an_origin(tab: Page, grown: str, query: str) -> None:
    explore(tab, grown, query)
    assert len(keys(tab)) == 1
    expect(tab.locator("[data-list] .badge--origin")).to_have_text(["Added since"])


def test_a_section_leads_to_its_papers_of_one_origin(tab: Page, grown: str) -> None:
    tab.goto(f"{grown}taxonomy/together/")
    tab.locator(".origins").get_by_role("link", name="Cited by the survey").click()
    tab.wait_for_selector("body[data-ready]")
    expect(tab).to_have_url(f"{grown}papers/?section=together&origin=survey")
    assert len(keys(tab)) == 1


def test_a_paper_says_why_it_was_added(tab: Page, grown: str) -> None:
    explore(tab, grown, "?origin=since")
    tab.locator("[data-list] .paper__title").click()
    expect(tab.get_by_text("Nothing else here asks what toys are worth.")).to_be_visible()
    expect(tab.locator(".facts")).to_contain_text("Added since: here since 2026-12-01")


def test_the_change_log_tells_the_papers_of_a_day(tab: Page, grown: str) -> None:
    tab.goto(f"{grown}changes/#added-2026-12-01")
    entry = tab.locator("article.change[data-entry=added-2026-12-01]")
    expect(entry.locator("h2")).to_contain_text("1 paper added")
    expect(entry.locator("h3")).to_contain_text("Passing questions on")
    expect(entry.locator("[data-key]")).to_have_count(1)
