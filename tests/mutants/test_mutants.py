"""The tester of tests: it notices a bug that a test notices, and shows one that none does."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT, run
from mutants import run as tester
from mutants.mutate import Mutant, mutants
from mutants.run import equivalent, modules, report, suites

SAMPLE = '''
"""A sample."""
from __future__ import annotations

def cut(names: list[str], most: int = 3) -> str:
    """Names, cut."""
    if len(names) > most and names:
        return ", ".join(names[:most]) + " et al."
    return ", ".join(sorted(names, key=str.lower))
'''
CHANGES = {
    "if len(names) > most and names": "if len(names) >= most and names",
    "len(names) > most and names": "len(names) > most or names",
    "most: int=3": "most: int=4",
    "names[:most]": "names[:]",
    "' et al.'": "' et al≠'",
    "sorted(names, key=str.lower)": "sorted(names)",
    "key=str.lower": "key=str.upper",
}

CONFTEST = "import hypothesis\n\nhypothesis.settings.register_profile('mutants')\n"
TRIED = (">= most", "+ return ', '.join(sorted(names))", "et al≠", "int=4")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    path = tmp_path / "sample.py"
    path.write_text(SAMPLE)
    return path


def test_every_kind_of_small_bug_is_put_in(sample: Path) -> None:
    made = [mutant.change.split("\n") for mutant in mutants(sample, "sample")]
    for was, now in CHANGES.items():
        assert any(was in before and now in after for before, after in made), (was, now)
    assert not any("cut≠" in line or "annotation≠" in line for change in made for line in change)


def test_a_mutant_is_wrong_in_one_place_alone(sample: Path) -> None:
    [mutant] = [mutant for mutant in mutants(sample, "sample") if ">=" in mutant.change]
    module: dict[str, object] = {}
    exec(mutant.code, module)
    cut = module["cut"]
    assert callable(cut)
    assert cut(["c", "B", "a"]) == "c, B, a et al."  # three are too many for it
    assert cut(["c", "B"]) == "B, c"
    assert mutant.line == 7


def test_the_choice_depends_on_the_seed_alone(sample: Path) -> None:
    def chosen(seed: int) -> list[str]:
        return [mutant.change for mutant in mutants(sample, "sample", 5, seed)]

    assert chosen(1) == chosen(1)
    assert chosen(1) != chosen(2)
    assert len(chosen(1)) == 5


def test_what_is_noticed_and_what_is_not_is_told(tmp_path: Path, sample: Path) -> None:
    (tmp_path / "test_sample.py").write_text(
        "from sample import cut\n\ndef test_cut():\n    assert cut(['a', 'b', 'c', 'd']) == 'a, b, c et al.'\n"
    )
    (tmp_path / "conftest.py").write_text(CONFTEST)
    script = (
        "from pathlib import Path\nfrom mutants.mutate import mutants\nfrom mutants.run import survivors\n"
        f"path = Path({str(sample)!r})\nmade = mutants(path, 'sample')\n"
        f"found = [(m, path) for m in made if any(part in m.change for part in {TRIED})]\n"
        f"for m in survivors(found, {{'sample': [[{str(tmp_path / 'test_sample.py')!r}]]}}, 2):\n    print(m.change)\n"
    )
    done = run("-c", script, cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT / 'tests'}")
    survived = done.stdout
    assert "> most and names" in survived, done.stderr  # nobody tries exactly three names
    assert "sorted(names)" in survived
    assert "et al≠" not in survived
    assert "most: int=4" not in survived


def test_a_suite_passes_or_fails_without_a_mutant(tmp_path: Path) -> None:
    for name, claim in (("sound", True), ("broken", False)):
        (tmp_path / f"test_{name}.py").write_text(f"def test_it():\n    assert {claim}\n")
    (tmp_path / "conftest.py").write_text(CONFTEST)
    suites = [[str(tmp_path / f"test_{name}.py")] for name in ("sound", "broken", "unwritten")]
    script = f"from mutants.run import passes\nprint(*map(passes, {suites}))\n"
    done = run("-c", script, cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT / 'tests'}")
    assert done.stdout == "True False False\n", done.stderr


def test_nothing_is_tried_on_tests_that_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(tester, "warm_up", asked.append)
    monkeypatch.setattr(tester, "passes", lambda _: False)
    monkeypatch.setattr(tester, "survivors", lambda *_: pytest.fail("a mutant was tried"))
    assert tester.main(["survey.text.fold"]) == 1
    assert capsys.readouterr().out == (
        "Without any mutant, tests/survey fails or computes for more than 60 s; mend it first.\n"
    )
    assert asked == [[str(ROOT / "tests/survey")]]


def test_the_report_shows_what_survived(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tried: list[Mutant] = mutants(sample, "sample", 4)
    assert report(tried, tried[:1]) == 0.75
    told = capsys.readouterr().out
    assert "4 mutants    3 noticed    1 survived" in told
    assert tried[0].change.split("\n")[0] in told
    assert told.endswith("4 mutants, 3 noticed: 75.0%\n")


def test_every_module_has_tests_of_its_own() -> None:
    names = [name for name, _ in modules(ROOT / "hooks/survey")]
    assert "survey.text.fold" in names
    assert suites("survey.text.fold", ROOT / "tests/survey")[0] == [str(ROOT / "tests/survey/text/test_fold.py")]
    assert len(suites("survey.nothing", ROOT / "tests/survey")) == 1


def test_what_cannot_be_noticed_has_a_reason() -> None:
    listed = equivalent(ROOT / "tests/mutants/equivalent.yml")
    known = dict(modules(ROOT / "hooks/survey"))
    assert listed.keys() <= known.keys()
