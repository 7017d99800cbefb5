"""The search index: complete, small, the same every time."""

from __future__ import annotations

import gzip
import json

from survey.model import Survey
from survey.search.index import search_index

AIM = 60_000  # bytes, compressed


def test_every_paper_is_there_with_what_readers_filter_by(tides: Survey) -> None:
    index = json.loads(search_index(tides))
    papers = {paper["key"]: paper for paper in index["papers"]}
    assert list(papers) == list(tides.papers)
    routing = papers["ong2025routellm"]
    assert routing["title"] == "RouteLLM: Learning to Route LLMs from Preference Data"
    assert routing["authors"][0] == "Ong, Isaac"
    assert index["venues"][routing["venue"]] == "ICLR"
    assert {"code", "pdf", "published"} <= set(routing["has"])


def test_every_place_of_a_paper_is_there_with_its_claim(tides: Survey) -> None:
    index = json.loads(search_index(tides))
    for paper in index["papers"]:
        found = [(index["approaches"][at]["id"], claim) for at, claim in paper["places"]]
        assert found == [(place.approach.id, place.claim) for place in tides.places[paper["key"]]]


def test_sections_come_after_the_section_above_them(tides: Survey) -> None:
    sections = json.loads(search_index(tides))["sections"]
    assert [section["id"] for section in sections] == list(tides.paths)
    assert all(section["up"] < at for at, section in enumerate(sections))


def test_the_index_stays_small_and_the_same(tides: Survey) -> None:
    index = search_index(tides)
    assert index == search_index(tides)
    assert len(gzip.compress(index.encode(), 9)) <= AIM
