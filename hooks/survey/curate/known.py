"""Whether a paper is in the collection already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..check.rule import BIB
from ..diagnostics import Located, path_of
from ..read.bibtex import Entry
from ..text.fold import comparable
from ..text.latex import decode_latex
from .asked import Asked, known
from .found import Found, of_entry, same_people, same_title
from .refusal import Refusal

# Fields that identify a paper, alone or in an address.
_IDENTIFYING = ("doi", "eprint", "url", "pdf", "openreview")

_SAME_WORK = "the same title and authors"


def identifiers(entry: Entry) -> set[tuple[str, str]]:
    """Everything that an entry can be asked for by: kind of identifier, identifier in lower case."""
    values = [entry.fields.get(name, Located("", 1)) for name in _IDENTIFYING]
    found = {(asked.kind, asked.id.lower()) for asked in map(known, filter(None, values)) if asked}
    forum = entry.fields.get("openreview")
    return found | ({("openreview", forum.lower())} if forum else set())


def refuse_known(asked: Asked, entries: Iterable[Entry]) -> None:
    """Refuse an identifier that an entry has, without asking anybody.

    Raises:
        Refusal: naming the entry.

    """
    for entry in entries:
        if (asked.kind, asked.id.lower()) in identifiers(entry):
            raise Refusal(f"{asked}: is here already, as `{entry.key}` ({_place(entry)})")


def refuse_twin(name: str, found: Found, entries: Iterable[Entry]) -> None:
    """Refuse a record of a paper that has an entry: the same identifier, or the same people and title.

    Raises:
        Refusal: naming the entry and by what the two were found to be one.

    """
    for entry, told in _twins(found, entries):
        advice = "; if its record is older than yours, mend that" if told == _SAME_WORK else ""
        raise Refusal(f"{name}: is here already, as `{entry.key}` ({_place(entry)}): {told}{advice}")


def refuse_repeated(name: str, found: Found, entries: Iterable[Entry]) -> None:
    """Refuse a record of a paper that was asked for already and whose entry is not written yet.

    Raises:
        Refusal: naming the entry and by what the two were found to be one.

    """
    for entry, told in _twins(found, entries):
        raise Refusal(f"{name}: is asked for twice; it is the same paper as `{entry.key}`: {told}")


def _twins(found: Found, entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """The entries of the paper that a record is of, each with what tells so."""
    for entry in entries:
        if told := _why_twin(found, entry):
            yield entry, told


def _place(entry: Entry) -> str:
    return f"{path_of(entry.key, BIB)}:{entry.key.line}"


def _why_twin(found: Found, entry: Entry) -> str:
    for field in ("doi", "eprint", "openreview"):
        value = found.get(field).lower()
        if value and entry.fields.get(field, "").lower() == value:
            return f"the same `{field}`, {found.get(field)}"
    try:
        other = of_entry(entry)
    except ValueError:
        return ""
    if same_title(found, other) and same_people(found, other):
        return _SAME_WORK
    if comparable(decode_latex(found.title)) == comparable(decode_latex(other.title)):
        return f"the same title, though by {other.authors[0].full}; no program can tell two such papers apart"
    return ""
