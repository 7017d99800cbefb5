"""The rules of short names for venues."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Located, Problem, quoted
from ...read.records import Records
from .rule import VENUES, at, rule


@rule
def venues_clear(records: Records) -> Iterator[Problem]:
    """A phrase points to one venue."""
    seen: dict[str, Located] = {}
    for venue, phrases in records.venues.items():
        for phrase in phrases:
            first = seen.setdefault(phrase.lower(), venue)
            if first is not venue:
                yield at(VENUES, phrase, f"{venue}: {quoted(phrase)} already stands for `{first}`; keep one")
