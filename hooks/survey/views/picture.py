"""The survey as a picture: regions in reading order, each sized by its papers.

Only geometry is made here; templates draw it. Lengths are in units of the picture, which are pixels at full size.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import urls
from ..model import Approach, Section, Survey
from .treemap import LINE, PAD, SIZES, Box, Label, fit, treemap

# The dots that stand for papers: how large at most, how close at least, and how many in a region.
LARGEST_DOT = 9
CLOSEST = 6
MOST_DOTS = 120
# What dots keep from the lower edge of their region.
EDGE = 4
# How large dots are seen at a glance, and how many sizes of words it is worth to have any, to have such ones,
# and not to have the number of papers on a line of its own.
VISIBLE_DOT = 7
NO_DOTS, SMALL_DOTS, ALONE = 20, 5, 3
# What the marks of a block's band take of its width beside its words, and the tip of the arrow beyond the second.
MARKS = 45
TIP = 10
# In the picture of one section: what a paper takes, and the number of papers from which the picture grows no more.
PART_AREA = 2300
MOST_GROWING = 50


@dataclass(frozen=True, slots=True)
class Item:
    """A section or an approach as the picture sees it: ``weight`` is the number of papers it stands for."""

    id: str
    title: str
    url: str
    count: int
    lead: str
    parts: tuple[Item, ...] = ()

    @property
    def weight(self) -> int:
        """The papers of its smallest regions, where a paper counts wherever it stands."""
        return sum(part.weight for part in self.parts) or max(self.count, 1)


@dataclass(frozen=True, slots=True)
class Region:
    """An item with its place in the picture, and ``tone``: its direction, or how it looks without one."""

    item: Item
    tone: str
    box: Box
    label: Label
    parts: tuple[Region, ...] = ()

    @property
    def dots(self) -> tuple[tuple[int, int], ...]:
        """A point per paper, spread over what the words leave; none where they would be too many or too close."""
        return _spread(self.item.count, self._free) if self.item.count <= MOST_DOTS else ()

    @property
    def dot(self) -> float:
        """How large the dots are."""
        columns, rows = _grid(self.item.count, self._free)
        return round(min(LARGEST_DOT, 0.6 * min(self._free.width / columns, self._free.height / rows)), 1)

    @property
    def _free(self) -> Box:
        words = len(self.label.lines) * self.label.size * LINE + PAD
        height = self.box.height - words - EDGE
        return self.box.part(left=PAD, top=words, width=self.box.width - 2 * PAD, height=height)

    def leaves(self) -> Iterator[Region]:
        """The smallest regions within."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished layout: ``blocks`` have a direction, the ``frame`` has none."""

    width: int
    height: int
    blocks: tuple[Region, ...]
    frame: tuple[Region, ...] = ()

    @property
    def leaves(self) -> tuple[Region, ...]:
        """The smallest regions of all."""
        return tuple(leaf for region in (*self.blocks, *self.frame) for leaf in region.leaves())


@dataclass(frozen=True, slots=True)
class Layout:
    """How a picture is laid out: ``area`` is what one paper takes, ``band`` the height of a block's heading."""

    width: int
    area: int
    band: int
    is_stacked: bool
    gap: int = 12
    strip: int = 26


WIDE = Layout(width=1180, area=2150, band=64, is_stacked=False)
NARROW = Layout(width=358, area=1900, band=52, is_stacked=True)


def whole(survey: Survey, layout: Layout) -> Picture:
    """The whole survey: a block for each direction, then the rest along the foot, which is all where none has one."""
    found = [(_item(section), section.direction) for section in _directed(survey.sections)]
    tone, shape, heading = ("none", _leaf, 0) if found else ("plain", _item, layout.strip)
    frame = [shape(section) for section in survey.sections if not any(_directed((section,)))]
    boxes, foot = _columns(layout, [item.weight for item, _ in found])
    height = round(sum(item.weight for item in frame) * layout.area / layout.width)
    strip = treemap(Box(0, foot, layout.width, height), [item.weight for item in frame])
    return Picture(
        layout.width,
        round(foot + height),
        tuple(_region(item, way, box, layout.band, layout) for (item, way), box in zip(found, boxes, strict=True)),
        tuple(_region(item, tone, box, heading, layout) for item, box in zip(frame, strip, strict=True)),
    )


def subtree(section: Section, tone: str, width: int) -> Picture:
    """What a section is made of: its sections and approaches."""
    items = tuple(map(_leaf, section.sections)) + tuple(_approach(section, approach) for approach in section.approaches)
    tones = [child.direction or tone for child in section.sections] + [tone] * len(section.approaches)
    layout = Layout(width, 0, 0, is_stacked=False)
    height = _height_of_parts([item.weight for item in items], width)
    boxes = treemap(Box(0, 0, width, height), [item.weight for item in items])
    regions = (_region(*region, layout.strip, layout) for region in zip(items, tones, boxes, strict=True))
    return Picture(width, height, tuple(regions))


