"""Survey → which words find a paper, and how they are written down.

A word is folded and stemmed. Where it may stand are the ``FIELDS``; a mask is the sum of ``2 ** position`` of those
where it does. Besides words there are identifiers (``#2301.00001``), names (``=moonclock``) and abbreviations of
titles (``~mc``), which no text can be taken for.

:func:`pack` writes words down as short as it gets, for gzip to make them shorter still:

``terms``   in alphabetical order (of code units, as scripts compare), a space between two; each begins with the number
            of letters, at most 9, that it shares with the one before
``masks``   those that occur, the most frequent first
``lists``   for each term the papers that have it, a space between two; a paper is ``gap * len(masks) + mask``, where
            ``gap`` counts the papers skipped since the last one and ``mask`` is a position in ``masks``
``totals``  term → the number of papers with it, where only the best are listed

A number below 60 is one of the ``DIGITS``; a larger one is reduced by 60 and preceded by one of the other 29
characters, which tells the remainder by 29, as often as it takes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from ..model import Approach, Note, Paper, Section, Survey
from ..text.fold import fold, words
from ..text.stem import stem
from .phrases import abbreviations

# From the least telling to the most, so that the larger of two masks tells more.
FIELDS = (
    "leads", "terms", "places", "told", "given", "topics", "when", "others", "used", "asked", "key", "family", "title",
    "first", "name", "called",
)  # fmt: skip
BITS = {name: 1 << position for position, name in enumerate(FIELDS)}
# What only the index knows of a paper, all else being in its record: in its first file, and in the one that follows.
FIRST, LATER = ("asked",), ("told", "used", "called")
AUTHORS = 3  # beside the last one, whose names tell a paper from others
SHARED = 9  # letters of a term that are not repeated
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-./:;<=>?@[]^_{|}~"
LAST = 60

SHARED_NAME = 2  # papers that may have a name in common; what more have is a topic
_NAME = re.compile(r"\S+[A-Z0-9]\S*")

Postings = dict[int, int]  # number of a paper → mask
Entry = tuple[str, Postings]
Packed = dict[str, object]

# Words too common to find anything; `docs/assets/search/text.js` has the same, which a test compares.
SILENT = frozenset(
    words(
        "a al an and any are article as at be by can cannot could did do does et for from had has have how i if in "
        "into is it its me my of on one ones only or our paper papers several should so some than that the their them "
        "then there these they this those to us very was we were what when where which who why will with would you your"
    )
)


@cache
def terms(text: str) -> tuple[str, ...]:
    """What a text is found by, each once."""
    return tuple(dict.fromkeys(stem(word) for word in words(text) if word not in SILENT))


class Words:
    """The words of a survey's papers."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.searched = survey.shown("search")
        self.called = _called(survey)
        self.places = {(s.id, a.id): _place_text(s, a, survey) for s in survey.walk() for a in s.approaches}

    def all(self, papers: Iterable[Paper], fields: Iterable[str] = FIELDS) -> Iterator[Entry]:
        """Every word of some fields in alphabetical order, papers numbered as they come."""
        wanted = frozenset(fields)
        found: dict[str, Postings] = {}
        for number, paper in enumerate(papers):
            for term, mask in self._masks(paper, wanted).items():
                found.setdefault(term, {})[number] = mask
        for term in sorted(found, key=lambda term: term.encode("utf-16-be")):
            yield term, found.pop(term)

    def _masks(self, paper: Paper, wanted: frozenset[str]) -> Mapping[str, int]:
        masks: dict[str, int] = {}
        for field, found in self._fields(paper):
            if field in wanted:
                for term in found:
                    masks[term] = masks.get(term, 0) | BITS[field]
        return masks

    def _fields(self, paper: Paper) -> Iterator[tuple[str, Iterable[str]]]:
        """Field and terms, perhaps several times."""
        places = self.survey.places[paper.key]
        yield "title", terms(paper.title)
        yield "title", (f"~{form}" for form in abbreviations(paper.title, SILENT))
        yield "name", _names(paper.title)
        yield "called", (f"={''.join(words(name))}" for name in self.called.get(paper.key, ()))
        yield "key", [stem(fold(paper.key)), *(f"#{id}" for id in identifiers(paper))]
        yield "when", _all_terms(paper.when)
        yield from (("topics", terms(topic)) for topic in paper.topics)
        yield from (("first", _all_terms(author.family)) for author in paper.authors[:1])
        yield from (("family", _all_terms(author.family)) for author in (*paper.authors[:AUTHORS], *paper.authors[-1:]))
        yield from (("others", _all_terms(author.family)) for author in paper.authors[AUTHORS:-1])
        for author in paper.authors:
            yield "given", _all_terms(author.given)
        for place in places:
            yield "places", terms(self.places[place.section.id, place.approach.id])
            yield from (("leads", terms(lead)) for lead in (place.approach.lead, place.section.lead))
            yield "told", terms(place.claim)
        carried = chain.from_iterable(self.survey.carried(paper, vocabulary) for vocabulary in self.searched)
        yield from (("terms", terms(term.title)) for term in carried)
        yield from _note_fields(paper.note)


