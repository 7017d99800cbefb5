from __future__ import annotations

from dataclasses import replace

import pytest

from sketch import entry, records, told
from survey.check.rules import entries
from survey.read.bibtex import inherit


@pytest.mark.parametrize(("kind", "hint"), [
    ("artcle", "; did you mean `article`?"), ("book", "; use one of article, inproceedings, misc"),
])  # fmt: skip
def test_kinds_that_cannot_be_cited(kind: str, hint: str) -> None:
    found = told(entries.entry_kind, records(entry(kind=kind)))
    assert found == [f"1: ebb2020slow: unknown kind of entry `@{kind}`{hint}"]


@pytest.mark.parametrize("kind", ["article", "inproceedings", "misc"])
def test_kinds_that_can(kind: str) -> None:
    assert told(entries.entry_kind, records(entry(kind=kind))) == []


@pytest.mark.parametrize("key", ["ebb2020slow", "e2020s", "ebb20202slow", "ebb2020slow2"])
def test_keys_of_the_usual_form(key: str) -> None:
    assert told(entries.entry_key, records(entry(key))) == []


@pytest.mark.parametrize(
    "key", ["2020slow", "ebb2020", "ebb-2020slow", "Ebb2020slow", "ebb202slow", "ebb2020Slow", "../ebb2020x"]
)
def test_keys_of_another_form(key: str) -> None:
    found = told(entries.entry_key, records(entry(key)))
    assert found == [f"1: `{key}` is not a key of the form `familyYEARword`; rename it"]


@pytest.mark.parametrize(("key", "author", "is_doubtful"), [
    ("ebb2020slow", "Ebb, Ada", False), ("ebb2020slow", "Ebbing, Ada", False),
    ("ebb2020slow", "Flow, Ada and Ebb, Bo", False), ("ebb2020slow", "Flow, Ada and Bore, Bo", True),
    ("vanderzee2020slow", "van der Zee, Jan", False), ("zorn2020slow", r"Z{\o}rn, Ada", False),
    ("x", "Ebb, Ada", False),
    ("ebb2020slow", "and others", True), ("ebb2020slow", "others", False),
])  # fmt: skip
def test_the_key_names_an_author(key: str, author: str, *, is_doubtful: bool) -> None:
    found = told(entries.entry_key_family, records(entry(key, author=author)))
    assert [message.split("`")[0] for message in found] == [f"1: warning: {key}: no author is called "] * is_doubtful


def test_keys_differ_in_more_than_case() -> None:
    found = told(entries.entry_key_case, records(entry("ebb2020slow"), entry("EBB2020slow"), entry("flow2020x")))
    assert found == ["7: EBB2020slow: BibTeX takes it for `ebb2020slow` in line 1; rename one"]


def test_fields_that_the_site_does_not_read_are_told() -> None:
    found = told(entries.entry_fields_known, records(entry(yaer="2020", colour="x")))
    assert found == [
        "5: ebb2020slow: unknown field `yaer`; did you mean `year`?",
        "6: ebb2020slow: unknown field `colour`; remove it",
    ]


@pytest.mark.parametrize(("kind", "needs"), [
    ("article", {"author", "title", "journal", "year"}), ("inproceedings", {"author", "title", "booktitle", "year"}),
    ("misc", {"author", "title", "year"}), ("book", set()),
])  # fmt: skip
def test_fields_that_a_kind_cannot_be_cited_without(kind: str, needs: set[str]) -> None:
    bare = records(entry(kind=kind, author="-", title="-", year="-"))
    assert {message.split("`")[1] for message in told(entries.entry_fields_required, bare)} == needs


@pytest.mark.parametrize("value", ["", "{}", "{ }", "~"])
def test_empty_fields_are_told(value: str) -> None:
    found = told(entries.entry_fields_required, records(entry(pages=value)))
    assert found == ["5: ebb2020slow: `pages` is empty; fill it in or delete the line"]


def test_proceedings_have_no_number_beside_a_volume() -> None:
    message = "6: ebb2020slow: BibTeX takes no `number` beside `volume` in proceedings; call it `issue`"
    assert told(entries.entry_issue, records(entry(kind="inproceedings", volume="1", number="2"))) == [message]
    assert told(entries.entry_issue, records(entry(kind="inproceedings", volume="1", issue="2"))) == []
    assert told(entries.entry_issue, records(entry(kind="inproceedings", number="2"))) == []
    assert told(entries.entry_issue, records(entry(kind="article", volume="1", number="2"))) == []


def test_entries_stand_in_the_order_of_their_keys() -> None:
    given = records(entry("b2020b"), entry("a2020a"), entry("c2020c"), entry("c2020d"))
    assert told(entries.entry_order, given) == ["7: a2020a: belongs before `b2020b`; keep entries sorted by key"]


@pytest.mark.parametrize(("name", "one", "other"), [
    ("doi", "10.1234/ABC", "10.1234/abc"), ("eprint", "math.AG/0601001", "math.ag/0601001"),
    ("title", r"{\'E}bb and Flow", "Ebb, and flow!"),
])  # fmt: skip
def test_a_paper_has_one_record(name: str, one: str, other: str) -> None:
    given = records(entry("a2020a", **{name: one}), entry("b2020b", **{name: other}), entry("c2020c"))
    [message] = told(entries.entry_duplicates, given)
    assert message.endswith(f": b2020b: same {name} as `a2020a` in line 1; keep one record")


def test_papers_without_a_doi_are_no_twins() -> None:
    assert told(entries.entry_duplicates, records(entry("a2020a"), entry("b2020b"))) == []


def test_a_paper_that_stands_nowhere_is_told() -> None:
    approach = "{id: c, title: C, lead: C, papers: {a2020a: x}}"
    section = f"{{id: b, title: B, lead: B, approaches: [{approach}]}}"
    tree = f"sections: [{{id: a, title: A, lead: A, sections: [{section}]}}]"
    given = records(entry("a2020a"), entry("b2020b"), taxonomy=tree)
    assert told(entries.entry_placed, given) == ["7: b2020b: stands in no approach; place it in data/taxonomy.yml"]


def test_what_an_entry_inherits_from_is_there() -> None:
    lost = records(entry(crossref="flow2021fast"))
    [message] = told(entries.entry_crossref, replace(lost, entries=tuple(inherit(lost.entries))))
    assert message.startswith("5: ebb2020slow: `crossref` names `flow2021fast`, from which nothing can be inherited")
    circle = records(entry(crossref="flow2021fast"), entry("flow2021fast", crossref="ebb2020slow"))
    assert len(told(entries.entry_crossref, replace(circle, entries=tuple(inherit(circle.entries))))) == 2
    itself = records(entry(crossref="ebb2020slow"))
    assert len(told(entries.entry_crossref, replace(itself, entries=tuple(inherit(itself.entries))))) == 1
    sound = records(entry(crossref="flow2021fast"), entry("flow2021fast", booktitle="Tides"))
    [child] = inherit(sound.entries)
    assert "crossref" not in child.fields
    assert child.fields["booktitle"] == "Tides"
