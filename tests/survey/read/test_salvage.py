from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.read.salvage import _value, decoded, salvage

UGLY = r"""% Encoding: UTF-8
Saved by a reference manager.
@string{jog = "Journal of Gears"}
@STRING{ press = {Gear} # " Press"}
@preamble{"\newcommand{\x}{y}"}
@comment{jabref-meta: databaseType:bibtex;}
@Article{one, Title="Small {Gears}", journal=jog, publisher = press # { and Sons}, year=2024, month = jan # "~1",}
@inproceedings(two, title = {In Parentheses}, year = {2020})
@misc{one, title = {The Key Again}, title = {A Title Again}, note = {}, note = {filled}}
@misc{broken, title = {never closed,
@misc{after, title = {After the Break}, booktitle = unknown}
"""


def test_whatever_can_be_read_is_read() -> None:
    entries, problems = salvage(UGLY, "other.bib")
    found = {(str(entry.key), str(entry.fields["title"])): entry for entry in entries}
    assert ("one", "Small {Gears}") in found
    assert ("one", "The Key Again") in found
    assert ("after", "After the Break") in found
    first = found["one", "Small {Gears}"].fields
    assert (first["journal"], first["publisher"], first["month"]) == (
        "Journal of Gears",
        "Gear Press and Sons",
        "jan~1",
    )
    assert found["after", "After the Break"].fields["booktitle"] == "unknown"
    assert found["one", "Small {Gears}"].key.line == 7
    assert [problem.line for problem in problems if "syntax error" in problem.message]


def test_a_field_given_twice_counts_where_it_is_filled() -> None:
    [entry], problems = salvage("@misc{a, note = {}, note = {filled}, title = {T}}", "x.bib")
    assert (entry.fields["note"], problems) == ("filled", [])


@pytest.mark.parametrize(("written", "value"), [
    ("{open", "open"), ('"open', "open"), ("{shut} # jan # {x", "shutJanuaryx"), ("= 1", "=1"), ("", ""),
])  # fmt: skip
def test_what_is_never_closed_goes_on_to_the_end(written: str, value: str) -> None:
    assert _value(written, {"jan": "January"}) == value


@pytest.mark.parametrize(("content", "text"), [
    (b"\xef\xbb\xbfGa\xc3\xabl", "Gaël"), (b"Ga\xebl", "Gaël"), (b"\x93so\x94", "“so”"), (b"\x81", "�"),
])  # fmt: skip
def test_files_of_any_encoding_are_read(content: bytes, text: str) -> None:
    assert decoded(content) == text


@given(st.text('@misc{a,=}"#\n %\\1'))
def test_any_text_is_read(text: str) -> None:
    salvage(text, "x.bib")
