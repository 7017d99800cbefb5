"""What each data file holds, as written: unlinked, possibly wrong, every value with its line.

The dataclasses are the schema that :mod:`yamlfile` checks files against; the first word of a docstring names
the record in messages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from ..diagnostics import Located
from .bibtex import Entry
from .yamlfile import REST

EMPTY = Located("", 1)
YES = ("yes", "true")  # a person writes the one, a program the other
Texts = tuple[Located, ...]
Reasons = dict[Located, Located]
TermsByField = dict[Located, Texts]


@dataclass(frozen=True)
class TermRecord:
    """Term: a word of a vocabulary, and whether a paper that carries it says why and since when."""

    title: Located
    meaning: Located
    reason: Located = EMPTY


@dataclass(frozen=True)
class VocabularyRecord:
    """Vocabulary: terms that sections, approaches or papers carry in a field of its name."""

    noun: Located
    carrier: Located
    terms: dict[Located, TermRecord]
    title: Located = EMPTY
    question: Located = EMPTY
    unasked: Located = EMPTY
    further: Located = EMPTY
    shown: Texts = ()
    ladder: Located = EMPTY
    default: Located = EMPTY


@dataclass(frozen=True)
class PlacementRecord:
    """Placement: a claim, and the terms in which the paper differs from its approach."""

    claim: Located = EMPTY
    terms: TermsByField = field(default_factory=dict, metadata=REST)

    SHORTHAND: ClassVar[str] = "claim"


@dataclass(frozen=True)
class ApproachRecord:
    """Approach: one way of doing what its section is about."""

    id: Located
    title: Located
    lead: Located
    papers: dict[Located, PlacementRecord]
    aliases: Texts = ()
    was: Texts = ()
    terms: TermsByField = field(default_factory=dict, metadata=REST)


@dataclass(frozen=True)
class SectionRecord:
    """Section: a place in the taxonomy, and a page."""

    id: Located
    title: Located
    lead: Located
    number: Located = EMPTY
    choose_when: Located = EMPTY
    costs: Located = EMPTY
    direction: Located = EMPTY
    aliases: Texts = ()
    see_also: Reasons = field(default_factory=dict)
    start_with: Reasons = field(default_factory=dict)
    was: Texts = ()
    approaches: tuple[ApproachRecord, ...] = ()
    sections: tuple[SectionRecord, ...] = ()
    terms: TermsByField = field(default_factory=dict, metadata=REST)

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
    vocabularies: dict[Located, VocabularyRecord] = field(default_factory=dict)
    reading_list: tuple[ReadingListRecord, ...] = ()

    def carried(self, *carriers: str) -> dict[str, VocabularyRecord]:
        """The vocabularies of some carriers, by the fields that carry their terms."""
        return {str(id): vocabulary for id, vocabulary in self.vocabularies.items() if vocabulary.carrier in carriers}

    def walk(self) -> Iterator[SectionRecord]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True)
class ModelRecord:
    """Model: one that matters for a paper's idea."""

    name: Located
    size: Located = EMPTY
    part: Located = EMPTY
    does: Located = EMPTY


@dataclass(frozen=True)
class NoteRecord:
    """Note: what a paper is about, by somebody who read it."""

    kind: Located
    gist: Located
    read: Located
    problem: Located = EMPTY
    idea: Located = EMPTY
    finding: Located = EMPTY
    limits: Located = EMPTY
    models: tuple[ModelRecord, ...] = ()
    uses: Texts = ()
    terms: Texts = ()
    asks: Texts = ()
    also: Texts = ()


@dataclass(frozen=True)
class EndRecord:
    """End: what one side of the map is called, and its colors on a light and on a dark ground."""

    id: Located
    title: Located
    strong: Texts
    soft: Texts


@dataclass(frozen=True)
class SourceRecord:
    """Source: a text that corrections speak of, and the month it is of where that is known."""

    title: Located
    date: Located = EMPTY

    SHORTHAND: ClassVar[str] = "title"


@dataclass(frozen=True)
class ProfileRecord:
    """Profile: what is true of this survey alone."""

    headline: Located = EMPTY
    namespace: Located = EMPTY
    own: Located = EMPTY
    term_set: Located = EMPTY
    topic_title: Located = EMPTY
    sample: Located = EMPTY
    store: Located = EMPTY
    sources: dict[Located, SourceRecord] = field(default_factory=dict)
    ends: tuple[EndRecord, ...] = ()
    kinds: Reasons = field(default_factory=dict)
    last_year: Located = EMPTY
    opened: Located = EMPTY


