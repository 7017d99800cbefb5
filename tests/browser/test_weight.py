"""What a visit costs: bytes as a server that compresses sends them, and how far things move while a page loads."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, Page, Response, Route

# Kilobytes (1,000 bytes) after gzip: what a first visit fetches in all, and the page alone, which later visits fetch.
# The typeface of headings is 24 of the former.
BUDGETS = {
    "": (158, 16),
    "taxonomy/model-routing/": (167, 25),
    "taxonomy/efficient-inference/": (160, 22),
    "papers/ong2025routellm/": (148, 12),
    "papers/dubey2024llama/": (154, 15),  # 557 authors, named to reference managers, are 5 of it
    "start/whole-idea/": (150, 12),
    "papers/": (361, 152),  # five lists of 129 to 557 authors, whole for reference managers, are 13 of it
    "guide/": (165, 32),
}
SHIFTS = """() => new Promise((done) => {
  new PerformanceObserver((list, observer) => {
    observer.disconnect();
    done(list.getEntries().reduce((sum, entry) => sum + (entry.hadRecentInput ? 0 : entry.value), 0));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(0), 500);
})"""


def compressed(response: Response) -> int:
    return len(gzip.compress(response.body()))


def visit(page: Page, url: str) -> dict[str, int]:
    """Every address fetched, with its weight in bytes."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 -- Playwright needs a function
    page.goto(url)
    page.wait_for_load_state("networkidle")
    return {response.url: compressed(response) for response in responses if response.ok}


@pytest.mark.parametrize("url", BUDGETS)
def test_a_visit_stays_within_its_budget(page: Page, address: str, url: str) -> None:
    whole, alone = BUDGETS[url]
    fetched = visit(page, address + url)
    assert sum(fetched.values()) <= whole * 1000, sorted(fetched.items(), key=lambda item: -item[1])[:5]
    assert fetched[address + url] <= alone * 1000


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "url", ["", "taxonomy/model-routing/", "papers/ong2025routellm/", "papers/", "guide/", "start/whole-idea/"]
)
def test_nothing_moves_while_a_page_loads(browser: Browser, address: str, url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address + url)
    page.wait_for_load_state("networkidle")
    # 0.1 is what Web Vitals calls good; ours is a tenth of it.
    assert page.evaluate(SHIFTS) <= 0.01
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("url", ["", "taxonomy/model-routing/", "papers/ong2025routellm/", "papers/"])
def test_next_to_nothing_moves_when_the_typeface_comes_late(
    browser: Browser, address: str, url: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    held: list[Route] = []
    page.route("**/*.woff2", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright needs a function
    page.goto(address + url, wait_until="domcontentloaded")
    page.wait_for_timeout(500)  # long enough to paint what stands in for it
    assert held
    held[0].continue_()
    page.evaluate("document.fonts.load('600 1rem Headings')")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(SHIFTS) <= 0.03  # at worst a title breaks one line earlier
    page.close()
