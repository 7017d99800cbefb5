"""Files on disk: written aside, then moved into place only once all of them are there."""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def write(folder: Path, artefacts: Iterable[tuple[str, str | bytes]]) -> int:
    """Write each file below the folder, texts as UTF-8 with Unix line ends; returns how many."""
    made: set[str] = set()
    count = 0
    for name, text in artefacts:
        target = os.path.join(folder, name)
        parent = os.path.dirname(target)
        if parent not in made:
            os.makedirs(parent, exist_ok=True)
            made.add(parent)
        with open(target, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
        count += 1
    return count


def replace(site: Path, staged: Path) -> None:
    """Make the site what the staged folder is; files that are the same stay untouched, each move is atomic."""
    if not site.exists():
        site.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(site)
        return
    wanted = set(_files(staged))
    for name in sorted(wanted):
        _move(staged / name, site / name)
    for name in sorted(set(_files(site)) - wanted):
        (site / name).unlink()
    _drop_empty_folders(site)
    shutil.rmtree(staged)


def _files(folder: Path) -> Iterable[str]:
    for base, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(base, name), folder)


def _move(source: Path, target: Path) -> None:
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    if target.is_dir():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)


def _drop_empty_folders(folder: Path) -> None:
    for base, _, _ in os.walk(folder, topdown=False):
        if base != str(folder) and not os.listdir(base):
            os.rmdir(base)
