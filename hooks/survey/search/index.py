"""Survey → the data that searching works on, one JSON file that the browser loads once.

``docs/assets/search/engine.js`` describes what is done with it. The file holds each fact once and refers to
vocabularies (sections, approaches, venues, topics) by position, so that it stays small:

``v``           version of this layout
``synonyms``    groups of words that mean the same to a reader
``roles``, ``access``  ``[id, title]``
``sections``    ``id, title, number, lead, up`` (position of the section above, -1 at the top), ``aliases``
``approaches``  ``id, title, lead, section, roles, access, aliases`` (positions; access is -1 where it does not matter)
``venues``, ``topics``  names
``papers``      ``key, title, year, venue, authors`` (``Family, Given``), ``more`` (1 where the list is cut),
                ``topics``, ``places`` (``[approach, claim]``; their number is how often the survey cites the
                paper), ``has``
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ..model import Approach, Paper, Section, Survey, Term

T = TypeVar("T")
VERSION = 1
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def search_index(survey: Survey) -> str:
    """Everything that searching and filtering need, as compact JSON."""
    return compact(Index(survey).tree())


def compact(tree: object) -> str:
    """JSON as short as it gets."""
    return _JSON.encode(tree) + "\n"


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


class Index:
    """The vocabularies of a survey, and its papers in terms of them."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.sections = _positions(survey.paths)
        self.approaches = _positions((s.id, a.id) for s in survey.walk() for a in s.approaches)
        self.venues = _positions(sorted({paper.venue for paper in survey.papers.values()}))
        self.topics = _positions(sorted({topic for paper in survey.papers.values() for topic in paper.topics}))
        self.filters = survey.shown("filter", "approach")
        self.terms = {v.id: _positions(term.id for term in v.terms) for v in self.filters}

    def tree(self) -> dict[str, Any]:
        """The whole index."""
        return {**self.vocabularies(), "papers": [self.paper(paper) for paper in self.survey.papers.values()]}

    def vocabularies(self) -> dict[str, Any]:
        """All but the papers."""
        return {
            "v": VERSION,
            "synonyms": self.survey.synonyms,
            "roles": _terms(self._vocabulary("roles")),
            "access": _terms(self._vocabulary("access")),
            "sections": [self._section(path) for path in self.survey.paths.values()],
            "approaches": [self._approach(s, a) for s in self.survey.walk() for a in s.approaches],
            "venues": list(self.venues),
            "topics": list(self.topics),
        }

    def _vocabulary(self, id: str) -> tuple[Term, ...]:
        return next((vocabulary.terms for vocabulary in self.filters if vocabulary.id == id), ())

    def _section(self, path: tuple[Section, ...]) -> dict[str, Any]:
        section = path[-1]
        return {
            "id": section.id,
            "title": section.title,
            "number": section.number,
            "lead": section.lead,
            "up": self.sections[path[-2].id] if len(path) > 1 else -1,
            "aliases": section.aliases,
        }

    def _approach(self, section: Section, approach: Approach) -> dict[str, Any]:
        return {
            "id": approach.id,
            "title": approach.title,
            "lead": approach.lead,
            "section": self.sections[section.id],
            "roles": [self.terms["roles"][term.id] for term in approach.terms.get("roles", ())],
            "access": next((self.terms["access"][term.id] for term in approach.terms.get("access", ())), -1),
            "aliases": approach.aliases,
        }

    def paper(self, paper: Paper) -> dict[str, Any]:
        """A paper that refers to the vocabularies by position."""
        places = self.survey.places[paper.key]
        return {
            "key": paper.key,
            "title": paper.title,
            "year": paper.year,
            "venue": self.venues[paper.venue],
            "authors": [name.inverted for name in paper.authors],
            "more": int(paper.has_more_authors),
            "topics": [self.topics[topic] for topic in paper.topics],
            "places": [[self.approaches[place.section.id, place.approach.id], place.claim] for place in places],
            "has": facts(paper),
        }


def _positions(values: Iterable[T]) -> Mapping[T, int]:
    return {value: position for position, value in enumerate(values)}


def _terms(terms: Iterable[Term]) -> list[tuple[str, str]]:
    return [(term.id, term.title) for term in terms]
