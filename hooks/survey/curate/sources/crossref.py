"""Crossref: what publishers say of the DOIs that they give out (https://api.crossref.org)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from ...model import MONTHS, Name
from ..client import Client, dig, list_at, text_at
from ..found import Found
from ..refusal import Refusal
from ..services import CROSSREF
from ..text import latex

# Crossref's type of work → our kind, and the field that names where it appeared.
_KINDS = {
    "journal-article": ("article", "journal"),
    "proceedings-article": ("inproceedings", "booktitle"),
    "book-chapter": ("inproceedings", "booktitle"),
    "posted-content": ("misc", "howpublished"),
}


def record(client: Client, doi: str) -> Found:
    """The record that is registered for a DOI."""
    work = dig(client.json(CROSSREF, f"/works/{quote(doi, safe='/')}", f"DOI {doi}"), "message")
    if text_at(work, "DOI").lower() != doi.lower():
        told = f"answers with {text_at(work, 'DOI') or 'nothing'} instead"
        raise Refusal(f"DOI {doi}: Crossref {told}; try again later, nothing was changed")
    kind, where = _KINDS.get(text_at(work, "type"), ("misc", "howpublished"))
    fields = {where: latex(_container(work)), **_dates(work), **_place(work, kind), "doi": doi, "url": _page(work)}
    if kind == "misc" and not fields[where]:
        fields[where] = latex(text_at(work, "institution", 0, "name") or text_at(work, "publisher"))
    kept = {name: value for name, value in fields.items() if value}
    authors = tuple(filter(None, map(_name, list_at(work, "author"))))
    return Found("Crossref", kind, _title(work), authors, kept, leads=_leads(work), notice=_notice(work))


def _notice(work: Any) -> str:
    """What later notices say of it, such as a retraction; publishers also write that in front of the title."""
    notices = [f"{text_at(one, 'type')} ({text_at(one, 'DOI')})" for one in list_at(work, "updated-by")]
    title = text_at(work, "title", 0)
    return ", ".join([*notices, *([title] if re.match(r"\W*(retracted|withdrawn)\b", title, re.IGNORECASE) else [])])


def _title(work: Any) -> str:
    title, subtitle = latex(text_at(work, "title", 0)), latex(text_at(work, "subtitle", 0))
    return f"{title}: {subtitle}" if subtitle and subtitle.lower() not in title.lower() else title


def _container(work: Any) -> str:
    names = [" ".join(str(name).split()) for name in list_at(work, "container-title")]
    return max(names, key=len, default="")  # of a book in a series, the book rather than the series


def _dates(work: Any) -> dict[str, str]:
    for kind in ("published-print", "published", "issued", "published-online"):
        year, month = text_at(work, kind, "date-parts", 0, 0), text_at(work, kind, "date-parts", 0, 1)
        if re.fullmatch(r"\d{4}", year, re.ASCII):
            is_month = month.isdigit() and 1 <= int(month) <= 12
            return {"year": year, "month": MONTHS[int(month) - 1] if is_month else ""}
    return {}


def _place(work: Any, kind: str) -> dict[str, str]:
    """Where in the volume it stands. A preprint has none; proceedings have no volume and issue at once."""
    pages = re.sub(r"\s*[-–—]+\s*", "--", text_at(work, "page") or text_at(work, "article-number"))
    if kind == "misc":
        return {}
    fields = {"volume": text_at(work, "volume"), "pages": pages, "publisher": latex(text_at(work, "publisher"))}
    return {**fields, "number": text_at(work, "issue")} if kind == "article" else fields


def _page(work: Any) -> str:
    return text_at(work, "resource", "primary", "URL")


def _name(author: Any) -> Name | None:
    family, given = text_at(author, "family"), text_at(author, "given")
    if not family:
        group = text_at(author, "name") or given
        return Name(group) if group else None
    return Name(family, given, text_at(author, "suffix"))


def _leads(work: Any) -> tuple[str, ...]:
    """What the publisher says is the version of record of a preprint."""
    found = (text_at(relation, "id") for relation in list_at(work, "relation", "is-preprint-of"))
    return tuple(filter(None, found))
