"""A library too large for one page and one search index, as a reader uses it."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bench.library import project
from browser.errors import errors_of
from conftest import SUB_PATH, Serve, build
from survey.check.load import load
from survey.model import Paper, Survey
from survey.views.year_lists import MOST, PAGE

SIZE = 4_000  # enough for a year of two pages
FIRST_RESULTS = 200_000  # bytes, compressed
WAIT = 30_000  # ms, where several programs share the machine
FIELD = "input[name=q]"
KEYS = re.compile(r'<li class="paper" data-key="([^"]+)"')


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of many papers, built; its site is in the folder of that name."""
    folder = project(tmp_path_factory.mktemp("large") / "library", SIZE)
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def large(library: Path) -> Survey:
    """What the library holds."""
    assert SIZE > MOST
    return load(library)


@pytest.fixture(scope="session")
def home(library: Path, serve: Serve) -> str:
    """Where the library is served."""
    return serve(library / "site")


@pytest.fixture(scope="module")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who comes back: what was fetched once is at hand."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def tab(profile: BrowserContext) -> Iterator[Page]:
    """A tab in which any error fails the test."""
    page = profile.new_page()
    page.set_default_timeout(WAIT)
    with errors_of(page) as errors:
        yield page
    page.close()
    assert not errors


def open_explorer(page: Page, home: str, query: str = "") -> None:
    page.goto(f"{home}papers/{query}")
    page.wait_for_selector("body[data-ready]", timeout=WAIT)


def listed(site: Path, url: str) -> list[str]:
    """Keys of the papers on a page, in order."""
    return KEYS.findall((site / url / "index.html").read_text("utf-8"))


def shown(page: Page) -> list[str]:
    keys: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('li.paper')]"
        ".filter(item => item.getClientRects().length).map(item => item.dataset.key)"
    )
    return keys


def rare_word(papers: Iterator[Paper]) -> str:
    """A long word that only one of the papers' titles has."""
    found: Counter[str] = Counter(
        word for paper in papers for word in set(re.findall(r"\b[A-Z][a-z]{9,}\b", paper.title))
    )
    return min(word for word, count in found.items() if count == 1)


def test_the_lists_by_year_hold_every_paper_once(library: Path, large: Survey) -> None:
    site = library / "site"
    pages = sorted((site / "papers/year").rglob("index.html"))
    keys = [key for page in pages for key in listed(site, page.parent.relative_to(site).as_posix())]
    assert sorted(keys) == sorted(large.papers)
    assert all(len(listed(site, page.parent.relative_to(site).as_posix())) <= PAGE for page in pages)


def test_without_script_the_newest_are_listed_and_years_lead_to_the_rest(browser: Browser, home: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{home}papers/")
    assert page.locator("li.paper").count() == PAGE
    page.get_by_role("navigation", name="Years").get_by_role("link", name="2026").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Papers of 2026")
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(f"{home}papers/year/2026/2/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Papers of 2026, page 2")
    expect(page.locator("header img").first).to_have_js_property("complete", value=True)
    page.get_by_role("link", name="Previous page").click()
    expect(page).to_have_url(f"{home}papers/year/2026/")
    page.close()


@pytest.mark.parametrize("url", ["papers/", "papers/year/2026/", "papers/year/2026/2/"])
def test_links_of_a_list_lead_somewhere(library: Path, url: str) -> None:
    site = library / "site"
    html = (site / url / "index.html").read_text("utf-8")
    targets = set(re.findall(r'(?:href|src|data-source)="([^"#?]+)', html))
    local = {urlsplit(urljoin(f"https://a.test/{url}", target)) for target in targets}
    paths = {part.path.removeprefix("/") for part in local if part.netloc == "a.test"}
    assert len(paths) > len(listed(site, url))
    missing = [path for path in paths if not (site / path / "index.html").exists() and not (site / path).is_file()]
    assert not missing


def test_a_paper_leads_to_the_list_of_its_year(tab: Page, home: str, large: Survey) -> None:
    paper = large.by_year[2015][0]
    tab.goto(f"{home}papers/{paper.key}/")
    tab.get_by_role("navigation", name="Breadcrumbs").get_by_role("link", name="2015").click()
    expect(tab).to_have_url(f"{home}papers/year/2015/")
    expect(tab.locator(f'li.paper[data-key="{paper.key}"]')).to_be_visible()


def test_a_word_of_a_title_finds_the_paper_with_a_slip_too(tab: Page, home: str, large: Survey) -> None:
    word = rare_word(iter(large.papers.values()))
    wanted = next(paper.key for paper in large.papers.values() if word in paper.title)
    open_explorer(tab, home)
    for typed in (word, word.lower()[:-1], word[:6] + word[7:]):
        tab.locator(FIELD).fill("")
        expect(tab.locator("[data-list]")).to_be_hidden()  # so that what is shown next answers what is typed next
        tab.locator(FIELD).fill(typed)
        item = tab.locator(f'[data-list] [data-key="{wanted}"]')
        if word.lower().startswith(typed.lower()):  # a slip may come near other words as well
            expect(tab.locator("[data-list] li.paper").first).to_have_attribute("data-key", wanted)
        expect(item.locator("mark").first).to_be_visible()
    assert (item.locator("[data-copy=bibtex]").get_attribute("data-source") or "").endswith(f"/papers/{wanted}.bib")


def test_little_is_fetched_before_the_first_results(tab: Page, home: str, library: Path) -> None:
    fetched: set[str] = set()
    tab.on("request", lambda request: fetched.add(request.url))
    open_explorer(tab, home, "?q=baza+lolo+dalso")  # words by chance, so that papers may come near without matching
    expect(tab.locator(":is([data-list], [data-near]) li.paper").first).to_be_visible()
    files = (library / "site" / url.split(f"{SUB_PATH}/")[1] for url in fetched if url.endswith(".json"))
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= FIRST_RESULTS


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("?year=2015", lambda paper: paper.year == 2015),
        ("?year=2014-2016", lambda paper: 2014 <= paper.year <= 2016),
        ("?venue=ACL", lambda paper: paper.venue == "ACL"),
        ("?venue=ACL&venue=TMLR&year=2020", lambda paper: paper.venue in {"ACL", "TMLR"} and paper.year == 2020),
        ("?has=published", lambda paper: paper.is_published),
        ("?role=router&access=text&year=2015", lambda paper: paper.year == 2015),
        ("?q=year:2017+venue:iclr", lambda paper: paper.year == 2017 and paper.venue == "ICLR"),
    ],
)
def test_every_part_of_an_address_filters(
    tab: Page, home: str, large: Survey, query: str, rule: Callable[[Paper], bool]
) -> None:
    open_explorer(tab, home, query)
    wanted = {key for key, paper in large.papers.items() if rule(paper)}
    assert tab.locator("[data-result-count]").inner_text() == str(len(wanted))
    assert len(shown(tab)) >= 20
    assert set(shown(tab)) <= wanted


