from __future__ import annotations

import time

import pytest

from sketch import entry, records, told
from survey.check.rules import prose
from survey.read.records import Records

TREE = """
vocabularies: {duties: {noun: duty, carrier: approach, terms: {a: {title: A, meaning: A}}}}
sections:
  - {id: ebb, title: Ebb, lead: E, sections: [{id: low-ebb, title: Low, lead: L}]}
"""


def page(text: str, path: str = "docs/a.md") -> Records:
    return records(entry(), taxonomy=TREE, prose={path: text})


def test_citations_and_links_resolve() -> None:
    assert told(prose.prose_references, page("[@ebb2020slow]\n[[ebb]] [[low-ebb|words]]")) == []
    assert told(prose.prose_references, page("\n[@ebb2020slo]\n[[eb]] [[nowhere]]")) == [
        "2: no such paper `ebb2020slo`; did you mean `ebb2020slow`?",
        "3: no such section `eb`; did you mean `ebb`?",
        "3: no such section `nowhere`",
    ]


@pytest.mark.parametrize(("path", "is_told"), [
    ("docs/taxonomy/ebb.md", False), ("docs/taxonomy/low-ebb.md", False), ("docs/taxonomy/index.md", False),
    ("docs/taxonomy/ebbb.md", True), ("docs/ebbb.md", False), ("docs/other/taxonomy/ebbb.md", False),
])  # fmt: skip
def test_prose_of_a_section_has_one(path: str, *, is_told: bool) -> None:
    found = told(prose.prose_has_section, page("words", path))
    assert found == ["1: no section has the id `ebbb`; did you mean `ebb`?"] * is_told


APPROACHES = """
sections:
  - id: ebb
    title: Ebb
    lead: E
    approaches: [{id: at-night, was: [after-dark], title: At night, lead: A, papers: {ebb2020slow: C.}}]
"""


@pytest.mark.parametrize("heading", ["## At night", "### At *night*! ##", "## After dark", "## Ebb", "## Start here"])
def test_headings_leave_the_addresses_of_approaches_to_them(heading: str) -> None:
    prosed = {"docs/taxonomy/ebb.md": f"words\n\n{heading}\n"}
    [message] = told(prose.prose_headings, records(entry(), taxonomy=APPROACHES, prose=prosed))
    assert message.startswith("3: the heading ")
    assert "which leads to another part of this page; reword it" in message


@pytest.mark.parametrize(("path", "text"), [
    ("docs/taxonomy/ebb.md", "## At night and by day\n\n    ## At night\n```\n## Ebb\n```\n#At night\n"),
    ("docs/a.md", "## At night\n"),
    ("docs/taxonomy/index.md", "## At night\n"),
])  # fmt: skip
def test_other_headings_may_say_anything(path: str, text: str) -> None:
    assert told(prose.prose_headings, records(entry(), taxonomy=APPROACHES, prose={path: text})) == []


def test_headings_of_any_length_are_read_at_once() -> None:
    endless = {"docs/taxonomy/ebb.md": f"## {' #' * 200_000}x"}
    start = time.process_time()
    assert told(prose.prose_headings, records(entry(), taxonomy=APPROACHES, prose=endless)) == []
    assert time.process_time() - start < 2  # with a pattern that goes back over marks: minutes


def test_numbers_are_of_what_is_counted() -> None:
    assert told(prose.prose_counts, page("[[count:papers]] [[count:sections]] [[count:corrections]]")) == []
    assert told(prose.prose_counts, page("\n[[count:paper]]")) == ["2: no such number `paper`; did you mean `papers`?"]


def test_blocks_exist_and_have_their_arguments() -> None:
    assert told(prose.prose_blocks, page("<!-- survey: map --> <!-- survey: crosstab duties duties -->")) == []
    found = told(
        prose.prose_blocks, page("\n<!-- survey: mapp -->\n<!-- survey: map x -->\n<!-- survey: crosstab duties x -->")
    )
    assert found == [
        "2: no such block `mapp`; did you mean `map`?",
        "3: the block `map` takes 0 arguments, not 1",
        "4: no such vocabulary `x`",
    ]
    assert told(prose.prose_blocks, page("<!-- survey: terms-given duties a b -->")) == ["1: no such vocabulary `a`"]
    [message] = told(prose.prose_blocks, page("<!-- survey: zzzzz -->"))
    assert message.startswith("1: no such block `zzzzz`; use one of about/origins, changes, ")
