"""The schemas say of every file what `check` says of its shape."""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import cli
from conftest import ROOT, TIDES, TOY, digests
from survey.read.schemas import SHAPES, first_line, named, path_for, schema, schemas
from survey.read.yamlfile import YamlReader

BROKEN = sorted(path.parent for path in (ROOT / "tests/broken").glob("*/expected.txt"))
VALIDATORS = {pattern: jsonschema.Draft7Validator(schema(shape)) for pattern, shape in SHAPES.items()}


class Editor(yaml.CSafeLoader):
    """YAML as editors read it: numbers, yes and no are no texts, but days are; `null` is told in the schemas."""


TEXTS = ("timestamp", "null")
Editor.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not (first and tag.endswith(TEXTS))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
# A name that looks like a misspelt field is more than a schema can judge where any name is allowed.
MISSPELT = re.compile(r"unknown field .* of an? (approach|section|placement); did you mean")


def named_by_text(tree: Any) -> Any:
    """A tree as JSON has it, in which only texts are names."""
    if isinstance(tree, dict):
        return {str(name): named_by_text(value) for name, value in tree.items()}
    return [named_by_text(item) for item in tree] if isinstance(tree, list) else tree


def fits_schema(text: str, pattern: str) -> bool:
    return VALIDATORS[pattern].is_valid(named_by_text(yaml.load(text, Loader=Editor)))


def fits_record(text: str, pattern: str) -> bool | None:
    """Whether `check` takes a file's shape; ``None`` if it is no YAML that `check` reads at all."""
    reader = YamlReader("x.yml", longest=100_000)
    tree = reader.read(text)
    if tree is None or reader.problems:
        return None
    reader.record(tree, SHAPES[pattern])
    return all(MISSPELT.match(problem.message) for problem in reader.problems)


def files(root: Path) -> Iterator[tuple[str, str]]:
    for pattern in SHAPES:
        for path in sorted(root.glob(pattern)):
            text = path.read_bytes().decode("utf-8", "replace")
            yield pattern, text


@pytest.mark.parametrize("root", [TOY, TIDES, *BROKEN], ids=lambda root: root.name)
def test_both_judge_alike(root: Path) -> None:
    for pattern, text in files(root):
        verdict = fits_record(text, pattern)
        if verdict is not None:
            assert fits_schema(text, pattern) == verdict, (pattern, text)


def test_sound_files_fit_and_some_broken_ones_do_not() -> None:
    assert all(fits_schema(text, pattern) for root in (TOY, TIDES) for pattern, text in files(root))
    wrong = {pattern for root in BROKEN for pattern, text in files(root) if fits_record(text, pattern) is False}
    assert wrong == set(SHAPES)


SOUND = [(pattern, yaml.load(text, Loader=Editor)) for root in (TOY, TIDES) for pattern, text in files(root)]
ANY: list[Any] = ["text", "", None, 3, True, [], {}, ["text"], [None], {"name": "text"}, [["text"]], [{}]]
HOW = st.tuples(st.sampled_from(range(len(SOUND))), st.randoms(use_true_random=False), st.sampled_from(ANY))


def places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of a tree, as what holds it and its name or position there."""
    for name, value in list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)):
        yield tree, name
        if isinstance(value, dict | list):
            yield from places(value)


@given(HOW, st.sampled_from(["set", "del", "new"]))
def test_both_judge_alike_whatever_is_wrong(how: tuple[int, Any, Any], what: str) -> None:
    number, random, value = how
    pattern, sound = SOUND[number]
    tree = copy.deepcopy(sound)
    holder, name = random.choice(list(places(tree)))
    if what == "del":
        del holder[name]
    elif what == "new" and isinstance(holder, dict):
        holder["zzzz"] = value
    else:
        holder[name] = value
    text = yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True)
    verdict = fits_record(text, pattern)
    if verdict is not None:
        assert fits_schema(text, pattern) == verdict, text


def test_schemas_are_schemas() -> None:
    for validator in VALIDATORS.values():
        jsonschema.Draft7Validator.check_schema(validator.schema)


def test_the_schemas_that_are_kept_are_those_of_the_records() -> None:
    for path, text in schemas():
        assert (ROOT / path).read_text() == text, "run `python hooks/cli.py schemas`"
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {Path(path).name for path, _ in schemas()}


def test_a_file_names_the_schema_that_is_kept() -> None:
    assert first_line("data/taxonomy.yml") == "# yaml-language-server: $schema=../schemas/taxonomy.json"
    assert first_line("data/notes/*.yml") == "# yaml-language-server: $schema=../../schemas/notes.json"
    assert path_for("data/inbox/*.yml") == "schemas/inbox.json"
    large = [pattern for pattern in SHAPES if "*" not in pattern]
    assert all((ROOT / path).read_text().startswith(first_line(path)) for path in large)


def test_the_command_writes_what_is_missing_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(TOY / "data", tmp_path / "data")
    venues, changes = tmp_path / "data/venues.yml", tmp_path / "data/changes.yml"
    before = venues.read_bytes()
    venues.write_bytes(before.replace(b"\n", b"\r\n"))
    changes.write_text(f"# yaml-language-server: $schema=elsewhere.json\n{changes.read_text()}")
    assert cli.main(["--root", str(tmp_path), "schemas"]) == 0
    assert f"wrote {tmp_path}/schemas/taxonomy.json\n" in capsys.readouterr().out
    line = first_line("data/venues.yml").encode()
    assert venues.read_bytes() == line + b"\r\n" + before.replace(b"\n", b"\r\n")
    assert changes.read_text().count("yaml-language-server") == 1
    assert list(named(tmp_path)) == []
    after = digests(tmp_path)
    assert cli.main(["--root", str(tmp_path), "schemas"]) == 0
    assert (capsys.readouterr().out, digests(tmp_path)) == ("", after)
