"""Read → validate → link: the only place that raises :class:`DataError`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ..diagnostics import DataError, Located, Problem, at_work_on, hidden_characters
from ..model import Survey
from ..read import bibtex, inbox
from ..read.files import all_files, strange_files
from ..read.link import link
from ..read.records import (
    ChangesRecord,
    Contribution,
    CorrectionsRecord,
    NoteRecord,
    PathsRecord,
    ProfileRecord,
    Records,
    SynonymsRecord,
    TaxonomyRecord,
    VenuesRecord,
)
from ..read.yamlfile import YamlReader
from .rule import BIB, TAXONOMY
from .rules import validate

T = TypeVar("T")


@dataclass
class Reading:
    """The files of one project folder, read; problems collect as they are met."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str, *, optional: bool = False) -> str | None:
        """A file's text; ``None`` with a problem (unless it is optional) if it cannot be had."""
        try:
            text = (self.root / name).read_text("utf-8-sig")
        except FileNotFoundError:
            if not optional:
                self._fail(name, 1, "the file is missing; restore it")
        except OSError as error:
            self._fail(name, 1, f"cannot be read ({error.strerror}); put a readable file in its place")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            byte = error.object[error.start]
            self._fail(name, line, f"not UTF-8: byte 0x{byte:02x}; save the file as UTF-8")
        else:
            self.problems += hidden_characters(name, text)
            return text
        return None

    def _fail(self, name: str, line: int, message: str) -> None:
        self.problems.append(Problem(name, line, message))

    def yaml(self, name: str, shape: type[T], *, optional: bool = False) -> T | None:
        """A YAML file as a record."""
        text = self.text(name, optional=optional)
        if text is None:
            return None
        reader = YamlReader(name)
        with at_work_on(name):
            tree = reader.read(text)
            record = None if tree is None else reader.record(tree, shape)
        self.problems += reader.problems
        return record

    def entries(self, name: str) -> tuple[bibtex.Entry, ...]:
        """The entries of a BibTeX file."""
        text = self.text(name)
        if text is None:
            return ()
        with at_work_on(name):
            entries, problems = bibtex.read(text, name)
        self.problems += problems
        if not entries and not problems:
            self._fail(name, 1, "the file is empty; see CONTRIBUTING.md for what belongs in it")
        return tuple(entries)

    def lines(self, name: str) -> tuple[Located, ...]:
        """The lines of an optional list, without comments."""
        numbered = enumerate((self.text(name, optional=True) or "").splitlines(), 1)
        return tuple(Located(line.strip(), n) for n, line in numbered if line.strip() and not line.startswith("#"))

    def notes(self) -> dict[str, NoteRecord]:
        """Every note by the key of its paper, which is the file's name."""
        found = ((Path(name).stem, self.yaml(name, NoteRecord)) for name in self._names("data/notes/*.yml"))
        return {key: note for key, note in found if note}

    def inbox(self, entries: tuple[bibtex.Entry, ...]) -> tuple[Contribution, ...]:
        """What waits in files of its own, by key; each key is given once, in the inbox and outside of it."""
        found = map(self._contribution, self._names(f"{inbox.FOLDER}/*.yml"))
        waiting = tuple(sorted(filter(None, found), key=lambda one: one.entry.key))
        self.problems += inbox.clashes(entries, waiting, BIB)
        return waiting

    def _contribution(self, name: str) -> Contribution | None:
        text = self.text(name)
        if text is None:
            return None
        with at_work_on(name):
            one, problems = inbox.read(text, name)
        self.problems += problems
        return one

    def texts(self, pattern: str) -> dict[str, str]:
        """The text of every file whose path below the project folder has a form."""
        return {name: self.text(name) or "" for name in self._names(pattern)}

    def _names(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.root).as_posix() for path in self.root.glob(pattern))


def read(root: Path) -> tuple[Records, list[Problem]]:
    """The records of a project folder and what is wrong with its files, rules not yet applied."""
    if strange := list(strange_files(root)):
        return Records((), TaxonomyRecord(()), {}), strange  # opening them might never end
    reading = Reading(root)
    entries = reading.entries(BIB)
    taxonomy = reading.yaml(TAXONOMY, TaxonomyRecord)
    profile = reading.yaml("data/survey.yml", ProfileRecord, optional=True)
    venues = reading.yaml("data/venues.yml", VenuesRecord, optional=True)
    waiting = tuple(inbox.tidied(reading.inbox(entries), venues.venues if venues else {}))
    corrections = reading.yaml("data/corrections.yml", CorrectionsRecord, optional=True)
    changes = reading.yaml("data/changes.yml", ChangesRecord, optional=True)
    synonyms = reading.yaml("data/synonyms.yml", SynonymsRecord, optional=True)
    paths = reading.yaml("data/paths.yml", PathsRecord, optional=True)
    records = Records(
        entries=tuple(bibtex.inherit((*entries, *(one.entry for one in waiting)))),
        taxonomy=inbox.joined(taxonomy or TaxonomyRecord(()), waiting),
        profile=profile or ProfileRecord(),
        venues=venues.venues if venues else {},
        corrections=corrections.corrections if corrections else (),
        published=corrections.published if corrections else (),
        changes=changes.changes if changes else (),
        synonyms=synonyms.synonyms if synonyms else (),
        prose=reading.texts("docs/**/*.md"),
        notes=reading.notes(),
        promised=reading.lines("data/promised-ids.txt"),
        promised_approaches=reading.lines("data/promised-approaches.txt"),
        promised_papers=reading.lines("data/promised-papers.txt"),
        files=all_files(root),
        drawings=reading.texts("docs/**/*.svg"),
        paths=paths.paths if paths else (),
        inbox=waiting,
    )
    return records, reading.problems


def check(root: Path) -> tuple[Records, list[Problem]]:
    """The records and every problem of a project folder, syntax and rules alike."""
    records, problems = read(root)
    # A file that could not be read would make every reference into it look broken: tell the cause alone.
    return records, sorted(set(problems or validate(records)))


def sound(root: Path) -> tuple[Records, list[Problem]]:
    """The records of a project folder and what is doubtful about them.

    Raises:
        DataError: with every problem, if there is one that is more than a warning.

    """
    records, problems = check(root)
    if any(not problem.is_warning for problem in problems):
        raise DataError(problems)
    return records, problems


def load(root: Path) -> Survey:
    """The survey of a project folder; raises what :func:`sound` raises."""
    return link(sound(root)[0])
