"""Valid records → the linked model. Assumes what :mod:`validate` has checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..diagnostics import Located
from ..model import Approach, Change, Correction, Paper, Placement, ReadingListGroup, Section, Step, Survey, Term
from ..text.latex import decode_latex
from .bibtex import Entry, names
from .records import ApproachRecord, CorrectionRecord, Reasons, Records, SectionRecord, TermRecord

Papers = Mapping[str, Paper]
Terms = Mapping[str, Term]


def link(records: Records) -> Survey:
    """The survey that the records describe."""
    venue = VenueNames(records.venues)
    papers = {str(entry.key): _paper(entry, venue) for entry in sorted(records.entries, key=lambda e: e.key)}
    taxonomy = records.taxonomy
    linker = _Linker(papers, _terms(taxonomy.roles), _terms(taxonomy.access), _terms(taxonomy.problems))
    return Survey(
        papers=papers,
        sections=tuple(map(linker.section, taxonomy.sections)),
        roles=tuple(linker.roles.values()),
        access=tuple(linker.access.values()),
        problems=tuple(linker.problems.values()),
        corrections=tuple(map(linker.correction, records.corrections)),
        changes=tuple(
            Change(str(c.id), str(c.date), str(c.title), str(c.summary), tuple(papers[k] for k in c.papers))
            for c in records.changes
        ),
        synonyms=tuple(_texts(group) for group in records.synonyms),
        reading_list=tuple(ReadingListGroup(_texts(g.path), _texts(g.topics)) for g in taxonomy.reading_list),
    )


class VenueNames:
    """Full venue name → short name, by the longest phrase of ``venues.yml`` that it contains."""

    def __init__(self, venues: Mapping[Located, Iterable[str]]) -> None:
        phrases = ((phrase.lower(), str(short)) for short, found in venues.items() for phrase in found)
        self._phrases = sorted(phrases, key=lambda pair: -len(pair[0]))

    def __call__(self, full: str) -> str:
        """The short name, or the full one where no phrase is known."""
        wanted = full.lower()
        return next((short for phrase, short in self._phrases if phrase in wanted), full)


def _paper(entry: Entry, venue: VenueNames) -> Paper:
    value = entry.fields.get
    authors, more = names(entry.fields["author"])
    name = decode_latex(value("booktitle") or value("journal") or value("howpublished") or "arXiv")
    return Paper(
        key=str(entry.key),
        kind=str(entry.kind),
        fields={name: str(text) for name, text in entry.fields.items()},
        title=decode_latex(entry.fields["title"]),
        authors=authors,
        has_more_authors=more,
        year=int(entry.fields["year"]),
        venue=venue(name),
        venue_name=name,
        topics=tuple(filter(None, map(str.strip, (value("keywords") or "").split(";")))),
    )


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(str, values))


def _terms(records: Mapping[Located, TermRecord]) -> Terms:
    return {str(id): Term(str(id), str(term.title), str(term.meaning)) for id, term in records.items()}


def _steps(reasons: Reasons) -> tuple[Step, ...]:
    return tuple(Step(str(target), str(reason)) for target, reason in reasons.items())


class _Linker:
    def __init__(self, papers: Papers, roles: Terms, access: Terms, problems: Terms) -> None:
        self.papers, self.roles, self.access, self.problems = papers, roles, access, problems

    def section(self, record: SectionRecord) -> Section:
        return Section(
            id=str(record.id),
            title=str(record.title),
            lead=str(record.lead),
            number=str(record.number),
            choose_when=str(record.choose_when),
            costs=str(record.costs),
            problems=tuple(self.problems[p] for p in record.problems),
            aliases=_texts(record.aliases),
            see_also=_steps(record.see_also),
            start_with=_steps(record.start_with),
            was=_texts(record.was),
            approaches=tuple(map(self.approach, record.approaches)),
            sections=tuple(map(self.section, record.sections)),
        )

    def approach(self, record: ApproachRecord) -> Approach:
        return Approach(
            id=str(record.id),
            title=str(record.title),
            lead=str(record.lead),
            placements=tuple(Placement(self.papers[key], str(claim or "")) for key, claim in record.papers.items()),
            roles=tuple(self.roles[role] for role in record.roles),
            access=self.access.get(record.access),
            aliases=_texts(record.aliases),
        )

    def correction(self, record: CorrectionRecord) -> Correction:
        texts = (record.where, record.field, record.printed, record.correct, record.evidence)
        return Correction(self.papers[record.paper], *map(str, texts))
