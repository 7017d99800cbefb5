"""A record → an entry of papers.bib, as the house writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..check.rules.fields import ADDRESSES, PATTERNS, fits, is_web_address
from ..diagnostics import quoted
from ..read.bibtex import rank, write_entry
from ..text.latex import decode_latex
from .found import Found
from .refusal import Refusal
from .text import author_field, braced, key_family, key_words

# What only one kind of entry has.
_ALONE = {
    "article": ("journal", "volume", "number", "pages", "publisher"),
    "inproceedings": ("booktitle", "volume", "pages", "publisher", "address"),
    "misc": ("howpublished",),
}
_OF_ONE_KIND = {name for names in _ALONE.values() for name in names}


@dataclass(frozen=True, slots=True)
class House:
    """An entry as it will stand in papers.bib, and what had to be left out of it."""

    kind: str
    key: str
    fields: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The entry as written."""
        return write_entry(self.kind, self.key, self.fields)

    @property
    def told(self) -> str:
        """Title, venue and year in a line, by which a curator sees whether it is the paper that was meant."""
        value = dict(self.fields)
        venue = value.get("booktitle") or value.get("journal") or value.get("howpublished") or "no venue"
        return f"{decode_latex(value['title'])} ({decode_latex(venue)}, {value['year']})"

    def with_fields(self, more: Iterable[tuple[str, str]]) -> House:
        """The same entry with other values, in the order of the house."""
        whole = {**dict(self.fields), **dict(more)}
        return House(self.kind, self.key, tuple(sorted(whole.items(), key=lambda item: rank(item[0]))), self.doubts)

    def without(self, names: Iterable[str], doubts: Iterable[str]) -> House:
        """The same entry without some fields, and what is to be said of that."""
        gone = set(names)
        kept = tuple((name, value) for name, value in self.fields if name not in gone)
        return House(self.kind, self.key, kept, (*self.doubts, *doubts))


def house(found: Found, taken: Iterable[str], today: date | None = None) -> House:
    """A record as an entry, under a key that is free; ``today`` if it was compared with its home just now.

    Raises:
        Refusal: if nobody could cite the record: it lacks year, title or authors.

    """
    for name, value in (("authors", found.authors), ("title", found.title), ("year", found.get("year"))):
        if not value:
            raise Refusal(f"the record of {found.source} has no {name}; add it by hand, or give another identifier")
    year = found.get("year")
    if not fits(PATTERNS["year"][0], year):
        raise Refusal(f"the record of {found.source} is of the year {quoted(year)}; add it by hand")
    doubts: list[str] = []
    fields = {
        "author": author_field(found.authors, has_more=found.has_more_authors),
        "title": braced(found.title),
        **dict(_sound(found, doubts)),
        **({"verified": today.isoformat()} if today else {}),
    }
    ranked = tuple(sorted(fields.items(), key=lambda item: rank(item[0])))
    return House(found.kind, key_for(found, taken), ranked, tuple(doubts))


def _sound(found: Found, doubts: list[str]) -> Iterator[tuple[str, str]]:
    """The fields that an entry of the kind has and whose values have the form they should have."""
    for name, value in found.fields.items():
        if name in _OF_ONE_KIND and name not in _ALONE[found.kind]:
            continue
        if name == "archiveprefix" and not fits(PATTERNS["eprint"][0], found.get("eprint")):
            continue
        if _is_sound(name, value):
            yield name, "arXiv" if name == "archiveprefix" else value
        else:
            doubts.append(f"`{name}` is {quoted(value)} in the record of {found.source}, which no program can use; "
                          "it was left out")  # fmt: skip


def _is_sound(name: str, value: str) -> bool:
    if name in ADDRESSES:
        return is_web_address(value)
    return name not in PATTERNS or fits(PATTERNS[name][0], value)


def key_for(found: Found, taken: Iterable[str]) -> str:
    """A free key: family name, year and the first telling word of the title, or a later one if that is taken."""
    used = {key.lower() for key in taken}
    stem = f"{key_family(found.authors)[:30]}{found.get('year')}"
    candidates = [f"{stem}{re.sub('[^a-z0-9]', '', word)[:20]}" for word in key_words(found.title)]
    candidates += [f"{candidates[0]}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz"]
    for key in candidates:
        if key not in used:
            return key
    raise Refusal(f"every key that begins with {stem} is taken; add the record by hand")
