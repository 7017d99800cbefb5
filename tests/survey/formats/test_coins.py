from __future__ import annotations

from urllib.parse import parse_qsl

import pytest

from sketch import paper
from survey.formats.coins import coins
from survey.formats.names import for_programs
from survey.model import Survey


def said(tides: Survey, key: str) -> list[tuple[str, str]]:
    return parse_qsl(coins(tides.papers[key]), strict_parsing=True)


def test_a_journal_article_in_full(tides: Survey) -> None:
    assert said(tides, "daubigne2020swell") == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"),
        ("rft.genre", "article"),
        ("rft.atitle", "What Does a Swell Remember?"),
        ("rft.jtitle", "Annals of Salt Water"),
        ("rft.date", "2020-12"),
        ("rft.volume", "7"),
        ("rft.issue", "3"),
        ("rft.pages", "96-117"),
        ("rft.pub", "Pier Press"),
        ("rft.au", "d'Aubigné, Désirée"),
        ("rft.au", "Brekke, Ole"),
        ("rft.au", "København, Åse"),
        ("rft_id", "info:doi/10.5555/salt.7.3"),
    ]


def test_a_conference_paper_in_full(tides: Survey) -> None:
    assert said(tides, "abara2019tide") == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", "MoonClock: reading a tide by its own shadow"),
        ("rft.btitle", "Proceedings of the Harbour Congress 2019"),
        ("rft.date", "2019-06"),
        ("rft.pages", "101-108"),
        ("rft.pub", "Pier Press & Sons"),
        ("rft.au", "Abara, Ngozi"),
        ("rft_id", "info:doi/10.5555/harbour.2019.12"),
    ]


def test_a_volume_has_its_numbers_and_its_series() -> None:
    made = coins(paper(kind="inproceedings", booktitle="T", isbn="978-0-262-03561-3", issn="1234-5679", series="Tides"))
    values = dict(parse_qsl(made))
    found = (values["rft.isbn"], values["rft.issn"], values["rft.series"])
    assert found == ("978-0-262-03561-3", "1234-5679", "Tides")


@pytest.mark.parametrize(("key", "type", "publisher", "identifier"), [
    ("brekke2022cove", "preprint", "arXiv", "https://doi.org/10.48550/arXiv.2201.00077"),
    ("corvi2018gauge", "report", "Technical report, Office of Small Harbours", "https://office.example.org/gauge.pdf"),
    ("gullwatch2024tables", "webpage", "Gull Watch Gazette", "https://gazette.example.org/tables"),
])  # fmt: skip
def test_other_forms_are_described_by_dublin_core(
    tides: Survey, key: str, type: str, publisher: str, identifier: str
) -> None:
    made, values = tides.papers[key], said(tides, key)
    assert [value for value in values if value[0] != "rft.source"][1:7] == [
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", type),
        ("rft.title", made.title),
        ("rft.publisher", publisher),
        ("rft.date", made.date),
        ("rft.identifier", identifier),
    ]
    assert ("rft.au", for_programs(made.authors[0])) in values


def test_what_a_record_has_not_is_left_out(tides: Survey) -> None:
    names = {name for name, _ in said(tides, "king2015neap")}
    assert names.isdisjoint({"rft.volume", "rft.issue", "rft.pages"})


@pytest.mark.parametrize(("key", "places"), [
    ("king2015neap", ["https://quiet.example.org/neap"]),
    ("auk2021fathom", ["info:doi/10.5555/salt.8.17"]),
    ("brekke2022cove", ["info:doi/10.48550/arXiv.2201.00077"]),
])  # fmt: skip
def test_every_record_leads_where_the_paper_is(tides: Survey, key: str, places: list[str]) -> None:
    assert [value for name, value in said(tides, key) if name == "rft_id"] == places


def test_a_record_leads_to_the_pdf_where_nothing_else_is_known() -> None:
    assert "rft_id=https%3A%2F%2Fpier.example.org%2Fa.pdf" in coins(paper(pdf="https://pier.example.org/a.pdf"))


def test_the_site_of_a_page_is_its_source(tides: Survey) -> None:
    assert ("rft.source", "Gull Watch Gazette") in said(tides, "gullwatch2024tables")
