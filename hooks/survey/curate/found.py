"""A record as some home of it has it, and whether two of them are of one paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from ..model import Name
from ..read.bibtex import Entry, names
from ..text.fold import comparable, words
from ..text.latex import decode_latex


@dataclass(frozen=True)
class Found:
    """A record with the fields of our entries but for author and title, which are apart.

    ``source`` is who has it, ``title`` is LaTeX, ``leads`` are identifiers of the version of record that it names,
    ``notice`` is what its home says of a withdrawal, a retraction or a correction.
    """

    source: str
    kind: str
    title: str
    authors: tuple[Name, ...]
    fields: Mapping[str, str]
    has_more_authors: bool = False
    leads: tuple[str, ...] = field(default=(), compare=False)
    notice: str = ""

    @property
    def is_published(self) -> bool:
        """Whether it is of a version of record rather than of a preprint."""
        return self.kind != "misc"

    def get(self, name: str) -> str:
        """A field, empty where the record has none."""
        return self.fields.get(name, "")

    def with_fields(self, more: Mapping[str, str]) -> Found:
        """The same record with more fields."""
        return replace(self, fields={**self.fields, **more})

    def __str__(self) -> str:
        people = self.authors[0].family + (" et al." if len(self.authors) > 1 else "") if self.authors else "nobody"
        return f"“{decode_latex(self.title)}” by {people} ({self.get('year') or 'no year'})"


def of_entry(entry: Entry) -> Found:
    """The record that an entry of a .bib file is; raises ValueError for authors who cannot be taken apart."""
    authors, more = names(entry.fields.get("author", ""))
    rest = {name: str(value) for name, value in entry.fields.items() if name not in ("author", "title")}
    return Found("the file", str(entry.kind), str(entry.fields.get("title", "")), authors, rest, more)


def same_people(one: Found, other: Found) -> bool:
    """Whether two records name the same authors, in whatever order and spelling.

    Versions of a paper gain and lose an author, seldom more than one of four.
    """
    mine, theirs = _families(one.authors), _families(other.authors)
    shared = len(mine & theirs)
    if one.has_more_authors or other.has_more_authors:
        return shared > 0 and shared >= 0.75 * min(len(mine), len(theirs))
    return shared > 0 and shared >= 0.75 * max(len(mine), len(theirs))


def _families(authors: Iterable[Name]) -> set[str]:
    """The last word of each family name: services differ in where a name of several words begins."""
    return {found[-1] for name in authors if (found := words(name.family))}


def same_title(one: Found, other: Found) -> bool:
    """Whether two titles differ in spelling alone, or in a subtitle that one of them lacks."""
    first, second = (comparable(decode_latex(record.title)) for record in (one, other))
    if first == second:
        return bool(first)
    heads = {comparable(decode_latex(record.title).partition(":")[0]) for record in (one, other)}
    return len(min(first, second, key=len)) > 20 and heads == {min(first, second, key=len)}


def same_work(one: Found, other: Found) -> bool:
    """Whether two records are of one paper: the same people, and a title that is the same. A title proves nothing."""
    return same_people(one, other) and same_title(one, other)


def akin(one: Found, other: Found) -> bool:
    """Whether a record that another one leads to can be of the same paper: its title may have been changed."""
    first, second = (comparable(decode_latex(record.title)) for record in (one, other))
    likeness = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return same_people(one, other) and (same_title(one, other) or likeness > 0.5)
