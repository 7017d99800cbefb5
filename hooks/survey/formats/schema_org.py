"""Pages → schema.org in JSON-LD, which search engines read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .. import urls
from ..model import Name, Paper, Section, Survey

CONTEXT = "https://schema.org"
# Gives the full address of a page, or nothing while nobody knows where the site will live.
Absolute = Callable[[str], str]


def article(paper: Paper, survey: Survey, absolute: Absolute) -> dict[str, Any]:
    """The paper as a schema.org ``ScholarlyArticle``, known by its DOI or address; our page is only about it.

    Of very many authors it names the first, as the page does; the ``citation_author`` tags beside it name all.
    """
    sections = {place.section.id: place.section for place in survey.places[paper.key]}
    return _node(
        "ScholarlyArticle",
        **{"@id": paper.address},
        name=paper.title,
        headline=paper.title,
        description=survey.gist(paper),
        author=[_person(name) for name in paper.shown_authors],
        datePublished=paper.date,
        isPartOf=_container(paper),
        pagination="–".join(paper.pages),
        publisher=_node("Organization", name=paper.publisher) if paper.publisher else None,
        identifier=f"doi:{paper.doi}" if paper.doi else "",
        sameAs=[address for label, address in paper.links if label in ("DOI", "Publisher", "arXiv")],
        url=paper.get("url") or paper.address,
        mainEntityOfPage=absolute(urls.paper(paper.key)),
        about=[_term(section, absolute) for section in sections.values()],
    ) | {"@context": CONTEXT}


def collection(path: tuple[Section, ...], absolute: Absolute) -> dict[str, Any]:
    """A section's page as a schema.org ``CollectionPage`` about the term that the section defines."""
    section = path[-1]
    return _node(
        "CollectionPage",
        name=section.title,
        description=section.lead,
        url=absolute(urls.section(section.id)),
        about=_term(section, absolute) | _without_empty({"alternateName": list(section.aliases)}),
        breadcrumb=_breadcrumbs(path, absolute) if absolute("") else None,
    ) | {"@context": CONTEXT}


def term_set(survey: Survey, absolute: Absolute) -> dict[str, Any]:
    """The taxonomy as a schema.org ``DefinedTermSet``."""
    terms = [_term(section, absolute) | {"description": section.lead} for section in survey.walk()]
    url = absolute(urls.taxonomy())
    return _node(
        "DefinedTermSet", name=survey.profile.term_set or survey.profile.headline, url=url, hasDefinedTerm=terms
    ) | {"@context": CONTEXT}


def _node(type: str, **values: Any) -> dict[str, Any]:
    return {"@type": type, **_without_empty(values)}


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _person(name: Name) -> dict[str, Any]:
    # A name without a given name may be a group or a person: the record does not tell, so neither do we.
    if not name.given:
        return {"name": name.family}
    return _node("Person", name=name.full, givenName=name.given, familyName=name.family)


def _container(paper: Paper) -> dict[str, Any]:
    type = {"journal": "Periodical", "conference": "PublicationVolume"}.get(paper.form, "CreativeWork")
    return _node(type, name=paper.server or paper.venue_name, volumeNumber=paper.volume)


def _term(section: Section, absolute: Absolute) -> dict[str, Any]:
    url = absolute(urls.section(section.id))
    return _node("DefinedTerm", name=section.title, termCode=section.id, url=url)


def _breadcrumbs(path: tuple[Section, ...], absolute: Absolute) -> dict[str, Any]:
    steps = [("Taxonomy", urls.taxonomy()), *((section.title, urls.section(section.id)) for section in path)]
    items = [
        _node("ListItem", position=position, name=name, item=absolute(url))
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=items)
