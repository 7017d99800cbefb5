from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pyld import jsonld

from survey.formats.schema_org import article, collection, term_set
from survey.model import Survey
from survey.render.pages import Settings

SCHEMA = "http://schema.org/"
HERE = "https://example.org/atlas/"
SOMEWHERE = Settings("Atlas", HERE).absolute
NOWHERE = Settings("Atlas").absolute


def schema_org(url: str, _: dict[str, Any]) -> dict[str, Any]:
    """Stands in for schema.org, which tests must not ask: its vocabulary, with addresses read as such."""
    links = {name: {"@type": "@id"} for name in ("url", "sameAs", "item")}
    context = {"@vocab": SCHEMA, **{name: {"@id": SCHEMA + name, **how} for name, how in links.items()}}
    document = {"@context": context}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def expanded(node: dict[str, Any]) -> dict[str, Any]:
    [made] = jsonld.expand(node, {"documentLoader": schema_org})
    return dict(made)


def term(id: str, title: str) -> dict[str, str]:
    return {"@type": "DefinedTerm", "name": title, "termCode": id, "url": f"{HERE}taxonomy/{id}/"}


def test_an_article_in_full(tides: Survey) -> None:
    assert article(tides.papers["abara2019tide"], tides, SOMEWHERE) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": "https://doi.org/10.5555/harbour.2019.12",
        "name": "MoonClock: reading a tide by its own shadow",
        "headline": "MoonClock: reading a tide by its own shadow",
        "description": tides.gist(tides.papers["abara2019tide"]),
        "author": [{"@type": "Person", "name": "Ngozi Abara", "givenName": "Ngozi", "familyName": "Abara"}],
        "datePublished": "2019-06",
        "isPartOf": {"@type": "PublicationVolume", "name": "Proceedings of the Harbour Congress 2019"},
        "pagination": "101–108",
        "publisher": {"@type": "Organization", "name": "Pier Press & Sons"},
        "identifier": "doi:10.5555/harbour.2019.12",
        "sameAs": ["https://doi.org/10.5555/harbour.2019.12", "https://harbour.example.org/2019/12/",
                   "https://arxiv.org/abs/1905.01234"],
        "url": "https://harbour.example.org/2019/12/",
        "mainEntityOfPage": f"{HERE}papers/abara2019tide/",
        "about": [term("moon-clocks", "Moon clocks"), term("neighbours", "Asking the neighbours")],
    }  # fmt: skip


@pytest.mark.parametrize(("key", "container"), [
    ("daubigne2020swell", {"@type": "Periodical", "name": "Annals of Salt Water", "volumeNumber": "7"}),
    ("brekke2022cove", {"@type": "CreativeWork", "name": "arXiv"}),
    ("gullwatch2024tables", {"@type": "CreativeWork", "name": "Gull Watch Gazette"}),
])  # fmt: skip
def test_what_a_paper_is_part_of(tides: Survey, key: str, container: dict[str, str]) -> None:
    assert article(tides.papers[key], tides, NOWHERE)["isPartOf"] == container


def test_what_a_record_has_not_is_left_out(tides: Survey) -> None:
    made = article(tides.papers["gullwatch2024tables"], tides, NOWHERE)
    assert made.keys().isdisjoint({"pagination", "publisher", "identifier", "mainEntityOfPage"})
    assert (made["@id"], made["url"]) == ("https://gazette.example.org/tables",) * 2
    assert made["author"] == [{"name": "Gull Watch, Ltd."}]  # a group or a person: the record does not tell
    assert "url" not in made["about"][0]


def test_a_section_in_full(tides: Survey) -> None:
    made = collection(tides.paths["moon-clocks"], SOMEWHERE)
    steps = [("Taxonomy", ""), ("Telling the tide from the shore", "from-the-shore/"), ("Moon clocks", "moon-clocks/")]
    assert made == {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": "Moon clocks",
        "description": "A stick, a string and the moon make a clock.",
        "url": f"{HERE}taxonomy/moon-clocks/",
        "about": term("moon-clocks", "Moon clocks") | {"alternateName": ["Shadow clocks", "Lunar sticks"]},
        "breadcrumb": {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": at, "name": name, "item": f"{HERE}taxonomy/{end}"}
                for at, (name, end) in enumerate(steps, 1)
            ],
        },
    }


def test_without_an_address_there_are_no_steps_to_a_section(tides: Survey) -> None:
    made = collection(tides.paths["doubts"], NOWHERE)
    assert made.keys() == {"@context", "@type", "name", "description", "about"}
    assert "alternateName" not in made["about"]


def test_the_taxonomy_is_a_set_of_terms(tides: Survey) -> None:
    made = term_set(tides, SOMEWHERE)
    assert (made["@type"], made["name"], made["url"]) == (
        "DefinedTermSet",
        "Telling the tide: a taxonomy",
        f"{HERE}taxonomy/",
    )
    assert [item["termCode"] for item in made["hasDefinedTerm"]] == list(tides.paths)
    assert made["hasDefinedTerm"][-1] == term("doubts", "Doubts") | {"description": "What no table tells."}
    assert made["@context"] == "https://schema.org"


@pytest.mark.parametrize("absolute", [SOMEWHERE, NOWHERE], ids=["somewhere", "nowhere"])
def test_search_engines_expand_everything(tides: Survey, absolute: Callable[[str], str]) -> None:
    for key, paper in tides.papers.items():
        made = expanded(article(paper, tides, absolute))
        assert made["@type"] == [f"{SCHEMA}ScholarlyArticle"], key
        assert len(made[f"{SCHEMA}author"]) == len(paper.authors)
    for path in tides.paths.values():
        assert expanded(collection(path, absolute))["@type"] == [f"{SCHEMA}CollectionPage"]
    assert len(expanded(term_set(tides, absolute))[f"{SCHEMA}hasDefinedTerm"]) == len(tides.paths)


def test_a_paper_that_stands_twice_in_a_section_is_about_it_once(tides: Survey) -> None:
    codes = [item["termCode"] for item in article(tides.papers["abara2019tide"], tides, NOWHERE)["about"]]
    assert codes == ["moon-clocks", "neighbours"]
