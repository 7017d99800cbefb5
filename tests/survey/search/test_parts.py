"""The split search index: what a query fetches leads to every paper that it should."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import pytest

from survey.model import Survey
from survey.search import parts
from survey.search.index import Index, rest, search_index, texts
from survey.search.words import terms
from survey.text.stem import stem
from survey.views import year_lists
from unpack import unpacked

Files = dict[str, Any]


@pytest.fixture
def files(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The files of the survey, as if it were large."""
    monkeypatch.setattr(year_lists, "MOST", 0)
    monkeypatch.setattr(parts, "BLOCK", 4)
    monkeypatch.setattr(parts, "FILE_SIZE", 500)
    return {name: json.loads(text) for name, text in parts.search_files(tides)}


def keys(files: Files) -> list[str]:
    """Every paper's key, by number."""
    count = sum(name.startswith("search/papers-") for name in files)
    return [paper["key"] for number in range(count) for paper in files[f"search/papers-{number}.json"]]


def words(files: Files) -> dict[str, dict[int, int]]:
    """Every word with the papers that have it and the mask of its fields there, in the order of the files."""
    count = len(files["search.json"]["starts"])
    return {word: found for n in range(count) for word, found in unpacked(files[f"search/words-{n}.json"]).items()}


def found(files: Files, word: str) -> dict[str, set[str]]:
    """Key → the fields in which a word stands there."""
    fields, order = files["search.json"]["fields"], keys(files)
    return {
        order[number]: {name for at, name in enumerate(fields) if mask >> at & 1}
        for number, mask in words(files)[word].items()
    }


def test_a_small_survey_has_two_files(tides: Survey) -> None:
    assert dict(parts.search_files(tides)) == {"search.json": search_index(tides), "search/rest.json": rest(tides)}


def test_blocks_hold_every_paper_newest_first(tides: Survey, files: Files) -> None:
    order = [paper for papers in tides.by_year.values() for paper in papers]
    assert keys(files) == [paper.key for paper in order]
    sizes = [len(files[f"search/papers-{number}.json"]) for number in range(5)]
    assert sizes == [4, 4, 4, 4, 3]
    assert "search/papers-5.json" not in files
    assert (files["search.json"]["count"], files["search.json"]["block"]) == (19, 4)
    first = {**Index(tides).paper(order[0]), "texts": texts(tides, order[0])}
    assert files["search/papers-0.json"][0] == json.loads(json.dumps(first))


def test_the_head_has_the_vocabularies_and_no_papers(tides: Survey, files: Files) -> None:
    head = files["search.json"]
    assert "papers" not in head
    whole = json.loads(search_index(tides))
    assert all(head[name] == whole[name] for name in ("v", "sections", "approaches", "values", "synonyms", "fields"))


@pytest.mark.parametrize(("word", "key", "fields"), [
    ("moonclock", "abara2019tide", {"name", "title"}),
    ("=moonclock", "abara2019tide", {"name"}),
    ("abara2019tide", "abara2019tide", {"key"}),
    ("ngozi", "abara2019tide", {"given"}),
    ("abara", "abara2019ebb", {"first", "family"}),
    ("harcon", "abara2019tide", {"when"}),
    ("2019", "abara2019ebb", {"when"}),
    ("lunar", "abara2019ebb", {"places"}),
    ("daubigne", "daubigne2020swell", {"first", "family"}),  # an apostrophe joins, an accent does not matter
])  # fmt: skip
def test_words_are_found_in_their_fields(files: Files, word: str, key: str, fields: set[str]) -> None:
    assert found(files, stem(word))[key] == fields


def test_every_word_of_a_title_leads_to_its_paper(tides: Survey, files: Files) -> None:
    known, order = words(files), keys(files)
    for number, key in enumerate(order):
        for word in terms(tides.papers[key].title):
            assert number in known[word], (word, key)


def test_words_are_in_order_and_each_file_known_by_its_first(files: Files) -> None:
    starts = files["search.json"]["starts"]
    assert list(words(files)) == sorted(words(files), key=lambda word: word.encode("utf-16-be"))
    assert [next(iter(unpacked(files[f"search/words-{n}.json"]))) for n in range(len(starts))] == starts
    assert len(starts) > 5
    assert f"search/words-{len(starts)}.json" not in files


def test_files_of_words_are_of_bounded_size(tides: Survey, files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    written = {name: text for name, text in parts.search_files(tides) if name.startswith("search/words-")}
    assert len(written) == len(files["search.json"]["starts"])
    assert max(map(len, written.values())) < 500 + 250
    monkeypatch.setattr(parts, "FILE_SIZE", 10**9)
    assert unpacked(json.loads(dict(parts.search_files(tides))["search/words-0.json"])) == words(files)


def test_sets_hold_the_papers_of_each_value(tides: Survey, files: Files) -> None:
    order, sets = keys(files), files["search.json"]["sets"]

    def of(facet: str) -> dict[str, set[str]]:
        listed = [files[f"search/in-{facet}-{position}.json"] for position in range(len(sets[facet]))]
        assert [len(steps) for steps in listed] == [count for _, count in sets[facet]]
        values = [value for value, _ in sets[facet]]
        return {value: {order[at] for at in accumulate(steps)} for value, steps in zip(values, listed, strict=True)}

    assert of("section") == {id: {paper.key for paper in path[-1].papers} for id, path in tides.paths.items()}
    assert of("venue")["Salt"] == {"auk2021fathom", "dahl2016almanac", "daubigne2020swell", "zorn2023quay"}
    assert of("topic")["Piers"] == {"vanderzee2023pier", "wen2024silt"}
    assert of("duty")["mender"] == {"auk2021harbour", "auk2021lantern", "auk2021mast", "wen2024silt"}
    assert of("reach")["quay"] == {
        "abara2019tide", "abara2019ebb", "wen2024silt", "auk2021harbour", "auk2021lantern", "auk2021mast",
    }  # fmt: skip
    assert list(of("has")) == sorted(of("has"))
    assert of("has")["pdf"] == {"abara2019tide", "brekke2022cove"}
    assert sets["year"] == [[str(year), len(papers)] for year, papers in tides.by_year.items()]


def test_a_word_of_very_many_papers_lists_those_in_which_it_tells_most(
    tides: Survey, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    everywhere = words(files)[stem("tide")]
    monkeypatch.setattr(parts, "MOST", 3)
    few = {name: json.loads(text) for name, text in parts.search_files(tides)}
    listed = words(few)[stem("tide")]
    cut = [file.get("totals", {}) for name, file in few.items() if "words-" in name]
    totals = {word: total for some in cut for word, total in some.items()}
    assert totals[stem("tide")] == len(everywhere) > 3
    assert sorted(listed.values()) == sorted(everywhere.values())[-3:]
    assert all(len(words(files)[word]) > 3 for word in totals)


def test_rising_numbers_are_kept_as_differences() -> None:
    assert parts.differences([3, 4, 9]) == [3, 1, 5]
    assert parts.differences([]) == []
