"""Adds papers: from what a curator names them by to files that `check` finds sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..check import load
from ..check.mend import mends
from ..check.rule import BIB, TAXONOMY, note_path
from ..check.rules.growth import Origins
from ..diagnostics import Problem, did_you_mean, quoted, report
from ..read import bibtex
from ..read.records import Records
from .asked import Asked, asked, known
from .bibtext import records
from .client import Client
from .edit import bibfile
from .edit import yamltext as yml
from .edit.changes import Changes
from .found import Found
from .house import House, house
from .known import refuse_known, refuse_twin
from .lookup import Lookup
from .refusal import Refusal
from .services import SERVICES


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paper shall stand: section, approach, and the claim it stands there for."""

    section: str
    approach: str
    claim: str

    def __str__(self) -> str:
        return f"{self.section}/{self.approach}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper to add: by an identifier, or as an entry that somebody wrote; ``name`` is what messages call it."""

    name: str
    asked: Asked | None = None
    entry: Found | None = None


@dataclass
class Addition:
    """What has been found, and the changes that add it."""

    changes: Changes
    entries: list[House] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def wanted(given: Iterable[str]) -> Iterator[Wanted]:
    """What a curator names: identifiers, addresses, .bib files, pasted entries.

    Raises:
        Refusal: for what is none of these.

    """
    for text in given:
        if text.lstrip().startswith("@"):
            yield from _entries(text, "the pasted text")
        elif text.endswith(".bib") and not known(text):
            yield from _entries(_file(text), text)
        else:
            found = asked(text)
            yield Wanted(str(found), asked=found)


def _entries(text: str, source: str) -> Iterator[Wanted]:
    found = records(text, source)
    if not found:
        raise Refusal(f"{source} holds no BibTeX entry; one starts with `@article{{` or the like")
    for number, entry in enumerate(found, 1):
        yield Wanted(f"entry {number} of {source}", entry=entry)


def _file(name: str) -> str:
    try:
        return Path(name).read_text("utf-8-sig")
    except OSError as error:
        raise Refusal(f"{name} cannot be read ({error.strerror}); give the path of a .bib file") from error
    except UnicodeDecodeError as error:
        raise Refusal(f"{name} is not UTF-8; save it as UTF-8") from error


def add(root: Path, papers: Sequence[Wanted], client: Client, today: date, origin: str = "") -> Addition:
    """The entries of papers at their places in papers.bib, as drafts until they are placed; nothing is written yet.

    ``origin`` says where they come from if they were not chosen since.

    Raises:
        Refusal: if a paper is there already, is not known to its home, or cannot be asked for.
        DataError: if the data was not sound before.

    """
    known_records, _ = load.sound(root)
    came = _came(known_records, today, origin)
    addition = Addition(Changes(root))
    # Whoever is known already is told before anybody is asked.
    for paper in papers:
        if paper.asked:
            refuse_known(paper.asked, known_records.entries)
    for paper in papers:
        entry = _looked_up(paper, client, addition, known_records, today)
        addition.entries.append(entry.with_fields(came.items()))
    return addition


def _looked_up(paper: Wanted, client: Client, addition: Addition, before: Records, today: date) -> House:
    lookup = Lookup(client)
    found = lookup.paper(paper.asked) if paper.asked else _of_entry(lookup, paper)
    present = [*before.entries, *_parsed(addition.entries)]
    refuse_twin(paper.name, found, present)
    is_compared = found.source in {service.name for service in SERVICES}
    try:
        entry = house(found, (str(one.key) for one in present), today if is_compared else None)
    except Refusal as error:
        raise Refusal(f"{paper.name}: {error}") from error
    addition.doubts += (f"{entry.key}: {doubt}" for doubt in (*lookup.doubts, *entry.doubts))
    return entry


def _came(before: Records, today: date, origin: str) -> dict[str, str]:
    """Where a paper comes from and since when it is here, where papers can say so: by default, added since."""
    for id, asking in Origins(before).asking.items():
        if term := origin or next(iter(asking), ""):
            return {id: str(term), "added": today.isoformat()}
    if origin:
        raise Refusal(f"no vocabulary in {TAXONOMY} says where papers come from; leave --origin out")
    return {}


def _of_entry(lookup: Lookup, paper: Wanted) -> Found:
    if paper.entry is None:
        raise Refusal(f"{paper.name}: names no paper")
    return lookup.entry(paper.entry, paper.name)


