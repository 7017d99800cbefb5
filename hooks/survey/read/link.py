"""Valid records → the linked model. Assumes what the rules have checked, and leaves drafts out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import (
    OF_PAPERS,
    Approach,
    Change,
    Correction,
    End,
    Gone,
    Note,
    Paper,
    Placement,
    Profile,
    Publication,
    ReadingListGroup,
    ReadingPath,
    ReadingStep,
    Section,
    Step,
    Survey,
    Term,
    Terms,
    UsedModel,
    Vocabulary,
)
from ..text.latex import decode_latex
from .bibtex import Entry, names
from .records import (
    YES,
    ApproachRecord,
    CorrectionRecord,
    NoteRecord,
    PathRecord,
    PlacementRecord,
    ProfileRecord,
    PublicationRecord,
    Reasons,
    Records,
    SectionRecord,
    TermsByField,
    VocabularyRecord,
)
from .venues import VenueNames, settled

Papers = Mapping[str, Paper]


def link(records: Records) -> Survey:
    """The survey that the records describe."""
    taxonomy = records.taxonomy
    vocabularies = tuple(_vocabulary(id, record) for id, record in taxonomy.vocabularies.items())
    library = _Library(records, vocabularies)
    entries = sorted(records.entries, key=lambda entry: entry.key)
    papers = {str(entry.key): library.paper(entry) for entry in entries if "draft" not in entry.fields}
    linker = _Linker(papers, vocabularies)
    return Survey(
        papers=papers,
        sections=tuple(map(linker.section, taxonomy.sections)),
        profile=_profile(records.profile),
        vocabularies=vocabularies,
        corrections=tuple(map(linker.correction, records.corrections)),
        publications=tuple(map(linker.publication, records.published)),
        changes=tuple(
            Change(str(c.id), str(c.date), str(c.title), str(c.summary), tuple(papers[k] for k in c.papers))
            for c in records.changes
        ),
        gone=_gone(records),
        synonyms=tuple(_texts(group) for group in records.synonyms),
        reading_list=tuple(ReadingListGroup(_texts(g.path), _texts(g.topics)) for g in taxonomy.reading_list),
        reading_paths=tuple(map(linker.reading_path, records.paths)),
    )


def former_keys(entry: Entry) -> tuple[str, ...]:
    """The keys by which a paper was known before, which biblatex lets users go on citing (manual, 2.2.3: ``ids``)."""
    return tuple(filter(None, map(str.strip, entry.fields.get("ids", "").split(","))))


def moved_from(section_id: str, former: str) -> str:
    """Where an approach used to stand, as ``section#approach``: where it stands now, unless it names a section."""
    return former if "#" in former else f"{section_id}#{former}"


def _gone(records: Records) -> Gone:
    def ids(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(line.removesuffix(" gone") for line in lines if line.endswith(" gone"))

    return Gone(ids(records.promised), ids(records.promised_approaches), ids(records.promised_papers))


def _profile(record: ProfileRecord) -> Profile:
    return Profile(
        headline=str(record.headline),
        namespace=str(record.namespace),
        own_key=str(record.own),
        term_set=str(record.term_set),
        topic_title=str(record.topic_title),
        sample=str(record.sample),
        store=str(record.store),
        sources={str(name): str(source.title) for name, source in record.sources.items()},
        dates={str(name): str(source.date) for name, source in record.sources.items() if source.date},
        kinds={str(kind): str(title) for kind, title in record.kinds.items()},
        ends=tuple(End(str(end.id), str(end.title), _texts(end.strong), _texts(end.soft)) for end in record.ends),
        opened=str(record.opened),
    )


def _vocabulary(id: str, record: VocabularyRecord) -> Vocabulary:
    terms = {id: Term(str(id), str(t.title), str(t.meaning), t.reason in YES) for id, t in record.terms.items()}
    return Vocabulary(
        id=str(id),
        noun=str(record.noun),
        carrier=str(record.carrier),
        terms=tuple(terms.values()),
        title=str(record.title),
        question=str(record.question),
        unasked=str(record.unasked),
        further=str(record.further),
        shown=_texts(record.shown),
        is_ladder=record.ladder in YES,
        default=terms.get(record.default),
    )


class _Library:
    """What entries say of papers, with what other files say of all of them."""

    def __init__(self, records: Records, vocabularies: Iterable[Vocabulary]) -> None:
        self.notes = records.notes
        self.venue = VenueNames(records.venues)
        self.shared = {entry.key: home.shared for entry, home in settled(records.entries, records.venues)}
        self.vocabularies = {v.id: v for v in vocabularies if v.carrier == OF_PAPERS}
        self.opened = records.profile.opened

    def paper(self, entry: Entry) -> Paper:
        value = entry.fields.get
        authors, more = names(entry.fields["author"])
        name = decode_latex(value("booktitle") or value("journal") or value("howpublished") or "arXiv")
        note = self.notes.get(entry.key)
        return Paper(
            key=str(entry.key),
            kind=str(entry.kind),
            fields={name: str(text) for name, text in entry.fields.items() if name not in self.vocabularies},
            title=decode_latex(entry.fields["title"]),
            authors=authors,
            has_more_authors=more,
            year=int(entry.fields["year"]),
            venue=self.venue(name),
            venue_name=name,
            topics=tuple(filter(None, map(str.strip, (value("keywords") or "").split(";")))),
            note=_note(note) if note else None,
            shared=self.shared.get(entry.key, {}),
            was=former_keys(entry),
            terms={id: _term(vocabulary, value(id)) for id, vocabulary in self.vocabularies.items()},
            added=str(value("added") or self.opened),
            reason=decode_latex(value("reason") or ""),
        )


def _term(vocabulary: Vocabulary, id: str | None) -> tuple[Term, ...]:
    """The term that a record names, or else the one that goes without saying."""
    named = tuple(term for term in vocabulary.terms if term.id == id)
    return named or ((vocabulary.default,) if vocabulary.default else ())


def _note(record: NoteRecord) -> Note:
    return Note(
        kind=str(record.kind),
        gist=str(record.gist),
        read=str(record.read),
        problem=str(record.problem),
        idea=str(record.idea),
        finding=str(record.finding),
        limits=str(record.limits),
        models=tuple(UsedModel(str(m.name), str(m.size), str(m.part), str(m.does)) for m in record.models),
        uses=_texts(record.uses),
        terms=_texts(record.terms),
        asks=_texts(record.asks),
        also=_texts(record.also),
    )


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(str, values))


