"""What readers filter papers by: sections, vocabularies, authors, and facets by facts of a paper's record.

A line in :func:`facets` makes another one: it is written into the index, offered by the explorer, counted, and may
stand in queries and addresses. Its name is then one that no vocabulary can have (``RESERVED`` in
``check/rules/vocabularies.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import Paper, Survey, Vocabulary

SECTION, AUTHOR = "section", "author"


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet by facts of a record: what query strings and the explorer call it, and the values that a paper has."""

    name: str
    title: str
    values: Callable[[Paper], Iterable[str]]


def facets(survey: Survey) -> tuple[Facet, ...]:
    """Those that every survey has, in the explorer's order."""
    return (
        Facet("topic", survey.profile.topic_title or "Topic", lambda paper: paper.topics),
        Facet("venue", "Venue", lambda paper: (paper.venue,)),
        Facet("has", "With", facts),
    )


def facts(paper: Paper) -> list[str]:
    """What a paper has, by the names that the explorer's ``has`` filter uses."""
    present = {
        "code": paper.get("code"),
        "pdf": paper.get("pdf"),
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "published": paper.is_published,
    }
    return [name for name, value in present.items() if value]


def filters(survey: Survey) -> tuple[Vocabulary, ...]:
    """The vocabularies by which readers filter papers, those left out of which no paper has a term."""
    found = survey.shown("filter")
    return tuple(v for v in found if any(survey.carried(paper, v) for paper in survey.papers.values()))


def names(survey: Survey) -> list[str]:
    """What filters are called, in the order in which an address names them."""
    return [SECTION, *(v.noun for v in filters(survey)), *(facet.name for facet in facets(survey)), AUTHOR]
