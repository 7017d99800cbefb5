"""BibTeX as people have it → every entry that can be read, whatever stands around it.

Macros and concatenations are resolved, keys and fields given twice are kept, and what is broken is told by its line.
A project's own files are read by :mod:`bibtex`, which accepts none of this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bibtexparser import model as bib
from bibtexparser.library import Library
from bibtexparser.splitter import Splitter

from ..diagnostics import Located, Problem
from ..model import MONTHS
from .bibtex import Entry, closes, fault, why_failed

Macros = Mapping[str, str]
_BARE = re.compile(r"[^\s#{}\"]+")


def decoded(content: bytes) -> str:
    """The text of a file: UTF-8, or what western Windows wrote before it, in which any bytes are letters."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def salvage(text: str, path: str) -> tuple[list[Entry], list[Problem]]:
    """All entries that can be read, in the order of the file, and what cannot be."""
    library = Splitter(text).split()
    macros = _macros(library)
    blocks = [block for block in map(_kept, library.blocks) if block]
    entries = [_entry(block, macros) for block in blocks]
    lost = (block for block in library.failed_blocks if _kept(block) is None)
    return entries, [Problem(path, fault(block), why_failed(block)) for block in lost]


def _kept(block: bib.Block) -> bib.Entry | None:
    """An entry; of one whose key or field was given before, what stands there."""
    found = block.ignore_error_block if isinstance(block, bib.ParsingFailedBlock) else block
    return found if isinstance(found, bib.Entry) else None


def _macros(library: Library) -> dict[str, str]:
    found = {month: month for month in MONTHS}
    for string in library.strings:
        found[string.key.lower()] = _value(str(string.value), found)
    return found


def _entry(block: bib.Entry, macros: Macros) -> Entry:
    line = (block.start_line or 0) + 1
    fields: dict[str, Located] = {}
    for field in block.fields:
        value = _value(str(field.value), macros)
        if value and not fields.get(field.key.lower()):
            fields[field.key.lower()] = Located(value, (field.start_line or 0) + 1)
    return Entry(Located(block.entry_type.lower(), line), Located(block.key, line), fields)


def _value(written: str, macros: Macros) -> str:
    """What pieces joined by ``#`` spell, macros replaced; runs of spaces are one."""
    return " ".join("".join(_pieces(written.strip(), macros)).split())


def _pieces(rest: str, macros: Macros) -> Iterator[str]:
    while rest:
        if rest[0] in '{"':
            is_closed, end = closes(rest)
            yield rest[1 : end - 1] if is_closed else rest[1:]
        elif bare := _BARE.match(rest):
            end = bare.end()
            yield macros.get(bare[0].lower(), bare[0])
        else:
            end = 1
        rest = rest[end:].lstrip()
