"""A build that fails or dies leaves the last good site as it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, build, digests, project

BROKEN = ROOT / "tests" / "broken"


def bad_data(folder: Path) -> None:
    (folder / "data/papers.bib").write_text("@misc{open, title = {never closed\n")


def template_error(folder: Path) -> None:
    (folder / "hooks/survey/render/templates/pages/paper.html.jinja").write_text("{{ nobody.knows }}")


def template_syntax(folder: Path) -> None:
    (folder / "hooks/survey/render/templates/parts/macros.html.jinja").write_text("{% if %}")


def dead_link(folder: Path) -> None:
    (folder / "docs/index.md").write_text("# Home\n\n[dead](nowhere.md)\n")


def bad_config(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("INHERIT: site.yml\nno_such_setting: 1\n")


@pytest.mark.parametrize("harm", [bad_data, template_error, template_syntax, dead_link, bad_config])
def test_failing_build_leaves_the_site(built: Path, harm: Callable[[Path], None]) -> None:
    before = digests(built / "site")
    harm(built)
    assert build(built, built / "site").returncode == 1
    assert digests(built / "site") == before


# One of each kind of file; `tests/survey/check` tries them all without a builder.
@pytest.mark.parametrize("case", ["bibtex-rules", "inbox", "missing", "not-utf8", "notes", "pages", "yaml-syntax"])
def test_mkdocs_tells_the_whole_list(case: str, built: Path) -> None:
    before = digests(built / "site")
    shutil.copytree(BROKEN / case, built, dirs_exist_ok=True)
    for name in (built / "removed.txt").read_text().split() if (built / "removed.txt").exists() else ():
        (built / "data" / name).unlink()
    done = build(built, built / "site")
    assert (BROKEN / case / "expected.txt").read_text() in done.stdout + done.stderr
    assert done.returncode == 1
    assert digests(built / "site") == before


@pytest.mark.parametrize("delay", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_killed_build_leaves_no_half_file(built: Path, delay: float) -> None:
    """Whatever the moment, each file is the old one or the new one, and the next build sets everything right."""
    old = digests(built / "site")
    taxonomy = built / "data/taxonomy.yml"
    taxonomy.write_text(taxonomy.read_text().replace("Working alone", "Working on one's own"))
    fresh = built.parent / "fresh"
    assert build(built, fresh).returncode == 0
    new = digests(fresh)
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(built / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    with subprocess.Popen(
        command, cwd=built, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        time.sleep(delay)
        run.send_signal(signal.SIGKILL)
    for name, digest in digests(built / "site").items():
        assert digest in (old.get(name), new.get(name)), name
    assert build(built, built / "site").returncode == 0
    assert digests(built / "site") == new
    assert not (built / "site.building").exists()


def test_site_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "site").write_text("a file where the site should be")
    done = build(folder, folder / "site")
    assert done.returncode != 0
    assert (folder / "site").read_text() == "a file where the site should be"
