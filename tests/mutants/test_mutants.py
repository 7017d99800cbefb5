"""The tester of tests: it notices a bug that a test notices, and shows one that none does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import cli_curate
from conftest import ROOT, run
from mutants import run as tester
from mutants.mutate import Mutant, mutants
from mutants.reach import Reach
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

CONFTEST = "import hypothesis\n\nhypothesis.settings.register_profile('quick')\n"
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
        f"tests = [[{str(tmp_path / 'test_sample.py')!r}]]\n"
        "for m in survivors([(*one, tests) for one in found], 2):\n    print(m.change)\n"
    )
    done = run("-c", script, cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT / 'tests'}")
    survived = done.stdout
    assert "> most and names" in survived, done.stderr  # nobody tries exactly three names
    assert "sorted(names)" in survived
    assert "et al≠" not in survived
    assert "most: int=4" not in survived


REACHING = """
import pytest
import sample

@pytest.fixture(scope="module")
def cut():
    return sample.cut(["a"])

@pytest.mark.parametrize("names", [[], "abcd"])
def test_of_its_own(names):
    assert sample.cut(names)[-1:] in ("", ".")

def test_by_a_fixture(cut):
    assert cut == "a"

def test_by_the_same_fixture(cut):
    assert cut

def test_of_nothing():
    pass
"""


@pytest.fixture
def recorded(tmp_path: Path, sample: Path) -> Callable[[str], str]:
    """What is recorded while tests of the sample run: the answers to the lines that are asked for."""
    (tmp_path / "conftest.py").write_text(CONFTEST)

    def record(tests: str) -> str:
        (tmp_path / "test_sample.py").write_text(tests)
        script = (
            "from pathlib import Path\nfrom mutants.run import reached\n"
            f"reach = reached([{str(tmp_path)!r}], {{'sample': Path({str(sample)!r})}})\n"
            "for line in (5, 8, 9) if reach else ():\n"
            "    print(line, *sorted(test.partition('::')[2] for test in reach.of('sample', line)))\n"
            "print('passed' if reach else 'failed')\n"
        )
        done = run("-c", script, cwd=tmp_path, PYTHONPATH=f"{tmp_path}:{ROOT / 'tests'}")
        return done.stdout or done.stderr

    return record


def test_a_test_reaches_what_it_and_its_fixtures_run(recorded: Callable[[str], str]) -> None:
    of_its_own = "test_of_its_own[abcd] test_of_its_own[names0]"
    by_fixtures = "test_by_a_fixture test_by_the_same_fixture"
    assert recorded(REACHING) == (
        f"5 {by_fixtures} {of_its_own}\n"  # its default is made when it is imported, for whoever comes
        "8 test_of_its_own[abcd]\n"
        f"9 {by_fixtures} {of_its_own}\n"
        "passed\n"
    )


@pytest.mark.parametrize("tests", ["def test_it():\n    assert False\n", "import nothing_of_that_name\n"])
def test_tests_that_fail_say_nothing(recorded: Callable[[str], str], tests: str) -> None:
    assert recorded(tests) == "failed\n"


def test_whatever_imports_the_library_is_imported_anew() -> None:
    ours = set(tester.ours())
    assert {cli_curate.__name__, "survey.read", "survey.read.inbox", "conftest"} <= ours
    assert not {"yaml", "mutants.run", "__main__"} & ours


def test_nothing_is_tried_on_tests_that_fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(tester, "warm_up", asked.append)
    monkeypatch.setattr(tester, "reached", lambda *_: None)
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


def test_a_mutant_meets_the_tests_of_its_module_then_those_that_reach_it() -> None:
    assert "survey.text.fold" in dict(modules(ROOT / "hooks/survey"))
    tests = ROOT / "tests/survey"
    seconds: dict[str, float] = {
        f"tests/survey/{test}": at for at, test in enumerate(("text/test_fold.py::a", "b.py::b", "c.py::c"))
    }
    block = ("survey.text.fold", 10, 20)
    reach = Reach({test: {block} for test in reversed(seconds)}, seconds, {block})
    quickest_first = [str(tests / "b.py::b"), str(tests / "c.py::c")]
    assert suites("survey.text.fold", 15, tests, reach) == [[str(tests / "text/test_fold.py")], quickest_first]
    assert suites("survey.nothing", 15, tests, reach) == []


def test_what_cannot_be_noticed_has_a_reason() -> None:
    listed = equivalent(ROOT / "tests/mutants/equivalent.yml")
    known = dict(modules(ROOT / "hooks/survey"))
    assert listed.keys() <= known.keys()
