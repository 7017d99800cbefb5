"""Contributions: written to a file of their own, and folded into the files that they are meant for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ...check import load
from ...check.rule import BIB, TAXONOMY
from ...check.rules import validate
from ...read.inbox import FOLDER
from ...read.records import Contribution
from ...read.schemas import first_line
from ..refusal import Refusal
from . import bibfile
from .changes import Changes
from .places import Place, place_of, placed


def path_for(key: str) -> str:
    """The file in which a paper waits."""
    return f"{FOLDER}/{key}.yml"


def written(entry: str, places: Iterable[Place]) -> str:
    """A contribution as a file."""
    top = (first_line(f"{FOLDER}/*.yml"), "entry: |")
    return "".join(f"{line}\n" for line in (*top, *_indented(entry.splitlines(), 2), *_placements(places)))


def _indented(lines: Iterable[str], by: int) -> Iterator[str]:
    return (f"{' ' * by}{line}" if line else line for line in lines)


def _placements(places: Iterable[Place]) -> Iterator[str]:
    for number, place in enumerate(places):
        if not number:
            yield "placements:"
        yield f"  {place}:"
        yield from _indented(place.lines, 4)


def fold(root: Path) -> tuple[Changes, list[str]]:
    """The changes that put every contribution into place in which nothing is wrong, and why some of the others stay.

    Whatever the order in which contributions come and are folded, the result is the same.
    """
    records, problems = load.read(root)
    changes, left = Changes(root), []
    wrong = {problem.path for problem in validate(records) if not problem.is_warning}
    for one in records.inbox if not problems else ():
        try:
            if one.path not in wrong:
                _fold(changes, one)
        except Refusal as refusal:
            left.append(f"{one.path}: {refusal}")
    return changes, left


def _fold(changes: Changes, one: Contribution) -> None:
    taxonomy = changes.text(TAXONOMY)
    for name, placement in one.placements.items():
        terms = {str(vocabulary): tuple(map(str, ids)) for vocabulary, ids in placement.terms.items()}
        place = replace(place_of(name, placement.claim), terms=terms)
        taxonomy = placed(taxonomy, str(one.entry.key), place)
    changes.write(TAXONOMY, taxonomy)
    changes.write(BIB, bibfile.insert(changes.text(BIB), str(one.entry.key), f"{one.text.strip()}\n"))
    changes.write(one.path, None)
