"""Survey → the data that searching works on: two JSON files, of which the second is only needed for details.

``docs/assets/search/engine.js`` describes what is done with it. The first file holds each fact once and refers to
lists (sections, approaches, values of facets) by position, so that it stays small:

``v``           version of this layout
``synonyms``    groups of words that mean the same to a reader
``phrases``     what many papers have in common, and readers may abbreviate, as :mod:`.phrases` learns it
``facets``      ``[name, title]``: what the explorer filters by, in its order; nothing that no paper has a value of
``vocabularies``  name of a facet → its terms, each ``[id, title]``
``usual``       name of a facet → the terms of papers that name none themselves
``searched``    names of the vocabularies whose titles are words that find a paper
``answers``     what the guide answers: ``noun`` and ``terms``, each ``[id, title, meaning]``
``sections``    ``id, title, number, lead, up`` (position of the section above, -1 at the top), ``aliases, answers``
``approaches``  ``id, title, section, terms, aliases``; ``terms``: vocabulary → positions
``values``      name of a facet by facts of a record (:mod:`.facets`) → its values in alphabetical order
``pages``       who has a page: ``fewest``, how many papers an author must have, and ``author`` (``Family, Given``) and
                ``venue``, name → the part of its address, where that is not the slug of the name
``fields``      where a word may stand, for the masks of :mod:`.words`
``papers``      newest first, each fact as a column: ``key, title, year, authors`` (``Family, Given``), ``more`` (1 if
                the list is cut), ``places``, for each name among ``values`` those that the paper has, and ``terms``
                where the paper's own are not the usual
``words``       what papers contribute, their terms and the questions they answer, as :mod:`.words` packs it

A place is an approach, or ``[approach, terms]`` with the vocabularies in which the placement differs from its approach:
they replace the approach's terms, an empty list leaves none. Of authors the first ``AUTHORS`` are named, which any
label needs. The second file, ``search/rest.json``, has the ``leads`` of the approaches and for each paper:

``authors``     those that follow
``ids``         what other places call it
``texts``       what it is about, in sentences and terms, the contribution first; in which phrases are looked up

and ``words``, what else the notes on papers and the claims say. First answers are good without them
(``make bench-search`` says how good), and the first file is what readers wait for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

from ..model import Approach, Paper, Place, Section, Survey, Terms
from ..text.fold import slug
from ..views.guide import questions
from ..views.listings import FEWEST, Listing, people, venues
from .facets import SECTION, Facet, facets, filters
from .phrases import phrases
from .words import AUTHORS, FIELDS, FIRST, LATER, SILENT, Words, identifiers, pack

T = TypeVar("T")
VERSION = 8
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def search_index(survey: Survey) -> str:
    """Everything that searching and filtering need, as compact JSON."""
    return compact(Index(survey).tree())


def rest(survey: Survey) -> str:
    """What follows once the first results are there, as compact JSON."""
    papers = newest_first(survey)
    return compact(
        {
            "authors": [[name.inverted for name in paper.authors[AUTHORS:]] for paper in papers],
            "ids": [identifiers(paper) for paper in papers],
            "texts": [texts(survey, paper) for paper in papers],
            "leads": [approach.lead for section in survey.walk() for approach in section.approaches],
            "words": pack(Words(survey).all(papers, LATER)),
        }
    )


def newest_first(survey: Survey) -> list[Paper]:
    """Papers by their numbers in the index."""
    return [paper for papers in survey.by_year.values() for paper in papers]


def texts(survey: Survey, paper: Paper) -> list[str]:
    """What a paper is about, its contribution first."""
    claims = [place.claim for place in survey.places[paper.key] if place.claim]
    if not paper.note:
        return claims
    return [paper.note.gist, *paper.note.terms, *paper.note.asks, *claims]


def compact(tree: object) -> str:
    """JSON as short as it gets."""
    return _JSON.encode(tree) + "\n"


class Index:
    """The vocabularies of a survey, and its papers in terms of them."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.sections = _positions(survey.paths)
        self.approaches = _positions((s.id, a.id) for s in survey.walk() for a in s.approaches)
        self.facets = facets(survey)
        self.values = {facet.name: _positions(_values(survey, facet)) for facet in self.facets}
        self.filters = filters(survey)
        self.terms = {vocabulary.id: _positions(term.id for term in vocabulary.terms) for vocabulary in self.filters}

    def tree(self) -> dict[str, Any]:
        """The whole index."""
        papers, head = newest_first(self.survey), self.head()
        authors = {name.inverted: listing for name, listing in people(self.survey).items()}
        head["pages"]["author"] = _own_slugs(authors, _spoken)
        return {
            **head,
            "papers": _columns([self.paper(paper, AUTHORS) for paper in papers]),
            "words": pack(Words(self.survey).all(papers, FIRST)),
        }

    def head(self) -> dict[str, Any]:
        """All but the papers."""
        return {
            "v": VERSION,
            "synonyms": self.survey.synonyms,
            "phrases": phrases(self.survey, SILENT),
            "facets": self._facets(),
            "vocabularies": {v.noun: [(term.id, term.title) for term in v.terms] for v in self.filters},
            "usual": {v.noun: [self.terms[v.id][v.default.id]] for v in self.filters if v.default},
            "searched": [vocabulary.noun for vocabulary in self.filters if "search" in vocabulary.shown],
            "sections": [self._section(path) for path in self.survey.paths.values()],
            "approaches": [self._approach(s, a) for s in self.survey.walk() for a in s.approaches],
            "answers": self._answers(),
            "values": {name: list(values) for name, values in self.values.items()},
            "pages": {"fewest": FEWEST, "author": {}, "venue": _own_slugs(venues(self.survey), str)},
            "fields": FIELDS,
        }

    def _facets(self) -> list[tuple[str, str]]:
        return [
            *([(SECTION, "Section")] if any(self.survey.places.values()) else ()),
            *((vocabulary.noun, vocabulary.title) for vocabulary in self.filters),
            *((facet.name, facet.title) for facet in self.facets if any(self.values[facet.name])),
        ]

    def _answers(self) -> dict[str, Any]:
        asked = questions(self.survey)
        terms = [(term.id, term.title, term.meaning) for term in asked.terms] if asked else []
        return {"noun": asked.noun if asked else "", "terms": terms}

    def _section(self, path: tuple[Section, ...]) -> dict[str, Any]:
        section, asked = path[-1], questions(self.survey)
        return {
            "id": section.id,
            "title": section.title,
            "number": section.number,
            "lead": section.lead,
            "up": self.sections[path[-2].id] if len(path) > 1 else -1,
            "aliases": section.aliases,
            "answers": [term.id for term in section.terms.get(asked.id, ())] if asked else [],
        }

    def _approach(self, section: Section, approach: Approach) -> dict[str, Any]:
        return {
            "id": approach.id,
            "title": approach.title,
            "section": self.sections[section.id],
            "terms": self._terms(self._shared(approach)),
            "aliases": approach.aliases,
        }

    def _shared(self, approach: Approach) -> Terms:
        """What its papers have of it: not where it comes from itself."""
        of_papers = {vocabulary.id for vocabulary in self.survey.of_papers}
        return {id: terms for id, terms in approach.terms.items() if id not in of_papers}

    def _terms(self, terms: Terms) -> dict[str, list[int]]:
        found = {v.noun: [self.terms[v.id][term.id] for term in terms.get(v.id, ())] for v in self.filters}
        return {noun: positions for noun, positions in found.items() if positions}

    def paper(self, paper: Paper, authors: int | None = None) -> dict[str, Any]:
        """A paper that refers to the vocabularies by position, with so many of its authors."""
        places = self.survey.places[paper.key]
        return {
            "key": paper.key,
            "title": paper.title,
            "year": paper.year,
            "authors": [name.inverted for name in paper.authors[:authors]],
            "more": int(paper.has_more_authors),
            "places": [self._place(place) for place in places],
            **{facet.name: [self.values[facet.name][value] for value in facet.values(paper)] for facet in self.facets},
            **({"terms": own} if (own := self._terms(self._unusual(paper))) else {}),
        }

    def _unusual(self, paper: Paper) -> Terms:
        return {v.id: paper.terms[v.id] for v in self.survey.of_papers if paper.terms[v.id] != (v.default,)}

    def _place(self, place: Place) -> int | list[Any]:
        at = self.approaches[place.section.id, place.approach.id]
        own = place.placement.own(place.approach)
        return [at, self._terms(own)] if own else at


def _values(survey: Survey, facet: Facet) -> list[str]:
    return sorted({value for paper in survey.papers.values() for value in facet.values(paper)})


def _own_slugs(listings: Mapping[str, Listing], spoken: Callable[[str], str]) -> dict[str, str]:
    """Name → the part of an address that is not the name's slug, such as that of somebody spelled like others."""
    return {name: listing.slug for name, listing in listings.items() if listing.slug != slug(spoken(name))}


def _spoken(inverted: str) -> str:
    """``Gaël Varoquaux`` of ``Varoquaux, Gaël``, as scripts make it."""
    family, *rest = inverted.split(", ")
    given = [rest.pop()] if rest else []
    return " ".join([*given, family, *rest])


def _columns(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Records of the same facts, fact by fact, which compresses better; nothing where one lacks it."""
    names = dict.fromkeys(chain.from_iterable(records))
    return {name: [record.get(name) for record in records] for name in names}


def _positions(values: Iterable[T]) -> Mapping[T, int]:
    return {value: position for position, value in enumerate(values)}
