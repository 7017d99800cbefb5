"""Two records of one paper, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...diagnostics import Located
from ...read.venues import VenueNames
from ...text.fold import comparable, words
from ...text.latex import decode_latex
from ..asked import known
from ..found import Found

COMPARED = ("title", "authors", "year", "venue", "volume", "number", "pages", "doi", "eprint")
# What a preprint of something published says otherwise with good reason.
_OF_PREPRINTS = ("year", "venue", "doi", "pages", "volume", "number")
_CUT = ", …"  # how a list of authors ends that does not name all


@dataclass(frozen=True)
class Difference:
    """A field that differs, as it is with us and as it is there."""

    field: str
    ours: str
    theirs: str

    @property
    def lines(self) -> Iterator[str]:
        """Both, one below the other."""
        yield f"{self.field:<8} here   {_short(self.ours) or '–'}"
        yield f"{'':<8} there  {_short(self.theirs)}"


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def differences(ours: Found, theirs: Found, venue: VenueNames) -> tuple[Difference, ...]:
    """What another record says otherwise; what it does not say, and what a preprint cannot say, is left out."""
    is_older = ours.is_published and not theirs.is_published
    compared = [name for name in COMPARED if not (is_older and name in _OF_PREPRINTS)]
    found = (_difference(name, _shown(ours, name, venue), _shown(theirs, name, venue)) for name in compared)
    return tuple(filter(None, found))


def _difference(name: str, ours: str, theirs: str) -> Difference | None:
    is_same = _same_people if name == "authors" else _same_pages if name == "pages" else _same
    return Difference(name, ours, theirs) if theirs and not is_same(ours, theirs) else None


def _same(ours: str, theirs: str) -> bool:
    return comparable(ours) == comparable(theirs)


def _same_pages(ours: str, theirs: str) -> bool:
    """Whether a paper begins on the same page: its last one is often left out."""
    return ours.partition("--")[0] == theirs.partition("--")[0]


def _same_people(ours: str, theirs: str) -> bool:
    """Whether two lists name the same people in the same order; one that is cut says nothing of those behind."""
    here, there = _people(ours), _people(theirs)
    cut = [len(people) for shown, people in ((ours, here), (theirs, there)) if shown.endswith(_CUT)]
    return here[: min(cut)] == there[: min(cut)] if cut else here == there


def _people(shown: str) -> list[str]:
    families = map(words, shown.removesuffix(_CUT).split(", "))
    return [found[-1] for found in families if found]


def _shown(found: Found, name: str, venue: VenueNames) -> str:
    """A field as it is compared and told."""
    if name == "title":
        return decode_latex(found.title)
    if name == "authors":
        return ", ".join(author.family for author in found.authors) + (_CUT if found.has_more_authors else "")
    if name == "venue":
        full = found.get("booktitle") or found.get("journal")
        return venue(Located(decode_latex(full), 1)) if full else ""
    if name == "doi" and (asked := known(found.get("doi"))) and asked.kind == "arxiv":
        return ""  # the preprint's, which says what `eprint` does
    return found.get(name)
