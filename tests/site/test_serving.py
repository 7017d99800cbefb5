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
from playwright.sync_api import Browser

from conftest import project

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
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}
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


def test_broken_template_keeps_the_server_alive(server: Server) -> None:
    path = "hooks/survey/render/templates/pages/paper.html.jinja"
    good = (server.folder / path).read_text()
    (server.folder / path).write_text("{{ nobody.knows }}" + good)
    server.wait_for_log("'nobody' is undefined")
    (server.folder / path).write_text(good)
    server.edit("data/papers.bib", "Routing Teddy Bears", "Routing Dolls")
    server.wait_for("papers/ong2025route/", "Routing Dolls")


def test_edited_code_is_used(server: Server) -> None:
    server.edit("hooks/survey/model.py", 'return f"{self.venue} {self.year}"', 'return f"{self.venue} in {self.year}"')
    server.wait_for("papers/", "TOY in 2025")


def test_browser_reloads_by_itself(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(server.address + "papers/mausam2023plain/")
    server.edit("data/papers.bib", "Plainer Words", "Plainest Words")
    page.get_by_role("heading", name="Plainest Words").wait_for(timeout=PATIENCE * 1000)
    page.close()