def _height_of_parts(weights: Sequence[int], width: int) -> int:
    """By the number of papers; on a narrow screen, where parts are stacked, also by what the smallest needs."""
    by_area = max(90, min(MOST_GROWING, sum(weights)) * PART_AREA / width)
    by_lines = sum(weights) / min(weights) * 26 if width <= NARROW.width else 0
    return round(max(by_area, min(by_lines, 320)))


def tone_of(path: Sequence[Section]) -> str:
    """Who helps whom in a section, given the way to it from the top."""
    return next((section.direction for section in path if section.direction), "none")


def _directed(sections: Sequence[Section]) -> Iterator[Section]:
    for section in sections:
        if section.direction:
            yield section
        else:
            yield from _directed(section.sections)


def _leaf(section: Section) -> Item:
    return Item(section.id, section.title, urls.section(section.id), len(section.papers), section.lead)


def _item(section: Section) -> Item:
    leaf = _leaf(section)
    return Item(leaf.id, leaf.title, leaf.url, leaf.count, leaf.lead, tuple(map(_item, section.sections)))


def _approach(section: Section, approach: Approach) -> Item:
    url = urls.approach(section.id, approach.id)
    return Item(approach.id, approach.title, url, len(approach.placements), approach.lead)


def _columns(layout: Layout, weights: Sequence[int]) -> tuple[list[Box], float]:
    """The blocks' boxes, heading included, and where the frame below them begins."""
    if layout.is_stacked:
        return _stack(layout, weights)
    room = layout.width - layout.gap * (len(weights) - 1)
    height = round(sum(weights) * layout.area / layout.width) + layout.band
    boxes, left = [], 0.0
    for weight in weights:
        width = round(room * weight / sum(weights))
        boxes.append(Box(left, 0, width, height))
        left += width + layout.gap
    return boxes, (height + layout.gap if weights else 0)


def _stack(layout: Layout, weights: Sequence[int]) -> tuple[list[Box], float]:
    boxes, top = [], 0.0
    for weight in weights:
        height = round(weight * layout.area / layout.width) + layout.band
        boxes.append(Box(0, top, layout.width, height))
        top += height + layout.gap
    return boxes, top


def _region(item: Item, tone: str, box: Box, heading: float, layout: Layout) -> Region:
    words = f"{item.title} {item.count}"
    if not item.parts:
        return Region(item, tone, box, _label(words, item, tone, box))
    inner = treemap(box.part(top=heading), [part.weight for part in item.parts])
    parts = (_region(part, tone, place, layout.strip, layout) for part, place in zip(item.parts, inner, strict=True))
    return Region(item, tone, box, fit(words, _room(box, heading, layout, tone)), tuple(parts))


def _grid(count: int, box: Box) -> tuple[int, int]:
    """Columns and rows whose cells are about as wide as high."""
    by_shape = round(math.sqrt(count * box.width / max(box.height, 1)))
    rows = -(-count // max(1, min(count, by_shape))) or 1
    return -(-count // rows) or 1, rows


def _spread(count: int, box: Box) -> tuple[tuple[int, int], ...]:
    columns, rows = _grid(count, box)
    across, down = box.width / columns, box.height / rows
    if min(across, down) < CLOSEST:
        return ()
    cells = (divmod(at, columns) for at in range(count))
    return tuple((round(box.x + (x + 0.5) * across), round(box.y + (y + 0.5) * down)) for y, x in cells)


def _label(words: str, item: Item, tone: str, box: Box) -> Label:
    """The words as large as they may be without crowding out the dots, or leaving their number alone on a line."""
    labels = [fit(words, box, SIZES[at:]) for at in range(len(SIZES))]
    return min(labels, key=lambda label: _strain(Region(item, tone, box, label)))


def _strain(region: Region) -> int:
    """What is lost where words and dots share a region, counted in sizes of words."""
    lines = region.label.lines
    stands_alone = len(lines) > 1 and lines[-1].isdigit()
    crowded = NO_DOTS if not region.dots else SMALL_DOTS if region.dot < VISIBLE_DOT else 0
    return SIZES[0] - region.label.size + crowded + (ALONE if stands_alone else 0)


def _room(box: Box, heading: float, layout: Layout, tone: str) -> Box:
    """Where the words of a heading go: in a block's band, between the marks of the two models."""
    marks = MARKS + (TIP if tone == "forward" else 0)
    is_band = heading == layout.band
    return box.part(left=21, width=box.width - marks, height=heading - 4) if is_band else box.part(height=heading)
