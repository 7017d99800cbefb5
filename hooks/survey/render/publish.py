"""Files on disk: written aside, then moved into place only once all of them are there.

A folder that a build writes holds a list of what builds wrote there (``.built-files``, one path a line). Only what is
listed is ever deleted, so whatever else lies in a site's folder stays: ``.git``, ``CNAME``, files of other programs. A
file of somebody else's that has the very name of one of the site's is replaced.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

LIST = ".built-files"


class PublishError(Exception):
    """A folder holds something that a build must not touch; the message names it and the remedy."""


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


def stage(site: Path) -> Path:
    """Where a site is built before it replaces the one that stands: beside it, so that moving is renaming.

    Raises:
        PublishError: if one of the two folders is not ours to write.

    """
    staged = site.with_name(site.name + ".building")
    for folder in (site, staged):
        _listed(folder)
    staged.mkdir(parents=True, exist_ok=True)
    (staged / LIST).touch()
    return staged


def publish(staged: Path, site: Path) -> None:
    """Make the site what the staged folder is; files that are the same stay untouched, each move is atomic.

    Raises:
        PublishError: before anything is moved, if the site's folder holds something of somebody else's in the way.

    """
    wanted, former = set(_files(staged)) - {LIST}, _listed(site)
    _check_ways(site, wanted, former)
    if not site.exists():
        _write_list(staged, wanted)
        staged.rename(site)
        return
    _write_list(site, wanted | former)  # Known as ours from now on, even if this process dies among the moves.
    _delete(site, _in_the_way(former - wanted, wanted))
    for name in sorted(wanted):
        _move(staged / name, site / name)
    _delete(site, former - wanted)
    _write_list(site, wanted)
    _delete(staged, wanted)  # Before the list, without which what is left would be somebody else's.
    shutil.rmtree(staged)


def _files(folder: Path) -> Iterator[str]:
    for base, _, names in os.walk(folder):
        for name in names:
            yield Path(base, name).relative_to(folder).as_posix()


def _listed(folder: Path) -> set[str]:
    """What earlier builds wrote to a folder; a new one, or one with nothing but hidden files, may be written to."""
    if (folder / LIST).is_file():
        names = (folder / LIST).read_text("utf-8").splitlines()
        return {name for name in names if _stays_below(name)}
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder} is a file where a folder is needed: move it away, or build to another folder.")
    if folder.exists() and any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise PublishError(
            f"{folder} holds files that no build put there: empty it, build to another folder, or create an empty file "
            f"{LIST} in it to have the site written among them."
        )
    return set()


def _stays_below(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _write_list(folder: Path, names: set[str]) -> None:
    aside = folder / f"{LIST}.new"
    aside.write_text("".join(f"{name}\n" for name in sorted(names)), "utf-8", newline="\n")
    aside.replace(folder / LIST)


def _check_ways(site: Path, wanted: set[str], former: set[str]) -> None:
    """Nobody else's file may stand where a folder of the site belongs, nor their folder where a file does."""
    for folder in _folders(wanted) - former:
        if (site / folder).is_file():
            raise PublishError(f"{site / folder} is in the way of a folder of the site: move it away.")
    for name in wanted:
        target = site / name
        if target.is_dir() and not former.issuperset(f"{name}/{inside}" for inside in _files(target)):
            raise PublishError(f"{target} is in the way of a file of the site: move it away.")


def _folders(names: set[str]) -> set[str]:
    """Every folder that some files lie in, however deep."""
    return {str(parent) for name in names for parent in PurePosixPath(name).parents} - {"."}


def _in_the_way(stale: set[str], wanted: set[str]) -> set[str]:
    """The files that stand where a folder will, or in a folder where a file will."""
    folders = _folders(wanted)
    return {name for name in stale if name in folders or _folders({name}) & wanted}


def _move(source: Path, target: Path) -> None:
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)


def _delete(site: Path, names: set[str]) -> None:
    """Delete files, and the folders that are empty without them."""
    for name in sorted(names):
        if (site / name).is_file() or (site / name).is_symlink():
            (site / name).unlink()
    for folder in sorted(_folders(names), reverse=True):
        if (site / folder).is_dir() and not any((site / folder).iterdir()):
            (site / folder).rmdir()