@dataclass(frozen=True)
class CorrectionRecord:
    """Correction: something a source prints that the record contradicts."""

    paper: Located
    where: Located
    field: Located
    printed: Located
    correct: Located
    evidence: Located
    how: Located = EMPTY
    outdated: Located = EMPTY


@dataclass(frozen=True)
class PublicationRecord:
    """Publication: what sources cite as a preprint, by source, and where it has been published since."""

    paper: Located
    printed: Reasons
    evidence: Located


@dataclass(frozen=True)
class CorrectionsRecord:
    """Corrections: the whole file."""

    corrections: tuple[CorrectionRecord, ...]
    published: tuple[PublicationRecord, ...] = ()


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
class VolumeRecord:
    """Volume: what the papers of one volume share, in fields named and written as in papers.bib.

    ``url`` is how the addresses of the papers' pages begin.
    """

    year: Located
    booktitle: Located = EMPTY
    month: Located = EMPTY
    series: Located = EMPTY
    volume: Located = EMPTY
    publisher: Located = EMPTY
    address: Located = EMPTY
    editor: Located = EMPTY
    isbn: Located = EMPTY
    url: Located = EMPTY


@dataclass(frozen=True)
class VenueRecord:
    """Venue: phrases that tell its full name, and what holds for all of its volumes that do not say otherwise.

    A journal is known by its name, a conference by its volumes. A venue with neither has only a short name.
    """

    names: Texts = ()
    journal: Located = EMPTY
    booktitle: Located = EMPTY
    series: Located = EMPTY
    publisher: Located = EMPTY
    issn: Located = EMPTY
    volumes: tuple[VolumeRecord, ...] = ()

    SHORTHAND: ClassVar[str] = "names"


@dataclass(frozen=True)
class VenuesRecord:
    """Venues: by their short names."""

    venues: dict[Located, VenueRecord]


@dataclass(frozen=True)
class SynonymsRecord:
    """Synonyms: groups of words that searching treats as one."""

    synonyms: tuple[Texts, ...]


@dataclass(frozen=True)
class HeadRecord:
    """Head: what a hand-written page says of itself in its front matter."""

    title: Located = EMPTY
    description: Located = EMPTY
    hide: Texts = ()


@dataclass(frozen=True)
class PathStepRecord:
    """Step of a reading path: how long to look into its paper, and why now."""

    minutes: Located
    reason: Located


@dataclass(frozen=True)
class PathRecord:
    """Reading path: papers for somebody new, in order, and the sections to go on to."""

    id: Located
    title: Located
    lead: Located
    steps: dict[Located, PathStepRecord]
    next: Reasons = field(default_factory=dict)


@dataclass(frozen=True)
class PathsRecord:
    """Reading paths: the whole file, the first path for those who know nothing yet."""

    paths: tuple[PathRecord, ...]


@dataclass(frozen=True)
class ContributionRecord:
    """Contribution: the entry of one paper, as in papers.bib, and its placements by `section/approach`."""

    entry: Located
    placements: dict[Located, PlacementRecord] = field(default_factory=dict)


@dataclass(frozen=True)
class Contribution:
    """A paper that waits in a file of its own, with its entry as read and as written."""

    path: str
    entry: Entry
    text: str
    placements: dict[Located, PlacementRecord]


@dataclass(frozen=True)
class Records:
    """Everything read, before anyone has judged it."""

    entries: tuple[Entry, ...]
    taxonomy: TaxonomyRecord
    venues: dict[Located, VenueRecord]
    profile: ProfileRecord = field(default_factory=ProfileRecord)
    corrections: tuple[CorrectionRecord, ...] = ()
    published: tuple[PublicationRecord, ...] = ()
    changes: tuple[ChangeRecord, ...] = ()
    synonyms: tuple[Texts, ...] = ()
    prose: dict[str, str] = field(default_factory=dict)
    notes: dict[str, NoteRecord] = field(default_factory=dict)
    promised: Texts = ()  # ids of sections, one a line; what is gone for good says so behind it
    promised_approaches: Texts = ()  # `section#approach`
    promised_papers: Texts = ()
    files: tuple[str, ...] = ()  # all below data/ and docs/, by their paths in the project
    drawings: dict[str, str] = field(default_factory=dict)
    paths: tuple[PathRecord, ...] = ()
    inbox: tuple[Contribution, ...] = ()  # what stands among the entries and placements above from a file of its own
