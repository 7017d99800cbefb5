"""The way out: what `cli.py write` writes, Zensical builds into the same site, without a hook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.test_crawl import BASE, dead
from conftest import SUB_PATH, Serve, build, project, run

ADDRESSES = {"SITE_URL": BASE, "REPO_URL": "https://example.org/repo"}
SECTION, PAPER = "taxonomy/passing-on/", "papers/ong2025route/"
# Named after what they hold; the theme's are another version, and the map of the shared code has no meaning to readers.
OF_THE_THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


@pytest.fixture(scope="module")
def toy_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("zensical") / "project")


@pytest.fixture(scope="module")
def ours(toy_project: Path) -> Path:
    """The site as MkDocs builds it."""
    assert build(toy_project, toy_project / "site", **ADDRESSES).returncode == 0
    return toy_project / "site"


@pytest.fixture(scope="module")
def theirs(toy_project: Path) -> Path:
    """The site as Zensical builds it."""
    written = toy_project.parent / "written"
    assert run("hooks/cli.py", "write", written, cwd=toy_project, **ADDRESSES).returncode == 0
    for _ in range(2):  # the second build finds the first one's site among its sources
        done = run("-m", "zensical", "build", "--strict", cwd=written)
        assert done.returncode == 0, done.stdout + done.stderr
    return written / "site"


@pytest.fixture(scope="module")
def home(theirs: Path, serve: Serve) -> str:
    """Where the site is served."""
    return serve(theirs)


LEFT = "net::ERR_ABORTED"  # a request of a page that was left while it loaded


@pytest.fixture
def tab(browser: Browser, home: str) -> Iterator[Page]:
    """A fresh tab that may use the clipboard; afterwards, no page in it has complained."""
    fresh: BrowserContext = browser.new_context(viewport={"width": 1440, "height": 900})
    fresh.grant_permissions(["clipboard-read", "clipboard-write"], origin=home.split(SUB_PATH, maxsplit=1)[0])
    page, told = fresh.new_page(), []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("requestfailed", lambda request: told.append(request.url) if request.failure != LEFT else None)
    yield page
    fresh.close()
    assert told == []


def files(site: Path) -> set[str]:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return {name for name in names if not name.startswith((*OF_THE_THEME, ".built-files"))}


def test_every_file_is_there_and_no_other(ours: Path, theirs: Path) -> None:
    assert files(theirs) == files(ours)


def test_data_and_assets_are_the_same(ours: Path, theirs: Path) -> None:
    # The index is a template there, and templates lose the line break at their end.
    for name in sorted(name for name in files(ours) if not name.endswith(("index.html", "404.html"))):
        assert (theirs / name).read_bytes().rstrip() == (ours / name).read_bytes().rstrip(), name


def test_no_link_is_dead(theirs: Path) -> None:
    assert list(dead(theirs, BASE)) == []


def test_heads_are_the_same(ours: Path, theirs: Path) -> None:
    said = re.compile(
        r'<title>.*?</title>|<meta (?:name="citation|name="description|property)[^>]*>|<link rel="\w*can[^>]*>'
    )
    for name in (f"{SECTION}index.html", f"{PAPER}index.html", "index.html", "papers/index.html"):
        there, here = (said.findall((site / name).read_text().split("</head>")[0]) for site in (theirs, ours))
        assert sorted(there) == sorted(here), name


@pytest.mark.parametrize("url", ["", SECTION, PAPER, "papers/", "taxonomy/", "404.html"])
def test_pages_look_as_they_do(tab: Page, home: str, ours: Path, serve: Serve, url: str) -> None:
    looks = []
    for address in (home, serve(ours)):
        tab.goto(address + url, wait_until="networkidle")
        looks.append(
            tab.evaluate(
                """() => ["h1", ".md-header", "main", ".card, .paper, .paper-page", ".site-search__field", ".md-tabs"]
                .map(part => document.querySelector(part)).filter(Boolean).map(part => {
                    const style = getComputedStyle(part);
                    return [part.className, style.fontFamily, style.fontSize, style.color, style.backgroundColor,
                            style.border, style.display, Math.round(part.getBoundingClientRect().height)].join(" | ");
                })"""
            )
        )
    assert looks[0] == looks[1]
    assert len(looks[0]) >= 4


def test_outline_and_side_navigation_name_the_same(tab: Page, home: str, ours: Path, serve: Serve) -> None:
    named = []
    for address in (home, serve(ours)):
        tab.goto(address + SECTION)
        named.append(tab.locator(".md-sidebar .md-nav__link").evaluate_all("all => all.map(a => a.textContent.trim())"))
        expect(tab.locator(".md-sidebar--primary [aria-current=page]")).to_have_count(1)
    assert named[0] == named[1]


def test_explorer_answers(tab: Page, home: str) -> None:
    tab.goto(f"{home}papers/?q=mausam")
    tab.wait_for_selector("body[data-ready]")
    expect(tab.locator("[data-result-count]")).to_have_text("1")
    expect(tab.locator('li.paper[data-key="mausam2023plain"]')).to_be_visible()
    tab.locator("input[name=q]").fill("")
    expect(tab.locator("[data-result-count]")).to_have_text("4")


def test_search_in_the_header_answers(tab: Page, home: str) -> None:
    tab.goto(home + SECTION)
    tab.locator("header input[name=q]").press_sequentially("robust")
    expect(tab.get_by_role("option").first).to_be_visible()


def test_copying_works(tab: Page, home: str) -> None:
    tab.goto(home + PAPER)
    button = tab.locator("[data-copy=key]").first
    button.click()
    expect(button).to_have_text("Copied")
    assert tab.evaluate("navigator.clipboard.readText()") == "ong2025route"


def test_basket_works(tab: Page, home: str) -> None:
    tab.goto(home + SECTION)
    tab.locator("[data-pick]").first.check()
    tab.goto(home + PAPER)
    expect(tab.locator("[data-basket-count]")).to_have_text("1")
    tab.locator("[data-basket]").click()
    expect(tab.get_by_role("dialog", name="Basket")).to_be_visible()
