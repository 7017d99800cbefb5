from __future__ import annotations

import pytest

from sketch import entry, records, told
from survey.check.rules import venues


def test_a_phrase_points_to_one_venue() -> None:
    given = records(venues="venues:\n  A: [Salt Days, Salt Nights]\n  B: [Moon Days]\n  C:\n    - salt days\n")
    assert told(venues.venues_clear, given) == ["5: C: `salt days` already stands for `A`; keep one"]


def test_a_venue_may_have_a_phrase_twice() -> None:
    assert told(venues.venues_clear, records(venues="venues: {A: [Salt, salt]}")) == []


SALT = """\
venues:
  Salt:
    names: [Salt Days]
    volumes:
      - {year: 2020, booktitle: Salt Days, address: Ny Havn, publisher: Pier Press, url: https://salt.example.org/}
  Annals: {journal: Annals of Salt}
"""


def test_an_entry_says_what_its_volume_says() -> None:
    sound = {"address": "Ny Havn", "publisher": "Pier Press", "url": "https://salt.example.org/7"}
    given = records(entry(kind="inproceedings", booktitle="Salt Days", **sound), venues=SALT)
    assert told(venues.entry_volume_facts, given) == told(venues.entry_volume_page, given) == []


def test_a_difference_is_told_with_both_values_and_the_remedy() -> None:
    given = records(entry(kind="inproceedings", booktitle="Salt Days", address="Salzhafen", month="5"), venues=SALT)
    remedy = "`python hooks/cli.py check --fix` puts it in"
    assert told(venues.entry_volume_facts, given) == [
        f"1: ebb2020slow: `publisher` is missing, but data/venues.yml:5 has `Pier Press`; {remedy}",
        f"6: ebb2020slow: `address` is `Salzhafen`, but data/venues.yml:5 has `Ny Havn`; {remedy}",
        "7: ebb2020slow: `month` is `5`, which data/venues.yml does not have for Salt; add it there, or remove it here",
    ]


def test_volume_and_month_of_a_journal_are_the_papers_own() -> None:
    given = records(entry(kind="article", journal="Annals of Salt", volume="7", month="5", number="2"), venues=SALT)
    assert told(venues.entry_volume_facts, given) == told(venues.entry_volume_known, given) == []


def test_an_unknown_volume_is_told_with_the_block_to_add() -> None:
    given = records(entry(kind="inproceedings", booktitle="Salt Days", year="2021"), venues=SALT)
    block = (
        "add `- {year: 2021, booktitle: Salt Days, month: …, address: …}` to `volumes` of `Salt` in data/venues.yml:2"
    )
    assert told(venues.entry_volume_known, given) == [
        f"1: ebb2020slow: no volume of Salt 2021 is known; {block}, or correct `year`"
    ]
    assert told(venues.entry_volume_facts, given) == []


def test_a_venue_that_nobody_knows_is_no_error() -> None:
    given = records(entry(kind="inproceedings", booktitle="Sugar Days", address="Anywhere"), venues=SALT)
    rules = (venues.entry_volume_known, venues.entry_volume_kind, venues.entry_volume_facts, venues.entry_volume_page)
    assert [message for rule in rules for message in told(rule, given)] == []


def test_the_page_of_a_preprint_is_no_page_of_the_volume() -> None:
    fields = {"address": "Ny Havn", "publisher": "Pier Press", "url": "https://arxiv.org/abs/2001.00001"}
    given = records(entry(kind="inproceedings", booktitle="Salt Days", **fields), venues=SALT)
    begin = "pages of the volume begin with `https://salt.example.org/` (data/venues.yml:5)"
    assert told(venues.entry_volume_page, given) == [
        f"8: ebb2020slow: `url` is `https://arxiv.org/abs/2001.00001`; {begin}"
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("A: ['']", "1: A: `` stands in too many names; write more of the name"),
        ("A: [' . ']", "1: A: `.` stands in too many names; write more of the name"),
        ("A: [of]", "1: A: `of` stands in too many names; write more of the name"),
        ("'': [Salt Days]", "1: the short name `` is empty; write a short name"),
        (f"{'A' * 61}: [Salt Days]", f"1: the short name `{'A' * 59}…` has 61 characters; write at most 60"),
        ("A: [UAI]", ""),
    ],
)
def test_a_phrase_tells_one_venue_from_others(written: str, message: str) -> None:
    assert told(venues.venues_named, records(venues=f"venues: {{{written}}}")) == [message] * bool(message)
