"""RIS, which EndNote, Mendeley, RefWorks and Zotero import.

Tags as in Reference Manager's specification (2001) and Zotero's translator; a record ends in ``ER``. The title of the
proceedings is ``T2`` to most programs and ``C3`` to Zotero and EndNote, so it is given as both. RIS knows no list of
authors that goes on: of one that does, those that are known stand in the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Paper
from ..text.latex import decode_latex
from .bibtex import editors
from .names import for_programs

TYPES = {"conference": "CPAPER", "journal": "JOUR", "preprint": "UNPB", "report": "RPRT", "webpage": "ELEC"}
CONTAINERS = {"conference": ("T2", "C3"), "journal": ("JO",), "preprint": ("T2",), "webpage": ("T2",)}


def library(records: Iterable[str]) -> str:
    """A RIS file."""
    return "\n".join(records)


def record(paper: Paper) -> str:
    """One record, from ``TY`` to ``ER``; a tag without a value is left out."""
    lines = "".join(f"{tag}  - {value}\n" for tag, value in _tags(paper) if value)
    return f"TY  - {TYPES[paper.form]}\n{lines}ER  - \n"


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "ID", paper.key
    yield "TI", paper.title
    yield from (("AU", for_programs(name)) for name in paper.authors)
    yield from (("A2", for_programs(name)) for name in editors(paper))
    yield "PY", str(paper.year)
    yield "DA", f"{paper.year}/{paper.month:02d}//" if paper.month else ""
    yield from _where(paper)
    yield "DO", paper.doi
    yield "UR", paper.get("url")
    yield "L1", paper.get("pdf")
    yield from (("KW", topic) for topic in paper.topics)


def _where(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from ((tag, paper.venue_name) for tag in CONTAINERS.get(paper.form, ()))
    yield "T3", decode_latex(paper.get("series"))
    yield "VL", paper.volume
    yield "IS", paper.issue
    yield "SP", paper.pages[0] if paper.pages else ""
    yield "EP", paper.pages[1] if len(paper.pages) > 1 else ""
    yield "PB", paper.publisher or (paper.server if paper.form in CONTAINERS else paper.venue_name)
    yield "SN", paper.get("issn" if paper.form == "journal" else "isbn")
    yield "AN", f"arXiv:{paper.arxiv}" if paper.form == "preprint" and paper.arxiv else ""
