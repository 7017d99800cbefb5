from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.text.fold import comparable, fold, slug, sort_key


@pytest.mark.parametrize(("text", "folded"), [
    ("Ebb & Flow", "ebb & flow"),
    ("Désirée Ångström", "desiree angstrom"),
    ("Ørsted Łódź đ ß", "orsted lodz d ss"),
    ("Æ æ Œ œ ı", "ae ae oe oe i"),
    ("Þór Ðð þ", "thor dd th"),
    ("’tis ‘so’", "'tis 'so'"),
    ("ﬁx ①", "fix 1"),
])  # fmt: skip
def test_spelling_that_does_not_matter_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("letter", "øłđßæœıþð")
def test_letters_that_do_not_decompose_become_plain_ones(letter: str) -> None:
    assert fold(letter).isascii()
    assert fold(letter.upper()).isascii()


@pytest.mark.parametrize(("text", "made"), [
    ("Moon clocks & Co.", "moon-clocks-co"),
    ("  …Édouard's 2nd tide?! ", "edouard-s-2nd-tide"),
    ("---", ""),
])  # fmt: skip
def test_slugs_join_words_by_single_hyphens(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(("text", "key"), [
    ("The Ebb", "ebb"),
    ("an Ebb", "ebb"),
    ("A “Moon”-Clock!", "moon clock"),
    ("Theory of an ebb", "theory of an ebb"),
    ("On the ebb", "on the ebb"),
    ("The the", "the"),
    ("“The” Ebb", "ebb"),
])  # fmt: skip
def test_sorting_ignores_a_leading_article_and_punctuation(text: str, key: str) -> None:
    assert sort_key(text) == key


def test_comparing_keeps_letters_and_digits_alone() -> None:
    assert comparable("Möwe 7: the “Gull”, again") == "mowe7thegullagain"
    assert comparable("Tide") != comparable("Tides")


@given(st.text(max_size=20), st.text(max_size=20))
def test_texts_compare_alike_whatever_stands_between_their_letters(one: str, other: str) -> None:
    assert comparable(one + other) == comparable(f"{one} -- {other}")
