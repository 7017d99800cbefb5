from __future__ import annotations

from pathlib import Path

from conftest import ROOT
from survey.render.publish import write
from survey.render.styles import bundle


def bundled(folder: Path, **sheets: str) -> str:
    """The sheet `main` of some sheets, of which `a__b` lies in the folder `a`."""
    write(folder, [(f"{name.replace('__', '/')}.css", text) for name, text in sheets.items()])
    return bundle(folder / "main.css")


def test_sheets_stand_where_they_were_imported_in_their_order(tmp_path: Path) -> None:
    main = '@import "tide.css";\n@import "ebb.css";\np { top: 0 }\n'
    assert bundled(tmp_path, main=main, tide="a { top: 1px }\n", ebb="b { top: 2px }\n") == (
        "a { top: 1px }\nb { top: 2px }\np { top: 0 }\n"
    )


def test_a_sheet_without_imports_stays_as_it_is(tmp_path: Path) -> None:
    text = 'p { content: "Größe" }\n\n'
    assert bundled(tmp_path, main=text) == text


def test_comments_are_not_sent(tmp_path: Path) -> None:
    main = "/* Ebb\n * and flow. */\n\np { top: 0; /* low */ left: 0 /* tide */ }\n/* The end. */\n"
    assert bundled(tmp_path, main=main) == "p { top: 0;  left: 0  }\n"


def test_an_imported_sheet_imports_from_its_own_folder(tmp_path: Path) -> None:
    sheets = {"main": '@import "sea/all.css";\n', "sea__all": '@import "ebb.css";\n', "sea__ebb": "b { top: 2px }\n"}
    assert bundled(tmp_path, **sheets, ebb="of another folder") == "b { top: 2px }\n"


def test_what_is_no_import_of_a_sheet_of_ours_stays(tmp_path: Path) -> None:
    text = '@import url("ebb.css");\n@import "ebb.css" print;\n@import "";\n'
    assert bundled(tmp_path, main=f'/* @import "ebb.css"; */\n/*\n@import "ebb.css";\n*/\n{text}', ebb="b") == text


def test_the_sheet_of_the_site_asks_for_no_other() -> None:
    assert "@import" not in bundle(ROOT / "docs/assets/atlas.css")
