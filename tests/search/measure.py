"""How well and how fast searching works: recall, reciprocal rank, and time from a keystroke to painted results."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, Route

HERE = Path(__file__).parent
OURS = "ours"
TOP = 5


@dataclass(frozen=True)
class Query:
    """What a reader types and hopes to find; nothing, if neither papers nor sections are given."""

    q: str
    kind: str
    papers: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    held_out: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        return self.papers or self.sections

    @property
    def what(self) -> str:
        return "sections" if self.sections else "papers"


@dataclass
class Score:
    """Sums over queries; `empty` counts queries without an answer that rightly found nothing."""

    answerable: int = 0
    recall: float = 0.0
    reciprocal: float = 0.0
    unanswerable: int = 0
    empty: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, query: Query, found: Sequence[str]) -> None:
        if not query.wanted:
            self.unanswerable += 1
            self.empty += not found
            return
        self.answerable += 1
        recall = len(set(found[:TOP]) & set(query.wanted)) / min(TOP, len(query.wanted))
        self.recall += recall
        self.reciprocal += next((1 / rank for rank, id in enumerate(found, 1) if id in query.wanted), 0.0)
        if recall < 1:
            self.misses.append(query.q)

    @property
    def recall_at_5(self) -> float:
        return self.recall / self.answerable

    @property
    def mean_reciprocal_rank(self) -> float:
        return self.reciprocal / self.answerable


def queries() -> list[Query]:
    raw: list[dict[str, Any]] = yaml.safe_load((HERE / "queries.yml").read_text("utf-8"))
    return [_query(**item) for item in raw]


def _query(
    *, q: str, kind: str, papers: Sequence[str] = (), sections: Sequence[str] = (), held_out: bool = False
) -> Query:
    return Query(q, kind, tuple(papers), tuple(sections), held_out)


def load_engines(page: Page, address: str) -> None:
    """Open a page of the site and make `answer(query, kind)` known there."""
    page.goto(f"{address}about/")
    lunr = files("mkdocs") / "contrib/search/templates/search/lunr.js"
    page.evaluate(f"() => {{ {lunr.read_text('utf-8')}\n window.lunr = lunr; }}")
    page.evaluate((HERE / "engines.js").read_text("utf-8"), address)


def score(page: Page, wanted: Iterable[Query]) -> dict[str, Score]:
    """Per engine, how it answers the queries."""
    scores: dict[str, Score] = {}
    for query in wanted:
        found: dict[str, list[str]] = page.evaluate("([q, kind]) => answer(q, kind)", [query.q, query.what])
        for engine, ids in found.items():
            scores.setdefault(engine, Score()).add(query, ids)
    return scores


# Types a query letter by letter. The first time is script, style and layout; the second ends after the frame is shown.
TYPE = """
async (text) => {
  const field = document.querySelector(".explorer__field");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  field.focus();
  for (let end = 1; end <= text.length; end++) {
    await new Promise((done) => setTimeout(done, 30));
    const start = performance.now();
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    const worked = performance.now();
    await frame();
    times.push([worked - start, performance.now() - start]);
  }
  return times;
}
"""
TYPED = (
    "retrieval augmented",
    "halucination detecter",
    "chen varoquaux",
    "small models",
    "tool former",
    "author:wei 2022",
)


def keystrokes(page: Page, address: str) -> tuple[list[float], list[float]]:
    """Milliseconds per keystroke in the explorer, sorted: of work, and until painted."""
    page.goto(f"{address}papers/")
    page.wait_for_selector("body[data-ready]", state="attached", timeout=30_000)
    times: list[list[float]] = [pair for text in TYPED for pair in page.evaluate(TYPE, text)]
    return sorted(pair[0] for pair in times), sorted(pair[1] for pair in times)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * share))]


def enlarged(index: str, size: int) -> str:
    """A search index of so many papers, made of the real ones: titles and authors are mixed anew (fixed seed)."""
    tree: dict[str, Any] = json.loads(index)
    tree["papers"] = list(_mixed(tree["papers"], size, random.Random(7)))
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _mixed(papers: list[dict[str, Any]], size: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    words = [word for paper in papers for word in paper["title"].split()]
    names = [name for paper in papers for name in paper["authors"]]
    yield from papers
    for number in range(len(papers), size):
        title = " ".join(chance.sample(words, chance.randint(6, 12)))
        authors = chance.sample(names, chance.randint(1, 8))
        yield {**chance.choice(papers), "key": f"mixed{number}", "title": title, "authors": authors}


def serve_index(page: Page, index: str) -> None:
    """Give the page another search index than the site's."""

    def answer(route: Route) -> None:
        route.fulfill(body=index, content_type="application/json")

    page.route("**/search.json", answer)
