"""The rules of what goes with papers and taxonomy: prose, corrections, changes, venues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from .. import bibtex, prose
from ..bibtex import Entry
from ..problems import Located, Problem, did_you_mean, quoted
from ..records import Records
from ..text import comparable, decode_latex
from .rules import CHANGES, CORRECTIONS, VENUES, at, missing, rule

DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
SOURCES = ("survey", "reading list")


@rule
def prose_references(records: Records) -> Iterator[Problem]:
    """Citations and section links in prose resolve."""
    keys = {entry.key for entry in records.entries}
    ids = {section.id for section in records.taxonomy.walk()}
    for path, text in records.prose.items():
        cited = (Located(found.target, found.line) for found in prose.citations(text))
        linked = (Located(found.target, found.line) for found in prose.section_links(text))
        yield from missing(path, "", "paper", cited, keys)
        yield from missing(path, "", "section", linked, ids)


@rule
def prose_has_section(records: Records) -> Iterator[Problem]:
    """Prose below docs/taxonomy belongs to a section."""
    ids = {section.id for section in records.taxonomy.walk()} | {"index"}
    for path in records.prose:
        name = path.removeprefix("docs/taxonomy/").removesuffix(".md")
        if path.startswith("docs/taxonomy/") and name not in ids:
            yield Problem(path, 1, f"no section has the id `{name}`{did_you_mean(name, sorted(ids))}")


@rule
def corrections_exist(records: Records) -> Iterator[Problem]:
    """A correction is about a paper of papers.bib, in a source that we follow."""
    keys = {entry.key for entry in records.entries}
    for correction in records.corrections:
        yield from missing(CORRECTIONS, "", "paper", [correction.paper], keys)
        if correction.field == "citation":
            yield from missing(CORRECTIONS, correction.paper, "paper", [correction.correct], keys)
        if correction.where not in SOURCES:
            hint = did_you_mean(correction.where, SOURCES) or f"; use one of {', '.join(SOURCES)}"
            yield at(
                CORRECTIONS, correction.where, f"{correction.paper}: unknown source {quoted(correction.where)}{hint}"
            )


@rule
def corrections_true(records: Records) -> Iterator[Problem]:
    """What a correction calls correct is what the record says."""
    entries = {entry.key: entry for entry in records.entries}
    for c in records.corrections:
        agrees = AGREEMENTS.get(c.field)
        entry = entries.get(c.paper)
        if agrees and entry and not agrees(entry, c.correct):
            told = f"`correct` is {quoted(c.correct)}, which is not the {c.field} in papers.bib; mend one of them"
            yield at(CORRECTIONS, c.correct, f"{c.paper}: {told}")


def _same_title(entry: Entry, correct: str) -> bool:
    return comparable(correct) == comparable(decode_latex(entry.fields.get("title", "")))


def _same_venue(entry: Entry, correct: str) -> bool:
    name = next(filter(None, map(entry.fields.get, ("booktitle", "journal", "howpublished"))), "")
    return comparable(correct) in comparable(decode_latex(name))


def _same_authors(entry: Entry, correct: str) -> bool:
    try:
        authors = {comparable(name.full) for name in bibtex.names(entry.fields.get("author", ""))[0]}
    except ValueError:
        return True
    return all(comparable(name) in authors for name in correct.split(";"))


# Fields that can be compared with the record; a citation is compared with the list of keys instead.
AGREEMENTS: Mapping[str, Callable[[Entry, str], bool]] = {
    "year": lambda entry, correct: entry.fields.get("year", "") == correct,
    "title": _same_title,
    "venue": _same_venue,
    "authors": _same_authors,
    "link": lambda entry, correct: entry.fields.get("url", "") == correct,
    "code": lambda entry, correct: entry.fields.get("code", "no official code link") == correct,
}


@rule
def changes_sound(records: Records) -> Iterator[Problem]:
    """A change has an ISO date and names papers that exist."""
    keys = {entry.key for entry in records.entries}
    for change in records.changes:
        if not DATE.fullmatch(change.date):
            yield at(CHANGES, change.date, f"the date is {quoted(change.date)}; write it like `2026-11-21`")
        yield from missing(CHANGES, change.id, "paper", change.papers, keys)


@rule
def changes_ordered(records: Records) -> Iterator[Problem]:
    """Changes have unique ids and stand newest first."""
    seen: dict[str, Located] = {}
    for change in records.changes:
        first = seen.setdefault(change.id, change.id)
        if first is not change.id:
            yield at(CHANGES, change.id, f"the id `{change.id}` is already used in line {first.line}; choose another")
    for above, change in zip(records.changes, records.changes[1:], strict=False):
        if change.date > above.date:
            yield at(CHANGES, change.date, f"{change.id}: newer than `{above.id}` above it; keep the newest first")


@rule
def venues_clear(records: Records) -> Iterator[Problem]:
    """A phrase points to one venue."""
    seen: dict[str, Located] = {}
    for venue, phrases in records.venues.items():
        for phrase in phrases:
            first = seen.setdefault(phrase.lower(), venue)
            if first is not venue:
                yield at(VENUES, phrase, f"{venue}: {quoted(phrase)} already stands for `{first}`; keep one")
