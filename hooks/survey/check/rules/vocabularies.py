"""The rules of vocabularies: what they are, and that records carry only terms of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ...diagnostics import Located, Problem, did_you_mean, quoted
from ...model import OF_PAPERS
from ...read.bibtex import FIELDS, STANDARD
from ...read.records import YES, ApproachRecord, PlacementRecord, Records, SectionRecord, TermsByField, VocabularyRecord
from ...read.yamlfile import unknown_field
from ..rule import BIB, SYNONYMS, TAXONOMY, at, rule
from .taxonomy import unfit

CARRIERS = ("approach", "section", OF_PAPERS)
ANSWERS = ("yes", "no", "true", "false")
SHOWN = ("badge", "filter", "search", "chart", "guide")
# What the explorer's query string, its filters, the files of a large search index and pages' `data-` attributes are
# called.
RESERVED = (
    "q", "section", "topic", "year", "venue", "author", "has", "sort", "pick", "list", "words", "papers", "key", "near",
    "copy", "ready",
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
        yield from _of_papers(id, vocabulary)


def _of_papers(id: Located, vocabulary: VocabularyRecord) -> Iterator[Problem]:
    """What only a vocabulary of papers can have, and what it cannot."""
    is_of_papers = vocabulary.carrier == OF_PAPERS
    yield from unfit(TAXONOMY, (id, *vocabulary.terms)) if is_of_papers else ()  # they name files
    if is_of_papers and id in (*FIELDS, *STANDARD):
        yield at(TAXONOMY, id, f"{id}: is a field of papers.bib already; choose another name for the vocabulary")
    if is_of_papers and "guide" in vocabulary.shown:
        yield at(TAXONOMY, id, f"{id}: the guide asks about sections and approaches, not papers; remove `guide`")
    if vocabulary.default and (usual := vocabulary.terms.get(vocabulary.default)) and usual.reason in YES:
        yield at(TAXONOMY, usual.reason, f"{id}: what goes without saying needs no `reason`; choose another `default`")
    asking = (term.reason for term in vocabulary.terms.values() if term.reason)
    for name, value in (("default", vocabulary.default), *(("reason", value) for value in asking)):
        if value and not is_of_papers:
            yield at(TAXONOMY, value, f"{id}: `{name}` is for vocabularies with `carrier: {OF_PAPERS}`; remove it")


def _choices(vocabulary: VocabularyRecord) -> Iterator[tuple[str, Located, tuple[str, ...]]]:
    yield "carrier", vocabulary.carrier, CARRIERS
    yield from (("shown", value, SHOWN) for value in vocabulary.shown)
    asking = (("reason", term.reason) for term in vocabulary.terms.values())
    yield from ((name, value, ANSWERS) for name, value in (("ladder", vocabulary.ladder), *asking) if value)
    if vocabulary.default:
        yield "default", vocabulary.default, tuple(map(str, vocabulary.terms))


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
    """Sections, approaches, placements and papers carry terms of the vocabularies at the top of taxonomy.yml."""
    carried = records.taxonomy.carried
    of_sections, of_approaches = carried("section", OF_PAPERS), carried("approach", OF_PAPERS)
    for section in records.taxonomy.walk():
        yield from _unknown(section.id, SectionRecord, section.terms, of_sections)
        for approach in section.approaches:
            yield from _unknown(approach.id, ApproachRecord, approach.terms, of_approaches)
            for key, placement in approach.papers.items():
                owner = f"{approach.id}: {key}"
                yield from _unknown(owner, PlacementRecord, placement.terms, carried("approach"))
    for name, vocabulary in carried(OF_PAPERS).items():
        values = ((entry.key, entry.fields[name]) for entry in records.entries if name in entry.fields)
        yield from (at(BIB, value, told) for key, value in values for told in _strange(key, value, vocabulary))


def _unknown(owner: str, shape: type, terms: TermsByField, known: Mapping[str, VocabularyRecord]) -> Iterator[Problem]:
    for name, ids in terms.items():
        if name not in known:
            yield at(TAXONOMY, name, f"{owner}: {unknown_field(name, shape, known)}")
            continue
        vocabulary = known[name]
        for id in ids:
            yield from (at(TAXONOMY, id, told) for told in _strange(owner, id, vocabulary))
        if (vocabulary.ladder in YES or vocabulary.carrier == OF_PAPERS) and len(ids) > 1:
            yield at(TAXONOMY, ids[1], f"{owner}: `{name}` has {len(ids)} terms; keep the least that is needed")


def _strange(owner: str, id: Located, vocabulary: VocabularyRecord) -> Iterator[str]:
    """What is to be told of a term that the vocabulary does not have."""
    words = list(vocabulary.terms)
    if id not in words:
        hint = did_you_mean(id, words) or f"; use one of {', '.join(words)}"
        yield f"{owner}: unknown {vocabulary.noun} {quoted(id)}{hint}"


@rule
def synonyms_grouped(records: Records) -> Iterator[Problem]:
    """A group of synonyms has two words or more, none of them empty."""
    for number, group in enumerate(records.synonyms, 1):
        if len(group) < 2 or not all(word.strip() for word in group):
            line = group[0].line if group else 1
            yield Problem(
                SYNONYMS, line, f"group {number} has no two words that searching could treat as one; fill it in"
            )
