"""Pictures for links that are shared elsewhere: a title, and where it stands on the map.

Pillow draws them with the letters it brings along, so that they come out the same on every machine. It is needed only
where a site is published with a card per section: everything else does without this module.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from functools import cache

from PIL import Image, ImageColor, ImageDraw, ImageFont

from .. import urls
from ..model import Profile, Survey
from ..text.counted import counted
from ..views.picture import WIDE, Picture, whole
from ..views.treemap import Box

# What the networks show without cutting: https://ogp.me and the hosts' own guides agree on this shape.
SIZE = (1200, 630)
MARGIN = 64
LARGE, LINE, SMALL = 68, 80, 28
MOST_LINES = 2
# The light scheme of the style sheet.
GROUND, INK, MUTED, OFF = "#fcfbf8", "#23211d", "#5d5a52", "#ddd8cc"
ACCENT = "#0f5e59"


def cards(survey: Survey, name: str) -> Iterator[tuple[str, bytes]]:
    """The card of most pages, then one for every section, as ``(path, PNG)``; ``name`` is the site's."""
    layout, tones = whole(survey, WIDE), _tones(survey.profile)
    yield urls.card(), _card(survey.profile.headline or name, name, layout, tones, {s.id for s in survey.walk()})
    for section in survey.walk():
        facts = f"{counted(len(section.papers), 'paper')}  ·  {name}"
        yield urls.card(section.id), _card(section.title, facts, layout, tones, {below.id for below in section.walk()})


def _card(title: str, facts: str, layout: Picture, tones: Mapping[str, str], lit: set[str]) -> bytes:
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(_wrapped(draw, title)):
        draw.text((MARGIN, MARGIN - 12 + at * LINE), line, INK, _letters(LARGE))
    draw.text((MARGIN, SIZE[1] - MARGIN - SMALL // 2), facts, MUTED, _letters(SMALL))
    scale = (SIZE[0] - 2 * MARGIN) / layout.width
    for leaf in layout.leaves:
        draw.rectangle(_placed(leaf.box, layout, scale), tones[leaf.tone] if leaf.item.id in lit else OFF)
    file = io.BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _tones(profile: Profile) -> Mapping[str, str]:
    """Tone → its color: that of the end which a direction starts from, and for both ways the mean of the two."""
    strong = [end.strong[0] for end in profile.ends]
    directions = {"forward": strong[0], "back": strong[1], "both": _mean(*strong)} if strong else {}
    return {**directions, "none": MUTED, "plain": ACCENT}


def _mean(*colors: str) -> str:
    channels = zip(*(ImageColor.getrgb(color) for color in colors), strict=True)
    return "#" + "".join(f"{sum(values) // len(values):02x}" for values in channels)


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