def _parsed(entries: Iterable[House]) -> list[bibtex.Entry]:
    return [entry for one in entries for entry in bibtex.read(one.text, BIB)[0]]


def put(addition: Addition, places: Sequence[Place], note: str = "", about: str = "", reason: str = "") -> None:
    """Write the entries, the placements of all of them and a note on the only one into the changes.

    ``about`` says what a draft waits for, ``reason`` why the papers belong here.

    Raises:
        Refusal: for a place that does not exist, or a result that `check` would not find sound.

    """
    changes = addition.changes
    draft = {} if places else {"draft": about or "needs a place and a claim"}
    _write(addition, draft | ({"reason": reason} if reason else {}))
    for place in places:
        for entry in addition.entries:
            changes.write(TAXONOMY, placed(changes.text(TAXONOMY), entry.key, place))
    if note:
        if len(addition.entries) != 1:
            raise Refusal("a note is on one paper; add papers with notes one by one")
        changes.write(note_path(addition.entries[0].key), note if note.endswith("\n") else f"{note}\n")
    _fill_in(addition)
    refuse_unsound(changes)


def _write(addition: Addition, more: dict[str, str]) -> None:
    text = addition.changes.text(BIB)
    addition.entries = [entry.with_fields(more.items()) for entry in addition.entries]
    for entry in addition.entries:
        text = bibfile.insert(text, entry.key, entry.text)
    addition.changes.write(BIB, text)


def _fill_in(addition: Addition) -> None:
    """What `check --fix` would put into the new entries, such as the facts of their volumes, and into no other."""
    fixed = addition.changes.tried(lambda folder: {mend.path: mend.after for mend in mends(folder)})
    better = {str(entry.key): entry for entry in bibtex.read(fixed.get(BIB, ""), BIB)[0]}
    text = addition.changes.text(BIB)
    for entry in addition.entries:
        if entry.key in better:
            kept = better[entry.key].fields
            whole = entry.with_fields((name, str(value)) for name, value in kept.items())
            text = bibfile.insert(bibfile.remove(text, entry.key), entry.key, whole.text)
    addition.changes.write(BIB, text)


def placed(text: str, key: str, place: Place) -> str:
    """The taxonomy with a paper below an approach.

    Raises:
        Refusal: if there is no such approach, or it is written in braces.

    """
    approach = find_approach(text, place.section, place.approach)
    papers = yml.value(approach, "papers")
    last = list(yml.pairs(papers))[-1:]
    if papers is None or yml.is_inline(papers) or not last:
        raise Refusal(f"{place}: its `papers` are written in braces; write one a line in {TAXONOMY} first")
    [(first, end)] = last
    line = f"{key}: {yml.written(place.claim)}"
    return yml.spliced(text, [yml.after(text, first, end, first.start_mark.column, line)])


def find_approach(text: str, section: str, approach: str) -> yml.Node:
    """An approach of the taxonomy by its section's id and its own.

    Raises:
        Refusal: if there is none, with the nearest.

    """
    known_places = {}
    for at, found in yml.approaches(yml.tree(text)):
        known_places[f"{yml.text_of(at, 'id')}/{yml.text_of(found, 'id')}"] = found
    name = f"{section}/{approach}"
    if name in known_places:
        return known_places[name]
    here = ", ".join(one for one in known_places if one.startswith(f"{section}/"))
    hint = did_you_mean(name, known_places) or (f"; {section} has {here}" if here else "")
    raise Refusal(f"no such approach {quoted(name, 120)} in {TAXONOMY}{hint}")


def place_of(text: str, claim: str) -> Place:
    """A place as a curator writes it, ``section/approach``."""
    section, slash, approach = text.strip().partition("/")
    if not slash or not section or not approach:
        raise Refusal(f"{quoted(text)} is no place; write it `section/approach`, by their ids")
    return Place(section, approach, " ".join(claim.split()))


def refuse_unsound(changes: Changes) -> list[Problem]:
    """What `check` doubts of the changes; nothing that it finds wrong gets in.

    Raises:
        Refusal: with every problem that is more than a warning.

    """
    problems = changes.problems()
    wrong = [problem for problem in problems if not problem.is_warning]
    if wrong:
        raise Refusal(f"the data would not be sound, so nothing was changed:\n{report(wrong)}")
    return problems
