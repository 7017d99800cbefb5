"""What each data file holds, as written: unlinked, possibly wrong, every value with its line.

The dataclasses are the schema that :mod:`yamlfile` checks files against; the first word of a docstring names
the record in messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..diagnostics import Located
from .bibtex import Entry

EMPTY = Located("", 1)
Texts = tuple[Located, ...]
Reasons = dict[Located, Located]


@dataclass(frozen=True)
class TermRecord:
    """Term: a role, an access level or a problem."""

    title: Located
    meaning: Located


@dataclass(frozen=True)
class ApproachRecord:
    """Approach: one way of doing what its section is about."""

    id: Located
    title: Located
    lead: Located
    papers: Reasons
    roles: Texts = ()
    access: Located = EMPTY
    aliases: Texts = ()


@dataclass(frozen=True)
class SectionRecord:
    """Section: a place in the taxonomy, and a page."""

    id: Located
    title: Located
    lead: Located
    number: Located = EMPTY
    choose_when: Located = EMPTY
    costs: Located = EMPTY
    problems: Texts = ()
    aliases: Texts = ()
    see_also: Reasons = field(default_factory=dict)
    start_with: Reasons = field(default_factory=dict)
    was: Texts = ()
    approaches: tuple[ApproachRecord, ...] = ()
    sections: tuple[SectionRecord, ...] = ()

    def walk(self) -> Iterator[SectionRecord]:
        """This section, then all below it."""
        yield self
        for child in self.sections:
            yield from child.walk()


@dataclass(frozen=True)
class ReadingListRecord:
    """Reading-list group: a heading path of the original list and its topics."""

    path: Texts
    topics: Texts


@dataclass(frozen=True)
class TaxonomyRecord:
    """Taxonomy: the whole tree and its vocabularies."""

    sections: tuple[SectionRecord, ...]
    roles: dict[Located, TermRecord] = field(default_factory=dict)
    access: dict[Located, TermRecord] = field(default_factory=dict)
    problems: dict[Located, TermRecord] = field(default_factory=dict)
    reading_list: tuple[ReadingListRecord, ...] = ()

    def walk(self) -> Iterator[SectionRecord]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class CorrectionRecord:
    """Correction: something a source prints that the record contradicts."""

    paper: Located
    where: Located
    field: Located
    printed: Located
    correct: Located
    evidence: Located


@dataclass(frozen=True)
class CorrectionsRecord:
    """Corrections: the whole file."""

    corrections: tuple[CorrectionRecord, ...]


@dataclass(frozen=True)
class ChangeRecord:
    """Change: an entry of the change log."""

    id: Located
    date: Located
    title: Located
    summary: Located
    papers: Texts = ()


@dataclass(frozen=True)
class ChangesRecord:
    """Changes: the whole file, newest first."""

    changes: tuple[ChangeRecord, ...]


@dataclass(frozen=True)
class VenuesRecord:
    """Venues: short name → how the venue's full name is recognized."""

    venues: dict[Located, Texts]


@dataclass(frozen=True)
class SynonymsRecord:
    """Synonyms: groups of words that searching treats as one."""

    synonyms: tuple[Texts, ...]


@dataclass(frozen=True)
class Records:
    """Everything read, before anyone has judged it."""

    entries: tuple[Entry, ...]
    taxonomy: TaxonomyRecord
    venues: dict[Located, Texts]
    corrections: tuple[CorrectionRecord, ...] = ()
    changes: tuple[ChangeRecord, ...] = ()
    synonyms: tuple[Texts, ...] = ()
    prose: dict[str, str] = field(default_factory=dict)
    promised: Texts = ()
