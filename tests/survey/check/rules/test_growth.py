from __future__ import annotations

import pytest

from sketch import entry, records, told
from survey.check.rule import rules_of
from survey.check.rules import growth
from survey.read.records import Records

REASON = "It is the only bottle with a date in it."
VOCABULARY = """vocabularies:
  found:
    {noun: place, carrier: paper, terms: {shore: {title: S, meaning: M}, later: {title: L, meaning: M, reason: yes}}}
"""


def given(*entries: str, sections: str = "[]", more: str = "", profile: str = "", corrections: str = "") -> Records:
    """Records of a survey in which papers may say that they were found later."""
    taxonomy = f"{VOCABULARY}{more}sections: {sections}\n"
    return records(*entries, taxonomy=taxonomy, profile=profile, corrections=corrections)


def later(**fields: str) -> str:
    """An entry that was found later, in lines 5 to 7, of which nothing is wrong but what the fields say."""
    sound = {"found": "later", "added": "2026-11-21", "reason": REASON, **fields}
    return entry(**{name: value for name, value in sound.items() if value})


def test_every_rule_is_in_force() -> None:
    assert list(rules_of(growth)) == [
        growth.added_told, growth.added_days, growth.opened_is_a_day, growth.reasons_short,
        growth.added_is_in_no_source, growth.numbers_of_the_survey, growth.approaches_say_so,
        growth.changes_sound, growth.changes_ordered,
    ]  # fmt: skip


@pytest.mark.parametrize("fields", [
    {}, {"found": ""}, {"found": "shore", "added": "", "reason": ""}, {"added": "", "reason": "", "draft": "a place"},
])  # fmt: skip
def test_who_says_what_is_asked_passes(fields: dict[str, str]) -> None:
    assert told(growth.added_told, given(later(**fields))) == []


def test_a_paper_found_later_says_when_and_why() -> None:
    assert told(growth.added_told, given(later(added=""))) == [
        "5: ebb2020slow: `added` is missing, which `later` asks for; write the day, such as `2026-11-21`"
    ]
    assert told(growth.added_told, given(later(reason=""))) == [
        "5: ebb2020slow: `reason` is missing, which `later` asks for; write a sentence that says why"
    ]
    assert told(growth.added_told, records(later(added=""))) == []  # nothing asks here


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21", "2027-12-31", "tomorrow"])
def test_days_between_the_first_and_the_last_pass(day: str) -> None:
    profile = 'opened: "2026-11-20"\nlast_year: 2027\n'
    assert told(growth.added_days, given(later(added=day), profile=profile)) == []


@pytest.mark.parametrize(("day", "said"), [
    ("2026-02-30", "`added` is `2026-02-30`, a day that does not exist"),
    ("2026-11-19", "`added` is 2026-11-19, before 2026-11-20, on which the collection opened (data/survey.yml);"),
    ("2028-01-01", "`added` is 2028-01-01, after `last_year` in data/survey.yml;"),
])  # fmt: skip
def test_other_days_are_told(day: str, said: str) -> None:
    profile = 'opened: "2026-11-20"\nlast_year: 2027\n'
    [problem] = told(growth.added_days, given(later(added=day), profile=profile))
    assert problem.removesuffix(" correct one of them") == f"6: ebb2020slow: {said}"


def test_the_day_of_the_first_release_is_known() -> None:
    assert told(growth.opened_is_a_day, given(later(), profile='opened: "2026-11-20"\n')) == []
    assert told(growth.opened_is_a_day, given(entry())) == []
    assert told(growth.opened_is_a_day, given(profile='own: a\nopened: "2026-02-30"\n')) == [
        "2: `opened` is `2026-02-30`; write the day like `2026-11-21`"
    ]
    assert told(growth.opened_is_a_day, given(later())) == [
        "1: `opened` is missing; give the day of the first release, as papers were added later"
    ]


@pytest.mark.parametrize("reason", ["x" * 39 + ".", "x" * 139 + "."])
def test_a_sentence_is_a_reason(reason: str) -> None:
    assert told(growth.reasons_short, given(later(reason=reason))) == []


@pytest.mark.parametrize(("reason", "said"), [
    ("x" * 38 + ".", "`reason` has 39 characters; write 40 to 140"),
    ("x" * 140 + ".", "`reason` has 141 characters; write 40 to 140"),
    ("A bottle, and a date in it, and nothing else",
     "`reason` is `A bottle, and a date in it, and nothing else`; write a sentence, with a full stop"),
])  # fmt: skip
def test_more_or_less_is_none(reason: str, said: str) -> None:
    assert told(growth.reasons_short, given(later(reason=reason))) == [f"7: ebb2020slow: {said}"]


