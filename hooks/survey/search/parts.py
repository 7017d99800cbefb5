"""Survey → the files that searching works on: one, or for a large survey many, of which a query needs a few.

``docs/assets/search/parts.js`` reads them. Papers are numbered newest first. For a large survey, ``search.json`` has no
``papers`` but:

``count``       how many papers there are
``fields``      where a word may stand; a mask is the sum of ``2 ** position``
``starts``      the first word of each file of words
``block``       how many papers a file of papers holds
``sets``        facet → ``[value, count]``, by position; years newest first, so that each is a run of numbers

Beside it, below ``search/``:

``words-N``     word → its groups, each a mask and the numbers of the papers that have the word in just those fields, as
                differences; before them the number of all papers with the word, where only the best are listed
``papers-N``    a block of papers, as in the index that is one file
``FACET-N``     numbers of the papers with the value at position N, as differences
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice, pairwise
from json.encoder import JSONEncoder, encode_basestring

from .. import urls
from ..model import Approach, Paper, Place, Section, Survey, Vocabulary
from ..text.fold import fold
from ..views.year_lists import is_split
from .index import Index, compact, facts, search_index

# From the least telling to the most, so that the larger of two masks tells more.
FIELDS = ("places", "given", "claims", "topics", "when", "key", "family", "name", "title")
BITS = {name: 1 << position for position, name in enumerate(FIELDS)}
BLOCK = 25
FILE_SIZE = 24_000  # characters of a file of words, about 9 KB compressed
MOST = 10_000  # papers listed for one word

Artefact = tuple[str, str]
Postings = dict[int, list[int]]

_NUMBERS = JSONEncoder(separators=(",", ":"), check_circular=False)
_APOSTROPHES = re.compile("['’‘ʼ]")
_WORD = re.compile(r"[^\W_]+")


def search_files(survey: Survey) -> Iterator[Artefact]:
    """Every file that searching works on."""
    if is_split(survey):
        yield from _Parts(survey).files()
    else:
        yield urls.search_index(), search_index(survey)


@cache
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded; apostrophes join, all else separates."""
    return tuple(_WORD.findall(_APOSTROPHES.sub("", fold(text))))


def differences(numbers: Iterable[int]) -> list[int]:
    """Each rising number as its distance from the one before it, from 0 on."""
    return [after - before for before, after in pairwise([0, *numbers])]


