"""The survey as the rest of the program sees it: frozen, linked and right.

Nothing here points upward: a section knows its children, an approach its placements, a paper neither.
Where a paper stands is asked of the :class:`Survey`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .text.fold import sort_key
from .text.latex import decode_latex

ARXIV_DOI = "10.48550/arXiv."
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# The carrier of vocabularies whose terms stand in the records of papers.
OF_PAPERS = "paper"
FORMS = {"article": "journal", "inproceedings": "conference"}
# Beyond so many authors a page shows only the first of them, as many as APA 7 (9.8) prints at most, and leads to the
# files for the rest: 557 names, told in every way that a page tells them, weigh more than all else on it.
MOST_SHOWN, FIRST_SHOWN = 100, 20
# How `howpublished` starts in the record of a preprint, by server.
SERVERS = ("arXiv", "bioRxiv", "medRxiv", "OSF", "PsyArXiv", "SocArXiv", "SSRN", "Zenodo")


@dataclass(frozen=True, slots=True)
class Name:
    """An author. A group (``NLLB Team``) or a single name (``Mausam``) has only a family name."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def full(self) -> str:
        """``Gaël Varoquaux``."""
        return " ".join(filter(None, (self.given, self.family, self.suffix)))

    @property
    def inverted(self) -> str:
        """``Varoquaux, Gaël``, as indexes and reference managers want it."""
        return ", ".join(filter(None, (self.family, self.suffix, self.given)))

    @property
    def slug_text(self) -> str:
        """What names are sorted and searched by."""
        return sort_key(f"{self.family} {self.given}")


@dataclass(frozen=True, slots=True)
class UsedModel:
    """A model that matters for a paper's idea: its size (``110M``), the end of the map it stands for, what it does."""

    name: str
    size: str = ""
    part: str = ""
    does: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a paper is about, by somebody who has read as much of it as ``read`` says: paper, abstract or title.

    ``also`` are other words for it, as readers may type them who do not know those of the paper; they are searched, and
    shown nowhere.
    """

    kind: str
    gist: str
    read: str
    problem: str = ""
    idea: str = ""
    finding: str = ""
    limits: str = ""
    models: tuple[UsedModel, ...] = ()
    uses: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """A bibliographic record: what BibTeX says (``fields``, as written) and what readers see (the rest).

    ``shared`` is what the volume says beyond what its papers' entries repeat: editors, ISBN and ISSN. ``terms`` are
    those that papers carry themselves, such as where they come from; ``added`` is the day (ISO 8601) on which the paper
    came into the collection, if that is known, and ``reason`` why it did.
    """

    key: str
    kind: str
    fields: Mapping[str, str] = field(repr=False)
    title: str
    authors: tuple[Name, ...]
    has_more_authors: bool
    year: int
    venue: str
    venue_name: str
    topics: tuple[str, ...] = ()
    note: Note | None = None
    shared: Mapping[str, str] = field(default_factory=dict, repr=False)
    was: tuple[str, ...] = ()
    terms: Terms = field(default_factory=dict, repr=False)
    added: str = ""
    reason: str = ""

    def __hash__(self) -> int:
        return hash(self.key)

    def get(self, name: str) -> str:
        """A field as written in BibTeX, or as the volume has it for all its papers; empty where neither does."""
        return self.fields.get(name) or self.shared.get(name, "")

    @property
    def is_published(self) -> bool:
        """Whether the record is of a published version rather than of a preprint or a web page."""
        return self.kind != "misc"

    @property
    def form(self) -> str:
        """What the record is of: ``conference``, ``journal``, ``preprint``, ``report`` or ``webpage``."""
        return FORMS.get(self.kind) or ("preprint" if self.server else _unpublished_form(self.venue_name))

    @property
    def server(self) -> str:
        """The preprint server of a record that is of a preprint."""
        return "" if self.is_published else next((name for name in SERVERS if self.venue_name.startswith(name)), "")

    @property
    def month(self) -> int:
        """The month of publication, 1 to 12; 0 where the record has none."""
        name = self.get("month")
        return int(name) if name.isdigit() else MONTHS.index(name) + 1 if name in MONTHS else 0

    @property
    def date(self) -> str:
        """When it appeared, as ISO 8601 writes it: ``2024-07``, or ``2024`` where the month is unknown."""
        return f"{self.year}-{self.month:02d}" if self.month else str(self.year)

    @property
    def volume(self) -> str:
        """The volume of a journal or series."""
        return self.get("volume")

    @property
    def issue(self) -> str:
        """The issue of a journal, which BibTeX calls ``number``, or of yearly proceedings."""
        return self.get("number") or self.get("issue")

    @property
    def publisher(self) -> str:
        """Who published the volume, as readers see it."""
        return decode_latex(self.get("publisher"))

    @property
    def place(self) -> str:
        """Where the conference was held; BibTeX calls it ``address``."""
        return decode_latex(self.get("address"))

    @property
    def address(self) -> str:
        """Where to read the record on the web, by its permanent address if it has one."""
        return f"https://doi.org/{self.doi}" if self.doi else self.get("url")

    @property
    def arxiv(self) -> str:
        """The arXiv identifier, such as ``2301.00001``."""
        return self.get("eprint") if self.get("archiveprefix").lower() == "arxiv" else ""

    @property
    def doi(self) -> str:
        """The DOI without a resolver's address."""
        return self.get("doi")

    @property
    def pages(self) -> tuple[str, ...]:
        """First and last page, or the article number alone."""
        return tuple(filter(None, self.get("pages").replace("–", "-").split("-")))

    @property
    def when(self) -> str:
        """Venue and year as a reader says them: ``NeurIPS 2024``."""
        return f"{self.venue} {self.year}"

    @property
    def label(self) -> str:
        """The author part of an author–year citation: ``Ong et al.``, ``Chen and Varoquaux``."""
        families = [name.family for name in self.authors]
        if len(families) == 2 and not self.has_more_authors:
            return " and ".join(families)
        return families[0] if len(families) == 1 and not self.has_more_authors else f"{families[0]} et al."

    @property
    def byline(self) -> str:
        """All authors in reading order."""
        names = ", ".join(name.full for name in self.authors)
        return f"{names}, et al." if self.has_more_authors else names

    @property
    def shown_authors(self) -> tuple[Name, ...]:
        """The authors whom a page names: all, or the first of very many."""
        return self.authors if len(self.authors) <= MOST_SHOWN else self.authors[:FIRST_SHOWN]

    @property
    def unshown_authors(self) -> tuple[Name, ...]:
        """The authors whom a page leaves to the files."""
        return self.authors[len(self.shown_authors) :]

    @property
    def short_byline(self) -> str:
        """Authors as a list shows them: three names, then how many are left out."""
        if len(self.authors) <= 4:
            return self.byline
        shown = ", ".join(name.full for name in self.authors[:3])
        return f"{shown}, and others" if self.has_more_authors else f"{shown}, +{len(self.authors) - 3} more"

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Where to read it: ``(label, address)``, the place of record first."""
        places = {
            "DOI": f"https://doi.org/{self.doi}" if self.doi else "",
            "Publisher": self.get("url"),
            "PDF": self.get("pdf"),
            "arXiv": f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else "",
            "OpenReview": f"https://openreview.net/forum?id={self.get('openreview')}" if self.get("openreview") else "",
            "Code": self.get("code"),
        }
        return tuple(_without_repeats(places))


def _unpublished_form(name: str) -> str:
    return "report" if "report" in name.lower() else "webpage"


def _without_repeats(places: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    named = {address for label, address in places.items() if label != "Publisher"}
    for label, address in places.items():
        if address and (label != "Publisher" or address not in named):
            yield label, address


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary and what it means here.

    A paper that ``needs_reason`` says why it is here, and since when.
    """

    id: str
    title: str
    meaning: str
    needs_reason: bool = False


