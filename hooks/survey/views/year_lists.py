"""Survey → lists of papers that a browser can hold: one page for all, or beyond a limit a page or more per year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .. import urls
from ..model import Paper, Survey

# Up to so many papers are listed on one page (1.8 MB of HTML) and searched with one file (250 KB compressed); beyond
# them both are split.
MOST = 2_000
PAGE = 500


@dataclass(frozen=True, slots=True)
class YearList:
    """A page of the papers of one year: its number, from 1, and how many pages the year has."""

    year: int
    number: int
    of: int
    papers: tuple[Paper, ...]

    @property
    def url(self) -> str:
        """Where the page stands."""
        return urls.year_list(self.year, self.number)

    @property
    def title(self) -> str:
        """``Papers of 2024``, with the page's number from the second on."""
        return f"Papers of {self.year}" + (f", page {self.number}" if self.number > 1 else "")


def is_split(survey: Survey) -> bool:
    """Whether there are too many papers for one list and one search index."""
    return len(survey.papers) > MOST


def year_lists(survey: Survey) -> Iterator[YearList]:
    """Every page of every year, newest year first; none while one page holds all."""
    if is_split(survey):
        for year, papers in survey.by_year.items():
            yield from _pages(year, papers)


def _pages(year: int, papers: tuple[Paper, ...]) -> Iterator[YearList]:
    starts = range(0, len(papers), PAGE)
    for number, start in enumerate(starts, start=1):
        yield YearList(year, number, len(starts), papers[start : start + PAGE])


def newest(survey: Survey) -> dict[int, tuple[Paper, ...]]:
    """What the page of all papers lists, by year: everything, or once that is split the first page of it."""
    every = ((year, paper) for year, papers in survey.by_year.items() for paper in papers)
    found: dict[int, list[Paper]] = {}
    for year, paper in islice(every, PAGE if is_split(survey) else None):
        found.setdefault(year, []).append(paper)
    return {year: tuple(papers) for year, papers in found.items()}


def year_address(survey: Survey, year: int) -> str:
    """Where the papers of a year are listed."""
    return urls.year_list(year) if is_split(survey) else urls.year(year)
