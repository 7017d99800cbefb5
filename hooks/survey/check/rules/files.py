"""The rules of the files in docs/: what may lie there, and at which addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import markup, urls
from ...diagnostics import Problem, did_you_mean
from ...read.records import Records
from ..rule import DATA, rule

# What a site consists of besides what is generated. Whatever else a browser runs or shows would lack the site's policy.
ENDINGS = ("md", "css", "js", "svg", "png", "jpg", "webp", "gif", "ico", "woff2", "pdf", "txt")

# Folders of files of one kind, and what these are.
MANY = {"data/notes/": "notes", "data/inbox/": "contributions"}
_ONE_OF_MANY = re.compile(rf"({'|'.join(MANY)})[^/]+\.yml")


def _in_docs(records: Records) -> Iterator[str]:
    return (path for path in records.files if path.startswith("docs/"))


@rule
def files_read(records: Records) -> Iterator[Problem]:
    """Every file in data/ is one that is read; any other has a name that is misspelt."""
    for path in records.files:
        if path.startswith("data/") and path not in DATA and not _ONE_OF_MANY.fullmatch(path):
            folders = [folder for folder in MANY if path.startswith(folder)]
            forms = ", ".join(f"{MANY[folder]} are `{folder}<key>.yml`" for folder in folders or MANY)
            hint = (not folders and did_you_mean(path, DATA)) or f"; {forms}"
            yield Problem(path, 1, f"nothing reads a file of this name{hint}")


@rule
def files_known(records: Records) -> Iterator[Problem]:
    """A page is Markdown, and all else in docs/ a script, a style sheet, a picture, a font or plain text."""
    for path in _in_docs(records):
        name = path.rpartition("/")[2]
        if name.startswith(".") or name.rpartition(".")[2] not in ENDINGS:
            told = f"is no file of a site; pages are `.md`, and the rest ends in one of {', '.join(ENDINGS[1:])}"
            yield Problem(path, 1, told)
        elif name.lower() == "readme.md":
            yield Problem(path, 1, "builders take this name for `index.md`; call it that")


@rule
def files_shadow(records: Records) -> Iterator[Problem]:
    """No file in docs/ has the address of one that the site writes itself, or of another file."""
    seen: dict[str, str] = {}
    for path in _in_docs(records):
        at = urls.published(path.removeprefix("docs/"))
        if urls.is_generated(at):
            yield Problem(path, 1, f"would stand at `{at}`, which the site keeps for what it writes; rename the file")
        first = seen.setdefault(at.lower(), path)
        if first != path:
            yield Problem(path, 1, f"has the address of `{first}`; rename one of them")


@rule
def files_drawn(records: Records) -> Iterator[Problem]:
    """A drawing draws: it neither runs, nor loads, nor leads anywhere."""
    for path, text in records.drawings.items():
        for at, told in markup.foreign_in_drawing(text):
            yield Problem(path, text.count("\n", 0, at) + 1, f"{told} may not be in a drawing; save it as a plain SVG")
