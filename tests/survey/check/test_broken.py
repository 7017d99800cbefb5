"""Every way in which data can be wrong, with the full list of what a curator is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, TOY, run
from survey.check.load import check, read
from survey.check.rules import RULES
from survey.diagnostics import report

BROKEN = ROOT / "tests" / "broken"
CASES = sorted(path.parent.name for path in BROKEN.glob("*/expected.txt"))
Golden = Callable[[Path, str], None]


def lay_out(case: str, folder: Path) -> Path:
    """The toy project with a case's files laid over it, and without those that it removes."""
    shutil.copytree(TOY, folder, dirs_exist_ok=True)
    shutil.copytree(BROKEN / case, folder, dirs_exist_ok=True)
    removed = BROKEN / case / "removed.txt"
    for name in removed.read_text().split() if removed.exists() else ():
        (folder / "data" / name).unlink()
    return folder


def test_toy_project_is_sound() -> None:
    assert check(TOY)[1] == []


def test_real_project_is_sound() -> None:
    assert check(ROOT)[1] == []


@pytest.mark.parametrize("case", CASES)
def test_all_problems_are_told(case: str, tmp_path: Path, golden: Golden) -> None:
    _, problems = check(lay_out(case, tmp_path))
    golden(BROKEN / case / "expected.txt", report(problems) + "\n")


@pytest.mark.parametrize("case", CASES)
def test_command_line_tells_the_same_and_fails(case: str, tmp_path: Path) -> None:
    done = run("hooks/cli.py", "--root", lay_out(case, tmp_path), "check")
    assert done.stdout == (BROKEN / case / "expected.txt").read_text()
    assert done.returncode == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_has_a_failing_example(rule: Callable[..., object], tmp_path: Path) -> None:
    told = [
        problem
        for case in CASES
        for problem in rule(read(lay_out(case, tmp_path / case))[0])  # type: ignore[attr-defined]
    ]
    assert told, f"no file in tests/broken breaks the rule “{rule.__doc__}”"


def test_rules_are_documented() -> None:
    assert len({rule.__doc__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)
