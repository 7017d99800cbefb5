"""What programs read in a page: schema.org in JSON-LD, Highwire ``citation_*`` tags, and COinS in lists.

How Zotero reads the tags decides their order: the title of the proceedings must come before that of the conference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from . import urls
from .model import Name, Paper, Section, Survey

CONTEXT = "https://schema.org"
TERM_SET = "Small and large language models: a taxonomy"
# Gives the full address of a page, or nothing while nobody knows where the site will live.
Absolute = Callable[[str], str]


def article(paper: Paper, survey: Survey, absolute: Absolute) -> dict[str, Any]:
    """The paper as a schema.org ``ScholarlyArticle``."""
    sections = {place.section.id: place.section for place in survey.places[paper.key]}
    return _node(
        "ScholarlyArticle",
        name=paper.title,
        author=[_person(name) for name in paper.authors],
        datePublished=_date(paper, "-"),
        isPartOf=_container(paper),
        pagination="–".join(paper.pages),
        publisher=_node("Organization", name=paper.publisher) if paper.publisher else None,
        identifier=f"doi:{paper.doi}" if paper.doi else "",
        sameAs=[address for label, address in paper.links if label in ("DOI", "Publisher", "arXiv")],
        url=absolute(urls.paper(paper.key)),
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
    url = absolute("taxonomy/")
    return _node("DefinedTermSet", name=TERM_SET, url=url, hasDefinedTerm=terms) | {"@context": CONTEXT}


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
    steps = [("Taxonomy", "taxonomy/"), *((section.title, urls.section(section.id)) for section in path)]
    items = [
        _node("ListItem", position=position, name=name, item=absolute(url))
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return _node("BreadcrumbList", itemListElement=items)


def _date(paper: Paper, separator: str) -> str:
    return f"{paper.year}{separator}{paper.month:02d}" if paper.month else str(paper.year)


def highwire(paper: Paper) -> Iterator[tuple[str, str]]:
    """The ``citation_*`` tags of a paper's page, in the order in which they must stand."""
    return ((f"citation_{name}", content) for name, content in _highwire(paper) if content)


def _highwire(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", paper.title
    yield from (("author", name.inverted) for name in paper.authors)
    yield "publication_date", _date(paper, "/")
    yield from _VENUES[paper.form](paper)
    yield "volume", paper.volume
    yield "issue", paper.issue
    yield from zip(("firstpage", "lastpage"), paper.pages, strict=False)
    yield "publisher", paper.server or paper.publisher
    yield "doi", paper.doi
    yield "arxiv_id", paper.arxiv
    yield "public_url", paper.get("url")
    yield "pdf_url", paper.get("pdf")


_VENUES: Mapping[str, Callable[[Paper], Iterable[tuple[str, str]]]] = {
    "conference": lambda paper: (("inbook_title", paper.venue_name), ("conference_title", paper.venue_name)),
    "journal": lambda paper: (("journal_title", paper.venue_name),),
    "preprint": lambda _: (),
    "report": lambda paper: (("technical_report_institution", paper.publisher or paper.venue_name),),
    "webpage": lambda paper: (("website_title", paper.venue_name),),
}
# What Zotero makes of a page, where the tags alone would not tell it.
ZOTERO_TYPES = {"preprint": "preprint", "webpage": "webpage"}


@cache  # a paper stands in several lists
def coins(paper: Paper) -> str:
    """The paper as a ContextObject in Span (Z39.88-2004), which reference managers collect from lists."""
    format = "journal" if paper.form == "journal" else "book" if paper.form == "conference" else "dc"
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{format}"),
        *((f"rft.{name}", value) for name, value in (_dublin(paper) if format == "dc" else _openurl(paper)) if value),
        *([("rft_id", f"info:doi/{paper.doi}")] if paper.doi else []),
    ]
    return urlencode(values)


def _openurl(paper: Paper) -> Iterator[tuple[str, str]]:
    journal = paper.form == "journal"
    yield "genre", "article" if journal else "proceeding"
    yield "atitle", paper.title
    yield "jtitle" if journal else "btitle", paper.venue_name
    yield "date", _date(paper, "-")
    yield "volume", paper.volume
    yield "issue", paper.issue
    yield "pages", "-".join(paper.pages)
    yield from (("au", name.inverted) for name in paper.authors)


def _dublin(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "type", paper.form
    yield "title", paper.title
    yield "publisher", paper.server or paper.venue_name
    yield "date", _date(paper, "-")
    yield "identifier", paper.address
    yield from (("au", name.inverted) for name in paper.authors)
