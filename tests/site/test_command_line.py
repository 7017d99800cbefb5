"""`cli.py` among other programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, project


@pytest.mark.parametrize("is_broken", [False, True])
def test_a_reader_that_has_enough_is_no_error(tmp_path: Path, *, is_broken: bool) -> None:
    folder = project(tmp_path / "project")
    if is_broken:
        (folder / "data/papers.bib").write_text("@misc{open, title = {never closed\n")
    command = [sys.executable, str(ROOT / "hooks/cli.py"), "--root", str(folder), "check"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == ""
