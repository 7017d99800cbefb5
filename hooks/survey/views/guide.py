"""Survey → advice: which sections answer a problem, what they ask of their reader, and where to read first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..model import Approach, Paper, Section, Survey, Term, Terms, Vocabulary

FIRST_PAPERS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper to open first, and why."""

    paper: Paper
    reason: str


@dataclass(frozen=True, slots=True)
class Method:
    """An approach that one can take, and the terms that any of its papers has there, each vocabulary in its order."""

    approach: Approach
    terms: Terms


@dataclass(frozen=True, slots=True)
class Answer:
    """A section that answers problems, those that it is made for first; without methods it only says what to know."""

    section: Section
    problems: tuple[Term, ...]
    methods: tuple[Method, ...]
    first: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A problem and what answers it, the sections that exist for it first."""

    problem: Term
    fits: tuple[Answer, ...]
    warnings: tuple[Answer, ...]


def questions(survey: Survey) -> Vocabulary | None:
    """What readers may struggle with: the vocabulary of sections that the guide starts from."""
    return next(iter(survey.shown("guide", "section")), None)


def ladder(survey: Survey) -> Vocabulary | None:
    """What an approach asks of its reader, from the least to the most, by which the guide narrows down."""
    return next((v for v in survey.shown("guide", "approach") if v.is_ladder), None)


def needs(survey: Survey) -> Vocabulary | None:
    """What one must have for an approach, all that it names, by which the guide narrows down."""
    return next((v for v in survey.shown("guide", "approach") if not v.is_ladder), None)


def answers(survey: Survey) -> tuple[Answer, ...]:
    """Every section that answers a problem, once, in reading order; one with children answers through them."""
    asked = questions(survey)
    if not asked:
        return ()
    found = (section for section in survey.walk() if section.terms.get(asked.id) and not section.sections)
    return tuple(_answer(survey, section, section.terms[asked.id]) for section in found)


def advice(survey: Survey) -> tuple[Advice, ...]:
    """What to do about each problem of the vocabulary that any section answers."""
    asked, found = questions(survey), answers(survey)
    every = (_advice(problem, found) for problem in asked.terms) if asked else ()
    return tuple(item for item in every if item.fits or item.warnings)


def _advice(problem: Term, found: Iterable[Answer]) -> Advice:
    # A section names its problems in the order in which it serves them; the sort keeps reading order among equals.
    answering = [answer for answer in found if problem in answer.problems]
    ranked = sorted(answering, key=lambda answer: answer.problems.index(problem))
    return Advice(problem, tuple(a for a in ranked if a.methods), tuple(a for a in ranked if not a.methods))


def _answer(survey: Survey, section: Section, problems: tuple[Term, ...]) -> Answer:
    levels = ladder(survey)
    found = (Method(approach, _terms(survey, approach)) for approach in section.approaches)
    methods = tuple(method for method in found if not levels or method.terms.get(levels.id))
    return Answer(section, problems, methods, tuple(islice(_first(survey, section), FIRST_PAPERS)))


def _terms(survey: Survey, approach: Approach) -> Terms:
    found = {v.id: {term for terms in _held(approach) for term in terms.get(v.id, ())} for v in survey.vocabularies}
    return {v.id: tuple(term for term in v.terms if term in found[v.id]) for v in survey.vocabularies if found[v.id]}


def _held(approach: Approach) -> tuple[Terms, ...]:
    """What each paper of an approach has; of one without papers, what holds for those to come."""
    return tuple(placement.terms for placement in approach.placements) or (approach.terms,)


def _first(survey: Survey, section: Section) -> Iterator[Reading]:
    """The section's reading path, or else its placements in order."""
    for step in section.start_with:
        yield Reading(survey.papers[step.target], step.reason)
    if not section.start_with:
        for approach in section.approaches:
            for placement in approach.placements:
                yield Reading(placement.paper, placement.claim)


def least(levels: Vocabulary, fit: Answer) -> Term:
    """The lowest term of a ladder with which any paper of the section's methods works."""
    return next(term for term in levels.terms if any(term in method.terms[levels.id] for method in fit.methods))


@dataclass(frozen=True, slots=True)
class Spot:
    """An approach and the section that holds it."""

    section: Section
    approach: Approach


def spots(survey: Survey, *wanted: tuple[Vocabulary, Term]) -> tuple[Spot, ...]:
    """Every approach of which a paper has all of the terms."""
    return tuple(
        Spot(section, approach)
        for section in survey.walk()
        for approach in section.approaches
        if any(all(term in terms.get(vocabulary.id, ()) for vocabulary, term in wanted) for terms in _held(approach))
    )
