from __future__ import annotations

import pytest

from sketch import paper, text_of
from survey.formats.highwire import highwire, zotero
from survey.model import Survey


def test_a_conference_paper_in_full(tides: Survey) -> None:
    assert text_of(highwire(tides.papers["abara2019tide"])) == (
        "citation_title: MoonClock: reading a tide by its own shadow\n"
        "citation_author: Abara, Ngozi\n"
        "citation_publication_date: 2019/06\n"
        "citation_inbook_title: Proceedings of the Harbour Congress 2019\n"
        "citation_conference_title: Proceedings of the Harbour Congress 2019\n"
        "citation_firstpage: 101\n"
        "citation_lastpage: 108\n"
        "citation_publisher: Pier Press & Sons\n"
        "citation_doi: 10.5555/harbour.2019.12\n"
        "citation_arxiv_id: 1905.01234\n"
        "citation_public_url: https://harbour.example.org/2019/12/\n"
        "citation_pdf_url: https://harbour.example.org/2019/12.pdf\n"
    )


def test_a_journal_article_in_full(tides: Survey) -> None:
    assert text_of(highwire(tides.papers["auk2021harbour"])).partition("citation_publication_date")[2] == (
        ": 2021\n"
        "citation_journal_title: Letters from the Pier\n"
        "citation_volume: 4\n"
        "citation_issue: 1\n"
        "citation_firstpage: 71\n"
        "citation_lastpage: 72\n"
        "citation_issn: 1533-7928\n"
        "citation_arxiv_id: 2011.04321\n"
        "citation_public_url: https://pier.example.org/4/1\n"
    )


@pytest.mark.parametrize(("key", "wanted", "absent"), [
    ("brekke2022cove", {"publisher": "arXiv"}, {"journal_title", "website_title", "inbook_title"}),
    ("corvi2018gauge", {"technical_report_institution": "Office of Small Harbours"}, {"website_title"}),
    ("gullwatch2024tables", {"author": "Gull Watch Ltd.,"}, {"publisher", "doi", "journal_title"}),
    ("auk2021fathom", {"firstpage": "e17", "journal_title": "Annals of Salt Water"}, {"lastpage", "issue"}),
])  # fmt: skip
def test_tags_of_other_forms(tides: Survey, key: str, wanted: dict[str, str], absent: set[str]) -> None:
    tags = {name.removeprefix("citation_"): content for name, content in highwire(tides.papers[key])}
    assert wanted.items() <= tags.items()
    assert absent.isdisjoint(tags)


def test_the_institution_of_a_report_may_be_told_by_its_venue_alone() -> None:
    assert ("citation_technical_report_institution", "Report, Office") in list(
        highwire(paper(howpublished="Report, Office"))
    )


def test_every_author_has_a_tag_in_order(tides: Survey) -> None:
    made = tides.papers["auk2021mast"]
    found = [content for name, content in highwire(made) if name == "citation_author"]
    assert found == [name.inverted for name in made.authors]


@pytest.mark.parametrize(("key", "tags"), [
    ("brekke2022cove", [("z:itemType", "preprint")]),
    ("gullwatch2024tables", [("z:itemType", "webpage"), ("prism.publicationName", "Gull Watch Gazette")]),
    ("abara2019tide", []), ("daubigne2020swell", []), ("corvi2018gauge", []),
])  # fmt: skip
def test_zotero_is_told_what_tags_cannot_tell(tides: Survey, key: str, tags: list[tuple[str, str]]) -> None:
    assert list(zotero(tides.papers[key])) == tags


def test_the_volume_of_a_paper() -> None:
    volume = {"series": "Notes \\& Queries", "editor": "Ebb, Ada and {Pier Watch}", "isbn": "978-0-262-03561-3"}
    tags = list(highwire(paper("inproceedings", booktitle="Congress", issn="1234-5679", **volume)))
    assert ("citation_series_title", "Notes & Queries") in tags
    assert [content for name, content in tags if name == "citation_editor"] == ["Ebb, Ada", "Pier Watch,"]
    assert {("citation_isbn", "978-0-262-03561-3"), ("citation_issn", "1234-5679")} <= set(tags)
