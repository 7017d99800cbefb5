from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TOY
from survey.check.load import load
from survey.formats import spreadsheet
from survey.formats.spreadsheet import inert, papers_csv
from survey.model import Survey

FORMULA = re.compile(r"(^|[;\n])\s*[-=+@＝＋－＠﹦﹢﹣﹫−]")


def value(cell: str) -> str:
    """What a cell stands for, as the page on data says."""
    return re.sub(r"(^|;)([^\S\t\r\n]*)'", r"\1\2", cell)


def rows(tides: Survey) -> dict[str, dict[str, str]]:
    text = papers_csv(tides).removeprefix("\ufeff")
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text))}


def test_the_header_and_line_ends(tides: Survey) -> None:
    text = papers_csv(tides)
    header = (
        "\ufeffkey,title,authors,year,venue,venue_name,form,doi,arxiv,url,pdf,code,sections,topics,"
        "kind,shore_models,shore_sizes,sea_models,sea_sizes,source,added,reason\n"
    )
    assert text.startswith(header)
    assert "\r" not in text
    assert list(rows(tides)) == list(tides.papers)


def test_a_survey_that_says_nothing_of_origins_has_no_columns_for_them() -> None:
    assert {"added", "reason"}.isdisjoint(papers_csv(load(TOY)).splitlines()[0].split(","))


def test_a_row_in_full(tides: Survey) -> None:
    assert rows(tides)["abara2019tide"] == {
        "key": "abara2019tide",
        "title": "MoonClock: reading a tide by its own shadow",
        "authors": "Abara, Ngozi",
        "year": "2019",
        "venue": "HarCon",
        "venue_name": "Proceedings of the Harbour Congress 2019",
        "form": "conference",
        "doi": "10.5555/harbour.2019.12",
        "arxiv": "arXiv:1905.01234",
        "url": "https://harbour.example.org/2019/12/",
        "pdf": "https://harbour.example.org/2019/12.pdf",
        "code": "https://code.example.org/moonclock",
        "sections": "moon-clocks; neighbours",
        "topics": "Moon Clocks; Harbours",
        "kind": "",
        "shore_models": "",
        "shore_sizes": "",
        "sea_models": "",
        "sea_sizes": "",
        "source": "almanac",
        "added": "2026-01-31",
        "reason": "",
    }


def test_lists_are_joined_and_a_cut_list_says_so(tides: Survey) -> None:
    assert rows(tides)["breke2022drift"]["authors"] == "Breke, Ole; others"
    assert rows(tides)["abara2019ebb"]["authors"] == "Abara, Ngozi; Brekke, Ole"
    assert rows(tides)["corvi2018gauge"]["sections"] == "tide-basics; doubts"


def test_what_a_note_knows_is_there_by_end_of_the_map(tides: Survey) -> None:
    row = rows(tides)["dahl2017storm"]
    assert (row["kind"], row["shore_models"], row["shore_sizes"]) == ("trial", "Lists", "1M–2M")
    assert (row["sea_models"], row["sea_sizes"]) == ("Horn", "6M")


def test_several_models_stand_in_one_cell(tides: Survey) -> None:
    storm = tides.papers["dahl2017storm"]
    assert storm.note
    horn = storm.note.models[0]
    noted = replace(
        storm.note, models=(horn, replace(horn, name="Bell", size=""), replace(horn, name="Gong", size="3M"))
    )
    *_, names, sizes = spreadsheet._row(replace(storm, note=noted), (), (horn.part,))
    assert (names, sizes) == ("Horn; Bell; Gong", "6M; 3M")


@pytest.mark.parametrize(("text", "cell"), [
    ('=HYPERLINK("http://x")', "'=HYPERLINK(\"http://x\")"),
    ("+1", "'+1"),
    ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
    ("@SUM(1;=2)", "'@SUM(1;'=2)"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("  =1", "  '=1"),
    ("\u00a0=1", "\u00a0'=1"),
    ("＝1", "'＝1"),
    ("﹦1", "'﹦1"),
    (" −1", " '−1"),
    ("BERT; =1; T5", "BERT; '=1; T5"),
    ("'Tis half tide", "''Tis half tide"),
    ("A - B = C", "A - B = C"),
    ("1905.01234", "1905.01234"),
    ("", ""),
])  # fmt: skip
def test_what_a_spreadsheet_would_compute_is_text(text: str, cell: str) -> None:
    assert inert(text) == cell
    assert value(cell) == text


@given(st.text(alphabet=" \t\r\n;,'\"=+-@＝\u00a0ab1"))
def test_any_value_is_inert_and_comes_back(text: str) -> None:
    cell = inert(text)
    assert not FORMULA.match(cell)
    assert all(not FORMULA.match(part) for part in cell.split(";"))
    assert value(cell) == text


def test_a_formula_in_the_data_is_inert_in_the_file(tides: Survey) -> None:
    paper = replace(tides.papers["abara2019tide"], title='=HYPERLINK("http://x"; "Moon")')
    survey = replace(tides, papers={**tides.papers, paper.key: paper})
    cell = rows(survey)[paper.key]["title"]
    assert cell == '\'=HYPERLINK("http://x"; "Moon")'
    assert value(cell) == paper.title


def test_no_identifier_looks_like_a_number(tides: Survey) -> None:
    for row in rows(tides).values():
        assert not any(row[name].replace(".", "").isdigit() for name in ("key", "doi", "arxiv"))
    assert rows(tides)["brekke2022cove"]["arxiv"] == "arXiv:2201.00077"
    assert rows(tides)["auk2021fathom"]["arxiv"] == ""
