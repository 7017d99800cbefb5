"""The same sources make the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import ROOT, build, digests, project, run

PLACES = (
    {"TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/Adak", "LANG": "tr_TR.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
)


def copy(source: Path, folder: Path) -> Path:
    """A project's sources at another place, their files dated otherwise."""
    ignored = shutil.ignore_patterns("__pycache__", "site", ".cache")
    return Path(shutil.copytree(source, folder, ignore=ignored, copy_function=shutil.copyfile))


def test_two_builds_are_byte_identical(tmp_path: Path, harbour_site: Path) -> None:
    made = []
    for n, environment in enumerate(PLACES):
        folder = copy(harbour_site.parent, tmp_path / ("a" * (n + 1)) / f"place number {n}")
        done = build(folder, folder / "out", SITE_URL="https://example.org/atlas/", **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        made.append(digests(folder / "out"))
    assert len(made[0]) > 100
    assert made[0] == made[1]


def test_written_sources_are_byte_identical(tmp_path: Path, harbour_site: Path) -> None:
    for n, environment in enumerate(PLACES):
        done = run("hooks/cli.py", "--root", harbour_site.parent, "write", tmp_path / str(n), cwd=ROOT, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
    assert digests(tmp_path / "0") == digests(tmp_path / "1")


def test_building_again_touches_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    build(folder, folder / "site")
    before = {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*.html")}
    build(folder, folder / "site")
    assert {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*.html")} == before