def _note_fields(note: Note | None) -> Iterator[tuple[str, Iterable[str]]]:
    if note:
        yield from (("asked", terms(text)) for text in (note.gist, *note.terms, *note.asks))
        yield from (("told", terms(text)) for text in (note.problem, note.idea, note.finding, *note.also))
        yield from (("told", terms(model.does)) for model in note.models)
        yield from (("used", terms(name)) for name in (*note.uses, *(model.name for model in note.models)))


@cache
def _all_terms(text: str) -> tuple[str, ...]:
    """Of names, which may be spelled like words too common elsewhere."""
    return tuple(map(stem, words(text)))


def _names(title: str) -> Iterator[str]:
    """What a paper is called for short: the words before a colon, or all; joined, and a single word as such."""
    name = words(title.split(": ", 1)[0].removeprefix("The "))
    yield f"={''.join(name)}"
    if len(name) == 1:
        yield stem(name[0])


def _called(survey: Survey) -> Mapping[str, list[str]]:
    """Names of models, methods and data sets, by key: terms of a note in one piece, with capitals or digits inside."""
    named = {p.key: [t for t in p.note.terms if _NAME.fullmatch(t)] for p in survey.papers.values() if p.note}
    often = Counter(chain.from_iterable(named.values()))
    return {key: [name for name in names if often[name] <= SHARED_NAME] for key, names in named.items()}


def _place_text(section: Section, approach: Approach, survey: Survey) -> str:
    above = chain.from_iterable((other.title, *other.aliases) for other in survey.paths[section.id])
    return " ".join([approach.title, *approach.aliases, *above])


def identifiers(paper: Paper) -> list[str]:
    """What other places call a paper, in lower case: its arXiv number, DOI, and ids of ACL Anthology and OpenReview."""
    text = " ".join(filter(None, (paper.doi, paper.get("url"), paper.get("pdf")))).lower()
    found = [paper.arxiv, paper.doi, paper.get("openreview")]
    found += re.findall(r"(?:aclanthology\.org/|10\.18653/v1/)([a-z]\d\d-\d{4}|\d{4}\.[a-z0-9-]+\.\d+)", text)
    found += re.findall(r"openreview\.net/(?:forum|pdf)\?id=([\w-]+)", text)
    found += re.findall(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})", text)
    return list(dict.fromkeys(id.lower() for id in found if id))


def pack(entries: Iterable[Entry], most: int | None = None) -> Packed:
    """Words as a tree for JSON; of a word that more papers have, those where it tells most."""
    known = list(entries)
    masks = [mask for mask, _ in Counter(mask for _, found in known for mask in found.values()).most_common()]
    listed = [_best(found, most) for _, found in known]
    packed: Packed = {
        "terms": " ".join(_shortened(term for term, _ in known)),
        "masks": masks,
        "lists": " ".join(_encoded(found, masks) for found in listed),
    }
    totals = {term: len(found) for (term, found), some in zip(known, listed, strict=True) if len(some) < len(found)}
    return {**packed, "totals": totals} if totals else packed


def _best(found: Postings, most: int | None) -> Postings:
    if most is None or len(found) <= most:
        return found
    return dict(sorted(sorted(found.items(), key=lambda item: -item[1])[:most]))


def _shortened(sorted_terms: Iterable[str]) -> Iterator[str]:
    before = ""
    for term in sorted_terms:
        pairs = enumerate(zip(before, term, strict=False))
        shared = next((at for at, (a, b) in pairs if a != b), min(len(before), len(term)))
        shared = min(shared, SHARED)
        yield f"{shared}{term[shared:]}"
        before = term


def _encoded(found: Postings, masks: list[int]) -> str:
    ranks = {mask: rank for rank, mask in enumerate(masks)}
    before, written = -1, []
    for number, mask in found.items():
        written.append(number_text((number - before - 1) * len(masks) + ranks[mask]))
        before = number
    return "".join(written)


def number_text(number: int) -> str:
    """A number as the module's description says."""
    written = ""
    while number >= LAST:
        number, remainder = divmod(number - LAST, len(DIGITS) - LAST)
        written += DIGITS[LAST + remainder]
    return written + DIGITS[number]
