"""The shape of the code: imports run downward, functions stay small, nothing below the adapters knows MkDocs."""

from __future__ import annotations

import ast
import statistics
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from conftest import ROOT

HOOKS = ROOT / "hooks"
LIBRARY = HOOKS / "survey"
ADAPTERS = (
    "mkdocs_hooks.py", "mkdocs_build.py", "zensical_project.py",
    "cli.py", "cli_curate.py", "cli_said.py", "cli_compare.py", "cli_forms.py",
)  # fmt: skip
# The rooms of the library from the bottom up; a module may import only from its own room and those before it.
ROOMS = (
    "text", "diagnostics", "model", "urls", "prose", "markup", "read", "check", "curate", "views", "formats", "search",
    "render",
    "site",
)  # fmt: skip
MOST_FILES = 14  # in one folder: more hide what belongs together


def modules() -> list[Path]:
    return sorted(LIBRARY.rglob("*.py"))


def room(path: Path) -> str:
    """The name of the module or package directly inside the library."""
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Full names of what a module of the library imports, its own siblings as `survey.x`."""
    package = ["survey", *path.relative_to(LIBRARY).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def arrows() -> dict[str, set[str]]:
    """Room → the rooms it imports from."""
    rooms = {room(path) for path in modules()}
    found: dict[str, set[str]] = {name: set() for name in rooms}
    for path in modules():
        names = (name.split(".") for name in imports(path) if name.startswith("survey."))
        found[room(path)] |= {name[1] for name in names if name[1] in rooms} - {room(path)}
    return found


def test_library_knows_no_builder() -> None:
    for path in modules():
        builders = {name for name in imports(path) if name.split(".")[0] in {"mkdocs", "material", "properdocs"}}
        assert not builders, path


def test_imports_have_no_circle() -> None:
    TopologicalSorter(arrows()).prepare()


def test_imports_run_downward() -> None:
    rank = {name: at for at, name in enumerate(ROOMS)}
    everything = {name: targets for name, targets in arrows().items() if name != "__init__"}
    assert set(everything) == set(ROOMS)
    upward = {
        f"{source} imports {target}"
        for source, targets in everything.items()
        for target in targets
        if rank[target] > rank[source]
    }
    assert not upward


@pytest.mark.parametrize("top", ["docs/assets", "hooks", "tests/survey"])
def test_folders_stay_small(top: str) -> None:
    counts = Counter(path.parent for path in (ROOT / top).rglob("*.*") if path.is_file() and path.suffix != ".pyc")
    assert {folder: n for folder, n in counts.items() if n > MOST_FILES} == {}


def functions() -> list[tuple[int, str]]:
    """Lines in the body of every function of the project, its docstring left out."""
    found = []
    for path in sorted(HOOKS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
                found.append((lines, f"{path.name}:{node.name}"))
    return sorted(found)


def test_functions_are_small() -> None:
    found = functions()
    lengths = [lines for lines, _ in found]
    assert statistics.median(lengths) <= 5
    assert statistics.quantiles(lengths, n=10)[-1] <= 20, found[-len(found) // 10 :]


@pytest.mark.parametrize("name", ADAPTERS)
def test_adapters_are_thin(name: str) -> None:
    assert len((HOOKS / name).read_text().splitlines()) <= 260


def test_no_third_party_code_is_copied() -> None:
    scripts = [path for path in (ROOT / "docs").rglob("*") if path.name.endswith((".min.js", ".min.css"))]
    assert scripts == []
