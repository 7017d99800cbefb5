"""Papers → COinS (Z39.88-2004), which reference managers collect from lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from urllib.parse import urlencode

from ..model import Paper
from ..text.latex import decode_latex
from .names import for_programs


@cache  # a paper stands in several lists
def coins(paper: Paper) -> str:
    """The paper as a ContextObject in Span (Z39.88-2004), which reference managers collect from lists."""
    format = "journal" if paper.form == "journal" else "book" if paper.form == "conference" else "dc"
    values = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{format}"),
        *((f"rft.{name}", value) for name, value in (_dublin(paper) if format == "dc" else _openurl(paper)) if value),
        *([("rft_id", _address(paper))] if paper.links else []),
    ]
    return urlencode(values)


def _address(paper: Paper) -> str:
    """Where the record leads: its DOI, its address, or else the first place where the paper can be read."""
    return f"info:doi/{paper.doi}" if paper.doi else paper.get("url") or paper.links[0][1]


def _openurl(paper: Paper) -> Iterator[tuple[str, str]]:
    journal = paper.form == "journal"
    yield "genre", "article" if journal else "proceeding"
    yield "atitle", paper.title
    yield "jtitle" if journal else "btitle", paper.venue_name
    yield "date", paper.date
    yield "volume", paper.volume
    yield "issue", paper.issue
    yield "pages", "-".join(paper.pages)
    yield "series", decode_latex(paper.get("series"))
    yield "pub", paper.publisher
    yield "isbn", paper.get("isbn")
    yield "issn", paper.get("issn")
    yield from (("au", for_programs(name)) for name in paper.authors)


def _dublin(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "type", paper.form
    yield "title", paper.title
    yield "publisher", paper.server or paper.venue_name
    yield "date", paper.date
    yield "source", paper.venue_name if paper.form == "webpage" else ""
    yield "identifier", paper.address
    yield from (("au", for_programs(name)) for name in paper.authors)
