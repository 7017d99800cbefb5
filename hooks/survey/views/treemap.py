"""Rectangles whose areas are numbers, and the words that fit them.

Lengths are in units of the picture, which are pixels at full size.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

# Width of a sans-serif letter as a share of its size: on the safe side of common system fonts.
LETTER = 0.58
LINE = 1.2
PAD = 9
# Sizes of words, the largest first.
SIZES = (15, 14, 13, 12, 11, 10, 9)
# The narrowest region in which the usual words of a title find room.
READABLE = 92


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    def split(self, share: float) -> tuple[Box, Box]:
        """Two boxes side by side, or one above the other where that leaves more room for words."""
        thinnest = self.width * min(share, 1 - share)
        if self.width > 1.25 * self.height and thinnest > READABLE:
            cut = round(self.width * share)
            return self.part(width=cut), self.part(left=cut)
        cut = round(self.height * share)
        return self.part(height=cut), self.part(top=cut)

    def part(self, left: float = 0, top: float = 0, width: float | None = None, height: float | None = None) -> Box:
        """What is left after cutting from the left and the top, or down to a width and height."""
        room = (self.width - left, self.height - top)
        return Box(
            self.x + left, self.y + top, room[0] if width is None else width, room[1] if height is None else height
        )


def treemap(box: Box, weights: Sequence[float]) -> list[Box]:
    """A box per weight, in the order given, their areas proportional to the weights."""
    if len(weights) <= 1:
        return [box for _ in weights]
    cut = min(range(1, len(weights)), key=lambda at: abs(sum(weights[:at]) - sum(weights[at:])))
    first, second = box.split(sum(weights[:cut]) / sum(weights))
    return treemap(first, weights[:cut]) + treemap(second, weights[cut:])


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text as large as their box allows; none where not even small letters fit."""

    lines: tuple[str, ...]
    size: int


def fit(text: str, box: Box, sizes: Sequence[int] = SIZES) -> Label:
    """The text in the largest of the sizes in which it fits the box."""
    for size in sizes:
        lines = textwrap.wrap(text, max(1, int((box.width - 2 * PAD) / (size * LETTER))), break_long_words=False)
        widest = max(map(len, lines)) * size * LETTER
        if widest <= box.width - 2 * PAD and len(lines) * size * LINE <= box.height - PAD:
            return Label(tuple(lines), size)
    return Label((), sizes[-1])
