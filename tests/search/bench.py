"""`make bench-search`: how well ours and others answer, what each ingredient brings, and how fast ours is."""

from __future__ import annotations

import gzip
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from statistics import fmean, median

from playwright.sync_api import Browser, sync_playwright

from browser.chromium import on_path
from conftest import ROOT, SUB_PATH, Quiet, build
from search import measure
from search.keystrokes import keystrokes
from search.measure import Score
from survey.check.load import load
from survey.model import Survey

# What ours is made of, each left out in turn.
ABLATION: dict[str, dict[str, object]] = {
    measure.OURS: {},
    "without synonyms": {"synonym": 0},
    "without slips": {"slips": False},
    "without beginnings": {"beginnings": False},
    "without compounds": {"compounds": False},
    "without abbreviations": {"initials": False},
    "without titles' wording": {"wording": False},
    "without coverage": {"coverage": 0},
    "without company": {"company": 0},
    "light words in full": {"light": 1},
    "without notes": {"without": ["asked", "told", "used"]},
    "without gist, terms, questions": {"without": ["asked"]},
    "without problem, idea, finding": {"without": ["told"]},
    "without models and data": {"without": ["used"]},
    "without places": {"without": ["places"]},
    "without what is said of approaches": {"without": ["leads"]},
}


def serve(folder: Path) -> str:
    """Serve a folder until the program ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"


def report_quality(survey: Survey) -> None:
    """A table for each query file, then what each ingredient brings."""
    asked = measure.queries()
    answers = measure.ask(measure.index(survey), asked, measure.STAGES, rivals=survey)
    for source in measure.SOURCES:
        print(f"\n{source}: recall@5 / MRR, with 95 % intervals; by kind; queries about something else with no match")
        by_engine = {engine: _of(source, measure.scores(asked, found)) for engine, found in answers.items()}
        for engine, some in by_engine.items():
            print(_row(engine, some))
        print(_matches([one for one in by_engine[measure.OURS] if one.query.wanted]))


def _matches(answerable: Sequence[Score]) -> str:
    numbers = sorted(one.matches for one in answerable)
    middle, most, kept = median(numbers), measure.percentile(numbers, 0.95), fmean(one.kept for one in answerable)
    return f"ours: {middle:.0f} matches at the median, {most} at the 95th percentile, with {kept:.3f} of what is wanted"


def _of(source: str, scores: Iterable[Score]) -> list[Score]:
    return [one for one in scores if one.query.source == source]


def _row(engine: str, some: Sequence[Score]) -> str:
    answerable = [one for one in some if one.query.wanted]
    recall, rank = measure.figures(some)
    low, high = measure.interval([one.recall for one in answerable])
    least, most = measure.interval([one.reciprocal for one in answerable])
    whole = f"{engine:<26}{recall:.3f} ({low:.2f}-{high:.2f}) / {rank:.3f} ({least:.2f}-{most:.2f})"
    return f"{whole}  {'  '.join(_kinds(some))}"


def _kinds(some: Sequence[Score]) -> Iterable[str]:
    for kind in sorted({one.query.kind for one in some}):
        same = [one for one in some if one.query.kind == kind]
        if any(one.query.wanted for one in same):
            recall, rank = measure.figures(same)
            yield f"{kind} {recall:.2f}/{rank:.2f}"
        else:
            yield f"{kind} {sum(one.is_empty for one in same)}/{len(same)}"


def report_ablation(survey: Survey) -> None:
    """What is lost without an ingredient, on all queries that are not held out."""
    asked = [query for query in measure.queries() if not query.is_held_out]
    print(f"\n{'':<32}{'natural':>16}{'short':>16}{'nothing, rightly':>20}")
    for name, found in measure.ask(measure.index(survey), asked, ABLATION).items():
        every = measure.scores(asked, found)
        natural = measure.figures(one for one in every if one.query.source == measure.NATURAL)
        short = measure.figures(one for one in every if one.query.source == measure.SHORT)
        empty = fmean(one.is_empty for one in every if not one.query.wanted)
        print(f"{name:<32}{natural[0]:>8.3f}{natural[1]:>8.3f}{short[0]:>8.3f}{short[1]:>8.3f}{empty:>20.2f}")


def report_worst(survey: Survey, most: int = 10) -> None:
    """The queries that ours answers worst."""
    asked = [query for query in measure.queries() if not query.is_held_out and query.wanted]
    found = measure.ask(measure.index(survey), asked)[measure.OURS]
    every = sorted(measure.scores(asked, found), key=lambda one: one.recall + one.reciprocal)
    print("\nWorst")
    for one in every[:most]:
        print(f"{one.recall:.2f} / {one.reciprocal:.2f}  {one.query.q}")


def report_speed(browser: Browser, address: str, site: Path) -> None:
    """Keystroke times with the real papers; `make bench-search-size` has those of larger surveys."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    taken = keystrokes(page, address)
    page.close()
    kilobytes = len(gzip.compress((site / "search.json").read_bytes(), 9)) / 1000
    print(f"\nFirst file {kilobytes:.1f} KB; a keystroke, ms at the median and the 95th percentile:")
    for name, times in vars(taken).items():
        print(f"{name:<10}", *(f"{measure.percentile(times, share):6.1f}" for share in (0.5, 0.95)))


def main() -> int:
    """Measure and print; times only where a browser is at hand."""
    survey = load(ROOT)
    report_quality(survey)
    report_ablation(survey)
    report_worst(survey)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        done = build(ROOT, site)
        if done.returncode:
            print(done.stderr)
            return 1
        browser = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox", "--disable-gpu"])
        report_speed(browser, serve(site), site)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
