"""The map: regions as large as their papers are many, in reading order."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from survey.model import Section, Survey
from survey.views.picture import MOST_DOTS, NARROW, WIDE, Item, Layout, Region, _label, _region, subtree, tone_of, whole
from survey.views.treemap import SIZES, Box, Label, fit

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def overlap(a: Box, b: Box) -> bool:
    apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    return not apart


@LAYOUTS
def test_blocks_have_a_direction_and_the_frame_has_none(tides: Survey, layout: Layout) -> None:
    made = whole(tides, layout)
    blocks = [("from-the-shore", "forward"), ("from-the-sea", "back"), ("both-ways", "both")]
    assert [(block.item.id, block.tone) for block in made.blocks] == blocks
    assert [(region.item.id, region.tone) for region in made.frame] == [("tide-basics", "none"), ("doubts", "none")]
    assert [leaf.item.id for leaf in made.leaves] == [
        "moon-clocks", "harbour-lists", "neighbours", "both-ways", "tide-basics", "doubts",
    ]  # fmt: skip
    assert {leaf.tone for leaf in made.blocks[0].leaves()} == {"forward"}


def test_without_directions_the_whole_tree_is_plain(tides: Survey) -> None:
    plain = replace(tides, sections=tuple(replace(section, direction="") for section in tides.sections))
    made = whole(plain, WIDE)
    assert made.blocks == ()
    assert [(region.item.id, region.tone) for region in made.frame] == [(s.id, "plain") for s in tides.sections]
    assert [part.item.id for part in made.frame[1].parts] == ["moon-clocks", "harbour-lists"]


@LAYOUTS
def test_nothing_overlaps_or_sticks_out(tides: Survey, layout: Layout) -> None:
    made = whole(tides, layout)
    boxes = [leaf.box for leaf in made.leaves]
    assert not any(overlap(a, b) for a, b in combinations(boxes, 2))
    assert all(box.x >= 0 and box.y >= 0 for box in boxes)
    assert all(box.x + box.width <= made.width + 1 and box.y + box.height <= made.height + 1 for box in boxes)
    assert made.width == layout.width


def test_blocks_stand_side_by_side_with_gaps_on_a_wide_screen(tides: Survey) -> None:
    made = whole(tides, WIDE)
    assert all(a.box.x + a.box.width + WIDE.gap == b.box.x for a, b in pairwise(made.blocks))
    assert len({(block.box.y, block.box.height) for block in made.blocks}) == 1
    papers = [sum(leaf.item.count for leaf in block.leaves()) for block in made.blocks]
    assert papers == [7, 6, 3]
    assert made.frame[0].box.y == made.blocks[0].box.height + WIDE.gap


def test_blocks_stand_below_each_other_on_a_narrow_screen(tides: Survey) -> None:
    made = whole(tides, NARROW)
    assert all(a.box.y + a.box.height + NARROW.gap == b.box.y for a, b in pairwise(made.blocks))
    assert {(block.box.x, block.box.width) for block in made.blocks} == {(0, NARROW.width)}
    assert made.blocks[0].box.height == round(7 * NARROW.area / NARROW.width) + NARROW.band


def test_parts_of_a_block_stand_below_its_heading(tides: Survey) -> None:
    block = whole(tides, WIDE).blocks[0]
    assert {part.box.y for part in block.parts} == {block.box.y + WIDE.band}
    assert sum(part.box.width * part.box.height for part in block.parts) == pytest.approx(
        block.box.width * (block.box.height - WIDE.band)
    )


def test_a_region_says_its_title_and_number(tides: Survey) -> None:
    both = whole(tides, WIDE).blocks[2]
    assert " ".join(both.label.lines) == "Shore and sea in turn 3"
    assert (both.item.url, both.item.count) == ("taxonomy/both-ways/", 3)
    assert both.item.lead == "Each corrects the other once a day."


def test_the_weight_of_a_part_is_its_papers_and_never_nothing() -> None:
    leaf = Item("a", "A", "", 3, "")
    empty = Item("b", "B", "", 0, "")
    assert (leaf.weight, empty.weight) == (3, 1)
    assert Item("c", "C", "", 2, "", (leaf, empty)).weight == 4


def region(count: int, width: float, height: float, *lines: str) -> Region:
    return Region(Item("a", "A", "", count, ""), "none", Box(100, 200, width, height), Label(lines, 10))


def test_dots_stand_for_papers_and_fill_the_region_evenly() -> None:
    # 9 of padding, 4 below and a line of 12 leave 52 by 75 for two columns and three rows.
    assert region(5, 70, 100, "one").dots == ((122, 234), (148, 234), (122, 258), (148, 258), (122, 284))
    assert region(1, 70, 100).dots == ((135, 252),)
    assert region(0, 70, 100).dots == ()
    wide = region(12, 1000, 60).dots
    assert len({y for _, y in wide}) == 1
    assert len({after - before for (before, _), (after, _) in pairwise(wide)} - {81, 82}) == 0


def test_dots_are_as_large_as_their_distance_allows() -> None:
    assert region(1, 70, 100).dot == 9
    assert region(4, 70, 30).dot == 5.1
    assert region(0, 70, 100).dot == 9


def test_dots_that_would_stand_too_close_are_left_out() -> None:
    assert len(region(3, 70, 19).dots) == 3
    assert region(3, 70, 18.9).dots == ()
    assert len(region(3, 70, 43, "one", "two").dots) == 3
    assert region(3, 70, 42.9, "one", "two").dots == ()
    assert region(3, 70, 10).dots == ()


def test_words_give_way_to_dots() -> None:
    item = Item("a", "Sticks and strings", "", 9, "")
    spacious, tight = (_label("Sticks and strings 9", item, "none", Box(0, 0, 140, height)) for height in (200, 48))
    assert spacious.size == max(SIZES)
    assert tight.size < max(SIZES)
    assert Region(item, "none", Box(0, 0, 140, 48), tight).dots
    nothing = _label("Sticks and strings 9", item, "none", Box(0, 0, 140, 24))
    assert nothing == fit("Sticks and strings 9", Box(0, 0, 140, 24))


@pytest.mark.parametrize(("words", "count", "width", "height", "label"), [
    ("Moon clocks and strings 6", 6, 200, 54, Label(("Moon clocks and strings 6",), 12)),  # below two lines, specks
    ("Moon clocks and strings 6", 6, 200, 80, Label(("Moon clocks and", "strings 6"), 15)),
    ("Moon clocks 12", 12, 135, 120, Label(("Moon clocks 12",), 14)),  # a size smaller than where 12 stood alone
    ("Moon clocks 12", 12, 120, 120, Label(("Moon clocks", "12"), 15)),
])  # fmt: skip
def test_words_give_way_to_dots_of_some_size_and_keep_their_number(
    words: str, count: int, width: int, height: int, label: Label
) -> None:
    assert _label(words, Item("a", words, "", count, ""), "none", Box(0, 0, width, height)) == label


@pytest.mark.parametrize(("tone", "size"), [("both", 12), ("back", 12), ("forward", 11)])
def test_the_heading_of_a_thin_block_has_the_room_between_its_marks(tone: str, size: int) -> None:
    item = Item("a", "Ebb and complementarity", "", 5, "", parts=(Item("b", "B", "", 5, ""),))
    assert _region(item, tone, Box(0, 0, 170, 500), WIDE.band, WIDE).label.size == size


def test_more_dots_than_can_be_told_apart_are_left_out() -> None:
    assert len(region(MOST_DOTS, 2000, 2000).dots) == 120
    assert region(MOST_DOTS + 1, 2000, 2000).dots == ()


def test_a_section_is_made_of_its_sections_and_approaches(tides: Survey) -> None:
    made = subtree(tides.paths["moon-clocks"][-1], "forward", 700)
    assert [(leaf.item.id, leaf.item.count, leaf.tone) for leaf in made.leaves] == [
        ("shadows", 3, "forward"), ("strings", 2, "forward"),
    ]  # fmt: skip
    assert made.leaves[0].item.url == "taxonomy/moon-clocks/#shadows"
    assert (made.width, made.height) == (700, 90)
    assert made.blocks[0].box.width == 420


def test_a_child_with_a_direction_of_its_own_keeps_it(tides: Survey) -> None:
    top = Section("top", "Top", "", sections=tides.sections)
    tones = [leaf.tone for leaf in subtree(top, "plain", 700).leaves]
    assert tones == ["plain", "forward", "back", "both", "plain"]


@pytest.mark.parametrize(("weights", "width", "height"), [
    ([3, 2], 700, 90), ([30, 10], 700, 131), ([50, 40], 700, 164), ([60, 40], 700, 164), ([1, 1], 358, 90),
    ([10, 1], 358, 286), ([20, 1], 358, 320), ([20, 1], 359, 135), ([60], 358, 321),
])  # fmt: skip
def test_the_height_of_a_section_follows_its_papers(tides: Survey, weights: list[int], width: int, height: int) -> None:
    approach = tides.paths["both-ways"][-1].approaches[0]
    placement = approach.placements[0]
    approaches = tuple(replace(approach, placements=(placement,) * weight) for weight in weights)
    assert subtree(Section("s", "S", "", approaches=approaches), "none", width).height == height


def test_the_tone_of_a_section_is_that_of_the_nearest_above(tides: Survey) -> None:
    assert tone_of(tides.paths["moon-clocks"]) == "forward"
    assert tone_of(tides.paths["both-ways"]) == "both"
    assert tone_of(tides.paths["doubts"]) == tone_of(()) == "none"