# Vocabulary id → the terms of it that a section, an approach, a placement or a paper carries.
Terms = Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True)
class Vocabulary:
    """A small set of terms that approaches, sections or papers carry, such as the roles that something plays.

    ``id`` is the field that carries them (``roles``), ``noun`` names one in query strings and messages (``role``).
    ``shown`` says where readers meet it: as ``badge``, ``filter``, ``chart``, in the ``guide``, or as words to
    ``search``. On a ladder, terms stand from the least to the most, and a record carries at most one. The guide asks
    ``question``, calls no answer ``unasked``, and what a higher term of a ladder brings ``further``.

    Of a vocabulary of papers, such as where they come from, a paper carries one term: ``default`` where its record
    names none, which goes without saying. Sections and approaches may carry one, too, for themselves alone.
    """

    id: str
    noun: str
    carrier: str
    terms: tuple[Term, ...]
    title: str = ""
    question: str = ""
    unasked: str = ""
    further: str = ""
    shown: tuple[str, ...] = ()
    is_ladder: bool = False
    default: Term | None = None

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def holds_one(self) -> bool:
        """Whether a record carries one term at most."""
        return self.is_ladder or self.carrier == OF_PAPERS


@dataclass(frozen=True, slots=True)
class Placement:
    """A paper in an approach, and the claim: what it shows there.

    ``terms`` are the paper's own where it differs from its approach, and the approach's otherwise.
    """

    paper: Paper
    claim: str
    terms: Terms = field(default_factory=dict)

    def own(self, approach: Approach) -> Terms:
        """The terms in which it differs from its approach; an empty tuple where it has none of a vocabulary."""
        return {id: terms for id, terms in self.terms.items() if terms != approach.terms.get(id)}


