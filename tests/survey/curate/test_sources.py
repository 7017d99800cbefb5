"""Whatever shape a service's answer has, it is a record or a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes import feed, hit, hits, note, preprint, work
from survey.curate.client import Client
from survey.curate.found import Found, akin, same_people, same_work
from survey.curate.refusal import Refusal
from survey.curate.sources import anthology, arxiv, crossref, datacite, dblp, openreview
from survey.curate.text import people

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
NAMES = st.sampled_from(
    ["message", "data", "attributes", "notes", "result", "hits", "hit", "info", "title", "id", "DOI"]
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=20
)


class Canned(Client):
    """Answers every request with one text."""

    def __init__(self, text: str) -> None:
        super().__init__("tests")
        self.canned = text

    def text(self, *_: object) -> str:
        return self.canned


SOURCES: tuple[Callable[[Client], Any], ...] = (
    lambda client: crossref.record(client, "10.1234/gears.7"),
    lambda client: datacite.record(client, "10.1234/gears.7"),
    lambda client: openreview.record(client, "gearABC123"),
    lambda client: list(dblp.published(client, "Small Gears")),
    lambda client: anthology.record(client, "2024.acl-long.9"),
    lambda client: arxiv.record(client, "2403.00001"),
)


def answered(text: str) -> None:
    for source in SOURCES:
        with suppress(Refusal):
            source(Canned(text))


@given(TREES)
def test_any_json(tree: Any) -> None:
    answered(json.dumps(tree))


@given(st.text())
def test_any_text(text: str) -> None:
    answered(text)


def parts(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for name, value in items for found in parts(value, (*path, name)))]


def replaced(tree: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = replaced(tree[path[0]], path[1:], new)
    return copy


@given(st.sampled_from([work(), note(), hits(hit())]), st.data(), TREES)
def test_any_part_of_an_answer_may_be_something_else(answer: dict[str, Any], data: st.DataObject, new: Any) -> None:
    answered(json.dumps(replaced(answer, data.draw(st.sampled_from(parts(answer))), new)))


@given(st.integers(0, 600), st.text(max_size=5))
def test_any_damaged_feed(at: int, new: str) -> None:
    text = feed(preprint())
    answered(text[:at] + new + text[at + len(new) :])


def paper(title: str, *authors: str) -> Found:
    return Found("x", "misc", title, people(authors), {})


@pytest.mark.parametrize(("one", "other", "is_same"), [
    (paper("Gears: A Survey", "Ada Gear"), paper("gears: a {Survey}", "Gear, Ada"), True),
    (paper("Gears", "Ada Gear"), paper("Gears", "Zoe Else"), False),
    (paper("Gears", "Jan van der Berg"), paper("Gears", "Berg, Jan van der"), True),
    (paper("Gears", "A One", "B Two", "C Three", "D Four"), paper("Gears", "A One", "B Two", "C Three"), True),
    (paper("Gears", "A One", "B Two"), paper("Gears", "A One", "C Three"), False),
    (paper("Small Gears Turn Large Wheels", "A One"), paper("Small Gears Turn Large Wheels: A Study", "A One"), True),
    (paper("Gears I", "A One"), paper("Gears II", "A One"), False),
])  # fmt: skip
def test_two_records_are_of_one_paper_if_people_and_title_agree(one: Found, other: Found, *, is_same: bool) -> None:
    assert same_work(one, other) == same_work(other, one) == is_same


def test_a_lead_may_change_the_title_but_not_the_people() -> None:
    early, late = paper("Thoughts on Small Gears", "A One"), paper("Some Thoughts on Gears, Small", "A One")
    assert akin(early, late)
    assert not akin(early, paper("Thoughts on Small Gears", "Z Else"))
    assert same_people(early, late)
