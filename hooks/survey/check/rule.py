"""What rules are made of: how they are found, and how they say where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from ..diagnostics import Problem, did_you_mean, line_of, path_of
from ..read.records import Records

# Every file in data/ that is read, notes apart.
DATA = (
    BIB := "data/papers.bib",
    TAXONOMY := "data/taxonomy.yml",
    PROFILE := "data/survey.yml",
    CORRECTIONS := "data/corrections.yml",
    CHANGES := "data/changes.yml",
    VENUES := "data/venues.yml",
    SYNONYMS := "data/synonyms.yml",
    PATHS := "data/paths.yml",
    PROMISED := "data/promised-ids.txt",
    PROMISED_APPROACHES := "data/promised-approaches.txt",
    PROMISED_PAPERS := "data/promised-papers.txt",
)
# How many characters a sentence has that stands for a paper in lists, such as a claim: two lines there.
SENTENCE = (60, 160)


def wrong_length(value: str, limits: tuple[int, int]) -> str:
    """What is wrong with how long a text is, and the remedy; empty where nothing is."""
    least, most = limits
    if least <= len(value) <= most:
        return ""
    return f"has {len(value):,} characters; write " + (f"{least} to {most}" if least else f"at most {most}")


def note_path(key: str) -> str:
    """The file that holds the note on a paper."""
    return f"data/notes/{key}.yml"


Rule = Callable[[Records], Iterator[Problem]]


def rule(check: Rule) -> Rule:
    """Mark a generator as a rule."""
    check.__dict__["is_rule"] = True
    return check


def rules_of(module: ModuleType) -> Iterator[Rule]:
    """The rules of a module, in the order of its text."""
    return (value for value in vars(module).values() if getattr(value, "is_rule", False))


def at(path: str, value: str, message: str) -> Problem:
    """A problem where a value stands: in the file of that path, unless it was read from another."""
    return Problem(path_of(value, path), line_of(value), message)


def doubt(path: str, value: str, message: str) -> Problem:
    """A warning where a value stands: probably wrong, but there are exceptions."""
    return Problem(path_of(value, path), line_of(value), message, is_warning=True)


def where(path: str, first: str, value: str) -> str:
    """Where one value stands, as it is told beside another one of its kind: `line 3`, or with the file as well."""
    home = path_of(first, path)
    return f"line {line_of(first)}" if home == path_of(value, path) else f"{home}:{line_of(first)}"


def missing(path: str, owner: str, noun: str, used: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    """A problem for each name that is used and not known."""
    names = set(known)
    for value in used:
        if value not in names:
            prefix = f"{owner}: " if owner else ""
            yield at(path, value, f"{prefix}no such {noun} `{value}`{did_you_mean(value, sorted(names))}")
