"""Survey → what is new: the change log that somebody wrote, and the papers that their records say came later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import urls
from ..model import Change, Paper, Section, Survey
from ..text.counted import counted

# Entries of a section's feed: those who follow it have read the others.
MOST = 200


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under the section where they stand first, or under no heading."""

    papers: tuple[Paper, ...]
    section: Section | None = None


@dataclass(frozen=True, slots=True)
class News:
    """Something that readers hear about; ``url`` leads to it, and feeds tell it apart by its ``id``, which stays."""

    id: str
    date: str
    title: str
    summary: str
    url: str
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, where it is to be had (its address first, then those it had before), and the page that shows the same.

    ``date`` is the day of its newest entry, or the first day of the survey if it has none yet.
    """

    id: str
    title: str
    page: str
    addresses: tuple[str, ...]
    date: str
    entries: tuple[News, ...]


def newcomers(survey: Survey, papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Those that were not there from the start: of another day, or of an origin that needs a reason."""
    return tuple(paper for paper in papers if paper.added and _came_later(paper, survey.profile.opened))


def _came_later(paper: Paper, opened: str) -> bool:
    return paper.added != opened or any(term.needs_reason for terms in paper.terms.values() for term in terms)


def news(survey: Survey) -> tuple[News, ...]:
    """Everything, newest first; the papers of a day stand before what somebody wrote on it."""
    days: dict[str, list[Paper]] = {}
    for paper in newcomers(survey, survey.papers.values()):
        days.setdefault(paper.added, []).append(paper)
    found = (*(_day(survey, date, papers) for date, papers in days.items()), *map(_told, survey.changes))
    return _newest_first(found)


def news_of(survey: Survey, section: Section) -> tuple[News, ...]:
    """What is new in a section or below: each paper by itself, and what somebody wrote about papers there."""
    here = {paper.key for paper in section.papers}
    told = (change for change in survey.changes if any(paper.key in here for paper in change.papers))
    found = (*(_arrival(survey, paper) for paper in newcomers(survey, section.papers)), *map(_told, told))
    return _newest_first(found)[:MOST]


def feeds(survey: Survey) -> Iterator[Feed]:
    """The feed of everything and one for each section, where there is anything new at all."""
    if not (whole := news(survey)):
        return
    yield Feed("feed", "changes", urls.changes(), (urls.feed(),), whole[0].date, whole)
    first = survey.profile.opened or whole[-1].date
    for section in survey.walk():
        found = news_of(survey, section)
        ids = (section.id, *section.was)
        yield Feed(
            id=f"feed:{(*section.was, section.id)[0]}",
            title=section.title,
            page=urls.section(section.id),
            addresses=tuple(map(urls.section_feed, ids)),
            date=found[0].date if found else first,
            entries=found,
        )


def _newest_first(found: Iterable[News]) -> tuple[News, ...]:
    return tuple(sorted(found, key=lambda one: one.date, reverse=True))


def _told(change: Change) -> News:
    groups = (Group(change.papers),) if change.papers else ()
    return News(change.id, change.date, change.title, change.summary, urls.change(change.id), groups)


def _day(survey: Survey, date: str, papers: list[Paper]) -> News:
    groups = tuple(_grouped(survey, papers))
    title = f"{counted(len(papers), 'paper')} added"
    return News(urls.arrivals(date), date, title, "", urls.change(urls.arrivals(date)), groups)


def _grouped(survey: Survey, papers: Iterable[Paper]) -> Iterator[Group]:
    """The papers of a day by the section where each stands first, in reading order."""
    found: dict[str, list[Paper]] = {id: [] for id in survey.paths}
    for paper in papers:
        for first in survey.places[paper.key][:1]:
            found[first.section.id].append(paper)
    yield from (Group(tuple(some), survey.paths[id][-1]) for id, some in found.items() if some)


def _arrival(survey: Survey, paper: Paper) -> News:
    """A paper as news of its own, under the first of its keys, so that a new one makes no other news of it."""
    summary = " ".join(filter(None, (f"{paper.label}, {paper.when}.", survey.gist(paper), paper.reason)))
    return News(f"paper:{(*paper.was, paper.key)[0]}", paper.added, paper.title, summary, urls.paper(paper.key))
