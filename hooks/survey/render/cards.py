"""Pictures for links that are shared elsewhere: a title, and where it stands on the map.

Pillow draws them with the letters it brings along, so that they come out the same on every machine. It is needed only
where a site is published with a card per section: everything else does without this module.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from .. import urls
from ..model import Survey
from ..views.picture import WIDE, Picture, whole
from ..views.treemap import Box

TITLE = "How small and large language models work together"
# What the networks show without cutting: https://ogp.me and the hosts' own guides agree on this shape.
SIZE = (1200, 630)
MARGIN = 64
LARGE, LINE, SMALL = 68, 80, 28
MOST_LINES = 2
# The light scheme of the style sheet.
GROUND, INK, MUTED, OFF = "#fcfbf8", "#23211d", "#5d5a52", "#ddd8cc"
TONES = {"up": "#9a420f", "down": "#2b5488", "beside": "#634b4c", "none": "#5d5a52"}


def cards(survey: Survey, name: str) -> Iterator[tuple[str, bytes]]:
    """The card of most pages, then one for every section, as ``(path, PNG)``; ``name`` is the site's."""
    layout = whole(survey, WIDE)
    yield urls.card(), _card(TITLE, name, layout, {section.id for section in survey.walk()})
    for section in survey.walk():
        facts = f"{len(section.papers)} papers  ·  {name}"
        yield urls.card(section.id), _card(section.title, facts, layout, {below.id for below in section.walk()})


def _card(title: str, facts: str, layout: Picture, lit: set[str]) -> bytes:
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(_wrapped(draw, title)):
        draw.text((MARGIN, MARGIN - 12 + at * LINE), line, INK, _letters(LARGE))
    draw.text((MARGIN, SIZE[1] - MARGIN - SMALL // 2), facts, MUTED, _letters(SMALL))
    scale = (SIZE[0] - 2 * MARGIN) / layout.width
    for leaf in layout.leaves:
        draw.rectangle(_placed(leaf.box, layout, scale), TONES[leaf.tone] if leaf.item.id in lit else OFF)
    file = io.BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


@cache
def _letters(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _wrapped(draw: ImageDraw.ImageDraw, title: str) -> list[str]:
    """The title in at most two lines that fit the card; what is longer ends in an ellipsis."""
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, _letters(LARGE)) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= MOST_LINES else [lines[0], f"{lines[1]} …"]


def _placed(box: Box, layout: Picture, scale: float) -> tuple[float, float, float, float]:
    """A box of the map in the lower half of the card, which is flatter than the map."""
    top, height = 250, 270
    flat = height / layout.height
    left, upper = MARGIN + box.x * scale, top + box.y * flat
    return left, upper, left + box.width * scale - 4, upper + box.height * flat - 4
