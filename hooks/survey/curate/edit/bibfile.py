"""Edits papers.bib by lines: what is not meant to change stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...check.rule import BIB
from ...read import bibtex
from ...read.bibtex import Entry


@dataclass(frozen=True, slots=True)
class Span:
    """An entry and where its text, comments above it included, starts and ends (positions in the file)."""

    entry: Entry
    above: int
    start: int
    end: int


def spans(text: str) -> Iterator[Span]:
    """Every entry of a sound file."""
    starts = _line_starts(text)
    for entry in bibtex.read(text, BIB)[0]:
        start = text.index("@", starts[entry.key.line - 1])
        above = starts[entry.key.line - 1 - len(entry.comment.splitlines())] if entry.comment else start
        yield Span(entry, above, start, _end(text, start))


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\n", text))]


def _end(text: str, start: int) -> int:
    """After the line in which the entry's last brace stands."""
    depth = 0
    for match in re.finditer(r"[{}]", text[start:]):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            newline = text.find("\n", start + match.end())
            return len(text) if newline < 0 else newline + 1
    return len(text)


def insert(text: str, key: str, entry: str) -> str:
    """The file with an entry at its place in the order of keys; entries that others inherit from stay last."""
    found = list(spans(text))
    parents = {span.entry.fields.get("crossref") for span in found}
    after = (span for span in found if (span.entry.key in parents, str(span.entry.key)) > (False, key))
    written = entry.replace("\n", _newline(text))
    if following := next(after, None):
        return f"{text[: following.above]}{written}{_newline(text)}{text[following.above :]}"
    gap = _newline(text) if text.endswith("\n") or not text else _newline(text) * 2
    return f"{text}{gap if text else ''}{written}"


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def remove(text: str, key: str) -> str:
    """The file without an entry, its comment, and the empty line after it (or before it, at the end)."""
    span = next(span for span in spans(text) if span.entry.key == key)
    before, after = text[: span.above], text[span.end :]
    rest = re.sub(r"\A[ \t]*\r?\n", "", after)
    return before + rest if rest else re.sub(r"(\r?\n)[ \t]*\r?\n\Z", r"\1", before)


def rename(text: str, old: str, new: str) -> str:
    """The file with an entry under another key, at its new place; what inherits from it follows."""
    span = next(span for span in spans(text) if span.entry.key == old)
    entry = text[span.above : span.end].rstrip("\r\n")
    at = span.start - span.above
    head, tail = entry[:at], re.sub(rf"{re.escape(old)}", lambda _: new, entry[at:], count=1)
    moved = insert(remove(text, old), new, f"{head}{tail}\n".replace("\r\n", "\n"))
    return re.sub(rf"(\bcrossref\s*=\s*[{{\"]\s*){re.escape(old)}(\s*[}}\"])", rf"\g<1>{new}\g<2>", moved)


def with_former(text: str, key: str, old: str) -> str:
    """The file with one more key by which a paper was known before, in biblatex's field ``ids`` (manual, 2.2.3)."""
    span = next(span for span in spans(text) if span.entry.key == key)
    entry = text[span.start : span.end]
    if "ids" in span.entry.fields:
        entry = re.sub(r"(?m)^(\s*ids\s*=\s*[{\"][^}\"]*)", rf"\g<1>, {old}", entry, count=1)
    else:
        end = entry.rindex("}")
        comma = "" if entry[:end].rstrip().endswith(",") else ","
        head = entry[:end].rstrip()
        entry = f"{head}{comma}{_newline(text)}  ids = {{{old}}},{_newline(text)}{entry[end:]}"
    return text[: span.start] + entry + text[span.end :]


def with_field(text: str, key: str, name: str, value: str) -> str:
    """The file with another value of a field of an entry, which is written as the house writes entries."""
    span = next(span for span in spans(text) if span.entry.key == key)
    ranked = sorted({**span.entry.fields, name: value}.items(), key=lambda field: bibtex.rank(field[0]))
    written = bibtex.write_entry(span.entry.kind, key, ranked)
    return text[: span.start] + written.replace("\n", _newline(text)) + text[span.end :]
