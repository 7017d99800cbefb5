"""The rules of the data: one generator a rule, whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import Problem
from ..records import Records
from . import companions, entries, taxonomy
from .rules import Rule, rules_of

__all__ = ["RULES", "validate"]

RULES: tuple[Rule, ...] = tuple(rule for module in (entries, taxonomy, companions) for rule in rules_of(module))


def validate(records: Records) -> Iterator[Problem]:
    """Everything that any rule has to say."""
    for rule in RULES:
        yield from rule(records)
