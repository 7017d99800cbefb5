"""A new version of a survey beside the collection: which of its references are new, gone, or published since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ...diagnostics import Located, Problem
from ...read.bibtex import Entry
from ...read.records import Records
from ...read.venues import VenueNames
from ...text.latex import decode_latex
from .merge import new, part
from .ours import Ours
from .references import Reference, references


@dataclass
class Compared:
    """The references of a version, by what has become of them."""

    path: str
    here: dict[str, Reference] = field(default_factory=dict)  # key of our paper → where it is cited
    new: list[Reference] = field(default_factory=list)
    doubtful: dict[str, tuple[Reference, str]] = field(default_factory=dict)  # by the key of what it may be
    gone: list[str] = field(default_factory=list)
    since: dict[str, str] = field(default_factory=dict)  # cited as preprints: key → venue and year that we have
    ahead: list[str] = field(default_factory=list)  # cited as published: preprints with us
    unread: list[Problem] = field(default_factory=list)


def compare(records: Records, path: Path, before: Path | None = None) -> Compared:
    """The references of a version beside our papers, or beside those that an earlier version cites of them.

    Raises:
        Refusal: if a file cannot be read, or holds no references.

    """
    ours, venue = Ours(records.entries), VenueNames(records.venues)
    entries = {str(entry.key): entry for entry in records.entries}
    found, unread = references(path)
    compared = Compared(path.name, unread=unread)
    for reference in found:
        match = ours.match(reference)
        if match.conflict:
            compared.doubtful[match.key] = reference, match.conflict
        elif match.key:
            compared.here.setdefault(match.key, reference)
        else:
            compared.new.append(reference)
    if before:
        _since(compared, ours, before)
    else:
        # What says that it was added since was never cited, and the survey does not cite itself.
        since = {key for key, entry in entries.items() if "added" in entry.fields}
        cited = {*compared.here, *compared.doubtful, *since, str(records.profile.own)}
        compared.gone = [key for key in entries if key not in cited]
    for key, reference in compared.here.items():
        is_published = ours.records[key].is_published
        if reference.is_preprint and is_published:
            compared.since[key] = _venue(entries[key], venue)
        elif not reference.is_preprint and not is_published and ours.records[key].get("eprint"):
            compared.ahead.append(key)
    return compared


def _since(compared: Compared, ours: Ours, before: Path) -> None:
    """Gone and new are told against an earlier version in place of the whole collection."""
    earlier = Ours(())
    cited = set()
    for number, reference in enumerate(references(before)[0]):
        earlier.add(str(number), reference)
        cited.add(ours.match(reference).key)
    compared.gone = sorted(cited - {"", *compared.here, *compared.doubtful})
    compared.new = [one for one in compared.new if not earlier.match(one).key]


def _venue(entry: Entry, venue: VenueNames) -> str:
    name = entry.fields.get("booktitle") or entry.fields.get("journal") or entry.fields.get("howpublished") or ""
    return f"{venue(Located(decode_latex(name), 1))} {entry.fields['year']}"


def told(compared: Compared) -> Iterator[str]:
    """What a curator reads, line by line."""
    yield (
        f"{compared.path}: {len(compared.here)} references are here, {len(compared.new)} are new, "
        f"{len(compared.gone)} are gone, {len(compared.since)} have been published since"
    )
    yield from part("New", (line for one in compared.new for line in new(one)))
    yield from part("Gone", (f"`{key}`" for key in compared.gone))
    since = (f"{compared.here[key].place}: `{key}`, {venue}" for key, venue in sorted(compared.since.items()))
    yield from part("Cited as preprints, published since", since)
    ahead = (f"{compared.here[key].place}: `{key}`: {compared.here[key]}" for key in sorted(compared.ahead))
    yield from part("Cited as published, preprints here: see `refresh`", ahead)
    doubts = (f"{one.place}: {one}, but {why}" for one, why in compared.doubtful.values())
    yield from part("Doubtful", doubts)
    yield from part("Cannot be read", map(str, compared.unread))
