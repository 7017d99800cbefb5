"""What a program can put right by itself: order, layout, names of fields, dashes, facts of volumes, promised ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from ..diagnostics import Located
from ..read import bibtex
from ..read.bibtex import Entry
from ..read.records import Records
from ..read.venues import differences, settled
from .load import check
from .rule import BIB, CHANGES, CORRECTIONS, PROFILE, TAXONOMY, VENUES
from .rules.taxonomy import promises


@dataclass(frozen=True, slots=True)
class Mend:
    """A file as it is and as it should be."""

    path: str
    before: str
    after: str

    @property
    def diff(self) -> str:
        """The difference, as `diff -u` shows it."""
        old, new = (text.splitlines(keepends=True) for text in (self.before, self.after))
        return "".join(unified_diff(old, new, self.path, self.path))


def mends(root: Path) -> Iterator[Mend]:
    """Every file that can be improved without a decision. Files that cannot be read are left to their owner."""
    records, _ = check(root)
    lists = (promise.path for promise in promises(records))
    for path in (BIB, TAXONOMY, PROFILE, CORRECTIONS, CHANGES, VENUES, *lists):
        before = _text(root / path)
        after = _mended(path, before, records)
        if after != before:
            yield Mend(path, before, after)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _mended(path: str, text: str, records: Records) -> str:
    if path == BIB:
        return _bibliography(text, dict(_facts(records)))
    mended = "".join(line.rstrip() + "\n" for line in text.splitlines())
    for promise in promises(records) if text else ():
        for id in promise.missing if promise.path == path else ():
            mended = promised(mended, id)
    return mended


def promised(text: str, id: str) -> str:
    """A list of promises with one more, at its place."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = [line if line.endswith("\n") else f"{line}{ending}" for line in text.splitlines(keepends=True)]
    # Comments are passed over, too: "#" comes before all that ids are made of.
    later = (n for n, line in enumerate(lines) if line.strip() > id)
    lines.insert(next(later, len(lines)), f"{id}{ending}")
    return "".join(lines)


def _facts(records: Records) -> Iterator[tuple[str, Mapping[str, Located]]]:
    """Key → the fields that the entry's volume has otherwise."""
    for entry, home in settled(records.entries, records.venues):
        yield entry.key, differences(entry, home)


def _bibliography(text: str, facts: Mapping[str, Mapping[str, str]]) -> str:
    entries, problems = bibtex.read(text, BIB)
    if problems:
        return text
    # What others refer to with `crossref` must stand below them, or BibTeX does not find it.
    parents = {entry.fields.get("crossref") for entry in entries}
    ordered = sorted(entries, key=lambda entry: (entry.key in parents, entry.key))
    return "\n".join(_written(entry, facts.get(entry.key, {})) for entry in ordered)


def _written(entry: Entry, facts: Mapping[str, str]) -> str:
    ranked = sorted({**entry.fields, **facts}.items(), key=lambda item: bibtex.rank(item[0]))
    comment = f"{entry.comment}\n" if entry.comment else ""
    return comment + bibtex.write_entry(
        entry.kind, entry.key, ((name, bibtex.tidy(name, value)) for name, value in ranked)
    )


def apply(root: Path) -> list[Mend]:
    """Put right what can be put right; returns what was done."""
    done = list(mends(root))
    for mend in done:
        (root / mend.path).write_bytes(mend.after.encode())
    return done
