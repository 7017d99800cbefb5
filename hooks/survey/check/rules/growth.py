"""The rules of how the collection grows: what was added since, when and why, and the change log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ... import urls
from ...diagnostics import Located, Problem, quoted
from ...model import OF_PAPERS
from ...read.bibtex import Entry
from ...read.records import EMPTY, YES, Records, TermsByField
from ..rule import BIB, CHANGES, CORRECTIONS, PROFILE, TAXONOMY, at, doubt, missing, rule, wrong_length
from .fields import PATTERNS, fits, is_day

# How many characters the reason has for which a paper was added: a sentence.
REASON = (40, 140)
DAY = re.compile(urls.arrivals(r"\d{4}-\d\d-\d\d"))
CHANGE = re.compile(r"[a-z0-9]+(-[a-z0-9]+){0,15}")


class Origins:
    """Which records say that they were not there from the start."""

    def __init__(self, records: Records) -> None:
        """Take the terms that ask for a reason, by the field that carries them."""
        vocabularies = records.taxonomy.carried(OF_PAPERS).items()
        self.asking = {id: [term for term, told in v.terms.items() if told.reason in YES] for id, v in vocabularies}

    def of(self, entry: Entry) -> Located | None:
        """The term that asks an entry for its reason; nothing of a draft, which may wait for it."""
        carried = ((id, term) for id, term in entry.fields.items() if "draft" not in entry.fields)
        return next((term for id, term in carried if term in self.asking.get(id, ())), None)

    def of_terms(self, terms: TermsByField) -> Located | None:
        """The same of a section or an approach."""
        carried = ((id, term) for id, found in terms.items() for term in found)
        return next((term for id, term in carried if term in self.asking.get(id, ())), None)


def added_since(records: Records) -> dict[str, Located]:
    """The keys of papers that say they were not there from the start, each with the term that says so."""
    origins = Origins(records)
    found = ((entry.key, origins.of(entry)) for entry in records.entries)
    return {str(key): term for key, term in found if term}


@rule
def added_told(records: Records) -> Iterator[Problem]:
    """A paper that was added says on which day, and why."""
    asked = added_since(records)
    for entry in records.entries:
        term = asked.get(entry.key)
        for name, wanted in (("added", "the day, such as `2026-11-21`"), ("reason", "a sentence that says why")):
            if term and name not in entry.fields:
                yield at(BIB, term, f"{entry.key}: `{name}` is missing, which `{term}` asks for; write {wanted}")


@rule
def added_days(records: Records) -> Iterator[Problem]:
    """The day on which a paper was added exists, and lies between the first release and the last year."""
    opened, last = records.profile.opened, records.profile.last_year
    for entry in records.entries:
        day = entry.fields.get("added", EMPTY)
        if not fits(PATTERNS["added"][0], day):
            continue  # told as a field of the wrong shape
        if not is_day(day):
            yield at(BIB, day, f"{entry.key}: `added` is {quoted(day)}, a day that does not exist")
        elif is_day(opened) and day < opened:
            told = f"`added` is {day}, before {opened}, on which the collection opened ({PROFILE}); correct one of them"
            yield at(BIB, day, f"{entry.key}: {told}")
        elif fits(PATTERNS["year"][0], last) and day[:4] > last:
            yield at(BIB, day, f"{entry.key}: `added` is {day}, after `last_year` in {PROFILE}; correct one of them")


@rule
def opened_is_a_day(records: Records) -> Iterator[Problem]:
    """The day of the first release is a day, and is known where papers were added since."""
    opened = records.profile.opened
    if opened and not is_day(opened):
        yield at(PROFILE, opened, f"`opened` is {quoted(opened)}; write the day like `2026-11-21`")
    if not opened and any("added" in entry.fields for entry in records.entries):
        yield at(PROFILE, opened, "`opened` is missing; give the day of the first release, as papers were added later")


@rule
def reasons_short(records: Records) -> Iterator[Problem]:
    """The reason for adding a paper is one sentence."""
    for entry in records.entries:
        reason = entry.fields.get("reason")
        if reason and (told := wrong_length(reason, REASON)):
            yield at(BIB, reason, f"{entry.key}: `reason` {told}")
        if reason and not reason.endswith("."):
            yield at(BIB, reason, f"{entry.key}: `reason` is {quoted(reason)}; write a sentence, with a full stop")


@rule
def added_is_in_no_source(records: Records) -> Iterator[Problem]:
    """What was added since stands in no source: there is nothing to correct there, and no topic of a list."""
    asked = added_since(records)
    for key in (*(c.paper for c in records.corrections), *(p.paper for p in records.published)):
        if key in asked:
            told = f"{key}: is `{asked[key]}`, so no source prints it; correct that in {BIB}, or remove the entry"
            yield at(CORRECTIONS, key, told)
    for entry in records.entries if records.taxonomy.reading_list else ():
        if entry.key in asked and (topics := entry.fields.get("keywords")):
            told = f"is `{asked[entry.key]}`, so the reading list cannot name it; remove `keywords`"
            yield at(BIB, topics, f"{entry.key}: {told}")


@rule
def numbers_of_the_survey(records: Records) -> Iterator[Problem]:
    """A section that was added since has no number in the survey."""
    origins = Origins(records)
    for section in records.taxonomy.walk():
        if section.number and (term := origins.of_terms(section.terms)):
            told = f"{section.id}: is `{term}`, but has the number {section.number} in the survey; remove one of them"
            yield at(TAXONOMY, term, told)


@rule
def approaches_say_so(records: Records) -> Iterator[Problem]:
    """An approach whose papers were all added since was added with them, and says so."""
    asked, origins = added_since(records), Origins(records)
    for section in records.taxonomy.walk():
        for approach in section.approaches:
            found = _shared(asked, approach.papers)
            if found and not origins.of_terms(approach.terms):
                told = f"{section.id}: {approach.id}: all of its papers are `{found}`; say the same of the approach"
                yield doubt(TAXONOMY, approach.id, told)


def _shared(asked: dict[str, Located], keys: Iterable[str]) -> str:
    """The term that all papers of a list have, if they have one."""
    terms = {str(asked.get(key, "")) for key in keys}
    return terms.pop() if len(terms) == 1 else ""


@rule
def changes_sound(records: Records) -> Iterator[Problem]:
    """A change has an ISO date and names papers that exist."""
    keys = {entry.key for entry in records.entries}
    for change in records.changes:
        if DAY.fullmatch(change.id):
            yield at(CHANGES, change.id, f"the id `{change.id}` is that of the papers of a day; choose another")
        if not CHANGE.fullmatch(change.id):
            yield at(
                CHANGES, change.id, f"the id {quoted(change.id)} is no slug; use lower-case letters, digits and hyphens"
            )
        if not is_day(change.date):
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
