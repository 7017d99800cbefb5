from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from survey.formats import bibtex, csl, ris
from survey.formats.coins import coins
from survey.formats.highwire import highwire
from survey.formats.names import for_programs
from survey.model import Name, Survey


@pytest.mark.parametrize(("name", "text"), [
    (Name("Varoquaux", "Gaël"), "Varoquaux, Gaël"), (Name("King", "Mortimer", "Jr."), "King, Mortimer, Jr."),
    (Name("Mausam"), "Mausam"), (Name("Pier Press"), "Pier Press,"), (Name("Pier Press, Inc."), "Pier Press Inc.,"),
    (Name("Mole, Quay, and Daughters"), "Mole Quay and Daughters,"),
])  # fmt: skip
def test_a_name_in_one_line(name: Name, text: str) -> None:
    assert for_programs(name) == text


def test_an_institution_with_a_comma_is_one_author_everywhere(tides: Survey) -> None:
    made = tides.papers["gullwatch2024tables"]
    assert [name.full for name in made.authors] == ["Gull Watch, Ltd."]
    assert "  author = {{Gull Watch, Ltd.}},\n" in bibtex.bibtex(made)
    assert csl.item(made)["author"] == [{"literal": "Gull Watch, Ltd."}]
    assert "\nAU  - Gull Watch Ltd.,\n" in ris.record(made)
    assert [value for name, value in parse_qsl(coins(made)) if name == "rft.au"] == ["Gull Watch Ltd.,"]
    assert [value for name, value in highwire(made) if name == "citation_author"] == ["Gull Watch Ltd.,"]
