"""YAML as records that remember their lines.

Every scalar is text (``3.1`` is not a number, ``no`` is not a boolean). Anchors, tags and repeated keys are
refused: a data file that a stranger sends can then neither run code nor grow when it is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from .problems import Located, Problem, did_you_mean, quoted

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: the same result, ten times slower
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

T = TypeVar("T")
Tree = Any  # Located, list[Tree] or dict[Located, Tree]: what YAML can hold once scalars are text
MAX_DEPTH = 40


class YamlReader:
    """Reads one file; what is wrong with it collects in :attr:`problems`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def read(self, text: str) -> Tree:
        """The file as dicts, lists and :class:`Located` text; ``None`` if it cannot be parsed at all."""
        try:
            node = yaml.compose(text, Loader=Loader)
        except yaml.MarkedYAMLError as error:
            return self._syntax(error)
        except (yaml.YAMLError, RecursionError) as error:
            return self.report(1, f"not readable as YAML: {quoted(str(error))}")
        if node is None:
            return self.report(1, "the file is empty; see CONTRIBUTING.md for what belongs in it")
        return self._plain(node, frozenset())

    def report(self, line: int, message: str) -> None:
        """Note a problem of this file."""
        self.problems.append(Problem(self.path, line, message))

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        found = error.problem or error.context or "unreadable"
        hint = "; indent with spaces, not tabs" if "\\t" in found else ""
        self.report(mark.line + 1 if mark else 1, f"not valid YAML: {found}{hint}")

    def _plain(self, node: yaml.Node, above: frozenset[int]) -> Tree:
        line = node.start_mark.line + 1
        if id(node) in above or len(above) > MAX_DEPTH or node.tag.startswith("tag:yaml.org,2002:python"):
            return self.report(line, "anchors, tags and nesting this deep are not accepted; write the value out")
        below = above | {id(node)}
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, below)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, below) for item in node.value]
        return Located(node.value, line)

    def _mapping(self, node: yaml.MappingNode, above: frozenset[int]) -> dict[Located, Tree]:
        result: dict[Located, Tree] = {}
        for key_node, value_node in node.value:
            key = Located(str(key_node.value), key_node.start_mark.line + 1)
            if key in result:
                self.report(key.line, f"`{key}` is given twice; keep one")
            result[key] = self._plain(value_node, above)
        return result

    # A record's dataclass is its schema: field names, which are required, and their shapes.

    def record(self, tree: Tree, shape: type[T], line: int = 1) -> T | None:
        """The tree as a record of the given dataclass; ``None`` (and problems) if it does not fit."""
        if not isinstance(tree, dict):
            return self.report(_line(tree, line), f"expected fields of a {_noun(shape)}, found {_describe(tree)}")
        before = len(self.problems)
        values = dict(self._values(tree, shape, line))
        return shape(**values) if len(self.problems) == before else None

    def _values(self, tree: dict[Located, Tree], shape: type, line: int) -> Iterator[tuple[str, Any]]:
        known = _fields(shape)
        where = next(iter(tree), Located("", line)).line
        for name in tree:
            if name not in known:
                self.report(name.line, f"unknown field `{name}` of a {_noun(shape)}{did_you_mean(name, known)}")
        for name, (item, hint) in known.items():
            key = next((k for k in tree if k == name), None)
            if key is not None and not _is_blank(tree[key]):
                yield name, self._value(tree[key], hint, key)
            elif _is_required(item):
                self.report(where, f"a {_noun(shape)} needs `{name}`; add it")

    def _value(self, tree: Tree, hint: Any, key: Located) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is tuple:
            return tuple(self._value(item, inner[0], key) for item in self._as(tree, list, "a list", key))
        if origin is dict:
            return {k: self._value(v, inner[1], k) for k, v in self._as(tree, dict, "a mapping", key).items()}
        if is_dataclass(hint) and isinstance(hint, type):
            return self.record(tree, hint, key.line)
        return tree if isinstance(tree, Located) else self._wrong(tree, "text", key)

    def _as(self, tree: Tree, kind: type[T], noun: str, key: Located) -> T:
        return tree if isinstance(tree, kind) else (self._wrong(tree, noun, key) or kind())

    def _wrong(self, tree: Tree, noun: str, key: Located) -> None:
        self.report(_line(tree, key.line), f"`{key}` must be {noun}, found {_describe(tree)}")


@cache
def _fields(shape: type) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(shape)
    return {item.name: (item, hints[item.name]) for item in fields(shape)}


def _is_required(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _is_blank(tree: Tree) -> bool:
    return isinstance(tree, Located) and not tree.strip()


def _noun(shape: type) -> str:
    return (shape.__doc__ or shape.__name__).split(":")[0].lower()


def _line(tree: Tree, line: int) -> int:
    if isinstance(tree, dict | list):
        return min((_line(item, line) for item in tree), default=line)
    return getattr(tree, "line", line)


def _describe(tree: Tree) -> str:
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return kinds.get(type(tree), quoted(str(tree)))
