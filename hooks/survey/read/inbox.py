"""Contributions, one a file in data/inbox → entries and placements beside those of the files that they will go to."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..diagnostics import Located, Problem, quoted
from . import bibtex
from .bibtex import Entry
from .records import (
    ApproachRecord,
    Contribution,
    ContributionRecord,
    PlacementRecord,
    SectionRecord,
    TaxonomyRecord,
)
from .venues import Venues, differences, settled
from .yamlfile import YamlReader

FOLDER = "data/inbox"
LONGEST = 100_000  # characters of an entry: three thousand authors have 60,000
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")


def read(text: str, path: str) -> tuple[Contribution | None, list[Problem]]:
    """What a file contributes, and what is wrong with it; lines are those of the file."""
    reader = YamlReader(path, LONGEST, is_part=True)
    tree = reader.read(text)
    record = None if tree is None else reader.record(tree, ContributionRecord)
    if record is None:
        return None, reader.problems
    entries, problems = bibtex.read("\n" * _lines_above(text, record.entry) + record.entry, path)
    if len(entries) != 1 and not problems:
        told = f"`entry` holds {len(entries)} entries; write one, and give each paper a file of its own"
        problems = [Problem(path, record.entry.line, told)]
    if reader.problems or problems:
        return None, [*reader.problems, *problems]
    return Contribution(path, _from(path, entries[0]), record.entry, record.placements), []


def _lines_above(text: str, value: Located) -> int:
    """How many lines of the file stand above a text's first: a block begins below the sign that announces it."""
    return value.line - (0 if _BLOCK.search(text.splitlines()[value.line - 1]) else 1)


def _from(path: str, entry: Entry) -> Entry:
    def here(value: Located) -> Located:
        return Located(value, value.line, path)

    fields = {name: here(value) for name, value in entry.fields.items()}
    return Entry(here(entry.kind), here(entry.key), fields, entry.comment)


def clashes(entries: Iterable[Entry], inbox: Iterable[Contribution], usual: str) -> Iterator[Problem]:
    """A problem for each contribution under a key that another paper has."""
    seen = {str(entry.key): f"{usual}:{entry.key.line}" for entry in entries}
    for one in inbox:
        key = one.entry.key
        first = seen.setdefault(str(key), f"{one.path}:{key.line}")
        if first != f"{one.path}:{key.line}":
            told = f"the key is already used in {first}; if that is another paper, choose another key"
            yield Problem(one.path, key.line, f"{quoted(key)}: {told}")


def tidied(inbox: Iterable[Contribution], venues: Venues) -> Iterator[Contribution]:
    """Contributions with entries as `check --fix` will write them: spaces, dashes, and the facts of their volumes."""
    for one in inbox:
        key, fields = one.entry.key, {name: bibtex.tidy(name, value) for name, value in one.entry.fields.items()}
        lines = {name: value.line for name, value in one.entry.fields.items()}
        for entry, home in settled([one.entry], venues):
            fields |= differences(entry, home)
        whole = {name: Located(value, lines.get(name, key.line), one.path) for name, value in fields.items()}
        yield replace(one, entry=replace(one.entry, fields=whole))


def joined(taxonomy: TaxonomyRecord, inbox: Iterable[Contribution]) -> TaxonomyRecord:
    """The taxonomy with the placements of contributions; those in no approach that there is are left out."""
    added: defaultdict[str, dict[Located, PlacementRecord]] = defaultdict(dict)
    for one in inbox:
        for place, placement in one.placements.items():
            added[place][one.entry.key] = placement
    sections = tuple(_joined(section, added) for section in taxonomy.sections) if added else taxonomy.sections
    return replace(taxonomy, sections=sections)


def _joined(section: SectionRecord, added: Mapping[str, dict[Located, PlacementRecord]]) -> SectionRecord:
    return replace(
        section,
        approaches=tuple(_with(one, added.get(f"{section.id}/{one.id}", {})) for one in section.approaches),
        sections=tuple(_joined(child, added) for child in section.sections),
    )


def _with(approach: ApproachRecord, added: dict[Located, PlacementRecord]) -> ApproachRecord:
    order = list(approach.papers)
    for key in added:
        order.insert(position(order, key), key)
    whole = {**approach.papers, **added}
    return replace(approach, papers={key: whole[key] for key in order})


def position(keys: Sequence[str], key: str) -> int:
    """Where a new paper goes among those of an approach: to the end, where all that came this way are sorted.

    The order in which papers come makes no difference, and one that people have chosen is left alone.
    """
    start = max(len(keys) - 1, 0)
    while start and keys[start - 1] < keys[start]:
        start -= 1
    return bisect(keys, key, lo=start)
