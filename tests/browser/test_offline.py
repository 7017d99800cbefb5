"""Pages that were visited can be read without a connection, and never mix two builds."""

from __future__ import annotations

import gzip
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from conftest import SUB_PATH, Quiet, Server

CODE = ("assets/offline/page.js", "assets/offline/worker.js", "offline.js")
SECTION, PAPER = "taxonomy/passing-on/", "papers/ong2025route/"
KEPT = """async () => {
  const names = await caches.keys(), all = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
  return [names, all.flat().map(request => request.url)];
}"""


class Host:
    """A web server that can go away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        self.address = f"http://127.0.0.1:{self._server.server_port}{SUB_PATH}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def leave(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def host(good: Path, tmp_path: Path) -> Iterator[Host]:
    host = Host(Path(shutil.copytree(good / "site", tmp_path / "site")))
    yield host
    host.leave()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def kept(tab: Page) -> tuple[list[str], list[str]]:
    names, files = tab.evaluate(KEPT)
    return names, files


def visit(tab: Page, host: Host, url: str) -> None:
    """Look at a page until it is kept with its style sheet."""
    tab.goto(host.address + url, wait_until="networkidle")
    wanted = {host.address + name for name in (url.partition("?")[0], "assets/atlas.css", "assets/core/dom.js")}
    for _ in range(100):
        if wanted <= {*kept(tab)[1]}:
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"{url} is not kept, but {kept(tab)}")


def test_a_visited_page_works_without_a_connection(tab: Page, host: Host) -> None:
    visit(tab, host, SECTION)
    visit(tab, host, "papers/?q=toys")
    tab.wait_for_selector("body[data-ready]")
    assert not [url for url in kept(tab)[1] if "?" in url]
    tab.goto(host.address + SECTION)
    host.leave()
    tab.reload()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.body).getPropertyValue('--atlas-ink')")
    tab.locator("[data-pick]").first.check()
    tab.goto(f"{host.address}papers/?q=cascade")
    expect(tab.locator("[data-list] li.paper").first).to_be_visible()
    with pytest.raises(Error, match="ERR_"):
        tab.goto(host.address + PAPER)


def test_with_a_connection_pages_are_never_old_and_a_new_build_begins_anew(tab: Page, host: Host) -> None:
    visit(tab, host, SECTION)
    page, script = host.folder / SECTION / "index.html", host.folder / "offline.js"
    page.write_text(page.read_text().replace("<h1", "<h1 data-new", 1))
    tab.reload()
    expect(tab.locator("h1[data-new]")).to_be_visible()
    [before], _ = kept(tab)
    script.write_text(script.read_text().replace('build = "', 'build = "new'))
    visit(tab, host, PAPER)
    for _ in range(50):
        if kept(tab)[0] != [before]:
            break
        tab.wait_for_timeout(100)
    visit(tab, host, PAPER)
    names, files = kept(tab)
    assert len(names) == 1
    assert names != [before]
    assert host.address + SECTION not in files


def test_it_costs_no_more_than_three_kilobytes_and_stays_below_the_site(tab: Page, host: Host) -> None:
    assert sum(len(gzip.compress((host.folder / name).read_bytes())) for name in CODE) <= 3000
    visit(tab, host, SECTION)
    scopes = tab.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.map(one => one.scope))")
    assert scopes == [host.address]
    assert all(url.startswith(host.address) for url in kept(tab)[1])
