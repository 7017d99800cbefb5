"""Where papers stand in the taxonomy: found by their ids, and added to by lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...check.rule import TAXONOMY
from ...diagnostics import did_you_mean, quoted
from ...read.inbox import position
from ..refusal import Refusal
from . import yamltext as yml


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper shall stand: section, approach, the claim it stands there for, and the terms that differ there."""

    section: str
    approach: str
    claim: str
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.section}/{self.approach}"

    @property
    def lines(self) -> list[str]:
        """The placement's fields as YAML, one a line."""
        named = [f"{name}: {_listed(ids)}" for name, ids in self.terms.items()]
        return [f"claim: {yml.written(self.claim)}", *named]


def _listed(ids: tuple[str, ...]) -> str:
    return ids[0] if len(ids) == 1 else f"[{', '.join(ids)}]"


def place_of(text: str, claim: str) -> Place:
    """A place as a curator writes it, ``section/approach``."""
    section, slash, approach = text.strip().partition("/")
    if not slash or not section or not approach:
        raise Refusal(f"{quoted(text)} is no place; write it `section/approach`, by their ids")
    return Place(section, approach, " ".join(claim.split()))


def find_approach(text: str, section: str, approach: str) -> yml.Node:
    """An approach of the taxonomy by its section's id and its own.

    Raises:
        Refusal: if there is none, with the nearest.

    """
    known_places = {}
    for at, found in yml.approaches(yml.tree(text)):
        known_places[f"{yml.text_of(at, 'id')}/{yml.text_of(found, 'id')}"] = found
    name = f"{section}/{approach}"
    if name in known_places:
        return known_places[name]
    here = ", ".join(one for one in known_places if one.startswith(f"{section}/"))
    hint = did_you_mean(name, known_places) or (f"; {section} has {here}" if here else "")
    raise Refusal(f"no such approach {quoted(name, 120)} in {TAXONOMY}{hint}")


def papers_of(approach: yml.Node, place: Place) -> list[yml.Pair]:
    """The placements of an approach, each of lines of its own.

    Raises:
        Refusal: if they are written in braces.

    """
    papers = yml.value(approach, "papers")
    found = list(yml.pairs(papers))
    if papers is None or yml.is_inline(papers) or not found:
        raise Refusal(f"{place}: its `papers` are written in braces; write one a line in {TAXONOMY} first")
    return found


def placed(text: str, key: str, place: Place) -> str:
    """The taxonomy with a paper below an approach.

    Raises:
        Refusal: if there is no such approach, or it is written in braces.

    """
    claim, *terms = place.lines
    if not terms:
        return inserted(text, key, place, [f"{key}: {claim.removeprefix('claim: ')}"])
    return inserted(text, key, place, [f"{key}:", *(f"  {line}" for line in (claim, *terms))])


def inserted(text: str, key: str, place: Place, lines: list[str]) -> str:
    """The taxonomy with the lines of a placement, at their place among those of an approach.

    Raises:
        Refusal: if there is no such approach, or it is written in braces.

    """
    approach = find_approach(text, place.section, place.approach)
    found = papers_of(approach, place)
    at = position([str(name.value) for name, _ in found], key)
    column = found[0][0].start_mark.column
    if at:
        return yml.spliced(text, [yml.after(text, *found[at - 1], column, *lines)])
    name = yml.pair(approach, "papers")
    return yml.spliced(text, [yml.below(text, (name or found[0])[0], column, *lines)])
