"""Records → JSON Schemas of the files that hold them, so that editors know the formats.

They are of draft 7, which the language servers for YAML know best. What they cannot say is left to `check`: a name that
looks like a misspelt field where any name is allowed, that `~` and `null` are texts like any others, and all that takes
more than one value to judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from .records import (
    ChangesRecord,
    ContributionRecord,
    CorrectionsRecord,
    NoteRecord,
    PathsRecord,
    ProfileRecord,
    SynonymsRecord,
    TaxonomyRecord,
    VenuesRecord,
)
from .yamlfile import fields_of, is_required, rest_of

FOLDER = "schemas"
# What each file, or each file of a folder, holds.
SHAPES: dict[str, type] = {
    "data/taxonomy.yml": TaxonomyRecord,
    "data/survey.yml": ProfileRecord,
    "data/venues.yml": VenuesRecord,
    "data/corrections.yml": CorrectionsRecord,
    "data/changes.yml": ChangesRecord,
    "data/paths.yml": PathsRecord,
    "data/synonyms.yml": SynonymsRecord,
    "data/notes/*.yml": NoteRecord,
    "data/inbox/*.yml": ContributionRecord,
}
# Every scalar is read as text, and one that is blank as not given.
_TEXT = {"type": ["string", "number", "boolean", "null"]}
_GIVEN = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_BLANK = {"type": ["string", "null"], "pattern": r"^\s*$"}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
Schema = dict[str, Any]


def schema(shape: type) -> Schema:
    """The schema of a file that holds one record."""
    defined: Schema = {}
    top = _record(shape, defined)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "allOf": [top],
        "definitions": dict(sorted(defined.items())),
    }


def schemas() -> Iterator[tuple[str, str]]:
    """The path of each schema, and its text."""
    for pattern, shape in SHAPES.items():
        yield path_for(pattern), json.dumps(schema(shape), indent=2, ensure_ascii=False) + "\n"


def path_for(pattern: str) -> str:
    """Where the schema of a file, or of a folder's files, is kept."""
    path = Path(pattern)
    return f"{FOLDER}/{path.parent.name if '*' in path.name else path.stem}.json"


def first_line(pattern: str) -> str:
    """The line on top of a file by which editors find its schema."""
    return f"# yaml-language-server: $schema={'../' * pattern.count('/')}{path_for(pattern)}"


def _record(shape: type, defined: Schema) -> Schema:
    """A reference to a record's schema, which is put among the definitions."""
    name = shape.__name__.removesuffix("Record")
    if name not in defined:
        defined[name] = {}  # a section holds sections
        defined[name] = _with_shorthand(shape, _fields(shape, defined), defined)
    return {"$ref": f"#/definitions/{name}"}


def _fields(shape: type, defined: Schema) -> Schema:
    known = fields_of(shape)
    return {
        "description": (shape.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {
            name: _required(hint, defined) if is_required(item) else _optional(hint, defined)
            for name, (item, hint) in known.items()
        },
        "required": [name for name, (item, _) in known.items() if is_required(item)],
        "additionalProperties": _TEXTS if rest_of(shape) else False,
    }


def _with_shorthand(shape: type, whole: Schema, defined: Schema) -> Schema:
    """A record of which one field may stand for all."""
    short = getattr(shape, "SHORTHAND", "")
    return {"anyOf": [whole, _value(fields_of(shape)[short][1], defined)]} if short else whole


def _required(hint: Any, defined: Schema) -> Schema:
    return _GIVEN if _is_text(hint) else _value(hint, defined)


def _optional(hint: Any, defined: Schema) -> Schema:
    return _TEXT if _is_text(hint) else {"anyOf": [_value(hint, defined), _BLANK]}


def _value(hint: Any, defined: Schema) -> Schema:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return {"type": "array", "items": _value(inner[0], defined)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(inner[1], defined)}
    return _record(hint, defined) if is_dataclass(hint) and isinstance(hint, type) else _TEXT


def _is_text(hint: Any) -> bool:
    return get_origin(hint) is None and not is_dataclass(hint)


def named(root: Path) -> Iterator[tuple[Path, str]]:
    """Every file that does not name its schema yet, and its text once it does."""
    for pattern in SHAPES:
        for path in sorted(root.glob(pattern)):
            text = path.read_bytes().decode()
            line = first_line(pattern)
            if text.partition("\n")[0].rstrip() != line:
                rest = text.partition("\n")[2] if text.startswith("# yaml-language-server:") else text
                ending = "\r\n" if "\r\n" in text else "\n"
                yield path, f"{line}{ending}{rest}"
