from __future__ import annotations

import pytest

from sketch import entry, records, told
from survey.check.rules import changes
from survey.read.records import Records


def log(*dates: str, papers: str = "") -> Records:
    lines = [
        f"  - {{id: c{at}, date: '{date}', title: T, summary: S, papers: [{papers}]}}" for at, date in enumerate(dates)
    ]
    return records(entry(), changes="changes:\n" + "\n".join(lines))


@pytest.mark.parametrize("date", ["2026-01-01", "2026-12-31", "2026-10-09", "2026-09-30"])
def test_iso_dates_pass(date: str) -> None:
    assert told(changes.changes_sound, log(date)) == []


@pytest.mark.parametrize("date", ["2026-13-01", "2026-00-01", "2026-01-32", "2026-01-00", "26-01-01", "2026-1-1",
    "today",
                                  "2026-01-011", "20266-01-01"])  # fmt: skip
def test_other_dates_are_told(date: str) -> None:
    assert told(changes.changes_sound, log(date)) == [f"2: the date is `{date}`; write it like `2026-11-21`"]


def test_papers_of_a_change_exist() -> None:
    assert told(changes.changes_sound, log("2026-01-01", papers="ebb2020slow, eb2020slow")) == [
        "2: c0: no such paper `eb2020slow`; did you mean `ebb2020slow`?"
    ]


def test_the_newest_stands_first_and_a_day_may_have_several() -> None:
    assert told(changes.changes_ordered, log("2026-01-02", "2026-01-02", "2026-01-01")) == []
    assert told(changes.changes_ordered, log("2026-01-01", "2026-01-02", "2026-01-02")) == [
        "3: c1: newer than `c0` above it; keep the newest first"
    ]


def test_ids_are_unique() -> None:
    text = "changes:\n" + "  - {id: a, date: '2026-01-01', title: T, summary: S}\n" * 2
    assert told(changes.changes_ordered, records(entry(), changes=text)) == [
        "3: the id `a` is already used in line 2; choose another"
    ]
