"""Survey → the files that searching works on: one, or for a large survey many, of which a query needs a few.

``docs/assets/search/parts.js`` reads them. Papers are numbered newest first. For a large survey, ``search.json`` has no
``papers`` but:

``count``       how many papers there are
``starts``      the first term of each file of words
``block``       how many papers a file of papers holds
``sets``        facet → ``[value, count]``, by position; years newest first, so that each is a run of numbers

Beside it, below ``search/``:

``words-N``     words, as :mod:`.words` packs them
``papers-N``    a block of papers, as in the index that is one file, with all authors and ``texts``
``in-FACET-N``  numbers of the papers with the facet's value at position N, as differences
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from .. import urls
from ..model import Paper, Survey
from ..views.year_lists import is_split
from .index import Index, compact, newest_first, rest, search_index, texts
from .words import Entry, Words, pack

BLOCK = 25
FILE_SIZE = 16_000  # characters of a file of words, roughly
MOST = 10_000  # papers listed for one word

Artefact = tuple[str, str]


def search_files(survey: Survey) -> Iterator[Artefact]:
    """Every file that searching works on."""
    if is_split(survey):
        yield from _Parts(survey).files()
    else:
        yield urls.search_index(), search_index(survey)
        yield urls.search_part("rest"), rest(survey)


def differences(numbers: Iterable[int]) -> list[int]:
    """Each rising number as its distance from the one before it, from 0 on."""
    return [after - before for before, after in pairwise([0, *numbers])]


class _Parts:
    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.index = Index(survey)
        self.papers = newest_first(survey)
        self.sets = self._sets()

    def files(self) -> Iterator[Artefact]:
        starts = []
        for number, (first, text) in enumerate(_packed(Words(self.survey).all(self.papers))):
            starts.append(first)
            yield urls.search_part(f"words-{number}"), text
        yield from self._blocks()
        yield from self._set_files()
        yield urls.search_index(), self._manifest(starts)

    def _manifest(self, starts: list[str]) -> str:
        sets = {facet: [(value, len(found)) for value, found in values.items()] for facet, values in self.sets.items()}
        sets["year"] = [(str(year), len(papers)) for year, papers in self.survey.by_year.items()]
        shape = {"count": len(self.papers), "starts": starts, "block": BLOCK, "sets": sets}
        return compact({**self.index.head(), **shape})

    def _blocks(self) -> Iterator[Artefact]:
        records = ({**self.index.paper(paper), "texts": texts(self.survey, paper)} for paper in self.papers)
        for number in range(-(-len(self.papers) // BLOCK)):
            yield urls.search_part(f"papers-{number}"), compact(list(islice(records, BLOCK)))

    def _set_files(self) -> Iterator[Artefact]:
        for facet, values in self.sets.items():
            for position, found in enumerate(values.values()):
                yield urls.search_part(f"in-{facet}-{position}"), compact(differences(found))

    def _sets(self) -> dict[str, dict[str, list[int]]]:
        """Facet → value → the numbers of its papers; values in the order of the vocabularies."""
        found: dict[str, dict[str, list[int]]] = {
            "section": {id: [] for id in self.survey.paths},
            **{vocabulary.noun: {term.id: [] for term in vocabulary.terms} for vocabulary in self.index.filters},
            **{name: {value: [] for value in values} for name, values in self.index.values.items()},
        }
        for number, paper in enumerate(self.papers):
            for facet, value in set(self._values(paper)):
                found[facet][value].append(number)
        return found

    def _values(self, paper: Paper) -> Iterator[tuple[str, str]]:
        """Facet and value, perhaps several times."""
        for facet in self.index.facets:
            yield from ((facet.name, value) for value in facet.values(paper))
        for place in self.survey.places[paper.key]:
            yield from (("section", section.id) for section in place.path)
        for vocabulary in self.index.filters:
            yield from ((vocabulary.noun, term.id) for term in self.survey.carried(paper, vocabulary))


def _packed(entries: Iterable[Entry]) -> Iterator[Artefact]:
    """Entries in files of bounded size, each with its first term."""
    some: list[Entry] = []
    size = 0
    for entry in entries:
        some.append(entry)
        size += len(entry[0]) + 2 * min(MOST, len(entry[1]))
        if size >= FILE_SIZE:
            yield some[0][0], compact(pack(some, MOST))
            some, size = [], 0
    if some:
        yield some[0][0], compact(pack(some, MOST))
