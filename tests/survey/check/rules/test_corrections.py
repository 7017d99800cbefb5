from __future__ import annotations

import pytest

from sketch import entry, records, told
from survey.check.rules import corrections
from survey.read.records import Records

PROFILE = "sources: {almanac: The almanac, wall: The wall}"
FLOW = entry(
    "flow2020fast", "inproceedings", author="Flow, {\\'E}lan and {Gull Watch}", title="A {Flow}",
    booktitle="Proceedings of the Congress", url="https://example.org/flow", code="https://example.org/code",
)  # fmt: skip


def correction(field: str, correct: str, where: str = "almanac", paper: str = "flow2020fast") -> Records:
    values = f"paper: {paper}, where: {where}, field: {field}, printed: x, correct: '{correct}', evidence: e"
    text = f"corrections: [{{{values}}}]"
    return records(entry(), FLOW, corrections=text, profile=PROFILE)


@pytest.mark.parametrize(("field", "correct"), [
    ("year", "2020"), ("title", "a flow"), ("venue", "Congress"), ("venue", "Proceedings of the Congress"),
    ("authors", "Elan Flow"), ("authors", "gull watch; Élan Flow"), ("link", "https://example.org/flow"),
    ("code", "https://example.org/code"), ("topic", "anything"), ("citation", "ebb2020slow"),
])  # fmt: skip
def test_a_correction_that_agrees_with_the_record_is_sound(field: str, correct: str) -> None:
    assert told(corrections.corrections_true, correction(field, correct)) == []
    assert told(corrections.corrections_exist, correction(field, correct)) == []


@pytest.mark.parametrize(("field", "correct"), [
    ("year", "2021"), ("title", "a flow again"), ("venue", "Proceedings of the Congress 2020"), ("authors", "Ebb"),
    ("authors", "Élan Flow; Ada Ebb"), ("link", "https://example.org/"), ("code", "no official code link"),
])  # fmt: skip
def test_a_correction_that_the_record_contradicts_is_told(field: str, correct: str) -> None:
    assert told(corrections.corrections_true, correction(field, correct)) == [
        f"1: flow2020fast: `correct` is `{correct}`, which is not the {field} in papers.bib; mend one of them"
    ]


def test_a_record_without_code_agrees_that_there_is_none() -> None:
    given = correction("code", "no official code link", paper="ebb2020slow")
    assert told(corrections.corrections_true, given) == []


@pytest.mark.parametrize(("field", "value"), [("journal", "Salt Letters"), ("howpublished", "Salt Letters")])
def test_a_venue_has_several_names_of_fields(field: str, value: str) -> None:
    text = "corrections: [{paper: ebb2020slow, where: wall, field: venue, printed: x, correct: salt, evidence: e}]"
    given = records(entry(**{field: value}), corrections=text, profile=PROFILE)
    assert told(corrections.corrections_true, given) == []


def test_names_that_cannot_be_taken_apart_are_another_rules_matter() -> None:
    text = "corrections: [{paper: ebb2020slow, where: wall, field: authors, printed: x, correct: y, evidence: e}]"
    given = records(entry(author="A, B, C, D"), corrections=text, profile=PROFILE)
    assert told(corrections.corrections_true, given) == []


def test_a_correction_names_what_exists() -> None:
    assert told(corrections.corrections_exist, correction("year", "2020", paper="flow2020fas")) == [
        "1: no such paper `flow2020fas`; did you mean `flow2020fast`?"
    ]
    assert told(corrections.corrections_exist, correction("citation", "ebb2020")) == [
        "1: flow2020fast: no such paper `ebb2020`; did you mean `ebb2020slow`?"
    ]
    assert told(corrections.corrections_exist, correction("year", "2020", where="almanak")) == [
        "1: flow2020fast: unknown source `almanak`; did you mean `almanac`?"
    ]
    assert told(corrections.corrections_exist, correction("year", "2020", where="hearsay")) == [
        "1: flow2020fast: unknown source `hearsay`; data/survey.yml names almanac, wall"
    ]
