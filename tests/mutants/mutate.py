"""Small, plausible bugs: every way in which one expression or statement of a module can be a little wrong."""

from __future__ import annotations

import ast
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from types import CodeType
from typing import Any

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPUTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
}  # fmt: skip
# Methods and functions that are mistaken for one another.
NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "strip": "rstrip", "lstrip": "strip", "rstrip": "strip",
    "startswith": "endswith", "endswith": "startswith", "removeprefix": "removesuffix", "removesuffix": "removeprefix",
    "partition": "rpartition", "rpartition": "partition", "lower": "upper", "isupper": "islower", "islower": "isupper",
    "fullmatch": "match", "match": "search", "sorted": "list", "setdefault": "get", "isdigit": "isalnum",
}  # fmt: skip
# Decorators that change how fast or how safe something is, not what it does.
HARMLESS = {"dataclass", "cache", "property", "staticmethod", "classmethod"}
# Fields of a syntax tree in which a change has no effect at run time.
STATIC = {"annotation", "returns", "bases", "ctx"}


@dataclass(frozen=True)
class Mutant:
    """A module with one bug: where, the lines that differ (`- was`, `+ now`), and the code."""

    module: str
    line: int
    change: str
    code: CodeType


@dataclass(frozen=True)
class _Site:
    """A place in a tree, and what to put there."""

    statement: ast.stmt
    parent: ast.AST
    field: str
    position: int | None
    new: ast.AST | None

    def put(self, node: ast.AST | None) -> ast.AST | None:
        """Put a node into the place, or with ``None`` nothing; returns what stood there."""
        holder = getattr(self.parent, self.field)
        if self.position is None:
            setattr(self.parent, self.field, node)
            return holder  # type: ignore[no-any-return]
        old: ast.AST = holder[self.position]
        holder[self.position : self.position + 1] = [node] if node else []
        return old

    def restore(self, node: ast.AST | None) -> None:
        """Undo :meth:`put`."""
        if self.position is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.position : self.position + (self.new is not None)] = [node]


def mutants(path: Path, module: str, most: int | None = None, seed: int = 1) -> list[Mutant]:
    """Mutants of a module in the order of its text: all, or a choice that depends on the seed and the text alone."""
    tree = ast.parse(path.read_text())
    found = [site for at, statement in enumerate(tree.body) for site in _statement(statement, tree, "body", at)]
    chosen = range(len(found)) if most is None else sorted(_choice(found, most, random.Random(f"{seed} {module}")))
    return [_made(tree, found[at], path, module) for at in chosen]


def _choice(sites: Sequence[_Site], most: int, luck: random.Random) -> list[int]:
    """Positions of sites: one of every statement before a second of any, so that tables do not crowd out the rest."""
    order = list(range(len(sites)))
    luck.shuffle(order)
    turns: Counter[int] = Counter()
    ranked = []
    for at in order:
        turns[id(sites[at].statement)] += 1
        ranked.append((turns[id(sites[at].statement)], at))
    ranked.sort(key=lambda pair: pair[0])
    return [at for _, at in ranked[:most]]


def _made(tree: ast.Module, site: _Site, path: Path, module: str) -> Mutant:
    before = ast.unparse(site.statement)
    old = site.put(site.new)
    ast.fix_missing_locations(tree)
    after = "pass" if old is site.statement else ast.unparse(site.statement)
    code = compile(tree, str(path), "exec", dont_inherit=True)
    site.restore(old)
    return Mutant(module, getattr(old, "lineno", site.statement.lineno), _difference(before, after), code)


def _difference(before: str, after: str) -> str:
    """What changed between two texts, as two lines with a little around it."""
    same = _shared(before, after)
    rest = min(len(before), len(after)) - same
    tail = min(rest, _shared(before[::-1], after[::-1]))
    since, margin = max(0, same - 50), max(0, tail - 50)
    return "\n".join(
        f"{sign} {' '.join(text[since : len(text) - margin].split())}" for sign, text in (("-", before), ("+", after))
    )


def _shared(one: str, other: str) -> int:
    """With how many characters two texts begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _statement(node: ast.stmt, parent: ast.AST, field: str, position: int) -> Iterator[_Site]:
    """The sites of a statement: the statement itself left out, then everything in it."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Pass) or _is_text(node) or _is_type(node):
        return
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Continue | ast.Raise):
        yield _Site(node, parent, field, position, ast.Pass())
    yield from _inside(node, node)


