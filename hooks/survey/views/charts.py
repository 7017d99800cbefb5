"""The survey in numbers: papers counted by year, section, venue and term, ready for tables and small pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..model import Paper, Section, Survey, Vocabulary

# Years shown one by one; all before them are counted together.
RECENT = 8
SHADES = 5


@dataclass(frozen=True, slots=True)
class Years:
    """A column of the charts: a year, or all the years before the first one shown (``first`` to ``last``)."""

    first: int
    last: int

    @property
    def label(self) -> str:
        """``2024``, or ``to 2018``."""
        return str(self.last) if self.first == self.last else f"to {self.last}"

    @property
    def query(self) -> str:
        """What the explorer's ``year`` wants: ``2024`` or ``2002-2018``."""
        return str(self.last) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A number under a name, with the value that finds the same papers in the explorer."""

    label: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """A section and its papers per column of years."""

    section: Section
    depth: int
    counts: tuple[int, ...]


def years(survey: Survey) -> tuple[Years, ...]:
    """The columns for all papers of the survey, the oldest first."""
    found = sorted(survey.by_year)
    if not found:
        return ()
    last = found[-1]
    since = max(found[0], last - RECENT + 1)
    earlier = (Years(found[0], since - 1),) if found[0] < since else ()
    return earlier + tuple(Years(year, year) for year in range(since, last + 1))


def counts(papers: Iterable[Paper], columns: Sequence[Years]) -> tuple[int, ...]:
    """How many of the papers fall into each column."""
    found = Counter(paper.year for paper in papers)
    return tuple(sum(found[year] for year in range(column.first, column.last + 1)) for column in columns)


def series(survey: Survey, papers: Iterable[Paper]) -> tuple[tuple[Years, int], ...]:
    """The columns that all charts share, each with how many of the papers fall into it."""
    columns = years(survey)
    return tuple(zip(columns, counts(papers, columns), strict=True))


def heat(survey: Survey) -> Iterator[Row]:
    """Every section in reading order with its papers per column."""
    columns = years(survey)
    for path in survey.paths.values():
        yield Row(path[-1], len(path), counts(path[-1].papers, columns))


def growth(survey: Survey) -> tuple[int, ...]:
    """How many papers there are up to and including each column."""
    return tuple(accumulate(counts(survey.papers.values(), years(survey))))


def venues(survey: Survey, most: int = 12) -> list[Bar]:
    """The venues with most papers; those with as many in alphabetical order."""
    found = Counter(paper.venue for paper in survey.papers.values())
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [Bar(venue, venue, count) for venue, count in ordered[:most]]


def terms(survey: Survey, vocabulary: Vocabulary) -> list[Bar]:
    """How many papers carry each term of a vocabulary anywhere, in the vocabulary's order."""
    found = Counter(term for paper in survey.papers.values() for term in survey.carried(paper, vocabulary))
    return [Bar(term.title, term.id, found[term]) for term in vocabulary.terms]


def shade(count: int, peak: int) -> int:
    """0 for nothing, then 1 to 5: by the square root, since a few large numbers would leave the rest pale."""
    return -int(-SHADES * (count / peak) ** 0.5 // 1) if count else 0
