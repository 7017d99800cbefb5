"""YAML as records that remember their lines.

Every scalar is text (``3.1`` is not a number, ``no`` is not a boolean). Anchors, tags and repeated keys are
refused: a data file that a stranger sends can then neither run code nor grow when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from itertools import takewhile
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import yaml

from ..diagnostics import Located, Problem, did_you_mean, hidden_characters, quoted

try:
    from yaml import CSafeLoader
except ImportError:  # PyYAML built without libyaml: the same result, ten times slower
    from yaml import SafeLoader as CSafeLoader  # type: ignore[assignment]

Loader = CSafeLoader
T = TypeVar("T")
# Marks the field of a record that takes what no other field is named for: names and their texts, one or many.
REST = {"rest": True}
Tree = Any  # Located, list[Tree] or dict[Located, Tree]: what YAML can hold once scalars are text
Event = Any  # a PyYAML event, whose stubs tell neither its anchor nor its tag
MAX_DEPTH = 40
LONGEST = 5_000  # characters of a text: one longer is an accident
_CONTENT = (yaml.NodeEvent, yaml.CollectionEndEvent)


def values(text: str) -> Any:
    """What a text says that is not of the survey's own records, as plain values; raises ``yaml.YAMLError``."""
    return yaml.load(text, Loader)  # noqa: S506 -- a SafeLoader


class YamlReader:
    """Reads one file; what is wrong with it collects in :attr:`problems`.

    ``longest`` bounds a text, in characters. Of a file that stands for parts of others, texts remember the ``path``.
    """

    def __init__(self, path: str, longest: int = LONGEST, *, is_part: bool = False) -> None:
        self.path = path
        self.longest = longest
        self._origin = path if is_part else ""
        self.problems: list[Problem] = []

    def read(self, text: str) -> Tree:
        """The file as dicts, lists and :class:`Located` text; ``None`` if it cannot be parsed at all."""
        try:
            # Events, unlike PyYAML's tree, come one by one: nesting that would overflow the stack is met in time.
            return self._document(yaml.parse(text, Loader=Loader))
        except yaml.MarkedYAMLError as error:
            self._syntax(error, text)
        except yaml.YAMLError as error:
            self.report(1, f"not readable as YAML: {quoted(str(error))}")
        return None

    def report(self, line: int, message: str) -> None:
        """Note a problem of this file."""
        self.problems.append(Problem(self.path, line, message))

    def _syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        line, remedy = _slip(error, text)
        self.report(line, f"not valid YAML: {error.problem or error.context or 'unreadable'}; {remedy}")

    def _document(self, events: Iterator[Event]) -> Tree:
        nodes = (event for event in events if isinstance(event, _CONTENT))
        first = next(nodes, None)
        if first is None:
            return self.report(1, "the file is empty; see CONTRIBUTING.md for what belongs in it")
        tree = self._plain(first, nodes, 0)
        if second := next(nodes, None):
            self.report(_line_of(second), "a second document starts here; keep one")
        return tree

    def _plain(self, event: Event, events: Iterator[Event], depth: int) -> Tree:
        if isinstance(event, yaml.AliasEvent) or event.anchor or (event.tag and event.tag != "!"):
            self.report(_line_of(event), "anchors, aliases and tags are not accepted; write the value out")
        if depth > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=f"nested more than {MAX_DEPTH} deep", problem_mark=event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._plain(item, events, depth + 1) for item in _until(yaml.SequenceEndEvent, events)]
        if getattr(event, "style", "") == '"':  # escapes can spell what the file itself does not show
            self.problems += hidden_characters(self.path, getattr(event, "value", ""), _line_of(event))
        return self._scalar(getattr(event, "value", ""), _line_of(event))

    def _scalar(self, value: str, line: int) -> Located:
        if len(value) > self.longest:
            self.report(line, f"a text of {len(value):,} characters; keep it below {self.longest:,}")
        return Located(value, line, self._origin)

    def _mapping(self, events: Iterator[Event], depth: int) -> dict[Located, Tree]:
        result: dict[Located, Tree] = {}
        for event in _until(yaml.MappingEndEvent, events):
            key = self._plain(event, events, depth)
            value = self._plain(next(events), events, depth)
            if not isinstance(key, Located):
                self.report(_line_of(event), "a field's name must be text")
            elif key in result:
                self.report(key.line, f"`{key}` is given twice; keep one")
            else:
                result[key] = value
        return result

    # A record's dataclass is its schema: field names, which are required, and their shapes.

    def record(self, tree: Tree, shape: type[T], line: int = 1) -> T | None:
        """The tree as a record of the given dataclass; ``None`` (and problems) if it does not fit."""
        tree = self._written_out(tree, shape, line)
        if not isinstance(tree, dict):
            self.report(_line(tree, line), f"expected the fields of {_noun(shape)}, found {_describe(tree)}")
            return None
        before = len(self.problems)
        values = dict(self._values(tree, shape, line))
        return shape(**values) if len(self.problems) == before else None

    def _written_out(self, tree: Tree, shape: type, line: int) -> Tree:
        """A record of which only the field of its shorthand is given, as the fields that it stands for."""
        name = getattr(shape, "SHORTHAND", "")
        if not name or not isinstance(tree, _kind(fields_of(shape)[name][1])):
            return tree
        return {Located(name, _line(tree, line)): tree}

    def _values(self, tree: dict[Located, Tree], shape: type, line: int) -> Iterator[tuple[str, Any]]:
        known = fields_of(shape)
        where = next(iter(tree), Located("", line)).line
        yield from self._unnamed(tree, shape)
        for name, (item, hint) in known.items():
            key = next((k for k in tree if k == name), None)
            if key is not None and not _is_blank(tree[key]):
                yield name, self._value(tree[key], hint, key)
            elif is_required(item):
                self.report(where, f"{_noun(shape)} needs `{name}`; add it")

    def _unnamed(self, tree: dict[Located, Tree], shape: type) -> Iterator[tuple[str, Any]]:
        """The fields that no field of the record is named for: taken by one that takes them all, or told."""
        known, rest = fields_of(shape), rest_of(shape)
        absent = [name for name in known if name not in tree]
        taken = {}
        for given in (given for given in tree if given not in known):
            if rest and not did_you_mean(given, absent):
                taken[given] = self._one_or_many(tree[given], given)
            else:
                self.report(given.line, unknown_field(given, shape))
        if rest:
            yield rest, taken

    def _value(self, tree: Tree, hint: Any, key: Located) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is tuple:
            return tuple(self._value(item, inner[0], key) for item in self._as(tree, list, "a list", key))
        if origin is dict:
            return {k: self._value(v, inner[1], k) for k, v in self._as(tree, dict, "a mapping", key).items()}
        if is_dataclass(hint) and isinstance(hint, type):
            return self.record(tree, hint, key.line)
        return tree if isinstance(tree, Located) else self._wrong(tree, "text", key)

    def _one_or_many(self, tree: Tree, key: Located) -> tuple[Located, ...]:
        return tuple(self._value(item, Located, key) for item in (tree if isinstance(tree, list) else [tree]))

    def _as(self, tree: Tree, kind: type[T], noun: str, key: Located) -> T:
        if isinstance(tree, kind):
            return tree
        self._wrong(tree, noun, key)
        return kind()

    def _wrong(self, tree: Tree, noun: str, key: Located) -> None:
        self.report(_line(tree, key.line), f"`{key}` must be {noun}, found {_describe(tree)}")


