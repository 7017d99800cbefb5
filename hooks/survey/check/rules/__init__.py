"""The rules of the data: one generator a rule, whose docstring is the rule."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Problem, at_work_on
from ...read.records import Records
from ..rule import Rule, rules_of
from . import (
    authors,
    corrections,
    entries,
    fields,
    files,
    growth,
    notes,
    paths,
    profile,
    prose,
    taxonomy,
    venues,
    vocabularies,
)

__all__ = ["RULES", "validate"]

MODULES = (
    files,
    entries,
    fields,
    authors,
    profile,
    vocabularies,
    taxonomy,
    growth,
    notes,
    prose,
    corrections,
    venues,
    paths,
)
RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in rules_of(module))


def validate(records: Records) -> Iterator[Problem]:
    """Everything that any rule has to say."""
    for rule in RULES:
        with at_work_on(f"while checking that “{rule.__doc__}”"):
            yield from rule(records)
