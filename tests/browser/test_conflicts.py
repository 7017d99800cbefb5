"""Checking a bibliography replaces nothing by mistake, whatever an entry says of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.errors import errors_of
from survey.formats.bibtex import bibtex
from survey.model import Survey

TIDE = "abara2019tide"  # published; DOI 10.5555/harbour.2019.12, arXiv 1905.01234
PIER = "vanderzee2023pier"  # published; DOI 10.5555/harbour.2023.1, arXiv 2207.00001
TITLE = "{MoonClock}: reading a tide by its own shadow"
PIERS = r"Piers, Poles, and 100\% of the Water in Between"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab for all tests, which keep nothing in the browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tool(tab: Page, harbour: str) -> Iterator[Page]:
    """The page that checks a bibliography, opened anew; any error in it fails the test."""
    with errors_of(tab) as errors:
        tab.goto(f"{harbour}tools/check-my-bib/")
        expect(tab.locator("form.tool__form")).to_be_visible()
        yield tab
    assert errors == []


def give(page: Page, text: str) -> str:
    page.set_input_files("input[type=file]", {"name": "a.bib", "mimeType": "text/plain", "buffer": text.encode()})
    summary = page.locator(".tool__summary")
    expect(summary).not_to_have_text("Reading …")
    return summary.inner_text()


def section(page: Page, title: str) -> Locator:
    return page.locator(".tool__result section", has=page.get_by_role("heading", name=title, exact=True))


def witnesses(page: Page) -> list[str]:
    """What each line of the conflicts shown says."""
    terms = page.locator("[data-conflicts] dt").all_inner_texts()
    said = page.locator("[data-conflicts] dd").all_inner_texts()
    return [f"{term}: {' '.join(what.split())}" for term, what in zip(terms, said, strict=True)]


def saved(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save your whole file, corrected as corrected.bib").click()
    return Path(download.value.path()).read_text()


OUTDATED = f"@article{{fine, title = {{{PIERS}}}, author = {{van der Zee, J.}}, journal = {{arXiv preprint}}}}\n"
TIDE_SAID = "belongs to MoonClock: reading a tide by its own shadow, HarCon 2019"
PIER_SAID = "belongs to Piers, Poles, and 100% of the Water in Between, HarCon 2023"
TITLE_SAID = f"Your title: “MoonClock: reading a tide by its own shadow” {TIDE_SAID}"
CONFLICTS = {
    "arXiv identifier of one, title of another": (
        f"@misc{{x, title = {{{TITLE}}}, author = {{Abara, Ngozi}}, eprint = {{2207.00001}}, eprinttype = {{arXiv}}}}",
        [
            f"Your arXiv identifier: 2207.00001 {PIER_SAID}",
            TITLE_SAID,
        ],
    ),
    "identifier of a paper here, title of none": (
        "@misc{x, title = {Dredging with Spoons}, author = {Spoon, Sam}, doi = {10.48550/arXiv.1905.01234}}",
        [
            f"Your arXiv identifier: 1905.01234 {TIDE_SAID}",
            "Your title: “Dredging with Spoons” belongs to no paper here",
        ],
    ),
    "the same first author, another title": (
        "@misc{x, title = {Dredging with Spoons}, author = {Abara, Ngozi}, eprint = {1905.01234}}",
        [
            f"Your arXiv identifier: 1905.01234 {TIDE_SAID}",
            "Your title: “Dredging with Spoons” belongs to no paper here",
        ],
    ),
    "DOI of one, arXiv identifier of another": (
        "@article{x, doi = {10.5555/harbour.2019.12}, url = {https://arxiv.org/abs/2207.00001v3}}",
        [
            f"Your DOI: 10.5555/harbour.2019.12 {TIDE_SAID}",
            f"Your arXiv identifier: 2207.00001 {PIER_SAID}",
        ],
    ),
    "two arXiv identifiers": (
        "@article{x, eprint = {1905.01234}, journal = {arXiv preprint arXiv:2401.99999}}",
        [
            f"Your arXiv identifier: 1905.01234 {TIDE_SAID}",
            "Your arXiv identifier: 2401.99999 belongs to no paper here",
        ],
    ),
    "title of one, arXiv identifier of none here": (
        f"@misc{{x, title = {{{TITLE}}}, author = {{Abara, N.}}, eprint = {{2401.99999}}, eprinttype = {{arXiv}}}}",
        [
            "Your arXiv identifier: 2401.99999 belongs to no paper here",
            TITLE_SAID,
        ],
    ),
    "title of one, key of another": (
        f"@misc{{{PIER}, title = {{{TITLE}}}, author = {{Abara, Ngozi}}}}",
        [
            TITLE_SAID,
            f"Your key: {PIER} {PIER_SAID}",
        ],
    ),
    "the same title by others": (
        f"@misc{{x, title = {{{TITLE}}}, author = {{Spoon, Sam and Fork, Fay}}}}",
        [
            TITLE_SAID,
            "Your authors: Spoon, Sam and Fork, Fay did not write that paper",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFLICTS)
def test_an_entry_that_speaks_of_two_papers_is_shown_and_left_alone(tool: Page, name: str, tides: Survey) -> None:
    entry, expected = CONFLICTS[name]
    summary = give(tool, f"{OUTDATED}\n{entry}\n")
    assert summary == (
        "Read 2 entries (UTF-8): 1 paper found here, 1 of them cited as a preprint though published since. "
        "1 entry speaks of different papers."
    )
    assert witnesses(tool) == expected
    assert section(tool, "Published since").locator("tbody tr").count() == 1
    corrected = saved(tool)
    ours = bibtex(tides.papers[PIER]).replace(PIER, "fine", 1)
    assert corrected == f"{ours}\n{entry}\n"


SAME = {
    "case, braces and accents": "title = {MOONCLOCK: {R}eading a T{\\'i}de by its own shadow}, eprint = {1905.01234}",
    "a slip": "title = {MoonClock: reading a tide by its own shadows}, author = {Abara, Ngozi}",
    "without its subtitle": "title = {MoonClock}, eprint = {1905.01234}",
    "with another subtitle": "title = {MoonClock: the long version}, author = {Ngozi Abara}, eprint = {1905.01234}",
    "renamed since the preprint": "title = {Reading Tides by their Shadow}, author = {N. Abara}, eprint = {1905.01234}",
    "no title": "eprint = {arXiv:1905.01234v2}",
    "an address": "title = {MoonClock}, url = {https://arxiv.org/pdf/1905.01234v1}",
    "an arXiv DOI": "title = {MoonClock}, doi = {https://doi.org/10.48550/ARXIV.1905.01234}",
    "dblp's way": "title = {MoonClock}, journal = {CoRR}, volume = {abs/1905.01234}",
    "no identifier, first words": "title = {MoonClock: reading a tide by its own}, author = {Abara, Ngozi and others}",
    "no identifier, changed after the colon": "title = {MoonClock: A Tide and its own Shadow}, author = {Abara, Ngozi}",
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_small_differences_in_titles_are_tolerated(tool: Page, name: str) -> None:
    assert "1 paper found here, 1 of them cited as a preprint" in give(tool, f"@article{{x, {SAME[name]}}}")
    assert tool.locator("[data-conflicts]").count() == 0


OTHER = {
    "a title that is short and common": "title = {Piers}, author = {van der Zee, Jan}",
    "another paper of the team": "title = {Poles apart: the water between}, author = {van der Zee, Jan and O'Hara, M.}",
    "a title with the same first word": "title = {MoonClock for kitchens}, author = {Spoon, Sam}",
    "the key alone": "title = {Something else}, author = {Spoon, Sam}",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHER)
def test_what_merely_resembles_is_no_match(tool: Page, name: str) -> None:
    assert "0 papers found here" in give(tool, f"@article{{{TIDE}, {OTHER[name]}}}")
    assert tool.locator(".tool__result section").count() == 0


PUBLISHED = {
    "a DOI without a journal": "@article{x, title = {%s}, doi = {10.5555/HARBOUR.2019.12}}",
    "a DOI as address": "@misc{x, title = {%s}, url = {https://doi.org/10.5555/harbour.2019.12}}",
    "a DOI that is not ours": "@article{x, title = {%s}, author = {Abara, N.}, doi = {10.9999/other}}",
    "a parent entry": "@article{x, title = {%s}, author = {Abara, N.}, crossref = {harbour19}}",
    "another journal": "@article{x, title = {%s}, author = {Abara, N.}, journal = {Corrosion}}",
}  # fmt: skip


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_has_been_published_is_no_preprint(tool: Page, name: str) -> None:
    assert "1 paper found here, 0 of them cited" in give(tool, PUBLISHED[name] % TITLE)
    assert section(tool, "Published since").count() == 0


def test_papers_are_counted_once_and_entries_apart(tool: Page) -> None:
    twice = "".join(f"@misc{{{key}, title = {{{TITLE}}}, eprint = {{1905.01234}}}}\n" for key in ("a", "b"))
    assert give(tool, twice) == (
        "Read 2 entries (UTF-8): 1 paper found here, in 2 entries, "
        "1 of them cited as a preprint though published since."
    )
    expect(section(tool, "More than once").locator("li")).to_have_text([f"{TIDE}: a, b"])


def test_keys_that_are_taken_over_stay_unique(tool: Page) -> None:
    entry = "@misc{%s, title = {" + TITLE + "}, eprint = {1905.01234}}\n"
    give(tool, entry % "a" + entry % "b" + "@misc{Vanderzee2023Pier, title = {Else}}\n" + OUTDATED)
    tool.get_by_label("Keep my keys").uncheck()
    corrected = saved(tool)
    assert [line for line in corrected.splitlines() if line.startswith("@")] == [
        f"@inproceedings{{{TIDE},", "@inproceedings{b,",
        "@misc{Vanderzee2023Pier, title = {Else}}", "@inproceedings{fine,",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["DBLP:conf/x/(Doe)20", "a(b)c", "__proto__", "constructor", "toString"])
def test_any_key_that_bibtex_knows_is_kept(tool: Page, key: str) -> None:
    give(tool, f"@misc{{{key}, title = {{{TITLE}}}, eprint = {{1905.01234}}}}")
    assert tool.locator("[data-complaints]").count() == 0
    assert saved(tool).startswith(f"@inproceedings{{{key},\n")


def test_names_that_objects_have_anyway_mean_nothing(tool: Page) -> None:
    names = ("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf")
    fields = "".join(f", {name} = {{x}}" for name in names)
    text = "".join(f"@{name.strip('_')}{{{name}, title = {name}{fields}}}\n" for name in names)
    assert give(tool, text).startswith("Read 5 entries (UTF-8): 0 papers found here")
    told = tool.locator("[data-complaints] li").all_inner_texts()
    assert told == [
        f"Line {at}: {name}, title: the macro {name} is defined nowhere; its name was taken as the text"
        for at, name in enumerate(names, 1)
    ]
    macros = "".join(f"@string{{{name} = {{MoonClock}}}}\n" for name in names)
    entries = "".join(f"@misc{{k{name}, eprint = {{1905.01234}}, title = {name}}}\n" for name in names)
    assert "1 paper found here, in 5 entries" in give(tool, macros + entries)