@dataclass(frozen=True, slots=True)
class Approach:
    """A way of doing what its section is about, with the papers that stand for it."""

    id: str
    title: str
    lead: str
    placements: tuple[Placement, ...]
    terms: Terms = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A paper to start a section with, or a section to go on to, and the reason."""

    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """A paper on a path for somebody new, the minutes to look into it, and what it adds to those before."""

    paper: Paper
    minutes: int
    reason: str


@dataclass(frozen=True)
class ReadingPath:
    """A few papers that introduce somebody to the field, in order, and the sections to go on to."""

    id: str
    title: str
    lead: str
    steps: tuple[ReadingStep, ...]
    next: tuple[Step, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Its papers, in order."""
        return tuple(step.paper for step in self.steps)

    @property
    def times(self) -> Mapping[str, int]:
        """Minutes by the key of each of its papers."""
        return {step.paper.key: step.minutes for step in self.steps}

    @property
    def minutes(self) -> int:
        """How long it takes in all."""
        return sum(self.times.values())


@dataclass(frozen=True)
class Section:
    """A place in the taxonomy: a page of its own, with child sections, approaches or both."""

    id: str
    title: str
    lead: str
    number: str = ""
    choose_when: str = ""
    costs: str = ""
    direction: str = ""
    terms: Terms = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    see_also: tuple[Step, ...] = ()
    start_with: tuple[Step, ...] = ()
    was: tuple[str, ...] = ()
    approaches: tuple[Approach, ...] = ()
    sections: tuple[Section, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    def walk(self) -> Iterator[Section]:
        """This section, then all below it, in reading order."""
        yield self
        for child in self.sections:
            yield from child.walk()

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper here or below, once, in the order of first appearance."""
        found = (p.paper for s in self.walk() for a in s.approaches for p in a.placements)
        return tuple({paper.key: paper for paper in found}.values())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper stands: the sections from the top, the approach, and the placement there."""

    path: tuple[Section, ...]
    approach: Approach
    placement: Placement

    @property
    def claim(self) -> str:
        """What the paper shows here."""
        return self.placement.claim

    @property
    def terms(self) -> Terms:
        """The terms that hold for the paper here."""
        return self.placement.terms

    @property
    def section(self) -> Section:
        """The section whose page shows the placement."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Correction:
    """Something a source prints that the published record contradicts.

    Of authors, ``correct`` names those that ``how`` speaks of: missing, moved, spelled otherwise, or not an author.
    What is ``outdated`` was so in the preprint that the source cites, and is no mistake.
    """

    paper: Paper
    where: str
    field: str
    printed: str
    correct: str
    evidence: str
    how: str = ""
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """A paper that sources cite as a preprint (source → what is printed) and that has been published since."""

    paper: Paper
    printed: Mapping[str, str]
    evidence: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the change log: what was added or changed on a day (ISO date)."""

    id: str
    date: str
    title: str
    summary: str
    papers: tuple[Paper, ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """One of the two things that a map lies between: its name, and its colors on a light and on a dark ground.

    ``strong`` is for lines and letters, ``soft`` for areas below letters.
    """

    id: str
    title: str
    strong: tuple[str, ...]
    soft: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """What is true of one survey alone: its names, and what the map and the tools say of it.

    ``namespace`` is the address that ids in the feed are made from, ``store`` the prefix of what a browser keeps,
    ``sources`` are the texts that corrections speak of, ``dates`` the months of some of them (``2026-02``), ``kinds``
    the kinds of work that notes tell apart, each with what it is called, ``ends`` what the map's arrows lead between:
    none, or two. ``opened`` is the day of the first release (ISO 8601), on which all papers came that name no other.
    """

    headline: str = ""
    namespace: str = ""
    own_key: str = ""
    term_set: str = ""
    topic_title: str = ""
    sample: str = ""
    store: str = ""
    sources: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    ends: tuple[End, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    opened: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was published once and nothing took the place of: ids of sections, ``section#approach``, keys of papers."""

    sections: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """Everything the site knows."""

    papers: Mapping[str, Paper]
    sections: tuple[Section, ...]
    profile: Profile = Profile()
    vocabularies: tuple[Vocabulary, ...] = ()
    corrections: tuple[Correction, ...] = ()
    publications: tuple[Publication, ...] = ()
    changes: tuple[Change, ...] = ()
    gone: Gone = Gone()
    synonyms: tuple[tuple[str, ...], ...] = ()
    reading_list: tuple[ReadingListGroup, ...] = ()
    reading_paths: tuple[ReadingPath, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Every section in reading order."""
        for section in self.sections:
            yield from section.walk()

    @property
    def own(self) -> Paper | None:
        """The record of the survey itself, which anyone who uses its taxonomy should cite."""
        return self.papers.get(self.profile.own_key)

    def shown(self, use: str, carrier: str = "") -> tuple[Vocabulary, ...]:
        """The vocabularies that readers meet in some way, all of them or those of one carrier."""
        return tuple(v for v in self.vocabularies if use in v.shown and carrier in ("", v.carrier))

    def vocabulary(self, id: str) -> Vocabulary:
        """The vocabulary of that id, which must exist."""
        return next(vocabulary for vocabulary in self.vocabularies if vocabulary.id == id)

    @cached_property
    def paths(self) -> Mapping[str, tuple[Section, ...]]:
        """Section id → the sections from the top down to it."""
        return {path[-1].id: path for top in self.sections for path in _paths(top, ())}

    @cached_property
    def places(self) -> Mapping[str, tuple[Place, ...]]:
        """Paper key → every place where it stands, in reading order."""
        found: dict[str, list[Place]] = {key: [] for key in self.papers}
        for place, paper in self._all_places():
            found[paper.key].append(place)
        return {key: tuple(places) for key, places in found.items()}

    def carried(self, paper: Paper, vocabulary: Vocabulary) -> tuple[Term, ...]:
        """The terms that a paper carries, itself or anywhere that it stands, in the vocabulary's order."""
        places = self.places[paper.key]
        found = {term for terms in (paper.terms, *(p.terms for p in places)) for term in terms.get(vocabulary.id, ())}
        return tuple(term for term in vocabulary.terms if term in found)

    @property
    def of_papers(self) -> tuple[Vocabulary, ...]:
        """The vocabularies whose terms stand in the records of papers."""
        return tuple(vocabulary for vocabulary in self.vocabularies if vocabulary.carrier == OF_PAPERS)

    def gist(self, paper: Paper) -> str:
        """The paper's own contribution; without a note, what it shows at its first place."""
        if paper.note:
            return paper.note.gist
        return next((place.claim for place in self.places[paper.key]), "")

    def left(self, section: Section) -> list[tuple[str, Place | None]]:
        """Ids that led to approaches of a section, with the first place of what they became; none for what is gone."""
        own = {section.id, *section.was}
        found: list[tuple[str, Place | None]] = []
        for place in {place.approach.id: place for places in self.places.values() for place in places}.values():
            former = (old.rpartition("#") for old in place.approach.was)
            found += [(id, place) for at, _, id in former if (at or place.section.id) in own]
        gone = (address.partition("#") for address in self.gone.approaches)
        return sorted([*found, *((id, None) for at, _, id in gone if at in own)], key=lambda pair: pair[0])

    def _all_places(self) -> Iterator[tuple[Place, Paper]]:
        for path in self.paths.values():
            for approach in path[-1].approaches:
                for placement in approach.placements:
                    yield Place(path, approach, placement), placement.paper

    @property
    def mistakes(self) -> tuple[Correction, ...]:
        """What sources print wrong, not counting what was right in the preprint they cite."""
        return tuple(correction for correction in self.corrections if not correction.outdated)

    @property
    def outdated(self) -> tuple[Correction, ...]:
        """What sources print as the preprint had it, and the published version has otherwise."""
        return tuple(correction for correction in self.corrections if correction.outdated)

    @cached_property
    def publication_of(self) -> Mapping[str, Publication]:
        """Paper key → as what the sources cite it that knew it as a preprint."""
        return {publication.paper.key: publication for publication in self.publications}

    @cached_property
    def corrections_of(self) -> Mapping[str, tuple[Correction, ...]]:
        """Paper key → what the sources print and the record contradicts."""
        found: dict[str, list[Correction]] = {}
        for correction in self.corrections:
            found.setdefault(correction.paper.key, []).append(correction)
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Paper, ...]]:
        """Papers by year, newest first, within a year by first author."""
        years: dict[int, list[Paper]] = {}
        for paper in sorted(self.papers.values(), key=lambda p: (-p.year, p.authors[0].slug_text, p.key)):
            years.setdefault(paper.year, []).append(paper)
        return {year: tuple(papers) for year, papers in years.items()}

    @cached_property
    def by_author(self) -> Mapping[Name, tuple[Paper, ...]]:
        """Papers by each of their authors, in the order of keys."""
        found: dict[Name, list[Paper]] = {}
        for paper in self.papers.values():
            for author in dict.fromkeys(paper.authors):
                found.setdefault(author, []).append(paper)
        return {author: tuple(papers) for author, papers in found.items()}


@dataclass(frozen=True, slots=True)
class ReadingListGroup:
    """A heading path of the original reading list, with its topics."""

    path: tuple[str, ...]
    topics: tuple[str, ...]


def _paths(section: Section, above: tuple[Section, ...]) -> Iterator[tuple[Section, ...]]:
    path = (*above, section)
    yield path
    for child in section.sections:
        yield from _paths(child, path)
