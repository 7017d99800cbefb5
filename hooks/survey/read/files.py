"""What a project's folders may hold: plain files with plain names, so that nothing leads out of them or hangs.

Names keep to what every system can store: Windows reserves some, and takes two that differ only in case for one
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import Problem, hidden_names

FOLDERS = ("data", "docs")
LONGEST_NAME = 120  # characters: with the folders above it, a name must fit Windows' 260
DEEPEST = 8  # folders below the project's own
_RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³]|con(in|out)\$)(\..*)?", re.IGNORECASE)
_REFUSED = re.compile(r'[<>:"|?*\\]')
_KINDS = {
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def strange_files(root: Path) -> Iterator[Problem]:
    """A problem for all below data/ and docs/ that is no plain file, or has a name that not every system allows."""
    for folder in FOLDERS:
        path = root / folder
        if path.is_symlink() or (path.exists() and not path.is_dir()):
            yield Problem(folder, 1, "is no folder of this project; make it one")
        elif path.is_dir():
            yield from _below(path, folder, 1)


def _below(folder: Path, name: str, depth: int) -> Iterator[Problem]:
    if depth > DEEPEST:
        yield Problem(name, 1, f"lies more than {DEEPEST} folders deep; move it up")
        return
    seen: dict[str, str] = {}
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        yield from _name_problems(path, entry.name)
        first = seen.setdefault(unicodedata.normalize("NFKC", entry.name).casefold(), entry.name)
        if first != entry.name:
            yield Problem(path, 1, f"differs from `{first}` only in case or spelling; rename one of them")
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), path, depth + 1)
        elif not entry.is_file(follow_symlinks=False):
            kind = _KINDS.get(stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode), "no file")
            yield Problem(path, 1, f"is {kind}; only plain files may be here, so put the file itself in its place")


def all_files(root: Path) -> tuple[str, ...]:
    """All plain files below data/ and docs/, by their paths in the project, sorted."""
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    return tuple(sorted(path.relative_to(root).as_posix() for path in found))


def is_reserved(name: str) -> bool:
    """Whether Windows keeps a name for its own devices, whatever its ending."""
    return _RESERVED.fullmatch(name) is not None


def _name_problems(path: str, name: str) -> Iterator[Problem]:
    if told := hidden_names(name):
        yield Problem(path, 1, f"has {told} in its name; rename it")
    ends = (name, name.removesuffix(".md"))  # a page's name is that of its folder, too
    if is_reserved(name) or _REFUSED.search(name) or any(end.endswith((".", " ")) for end in ends):
        yield Problem(path, 1, "has a name that Windows does not allow; rename it")
    if len(name) > LONGEST_NAME:
        yield Problem(path, 1, f"has a name of {len(name)} characters; keep it to {LONGEST_NAME}")