CORRECTED = """corrections:
  - {paper: ebb2020slow, where: a, field: year, printed: "1", correct: "2", evidence: E}
published:
  - {paper: ebb2020slow, printed: {a: b}, evidence: E}
"""
LISTED = "reading_list: [{path: [P], topics: [T]}]\n"


def test_what_no_source_knows_no_source_has_wrong() -> None:
    said = "ebb2020slow: is `later`, so no source prints it; correct that in data/papers.bib, or remove the entry"
    assert told(growth.added_is_in_no_source, given(later(), corrections=CORRECTED)) == [f"2: {said}", f"4: {said}"]
    assert told(growth.added_is_in_no_source, given(entry(found="shore"), corrections=CORRECTED)) == []


def test_what_was_found_later_has_no_topic_of_the_reading_list() -> None:
    assert told(growth.added_is_in_no_source, given(later(keywords="T"), more=LISTED)) == [
        "8: ebb2020slow: is `later`, so the reading list cannot name it; remove `keywords`"
    ]
    assert told(growth.added_is_in_no_source, given(later(), more=LISTED)) == []
    assert told(growth.added_is_in_no_source, given(later(keywords="T"))) == []


def section(more: str = "", approach: str = "", papers: str = "ebb2020slow: C") -> str:
    """A section with one approach, in line 4."""
    inner = f"{{id: a, title: A, lead: L{approach}, papers: {{{papers}}}}}"
    return f"[{{id: s, title: S, lead: L{more}, approaches: [{inner}]}}]"


def test_a_section_found_later_has_no_number() -> None:
    assert told(growth.numbers_of_the_survey, given(sections=section(", found: later, number: '3.1'"))) == [
        "4: s: is `later`, but has the number 3.1 in the survey; remove one of them"
    ]
    for more in (", found: later", ", found: shore, number: '3'", ", number: '3'"):
        assert told(growth.numbers_of_the_survey, given(sections=section(more))) == []


def test_an_approach_whose_papers_were_all_found_later_says_so() -> None:
    assert told(growth.approaches_say_so, given(later(), sections=section())) == [
        "4: warning: s: a: all of its papers are `later`; say the same of the approach"
    ]
    assert told(growth.approaches_say_so, given(later(), sections=section(approach=", found: later"))) == []
    assert told(growth.approaches_say_so, given(entry(found="shore"), sections=section())) == []
    mixed = section(papers="ebb2020slow: C, flood2020fast: D")
    assert told(growth.approaches_say_so, given(later(), entry("flood2020fast"), sections=mixed)) == []


def log(*dates: str, papers: str = "") -> Records:
    lines = [
        f"  - {{id: c{at}, date: '{date}', title: T, summary: S, papers: [{papers}]}}" for at, date in enumerate(dates)
    ]
    return records(entry(), changes="changes:\n" + "\n".join(lines))


@pytest.mark.parametrize("date", ["2026-01-01", "2026-12-31", "2026-10-09", "2026-09-30"])
def test_iso_dates_pass(date: str) -> None:
    assert told(growth.changes_sound, log(date)) == []


@pytest.mark.parametrize("date", ["2026-13-01", "2026-00-01", "2026-01-32", "2026-01-00", "26-01-01", "2026-1-1",
    "today",
                                  "2026-01-011", "20266-01-01"])  # fmt: skip
def test_other_dates_are_told(date: str) -> None:
    assert told(growth.changes_sound, log(date)) == [f"2: the date is `{date}`; write it like `2026-11-21`"]


def test_papers_of_a_change_exist() -> None:
    assert told(growth.changes_sound, log("2026-01-01", papers="ebb2020slow, eb2020slow")) == [
        "2: c0: no such paper `eb2020slow`; did you mean `ebb2020slow`?"
    ]


def test_the_newest_stands_first_and_a_day_may_have_several() -> None:
    assert told(growth.changes_ordered, log("2026-01-02", "2026-01-02", "2026-01-01")) == []
    assert told(growth.changes_ordered, log("2026-01-01", "2026-01-02", "2026-01-02")) == [
        "3: c1: newer than `c0` above it; keep the newest first"
    ]


def test_ids_are_unique() -> None:
    text = "changes:\n" + "  - {id: a, date: '2026-01-01', title: T, summary: S}\n" * 2
    assert told(growth.changes_ordered, records(entry(), changes=text)) == [
        "3: the id `a` is already used in line 2; choose another"
    ]


def test_the_ids_of_days_are_taken() -> None:
    found = records(changes="changes:\n  - {id: added-2026-12-01, date: '2026-12-01', title: T, summary: S}\n")
    assert told(growth.changes_sound, found) == [
        "2: the id `added-2026-12-01` is that of the papers of a day; choose another"
    ]