class _Parts:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.index = Index(survey)
        self.papers = [paper for papers in survey.by_year.values() for paper in papers]
        self.sets = self._sets()
        self.places = {(s.id, a.id): _split(_place_text(s, a)) for s in survey.walk() for a in s.approaches}

    def files(self) -> Iterator[Artefact]:
        starts = []
        for number, (first, text) in enumerate(_packed(self._words())):
            starts.append(first)
            yield urls.search_part(f"words-{number}"), text
        yield from self._blocks()
        yield from self._set_files()
        yield urls.search_index(), self._manifest(starts)

    def _manifest(self, starts: list[str]) -> str:
        sets = {facet: [(value, len(found)) for value, found in values.items()] for facet, values in self.sets.items()}
        sets["year"] = [(str(year), len(papers)) for year, papers in self.survey.by_year.items()]
        shape = {"count": len(self.papers), "fields": FIELDS, "starts": starts, "block": BLOCK, "sets": sets}
        return compact({**self.index.vocabularies(), **shape})

    def _blocks(self) -> Iterator[Artefact]:
        records = map(self.index.paper, self.papers)
        for number in range(-(-len(self.papers) // BLOCK)):
            yield urls.search_part(f"papers-{number}"), compact(list(islice(records, BLOCK)))

    def _set_files(self) -> Iterator[Artefact]:
        for facet, values in self.sets.items():
            for position, found in enumerate(values.values()):
                yield urls.search_part(f"{facet}-{position}"), compact(differences(found))

    def _sets(self) -> dict[str, dict[str, list[int]]]:
        """Facet → value → the numbers of its papers; values in the order of the vocabularies."""
        found: dict[str, dict[str, list[int]]] = {
            "section": {id: [] for id in self.survey.paths},
            **{vocabulary.noun: {term.id: [] for term in vocabulary.terms} for vocabulary in self.index.filters},
            "topic": {topic: [] for topic in self.index.topics},
            "venue": {venue: [] for venue in self.index.venues},
            "has": {},
        }
        for number, paper in enumerate(self.papers):
            for facet, value in set(_values(paper, self.survey.places[paper.key], self.index.filters)):
                found[facet].setdefault(value, []).append(number)
        found["has"] = dict(sorted(found["has"].items()))
        return found

    def _words(self) -> Iterator[tuple[str, Postings]]:
        """Every word in alphabetical order (of code units, as scripts compare)."""
        found: dict[str, Postings] = {}
        for number, paper in enumerate(self.papers):
            for word, mask in self._masks(paper).items():
                found.setdefault(word, {}).setdefault(mask, []).append(number)
        for word in sorted(found, key=lambda word: word.encode("utf-16-be")):
            yield word, found.pop(word)

    def _masks(self, paper: Paper) -> Mapping[str, int]:
        """Word → in which fields it stands."""
        masks: dict[str, int] = {}
        for field, found in self._fields(paper):
            bit = BITS[field]
            for word in found:
                masks[word] = masks.get(word, 0) | bit
        return masks

    def _fields(self, paper: Paper) -> Iterator[tuple[str, tuple[str, ...]]]:
        name = _split(paper.title.split(": ", 1)[0].removeprefix("The "))
        yield "name", name if len(name) == 1 else ()
        yield "title", _split(paper.title)
        yield "key", (fold(paper.key),)
        yield from ((field, words(text)) for field, text in _repeated(paper))
        for place in self.survey.places[paper.key]:
            yield "claims", _split(place.claim)
            yield "places", self.places[place.section.id, place.approach.id]


def _values(paper: Paper, places: Iterable[Place], filters: Iterable[Vocabulary]) -> Iterator[tuple[str, str]]:
    yield "venue", paper.venue
    yield from (("topic", topic) for topic in paper.topics)
    yield from (("has", fact) for fact in facts(paper))
    for place in places:
        yield from (("section", section.id) for section in place.path)
        for vocabulary in filters:
            yield from ((vocabulary.noun, term.id) for term in place.terms.get(vocabulary.id, ()))


def _repeated(paper: Paper) -> Iterator[tuple[str, str]]:
    """Texts that many papers share."""
    yield "when", paper.when
    yield from (("topics", topic) for topic in paper.topics)
    for author in paper.authors:
        yield "family", author.family
        yield "given", author.given


def _place_text(section: Section, approach: Approach) -> str:
    return " ".join([approach.title, *approach.aliases, section.title, *section.aliases])


_split = words.__wrapped__  # for texts that do not come twice


def _packed(entries: Iterable[tuple[str, Postings]]) -> Iterator[Artefact]:
    """Entries in files of bounded size, each with its first word."""
    first, lines, size = "", [], 0
    for word, postings in entries:
        first = first or word
        lines.append(f"{encode_basestring(word)}:{_encoded(postings)}")
        size += len(lines[-1])
        if size >= FILE_SIZE:
            yield first, f"{{{','.join(lines)}}}\n"
            first, lines, size = "", [], 0
    if lines:
        yield first, f"{{{','.join(lines)}}}\n"


def _encoded(postings: Postings) -> str:
    total = sum(map(len, postings.values()))
    groups: list[object] = [[mask, *differences(found)] for mask, found in _best(postings)]
    return _NUMBERS.encode([total, *groups] if total > MOST else groups)


def _best(postings: Postings) -> Iterator[tuple[int, list[int]]]:
    """The groups that tell most, of which as many papers as may be listed."""
    left = MOST
    for mask in sorted(postings, reverse=True):
        if left > 0:
            yield mask, postings[mask][:left]
        left -= len(postings[mask])
