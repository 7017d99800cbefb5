"""Edits YAML by positions in its text: what is not meant to change stays byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

import yaml

from ...read.yamlfile import Loader, values

Node: TypeAlias = yaml.Node
Pair: TypeAlias = tuple[yaml.ScalarNode, yaml.Node]
# A piece of the text, by where it starts and ends, and what stands there instead.
Splice: TypeAlias = tuple[int, int, str]


def tree(text: str) -> Node:
    """The file's nodes, each with where it starts and ends; the file must have been found sound."""
    return yaml.compose(text, Loader=Loader) or yaml.MappingNode("tag:yaml.org,2002:map", [])


def pairs(node: Node | None) -> Iterator[Pair]:
    """The names and values of a mapping; of anything else, none."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value


def items(node: Node | None) -> Iterator[Node]:
    """The entries of a list; of anything else, none."""
    if isinstance(node, yaml.SequenceNode):
        yield from node.value


def pair(node: Node | None, name: str) -> Pair | None:
    """A name of a mapping, with its value."""
    return next(((key, value) for key, value in pairs(node) if key.value == name), None)


def value(node: Node | None, name: str) -> Node | None:
    """The value of a name."""
    found = pair(node, name)
    return found[1] if found else None


def text_of(node: Node | None, name: str) -> str:
    """The text of a name, empty where there is none."""
    found = value(node, name)
    return str(found.value) if isinstance(found, yaml.ScalarNode) else ""


def sections(node: Node | None) -> Iterator[Node]:
    """Every section of the taxonomy, or below a section, in reading order."""
    for section in items(value(node, "sections")):
        yield section
        yield from sections(section)


def approaches(node: Node | None) -> Iterator[tuple[Node, Node]]:
    """Every approach with its section."""
    for section in sections(node):
        for approach in items(value(section, "approaches")):
            yield section, approach


def is_inline(node: Node) -> bool:
    """Whether a mapping or list is written in brackets."""
    return bool(getattr(node, "flow_style", False))


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with its pieces replaced."""
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def renamed(node: Node, new: str) -> Splice:
    """A plain or quoted text replaced by an identifier, which needs no quotes."""
    return node.start_mark.index, node.end_mark.index, new


def lines(text: str, start: Node, end: Node) -> tuple[int, int]:
    """The whole lines from one node to the end of another, as positions; comments and empty lines after it stay."""
    first = text.rfind("\n", 0, start.start_mark.index) + 1
    stop = end.end_mark.index
    if not (isinstance(end, yaml.ScalarNode) and end.style in ("'", '"')) and not is_inline(end):
        stop = max(start.end_mark.index, _content_end(text, start.start_mark.index, stop))
    newline = text.find("\n", stop)
    return first, len(text) if newline < 0 else newline + 1


def _content_end(text: str, start: int, stop: int) -> int:
    """Before the empty lines and comments that a parser still counts to a block."""
    kept = re.sub(r"(?:\r?\n[ \t]*(?:#[^\n]*)?)+\Z", "", text[start:stop])
    return start + len(kept)


def removed(text: str, start: Node, end: Node) -> Splice:
    """The lines from one node to the end of another, gone."""
    return (*lines(text, start, end), "")


def newline(text: str) -> str:
    """How the file ends its lines."""
    return "\r\n" if "\r\n" in text else "\n"


def after(text: str, start: Node, end: Node, column: int, *new: str) -> Splice:
    """Lines, indented, below those from one node to the end of another."""
    at = lines(text, start, end)[1]
    gap = "" if text[:at].endswith("\n") else newline(text)
    return at, at, gap + _indented(text, column, new)


def below(text: str, name: Node, column: int, *new: str) -> Splice:
    """Lines, indented, below the one in which a name stands."""
    at = text.index("\n", name.end_mark.index) + 1
    return at, at, _indented(text, column, new)


def _indented(text: str, column: int, new: Iterable[str]) -> str:
    return "".join(f"{' ' * column}{line}{newline(text)}" for line in new)


def above(text: str, node: Node, line: str) -> Splice:
    """A line above the one that a node starts, with the same indentation."""
    at = text.rfind("\n", 0, node.start_mark.index) + 1
    return at, at, f"{' ' * node.start_mark.column}{line}{newline(text)}"


def written(value: str) -> str:
    """A text as YAML: as it is where that reads back the same, else in double quotes."""
    plain = " ".join(value.split())
    try:
        is_same = values(f"x: {plain}") == {"x": plain}
    except yaml.YAMLError:
        is_same = False
    return plain if is_same else json.dumps(plain, ensure_ascii=False)
