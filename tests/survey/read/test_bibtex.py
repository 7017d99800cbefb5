from __future__ import annotations

import pytest

from survey.model import Name
from survey.read.bibtex import FIELDS, Entry, names, read, write_entry


def entry(text: str) -> Entry:
    [found], problems = read(text, "x.bib")
    assert problems == []
    return found


def told(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.message) for problem in read(text, "x.bib")[1]]


def test_an_entry_remembers_where_everything_stands() -> None:
    found = entry(
        '\n@Article{ebb2020slow,\n  Title = {On {Ebb}\n    and  Flow},\n  year = 2020,\n  month = jul,\n note = "so" }'
    )
    assert (found.kind, found.kind.line) == ("article", 2)
    assert (found.key, found.key.line) == ("ebb2020slow", 2)
    assert found.fields == {"title": "On {Ebb} and Flow", "year": "2020", "month": "jul", "note": "so"}
    assert [value.line for value in found.fields.values()] == [3, 5, 6, 7]


@pytest.mark.parametrize(("written", "value"), [
    ("{{Gull Watch}}", "{Gull Watch}"),
    ("{ spaced  out }", "spaced out"),
    ('"a {"} b"', 'a {"} b'),
    ("{}", ""),
    ('""', ""),
    ("12", "12"),
])  # fmt: skip
def test_delimiters_are_no_part_of_a_value(written: str, value: str) -> None:
    assert entry(f"@misc{{a, x = {written}}}").fields == {"x": value}


@pytest.mark.parametrize(("text", "line", "message"), [
    ("words\n@misc{a, year = 2020}", 1, "text outside of an entry: `words`; delete it, or start the line with %"),
    ("\n@string{x = {y}}\n@misc{a, year = 2020}", 2, "macros and preambles are not used here; write values out"),
    ('@preamble{"x"}', 1, "macros and preambles are not used here; write values out"),
    ("@misc{,\n year = 2020}", 1, "the entry has no key; name it like `family2024word`"),
    ("@misc{a,\n\n year = soon}", 3, "a: `year` has the undefined macro `soon`; put text in braces"),
    ("@misc{a,\n year = jul}", 2, "a: `year` has the undefined macro `jul`; put text in braces"),
    ("@misc{a,\n month = juli}", 2, "a: `month` has the undefined macro `juli`; put text in braces"),
    ("@misc{a,\n title = {x} # {y}}", 2, "a: `title` joins values with `#`; write the text out"),
    ("\n@misc{a, year = 1}\n@misc{a, year = 2}", 3, "a: the key is already used in line 2; keys must be unique"),
    ("@misc{a, year = 1, year = 2}", 1, "`year` given twice in one entry; keep one"),
])  # fmt: skip
def test_syntax_that_bibtex_would_not_take_is_told(text: str, line: int, message: str) -> None:
    assert told(text) == [(line, message)]


def test_a_missing_comma_is_told() -> None:
    [(line, message)] = told("@misc{a,\n title = {x}\n year = 2020}")
    assert line == 2
    assert message.startswith("a: `title` is followed by `year")


def test_an_entry_that_is_never_closed_is_told() -> None:
    [(line, message)] = told("\n\n@misc{a, title = {x")
    assert line == 3
    assert message.startswith("syntax error: ")
    assert message.endswith("; check braces, quotes and commas")


def test_a_comment_is_no_problem() -> None:
    assert told("@comment{anything}\n@misc{a, year = 2020, month = JUL}") == []


@pytest.mark.parametrize(("written", "name"), [
    ("Abara, Ngozi", Name("Abara", "Ngozi")),
    ("Ngozi Ada Abara", Name("Abara", "Ngozi Ada")),
    ("van der Zee, Jan-Willem", Name("van der Zee", "Jan-Willem")),
    ("Jan van der Zee", Name("van der Zee", "Jan")),
    ("King, Jr., Mortimer Lee", Name("King", "Mortimer Lee", "Jr.")),
    ("{Gull Watch}", Name("Gull Watch")),
    ("Corvi", Name("Corvi")),
    (r"Z{\o}rn, {\'E}lodie", Name("Zørn", "Élodie")),
])  # fmt: skip
def test_names_are_taken_apart(written: str, name: Name) -> None:
    assert names(written) == ((name,), False)


def test_a_list_of_names_may_end_in_others() -> None:
    people, more = names("Abara, Ngozi and {Ebb and Flow} and Others")
    assert [person.family for person in people] == ["Abara", "Ebb and Flow"]
    assert more
    assert names("") == ((), False)


def test_a_name_with_too_many_commas_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot take the name `A, B, C, D` apart; write it `Family, Given`"):
        names("A, B, C, D")


def test_an_entry_is_written_one_field_a_line() -> None:
    fields = [("title", "Ebb"), ("month", "jul"), ("year", "2020"), ("note", "may")]
    text = "@misc{ebb,\n  title = {Ebb},\n  month = jul,\n  year = {2020},\n  note = {may},\n}\n"
    assert write_entry("misc", "ebb", fields) == text
    assert write_entry("misc", "ebb", [("month", "7")]) == "@misc{ebb,\n  month = {7},\n}\n"


def test_fields_have_an_order_in_which_they_are_written() -> None:
    assert FIELDS[:3] == ("author", "title", "booktitle")
    assert len(set(FIELDS)) == len(FIELDS)
    assert (
        FIELDS.index("year") < FIELDS.index("month") < FIELDS.index("pages") < FIELDS.index("doi") < FIELDS.index("url")
    )


@pytest.mark.parametrize("value", ["\\ ", "Low \\\n ", "Low \\\\ "])
def test_a_backslash_at_the_end_would_swallow_the_brace(value: str) -> None:
    message = "ebb2020slow: `note` ends in a backslash, which would swallow what follows; remove it"
    assert told(f"@misc{{ebb2020slow,\n  note = {{{value}}},\n}}\n") == [(2, message)]
    assert told(f"@misc{{ebb2020slow,\n  note = {{{value}x}},\n}}\n") == []
