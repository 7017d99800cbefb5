"""The rules of survey.yml: what is true of this survey alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Problem, did_you_mean, quoted
from ...read.records import Records
from ..rule import BIB, PROFILE, TAXONOMY, at, doubt, missing, rule
from .fields import PATTERNS, fits, is_web_address

DIRECTIONS = ("forward", "back", "both")
COLOR = re.compile(r"#[0-9a-f]{6}")
MONTH = r"(19|20)\d\d-(0[1-9]|1[0-2])"
STORE = re.compile(r"[a-z][a-z0-9-]*")


@rule
def profile_own(records: Records) -> Iterator[Problem]:
    """The survey's own record is one of papers.bib."""
    if own := records.profile.own:
        yield from missing(PROFILE, "own", f"paper in {BIB}", [own], (entry.key for entry in records.entries))


@rule
def profile_names(records: Records) -> Iterator[Problem]:
    """What other programs keep is well formed: the address that ids are made from, the prefix of browsers' stores."""
    namespace, store = records.profile.namespace, records.profile.store
    if namespace and not is_web_address(namespace):
        yield at(
            PROFILE, namespace, f"`namespace` is {quoted(namespace)}; write an address that starts with `https://`"
        )
    if store and not STORE.fullmatch(store):
        yield at(PROFILE, store, f"`store` is {quoted(store)}; write one lower-case word such as `atlas`")


@rule
def profile_last_year(records: Records) -> Iterator[Problem]:
    """The last year of the survey is a year."""
    value = records.profile.last_year
    if value and not fits(PATTERNS["year"][0], value):
        yield at(PROFILE, value, f"`last_year` is {quoted(value)}; write {PATTERNS['year'][1]}")


@rule
def profile_dates(records: Records) -> Iterator[Problem]:
    """The date of a source is a month, as papers have them."""
    for source in records.profile.sources.values():
        if source.date and not fits(MONTH, source.date):
            yield at(PROFILE, source.date, f"{source.title}: `date` is {quoted(source.date)}; write it like `2026-02`")


@rule
def profile_namespace(records: Records) -> Iterator[Problem]:
    """A survey with a feed says what the ids of its entries are made from, so that they never change."""
    if (records.changes or records.profile.opened) and not records.profile.namespace:
        yield doubt(PROFILE, "", "`namespace` is missing; give the address that ids in the feed are made from")


@rule
def profile_ends(records: Records) -> Iterator[Problem]:
    """A map lies between two ends, each with a color for a light and one for a dark ground."""
    ends = records.profile.ends
    if len(ends) not in (0, 2):
        yield at(PROFILE, ends[0].title, f"`ends` has {len(ends)} entries; a map lies between two, or has none")
    for end in ends:
        for name, colors in (("strong", end.strong), ("soft", end.soft)):
            if len(colors) != 2 or not all(map(COLOR.fullmatch, colors)):
                message = f"{end.title}: `{name}` needs two colors like `#9a420f`, for light and for dark"
                yield at(PROFILE, colors[0] if colors else end.title, message)


@rule
def directions_known(records: Records) -> Iterator[Problem]:
    """A section's direction on the map is one that can be drawn, between ends that have a name."""
    for section in records.taxonomy.walk():
        value = section.direction
        if value and value not in DIRECTIONS:
            hint = did_you_mean(value, DIRECTIONS) or f"; use one of {', '.join(DIRECTIONS)}"
            yield at(TAXONOMY, value, f"{section.id}: unknown direction {quoted(value)}{hint}")
        elif value and not records.profile.ends:
            yield at(
                TAXONOMY, value, f"{section.id}: a direction needs the two `ends` of the map; name them in {PROFILE}"
            )
