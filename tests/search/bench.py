"""`make bench-search`: how well ours, the theme's and a substring search answer, and how fast ours is."""

from __future__ import annotations

import gzip
import sys
import tempfile
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from browser.chromium import on_path
from conftest import ROOT, SUB_PATH, Quiet, build
from search import measure


def serve(folder: Path) -> str:
    """Serve a folder until the program ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"


def report_quality(browser: Browser, address: str) -> None:
    """One table for the queries that the ranking was tuned on, one for those held out."""
    page = browser.new_page()
    measure.load_engines(page, address)
    for held_out in (False, True):
        chosen = [query for query in measure.queries() if query.held_out is held_out]
        print(f"\n{'Held out' if held_out else 'Tuned on'}: {len(chosen)} queries")
        print(f"{'engine':<22}{'recall@5':>10}{'MRR':>8}{'no answer, none given':>24}")
        for engine, score in measure.score(page, chosen).items():
            empty = f"{score.empty}/{score.unanswerable}"
            print(f"{engine:<22}{score.recall_at_5:>10.3f}{score.mean_reciprocal_rank:>8.3f}{empty:>24}")
    page.close()


def report_speed(browser: Browser, address: str, site: Path) -> None:
    """Keystroke times with the real papers, and with as many synthetic ones as the aim names."""
    real = (site / "search.json").read_text("utf-8")
    print(f"\n{'papers':>8}{'index, KB gzip':>16}{'work, ms p50':>14}{'p95':>8}{'painted, ms p50':>18}{'p95':>8}")
    for size in (0, 10_000):
        index = measure.enlarged(real, size) if size else real
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        measure.serve_index(page, index)
        work, painted = measure.keystrokes(page, address)
        figures = [measure.percentile(values, share) for values in (work, painted) for share in (0.5, 0.95)]
        compressed = len(gzip.compress(index.encode(), 9)) / 1000
        columns = "".join(f"{figure:>{width}.1f}" for figure, width in zip(figures, (14, 8, 18, 8), strict=True))
        print(f"{size or 'real':>8}{compressed:>16.1f}{columns}")
        page.close()


def main() -> int:
    """Build the site, measure, print."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        done = build(ROOT, site)
        if done.returncode:
            print(done.stderr)
            return 1
        address = serve(site)
        browser = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox", "--disable-gpu"])
        report_quality(browser, address)
        report_speed(browser, address, site)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
