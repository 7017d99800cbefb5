"""Adds papers: from what a curator names them by to files that `check` finds sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..check import load
from ..check.rule import BIB, TAXONOMY, VENUES, note_path
from ..check.rules.growth import Origins
from ..diagnostics import Problem, quoted, report
from ..read import bibtex
from ..read.records import Records
from ..read.venues import Venues, differences, settled
from .asked import Asked, asked, known
from .bibtext import records
from .client import Client
from .edit import bibfile, inbox
from .edit.changes import Changes
from .edit.places import Place, find_approach, placed
from .found import Found
from .house import House, house
from .known import refuse_known, refuse_repeated, refuse_twin
from .lookup import Lookup
from .refusal import Refusal
from .services import SERVICES


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


def add_each(root: Path, papers: Sequence[Wanted], client: Client, today: date) -> tuple[Addition, list[str]]:
    """What :func:`add` finds of those papers that it does not refuse, and why it refuses the others.

    Raises:
        DataError: if the data was not sound before.

    """
    addition, refused = Addition(Changes(root)), []
    for paper in papers:
        try:
            one = add(root, [paper], client, today)
            _refuse_clash(paper, one, addition)
        except Refusal as refusal:
            refused.append(str(refusal))
        else:
            addition.entries += one.entries
            addition.doubts += one.doubts
    return addition, refused


def _refuse_clash(paper: Wanted, one: Addition, before: Addition) -> None:
    keys = {entry.key for entry in before.entries}
    for entry in one.entries:
        if entry.key in keys:
            raise Refusal(
                f"{paper.name}: its key would be `{entry.key}`, as that of another new one; add it after that"
            )


def _looked_up(paper: Wanted, client: Client, addition: Addition, before: Records, today: date) -> House:
    lookup = Lookup(client)
    found = lookup.paper(paper.asked) if paper.asked else _of_entry(lookup, paper)
    new = _parsed(addition.entries)
    refuse_twin(paper.name, found, before.entries)
    refuse_repeated(paper.name, found, new)
    is_compared = found.source in {service.name for service in SERVICES}
    try:
        whole = house(found, (str(one.key) for one in (*before.entries, *new)), today if is_compared else None)
    except Refusal as error:
        raise Refusal(f"{paper.name}: {error}") from error
    entry = _as_stated(whole, before.venues)
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


def put(  # noqa: PLR0913 -- what may be said of an addition
    addition: Addition,
    places: Sequence[Place],
    note: str = "",
    about: str = "",
    reason: str = "",
    *,
    in_place: bool = False,
) -> None:
    """Write the entries, the placements of all of them and a note on the only one into the changes.

    Each paper gets a file of its own in the inbox, so that contributions never meet in one; ``in_place`` writes them
    where `check --fix` would put them. ``about`` says what a draft waits for, ``reason`` why the papers belong here.

    Raises:
        Refusal: for a place that does not exist, or a result that `check` would not find sound.

    """
    changes = addition.changes
    draft = {} if places else {"draft": about or "needs a place and a claim"}
    for place in places:
        find_approach(changes.text(TAXONOMY), place.section, place.approach)
    _complete(addition, draft | ({"reason": reason} if reason else {}))
    for entry in addition.entries:
        _write_in_place(changes, entry, places) if in_place else _write_to_inbox(changes, entry, places)
    if note:
        if len(addition.entries) != 1:
            raise Refusal("a note is on one paper; add papers with notes one by one")
        changes.write(note_path(addition.entries[0].key), note if note.endswith("\n") else f"{note}\n")
    refuse_unsound(changes)


def _complete(addition: Addition, more: Mapping[str, str]) -> None:
    addition.entries = [entry.with_fields(more.items()) for entry in addition.entries]


def _as_stated(entry: House, venues: Venues) -> House:
    """An entry with what its volume says, and without what only a volume could say and this one does not."""
    for one, home in settled(bibtex.read(entry.text, BIB)[0], venues):
        left_out = home.unstated(one)
        doubts = (
            f"`{name}` is {quoted(one.fields[name])}, which {VENUES} does not state of its volume; left out"
            for name in left_out
        )
        facts = ((name, str(value)) for name, value in differences(one, home).items())
        entry = entry.with_fields(facts).without(left_out, doubts)
    return entry


def _write_to_inbox(changes: Changes, entry: House, places: Sequence[Place]) -> None:
    path = inbox.path_for(entry.key)
    if changes.text(path):
        raise Refusal(f"{path} is there already, with another paper; give that file the name of its paper's key")
    changes.write(path, inbox.written(entry.text, places))


def _write_in_place(changes: Changes, entry: House, places: Sequence[Place]) -> None:
    changes.write(BIB, bibfile.insert(changes.text(BIB), entry.key, entry.text))
    for place in places:
        changes.write(TAXONOMY, placed(changes.text(TAXONOMY), entry.key, place))


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
