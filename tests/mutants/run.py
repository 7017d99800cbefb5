"""How many small bugs the tests of the library notice: `make mutants`.

Unless the tests pass without any mutant, none is tried. Every mutant runs in a process forked from this one, with one
module of the library replaced in memory: its own test file first, then all of tests/survey. A mutant that no test
notices is shown with the lines that differ. Those that cannot be noticed, because they change nothing that anybody
could see, are listed in equivalent.yml and not counted.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest
import yaml

from .mutate import Mutant, mutants

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60  # of computing, after which a mutant counts as noticed: it does not come to an end
MEMORY = 4 << 30
WANTED = 0.9
OURS = {"survey", "tests", "conftest", "sketch", "cli"}  # imported anew for every mutant
OPTIONS = [
    "-x", "-q", "--no-header", "-p", "no:cacheprovider", "--import-mode", "importlib", "-o", "addopts=",
    "--hypothesis-profile", "mutants", "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip


class Loader(SourceFileLoader):
    """Loads a module from its file, but with other code."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        super().__init__(name, str(path))
        self.code = code

    def get_code(self, fullname: str) -> CodeType:  # noqa: ARG002 -- the import system's signature
        """The code to run."""
        return self.code


class Replaced(MetaPathFinder):
    """Finds one module, and gives it other code than that of its file."""

    def __init__(self, name: str, path: Path, code: CodeType) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """What the import system asks for."""
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.path, loader=Loader(name, self.path, self.code))


def tested(suites: Sequence[Sequence[str]], replaced: MetaPathFinder | None) -> int:
    """Start a process that runs suites one after the other, with a module replaced or none; 0 if all pass."""
    if child := os.fork():
        return child
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _be_silent()
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    if replaced:
        sys.meta_path.insert(0, replaced)
    os._exit(any(_fails(suite) for suite in suites))


def _be_silent() -> None:
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)


def _fails(suite: Sequence[str]) -> bool:
    return pytest.main([*OPTIONS, *suite]) not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def warm_up(suite: Sequence[str]) -> None:
    """Import what tests import, so that no process needs to import packages of others again."""
    with redirect_stdout(io.StringIO()):
        pytest.main([*OPTIONS, "--collect-only", *suite])


def passes(suite: Sequence[str]) -> bool:
    """Whether a suite passes without any mutant, and within a mutant's limits; if not, all would count as noticed."""
    _, status = os.waitpid(tested([suite], None), 0)
    return status == 0


def survivors(found: Sequence[tuple[Mutant, Path]], suites_of: dict[str, list[list[str]]], jobs: int) -> list[Mutant]:
    """The mutants that no test notices, tried a few at a time."""
    waiting, alive = list(found), []
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant, path = waiting.pop(0)
            replaced = Replaced(mutant.module, path, mutant.code)
            running[tested(suites_of[mutant.module], replaced)] = mutant
        child, status = os.wait()
        mutant = running.pop(child)
        alive += [mutant] * (status == 0)
        print("." if status else "S", end="", flush=True)
    print()
    return alive


def modules(library: Path) -> Iterator[tuple[str, Path]]:
    """Full name and file of every module that has code of its own."""
    for path in sorted(library.rglob("*.py")):
        if path.name != "__init__.py":
            yield ".".join(path.relative_to(library.parent).with_suffix("").parts), path


def suites(module: str, tests: Path) -> list[list[str]]:
    """The tests of a module, then those of all."""
    *rooms, name = module.split(".")[1:]
    own = tests.joinpath(*rooms, f"test_{name}.py")
    return [[str(own)]] * own.exists() + [[str(tests)]]


def equivalent(file: Path) -> dict[str, set[str]]:
    """Module → the changes that nobody could notice."""
    listed = yaml.safe_load(file.read_text()) or {}
    return {module: {entry["change"].strip() for entry in entries} for module, entries in listed.items()}


def report(tried: Sequence[Mutant], alive: Sequence[Mutant]) -> float:
    """Print how many were noticed, by module, and what was not; returns the share that was."""
    for name in dict.fromkeys(mutant.module for mutant in tried):
        left = [mutant for mutant in alive if mutant.module == name]
        count = sum(mutant.module == name for mutant in tried)
        print(f"{name:40} {count:4} mutants {count - len(left):4} noticed {len(left):4} survived")
        for mutant in left:
            print(f"  line {mutant.line}\n    " + mutant.change.replace("\n", "\n    "))
    share = 1 - len(alive) / max(1, len(tried))
    print(f"{len(tried)} mutants, {len(tried) - len(alive)} noticed: {share:.1%}")
    return share


def main(arguments: Sequence[str] | None = None) -> int:
    """Try mutants; 1 if too few of them are noticed, or if the tests fail without any."""
    parser = argparse.ArgumentParser(prog="make mutants", description=main.__doc__)
    parser.add_argument("modules", nargs="*", help="such as survey.text.fold, or the start of a name (default: all)")
    parser.add_argument("--most", type=int, default=12, help="mutants a module (default: %(default)s; 0 for all)")
    parser.add_argument("--seed", type=int, default=1, help="another choice of mutants")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    known = equivalent(Path(__file__).with_name("equivalent.yml"))
    wanted = [
        (name, path) for name, path in modules(ROOT / "hooks/survey") if name.startswith(tuple(options.modules or [""]))
    ]
    made = [
        (mutant, path) for name, path in wanted for mutant in mutants(path, name, options.most or None, options.seed)
    ]
    tried = [(mutant, path) for mutant, path in made if mutant.change not in known.get(mutant.module, ())]
    tests = ROOT / "tests/survey"
    warm_up([str(tests)])
    if not passes([str(tests)]):
        print(f"Without any mutant, tests/survey fails or computes for more than {SECONDS} s; mend it first.")
        return 1
    alive = survivors(tried, {name: suites(name, tests) for name, _ in wanted}, options.jobs)
    return int(report([mutant for mutant, _ in tried], alive) < WANTED)


if __name__ == "__main__":
    sys.exit(main())
