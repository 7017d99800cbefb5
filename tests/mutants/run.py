"""How many small bugs the tests of the library notice: `make mutants`.

Unless the tests pass without any mutant, none is tried; while they do, what each of them reaches is recorded. Every
mutant runs in a process forked from this one, with one module of the library replaced in memory: its own test file
first, then every other test that reaches the line. A mutant that no test notices is shown with the lines that differ.
Those that cannot be noticed, because they change nothing that anybody could see, are listed in equivalent.yml and not
counted.
"""

from __future__ import annotations

import argparse
import io
import os
import pickle
import resource
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

import pytest
import yaml

from .mutate import Mutant, mutants
from .reach import Reach, Recorder
from .replace import Replaced

ROOT = Path(__file__).parent.parent.parent
SECONDS = 60  # of computing, after which a mutant counts as noticed: it does not come to an end
MEMORY = 4 << 30
WANTED = 0.9
OPTIONS = [
    "-x", "-q", "--no-header", "-p", "no:cacheprovider", "--import-mode", "importlib", "-o", "addopts=",
    "--hypothesis-profile", "quick", "-W", "ignore::pytest.PytestAssertRewriteWarning",
]  # fmt: skip


def tested(suites: Sequence[Sequence[str]], replaced: Replaced) -> int:
    """Start a process that runs suites one after the other, with a module replaced; it ends with 0 if all pass."""
    return os.fork() or _ended(replaced, lambda: not any(_fails(suite) for suite in suites))


def _ended(replaced: Replaced, passes: Callable[[], bool]) -> NoReturn:
    """Run tests in a process of their own, with modules replaced and within limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    _be_silent()
    for name in ours():
        del sys.modules[name]
    sys.meta_path.insert(0, replaced)
    os._exit(not passes())


def ours() -> list[str]:
    """The modules to import anew for every mutant, or they would hold on to what it replaces."""
    files = {name: Path(getattr(module, "__file__", None) or "") for name, module in sys.modules.items()}
    folders = (ROOT / "hooks", ROOT / "tests")
    tops = {name.partition(".")[0] for name, file in files.items() if any(map(file.is_relative_to, folders))}
    return [name for name in files if name.partition(".")[0] in tops - {"mutants", "__main__"}]


def _be_silent() -> None:
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)


def _fails(suite: Sequence[str], *plugins: object) -> bool:
    return pytest.main([*OPTIONS, *suite], plugins) not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def warm_up(suite: Sequence[str]) -> None:
    """Import what tests import, so that no process needs to import packages of others again."""
    with redirect_stdout(io.StringIO()):
        pytest.main([*OPTIONS, "--collect-only", *suite])


def reached(suite: Sequence[str], library: Mapping[str, Path]) -> Reach | None:
    """What each test reaches; none if they do not pass without any mutant, for then all would count as noticed."""
    with TemporaryFile() as file:
        child = os.fork()
        if not child:
            recorder = Recorder(library)

            def passes() -> bool:
                passed = not _fails(suite, recorder)
                pickle.dump(recorder.reach, file)
                file.flush()
                return passed

            _ended(recorder.finder, passes)
        _, status = os.waitpid(child, 0)
        file.seek(0)
        return None if status else pickle.load(file)  # what this program wrote


def survivors(found: Sequence[tuple[Mutant, Path, list[list[str]]]], jobs: int) -> list[Mutant]:
    """The mutants that no test of their suites notices, tried a few at a time."""
    waiting, alive = list(found), []
    running: dict[int, Mutant] = {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant, path, suites = waiting.pop(0)
            running[tested(suites, Replaced({mutant.module: (path, mutant.code)}))] = mutant
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


def suites(module: str, line: int, tests: Path, reach: Reach) -> list[list[str]]:
    """The tests of a module, then all others that reach a line of it."""
    *rooms, name = module.split(".")[1:]
    own = tests.joinpath(*rooms, f"test_{name}.py")
    others = [str(ROOT / test) for test in reach.of(module, line) if ROOT / test.partition("::")[0] != own]
    return [suite for suite in ([str(own)] * own.exists(), others) if suite]


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
    library = dict(modules(ROOT / "hooks/survey"))
    made = [
        (mutant, path)
        for name, path in library.items()
        if name.startswith(tuple(options.modules or [""]))
        for mutant in mutants(path, name, options.most or None, options.seed)
        if mutant.change not in known.get(name, ())
    ]
    tests = ROOT / "tests/survey"
    warm_up([str(tests)])
    reach = reached([str(tests)], library)
    if not reach:
        print(f"Without any mutant, tests/survey fails or computes for more than {SECONDS} s; mend it first.")
        return 1
    tried = [(mutant, path, suites(mutant.module, mutant.line, tests, reach)) for mutant, path in made]
    alive = survivors(tried, options.jobs)
    return int(report([mutant for mutant, *_ in tried], alive) < WANTED)


if __name__ == "__main__":
    sys.exit(main())
