from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sketch import entry, records, told
from survey.check.rule import rules_of
from survey.check.rules import notes
from survey.diagnostics import Located, quoted
from survey.read.records import NoteRecord, Records
from survey.read.yamlfile import YamlReader

PROFILE = """
kinds: {trial: Trial, chart: Chart}
ends:
- {id: shore, title: Shore, strong: [], soft: []}
- {id: sea, title: Sea, strong: [], soft: []}
"""
SOUND = {
    "kind": "trial", "gist": "g" * 100, "read": "paper", "problem": "w " * 30, "idea": "w " * 30,
    "finding": "w " * 30, "limits": "w " * 30, "models": [], "uses": [], "terms": [], "asks": ["A?", "B?", "C?"],
    "also": [],
}  # fmt: skip
# The line of a field in the note that `noted` writes.
LINE = {name: line for line, name in enumerate(SOUND, 1)}


def noted(key: str = "ebb2020slow", profile: str = PROFILE, **fields: Any) -> Records:
    """Records of one paper and a note, one field a line, sound but for what the fields say."""
    text = "".join(f"{name}: {json.dumps(value)}\n" for name, value in {**SOUND, **fields}.items())
    reader = YamlReader("x.yml")
    note = reader.record(reader.read(text), NoteRecord)
    assert note, reader.problems
    return replace(records(entry(), profile=profile), notes={key: note})


def test_a_sound_note_is_let_pass_by_every_rule() -> None:
    rules = list(rules_of(notes))
    assert rules == [
        notes.notes_of_papers, notes.notes_vocabulary, notes.notes_length, notes.notes_asks, notes.notes_lists,
        notes.notes_also, notes.notes_models,
    ]  # fmt: skip
    assert [message for rule in rules for message in told(rule, noted())] == []


def test_a_note_is_named_after_its_paper() -> None:
    [problem] = notes.notes_of_papers(noted("ebb2020slwo"))
    assert str(problem) == (
        "data/notes/ebb2020slwo.yml:1: no such paper in data/papers.bib `ebb2020slwo`; did you mean `ebb2020slow`?"
    )


@pytest.mark.parametrize("read", ["paper", "abstract", "title"])
@pytest.mark.parametrize("kind", ["trial", "chart"])
def test_kinds_and_ways_of_reading_that_are_known(kind: str, read: str) -> None:
    assert told(notes.notes_vocabulary, noted(kind=kind, read=read)) == []


@pytest.mark.parametrize(("field", "value", "said"), [
    ("kind", "trail", "1: unknown `kind` `trail`; did you mean `trial`?"),
    ("kind", "poem", "1: unknown `kind` `poem`; use one of trial, chart (named in data/survey.yml)"),
    ("read", "abstact", "3: unknown `read` `abstact`; did you mean `abstract`?"),
    ("read", "all", "3: unknown `read` `all`; use one of paper, abstract, title"),
])  # fmt: skip
def test_other_kinds_and_ways_of_reading_are_told(field: str, value: str, said: str) -> None:
    given = noted(**{field: value})
    assert told(notes.notes_vocabulary, given) == [said]
    [problem] = notes.notes_vocabulary(given)
    assert problem.path == "data/notes/ebb2020slow.yml"


def test_a_survey_without_kinds_says_where_to_name_them() -> None:
    assert told(notes.notes_vocabulary, noted(profile="")) == [
        "1: unknown `kind` `trial`; use one of none (named in data/survey.yml)"
    ]


@pytest.mark.parametrize(("length", "is_wrong"), [(59, True), (60, False), (160, False), (161, True)])
def test_a_gist_has_60_to_160_characters(length: int, *, is_wrong: bool) -> None:
    said = f"2: `gist` has {length} characters; write 60 to 160"
    assert told(notes.notes_length, noted(gist="g" * length)) == [said] * is_wrong


@pytest.mark.parametrize(("words", "read", "is_wrong"), [
    (89, "paper", True), (89, "abstract", True), (89, "title", False), (90, "paper", False), (180, "paper", False),
    (180, "title", False), (181, "paper", True), (181, "title", True), (4, "title", False),
])  # fmt: skip
@pytest.mark.parametrize("field", ["problem", "idea", "finding", "limits"])
def test_the_four_texts_have_90_to_180_words_together(field: str, words: int, read: str, *, is_wrong: bool) -> None:
    texts = {**dict.fromkeys(("problem", "idea", "finding", "limits"), "w"), field: "word \n" * (words - 3)}
    said = f"2: problem, idea, finding and limits have {words} words together; write 90 to 180"
    assert told(notes.notes_length, noted(read=read, **texts)) == [said] * is_wrong


@pytest.mark.parametrize(("count", "is_wrong"), [(0, True), (2, True), (3, False), (5, False), (6, True)])
def test_a_note_has_three_to_five_questions(count: int, *, is_wrong: bool) -> None:
    line = LINE["asks"] if count else LINE["kind"]  # without any, there is no line of theirs
    said = f"{line}: `asks` has {count} questions; write 3 to 5"
    given = noted(asks=[f"Question {number}?" for number in range(count)])
    assert told(notes.notes_asks, given) == [said] * is_wrong


