from __future__ import annotations

import re

import pytest

from survey.diagnostics import (
    DataError,
    Located,
    Problem,
    apology,
    at_work_on,
    count_of,
    did_you_mean,
    hidden_characters,
    hidden_names,
    line_of,
    quoted,
    report,
    visible,
)
from survey.text.fold import fold

WRONG = Problem("b.yml", 3, "no such tide")
DOUBT = Problem("a.bib", 12, "is the moon right?", is_warning=True)


def test_a_text_remembers_its_line() -> None:
    assert Located("ebb", 7) == "ebb"
    assert (line_of(Located("ebb", 7)), line_of("ebb"), line_of(None)) == (7, 1, 1)


def test_problems_are_told_in_the_order_of_files_and_lines_and_then_counted() -> None:
    early = Problem("b.yml", 1, "empty")
    assert report([WRONG, DOUBT, early]) == (
        "a.bib:12: warning: is the moon right?\nb.yml:1: empty\nb.yml:3: no such tide\n"
        "2 problems and 1 warning in the survey data"
    )
    error = DataError([WRONG, early])
    assert error.problems == [early, WRONG]
    assert str(error) == report([early, WRONG])


@pytest.mark.parametrize(("problems", "told"), [
    ([], "no problem"),
    ([WRONG], "1 problem"),
    ([WRONG, WRONG], "2 problems"),
    ([DOUBT, DOUBT], "2 warnings"),
    ([WRONG, DOUBT], "1 problem and 1 warning"),
])  # fmt: skip
def test_counts_agree_with_their_nouns(problems: list[Problem], told: str) -> None:
    assert count_of(problems) == told


def test_what_is_quoted_cannot_reach_a_terminal() -> None:
    assert str(Problem("x", 1, "a\x1b[31mb\u202ec\n d")) == "x:1: a�[31mb�c d"


def test_pull_requests_are_annotated_by_level() -> None:
    assert Problem("a.bib", 2, "100% of\r\nit").annotation == "::error file=a.bib,line=2::100%25 of%0D%0Ait"
    assert DOUBT.annotation == "::warning file=a.bib,line=12::is the moon right?"


def test_only_close_words_are_suggested() -> None:
    assert did_you_mean("yaer", ["month", "year"]) == "; did you mean `year`?"
    assert did_you_mean("tide", ["month", "year"]) == ""
    assert did_you_mean("abcdefghij", ["abcdefgxyz"]) == "; did you mean `abcdefgxyz`?"  # seven letters of ten
    assert did_you_mean("abcdefghij", ["abcdefwxyz"]) == ""


def test_words_longer_than_any_address_are_cut_in_the_middle() -> None:
    long = "".join(map(str, range(100)))
    assert visible(long[:160]) == long[:160]
    assert visible(f"a {long} b") == f"a {long[:140]}…{long[-19:]} b"


def test_long_values_are_cut_at_sixty() -> None:
    assert quoted("  two \n words ") == "`two words`"
    assert quoted("x" * 60) == f"`{'x' * 60}`"
    assert quoted("x" * 61) == f"`{'x' * 59}…`"
    assert quoted("tides", limit=4) == "`tid…`"


@pytest.mark.parametrize("hidden", ["\x00", "\x08", "\x0b", "\x1f", "\x7f", "\x9f", "\u061c", "\u200b", "\u200e",
                                    "\u200f", "\u202a", "\u202e", "\u2060", "\u2066", "\u2069", "\ufeff"])  # fmt: skip
def test_what_cannot_be_seen_is_told_with_its_line(hidden: str) -> None:
    [problem] = hidden_characters("a.md", f"one\ntwo {hidden}", 5)
    assert (problem.path, problem.line) == ("a.md", 6)
    assert problem.message.startswith(f"U+{ord(hidden):04X} (")


def test_hidden_characters_have_names() -> None:
    told = [problem.message for problem in hidden_characters("a", "\u200b\x07")]
    assert told == [
        "U+200B (zero width space) is invisible and can disguise text; delete it",
        "U+0007 (control character) is invisible and can disguise text; delete it",
    ]
    assert [problem.line for problem in hidden_characters("a", "\n\n\x07")] == [3]
    assert hidden_names("a\ue000\uffff\ud800\t\ud800") == (
        "U+E000 (private-use character), U+FFFF (no character), U+D800 (half of a character), "
        "U+0009 (control character)"
    )


@pytest.mark.parametrize("plain", ["\t", "\n", " ", "\u2010", "é", "\u00a0", "~"])
def test_what_texts_need_is_let_pass(plain: str) -> None:
    assert not list(hidden_characters("a", plain))


def test_a_path_cannot_start_a_line_or_a_command_of_its_own() -> None:
    problem = Problem("docs/a\n::error file=b,line=1::c\x1b.md", 1, "has a line\nfeed\x1b")
    assert str(problem) == "docs/a ::error file=b,line=1::c\ufffd.md:1: has a line feed\ufffd"
    assert (
        problem.annotation
        == "::error file=docs/a %3A%3Aerror file=b%2Cline=1%3A%3Ac\ufffd.md,line=1::has a line%0Afeed\ufffd"
    )


def test_what_nobody_foresaw_is_one_line_that_says_where_and_what_to_do() -> None:
    with pytest.raises(ZeroDivisionError) as caught, at_work_on("data/tides.yml"), at_work_on("not this"):
        _ = 1 // 0
    assert caught.value.__notes__ == ["not this", "data/tides.yml"]
    told = apology(caught.value)
    assert told.startswith("not this: the program has not foreseen this (ZeroDivisionError: `")
    assert told.endswith("); please open an issue with this line and the files as they are")
    assert "\n" not in apology(ValueError("two\nlines" + "x" * 10_000))
    assert len(apology(ValueError("x" * 10_000))) < 300


def test_the_innermost_place_of_ours_is_named() -> None:
    with pytest.raises(AttributeError) as caught:
        fold(None)  # type: ignore[arg-type]
    assert re.search(r", survey/text/fold\.py:\d+\)", apology(caught.value))


def test_a_file_that_the_system_refuses_is_named() -> None:
    with pytest.raises(OSError, match="nowhere") as caught:
        open("/nowhere/at.all")  # noqa: SIM115
    assert apology(caught.value) == "/nowhere/at.all: no such file or directory; put that right and try again"


def test_a_word_of_megabytes_does_not_hide_the_message() -> None:
    told = str(Problem("a.bib", 1, f"no such paper `{'x' * 10**6}`; add it"))
    assert len(told) < 220
    assert told.endswith("`; add it")
