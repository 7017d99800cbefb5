"""BibTeX as services and people write it → records."""

from __future__ import annotations

import re
from dataclasses import replace

from ..diagnostics import Problem
from ..model import MONTHS
from ..read import bibtex
from ..read.bibtex import Entry
from ..text.latex import decode_latex
from .asked import known
from .found import Found, of_entry
from .preprint import is_preprint, placed
from .refusal import Refusal
from .services import DOI_PAGE
from .text import latex

# Kinds of other people's entries that we cite as one of ours; all others are `misc`.
_KINDS = {"article": "article", "inproceedings": "inproceedings", "conference": "inproceedings",
          "incollection": "inproceedings"}  # fmt: skip
# Fields of other programs for what we call otherwise.
_RENAMED = {"journaltitle": "journal", "location": "address", "eprinttype": "archiveprefix",
            "eprintclass": "primaryclass", "ee": "url"}  # fmt: skip
_KEPT = {*bibtex.FIELDS, "series"} - {"author", "title", "keywords", "verified", "code"}
_ASCII_DASHES = re.compile(r"\s*(?:-+|[‐-―])\s*")


def records(text: str, source: str) -> list[Found]:
    """The records of a BibTeX text.

    Raises:
        Refusal: with what is wrong with it, if anything is.

    """
    entries, problems = bibtex.read(_without_macros(text), source)
    told = [problem for problem in problems if not _is_harmless(problem)]
    if told:
        raise Refusal("\n".join(map(str, sorted(told))))
    return [record_of(entry, source) for entry in entries]


def _without_macros(text: str) -> str:
    """Months as services write them: macros in capitals, or joined to a day."""
    months = "|".join(MONTHS)
    return re.sub(
        rf"(\bmonth\s*=\s*)(?:\"?\d*~?\"?\s*#\s*)?({months})\b(?:\s*#\s*\"[^\"]*\")?",
        lambda m: m[1] + m[2].lower(),
        text,
        flags=re.IGNORECASE,
    )


def _is_harmless(problem: Problem) -> bool:
    """Text around entries, which pasted ones often have."""
    return "text outside of an entry" in problem.message or "macros and preambles" in problem.message


def record_of(entry: Entry, source: str) -> Found:
    """The record that an entry is, in fields of ours.

    Raises:
        Refusal: for authors who cannot be taken apart.

    """
    try:
        found = of_entry(entry)
    except ValueError as error:
        raise Refusal(f"{source}:{entry.key.line}: {entry.key}: `author`: {error}") from error
    renamed = {_RENAMED.get(name, name): value for name, value in found.fields.items()}
    if re.fullmatch(r"\d{4}(-.*)?", date := renamed.pop("date", "")):
        renamed.setdefault("year", date[:4])
    fields = {name: _tidy(name, value) for name, value in renamed.items() if name in _KEPT and value}
    return _placed(replace(found, source=source, kind=_KINDS.get(found.kind, "misc"), fields=fields))


def _tidy(name: str, value: str) -> str:
    if name == "pages":
        return _ASCII_DASHES.sub("--", value)
    if name == "month":
        return value[:3].lower() if value[:3].lower() in MONTHS else value
    if name == "doi":
        asked = known(value)
        return asked.id if asked and asked.kind == "doi" else re.sub(r"^https?://(dx\.)?doi\.org/", "", value)
    if name in ("booktitle", "journal", "publisher", "address", "howpublished", "series"):
        return latex(decode_latex(value))
    return value.replace("\\_", "_") if name in ("url", "pdf", "openreview") else value


def _placed(found: Found) -> Found:
    """The kind by what the entry says; what a server, or nobody, has published is no article."""
    where = {"article": "journal", "inproceedings": "booktitle"}.get(found.kind, "")
    named = found.get(where) if where else ""
    if not where or is_preprint(named):
        return placed(found, named)
    page = {"url": DOI_PAGE.format(found.get("doi"))} if found.get("doi") else {}
    return found.with_fields({**page, **found.fields})


def identifier(found: Found) -> str:
    """What a record can be asked for by: the version of record before the preprint."""
    eprint = found.get("eprint")
    places = (f"arXiv:{eprint}" if eprint else "", found.get("url"), found.get("doi"), found.get("pdf"),
              f"openreview:{found.get('openreview')}" if found.get("openreview") else "")  # fmt: skip
    asked = [one for one in map(known, filter(None, places)) if one]
    order = ("anthology", "doi", "openreview", "arxiv")
    return min(asked, key=lambda one: order.index(one.kind)).text if asked else ""
