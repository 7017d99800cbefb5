"""The rules of the notes on papers, one file each in data/notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostics import Located, Problem, did_you_mean, quoted
from ...read.records import NoteRecord, Records
from ..rule import BIB, PROFILE, SENTENCE, at, missing, note_path, rule, wrong_length

# How much of a paper was read for its note.
READ = ("paper", "abstract", "title")
BODY = (90, 180)  # words of problem, idea, finding and limits together; one who saw only the title has less to say
ASKS = (3, 5)
MOST_LISTED = {"models": 8, "uses": 8, "terms": 8, "asks": 8, "also": 16}
PHRASE = 80  # characters
SIZE = re.compile(r"\d{1,4}(\.\d{1,3})?[KMBT](–\d{1,4}(\.\d{1,3})?[KMBT])?", re.ASCII)


@rule
def notes_of_papers(records: Records) -> Iterator[Problem]:
    """A note is named after the paper of papers.bib that it is on."""
    keys = [entry.key for entry in records.entries]
    for key in records.notes:
        yield from missing(note_path(key), "", f"paper in {BIB}", [Located(key, 1)], keys)


@rule
def notes_vocabulary(records: Records) -> Iterator[Problem]:
    """A note is of a known kind, and says how much of the paper was read."""
    for key, note in records.notes.items():
        for name, value, known in (("kind", note.kind, tuple(records.profile.kinds)), ("read", note.read, READ)):
            if value not in known:
                where = f" (named in {PROFILE})" if name == "kind" else ""
                hint = did_you_mean(value, known) or f"; use one of {', '.join(known) or 'none'}{where}"
                yield at(note_path(key), value, f"unknown `{name}` {quoted(value)}{hint}")


@rule
def notes_length(records: Records) -> Iterator[Problem]:
    """A gist fits two lines of a list; problem, idea, finding and limits together fit a screen."""
    for key, note in records.notes.items():
        if told := wrong_length(note.gist, SENTENCE):
            yield at(note_path(key), note.gist, f"`gist` {told}")
        words = sum(len(text.split()) for text in _body(note))
        if words > BODY[1] or (words < BODY[0] and note.read != "title"):
            told = f"problem, idea, finding and limits have {words} words together; write {BODY[0]} to {BODY[1]}"
            yield at(note_path(key), note.gist, told)


def _body(note: NoteRecord) -> tuple[Located, ...]:
    return note.problem, note.idea, note.finding, note.limits


@rule
def notes_asks(records: Records) -> Iterator[Problem]:
    """A note has three to five questions that the paper answers, each a question and none twice."""
    for key, note in records.notes.items():
        if not ASKS[0] <= len(note.asks) <= ASKS[1]:
            told = f"`asks` has {len(note.asks)} questions; write {ASKS[0]} to {ASKS[1]}"
            yield at(note_path(key), note.asks[0] if note.asks else note.kind, told)
        for question in note.asks:
            if not question.endswith("?"):
                yield at(note_path(key), question, f"{quoted(question)} is no question; end it in a question mark")


@rule
def notes_lists(records: Records) -> Iterator[Problem]:
    """Lists stay short enough to be read, and name nothing twice."""
    for key, note in records.notes.items():
        names = tuple(Located(f"{model.name} {model.size}".strip(), model.name.line) for model in note.models)
        lists = {"models": names, "uses": note.uses, "terms": note.terms, "asks": note.asks, "also": note.also}
        for field, values in lists.items():
            most = MOST_LISTED[field]
            if len(values) > most:
                told = f"`{field}` has {len(values)} entries; keep the {most} that matter most"
                yield at(note_path(key), values[0], told)
            for value in _repeated(values):
                yield at(note_path(key), value, f"`{field}` names {quoted(value)} twice; keep one")


@rule
def notes_also(records: Records) -> Iterator[Problem]:
    """Other words for what a paper is about are phrases, not sentences."""
    for key, note in records.notes.items():
        for phrase in note.also:
            if len(phrase) > PHRASE:
                told = f"`also`: {quoted(phrase)} has {len(phrase)} characters; write a phrase of at most {PHRASE}"
                yield at(note_path(key), phrase, told)


def _repeated(values: tuple[Located, ...]) -> Iterator[Located]:
    seen: set[str] = set()
    for value in values:
        if value.lower() in seen:
            yield value
        seen.add(value.lower())


@rule
def notes_models(records: Records) -> Iterator[Problem]:
    """A model's size reads as a number with its unit, and its part is one of the two ends of the map."""
    ends = tuple(end.id for end in records.profile.ends)
    for key, note in records.notes.items():
        for model in note.models:
            if model.size and not SIZE.fullmatch(model.size):
                told = f"{model.name}: the size {quoted(model.size)} is no number; write it like `110M` or `7B–70B`"
                yield at(note_path(key), model.size, told)
            if model.part and model.part not in ends:
                hint = did_you_mean(model.part, ends) or f"; use one of {', '.join(ends) or 'none'}"
                yield at(note_path(key), model.part, f"{model.name}: unknown `part` {quoted(model.part)}{hint}")
