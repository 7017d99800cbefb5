"""Which of our papers somebody else's record or reference is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ...read.bibtex import Entry
from ...text.fold import comparable, words
from ...text.latex import decode_latex
from ..found import Found, akin, of_entry, same_people
from ..known import identifiers
from ..text import key_words
from .references import Reference

TELLING = (
    20  # letters of a title that nothing else is called; of a shorter one, the first author has to be named as well
)


@dataclass(frozen=True)
class Match:
    """The paper of ours that something is of, and what speaks against that."""

    key: str = ""
    conflict: str = ""


class Ours:
    """Papers, found by identifiers and by titles: whole ones, and what stands before a colon where that is telling."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.records: dict[str, Found] = {}
        self.by_id: dict[tuple[str, str], str] = {}
        self.by_title: defaultdict[str, list[str]] = defaultdict(list)
        for entry in entries:
            self._take(str(entry.key), of_entry(entry), identifiers(entry))

    def add(self, key: str, other: Reference) -> None:
        """One more paper, as somebody else has it."""
        if other.found:
            self._take(key, other.found, other.identifiers)

    def _take(self, key: str, record: Found, ids: Iterable[tuple[str, str]]) -> None:
        self.records[key] = record
        self.by_id.update(dict.fromkeys(ids, key))
        for title in _titles(record):
            self.by_title[title].append(key)

    def match(self, other: Reference) -> Match:
        """Our paper that a reference is of, if there is one."""
        return self._of_record(other, other.found) if other.found else self._of_text(other)

    def _of_record(self, other: Reference, found: Found) -> Match:
        by_id = sorted({self.by_id[id] for id in other.identifiers if id in self.by_id})
        if len(by_id) > 1:
            return Match(by_id[0], f"has identifiers of {' and of '.join(f'`{key}`' for key in by_id)}")
        titled = [key for title in _titles(found) for key in self.by_title.get(title, ())]
        for key in by_id:
            is_same = key in titled or akin(found, self.records[key])
            return Match(key, "" if is_same else f"has an identifier of `{key}`, which is {self.records[key]}")
        same = [key for key in titled if same_people(found, self.records[key]) or not found.authors]
        if same:
            return Match(same[0])
        whole = comparable(decode_latex(found.title))
        named = [key for key in self.by_title.get(whole, ()) if whole == _titles(self.records[key])[0]]
        return (
            Match(named[0], f"has the title of `{named[0]}`, which is {self.records[named[0]]}") if named else Match()
        )

    def _of_text(self, other: Reference) -> Match:
        by_id = sorted({self.by_id[id] for id in other.identifiers if id in self.by_id})
        text, names = comparable(other.text), set(words(other.text))
        titled = [key for key, record in self.records.items() if _is_told(record, text, names)]
        # A longer title may hold a shorter one, and what follows the title may name other papers.
        titles = {key: _titles(self.records[key])[0] for key in titled}
        first = min(titled, key=lambda key: (text.index(titles[key]), -len(titles[key])), default="")
        if first or by_id:
            return Match(first or by_id[0])
        likely = next((key for key, record in self.records.items() if _is_likely(record, names)), "")
        return Match(likely, f"may be `{likely}`, which is {self.records[likely]}" if likely else "")


def _is_told(record: Found, text: str, names: set[str]) -> bool:
    title = _titles(record)[0]
    if not title or title not in text:
        return False
    first = words(record.authors[0].family)[-1:] if record.authors else []
    return len(title) > TELLING or bool(set(first) & names)


def _is_likely(record: Found, names: set[str]) -> bool:
    """Whether a text names the first author, and most of a title that has been changed since."""
    told = key_words(record.title)
    first = words(record.authors[0].family)[-1:] if record.authors else []
    return len(told) > 3 and set(first) <= names and len(names & set(told)) > 0.7 * len(told)


def _titles(record: Found) -> list[str]:
    whole = decode_latex(record.title)
    head = comparable(whole.partition(":")[0])
    return list(dict.fromkeys((comparable(whole), *((head,) if len(head) > TELLING else ()))))
