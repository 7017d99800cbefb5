"""Files that cite papers (.bib, .tex, .bbl, .txt, .md) → what they cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ...diagnostics import Problem
from ...read.bibtex import Entry
from ...read.salvage import decoded, salvage
from ...text.fold import comparable
from ...text.latex import decode_latex
from ..asked import known
from ..bibtext import identifier, record_of
from ..found import Found
from ..refusal import Refusal

LARGEST = 20_000_000  # bytes of a file: the bibliography of a library has one
_COMMAND = re.compile(r"\\[A-Za-z]+\*?|[{}$~\\]")
_HEADING = re.compile(r"^[#\s\d.]*(?:references|bibliography|works cited)\W*$", re.IGNORECASE | re.MULTILINE)
# How lists mark where the next reference begins, the most particular first.
_MARKS = tuple(
    re.compile(mark, re.MULTILINE)
    for mark in (r"^\s*\[\d{1,4}\]\s*", r"^\s*\d{1,4}\.\s+", r"^\s*[*•-]\s+", r"\n\s*\n\s*")
)
_ADDRESSES = re.compile(
    r"https?://[^\s()<>\[\]{}\"]+|10\.\d{4,9}/[^\s,;()\[\]{}\"]+|(?:arXiv[: ]\s*|abs/)(\d{4}\.\d{4,5})", re.IGNORECASE
)
_TARGET, _ANCHOR = re.compile(r"\]\([^()]*\)"), re.compile(r"\]\([^()]*#[^()]*\)")  # what links of Markdown lead to
_PREPRINT = re.compile(r"\barxiv\b|\bcorr\b|\bpreprint\b|\babs/\d", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """Something cited: where it is written, what it is called there, and its record or, from running text, none."""

    path: str
    line: int
    name: str
    text: str
    found: Found | None = None

    @property
    def place(self) -> str:
        """File and line."""
        return f"{self.path}:{self.line}"

    @property
    def identifiers(self) -> set[tuple[str, str]]:
        """Everything in it that a paper can be asked for by: kind, and the identifier in lower case."""
        values = list(self.found.fields.values()) if self.found else []
        values += [match[1] or match[0].rstrip(".,;") for match in _ADDRESSES.finditer(self.text)]
        return {(asked.kind, asked.id.lower()) for asked in map(known, filter(None, values)) if asked}

    @property
    def is_preprint(self) -> bool:
        """Whether a version is cited that nobody has published."""
        return not self.found.is_published if self.found else bool(_PREPRINT.search(_TARGET.sub("]", self.text)))

    @property
    def asked(self) -> str:
        """What `add` takes for it; empty where it holds no identifier."""
        return identifier(self.found) if self.found else next((id for _, id in sorted(self.identifiers)), "")

    def __str__(self) -> str:
        return str(self.found) if self.found else " ".join(self.text.split())[:160]


def references(path: Path) -> tuple[list[Reference], list[Problem]]:
    """What a file cites, and what of it cannot be read.

    Raises:
        Refusal: if there is no such file, or it cites nothing.

    """
    text = read(path)
    if path.suffix == ".bib":
        found, problems = bibliography(text, path.name)
    elif path.suffix in (".tex", ".bbl"):
        found, problems = _of_tex(path, text)
    else:
        found, problems = list(_of_text(text, path.name)), []
    if not found and not problems:
        raise Refusal(f"{path} holds no reference that can be found; give the .bib file, or a list of one a line")
    return found, problems


def read(path: Path) -> str:
    """A file's text, of any encoding."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refusal(f"{path} has more than {LARGEST // 1_000_000} MB, which is no list of references")
        return decoded(path.read_bytes())
    except OSError as error:
        raise Refusal(f"{path} cannot be read ({error.strerror}); give the path of a file") from error


def bibliography(text: str, path: str) -> tuple[list[Reference], list[Problem]]:
    """Every entry of a .bib file that can be read, and what cannot be."""
    entries, problems = salvage(text, path)
    return [_of_entry(entry, path) for entry in entries], problems


