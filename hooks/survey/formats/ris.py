"""RIS, which EndNote, Mendeley, RefWorks and Zotero import.

Tags as in Reference Manager's specification (2001) and Zotero's translator; a record ends in ``ER``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model import Paper

TYPES = {"conference": "CPAPER", "journal": "JOUR", "preprint": "UNPB", "report": "RPRT", "webpage": "ELEC"}
CONTAINERS = {"conference": "T2", "journal": "JO"}


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
    yield from (("AU", name.inverted) for name in paper.authors)
    yield from [("AU", "others")] * paper.has_more_authors
    yield "PY", str(paper.year)
    yield "DA", f"{paper.year}/{paper.month:02d}//" if paper.month else ""
    yield from _where(paper)
    yield "DO", paper.doi
    yield "UR", paper.get("url")
    yield "L1", paper.get("pdf")
    yield from (("KW", topic) for topic in paper.topics)


def _where(paper: Paper) -> Iterator[tuple[str, str]]:
    is_contained = paper.form in CONTAINERS
    yield CONTAINERS.get(paper.form, ""), paper.venue_name if is_contained else ""
    yield "VL", paper.volume
    yield "IS", paper.issue
    yield "SP", paper.pages[0] if paper.pages else ""
    yield "EP", paper.pages[1] if len(paper.pages) > 1 else ""
    yield "PB", paper.publisher or ("" if is_contained else paper.server or paper.venue_name)
    yield "AN", f"arXiv:{paper.arxiv}" if paper.form == "preprint" and paper.arxiv else ""
