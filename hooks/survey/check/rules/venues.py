"""The rules of venues and their volumes, and of what the entries repeat of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ...diagnostics import Located, Problem, quoted
from ...read import bibtex
from ...read.bibtex import Entry
from ...read.records import EMPTY, Records, VolumeRecord
from ...read.venues import REPEATED, Home, VenueNames, differences, homes, settled
from ...text.latex import decode_latex
from ..rule import BIB, VENUES, at, rule, wrong_length
from .fields import PATTERNS, fits, isbn_adds_up, wrong_address

LONGEST_VENUE = 60
SHORTEST = 3  # letters and digits of a phrase: fewer stand in every name
FIX = "`python hooks/cli.py check --fix` puts it in"


@rule
def venues_clear(records: Records) -> Iterator[Problem]:
    """A phrase points to one venue."""
    seen: dict[str, Located] = {}
    for short, venue in records.venues.items():
        for phrase in venue.names:
            first = seen.setdefault(phrase.lower(), short)
            if first is not short:
                yield at(VENUES, phrase, f"{short}: {quoted(phrase)} already stands for `{first}`; keep one")


@rule
def venues_named(records: Records) -> Iterator[Problem]:
    """A phrase tells one venue's name from others, and the short name is short."""
    for short, venue in records.venues.items():
        if told := wrong_length(short, (0, LONGEST_VENUE)) if short.strip() else "is empty; write a short name":
            yield at(VENUES, short, f"the short name {quoted(short)} {told}")
        for phrase in venue.names:
            if sum(map(str.isalnum, phrase)) < SHORTEST:
                yield at(VENUES, phrase, f"{short}: {quoted(phrase)} stands in too many names; write more of the name")


@rule
def venues_recognized(records: Records) -> Iterator[Problem]:
    """The full name of a venue or volume leads back to its short name."""
    name_of = VenueNames(records.venues)
    for short, venue in records.venues.items():
        titles = () if venue.journal else (venue.booktitle, *(volume.booktitle for volume in venue.volumes))
        for name in filter(None, (venue.journal, *titles)):
            if (found := name_of(decode_latex(name))) != short:
                told = f"stands for `{found}`" if found != decode_latex(name) else "contains none of its `names`"
                yield at(VENUES, name, f"{short}: {quoted(name)} {told}; add a longer phrase to `names`")


@rule
def venues_whole(records: Records) -> Iterator[Problem]:
    """A venue has names or is a journal, its volumes have titles of their own, and no two of a year share one."""
    for short, venue in records.venues.items():
        if not venue.names and not venue.journal:
            yield at(VENUES, short, f"{short}: nothing tells the venue; add `names` or `journal`")
        seen: dict[tuple[str, str], Located] = {}
        for volume in venue.volumes:
            title = volume.booktitle or venue.booktitle
            if bool(title) == bool(venue.journal):
                told = "has a `booktitle`, but its venue is a journal" if title else "has no `booktitle`; add it"
                yield at(VENUES, volume.year, f"{short}: the volume of {volume.year} {told}")
            first = seen.setdefault((str(volume.year), str(title)), volume.year)
            if first is not volume.year:
                told = f"the volume of {volume.year} stands in line {first.line} already"
                yield at(VENUES, volume.year, f"{short}: {told}; tell them apart by `booktitle`")


@rule
def venues_fields(records: Records) -> Iterator[Problem]:
    """Years, months, numbers, addresses and editors of volumes have the form that they have in entries."""
    for short, venue in records.venues.items():
        for record in (venue, *venue.volumes):
            for name, (pattern, example) in PATTERNS.items():
                value = getattr(record, name, EMPTY)
                if value and not fits(pattern, value):
                    yield at(VENUES, value, f"{short}: `{name}` is {quoted(value)}; write {example}")
        for volume in venue.volumes:
            yield from _particulars(short, volume)


def _particulars(short: str, volume: VolumeRecord) -> Iterator[Problem]:
    if volume.url and (wrong := wrong_address(volume.url)):
        yield at(VENUES, volume.url, f"{short}: `url` is {quoted(volume.url)}, which {wrong}")
    if volume.isbn and fits(PATTERNS["isbn"][0], volume.isbn) and not isbn_adds_up(volume.isbn):
        told = f"`isbn` is {quoted(volume.isbn)}, whose check digit is wrong; look it up again"
        yield at(VENUES, volume.isbn, f"{short}: {told}")
    try:
        bibtex.names(volume.editor)
    except ValueError as error:
        yield at(VENUES, volume.editor, f"{short}: `editor`: {error}")


@rule
def entry_volume_known(records: Records) -> Iterator[Problem]:
    """An entry of a venue whose volumes are listed is of one of them."""
    for entry, home in homes(records.entries, records.venues):
        if home.venue.volumes and not home.volume:
            yield at(BIB, entry.key, f"{entry.key}: {_unknown_volume(entry, home)}")


def _unknown_volume(entry: Entry, home: Home) -> str:
    year = entry.fields.get("year", EMPTY)
    names = ("month", "address") if home.venue.journal or home.venue.booktitle else ("booktitle", "month", "address")
    stated = ", ".join(f"{name}: {_flow(entry.fields.get(name, '…'))}" for name in names)
    block = f"add `- {{year: {year}, {stated}}}` to `volumes` of `{home.short}` in {VENUES}:{home.short.line}"
    if any(volume.year == year for volume in home.venue.volumes):
        return f"none of the volumes of {home.short} {year} has this `booktitle` or `url`; correct them, or {block}"
    return f"no volume of {home.short} {year} is known; {block}, or correct `year`"


def _flow(value: str) -> str:
    """A text as it stands between the braces of YAML."""
    return value if re.fullmatch(r"[\w…][\w… -]*", value) else json.dumps(value, ensure_ascii=False)


@rule
def entry_volume_kind(records: Records) -> Iterator[Problem]:
    """A paper in a journal is an `@article` with a `journal`, one in proceedings an `@inproceedings`."""
    for entry, home in homes(records.entries, records.venues):
        if entry.kind != home.kind:
            wanted = f"`@{home.kind}` with a `{REPEATED[home.kind][0]}`"
            yield at(BIB, entry.kind, f"{entry.key}: {home.short} is cited as {wanted}; change `@{entry.kind}`")


@rule
def entry_volume_facts(records: Records) -> Iterator[Problem]:
    """What an entry says of its volume is what the volume says, no less and no more."""
    for entry, home in settled(records.entries, records.venues):
        for name, wanted in differences(entry, home).items():
            found = entry.fields.get(name)
            told = f"`{name}` is {quoted(found)}" if found else f"`{name}` is missing"
            remedy = f"{VENUES}:{wanted.line} has {quoted(wanted, 120)}; {FIX}"
            yield at(BIB, found or entry.key, f"{entry.key}: {told}, but {remedy}")
        for name in home.unstated(entry):
            told = f"`{name}` is {quoted(entry.fields[name])}, which {VENUES} does not have for {home.short}"
            yield at(BIB, entry.fields[name], f"{entry.key}: {told}; add it there, or remove it here")


@rule
def entry_volume_page(records: Records) -> Iterator[Problem]:
    """The page of record is one of the volume's pages, rather than one of a preprint."""
    for entry, home in settled(records.entries, records.venues):
        start, url = home.stated("url"), entry.fields.get("url", EMPTY)
        if start and url and not url.startswith(start):
            told = f"`url` is {quoted(url)}; pages of the volume begin with `{start}` ({VENUES}:{start.line})"
            yield at(BIB, url, f"{entry.key}: {told}")
