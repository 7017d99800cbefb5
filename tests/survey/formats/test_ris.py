from __future__ import annotations

import pytest
import rispy

from sketch import paper
from survey.formats import ris
from survey.model import Survey


def test_a_conference_paper_in_full(tides: Survey) -> None:
    assert ris.record(tides.papers["abara2019tide"]) == (
        "TY  - CPAPER\n"
        "ID  - abara2019tide\n"
        "TI  - MoonClock: reading a tide by its own shadow\n"
        "AU  - Abara, Ngozi\n"
        "PY  - 2019\n"
        "DA  - 2019/06//\n"
        "T2  - Proceedings of the Harbour Congress 2019\n"
        "C3  - Proceedings of the Harbour Congress 2019\n"
        "SP  - 101\n"
        "EP  - 108\n"
        "PB  - Pier Press & Sons\n"
        "DO  - 10.5555/harbour.2019.12\n"
        "UR  - https://harbour.example.org/2019/12/\n"
        "L1  - https://harbour.example.org/2019/12.pdf\n"
        "KW  - Moon Clocks\n"
        "KW  - Harbours\n"
        "ER  - \n"
    )


@pytest.mark.parametrize(("key", "lines"), [
    ("daubigne2020swell", ["TY  - JOUR", "JO  - Annals of Salt Water", "VL  - 7", "IS  - 3", "SP  - 96", "EP  - 117",
                           "DA  - 2020/12//", "AU  - København, Åse"]),
    ("auk2021fathom", ["TY  - JOUR", "VL  - 8", "SP  - e17", "DA  - 2021/03//"]),
    ("brekke2022cove", ["TY  - UNPB", "T2  - arXiv preprint arXiv:2201.00077", "PB  - arXiv",
                        "AN  - arXiv:2201.00077"]),
    ("breke2022drift", ["TY  - UNPB", "T2  - OSF Preprints", "PB  - OSF", "AU  - Breke, Ole"]),
    ("corvi2018gauge", ["TY  - RPRT", "PB  - Office of Small Harbours", "AU  - Corvi", "DA  - 2018/04//"]),
    ("gullwatch2024tables", ["TY  - ELEC", "T2  - Gull Watch Gazette", "AU  - Gull Watch Ltd.,"]),
    ("king2015neap", ["AU  - King, Mortimer Lee, Jr.", "PB  - Mole & Daughters"]),
])  # fmt: skip
def test_lines_of_other_forms(tides: Survey, key: str, lines: list[str]) -> None:
    assert set(lines) <= set(ris.record(tides.papers[key]).splitlines())


@pytest.mark.parametrize(("key", "tags"), [
    ("auk2021fathom", ["EP", "IS", "PB", "UR", "AN", "T2"]), ("abara2019ebb", ["DA", "SP", "EP", "JO", "AN"]),
    ("breke2022drift", ["AN", "DA"]), ("vanderzee2023pier", ["AN", "L1"]),
])  # fmt: skip
def test_a_tag_without_a_value_is_left_out(tides: Survey, key: str, tags: list[str]) -> None:
    assert {line[:2] for line in ris.record(tides.papers[key]).splitlines()}.isdisjoint(tags)


def test_a_report_on_arxiv_has_no_number_of_a_preprint() -> None:
    assert "AN" not in ris.record(paper(howpublished="Technical report", eprint="2001.00001", archiveprefix="arXiv"))


def test_readers_find_every_paper(tides: Survey) -> None:
    found = rispy.loads(ris.library(map(ris.record, tides.papers.values())))
    assert [record["id"] for record in found] == list(tides.papers)
    assert [record["title"] for record in found] == [paper.title for paper in tides.papers.values()]
    assert [record["year"] for record in found] == [str(paper.year) for paper in tides.papers.values()]
    assert [len(record["authors"]) for record in found] == [len(paper.authors) for paper in tides.papers.values()]


def test_the_volume_of_a_paper() -> None:
    volume = {"series": "Notes \\& Queries", "editor": "Ebb, Ada", "isbn": "978-0-262-03561-3", "issn": "1234-5679"}
    lines = ris.record(paper("inproceedings", booktitle="Congress", **volume)).splitlines()
    assert {"T3  - Notes & Queries", "A2  - Ebb, Ada", "SN  - 978-0-262-03561-3"} <= set(lines)
    assert "SN  - 1234-5679" in ris.record(paper("article", journal="Annals", **volume)).splitlines()


def test_records_are_parted_by_an_empty_line() -> None:
    assert ris.library(["a\n", "b\n"]) == "a\n\nb\n"
