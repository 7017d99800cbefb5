"""What searching costs a reader: bytes before the first results, memory, and time from a keystroke to results.

Run by `make bench-search-size`; sizes may be given: `make bench-search-size SIZES="10000"`. Bytes are those of the
search data, compressed as hosts do; memory is the script's heap after a collection; a keystroke's time ends when the
results are painted, the pause before fetching included, with every file from a server on the same machine.
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bench.build import WORK, mkdocs
from bench.library import ROOT, project
from browser.chromium import on_path
from conftest import SUB_PATH
from search.bench import serve
from search.measure import percentile

SIZES = (0, 10_000, 100_000)  # 0 stands for the real data
QUERIES = {
    True: ("retrieval augmented", "halucination", "chen varoquaux"),
    False: ("baza lolo", "vinrensol", "2024 dalso"),
}
# Types a text letter by letter, each as soon as the results of the one before are there.
TYPE = """
async (text) => {
  const field = document.querySelector(".explorer__field");
  const count = document.querySelector(".explorer__count");
  const times = [];
  field.focus();
  for (let end = 1; end <= text.length; end++) {
    const start = performance.now();
    const changed = new Promise((done) => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(); });
      watch.observe(count, { subtree: true, childList: true, characterData: true });
    });
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await changed;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - start);
  }
  return times;
}
"""


def compressed(site: Path, urls: Iterable[str]) -> float:
    """Kilobytes of the files of data behind some addresses."""
    names = {url.split(f"{SUB_PATH}/")[1] for url in urls if url.endswith(".json")}
    return sum(len(gzip.compress((site / name).read_bytes(), 9)) for name in names) / 1000


def open_explorer(page: Page, address: str, query: str = "") -> None:
    """Wait until it answers."""
    page.goto(f"{address}papers/{query}", timeout=120_000)
    page.wait_for_selector("body[data-ready]", state="attached", timeout=120_000)


def first_results(browser: Browser, address: str, site: Path, query: str) -> float:
    """Kilobytes fetched by somebody who arrives with a query."""
    page, asked = browser.new_page(viewport={"width": 1440, "height": 900}), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    open_explorer(page, address, f"?q={query.replace(' ', '+')}")
    page.wait_for_selector("[data-list] li.paper")
    found = compressed(site, asked)
    page.close()
    return found


def typing(browser: Browser, address: str, queries: Iterable[str]) -> tuple[list[float], float]:
    """Milliseconds per keystroke, sorted, and mebibytes of heap at the end."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    open_explorer(page, address)
    times = sorted(time for query in queries for time in page.evaluate(TYPE, query))
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap: int = session.send("Runtime.getHeapUsage")["usedSize"]
    page.close()
    return times, heap / 2**20


def built(size: int) -> Path:
    """A site with so many papers."""
    folder, site = (project(WORK / "library", size) if size else ROOT), WORK / "site"
    shutil.rmtree(site, ignore_errors=True)
    subprocess.run(mkdocs(site), cwd=folder, check=True)
    return site


def report(browser: Browser, size: int, site: Path) -> None:
    """One row of the table."""
    address, queries = serve(site), QUERIES[not size]
    bytes_first = max(first_results(browser, address, site, query) for query in queries)
    times, heap = typing(browser, address, queries)
    middle, slow = percentile(times, 0.5), percentile(times, 0.95)
    print(f"{size or 'real':>8}{bytes_first:>20.1f}{heap:>10.1f}{middle:>12.0f}{slow:>8.0f}", flush=True)


def main() -> None:
    """Print the table."""
    print(f"{'papers':>8}{'first results, KB':>20}{'heap MiB':>10}{'ms, median':>12}{'p95':>8}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox", "--disable-gpu"])
        for size in tuple(map(int, sys.argv[1:])) or SIZES:
            report(browser, size, built(size))
        browser.close()
    shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
