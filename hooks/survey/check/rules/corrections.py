"""The rules of corrections: what a source prints, and what the record says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...diagnostics import Problem, did_you_mean, quoted
from ...read import bibtex
from ...read.bibtex import Entry
from ...read.records import Records
from ...text.fold import comparable
from ...text.latex import decode_latex
from .rule import CORRECTIONS, PROFILE, at, missing, rule


@rule
def corrections_exist(records: Records) -> Iterator[Problem]:
    """A correction is about a paper of papers.bib, in a source that we follow."""
    keys = {entry.key for entry in records.entries}
    sources = list(records.profile.sources)
    for correction in records.corrections:
        yield from missing(CORRECTIONS, "", "paper", [correction.paper], keys)
        if correction.field == "citation":
            yield from missing(CORRECTIONS, correction.paper, "paper", [correction.correct], keys)
        if correction.where not in sources:
            hint = did_you_mean(correction.where, sources) or f"; {PROFILE} names {', '.join(sources) or 'none'}"
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
