"""Changes to several files at once: all of them or none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import TOY, digests
from survey.curate.edit.changes import Changes
from survey.curate.refusal import Refusal


def test_what_somebody_else_has_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    changes = Changes(folder)
    for path in ("data/papers.bib", "data/taxonomy.yml"):
        changes.write(path, changes.text(path) + "\n")
    theirs = folder / "data/taxonomy.yml"
    theirs.write_text(f"# theirs\n{theirs.read_text()}")
    before = digests(folder)
    with pytest.raises(Refusal, match=r"taxonomy\.yml was changed by somebody else meanwhile; run the command again"):
        changes.apply()
    assert digests(folder) == before
