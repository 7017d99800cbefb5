"""Survey → where the papers of a list come from, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..model import Paper, Survey, Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Origin:
    """A term that papers carry themselves, and how many of a list carry it."""

    vocabulary: Vocabulary
    term: Term
    count: int


def origins(survey: Survey, papers: Iterable[Paper]) -> tuple[Origin, ...]:
    """The origins of a list of papers in the order of their vocabulary, those left out that none has."""
    listed = tuple(papers)
    found = {v: Counter(term for paper in listed for term in paper.terms[v.id]) for v in survey.of_papers}
    return tuple(Origin(v, term, counts[term]) for v, counts in found.items() for term in v.terms if counts[term])
