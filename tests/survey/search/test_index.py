"""The search index: each fact once, by position in the vocabularies."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sketch import paper
from survey.model import Survey
from survey.search import index as index_module
from survey.search.facets import Facet, facets, facts, names
from survey.search.index import VERSION, Index, compact, newest_first, rest, search_index, texts
from survey.search.words import AUTHORS


@pytest.fixture(scope="module")
def index(tides: Survey) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(search_index(tides))
    return made


@pytest.fixture(scope="module")
def papers(index: dict[str, Any]) -> list[dict[str, Any]]:
    """What the columns say of each paper."""
    columns = index["papers"]
    return [dict(zip(columns, facts, strict=True)) for facts in zip(*columns.values(), strict=True)]


def test_a_paper_in_full(tides: Survey, index: dict[str, Any], papers: list[dict[str, Any]]) -> None:
    found = next(record for record in papers if record["key"] == "abara2019tide")
    places = [index["approaches"][at]["id"] for at in found.pop("places")]
    assert places == [place.approach.id for place in tides.places["abara2019tide"]]
    values = {facet: [known[at] for at in found.pop(facet)] for facet, known in index["values"].items()}
    assert values == {
        "topic": ["Moon Clocks", "Harbours"],
        "venue": ["HarCon"],
        "has": ["code", "pdf", "doi", "arxiv", "published"],
    }
    assert found == {
        "key": "abara2019tide",
        "title": "MoonClock: reading a tide by its own shadow",
        "year": 2019,
        "authors": ["Abara, Ngozi"],
        "more": 0,
        "terms": None,
    }


def test_a_cut_list_of_authors_says_so(papers: list[dict[str, Any]]) -> None:
    assert [record["key"] for record in papers if record["more"]] == [
        "breke2022drift", "dahl2017spring", "dahl2017storm",
    ]  # fmt: skip


def test_vocabularies_stand_in_order(tides: Survey, index: dict[str, Any]) -> None:
    assert index["values"]["venue"] == sorted({made.venue for made in tides.papers.values()})
    assert index["v"] == VERSION
    assert index["values"]["topic"] == ["Harbours", "Moon Clocks", "Piers"]
    assert index["synonyms"] == [["tide", "flood", "ebb"], ["quay", "pier"]]
    assert index["papers"]["key"] == [made.key for made in newest_first(tides)]


def test_sections_know_the_one_above(index: dict[str, Any]) -> None:
    above = [
        (section["id"], index["sections"][section["up"]]["id"] if section["up"] >= 0 else "")
        for section in index["sections"]
    ]
    assert above == [
        ("tide-basics", ""), ("from-the-shore", ""), ("moon-clocks", "from-the-shore"),
        ("harbour-lists", "from-the-shore"),
        ("from-the-sea", ""), ("neighbours", "from-the-sea"), ("both-ways", ""), ("doubts", ""),
    ]  # fmt: skip
    assert {name: value for name, value in index["sections"][2].items() if name != "answers"} == {
        "id": "moon-clocks", "title": "Moon clocks", "number": "2.1",
        "lead": "A stick, a string and the moon make a clock.",
        "up": 1, "aliases": ["Shadow clocks", "Lunar sticks"],
    }  # fmt: skip


def test_approaches_know_their_section(index: dict[str, Any]) -> None:
    shadows = index["approaches"][1]
    assert (shadows["id"], shadows["title"], shadows["aliases"]) == ("shadows", "Reading shadows", ["Harbours"])
    assert index["sections"][shadows["section"]]["id"] == "moon-clocks"


@pytest.mark.parametrize(("fields", "has"), [
    ({}, []), ({"code": "x"}, ["code"]), ({"pdf": "x"}, ["pdf"]), ({"doi": "x"}, ["doi"]),
    ({"eprint": "2001.00001", "archiveprefix": "arXiv"}, ["arxiv"]), ({"kind": "article"}, ["published"]),
])  # fmt: skip
def test_facts_that_the_explorer_filters_by(fields: dict[str, str], has: list[str]) -> None:
    assert facts(paper(**fields)) == has


def test_the_index_is_compact_and_the_same_every_time(tides: Survey) -> None:
    assert compact({"å": [1, "b"]}) == '{"å":[1,"b"]}\n'
    assert search_index(tides) == compact(Index(tides).tree()) == search_index(tides)
    assert "d'Aubigné" in search_index(tides)


def test_facets_are_those_that_papers_have_values_of(tides: Survey, index: dict[str, Any]) -> None:
    nouns = [vocabulary.noun for vocabulary in tides.shown("filter")]
    assert [name for name, _ in index["facets"]] == ["section", *nouns, "topic", "venue", "has"]
    assert names(tides) == ["section", *nouns, "topic", "venue", "has", "author"]
    assert list(index["vocabularies"]) == nouns
    bare = json.loads(search_index(Survey(papers=tides.papers, sections=())))
    assert [name for name, _ in bare["facets"]] == ["topic", "venue", "has"]


def test_a_vocabulary_that_no_paper_carries_is_no_filter(tides: Survey) -> None:
    unused = replace(tides.shown("filter")[0], id="unused", noun="unused")
    more = replace(tides, vocabularies=(*tides.vocabularies, unused))
    assert names(more) == names(tides)
    assert [facet.title for facet in facets(Survey({}, ()))] == ["Topic", "Venue", "With"]


def test_a_facet_more_is_one_more_line(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    more = Facet("publisher", "Publisher", lambda paper: [paper.get("publisher")] if paper.get("publisher") else [])
    monkeypatch.setattr(index_module, "facets", lambda survey: (*facets(survey), more))
    made = json.loads(search_index(tides))
    assert ["publisher", "Publisher"] in made["facets"]
    at = made["papers"]["key"].index("abara2019ebb")
    assert [made["values"]["publisher"][value] for value in made["papers"]["publisher"][at]] == ["Pier Press"]


def test_an_approach_names_its_terms_by_position(tides: Survey, index: dict[str, Any]) -> None:
    known = {approach.id: approach for section in tides.walk() for approach in section.approaches}
    for item in index["approaches"]:
        named = {noun: [index["vocabularies"][noun][at][0] for at in found] for noun, found in item["terms"].items()}
        for vocabulary in tides.shown("filter", "approach"):
            carried = [term.id for term in known[item["id"]].terms.get(vocabulary.id, ())]
            assert named.get(vocabulary.noun, []) == carried


def test_what_the_guide_answers_is_told(tides: Survey, index: dict[str, Any]) -> None:
    asked = tides.shown("guide", "section")[0]
    terms = [[term.id, term.title, term.meaning] for term in asked.terms]
    assert index["answers"] == {"noun": asked.noun, "terms": terms}
    named = {id for section in index["sections"] for id in section["answers"]}
    assert named
    assert named <= {term.id for term in asked.terms}


def test_the_second_file_has_the_other_authors_and_what_papers_are_about(tides: Survey, index: dict[str, Any]) -> None:
    more = json.loads(rest(tides))
    assert more["leads"] == [approach.lead for section in tides.walk() for approach in section.approaches]
    for number, made in enumerate(newest_first(tides)):
        first = index["papers"]["authors"][number]
        assert len(first) <= AUTHORS
        assert [*first, *more["authors"][number]] == [name.inverted for name in made.authors]
        assert more["texts"][number] == texts(tides, made)
        assert not made.note or more["texts"][number][0] == made.note.gist
