"""`mkdocs serve` keeps showing the last good site while the data is broken, recovers, and sees edited code."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from conftest import ROOT, project, run

PATIENCE = 60.0


class Server:
    """A running `mkdocs serve` on the toy project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        self.log = folder / "serve.log"
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
        own = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1", "TMPDIR": str(folder.parent)}
        environment = {**os.environ, **own}
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    def get(self, url: str) -> str:
        with urllib.request.urlopen(self.address + url, timeout=PATIENCE) as answer:
            text: str = answer.read().decode()
            return text

    def wait_for(self, url: str, words: str) -> None:
        """Wait until a page has the words."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if words in self.get(url):
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.2)
        raise AssertionError(f"{words!r} did not appear in {url}\n{self.log.read_text()}")

    def wait_for_log(self, words: str) -> None:
        end = time.monotonic() + PATIENCE
        while words not in self.log.read_text():
            assert time.monotonic() < end, self.log.read_text()
            time.sleep(0.1)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(project(tmp_path_factory.mktemp("serving") / "project"))
    running.wait_for("", "Toy Atlas")
    yield running
    running.process.terminate()
    running.process.wait(10)


def test_edited_data_appears(server: Server) -> None:
    server.edit("data/papers.bib", "Routing Toys", "Routing Teddy Bears")
    server.wait_for("papers/ong2025route/", "Routing Teddy Bears")


def test_broken_data_keeps_the_last_good_site_and_recovers(server: Server) -> None:
    server.edit("data/papers.bib", "year = {2023}", "yaer = {2023}")
    server.wait_for_log("unknown field `yaer`; did you mean `year`?")
    server.wait_for_log("The site shown is the last good one.")
    assert "Plain Words" in server.get("papers/mausam2023plain/")
    server.edit("data/papers.bib", "yaer = {2023}", "year = {2023}")
    server.edit("data/papers.bib", "Plain Words", "Plainer Words")
    server.wait_for("papers/mausam2023plain/", "Plainer Words")


def test_what_is_broken_is_told_in_the_page_until_it_is_mended(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(server.address + "papers/ong2025route/")
    notice = page.get_by_role("alert")
    expect(notice).to_have_count(0)
    server.edit("data/papers.bib", "year = {2023}", "yaer = {2023}")
    expect(notice).to_contain_text("This is the last good state of the site.", timeout=PATIENCE * 1000)
    expect(notice).to_contain_text("data/papers.bib:")
    expect(notice).to_contain_text("unknown field `yaer`; did you mean `year`?")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Routing")
    server.edit("data/papers.bib", "yaer = {2023}", "year = {2023}")
    expect(notice).to_have_count(0, timeout=PATIENCE * 1000)
    page.close()


def test_a_dead_link_is_told_in_the_page(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(server.address)
    good = (server.folder / "docs/index.md").read_text()
    (server.folder / "docs/index.md").write_text(good + "\n[dead](nowhere.md)\n")
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("nowhere.md", timeout=PATIENCE * 1000)
    (server.folder / "docs/index.md").write_text(good)
    expect(notice).to_have_count(0, timeout=PATIENCE * 1000)
    page.close()


def test_broken_template_keeps_the_server_alive(server: Server) -> None:
    path = "hooks/survey/render/templates/pages/paper.html.jinja"
    good = (server.folder / path).read_text()
    (server.folder / path).write_text("{{ nobody.knows }}" + good)
    server.wait_for_log("'nobody' is undefined")
    (server.folder / path).write_text(good)
    server.edit("data/papers.bib", "Routing Teddy Bears", "Routing Dolls")
    server.wait_for("papers/ong2025route/", "Routing Dolls")


def test_edited_adapter_is_used(server: Server) -> None:
    server.edit("hooks/mkdocs_build.py", "return made.markdown", 'return made.markdown + "\\n\\nNew words."')
    server.wait_for("", "New words.")


def test_edited_code_is_used(server: Server) -> None:
    server.edit("hooks/survey/model.py", 'return f"{self.venue} {self.year}"', 'return f"{self.venue} in {self.year}"')
    server.wait_for("papers/", "TOY in 2025")


def test_browser_reloads_by_itself(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(server.address + "papers/mausam2023plain/")
    server.edit("data/papers.bib", "Plainer Words", "Plainest Words")
    page.get_by_role("heading", name="Plainest Words").wait_for(timeout=PATIENCE * 1000)
    page.close()


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", cwd=folder)
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert f"Nothing can be served at 127.0.0.1:{port} (address already in use)" in told
    assert f"`PORT={port + 1} make serve`" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("arguments", "port"), [((), 8000), (("PORT=8001",), 8001)])
def test_make_serves_at_the_port_that_it_is_given(arguments: tuple[str, ...], port: int) -> None:
    command = ["make", "--dry-run", "--always-make", "serve", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert f"mkdocs serve --dev-addr 127.0.0.1:{port}" in done.stdout
