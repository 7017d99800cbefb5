"""The map: regions as large as their papers are many, in reading order, with words that fit."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.model import Survey
from survey.views.picture import NARROW, WIDE, Layout, Region, subtree, tone_of, whole
from survey.views.treemap import LETTER, Box, fit, treemap

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def overlap(a: Box, b: Box) -> bool:
    apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    return not apart


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_a_treemap_fills_its_box_in_proportion(weights: list[int]) -> None:
    box = Box(10, 20, 900, 600)
    parts = treemap(box, weights)
    assert sum(part.width * part.height for part in parts) == pytest.approx(900 * 600)
    assert not any(overlap(a, b) for a, b in combinations(parts, 2))
    for part, weight in zip(parts, weights, strict=True):
        share = weight / sum(weights)
        assert part.width * part.height / (900 * 600) == pytest.approx(share, abs=0.02)


def test_a_treemap_of_nothing_is_empty() -> None:
    assert treemap(Box(0, 0, 10, 10), []) == []


@LAYOUTS
def test_every_smallest_section_stands_on_the_map_once(tides: Survey, layout: Layout) -> None:
    shown = {leaf.item.id for leaf in whole(tides, layout).leaves}
    framed = {region.item.id for region in whole(tides, layout).frame}
    smallest = {section.id for section in tides.walk() if not section.sections}
    assert smallest - shown == {child.id for id in framed for child in tides.paths[id][-1].sections}


@LAYOUTS
def test_nothing_on_the_map_overlaps_or_sticks_out(tides: Survey, layout: Layout) -> None:
    made = whole(tides, layout)
    boxes = [leaf.box for leaf in made.leaves]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert all(
        box.x >= 0 and box.x + box.width <= made.width + 1 and box.y + box.height <= made.height + 1 for box in boxes
    )


@LAYOUTS
def test_a_section_with_more_papers_gets_more_room(tides: Survey, layout: Layout) -> None:
    leaves = sorted(whole(tides, layout).leaves, key=lambda leaf: leaf.item.count)
    sizes = [(leaf.item.count, leaf.box.width * leaf.box.height) for leaf in leaves]
    per_paper = [size / count for count, size in sizes]
    assert max(per_paper) < 1.8 * min(per_paper)
    assert all(a[1] < b[1] for a, b in combinations(sizes, 2) if b[0] >= 2 * a[0])


@LAYOUTS
def test_every_region_of_the_map_has_its_words_inside(tides: Survey, layout: Layout) -> None:
    for leaf in whole(tides, layout).leaves:
        assert leaf.label.lines, f"{leaf.item.id} has no label"
        widest = max(map(len, leaf.label.lines)) * leaf.label.size * LETTER
        assert widest <= leaf.box.width
        assert " ".join(leaf.label.lines).replace("- ", "-") == f"{leaf.item.title} {leaf.item.count}".replace(
            "- ", "-"
        )


@LAYOUTS
def test_a_dot_is_a_paper_and_stays_inside(tides: Survey, layout: Layout) -> None:
    with_dots = [leaf for leaf in whole(tides, layout).leaves if leaf.dots]
    assert len(with_dots) > 10
    for leaf in with_dots:
        assert len(set(leaf.dots)) == leaf.item.count
        assert all(inside(leaf, x, y) for x, y in leaf.dots)


def inside(region: Region, x: float, y: float) -> bool:
    box = region.box
    return box.x < x < box.x + box.width and box.y < y < box.y + box.height


def test_blocks_say_who_helps_whom(tides: Survey) -> None:
    assert [(block.item.id, block.tone) for block in whole(tides, WIDE).blocks] == [
        ("small-models-enhance-llms", "forward"),
        ("llms-enhance-small-models", "back"),
        ("competition", "both"),
    ]
    assert tone_of(tides.paths["model-routing"]) == "forward"
    assert tone_of(tides.paths["limitations"]) == "none"


def test_the_narrow_map_puts_blocks_below_each_other(tides: Survey) -> None:
    blocks = whole(tides, NARROW).blocks
    assert all(a.box.y + a.box.height <= b.box.y for a, b in pairwise(blocks))
    assert {block.box.width for block in blocks} == {NARROW.width}


def test_a_section_is_made_of_its_sections_and_approaches(tides: Survey) -> None:
    section = tides.paths["data-curation"][-1]
    shown = [leaf.item.id for leaf in subtree(section, "forward", 700).leaves]
    assert shown == [child.id for child in section.sections] + [approach.id for approach in section.approaches]


def test_words_that_fit_nowhere_are_left_out() -> None:
    assert fit("Interpretability", Box(0, 0, 30, 30)).lines == ()
    assert fit("Model routing", Box(0, 0, 300, 40)).size == 15
