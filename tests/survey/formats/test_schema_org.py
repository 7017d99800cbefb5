from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyld import jsonld

from survey.formats.coins import coins
from survey.formats.highwire import highwire
from survey.formats.schema_org import article, collection, term_set
from survey.model import Survey
from survey.render.pages import Pages, Settings

SCHEMA = "http://schema.org/"
SOMEWHERE = Settings("Atlas", "https://example.org/atlas/")
NOWHERE = Settings("Atlas")
VENUE_TAGS = {
    "conference": ["citation_inbook_title", "citation_conference_title"],
    "journal": ["citation_journal_title"],
    "preprint": [],
    "webpage": ["citation_website_title"],
}


def schema_org(url: str, _: dict[str, Any]) -> dict[str, Any]:
    """Stands in for schema.org, which tests must not ask: its vocabulary, with addresses read as such."""
    links = {name: {"@type": "@id"} for name in ("url", "sameAs", "item")}
    context = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, **how} for name, how in links.items()}}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def expanded(node: dict[str, Any]) -> dict[str, Any]:
    [made] = jsonld.expand(node, {"documentLoader": schema_org})
    return dict(made)


@pytest.mark.parametrize("settings", [SOMEWHERE, NOWHERE])
def test_every_paper_expands_to_an_article(tides: Survey, settings: Settings) -> None:
    for paper in tides.papers.values():
        made = expanded(article(paper, tides, settings.absolute))
        assert made["@type"] == [f"{SCHEMA}ScholarlyArticle"]
        assert made[f"{SCHEMA}name"] == [{"@value": paper.title}]
        assert len(made[f"{SCHEMA}author"]) == len(paper.authors)
        assert (f"{SCHEMA}url" in made) == bool(settings.site_url)


def test_every_section_expands_to_a_page_about_its_term(tides: Survey) -> None:
    for path in tides.paths.values():
        made = expanded(collection(path, SOMEWHERE.absolute))
        assert made["@type"] == [f"{SCHEMA}CollectionPage"]
        [term] = made[f"{SCHEMA}about"]
        assert term[f"{SCHEMA}termCode"] == [{"@value": path[-1].id}]


def test_the_taxonomy_expands_to_a_set_of_terms(tides: Survey) -> None:
    made = expanded(term_set(tides, SOMEWHERE.absolute))
    assert len(made[f"{SCHEMA}hasDefinedTerm"]) == len(list(tides.walk()))


def test_a_page_cannot_be_broken_out_of(tides: Survey) -> None:
    paper = replace(tides.papers["devlin2019bert"], title="</script><script>alert(1)</script>")
    head = Pages(replace(tides, papers={**tides.papers, paper.key: paper}), SOMEWHERE).paper(paper).head
    assert "alert(1)</script>" not in head
    assert head.count("</script>") == 1


def test_a_paper_is_described_as_zotero_reads_it(tides: Survey) -> None:
    venue_tags = set(chain.from_iterable(VENUE_TAGS.values()))
    for paper in tides.papers.values():
        tags = list(highwire(paper))
        names = [name for name, _ in tags]
        assert [name for name in names if name in venue_tags] == VENUE_TAGS[paper.form]
        assert names.count("citation_author") == len(paper.authors)
        assert not any("{" in content or "\\" in content for _, content in tags)


def test_tags_of_a_conference_paper(tides: Survey) -> None:
    tags = dict(highwire(tides.papers["devlin2019bert"]))
    assert tags["citation_author"] == "Toutanova, Kristina"
    assert tags["citation_publication_date"] == "2019/06"
    assert (tags["citation_firstpage"], tags["citation_lastpage"]) == ("4171", "4186")
    assert tags["citation_doi"] == "10.18653/v1/N19-1423"
    assert tags["citation_pdf_url"].startswith("https://")


@pytest.mark.parametrize(("key", "format", "title"), [
    ("devlin2019bert", "book", "rft.atitle"),
    ("gou2021knowledge", "journal", "rft.atitle"),
    ("chen2024role", "dc", "rft.title"),
])  # fmt: skip
def test_lists_describe_papers_as_context_objects(tides: Survey, key: str, format: str, title: str) -> None:
    paper = tides.papers[key]
    values = parse_qs(coins(paper), strict_parsing=True)
    assert values["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{format}"]
    assert values[title] == [paper.title]
    assert values["rft.au"] == [name.inverted for name in paper.authors]
