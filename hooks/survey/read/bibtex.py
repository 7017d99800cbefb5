"""BibTeX files → entries that remember their lines, and fields → an entry.

This module and :mod:`salvage` alone know the format library, bibtexparser. What that library lets pass (a missing
comma, an undefined macro, a concatenation, an empty key) is caught in :func:`problems_in`, which all reading goes
through.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bibtexparser import model as bib
from bibtexparser.library import Library
from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.splitter import Splitter

from ..diagnostics import Located, Problem, quoted
from ..model import MONTHS, Name
from ..text.latex import decode_latex

# The splitter logs a warning for each failed block; the blocks themselves tell more, so its log is not wanted.
logging.getLogger("bibtexparser.splitter").setLevel(logging.CRITICAL)

# Fields that BibTeX's styles (btxdoc, 3.2) and biblatex's data model (manual, 2.2) define and a paper can have, besides
# those below. Whatever is in neither list is a mistake.
STANDARD = (
    "abstract", "addendum", "annotation", "annote", "annotator", "bookauthor", "bookpagination", "booksubtitle",
    "booktitleaddon", "chapter", "commentator", "crossref", "date", "edition", "editor", "editora", "editortype", "eid",
    "entrysubtype", "eprintclass", "eprinttype", "eventdate", "eventtitle", "eventtitleaddon", "file", "foreword",
    "holder", "ids", "institution", "introduction", "isan", "ismn", "isrn", "issn", "issuetitle", "iswc",
    "journalsubtitle", "journaltitle", "key", "label", "langid", "language", "library", "location", "mainsubtitle",
    "maintitle",
    "nameaddon", "note", "numpages", "organization", "origdate", "origlanguage", "pagetotal", "pagination", "part",
    "pubstate", "reprinttitle", "school", "shortauthor", "shortjournal", "shorttitle", "subtitle",
    "titleaddon", "translator", "type", "urldate", "venue", "version", "volumes",
)  # fmt: skip
# A line in which a field starts.
_FIELD = re.compile(r"\s*[A-Za-z][\w-]*\s*=")
# The order in which fields are written: what identifies the paper, where it appeared, where to find it, ours. All
# others stand before `added`, beside which a vocabulary's field tells where a paper comes from.
FIELDS = (
    "author", "title", "booktitle", "journal", "howpublished", "year", "month", "series", "volume", "number", "issue",
    "pages", "publisher", "address", "isbn", "doi", "eprint", "archiveprefix", "primaryclass", "url", "pdf",
    "openreview", "code", "keywords", "verified", "added", "reason", "draft",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: its values as written, without the enclosing braces or quotes, and the comment above it."""

    kind: Located
    key: Located
    fields: dict[str, Located]
    comment: str = ""


def read(text: str, path: str) -> tuple[list[Entry], list[Problem]]:
    """All entries that can be read, and what is wrong with the file."""
    library = _split(text)
    problems = list(problems_in(library, path))
    return list(_entries(library)), problems


def _entries(library: Library) -> Iterator[Entry]:
    above = ""
    for block in library.blocks:
        if isinstance(block, bib.Entry):
            yield _entry(block, above)
        above = block.comment if isinstance(block, bib.ImplicitComment) else ""


def inherit(entries: Iterable[Entry]) -> list[Entry]:
    """The entries with what ``crossref`` lets them inherit filled in (btxdoc, 3.2), without those inherited from."""
    found = {str(entry.key): entry for entry in entries}
    named = {entry.fields["crossref"] for entry in found.values() if "crossref" in entry.fields}
    # One that inherits itself is no parent, so that a circle stays, for a rule to tell.
    parents = {str(key): found[key] for key in named if key in found and "crossref" not in found[key].fields}
    return [_inheriting(entry, parents) for entry in found.values() if entry.key not in parents]


def _inheriting(entry: Entry, known: Mapping[str, Entry]) -> Entry:
    parent = known.get(entry.fields.get("crossref", Located("", 1)))
    if parent is None:
        return entry
    given = {name: value for name, value in entry.fields.items() if name != "crossref"}
    title = parent.fields.get("booktitle") or parent.fields.get("title")
    inherited = {**parent.fields, **({"booktitle": title} if title else {})}
    for own in ("title", "author", "key"):
        inherited.pop(own, None)
    fields = {**inherited, **given}
    return Entry(entry.kind, entry.key, dict(sorted(fields.items(), key=lambda field: rank(field[0]))), entry.comment)


def rank(name: str) -> int:
    """Where a field stands in an entry."""
    return 2 * FIELDS.index(name if name in FIELDS else "added") - (name not in FIELDS)


def _split(text: str) -> Library:
    return Splitter(text).split()


def _entry(block: bib.Entry, comment: str) -> Entry:
    line = block.start_line + 1 if block.start_line is not None else 1
    values = {f.key.lower(): Located(_bare(str(f.value)), (f.start_line or 0) + 1) for f in block.fields}
    return Entry(Located(block.entry_type.lower(), line), Located(block.key, line), values, comment)


def _bare(value: str) -> str:
    """The value without its delimiters; line breaks and runs of spaces are one space, as BibTeX has it."""
    value = " ".join(value.split())
    return value[1:-1].strip() if value[:1] + value[-1:] in ("{}", '""') and len(value) > 1 else value


