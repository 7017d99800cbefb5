"""The rules of taxonomy.yml, and of the list of ids that were promised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...diagnostics import Located, Problem, did_you_mean, quoted
from ...read.files import is_reserved
from ...read.link import former_keys, moved_from
from ...read.records import ApproachRecord, Records, SectionRecord, Texts
from ...text.fold import fold
from ..rule import (
    BIB,
    PROMISED,
    PROMISED_APPROACHES,
    PROMISED_PAPERS,
    SENTENCE,
    TAXONOMY,
    at,
    doubt,
    missing,
    rule,
    wrong_length,
)
from .fields import fits

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 60
PLACE = re.compile(rf"{SLUG.pattern}#{SLUG.pattern}")
FORMER_KEY = re.compile(r"[a-z]+[0-9]{4}[a-z0-9]{1,40}")


def _approaches(records: Records) -> Iterator[tuple[SectionRecord, ApproachRecord]]:
    for section in records.taxonomy.walk():
        for approach in section.approaches:
            yield section, approach


def _keys(records: Records) -> set[str]:
    return {entry.key for entry in records.entries}


@rule
def sections_present(records: Records) -> Iterator[Problem]:
    """The tree has at least one section."""
    if not records.taxonomy.sections:
        yield Problem(TAXONOMY, 1, "there are no sections; add one below `sections`")


@rule
def identifiers(records: Records) -> Iterator[Problem]:
    """Identifiers of sections and approaches are URL slugs and unique, former ones included."""
    yield from unfit(TAXONOMY, _identifiers(records))


def unfit(path: str, ids: Iterable[Located]) -> Iterator[Problem]:
    """A problem for each id that cannot be part of an address, or is another's."""
    seen: dict[str, Located] = {}
    for value in ids:
        if not SLUG.fullmatch(value):
            yield at(path, value, f"the id {quoted(value)} is no slug; use lower-case letters, digits and hyphens")
        elif len(value) > LONGEST_ID:
            yield at(path, value, f"the id {quoted(value)} has {len(value)} characters; keep it to {LONGEST_ID}")
        elif is_reserved(value):
            yield at(path, value, f"the id `{value}` is a name that Windows reserves; choose another")
        first = seen.setdefault(value, value)
        if first is not value:
            yield at(path, value, f"the id `{value}` is already used in line {first.line}; choose another")


def _identifiers(records: Records) -> Iterator[Located]:
    for section in records.taxonomy.walk():
        yield section.id
        yield from section.was
        for approach in section.approaches:
            yield approach.id
            yield from (id for id in approach.was if "#" not in id)


# Names that the pages use themselves: `taxonomy/index` is the tree, the rest are headings of a section's page.
RESERVED = ("index", "approaches", "sections", "start-here", "related")


@rule
def identifiers_free(records: Records) -> Iterator[Problem]:
    """Identifiers keep clear of the names that the pages use themselves."""
    for value in _identifiers(records):
        if value in RESERVED:
            yield at(TAXONOMY, value, f"the id `{value}` is used by the pages themselves; choose another")


GONE = " gone"  # what stands behind an id that nothing takes the place of: a page at its address says so


@dataclass(frozen=True)
class Promise:
    """The ids of one kind that were published, those that there are with the file they stand in, and former ones."""

    path: str
    noun: str
    listed: Texts
    source: str
    present: Texts
    former: Texts
    form: re.Pattern[str]
    remedy: str

    @property
    def missing(self) -> tuple[Located, ...]:
        """Those that the list lacks; what waits in a file of its own is promised once it has been put in its place."""
        listed = set(self.listed)
        return tuple(id for id in self.present if id not in listed and not id.path)


def promises(records: Records) -> Iterator[Promise]:
    """What was promised of sections, approaches and papers."""
    sections, placed = list(records.taxonomy.walk()), list(_approaches(records))
    yield Promise(
        path=PROMISED,
        noun="section",
        form=SLUG,
        listed=records.promised,
        source=TAXONOMY,
        present=tuple(section.id for section in sections),
        former=tuple(id for section in sections for id in section.was),
        remedy="list it under `was` of the section that replaces it",
    )
    yield Promise(
        path=PROMISED_APPROACHES,
        noun="approach",
        form=PLACE,
        listed=records.promised_approaches,
        source=TAXONOMY,
        present=tuple(Located(f"{section.id}#{approach.id}", approach.id.line) for section, approach in placed),
        former=tuple(_former_places(placed)),
        remedy="list it under `was` of the approach that replaces it",
    )
    yield Promise(
        path=PROMISED_PAPERS,
        noun="paper",
        form=FORMER_KEY,
        listed=records.promised_papers,
        source=BIB,
        present=tuple(entry.key for entry in records.entries),
        former=tuple(
            Located(key, entry.key.line, entry.key.path) for entry in records.entries for key in former_keys(entry)
        ),
        remedy="list it in the field `ids` of the paper that replaces it",
    )


