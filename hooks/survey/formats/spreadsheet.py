"""The papers as a spreadsheet: CSV by RFC 4180, but with Unix line ends.

The byte-order mark tells Excel that the text is UTF-8; pandas and LibreOffice pass over it. An arXiv identifier has its
prefix, since ``2404.10000`` would be taken for a number and lose its zeros.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from ..model import Paper, Place, Survey

BYTE_ORDER_MARK = "\ufeff"
COLUMNS = (
    "key", "title", "authors", "year", "venue", "venue_name", "form", "doi", "arxiv", "url", "pdf", "code",
    "sections", "topics", "kind",
)  # fmt: skip
ADDED = ("added", "reason")

# What makes a program compute a cell, be it full-width, small or a true minus, after spaces, or where semicolons
# separate cells as well (https://owasp.org/www-community/attacks/CSV_Injection); and the apostrophe itself, so that all
# can be undone.
_COMPUTED = re.compile(r"(^|;)([^\S\t\r\n]*)(?=[-=+@＝＋－＠﹦﹢﹣﹫−\t\r\n'])")


def inert(value: str) -> str:
    """A value as text that no spreadsheet computes: an apostrophe stands before what would begin a formula.

    The same holds after each semicolon. Dropping one apostrophe at each of these places gives the value back.
    """
    return _COMPUTED.sub(r"\1\2'", value)


def papers_csv(survey: Survey) -> str:
    """One row a paper under a header, every value ``inert``; values of a list are joined by ``"; "``.

    After the fixed columns, two for each end of the map: the models that stand for it, and their sizes. Then those that
    say where a paper comes from, if the survey has such: its terms, the day on which it was added, and the reason.
    """
    made = io.StringIO()
    made.write(BYTE_ORDER_MARK)
    ends = [end.id for end in survey.profile.ends]
    writer = csv.writer(made, lineterminator="\n")
    vocabularies = [vocabulary.id for vocabulary in survey.of_papers]
    told = [*vocabularies, *(ADDED if vocabularies else ())]
    writer.writerow([*COLUMNS, *(f"{end}_{what}" for end in ends for what in ("models", "sizes")), *told])
    rows = ([*_row(paper, survey.places[paper.key], ends), *_origin(paper, told)] for paper in survey.papers.values())
    writer.writerows(map(inert, row) for row in rows)
    return made.getvalue()


def _origin(paper: Paper, columns: Iterable[str]) -> Iterator[str]:
    own = {name: getattr(paper, name) for name in ADDED}
    for column in columns:
        yield own[column] if column in own else "; ".join(term.id for term in paper.terms[column])


def _row(paper: Paper, places: tuple[Place, ...], ends: Iterable[str]) -> Iterator[str]:
    authors = [name.inverted for name in paper.authors] + ["others"] * paper.has_more_authors
    sections = dict.fromkeys(place.section.id for place in places)
    yield from (paper.key, paper.title, "; ".join(authors), str(paper.year), paper.venue, paper.venue_name, paper.form)
    yield from (paper.doi, f"arXiv:{paper.arxiv}" if paper.arxiv else "")
    yield from map(paper.get, ("url", "pdf", "code"))
    yield from ("; ".join(sections), "; ".join(paper.topics), paper.note.kind if paper.note else "")
    for end in ends:
        models = [model for model in paper.note.models if model.part == end] if paper.note else []
        yield "; ".join(model.name for model in models)
        yield "; ".join(model.size for model in models if model.size)