def test_a_section_an_author_and_a_shared_list_filter(tab: Page, home: str, large: Survey) -> None:
    open_explorer(tab, home, "?section=section-3")
    wanted = {paper.key for paper in large.paths["section-3"][-1].papers}
    assert tab.locator("[data-result-count]").inner_text() == str(len(wanted))
    paper = large.papers[min(wanted)]
    open_explorer(tab, home, f"?author={quote(paper.authors[0].full)}")
    assert paper.key in shown(tab)
    open_explorer(tab, home, f"?pick={','.join(sorted(wanted)[:3])}")
    assert sorted(shown(tab)) == sorted(wanted)[:3]


def test_results_go_on_where_the_reader_comes_to_their_end(tab: Page, home: str, large: Survey) -> None:
    open_explorer(tab, home, "?year=2015&sort=year")
    tab.locator("[data-list] li.paper").last.scroll_into_view_if_needed()
    tab.mouse.wheel(0, 20_000)
    expect(tab.locator("[data-list] li.paper").nth(30)).to_be_attached()
    assert {large.papers[key].year for key in shown(tab)} == {2015}
    assert len(set(shown(tab))) == len(shown(tab))


def test_the_address_holds_the_state_and_the_back_button_undoes(tab: Page, home: str, large: Survey) -> None:
    open_explorer(tab, home)
    tab.locator('[data-facet="venue"][value="ACL"]').evaluate("box => box.click()")
    expect(tab).to_have_url(re.compile(r"venue=ACL"))
    venue = str(sum(paper.venue == "ACL" for paper in large.papers.values()))
    expect(tab.locator("[data-result-count]")).to_have_text(venue)
    tab.locator(FIELD).fill("baza")
    expect(tab).to_have_url(re.compile(r"q=baza.*venue=ACL"))
    expect(tab.locator("[data-result-count]")).not_to_have_text(venue)
    found = shown(tab)
    tab.reload()
    tab.wait_for_selector("body[data-ready]", timeout=WAIT)
    assert shown(tab) == found
    tab.go_back()
    expect(tab.locator("[data-result-count]")).to_have_text(venue)
    tab.go_back()
    expect(tab.locator("[data-result-count]")).to_have_text(str(SIZE))
    assert len(shown(tab)) == PAGE


def test_the_header_answers_everywhere(tab: Page, home: str, large: Survey) -> None:
    word = rare_word(iter(large.papers.values()))
    wanted = next(paper for paper in large.papers.values() if word in paper.title)
    tab.goto(f"{home}papers/year/2026/2/")
    expect(tab.get_by_role("combobox")).to_be_attached()
    tab.locator(FIELD).press_sequentially(word)
    expect(tab.get_by_role("option").filter(has_text=wanted.title)).to_be_visible()
    expect(tab.get_by_role("option").last).to_contain_text("All results")


def test_an_order_that_only_smaller_libraries_have_is_the_usual_one(tab: Page, home: str) -> None:
    open_explorer(tab, home, "?q=baza&sort=title")
    expect(tab.get_by_label("Sort")).to_have_value("relevance")
    assert shown(tab)


def test_nothing_found_says_so(tab: Page, home: str) -> None:
    open_explorer(tab, home, "?q=qqqqzzzzjjjj")
    expect(tab.locator("[data-notice]")).to_contain_text("No paper matches")
    assert tab.locator("[data-result-count]").inner_text() == "0"
