from __future__ import annotations

import struct
from importlib import import_module, resources
from pathlib import Path

import pytest

from survey import site as door
from survey.model import Survey
from survey.render import typeface as module
from survey.render.pages import Settings
from survey.render.publish import write
from survey.render.typeface import Typeface, typeface, woff2
from survey.site import Site

FONT = "assets/fonts/headings.woff2"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Typeface:
    found = typeface(tmp_path_factory.mktemp("cache"))
    assert found
    return found


@pytest.fixture
def site(tides: Survey, tmp_path: Path) -> Site:
    """The survey of tides in a folder that holds a style sheet and nothing else."""
    write(tmp_path, [("docs/assets/atlas.css", "a { top: 0 }\n")])
    return Site(tmp_path, tides, Settings(), {})


def sheet(site: Site) -> str:
    return dict(site.sources())["assets/atlas.css"]


def test_it_is_light_and_says_whose_it_is(made: Typeface) -> None:
    assert made.woff2.startswith(b"wOF2OTTO")
    assert len(made.woff2) == struct.unpack(">I", made.woff2[8:12])[0] < 30_000
    assert "SIL OPEN FONT LICENSE" in made.license
    assert 0.5 < made.ascent < 1.5
    assert 0 < made.descent < 0.5


def test_it_has_every_letter_that_was_asked_for_and_no_other() -> None:
    uharfbuzz = import_module("uharfbuzz")
    face = uharfbuzz.Face((resources.files(module.PACKAGE) / module.FONT).read_bytes())
    wanted = {letter for first, last in module.LETTERS + module.SIGNS for letter in range(first, last + 1)}
    kept = set(uharfbuzz.Face(module._subset(uharfbuzz, face)).unicodes)
    assert kept == wanted & set(face.unicodes)


def test_it_is_made_once_for_all_builds(made: Typeface, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "new" / "folder"
    assert typeface(cache) == made
    [kept] = cache.iterdir()
    assert kept.read_bytes() == made.woff2
    monkeypatch.setattr(module, "woff2", lambda *_: pytest.fail("made again"))
    assert typeface(cache) == made


def test_a_folder_that_cannot_keep_it_does_no_harm(made: Typeface, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert typeface(tmp_path / "file" / "cache") == made


def test_tables_are_told_by_their_number_or_name_and_length() -> None:
    tables = {b"CFF ": b"c" * 300, b"cmap": b"m", b"QQQQ": b""}
    places = zip(tables, (60, 360, 361), map(len, tables.values()), strict=True)
    directory = b"".join(struct.pack(">4s4xII", *place) for place in places)
    font = b"OTTO" + struct.pack(">H6x", 3) + directory + b"c" * 300 + b"m"
    made = woff2(font, lambda data: data)
    assert struct.unpack(">4s4sIHHIIHH", made[:28]) == (b"wOF2", b"OTTO", len(made), 3, 0, 12 + 48 + 304, 301, 1, 0)
    assert made[48:].rstrip(b"\0") == b"\x0d\x82\x2c\x00\x01\x3fQQQQ\x00" + b"c" * 300 + b"m"
    assert len(made) % 4 == 0


def test_pages_are_told_of_it(site: Site, made: Typeface) -> None:
    assert dict(site.fonts()) == {FONT: made.woff2, "assets/fonts/LICENSE.txt": made.license.encode()}
    assert 'url("fonts/headings.woff2")' in sheet(site)
    assert site.theme_values()["typeface"] == FONT
    assert list(site.remarks()) == []


def test_what_stands_in_for_it_takes_the_same_room(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    half = Typeface(b"", "", ascent=1.0, descent=0.25, wider=0.8)
    monkeypatch.setattr(door, "typeface", lambda _: half)
    for line in ("size-adjust: 80.0%", "ascent-override: 125.0%", "descent-override: 31.2%"):
        assert line in sheet(site)


def test_without_the_packages_a_build_leaves_it_out_and_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PACKAGE", "no_such_package")
    assert list(site.remarks()) == [door.NO_TYPEFACE]
    assert list(site.fonts()) == []
    assert "@font-face" not in sheet(site)
    assert site.theme_values()["typeface"] == ""
