"""Cards for shared links: one per section besides the one of all other pages, each small."""

from __future__ import annotations

import io

from PIL import Image

from conftest import ROOT
from survey.model import Survey
from survey.render.cards import SIZE, cards


def test_every_section_has_a_small_card_of_its_own(tides: Survey) -> None:
    made = dict(cards(tides, "Atlas of Small Models"))
    assert list(made)[1:] == [f"assets/cards/{section.id}.png" for section in tides.walk()]
    assert len(set(made.values())) == len(made)
    assert {Image.open(io.BytesIO(picture)).size for picture in made.values()} == {SIZE}
    assert max(map(len, made.values())) < 25_000


def test_a_site_built_without_cards_has_the_one_that_is_kept() -> None:
    with Image.open(ROOT / "docs/assets/card.png") as kept:
        assert kept.size == SIZE
