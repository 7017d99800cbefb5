"""Survey → the fact box of a paper: what one compares papers by, in few words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Note, Paper, Profile, Survey, Term, UsedModel, Vocabulary

# What a note was written from, as readers are told.
READ = {"paper": "Text of the paper", "abstract": "Abstract only", "title": "Title only"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value with what adds to it (a model's size and job, since which day) and the explorer's query for its kind."""

    text: str
    detail: str = ""
    day: str = ""
    query: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the box."""

    label: str
    values: tuple[Value, ...]


def facts(survey: Survey, paper: Paper) -> tuple[Fact, ...]:
    """The lines of a paper's box, those without a value left out."""
    note = paper.note
    lines = [
        *(_noted(survey.profile, note) if note else ()),
        *(_carried(survey, paper, vocabulary) for vocabulary in survey.shown("badge", "approach")),
        *(_used(note) if note else ()),
        *(_origin(paper, vocabulary) for vocabulary in survey.of_papers),
    ]
    return tuple(fact for fact in lines if fact.values)


def _noted(profile: Profile, note: Note) -> Iterator[Fact]:
    yield Fact("Kind", (Value(profile.kinds.get(note.kind, note.kind)),))
    for end in profile.ends:
        yield Fact(_capitalized(end.title), tuple(_model(model) for model in note.models if model.part == end.id))
    yield Fact("Other models", tuple(_model(model) for model in note.models if not model.part))


def _model(model: UsedModel) -> Value:
    return Value(model.name, ", ".join(filter(None, (model.size, model.does))))


def _carried(survey: Survey, paper: Paper, vocabulary: Vocabulary) -> Fact:
    values = (_term(vocabulary, term) for term in survey.carried(paper, vocabulary))
    return Fact(_called(vocabulary), tuple(values))


def _origin(paper: Paper, vocabulary: Vocabulary) -> Fact:
    """Where a paper comes from, and since when it is here; why stands on its page in full."""
    since = ("here since", paper.added) if paper.added else ()
    return Fact(_called(vocabulary), tuple(_term(vocabulary, term, *since) for term in paper.terms[vocabulary.id]))


def _term(vocabulary: Vocabulary, term: Term, detail: str = "", day: str = "") -> Value:
    query = (vocabulary.noun, term.id) if "filter" in vocabulary.shown else None
    return Value(term.title, detail, day, query)


def _called(vocabulary: Vocabulary) -> str:
    return vocabulary.title or _capitalized(vocabulary.noun)


def _used(note: Note) -> Iterator[Fact]:
    yield Fact("Data", (Value(", ".join(note.uses)),) if note.uses else ())
    yield Fact("Note written from", (Value(READ[note.read]),))


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