def test_a_question_ends_in_its_mark() -> None:
    given = noted(asks=["Why?", "Because?no", "How?", "Tell me."])
    assert told(notes.notes_asks, given) == [
        f"{LINE['asks']}: `Because?no` is no question; end it in a question mark",
        f"{LINE['asks']}: `Tell me.` is no question; end it in a question mark",
    ]


def listed(field: str, names: list[str]) -> Records:
    values: Any = [{"name": name} for name in names] if field == "models" else list(names)
    return noted(**{field: values})


@pytest.mark.parametrize(("field", "most"), [("models", 8), ("uses", 8), ("terms", 8), ("asks", 8), ("also", 16)])
def test_a_list_has_so_many_entries_at_most(field: str, most: int) -> None:
    names = [f"Name {number}?" for number in range(most + 1)]
    assert told(notes.notes_lists, listed(field, names[:most])) == []
    assert told(notes.notes_lists, listed(field, names)) == [
        f"{LINE[field]}: `{field}` has {most + 1} entries; keep the {most} that matter most"
    ]


@pytest.mark.parametrize(("length", "is_wrong"), [(80, False), (81, True)])
def test_other_words_for_a_paper_are_phrases(length: int, *, is_wrong: bool) -> None:
    phrase = "a" * length
    said = f"{LINE['also']}: `also`: {quoted(phrase)} has {length} characters; write a phrase of at most 80"
    assert told(notes.notes_also, noted(also=["gale", phrase])) == [said] * is_wrong


@pytest.mark.parametrize("field", ["models", "uses", "terms", "asks", "also"])
def test_a_list_names_nothing_twice(field: str) -> None:
    given = listed(field, ["Bell", "Horn", "bell", "BELL", "Bells"])
    assert told(notes.notes_lists, given) == [
        f"{LINE[field]}: `{field}` names `bell` twice; keep one",
        f"{LINE[field]}: `{field}` names `BELL` twice; keep one",
    ]


def test_a_list_is_told_where_it_begins_and_an_entry_where_it_stands() -> None:
    given = noted()
    many = tuple(Located(f"Entry {min(number, 8)}", 20 + number) for number in range(10))
    long = replace(given, notes={"ebb2020slow": replace(given.notes["ebb2020slow"], uses=many, asks=many[:9])})
    assert told(notes.notes_lists, long) == [
        "20: `uses` has 10 entries; keep the 8 that matter most",
        "29: `uses` names `Entry 8` twice; keep one",
        "20: `asks` has 9 entries; keep the 8 that matter most",
    ]
    first, *questions = told(notes.notes_asks, long)
    assert first == "20: `asks` has 9 questions; write 3 to 5"
    assert [question.partition(":")[0] for question in questions] == [str(line) for line in range(20, 29)]


def test_a_model_of_two_sizes_is_two() -> None:
    sizes: list[dict[str, str]] = [{"name": "Bell", "size": "1M"}, {"name": "Bell", "size": "2M"}, {"name": "Bell"}]
    assert told(notes.notes_lists, noted(models=sizes)) == []
    assert told(notes.notes_lists, noted(models=[*sizes, {"name": "bell", "size": "2m"}])) == [
        f"{LINE['models']}: `models` names `bell 2m` twice; keep one"
    ]


@pytest.mark.parametrize("size", ["7B", "110M", "1.55B", "8K", "0.5T", "7B–70B", "110M–1.5B", "22.25K–30.75K"])
def test_sizes_of_models(size: str) -> None:
    assert told(notes.notes_models, noted(models=[{"name": "Bell", "size": size}])) == []


@pytest.mark.parametrize("size", [
    "7", "B", "7b", "7 B", ".5B", "7.B", "7,5B", "7B-70B", "7B–", "7B–70", "7B–70.B", "7B–7B–7B", "7B parameters",
    "~7B", "7G", "big",
])  # fmt: skip
def test_other_sizes_are_told_with_examples(size: str) -> None:
    assert told(notes.notes_models, noted(models=[{"name": "Bell"}, {"name": "Horn", "size": size}])) == [
        f"{LINE['models']}: Horn: the size `{size}` is no number; write it like `110M` or `7B–70B`"
    ]


def test_a_model_stands_for_an_end_of_the_map() -> None:
    sound = [{"name": "Bell", "part": "shore"}, {"name": "Horn", "part": "sea"}, {"name": "Rum"}]
    assert told(notes.notes_models, noted(models=sound)) == []
    wrong = noted(models=[*sound, {"name": "Oar", "part": "shoer"}, {"name": "Net", "part": "lake"}])
    assert told(notes.notes_models, wrong) == [
        "8: Oar: unknown `part` `shoer`; did you mean `shore`?",
        "8: Net: unknown `part` `lake`; use one of shore, sea",
    ]
    assert told(notes.notes_models, noted(profile="", models=[{"name": "Net", "part": "sea"}])) == [
        "8: Net: unknown `part` `sea`; use one of none"
    ]
