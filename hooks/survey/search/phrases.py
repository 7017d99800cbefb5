"""Phrases that papers share, and the letters by which readers abbreviate them.

Whoever types ``SD`` may mean speculative decoding, though no text says so. Which phrases are common is learned from
titles, topics and the terms of the notes; ``docs/assets/search/phrases.js`` reads a query's abbreviations as them. What
one title alone abbreviates to is a term of its paper, marked by ``~``, as :mod:`.words` writes it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Paper, Survey
from ..text.fold import words
from ..text.stem import stem

FEWEST = 2  # papers that share a phrase
MOST = 400  # phrases
LONGEST = 5  # parts of a phrase between spaces; letters of an abbreviation
SHORTEST = 3  # letters of one that a single title has

# Where a phrase ends. As in `docs/assets/search/phrases.js`.
_BREAK = re.compile(r"[:;,.?!()“”\"]|\s[-–—]\s|—")
_CAPITAL = re.compile("[A-Z]")
_SPOKEN = re.compile("[aeiouy]")


@dataclass(frozen=True)
class Part:
    """What stands between two spaces: its words, and those of them that are not too common."""

    text: str
    words: tuple[str, ...]
    kept: tuple[str, ...]


def parts(text: str, silent: frozenset[str]) -> Iterator[list[Part]]:
    """The parts of each stretch of a text that a phrase may lie in."""
    for stretch in _BREAK.split(text):
        found = ((one, tuple(words(one))) for one in stretch.split())
        yield [Part(one, said, tuple(word for word in said if word not in silent)) for one, said in found if said]


def runs(stretch: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """Neighboring parts, the first and the last of which mean something."""
    for start, first in enumerate(stretch):
        for end in range(start + 1, min(start + LONGEST, len(stretch)) + 1):
            if first.kept and stretch[end - 1].kept:
                yield stretch[start:end]


def abbreviations(title: str, silent: frozenset[str]) -> set[str]:
    """What phrases of a title may be abbreviated to, and its names by their capitals: ``DataComp-LM`` is ``dclm``."""
    found: set[str] = set()
    for stretch in parts(title, silent):
        found.update(form for run in runs(stretch) for form in _forms(run))
        found.update("".join(_CAPITAL.findall(part.text)).lower() for part in stretch)
    return {form for form in found if SHORTEST <= len(form) <= LONGEST}


def _forms(run: Sequence[Part]) -> Iterator[str]:
    """The first letters of all words, of those not too common, and of the parts."""
    yield "".join(word[0] for part in run for word in part.words)
    yield "".join(word[0] for part in run for word in part.kept)
    yield "".join(part.words[0][0] for part in run if part.kept)


def phrases(survey: Survey, silent: frozenset[str]) -> list[str]:
    """The phrases that most papers share, those of most papers first."""
    spelled: dict[tuple[str, ...], Counter[str]] = {}
    for paper in survey.papers.values():
        for stems, text in _phrases_of(paper, silent).items():
            spelled.setdefault(stems, Counter())[text] += 1
    counts = {stems: texts.total() for stems, texts in spelled.items() if texts.total() >= FEWEST}
    within = {inner for stems, count in counts.items() for inner in _inner(stems) if counts.get(inner) == count}
    best = sorted(counts.keys() - within, key=lambda stems: (-counts[stems], stems))[:MOST]
    return [max(spelled[stems], key=lambda text: (spelled[stems][text], text)) for stems in best]


def _phrases_of(paper: Paper, silent: frozenset[str]) -> dict[tuple[str, ...], str]:
    """Stems → words of each phrase in a paper's title, topics and terms."""
    texts = (paper.title, *paper.topics, *(paper.note.terms if paper.note else ()))
    found = (run for text in texts for stretch in parts(text, silent) for run in runs(stretch))
    said = (tuple(word for part in run for word in part.words) for run in found)
    return {tuple(map(stem, one)): " ".join(one) for one in said if _is_phrase(one)}


def _is_phrase(said: Sequence[str]) -> bool:
    """Whether somebody may abbreviate it: several words, none of which is an abbreviation."""
    return len(said) > 1 and "".join(said).isalpha() and all(map(_SPOKEN.search, said))


def _inner(stems: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Every shorter phrase inside."""
    size = len(stems)
    return (stems[start:end] for start in range(size) for end in range(start + 2, size + 1) if end - start < size)
