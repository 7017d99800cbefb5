"""What a reader does most, in every engine that this machine has: Chromium, Firefox, WebKit."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from browser import engines
from browser.engines import Window
from browser.kinds import KINDS
from browser.measures import WIDER
from conftest import Quiet, Serve
from survey.formats.bibtex import bibtex
from survey.model import Survey

# What goes wrong in a page: WebDriver tells it nowhere. The theme's observer of sizes may be told of a new one a frame
# late, which an engine reports as if it were an error.
FAULTS = b"""<script>
window.faults = [];
const lost = element => `not loaded: ${element.src ?? element.href}`;
const note = text => text.startsWith("ResizeObserver loop") || faults.push(text);
addEventListener("error", event => note(event.message ?? lost(event.target)), true);
addEventListener("unhandledrejection", event => faults.push(String(event.reason)));
addEventListener("securitypolicyviolation", event => faults.push(`${event.violatedDirective} ${event.blockedURI}`));
</script>"""
FOREIGN = """performance.getEntriesByType("resource").map(each => each.name)
  .filter(name => ![location.host, ""].includes(new URL(name).host))"""
# Nothing has arrived for a while, in milliseconds: what is fetched late has run too.
IDLE = """document.readyState === "complete" && performance.now() - 200 >
  Math.max(...performance.getEntriesByType("resource").map(each => each.responseEnd))"""
# No engine makes a window of its own narrower.
NARROW, WIDE = 500, 1440
KEY = "abara2019tide"


class Watched(Quiet):
    """Serves pages that note what goes wrong in them."""

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path.partition("?")[0]))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix != ".html" or not self.path.partition("?")[0].endswith(("/", ".html")):
            return super().send_head()
        text = page.read_bytes().replace(b"<head>", b"<head>" + FAULTS, 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        return io.BytesIO(text)


INSTALLED = engines.installed()
# `test_kinds.py` opens a page of every kind in Chromium.
OTHERS = [name for name in INSTALLED if name != "chromium"] or INSTALLED


@pytest.fixture(scope="session", params=INSTALLED)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A window of each engine in turn."""
    if request.param == "chromium":
        yield engines.Chromium(request.getfixturevalue("browser"))
        return
    open_window = {"firefox": engines.firefox, "webkit": engines.webkit}[request.param]
    with open_window(tmp_path_factory.mktemp("engines") / request.param) as window:
        yield window


@pytest.fixture(scope="session")
def whole(site: Path, serve: Serve) -> str:
    """Where the real site is served and watched."""
    return serve(site, Watched)


@pytest.fixture
def window(engine: Window, harbour_site: Path, serve: Serve) -> Iterator[Window]:
    """A window on the home page of the survey of tides, which has never been there; nothing may go wrong in it."""
    engine.resize(WIDE)
    engine.go(serve(harbour_site, Watched))
    yield engine
    assert engine.run("return faults") == []


def go(window: Window, path: str) -> None:
    """Open a page of the survey of tides; `faults` are those since."""
    assert window.run("return faults") == []
    home = window.run("return document.querySelector('.md-logo').href")
    window.go(f"{home}{path}")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("engine", OTHERS, indirect=True)
def test_every_kind_of_page_runs_and_fits(engine: Window, whole: str, name: str) -> None:
    engine.go(whole + name.removesuffix("index.html"))
    for width in (WIDE, NARROW):
        engine.resize(width)
        engine.wait(IDLE)
        assert engine.run(f"return {WIDER}") <= 0
    assert engine.run("return faults") == []
    assert engine.run(f"return {FOREIGN}") == []


def test_a_search_finds_and_back_undoes(window: Window) -> None:
    go(window, "papers/")
    window.wait("document.body.dataset.ready === ''")
    every = window.run("return document.querySelector('[data-result-count]').textContent")
    window.type("input[name=q]", "moonclock")
    window.wait(f"document.querySelector('li.paper[data-key]').dataset.key === '{KEY}'")
    window.wait("location.search === '?q=moonclock'")
    window.click(f'li.paper[data-key="{KEY}"] a')
    window.wait(f"location.pathname.endsWith('papers/{KEY}/')")
    window.back()
    window.wait(f"document.querySelector('li.paper[data-key]')?.dataset.key === '{KEY}'")
    window.run("history.replaceState(null, '', location.pathname); location.reload()")
    window.wait(f"document.querySelector('[data-result-count]')?.textContent === '{every}'")


def test_what_is_copied_can_be_pasted_into_a_tool(window: Window, tides: Survey) -> None:
    go(window, f"papers/{KEY}/")
    window.click("details[open] [data-copy=bibtex]")
    window.wait("document.querySelector('details[open] [data-copy=bibtex]').textContent.includes('Copied')")
    go(window, "tools/check-my-bib/")
    window.wait("document.querySelector('form.tool__form')?.hidden === false")
    window.paste("textarea")
    assert window.run("return document.querySelector('textarea').value") == bibtex(tides.papers[KEY])
    window.click("form.tool__form button[type=submit]")
    window.wait("document.querySelector('.tool__summary')?.textContent.includes('1 paper')")


def test_the_basket_keeps_what_is_put_into_it(window: Window) -> None:
    go(window, f"papers/{KEY}/")
    window.click(f"[data-pick={KEY}]")
    window.wait("document.querySelector('[data-basket-count]').textContent === '1'")
    go(window, "")
    window.wait("document.querySelector('[data-basket-count]')?.textContent === '1'")
    window.click("[data-basket]")
    window.wait("document.querySelector('dialog[open]')?.textContent.includes('MoonClock')")


def test_dark_stays_dark(window: Window) -> None:
    schemes = []
    for _ in range(3):
        schemes.append(window.run("return document.body.dataset.mdColorScheme"))
        window.click(".md-header__option label:not([hidden])")
    assert "slate" in schemes
    last = window.run("return document.body.dataset.mdColorScheme")
    go(window, "taxonomy/")
    assert window.run("return document.body.dataset.mdColorScheme") == last


def test_the_guide_answers_what_is_ticked(window: Window) -> None:
    go(window, "guide/")
    window.wait("document.querySelector('form[data-guide]')?.hidden === false")
    assert window.run("return [...document.querySelectorAll('.fit h3')].some(one => one.checkVisibility())") is False
    window.click("form[data-guide] input[type=checkbox]")
    window.wait("[...document.querySelectorAll('.fit h3')].some(one => one.checkVisibility())")
    window.wait("location.search.startsWith('?')")


def test_the_search_of_the_header_leads_to_a_paper(window: Window) -> None:
    go(window, "taxonomy/")
    window.wait("document.querySelector('[role=combobox]')")
    window.type("input[name=q]", "moonclock")
    window.wait("document.querySelector('[role=option]')?.textContent.includes('MoonClock')")
    window.click("[role=option]")
    window.wait(f"location.pathname.endsWith('papers/{KEY}/')")
