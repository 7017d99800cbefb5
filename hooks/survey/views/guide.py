"""Survey → advice: which sections answer a problem, what they ask of you, and where to read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ..model import Approach, Paper, Section, Survey, Term

FIRST_PAPERS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper to open first, and why."""

    paper: Paper
    reason: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A section that answers a problem; one without methods only says what to know beforehand."""

    section: Section
    methods: tuple[Approach, ...]
    first: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """A problem and what answers it, the sections that exist for it first."""

    problem: Term
    fits: tuple[Fit, ...]
    warnings: tuple[Fit, ...]


def advice(survey: Survey) -> tuple[Advice, ...]:
    """What to do about each problem of the vocabulary that any section answers."""
    found = (_advice(survey, problem) for problem in survey.problems)
    return tuple(item for item in found if item.fits or item.warnings)


def _advice(survey: Survey, problem: Term) -> Advice:
    # A section names its problems in the order in which it serves them; the sort keeps reading order among equals.
    ranked = sorted(_sections(survey, problem), key=lambda section: section.problems.index(problem))
    fits = [_fit(survey, section) for section in ranked]
    return Advice(problem, tuple(f for f in fits if f.methods), tuple(f for f in fits if not f.methods))


def _sections(survey: Survey, problem: Term) -> Iterator[Section]:
    """Sections that answer it themselves; one with children answers through them."""
    for section in survey.walk():
        if problem in section.problems and not section.sections:
            yield section


def _fit(survey: Survey, section: Section) -> Fit:
    methods = tuple(approach for approach in section.approaches if approach.access)
    return Fit(section, methods, tuple(islice(_first(survey, section), FIRST_PAPERS)))


def _first(survey: Survey, section: Section) -> Iterator[Reading]:
    """The section's reading path, or else its placements in order."""
    for step in section.start_with:
        yield Reading(survey.papers[step.target], step.reason)
    if not section.start_with:
        for approach in section.approaches:
            for placement in approach.placements:
                yield Reading(placement.paper, placement.claim)


def least_access(survey: Survey, fit: Fit) -> Term:
    """The lowest access with which any of the section's methods works."""
    return next(term for term in survey.access if any(method.access == term for method in fit.methods))


@dataclass(frozen=True, slots=True)
class Spot:
    """An approach and the section that holds it."""

    section: Section
    approach: Approach


def spots(survey: Survey, role: Term, access: Term) -> tuple[Spot, ...]:
    """Every approach in which the small model plays a role, given that access to the large one."""
    return tuple(
        Spot(section, approach)
        for section in survey.walk()
        for approach in section.approaches
        if role in approach.roles and approach.access == access
    )