def _inside(node: ast.AST, statement: ast.stmt) -> Iterator[_Site]:
    for field, value in ast.iter_fields(node):
        if field in STATIC or (isinstance(node, ast.AnnAssign | ast.Assign) and field in ("target", "targets")):
            continue
        for position, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.stmt) and position is not None:
                yield from _statement(child, node, field, position)
            elif isinstance(child, ast.AST) and not _is_harmless(child, field):
                yield from (_Site(statement, node, field, position, new) for new in _changes(child, node, field))
                yield from _inside(child, statement)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_type(node: ast.stmt) -> bool:
    """Whether a statement names a type, such as ``Papers = Mapping[str, Paper]``."""
    return (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Subscript)
        and not isinstance(node.value.slice, ast.Constant)
    )


def _is_harmless(node: ast.AST, field: str) -> bool:
    name = ast.unparse(node).split("(")[0] if isinstance(node, ast.expr) else ""
    return (field == "decorator_list" and name in HARMLESS) or name in ("TypeVar", "cast")


def _changes(node: ast.AST, parent: ast.AST, field: str) -> Iterator[ast.AST | None]:
    """What can stand in place of a node; ``None`` for nothing."""
    if field in ("decorator_list", "ifs"):
        yield None
    if field in ("lower", "upper") and isinstance(parent, ast.Slice):
        yield None
    if field == "keywords" and isinstance(node, ast.keyword) and node.arg in ("key", "reverse", "default", "optional"):
        yield None
    if field == "test" and isinstance(parent, ast.If | ast.IfExp):
        yield from map(ast.Constant, (True, False))
    if change := _CHANGES.get(type(node)):
        yield from change(node)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for at, operator in enumerate(node.ops):
        operators = [*node.ops[:at], COMPARED[type(operator)](), *node.ops[at + 1 :]]
        yield ast.Compare(node.left, operators, node.comparators)


def _boolean(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for at in range(len(node.values)):
        rest = [*node.values[:at], *node.values[at + 1 :]]
        yield ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    if other := COMPUTED.get(type(node.op)):
        yield ast.BinOp(node.left, other(), node.right)
    else:
        yield from (node.left, node.right)


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
    elif isinstance(node.value, str):
        yield ast.Constant(f"{node.value[:-1]}≠" if node.value else "≠")
        for found in re.finditer(r"(?<=[\w\])}])([*+?])(?=[^\w\s]|$)", node.value):  # what looks like a quantifier
            other = {"*": "+", "+": "*", "?": ""}[found[1]]
            yield ast.Constant(node.value[: found.start()] + other + node.value[found.end() :])


def _call(node: ast.Call) -> Iterator[ast.AST]:
    if len(node.args) > 1 and not any(isinstance(argument, ast.Starred) for argument in node.args[:2]):
        yield ast.Call(node.func, [node.args[1], node.args[0], *node.args[2:]], node.keywords)


def _sequence(node: ast.Tuple | ast.List) -> Iterator[ast.AST]:
    if len(node.elts) > 1 and isinstance(node.ctx, ast.Load):
        first, second, *rest = node.elts
        yield type(node)([second, first, *rest], node.ctx)


def _dict(node: ast.Dict) -> Iterator[ast.AST]:
    for at in range(len(node.keys) - 1):
        first, second = node.values[at : at + 2]
        if node.keys[at] and node.keys[at + 1]:
            yield ast.Dict(node.keys, [*node.values[:at], second, first, *node.values[at + 2 :]])


_CHANGES: dict[type[ast.AST], Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _compare,
    ast.BoolOp: _boolean,
    ast.BinOp: _binary,
    ast.Constant: _constant,
    ast.Call: _call,
    ast.Tuple: _sequence,
    ast.List: _sequence,
    ast.Dict: _dict,
    ast.UnaryOp: lambda node: iter([node.operand]),
    ast.IfExp: lambda node: iter([ast.IfExp(node.test, node.orelse, node.body)]),
    ast.Name: lambda node: iter([ast.Name(NAMES[node.id], node.ctx)] if node.id in NAMES else ()),
    ast.Attribute: lambda node: iter(
        [ast.Attribute(node.value, NAMES[node.attr], node.ctx)] if node.attr in NAMES else ()
    ),
}