def _of_entry(entry: Entry, path: str) -> Reference:
    try:
        record = record_of(entry, path)
    except Refusal:  # authors whom nobody can take apart; the title is told without them
        nameless = {name: value for name, value in entry.fields.items() if name != "author"}
        record = record_of(replace(entry, fields=nameless), path)
    plain = {
        name: _COMMAND.sub("", value) if "\\" in decode_latex(value) else value for name, value in record.fields.items()
    }
    title = record.title if "\\" not in decode_latex(record.title) else _COMMAND.sub("", record.title)
    return Reference(path, entry.key.line, str(entry.key), "", replace(record, title=title, fields=plain))


def _of_tex(path: Path, text: str) -> tuple[list[Reference], list[Problem]]:
    whole = _whole(path, text)
    if found := list(_items(whole, path.name)):
        return found, []
    beside = path.with_suffix(".bbl")
    if beside.is_file() and (found := list(_items(read(beside), beside.name))):
        return found, []
    return _cited(whole, path)


def _whole(path: Path, text: str) -> str:
    """A document with the files that it takes in, each once, and comments gone."""
    seen = {path.resolve()}

    def taken(match: re.Match[str]) -> str:
        file = (path.parent / (match[1] if match[1].endswith(".tex") else f"{match[1]}.tex")).resolve()
        if file in seen or path.parent.resolve() not in file.parents or not file.is_file():
            return ""
        seen.add(file)
        return plain(read(file))

    def plain(part: str) -> str:
        bare = re.sub(r"(?<!\\)%.*", "", part)
        return re.sub(r"\\(?:input|include|subfile)\{([^{}]+)\}", taken, bare)

    return plain(text)


def _items(text: str, path: str) -> Iterator[Reference]:
    """The references of a `thebibliography`, as LaTeX prints them."""
    parts = re.split(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{([^{}]*)\}", text)
    line = parts[0].count("\n") + 1
    for key, part in zip(parts[1::2], parts[2::2], strict=True):
        body = part.partition("\\end{thebibliography}")[0]
        yield Reference(path, line, key, _COMMAND.sub(" ", decode_latex(body)))
        line += part.count("\n")


def _cited(text: str, path: Path) -> tuple[list[Reference], list[Problem]]:
    """The entries of a document's .bib files that it cites."""
    cites = re.findall(r"\\[A-Za-z]*cite[A-Za-z]*\*?(?:\[[^\]]*\])*\{([^{}]+)\}", text)
    keys = {key.strip() for group in cites for key in group.split(",")}
    names = re.findall(r"\\(?:bibliography|addbibresource)(?:\[[^\]]*\])?\{([^{}]+)\}", text)
    files = [name.strip().removesuffix(".bib") + ".bib" for group in names for name in group.split(",")]
    found: list[Reference] = []
    problems: list[Problem] = []
    for file in dict.fromkeys(path.parent / name for name in files if (path.parent / name).is_file()):
        more, wrong = bibliography(read(file), file.name)
        found += (one for one in more if one.name in keys or "*" in keys)
        problems += wrong
    return found, problems


def _of_text(text: str, path: str) -> Iterator[Reference]:
    """The references of running text: what stands below the last heading of that name, mark by mark."""
    headings = list(_HEADING.finditer(text))
    start = headings[-1].end() if headings else 0
    rest = text[start:]
    mark = max(_MARKS, key=lambda one: min(len(one.findall(rest)), 3))
    line = text.count("\n", 0, start) + 1
    at = 0
    for match in [*mark.finditer(rest), None]:
        end = match.start() if match else len(rest)
        part = rest[at:end]
        if len(comparable(part)) > 20:
            yield Reference(path, line + rest.count("\n", 0, at), "", _ANCHOR.sub("]", part))
        at = match.end() if match else end
