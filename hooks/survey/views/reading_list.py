"""The original reading list → where each of its topics lives today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Approach, Paper, Place, ReadingListGroup, Section, Survey


@dataclass(frozen=True, slots=True)
class Home:
    """A section, or one of its approaches, that carries a topic's name as title or alias."""

    path: tuple[Section, ...]
    approach: Approach | None = None

    @property
    def section(self) -> Section:
        """The section whose page to open."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper of the list and every place where it stands."""

    paper: Paper
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the list: its homes and its papers."""

    title: str
    homes: tuple[Home, ...]
    papers: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading path of the list, and the topics under it."""

    path: tuple[str, ...]
    topics: tuple[Topic, ...]


def reading_list(survey: Survey) -> tuple[Group, ...]:
    """The list in its own order, mapped to the taxonomy."""
    named = _named_homes(survey)
    return tuple(
        Group(group.path, tuple(_topic(survey, named, group, title) for title in group.topics))
        for group in survey.reading_list
    )


def _topic(survey: Survey, named: dict[str, list[Home]], group: ReadingListGroup, title: str) -> Topic:
    homes = _homes(named, group, title)
    papers = (Listed(paper, survey.places[paper.key]) for paper in survey.papers.values() if title in paper.topics)
    if sum(title in other.topics for other in survey.reading_list) > 1:
        papers = (listed for listed in papers if _stands_in(listed, homes))
    return Topic(title, homes, tuple(papers))


def _stands_in(listed: Listed, homes: Iterable[Home]) -> bool:
    return any(place.section == home.section for place in listed.places for home in homes)


def _homes(named: dict[str, list[Home]], group: ReadingListGroup, title: str) -> tuple[Home, ...]:
    """Every home by that name; where there are several, those inside what the nearest known heading names."""
    found = named.get(title.casefold(), [])
    if len(found) > 1:
        above = {home.section for home in _nearest(named, group)}
        found = [home for home in found if above.intersection(home.path)] or found
    return tuple(found)


def _nearest(named: dict[str, list[Home]], group: ReadingListGroup) -> list[Home]:
    return next((named[name] for name in map(str.casefold, reversed(group.path)) if name in named), [])


def _named_homes(survey: Survey) -> dict[str, list[Home]]:
    named: dict[str, list[Home]] = {}
    for home, names in _all_names(survey):
        for name in {text.casefold() for text in names}:
            named.setdefault(name, []).append(home)
    return named


def _all_names(survey: Survey) -> Iterator[tuple[Home, tuple[str, ...]]]:
    for path in survey.paths.values():
        yield Home(path), (path[-1].title, *path[-1].aliases)
        for approach in path[-1].approaches:
            yield Home(path, approach), (approach.title, *approach.aliases)
