"""Notes from what a curator says of a paper, field by field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, is_dataclass
from typing import get_args, get_origin

from ..diagnostics import did_you_mean
from ..read.records import NoteRecord
from ..read.schemas import first_line
from ..read.yamlfile import fields_of, is_required
from .edit import yamltext as yml
from .refusal import Refusal

FIELDS = tuple(fields_of(NoteRecord))
REQUIRED = tuple(name for name, (item, _) in fields_of(NoteRecord).items() if is_required(item))


def is_list(name: str) -> bool:
    """Whether a field of a note takes several values."""
    return get_origin(fields_of(NoteRecord)[name][1]) is tuple


def form(name: str) -> str:
    """How a value of a field is written down: a text, or the fields of a record between semicolons."""
    return "; ".join(parts).upper() if (parts := _parts(name)) else "TEXT"


def _parts(name: str) -> tuple[str, ...]:
    shape = (*get_args(fields_of(NoteRecord)[name][1]), str)[0]
    return tuple(fields_of(shape)) if is_dataclass(shape) and isinstance(shape, type) else ()


@dataclass
class NoteText:
    """A note that is being written; it is read like the file that it will be."""

    values: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, value: str) -> None:
        """Say one thing more."""
        if name not in FIELDS:
            raise Refusal(f"a note has no `{name}`{did_you_mean(name, FIELDS)}")
        self.values.setdefault(name, []).append(" ".join(value.split()))

    def read_text(self, _: str = "utf-8") -> str:
        """The note as a file; what is missing or wrong in it is for `check` to tell."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield first_line("data/notes/*.yml")
        for name in (name for name in FIELDS if name in self.values):
            if not is_list(name):
                yield f"{name}: {yml.written(self.values[name][-1])}"
                continue
            yield f"{name}:"
            yield from (f"  - {_item(name, value)}" for value in self.values[name])


def _item(name: str, value: str) -> str:
    parts = _parts(name)
    if not parts:
        return yml.written(value)
    given = zip(parts, map(str.strip, value.split(";")), strict=False)
    return "{" + ", ".join(f"{part}: {json.dumps(text, ensure_ascii=False)}" for part, text in given if text) + "}"
