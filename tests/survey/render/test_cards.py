"""Cards for shared links: one per section besides the one of all other pages, each small."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from survey.model import Survey
from survey.render import cards as module
from survey.render.cards import MARGIN, SIZE, cards
from survey.views.picture import WIDE, whole


@pytest.fixture(scope="module")
def made(tides: Survey) -> dict[str, bytes]:
    return dict(cards(tides, "Atlas of Tides"))


def colors(picture: bytes) -> set[tuple[int, int, int]]:
    """Colors of areas, which letters with their soft edges are not."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    found = image.getcolors(SIZE[0] * SIZE[1]) or []
    return {(color[0], color[1], color[2]) for count, color in found if count > 2000 and isinstance(color, tuple)}


def near(color: str, found: set[tuple[int, int, int]]) -> bool:
    wanted = tuple(bytes.fromhex(color[1:]))
    return any(sum(abs(a - b) for a, b in zip(wanted, other, strict=True)) < 12 for other in found)


def test_every_section_has_a_small_card_of_its_own(tides: Survey, made: dict[str, bytes]) -> None:
    assert list(made) == ["assets/card.png", *(f"assets/cards/{id}.png" for id in tides.paths)]
    assert len(set(made.values())) == len(made)
    assert {Image.open(io.BytesIO(picture)).size for picture in made.values()} == {(1200, 630)}
    assert max(map(len, made.values())) < 25_000


def test_a_card_lights_up_its_part_of_the_map(tides: Survey, made: dict[str, bytes]) -> None:
    shore, sea = (end.strong[0] for end in tides.profile.ends)
    assert near(shore, colors(made["assets/cards/moon-clocks.png"]))
    assert not near(sea, colors(made["assets/cards/moon-clocks.png"]))
    assert near(sea, colors(made["assets/cards/from-the-sea.png"]))
    everything = colors(made["assets/card.png"])
    assert near(shore, everything)
    assert near(sea, everything)
    assert not near(module.OFF, everything)
    assert near(module.OFF, colors(made["assets/cards/doubts.png"]))


def test_the_map_fills_the_lower_half(tides: Survey) -> None:
    layout = whole(tides, WIDE)
    scale = (SIZE[0] - 2 * MARGIN) / layout.width
    boxes = [module._placed(leaf.box, layout, scale) for leaf in layout.leaves]
    assert min(box[0] for box in boxes) == MARGIN
    assert max(box[2] for box in boxes) == pytest.approx(SIZE[0] - MARGIN - 4, abs=2)
    assert min(box[1] for box in boxes) == pytest.approx(250, abs=2)
    assert max(box[3] for box in boxes) == pytest.approx(250 + 270 - 4, abs=2)


def test_titles_take_two_lines_at_most() -> None:
    draw = ImageDraw.Draw(Image.new("RGB", SIZE))
    assert module._wrapped(draw, "Moon clocks") == ["Moon clocks"]
    two = module._wrapped(draw, "Lists on harbour walls and other things that are written in chalk")
    assert [" ".join(two), len(two)] == ["Lists on harbour walls and other things that are written in chalk", 2]
    long = module._wrapped(draw, "words " * 60)
    assert len(long) == 2
    assert long[1].endswith(" …")


def test_a_card_says_what_it_is_of(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[object, str]] = []
    monkeypatch.setattr(ImageDraw.ImageDraw, "text", lambda _, at, text, *__: written.append((at, text)))
    made = cards(tides, "Atlas of Tides")
    next(made)
    next(made)
    assert written == [
        ((64, 52), "How stones, strings and"), ((64, 132), "neighbours tell the tide"), ((64, 552), "Atlas of Tides"),
        ((64, 52), "What a tide is"), ((64, 552), "2 papers  ·  Atlas of Tides"),
    ]  # fmt: skip