def unknown_field(given: str, shape: type, more: Iterable[str] = ()) -> str:
    """What to say of a field that a record does not have; ``more`` are fields that it has besides its own."""
    return f"unknown field {quoted(given)} of {_noun(shape)}{did_you_mean(given, [*fields_of(shape), *more])}"


# What libyaml says, whether the mistake is where it began to wonder rather than where it gave up, and the usual remedy.
_SLIPS = (
    ("mapping values are not allowed", False, "a text that holds a colon needs quotes around it"),
    ("tab character", False, "indent with spaces, not tabs"),
    ("cannot start any token", False, "a text that starts with a sign such as @, % or ` needs quotes around it"),
    ("unexpected end of stream", True, "the quotation mark that opens in this line is never closed"),
    ("expected '-' indicator", False, "the entries of a list start in the same column"),
    ("could not find expected ':'", True, "write `name: text`; further lines of a text are indented"),
    ("expected ',' or", True, "the bracket that opens in this line is never closed"),
    ("expected key", False, "the fields of a record start in the same column, and a text with a quote in it is quoted"),
    ("comment or line break", False, "a text that starts with | or > needs quotes around it"),
)


def _slip(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """The line of a mistake in YAML, and what to do about it."""
    told = error.problem or error.context or ""
    began, remedy = next(
        ((began, cure) for sign, began, cure in _SLIPS if sign in told), (False, "write it as the records around it")
    )
    mark = (error.context_mark if began else error.problem_mark) or error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    lines = text.splitlines()
    if line <= len(lines) and "\t" in lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())]:
        return line, "indent with spaces, not tabs"
    return line, remedy


@cache
def fields_of(shape: type) -> dict[str, tuple[Field[Any], Any]]:
    """The fields of a record by name, each with the type of its value, but for the one that takes all others."""
    hints = get_type_hints(shape)
    return {item.name: (item, hints[item.name]) for item in fields(shape) if not item.metadata.get("rest")}


@cache
def rest_of(shape: type) -> str:
    """The field that takes what no other field is named for; empty where there is none."""
    return next((item.name for item in fields(shape) if item.metadata.get("rest")), "")


def _kind(hint: Any) -> type:
    """What a field of that hint is read from, texts and lists being all that shorthands are made of."""
    return list if get_origin(hint) is tuple else Located


def _line_of(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _until(end: type[Event], events: Iterator[Event]) -> Iterator[Event]:
    """The events before the end of a collection, which is taken as well."""
    return takewhile(lambda event: not isinstance(event, end), events)


def is_required(item: Field[Any]) -> bool:
    """Whether a record needs a field."""
    return item.default is MISSING and item.default_factory is MISSING


def _is_blank(tree: Tree) -> bool:
    return isinstance(tree, Located) and not tree.strip()


def _noun(shape: type) -> str:
    noun = (shape.__doc__ or shape.__name__).split(":")[0].lower()
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _line(tree: Tree, line: int) -> int:
    if isinstance(tree, dict | list):
        return min((_line(item, line) for item in tree), default=line)
    return getattr(tree, "line", line)


def _describe(tree: Tree) -> str:
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    return kinds.get(type(tree), quoted(str(tree)))
