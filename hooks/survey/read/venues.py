"""Which venue an entry names, which of its volumes the entry is of, and what the entry has to repeat of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..diagnostics import Located
from ..text.latex import decode_latex
from .bibtex import Entry
from .records import EMPTY, VenueRecord, VolumeRecord

Venues = Mapping[Located, VenueRecord]
# What an entry repeats of its volume or journal, so that it is whole when somebody copies it. Volume and month of a
# journal are the paper's own. Editors, ISBN and ISSN stay with the volume: most styles would print them.
REPEATED = {
    "inproceedings": ("booktitle", "month", "series", "volume", "publisher", "address"),
    "article": ("journal", "series", "publisher", "address"),
}
SHARED = ("editor", "isbn", "issn")


class VenueNames:
    """Full venue name → short name: that of the journal of this name, else that of the longest phrase it contains."""

    def __init__(self, venues: Venues) -> None:
        self._journals = {venue.journal.lower(): short for short, venue in venues.items() if venue.journal}
        phrases = ((phrase.lower(), short) for short, venue in venues.items() for phrase in venue.names)
        self._phrases = sorted(phrases, key=lambda pair: -len(pair[0]))
        self._known: dict[str, str] = {}  # thousands of papers name the same few venues

    def __call__(self, full: str) -> str:
        """The short name, or the full one where neither is known."""
        if full not in self._known:
            self._known[full] = self._short(full)
        return self._known[full]

    def _short(self, full: str) -> str:
        wanted = full.lower()
        held = (short for phrase, short in self._phrases if phrase in wanted)
        return str(self._journals.get(wanted) or next(held, full))


@dataclass(frozen=True, slots=True)
class Home:
    """Where an entry appeared: its venue, and the volume unless the venue lists none that is the entry's."""

    short: Located
    venue: VenueRecord
    volume: VolumeRecord | None

    @property
    def kind(self) -> str:
        """The kind of entry that a paper of the venue has."""
        return "article" if self.venue.journal else "inproceedings"

    @property
    def facts(self) -> dict[str, Located]:
        """What an entry repeats, by field; those that nobody has stated are left out."""
        found = ((name, self.stated(name)) for name in REPEATED[self.kind])
        return {name: value for name, value in found if value}

    def unstated(self, entry: Entry) -> tuple[str, ...]:
        """The fields that an entry should repeat from here, and that nobody has stated here."""
        return tuple(name for name in REPEATED[self.kind] if name in entry.fields and name not in self.facts)

    @property
    def shared(self) -> dict[str, str]:
        """What an entry does not repeat, by field."""
        return {name: str(self.stated(name)) for name in SHARED if self.stated(name)}

    def stated(self, name: str) -> Located:
        """What the volume says of a field, or the venue where it does not; empty if neither does."""
        return getattr(self.volume, name, EMPTY) or getattr(self.venue, name, EMPTY)


def homes(entries: Iterable[Entry], venues: Venues) -> Iterator[tuple[Entry, Home]]:
    """The entries of venues of which more than the name is known, each with its home."""
    name_of = VenueNames(venues)
    known = {str(short): short for short, venue in venues.items() if venue.journal or venue.volumes}
    for entry in entries:
        found = known.get(name_of(decode_latex(_full_name(entry)))) if entry.kind in REPEATED else None
        if found:
            yield entry, Home(found, venues[found], _volume(entry, venues[found]))


def settled(entries: Iterable[Entry], venues: Venues) -> Iterator[tuple[Entry, Home]]:
    """Those of which it is clear what they have to repeat: their kind is right, and their volume known."""
    for entry, home in homes(entries, venues):
        if entry.kind == home.kind and (home.volume or not home.venue.volumes):
            yield entry, home


def _full_name(entry: Entry) -> str:
    return entry.fields.get("booktitle") or entry.fields.get("journal") or EMPTY


def _volume(entry: Entry, venue: VenueRecord) -> VolumeRecord | None:
    """The volume of the entry's year: by its title, by the address of the entry's page, or as the only one."""
    found = [volume for volume in venue.volumes if volume.year == entry.fields.get("year")]
    titled = [v for v in found if (v.booktitle or venue.booktitle) == entry.fields.get("booktitle", EMPTY)]
    if len(titled) == 1:
        return titled[0]
    paged = [volume for volume in found if volume.url and _url(entry).startswith(volume.url)]
    return next(iter(paged), None) or (found[0] if len(found) == 1 and not _is_elsewhere(entry, found[0]) else None)


def _is_elsewhere(entry: Entry, volume: VolumeRecord) -> bool:
    """Whether the entry names another year, or a page at the volume's host that is among those of something else."""
    years = re.findall(r"\b(?:19|20)\d\d\b", entry.fields.get("booktitle", EMPTY))
    if years and volume.year not in years:
        return True
    return bool(volume.url) and urlsplit(_url(entry)).netloc == urlsplit(volume.url).netloc


def _url(entry: Entry) -> str:
    return entry.fields.get("url", EMPTY)


def differences(entry: Entry, home: Home) -> dict[str, Located]:
    """The fields in which an entry differs from its volume, with what the volume says."""
    return {name: value for name, value in home.facts.items() if entry.fields.get(name) != value}