def problems_in(library: Library, path: str) -> Iterator[Problem]:
    """Syntax that BibTeX would refuse, or read as something else than was meant."""
    for block in library.failed_blocks:
        yield Problem(path, fault(block), why_failed(block))
    for text in library.blocks:
        if isinstance(text, bib.ImplicitComment):
            yield from _stray_text(text, path)
        if isinstance(text, bib.String | bib.Preamble):
            yield Problem(path, (text.start_line or 0) + 1, "macros and preambles are not used here; write values out")
    for entry in library.entries:
        if not entry.key:
            yield Problem(path, (entry.start_line or 0) + 1, "the entry has no key; name it like `family2024word`")
        for field in entry.fields:
            if message := _why_wrong(field.key, str(field.value).strip()):
                yield Problem(path, (field.start_line or 0) + 1, f"{entry.key}: {message}")


def _stray_text(block: bib.ImplicitComment, path: str) -> Iterator[Problem]:
    """Text between entries that is no comment, which is how a missing ``@`` shows."""
    for line, text in enumerate(block.comment.splitlines(), (block.start_line or 0) + 1):
        if text.strip() and not text.lstrip().startswith("%"):
            yield Problem(path, line, f"text outside of an entry: {quoted(text)}; delete it, or start the line with %")


def fault(block: bib.ParsingFailedBlock) -> int:
    """The line to look at: that of the field before the first one that starts inside of braces, or of the block."""
    first = (block.start_line or 0) + 1
    depth, before = 0, first
    for line, text in enumerate((block.raw or "").splitlines(), first):
        if _FIELD.match(text):
            if depth != 1:
                return before
            before = line
        depth += text.count("{") - text.count("}")
    return before if depth and before != first else first


def why_failed(block: bib.ParsingFailedBlock) -> str:
    """What is wrong with a part of a file that is no entry, and the remedy."""
    if isinstance(block, bib.DuplicateBlockKeyBlock):
        first = (block.previous_block.start_line or 0) + 1
        return f"{block.key}: the key is already used in line {first}; keys must be unique"
    if isinstance(block, bib.DuplicateFieldKeyBlock):
        names = ", ".join(f"`{name}`" for name in sorted(block.duplicate_keys))
        return f"{names} given twice in one entry; keep one"
    reason = getattr(block.error, "abort_reason", "") or "the entry cannot be read"
    return f"syntax error: {reason.strip()}; check braces, quotes and commas"


def _why_wrong(name: str, value: str) -> str:
    if value[:1] not in '{"' or value in '{"':
        return _why_unknown(name, value)
    opened, closed = closes(value)
    if closed == len(value):
        return _why_unbalanced(name, value[1:-1])
    if value[closed:].lstrip().startswith("#"):
        return f"`{name}` joins values with `#`; write the text out"
    return f"`{name}` is followed by {quoted(value[closed:])} without a comma; add the comma" if opened else ""


def _why_unbalanced(name: str, value: str) -> str:
    r"""Braces balance to BibTeX, to which ``\{`` opens a group like any other, and to others, to whom it does not."""
    for braces in (re.findall(r"[{}]", value), re.findall(r"(?<!\\)[{}]", value)):
        depth = 0
        for brace in braces:
            depth += 1 if brace == "{" else -1
            if depth < 0:
                return f"`{name}` closes a brace that it has not opened; remove the `}}` or add a `{{` before it"
        if depth:
            return f"`{name}` leaves a brace open; close it with a `}}`"
    if value.rstrip().endswith("\\"):  # blanks at the end are not kept
        return f"`{name}` ends in a backslash, which would swallow what follows; remove it"
    return ""


def _why_unknown(name: str, value: str) -> str:
    if (value.isascii() and value.isdigit()) or (name.lower() == "month" and value.lower() in MONTHS):
        return ""
    return f"`{name}` has the undefined macro {quoted(value)}; put text in braces"


def closes(value: str) -> tuple[bool, int]:
    """Whether the delimiter that opens a value is closed, and the position after it; braces protect a quote."""
    depth = 0
    quote = value[0] == '"'
    for match in re.finditer(r'\\.|[{}"]', value):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match.start() > 0 and match[0] == ('"' if quote else "}"):
            return True, match.end()
    return False, len(value)


@cache  # every rule about authors asks for them
def names(value: str) -> tuple[tuple[Name, ...], bool]:
    """The authors of an ``author`` field, and whether the list ends in ``and others``.

    Raises:
        ValueError: a name that BibTeX cannot take apart; the message quotes it.

    """
    people = split_multiple_persons_names(value)
    more = bool(people) and people[-1].lower() == "others"
    return tuple(_name(person) for person in (people[:-1] if more else people)), more


def first_names(value: str, count: int) -> str:
    """An ``author`` field cut after as many names, which ends in ``and others``."""
    return " and ".join([*split_multiple_persons_names(value)[:count], "others"])


def _name(person: str) -> Name:
    try:
        parts = parse_single_name_into_parts(person, strict=True)
    except InvalidNameError as error:
        raise ValueError(f"cannot take the name {quoted(person)} apart; write it `Family, Given`") from error
    family = " ".join((*parts.von, *parts.last))
    return Name(decode_latex(family), decode_latex(" ".join(parts.first)), decode_latex(" ".join(parts.jr)))


def tidy(name: str, value: str) -> str:
    """A field's value with its spaces and dashes as they should be."""
    flat = " ".join(value.split())
    return re.sub(r"(?<=\w)\s*(?:-+|[‐-―])\s*(?=\w)", "--", flat) if name == "pages" else flat


def write_entry(kind: str, key: str, fields: Iterable[tuple[str, str]]) -> str:
    """One entry, one field a line, fields in the order given, ending in a newline."""
    lines = "".join(f"  {name} = {_enclosed(name, value)},\n" for name, value in fields)
    return f"@{kind}{{{key},\n{lines}}}\n"


def _enclosed(name: str, value: str) -> str:
    return value if name == "month" and value in MONTHS else f"{{{value}}}"