def _former_places(placed: Iterable[tuple[SectionRecord, ApproachRecord]]) -> Iterator[Located]:
    """Where approaches used to stand; one in a section that was renamed stood at the old address as well."""
    for section, approach in placed:
        yield from (Located(f"{old}#{approach.id}", approach.id.line) for old in section.was)
        for id in approach.was:
            places = dict.fromkeys(moved_from(at, id) for at in (section.id, *section.was))
            yield from (Located(place, id.line) for place in places)


@rule
def promises_kept(records: Records) -> Iterator[Problem]:
    """What was once published keeps its address, or says what it used to be, or that it is gone."""
    for promise in promises(records):
        known = {*promise.present, *promise.former}
        for line in promise.listed:
            id = line.removesuffix(GONE)
            if not promise.form.fullmatch(id):
                yield at(
                    promise.path, line, f"{quoted(line)} names no {promise.noun}; write its id alone, or with `gone`"
                )
            elif id == line and id not in known:
                hint = did_you_mean(id, sorted(known))
                told = f"{promise.remedy}, or write `{GONE.strip()}` behind it here{hint}"
                yield at(promise.path, line, f"the {promise.noun} {quoted(id)} is gone; {told}")
            elif id != line and id in known:
                yield at(promise.path, line, f"the {promise.noun} {quoted(id)} is there; remove `{GONE.strip()}`")


@rule
def promises_made(records: Records) -> Iterator[Problem]:
    """The ids of all that is published stand in the lists of promises, where such are kept."""
    for promise in promises(records):
        for id in promise.missing if promise.listed else ():
            yield doubt(promise.source, id, f"{id}: not yet in {promise.path}; `check --fix` adds it")


@rule
def former_places_are_free(records: Records) -> Iterator[Problem]:
    """What an approach or a paper used to be called has the form of an id, and is nothing else's."""
    for promise in promises(records):
        seen = {str(id): id for id in promise.present}
        for id in promise.former if promise.noun != "section" else ():
            if seen.setdefault(id, id) is not id:
                yield at(promise.source, id, f"the former {promise.noun} {quoted(id)} is another's as well; keep one")
    for _, approach in _approaches(records):
        for id in approach.was:
            if not all(map(SLUG.fullmatch, id.split("#", 1))):
                yield at(TAXONOMY, id, f"{approach.id}: {quoted(id)} is no former id; write `id`, or `section#id`")
    for entry in records.entries:
        for key in former_keys(entry):
            if not FORMER_KEY.fullmatch(key):
                yield at(BIB, entry.fields["ids"], f"{entry.key}: `ids` has {quoted(key)}, which is no former key")


@rule
def placements_exist(records: Records) -> Iterator[Problem]:
    """A placement names a paper of papers.bib."""
    for _, approach in _approaches(records):
        yield from missing(TAXONOMY, approach.id, "paper", approach.papers, _keys(records))


@rule
def placements_waiting(records: Records) -> Iterator[Problem]:
    """What waits in data/inbox names the approaches that it shall stand in."""
    places = [f"{section.id}/{approach.id}" for section, approach in _approaches(records)]
    for one in records.inbox:
        yield from missing(one.path, one.entry.key, "approach", one.placements, places)


@rule
def placements_unique(records: Records) -> Iterator[Problem]:
    """A claim is about one paper in one approach, so no two are the same."""
    seen: dict[str, str] = {}
    for _, approach in _approaches(records):
        for key, placement in approach.papers.items():
            first = seen.setdefault(fold(placement.claim), key) if placement.claim else key
            if first is not key:
                yield at(TAXONOMY, key, f"{approach.id}: {key}: the claim repeats that of `{first}`; say what differs")


