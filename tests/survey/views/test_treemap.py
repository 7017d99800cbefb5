"""Rectangles in proportion, and words that fit them."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.views.treemap import LETTER, LINE, PAD, READABLE, SIZES, Box, Label, fit, treemap


def overlap(a: Box, b: Box) -> bool:
    apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    return not apart


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_a_treemap_fills_its_box_in_proportion(weights: list[int]) -> None:
    parts = treemap(Box(10, 20, 900, 600), weights)
    assert sum(part.width * part.height for part in parts) == pytest.approx(900 * 600)
    assert not any(overlap(a, b) for a, b in combinations(parts, 2))
    assert all(10 <= part.x <= 910 and 20 <= part.y <= 620 for part in parts)
    for part, weight in zip(parts, weights, strict=True):
        assert part.width * part.height / (900 * 600) == pytest.approx(weight / sum(weights), abs=0.02)


def test_a_treemap_keeps_the_order_and_cuts_near_the_middle() -> None:
    assert treemap(Box(0, 0, 10, 10), []) == []
    assert treemap(Box(0, 0, 10, 10), [7]) == [Box(0, 0, 10, 10)]
    assert treemap(Box(0, 0, 1000, 200), [1, 1, 2]) == [
        Box(0, 0, 250, 200),
        Box(250, 0, 250, 200),
        Box(500, 0, 500, 200),
    ]
    assert {(part.width, part.height) for part in treemap(Box(0, 0, 200, 200), [1, 1, 1, 1])} == {(100, 100)}


@pytest.mark.parametrize(("width", "height", "share", "parts"), [
    (1000, 200, 0.3, (Box(5, 6, 300, 200), Box(305, 6, 700, 200))),
    (200, 1000, 0.3, (Box(5, 6, 200, 300), Box(5, 306, 200, 700))),
    (500, 400, 0.5, (Box(5, 6, 500, 200), Box(5, 206, 500, 200))),  # not wide enough to stand side by side
    (501, 400, 0.5, (Box(5, 6, 250, 400), Box(255, 6, 251, 400))),
    (1000, 400, 0.092, (Box(5, 6, 1000, 37), Box(5, 43, 1000, 363))),  # too thin for words
    (1000, 400, 0.093, (Box(5, 6, 93, 400), Box(98, 6, 907, 400))),
    (1000, 400, 0.92, (Box(5, 6, 1000, 368), Box(5, 374, 1000, 32))),
])  # fmt: skip
def test_boxes_are_cut_where_more_room_is_left_for_words(
    width: int, height: int, share: float, parts: tuple[Box, Box]
) -> None:
    assert Box(5, 6, width, height).split(share) == parts
    assert READABLE == 92


def test_a_part_of_a_box() -> None:
    box = Box(10, 20, 100, 50)
    assert box.part() == box
    assert box.part(left=5, top=6) == Box(15, 26, 95, 44)
    assert box.part(left=5, width=7) == Box(15, 20, 7, 50)
    assert box.part(top=5, height=0) == Box(10, 25, 100, 0)
    assert box.part(width=0) == Box(10, 20, 0, 50)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=6).map(" ".join),
       st.integers(20, 400), st.integers(10, 200))  # fmt: skip
def test_words_that_are_shown_fit_and_could_not_be_larger(text: str, width: int, height: int) -> None:
    label = fit(text, Box(0, 0, width, height))
    if not label.lines:
        assert label.size == min(SIZES)
        return
    assert " ".join(label.lines) == text
    assert max(map(len, label.lines)) * label.size * LETTER <= width - 2 * PAD
    assert len(label.lines) * label.size * LINE <= height - PAD
    if label.size < 15:
        assert not fit(text, Box(0, 0, width, height), [label.size + 1]).lines


def test_words_take_the_largest_size_that_fits() -> None:
    assert fit("Moon clocks", Box(0, 0, 300, 40)) == Label(("Moon clocks",), 15)
    assert fit("Moon clocks", Box(0, 0, 300, 27)) == Label(("Moon clocks",), 15)
    assert fit("Moon clocks", Box(0, 0, 300, 26.9)).size == 14
    assert fit("Moon clocks", Box(0, 0, 80, 60)) == Label(("Moon", "clocks"), 15)
    assert fit("Interpretability", Box(0, 0, 30, 30)) == Label((), 9)
    assert fit("Moon-clocks", Box(0, 0, 75, 60)).lines == ("Moon-", "clocks")
    assert fit("abcde", Box(0, 0, 5 * 15 * LETTER + 2 * PAD, 27)).size == 15
