"""The rules of vocabularies: what they are, and that records carry only terms of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...diagnostics import Located, Problem, did_you_mean, quoted
from ...read.records import YES, ApproachRecord, PlacementRecord, Records, SectionRecord, TermsByField, VocabularyRecord
from ...read.yamlfile import unknown_field
from ..rule import SYNONYMS, TAXONOMY, at, rule

CARRIERS = ("approach", "section")
SHOWN = ("badge", "filter", "search", "chart", "guide")
# What the explorer's query string, its filters, the files of a large search index and pages' `data-` attributes are
# called.
RESERVED = (
    "q", "section", "topic", "year", "venue", "author", "has", "sort", "pick", "words", "papers", "key", "near", "copy",
    "ready",
)  # fmt: skip
NOUN = re.compile(r"[a-z][a-z0-9-]*")


@rule
def vocabularies_sound(records: Records) -> Iterator[Problem]:
    """A vocabulary says what it is in words that the program knows."""
    for id, vocabulary in records.taxonomy.vocabularies.items():
        for name, value, known in _choices(vocabulary):
            if value not in known:
                hint = did_you_mean(value, known) or f"; use one of {', '.join(known)}"
                yield at(TAXONOMY, value, f"{id}: unknown `{name}` {quoted(value)}{hint}")
        if not vocabulary.terms:
            yield at(TAXONOMY, id, f"{id}: the vocabulary has no terms; add one or remove the vocabulary")


def _choices(vocabulary: VocabularyRecord) -> Iterator[tuple[str, Located, tuple[str, ...]]]:
    yield "carrier", vocabulary.carrier, CARRIERS
    yield from (("shown", value, SHOWN) for value in vocabulary.shown)
    if vocabulary.ladder:
        yield "ladder", vocabulary.ladder, ("yes", "no", "true", "false")


@rule
def vocabularies_named(records: Records) -> Iterator[Problem]:
    """The noun of a vocabulary is a name for query strings that nothing else has."""
    seen: dict[str, Located] = {}
    for id, vocabulary in records.taxonomy.vocabularies.items():
        noun = vocabulary.noun
        if not NOUN.fullmatch(noun):
            yield at(TAXONOMY, noun, f"{id}: the noun {quoted(noun)} is no lower-case word; write one like `role`")
        if noun in RESERVED:
            yield at(TAXONOMY, noun, f"{id}: the noun `{noun}` is used by the site itself; choose another")
        first = seen.setdefault(noun, id)
        if first is not id:
            yield at(TAXONOMY, noun, f"{id}: the noun `{noun}` already stands for `{first}`; choose another")


@rule
def terms_known(records: Records) -> Iterator[Problem]:
    """Sections, approaches and placements carry terms of the vocabularies at the top of the file."""
    of_sections, of_approaches = (_carried(records, carrier) for carrier in ("section", "approach"))
    for section in records.taxonomy.walk():
        yield from _unknown(section.id, SectionRecord, section.terms, of_sections)
        for approach in section.approaches:
            yield from _unknown(approach.id, ApproachRecord, approach.terms, of_approaches)
            for key, placement in approach.papers.items():
                owner = f"{approach.id}: {key}"
                yield from _unknown(owner, PlacementRecord, placement.terms, of_approaches)


def _carried(records: Records, carrier: str) -> dict[str, VocabularyRecord]:
    found = records.taxonomy.vocabularies.items()
    return {str(id): vocabulary for id, vocabulary in found if vocabulary.carrier == carrier}


def _unknown(owner: str, shape: type, terms: TermsByField, known: Mapping[str, VocabularyRecord]) -> Iterator[Problem]:
    for name, ids in terms.items():
        if name not in known:
            yield at(TAXONOMY, name, f"{owner}: {unknown_field(name, shape, known)}")
            continue
        vocabulary = known[name]
        words = list(vocabulary.terms)
        for id in ids:
            if id not in words:
                hint = did_you_mean(id, words) or f"; use one of {', '.join(words)}"
                yield at(TAXONOMY, id, f"{owner}: unknown {vocabulary.noun} `{id}`{hint}")
        if vocabulary.ladder in YES and len(ids) > 1:
            yield at(TAXONOMY, ids[1], f"{owner}: `{name}` has {len(ids)} terms; keep the least that is needed")


@rule
def synonyms_grouped(records: Records) -> Iterator[Problem]:
    """A group of synonyms has two words or more, none of them empty."""
    for number, group in enumerate(records.synonyms, 1):
        if len(group) < 2 or not all(word.strip() for word in group):
            line = group[0].line if group else 1
            yield Problem(
                SYNONYMS, line, f"group {number} has no two words that searching could treat as one; fill it in"
            )
