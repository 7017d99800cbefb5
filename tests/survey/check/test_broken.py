"""Every way in which data can be wrong, with the full list of what a curator is told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import main
from conftest import ROOT, TOY
from survey.check.load import check, read
from survey.check.rule import Rule
from survey.check.rules import RULES
from survey.diagnostics import report
from survey.read.records import Records

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


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of every case, for reading alone."""
    return {case: lay_out(case, tmp_path_factory.mktemp("broken") / case) for case in CASES}


def test_toy_project_is_sound() -> None:
    assert check(TOY)[1] == []


@pytest.mark.parametrize("case", CASES)
def test_all_problems_are_told(case: str, folders: dict[str, Path], golden: Golden) -> None:
    _, problems = check(folders[case])
    golden(BROKEN / case / "expected.txt", report(problems) + "\n")


@pytest.mark.parametrize("case", CASES)
def test_command_line_tells_the_same_and_fails(
    case: str, folders: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(folders[case]), "check"]) == 1
    assert capsys.readouterr().out == (BROKEN / case / "expected.txt").read_text()


@pytest.fixture(scope="module")
def broken(folders: dict[str, Path]) -> list[Records]:
    """The records of every case."""
    return [read(folder)[0] for folder in folders.values()]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_has_a_failing_example(rule: Rule, broken: list[Records]) -> None:
    assert any(problem for records in broken for problem in rule(records)), (
        f"no file in tests/broken breaks the rule “{rule.__doc__}”"
    )
