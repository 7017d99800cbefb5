"""Papers → the Highwire ``citation_*`` tags that Zotero and other reference managers read.

How Zotero reads the tags decides their order: the title of the proceedings must come before that of the conference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from ..model import Paper
from ..text.latex import decode_latex
from .bibtex import editors
from .names import for_programs


def highwire(paper: Paper) -> Iterator[tuple[str, str]]:
    """The ``citation_*`` tags of a paper's page, in the order in which they must stand."""
    return ((f"citation_{name}", content) for name, content in _highwire(paper) if content)


def _highwire(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", paper.title
    yield from (("author", for_programs(name)) for name in paper.authors)
    yield "publication_date", paper.date.replace("-", "/")
    yield from _VENUES[paper.form](paper)
    yield "series_title", decode_latex(paper.get("series"))
    yield from (("editor", for_programs(name)) for name in editors(paper))
    yield "volume", paper.volume
    yield "issue", paper.issue
    yield from zip(("firstpage", "lastpage"), paper.pages, strict=False)
    yield "publisher", paper.server or paper.publisher
    yield "isbn", paper.get("isbn")
    yield "issn", paper.get("issn")
    yield "doi", paper.doi
    yield "arxiv_id", paper.arxiv
    yield "public_url", paper.get("url")
    yield "pdf_url", paper.get("pdf")


def zotero(paper: Paper) -> Iterator[tuple[str, str]]:
    """What Zotero is told by tags of its own and of PRISM, since it knows no ``citation_*`` tag for it."""
    if paper.form in ("preprint", "webpage"):
        yield "z:itemType", paper.form
    if paper.form == "webpage":
        yield "prism.publicationName", paper.venue_name


_VENUES: Mapping[str, Callable[[Paper], Iterable[tuple[str, str]]]] = {
    "conference": lambda paper: (("inbook_title", paper.venue_name), ("conference_title", paper.venue_name)),
    "journal": lambda paper: (("journal_title", paper.venue_name),),
    "preprint": lambda _: (),
    "report": lambda paper: (("technical_report_institution", paper.publisher or paper.venue_name),),
    "webpage": lambda _: (),
}
