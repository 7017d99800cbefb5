"""What tests share: the built site, a server for it below a sub-path, and a browser."""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browser.chromium import on_path
from survey.check.load import load
from survey.model import Survey

ROOT = Path(__file__).parent.parent
TOY = ROOT / "tests" / "toy"
TIDES = ROOT / "tests" / "tides"
SUB_PATH = "/atlas"
# Tests write tens of thousands of small files: where there is room for them, in memory, which takes a fifth less time.
MEMORY = Path("/dev/shm")
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 8e9:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.mkdtemp(prefix="tests-")
    atexit.register(shutil.rmtree, os.environ["PYTEST_DEBUG_TEMPROOT"], ignore_errors=True)
# Fills a folder of this name unless another process has.
Shared = Callable[[str, Callable[[Path], object]], Path]


class Serve(Protocol):
    """Serves a folder; gives the address of its root, which ends in a slash."""

    def __call__(self, folder: Path, handler: type[Quiet] = ...) -> str: ...


# The same inputs each time, in seconds; `make fuzz` takes FUZZ new inputs a property. A machine that does other things
# as well is slow at times, which says nothing about the code.
hypothesis.settings.register_profile(
    "atlas",
    max_examples=int(os.environ.get("FUZZ", "100")),
    derandomize="FUZZ" not in os.environ,
    deadline=None,
    database=None,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.filter_too_much,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
# For `make quick` and `make mutants`: whether a property fails is enough to know, by which simplest input is not.
hypothesis.settings.register_profile(
    "quick",
    parent=hypothesis.settings.get_profile("atlas"),
    max_examples=30,
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)
hypothesis.settings.load_profile("atlas")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """How many tests run at once: with `auto` more than there are cores, since a browser's test often waits."""
    cores = os.cpu_count() or 1
    return min(8, cores * 3 // 2 if config.getoption("numprocesses") == "auto" else cores)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is produced over what was expected")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with a file; with --update-golden, write the file instead."""

    def compare(expected: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            expected.write_text(text)
        assert text == expected.read_text()

    return compare


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def survey() -> Survey:
    """The real survey."""
    return load(ROOT)


@pytest.fixture(scope="session")
def tides() -> Survey:
    """A small survey of another field that shows every kind of record."""
    return load(TIDES)


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """A project folder with toy data and the real hooks, to be broken at will."""
    return project(tmp_path / "project")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Fill a folder once for all processes of a run; it is for reading alone."""
    own = tmp_path_factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def make(name: str, fill: Callable[[Path], object]) -> Path:
        folder, done = base / name, base / f"{name}.done"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                fill(folder)
                done.touch()
        return folder

    return make


def built_well(cwd: Path, site: Path, **environment: str) -> None:
    """Build a site that must succeed."""
    done = build(cwd, site, **environment)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def good(shared: Shared) -> Path:
    """The toy project with a good site; for reading alone."""
    return shared("good", lambda folder: built_well(project(folder), folder / "site"))


def _harbour(folder: Path) -> None:
    shutil.copytree(TIDES, folder)
    for name in ("hooks", "docs/assets", "docs/tools"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "site.yml")
    built_well(folder, folder / "site")


@pytest.fixture(scope="session")
def harbour_site(shared: Shared) -> Path:
    """The site of the survey of tides, with the tools."""
    return shared("harbour", _harbour) / "site"


@pytest.fixture(scope="session")
def harbour(harbour_site: Path, serve: Serve) -> str:
    """Where the survey of tides is served, with the tools."""
    return serve(harbour_site)


@pytest.fixture
def built(good: Path, tmp_path: Path) -> Path:
    """A project folder with a good site, to be broken at will."""
    return Path(shutil.copytree(good, tmp_path / "project"))


def project(folder: Path) -> Path:
    """Lay out a whole project around the toy data: its own pages, the real hooks, theme and settings."""
    shutil.copytree(TOY, folder)
    for name in ("hooks", "docs/assets"):  # with what is compiled, which spares each build doing it again
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder / "site.yml")
    return folder


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this Python on a module or script, with its output captured."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    arguments = [sys.executable, *map(str, command)]
    return subprocess.run(arguments, cwd=cwd, env=variables, capture_output=True, text=True, check=False)


def build(cwd: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` into a folder."""
    return run("-m", "mkdocs", "build", "--strict", "--site-dir", site, cwd=cwd, **environment)


def digests(folder: Path) -> dict[str, str]:
    """What every file below a folder holds."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="session")
def site(shared: Shared) -> Path:
    """The real site, built as it would be published below a sub-path."""
    addresses = {"SITE_URL": "https://example.org/atlas/", "REPO_URL": "https://example.org/repo"}
    return shared("site", lambda folder: built_well(ROOT, folder, **addresses))


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder below SUB_PATH, as a host of many sites does, without a log."""

    def translate_path(self, path: str) -> str:
        inside = path.removeprefix(SUB_PATH) if path.startswith(SUB_PATH) else "/outside-of-the-site"
        return super().translate_path(inside)

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """Says nothing when a browser leaves a page whose files are still on their way."""

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder; gives the address of its root, which ends in a slash."""
    servers: list[Server] = []

    def start(folder: Path, handler: type[Quiet] = Quiet) -> str:
        server = Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """Where the real site is served."""
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that looks up nothing on its own."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    offline = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    expect.set_options(timeout=20_000)  # a loaded machine takes its time, and what never comes still fails
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=on_path(), args=[*quiet, *offline])
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A fresh profile that may use the clipboard."""
    fresh = browser.new_context(viewport={"width": 1440, "height": 900})
    fresh.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.split(SUB_PATH, maxsplit=1)[0])
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A fresh tab."""
    return context.new_page()
