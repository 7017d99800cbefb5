"""The split search index: what a query fetches leads to every paper that it should."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import pytest

from survey.model import Survey
from survey.search import parts
from survey.search.index import search_index
from survey.views import year_lists

Files = dict[str, Any]


@pytest.fixture
def files(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files of the real tides, as if it were large."""
    monkeypatch.setattr(year_lists, "MOST", 0)
    return {name: json.loads(text) for name, text in parts.search_files(tides)}


def keys(files: Files) -> list[str]:
    """Every paper's key, by number."""
    count = sum(name.startswith("search/papers-") for name in files)
    return [paper["key"] for number in range(count) for paper in files[f"search/papers-{number}.json"]]


def words(files: Files) -> Files:
    """Every word, in the order of the files."""
    count = len(files["search.json"]["starts"])
    return {word: groups for n in range(count) for word, groups in files[f"search/words-{n}.json"].items()}


def numbers(groups: Iterable[Any]) -> set[int]:
    return {number for _, *steps in groups for number in accumulate(steps)}


def test_a_small_survey_has_one_file(tides: Survey) -> None:
    assert dict(parts.search_files(tides)) == {"search.json": search_index(tides)}


def test_blocks_hold_every_paper_newest_first(tides: Survey, files: Files) -> None:
    assert keys(files) == [paper.key for papers in tides.by_year.values() for paper in papers]
    assert files["search.json"]["count"] == len(tides.papers)


def test_every_word_of_a_title_leads_to_its_paper(tides: Survey, files: Files) -> None:
    known, order = words(files), keys(files)
    for number, key in enumerate(order):
        for word in parts.words(tides.papers[key].title):
            assert number in numbers(known[word]), (word, key)


def test_words_are_in_order_and_each_file_known_by_its_first(files: Files) -> None:
    assert list(words(files)) == sorted(words(files), key=lambda word: word.encode("utf-16-be"))
    starts = files["search.json"]["starts"]
    assert [next(iter(files[f"search/words-{n}.json"])) for n in range(len(starts))] == starts


def test_sets_hold_the_papers_of_each_value(tides: Survey, files: Files) -> None:
    order, sets = keys(files), files["search.json"]["sets"]
    for facet in ("section", "venue", "has"):
        for position, (value, count) in enumerate(sets[facet]):
            found = {order[number] for number in accumulate(files[f"search/{facet}-{position}.json"])}
            assert len(found) == count
            if facet == "section":
                assert found == {paper.key for paper in tides.paths[value][-1].papers}
            if facet == "venue":
                assert found == {paper.key for paper in tides.papers.values() if paper.venue == value}


def test_a_word_of_very_many_papers_lists_those_in_which_it_tells_most(
    tides: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_lists, "MOST", 0)
    monkeypatch.setattr(parts, "MOST", 5)
    files = {name: json.loads(text) for name, text in parts.search_files(tides)}
    total, *groups = words(files)["models"]
    titled = [key for key in keys(files) if "models" in parts.words(tides.papers[key].title)]
    assert total > len(titled) > 5
    assert len(numbers(groups)) == 5
    assert {keys(files)[number] for number in numbers(groups)} <= set(titled)
