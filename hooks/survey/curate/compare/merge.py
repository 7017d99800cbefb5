"""Another bibliography beside ours: what is new in it, what differs, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...check.rule import BIB
from ...diagnostics import Problem, path_of, quoted
from ...read.records import Records
from ...read.venues import VenueNames
from ..found import Found
from .fields import Difference, differences
from .ours import Match, Ours
from .references import Reference, references


@dataclass(frozen=True)
class Known:
    """A reference to a paper of ours, and what it says otherwise."""

    reference: Reference
    key: str
    differences: tuple[Difference, ...] = ()
    is_older: bool = False  # it cites the preprint of what is published here
    is_newer: bool = False  # it cites as published what is a preprint here


@dataclass
class Merged:
    """Another bibliography, paper by paper."""

    path: str
    new: list[Reference] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    conflicting: list[tuple[Reference, str]] = field(default_factory=list)
    twice: list[tuple[Reference, Reference]] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)
    places: Mapping[str, str] = field(default_factory=dict)


def merge(records: Records, path: Path) -> Merged:
    """Another bibliography beside our records; nothing is changed.

    Raises:
        Refusal: if the file cannot be read.

    """
    found, unread = references(path)
    ours, venue = Ours(records.entries), VenueNames(records.venues)
    merged = Merged(path.name, unread=unread, places=_places(records))
    there = Ours(())
    for number, reference in enumerate(found):
        match = ours.match(reference)
        if match.conflict:
            merged.conflicting.append((reference, match.conflict))
        elif match.key:
            merged.known.append(_known(reference, match, ours.records[match.key], venue))
        elif first := _before(there, reference, found):
            merged.twice.append((reference, first))
        else:
            merged.new.append(reference)
            there.add(str(number), reference)
    return merged


def _before(there: Ours, reference: Reference, found: Sequence[Reference]) -> Reference | None:
    match = there.match(reference)
    return found[int(match.key)] if match.key and not match.conflict else None


def _places(records: Records) -> dict[str, str]:
    return {str(entry.key): f"{path_of(entry.key, BIB)}:{entry.key.line}" for entry in records.entries}


def _known(reference: Reference, match: Match, ours: Found, venue: VenueNames) -> Known:
    theirs = reference.found
    if theirs is None:
        return Known(reference, match.key)
    is_older, is_newer = ours.is_published and not theirs.is_published, theirs.is_published and not ours.is_published
    found = differences(ours, theirs, venue)
    return Known(reference, match.key, found, is_older=is_older, is_newer=is_newer)


def told(merged: Merged) -> Iterator[str]:
    """What a curator reads, line by line."""
    differing = [one for one in merged.known if one.differences]
    counts = (
        f"{len(merged.new)} new",
        f"{len(merged.known)} known, {len(differing)} of them with fields that differ",
        f"{len(merged.conflicting)} conflicting",
        f"{len(merged.twice)} twice",
        f"{len(merged.unread)} that cannot be read",
    )
    yield f"{merged.path}: {'; '.join(counts)}"
    yield from part("New", (line for one in merged.new for line in new(one)))
    yield from part("Known, with fields that differ", (line for one in differing for line in _sides(one, merged)))
    older = (f"{one.reference.place}: `{one.key}`" for one in merged.known if one.is_older)
    yield from part("Cited as preprints of what is published here", older)
    newer = (f"{one.reference.place}: `{one.key}`" for one in merged.known if one.is_newer)
    yield from part("Published there, preprints here: see `refresh`", newer)
    conflicts = (f"{one.place}: {quoted(one.name)} is {one}, but {why}" for one, why in merged.conflicting)
    yield from part("Conflicting", conflicts)
    again = (f"{one.place}: {quoted(one.name)} is {quoted(two.name)} of line {two.line}" for one, two in merged.twice)
    yield from part("Twice in the file", again)
    yield from part("Cannot be read", map(str, merged.unread))


def part(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and its lines, or nothing where there is none."""
    for number, line in enumerate(lines):
        if not number:
            yield f"\n{title}:"
        yield f"  {line}"


def new(one: Reference) -> Iterator[str]:
    """A reference to a paper that is not here, and what `add` takes for it."""
    yield f"{one.place}: {f'{quoted(one.name)} is ' if one.name else ''}{one}"
    yield f"    add {one.asked}" if one.asked else "    names no identifier; look it up by its title"


def _sides(one: Known, merged: Merged) -> Iterator[str]:
    yield f"{one.reference.place}: {quoted(one.reference.name)} is `{one.key}` ({merged.places[one.key]})"
    for difference in one.differences:
        yield from (f"    {line}" for line in difference.lines)
