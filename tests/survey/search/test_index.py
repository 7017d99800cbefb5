"""The search index: complete, small, the same every time."""

from __future__ import annotations

import gzip
import json

from survey.model import Survey
from survey.search.index import search_index

AIM = 60_000  # bytes, compressed


def test_every_paper_is_there_with_what_readers_filter_by(survey: Survey) -> None:
    index = json.loads(search_index(survey))
    papers = {paper["key"]: paper for paper in index["papers"]}
    assert list(papers) == list(survey.papers)
    routing = papers["ong2025routellm"]
    assert routing["title"] == "RouteLLM: Learning to Route LLMs from Preference Data"
    assert routing["authors"][0] == "Ong, Isaac"
    assert index["venues"][routing["venue"]] == "ICLR"
    assert {"code", "pdf", "published"} <= set(routing["has"])


def test_every_place_of_a_paper_is_there_with_its_claim(survey: Survey) -> None:
    index = json.loads(search_index(survey))
    for paper in index["papers"]:
        found = [(index["approaches"][at]["id"], claim) for at, claim in paper["places"]]
        assert found == [(place.approach.id, place.claim) for place in survey.places[paper["key"]]]


def test_sections_come_after_the_section_above_them(survey: Survey) -> None:
    sections = json.loads(search_index(survey))["sections"]
    assert [section["id"] for section in sections] == list(survey.paths)
    assert all(section["up"] < at for at, section in enumerate(sections))


def test_the_index_stays_small_and_the_same(survey: Survey) -> None:
    index = search_index(survey)
    assert index == search_index(survey)
    assert len(gzip.compress(index.encode(), 9)) <= AIM


def test_facets_are_those_that_papers_have_values_of(survey: Survey) -> None:
    index = json.loads(search_index(survey))
    assert [name for name, _ in index["facets"]] == ["section", "role", "access", "topic", "venue", "has"]
    assert set(index["vocabularies"]) == {"role", "access"}
    bare = json.loads(search_index(Survey(papers=survey.papers, sections=())))
    assert [name for name, _ in bare["facets"]] == ["topic", "venue", "has"]


def test_an_approach_names_its_terms_by_position(survey: Survey) -> None:
    index = json.loads(search_index(survey))
    known = {approach.id: approach for section in survey.walk() for approach in section.approaches}
    for item in index["approaches"]:
        named = {name: [index["vocabularies"][name][at][0] for at in found] for name, found in item["terms"].items()}
        approach = known[item["id"]]
        assert named.get("role", []) == [term.id for term in approach.terms.get("roles", ())]
        assert named.get("access", []) == [term.id for term in approach.terms.get("access", ())]