def _steps(reasons: Reasons) -> tuple[Step, ...]:
    return tuple(Step(str(target), str(reason)) for target, reason in reasons.items())


class _Linker:
    def __init__(self, papers: Papers, vocabularies: Sequence[Vocabulary]) -> None:
        self.papers = papers
        self.terms = {vocabulary.id: {term.id: term for term in vocabulary.terms} for vocabulary in vocabularies}
        self.of_papers = {vocabulary.id for vocabulary in vocabularies if vocabulary.carrier == OF_PAPERS}

    def section(self, record: SectionRecord) -> Section:
        return Section(
            id=str(record.id),
            title=str(record.title),
            lead=str(record.lead),
            number=str(record.number),
            choose_when=str(record.choose_when),
            costs=str(record.costs),
            direction=str(record.direction),
            terms=self._terms(record.terms),
            aliases=_texts(record.aliases),
            see_also=_steps(record.see_also),
            start_with=_steps(record.start_with),
            was=_texts(record.was),
            approaches=tuple(map(self.approach, record.approaches)),
            sections=tuple(map(self.section, record.sections)),
        )

    def approach(self, record: ApproachRecord) -> Approach:
        terms = self._terms(record.terms)
        # Where an approach comes from says nothing of its papers.
        shared = {id: found for id, found in terms.items() if id not in self.of_papers}
        return Approach(
            id=str(record.id),
            title=str(record.title),
            lead=str(record.lead),
            placements=tuple(self._placement(key, placement, shared) for key, placement in record.papers.items()),
            terms=terms,
            aliases=_texts(record.aliases),
            was=_texts(record.was),
        )

    def _placement(self, key: str, record: PlacementRecord, of_approach: Terms) -> Placement:
        return Placement(self.papers[key], str(record.claim), {**of_approach, **self._terms(record.terms)})

    def _terms(self, record: TermsByField) -> Terms:
        return {str(name): tuple(self.terms[name][id] for id in ids) for name, ids in record.items()}

    def reading_path(self, record: PathRecord) -> ReadingPath:
        steps = (ReadingStep(self.papers[k], int(s.minutes), str(s.reason)) for k, s in record.steps.items())
        return ReadingPath(str(record.id), str(record.title), str(record.lead), tuple(steps), _steps(record.next))

    def correction(self, record: CorrectionRecord) -> Correction:
        return Correction(
            self.papers[record.paper],
            where=str(record.where),
            field=str(record.field),
            printed=str(record.printed),
            correct=str(record.correct),
            evidence=str(record.evidence),
            how=str(record.how),
            outdated=record.outdated in YES,
        )

    def publication(self, record: PublicationRecord) -> Publication:
        printed = {str(where): str(text) for where, text in record.printed.items()}
        return Publication(self.papers[record.paper], printed, str(record.evidence))