@rule
def claims_length(records: Records) -> Iterator[Problem]:
    """Every placement has a claim, which fits two lines of a list."""
    for _, approach in _approaches(records):
        for key, placement in approach.papers.items():
            if not placement.claim.strip():
                yield at(TAXONOMY, key, f"{approach.id}: {key}: has no claim; say in one sentence what it shows here")
            elif told := wrong_length(placement.claim, SENTENCE):
                yield at(TAXONOMY, placement.claim, f"{approach.id}: {key}: the claim {told}")


# Characters that a text of one or two lines has at most.
LONGEST_TITLE, LONGEST_LEAD = 150, 300


@rule
def texts_length(records: Records) -> Iterator[Problem]:
    """Titles fit two lines, and what stands above a list is one sentence or two."""
    for section in records.taxonomy.walk():
        whys = (*section.see_also.values(), *section.start_with.values(), section.choose_when, section.costs)
        yield from _too_long(section.id, LONGEST_TITLE, (section.title, *section.aliases))
        yield from _too_long(section.id, LONGEST_LEAD, (section.lead, *whys))
        for approach in section.approaches:
            yield from _too_long(approach.id, LONGEST_TITLE, (approach.title, *approach.aliases))
            yield from _too_long(approach.id, LONGEST_LEAD, (approach.lead,))
    for id, vocabulary in records.taxonomy.vocabularies.items():
        titles = (term.title for term in vocabulary.terms.values())
        yield from _too_long(id, LONGEST_TITLE, (vocabulary.title, vocabulary.noun, *titles))
        meanings = (term.meaning for term in vocabulary.terms.values())
        yield from _too_long(id, LONGEST_LEAD, (vocabulary.question, vocabulary.unasked, vocabulary.further, *meanings))


def _too_long(owner: str, most: int, values: Iterable[Located]) -> Iterator[Problem]:
    for value in values:
        if told := wrong_length(value, (0, most)):
            yield at(TAXONOMY, value, f"{owner}: {quoted(value)} {told}")


NUMBER = r"[0-9A-Z]{1,3}([.–-][0-9A-Z]{1,3}){0,5}"


@rule
def numbers_shape(records: Records) -> Iterator[Problem]:
    """A section's number in the survey reads like `3.1`."""
    for section in records.taxonomy.walk():
        if section.number and not fits(NUMBER, section.number):
            yield at(
                TAXONOMY, section.number, f"{section.id}: the number is {quoted(section.number)}; write it like `3.1`"
            )


@rule
def sections_filled(records: Records) -> Iterator[Problem]:
    """A section has child sections or approaches, an approach has papers."""
    for section in records.taxonomy.walk():
        if not section.sections and not section.approaches:
            yield at(TAXONOMY, section.id, f"{section.id}: the section is empty; add `approaches` or `sections`")
    for _, approach in _approaches(records):
        if not approach.papers:
            yield at(TAXONOMY, approach.id, f"{approach.id}: the approach has no papers; add one or remove it")


@rule
def see_also_exist(records: Records) -> Iterator[Problem]:
    """Related sections exist, and are others."""
    ids = {section.id for section in records.taxonomy.walk()}
    for section in records.taxonomy.walk():
        yield from missing(TAXONOMY, section.id, "section", section.see_also, ids)
        for target in section.see_also:
            if target == section.id:
                yield at(TAXONOMY, target, f"{section.id}: a section is not related to itself; remove the line")


@rule
def reading_paths_exist(records: Records) -> Iterator[Problem]:
    """A reading path names papers of papers.bib."""
    for section in records.taxonomy.walk():
        yield from missing(TAXONOMY, section.id, "paper", section.start_with, _keys(records))


@rule
def aliases_clear(records: Records) -> Iterator[Problem]:
    """An alias is given once, and is not what another section is called."""
    titles = {fold(section.title): section.id for section in records.taxonomy.walk()}
    for section in records.taxonomy.walk():
        seen: set[str] = set()
        for alias in section.aliases:
            owner = titles.get(fold(alias), section.id)
            if owner != section.id:
                yield at(
                    TAXONOMY, alias, f"{section.id}: the alias {quoted(alias)} is the title of `{owner}`; remove it"
                )
            if fold(alias) in seen:
                yield at(TAXONOMY, alias, f"{section.id}: the alias {quoted(alias)} is given twice; keep one")
            seen.add(fold(alias))
