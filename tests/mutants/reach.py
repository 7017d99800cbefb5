"""Which tests reach which lines of the library, so that a mutant meets only those that could notice it.

The library is imported with a mark at the head of every block of its functions, and the suite runs once. A test
reaches the blocks that run while it does, while one of its fixtures is set up, or while its file is collected. What
runs once for all, whoever asks for it, is reached by every test that reaches its module or one that imports from it:
lines outside of functions, what they call, and functions that remember what they return.
"""

from __future__ import annotations

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.util import resolve_name
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from .replace import Loader, Replaced

Block = tuple[str, int, int]  # module, first line, last line
MARK = "__reached__"
REMEMBERED = {"cache", "cached_property"}


@dataclass
class Reach:
    """Test → the blocks that it reaches, and its seconds; all blocks, those that run once for all, and who imports."""

    tests: dict[str, set[Block]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    blocks: set[Block] = field(default_factory=set)
    once: set[Block] = field(default_factory=set)
    importers: dict[str, set[str]] = field(default_factory=dict)

    def of(self, module: str, line: int) -> list[str]:
        """The tests that reach a line of a module, the quickest first."""
        around = [block for block in self.blocks if block[0] == module and block[1] <= line <= block[2]]
        block = max(around, key=lambda block: block[1], default=None)
        if block is None or block in self.once:
            near = {module, *self.importers.get(module, ())}
            found = [test for test, reached in self.tests.items() if any(one[0] in near for one in reached)]
        else:
            found = [test for test, reached in self.tests.items() if block in reached]
        return sorted(found, key=lambda test: self.seconds.get(test, 0))


class Recorder:
    """A plugin for pytest that finds out what each test reaches."""

    def __init__(self, library: Mapping[str, Path]) -> None:
        self.reach = Reach(importers=_importers(library))
        self.seen: set[Block] = set()
        self.shared: dict[str, set[Block]] = defaultdict(set)  # by the name of a fixture, or the path of a file
        marked = {name: (path, self._marked(name, path)) for name, path in library.items()}
        self.finder = Replaced(marked, partial(_Loader, recorder=self))
        setattr(builtins, MARK, self.seen.add)

    def _marked(self, name: str, path: Path) -> CodeType:
        tree = ast.parse(path.read_text())
        marks = _Marks(name)
        marks.visit(tree)
        self.reach.blocks |= marks.blocks
        return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)

    @contextmanager
    def apart(self) -> Iterator[set[Block]]:
        """Gives what is reached inside of it, once it ends, without adding that to what surrounds it."""
        before = self.seen.copy()
        self.seen.clear()
        now: set[Block] = set()
        yield now
        now |= self.seen
        self.seen.clear()
        self.seen.update(before)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        """What a file reaches while it is imported."""
        with self.apart() as reached:
            yield
        self.shared[str(collector.path)] |= reached

    @pytest.hookimpl(hookwrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> Iterator[None]:
        """What a fixture reaches, whichever test needs it first."""
        with self.apart() as reached:
            yield
        self.shared[fixturedef.argname] |= reached

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Function) -> Iterator[None]:
        """What a test reaches by itself, by its fixtures, and by its file."""
        with self.apart() as reached:
            yield
        self.reach.tests[item.nodeid] = reached.union(
            self.shared[str(item.path)], *(self.shared[name] for name in item.fixturenames)
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """How long a test takes, its fixtures included."""
        self.reach.seconds[report.nodeid] = self.reach.seconds.get(report.nodeid, 0) + report.duration


class _Loader(Loader):
    """Tells what runs while a module is imported from what runs while a test does."""

    def __init__(self, name: str, path: Path, code: CodeType, recorder: Recorder) -> None:
        super().__init__(name, path, code)
        self.recorder = recorder

    def exec_module(self, module: ModuleType) -> None:
        """Run the code of a module."""
        with self.recorder.apart() as reached:
            super().exec_module(module)
        self.recorder.reach.once |= reached


class _Marks(ast.NodeTransformer):
    """Puts a mark at the head of every block inside of functions, but for functions that remember what they return."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.blocks: set[Block] = set()
        self.inside = False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Mark a function, unless it remembers."""
        if REMEMBERED & {ast.unparse(decorator) for decorator in node.decorator_list}:
            return node
        outside, self.inside = self.inside, True
        self.generic_visit(node)
        self.inside = outside
        return node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Mark the blocks of a node, after those in them."""
        super().generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if self.inside and block and isinstance(block, list) and not isinstance(node, ast.ClassDef):
                self._mark(block)
        return node

    def _mark(self, block: list[ast.stmt]) -> None:
        where = (self.module, block[0].lineno, block[-1].end_lineno or block[-1].lineno)
        self.blocks.add(where)
        is_docstring = isinstance(block[0], ast.Expr) and isinstance(block[0].value, ast.Constant)
        block[is_docstring:is_docstring] = ast.parse(f"{MARK}({where})").body


def _importers(library: Mapping[str, Path]) -> dict[str, set[str]]:
    """Module → the modules that import from it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in library.items():
        package = name.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                source = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module
                for one in (source or "", *(f"{source}.{alias.name}" for alias in node.names)):
                    found[one].add(name)
    return dict(found)
