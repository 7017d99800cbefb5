"""Below data/ and docs/ are plain files with plain names; anything else is refused, by name and before it is opened."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from survey.check.load import check
from survey.read.files import strange_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("data/notes", "docs/taxonomy"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Home\n")
    return tmp_path


def told(folder: Path) -> list[str]:
    return [f"{problem.path}: {problem.message}" for problem in strange_files(folder)]


def test_plain_files_are_welcome(folder: Path) -> None:
    assert told(folder) == []


def bind(path: Path) -> None:
    os.chdir(path.parent)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda path: path.symlink_to("/etc/passwd"), "a link"),
        (lambda path: path.symlink_to(path.parent), "a link"),
        (lambda path: path.symlink_to("nowhere"), "a link"),
        (os.mkfifo, "a pipe"),
        (bind, "a socket"),
    ],
)
def test_what_is_no_plain_file_is_refused(
    make: Callable[[Path], None], kind: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    make(folder / "docs/strange.md")
    message = f"is {kind}; only plain files may be here, so put the file itself in its place"
    assert told(folder) == [f"docs/strange.md: {message}"]


def test_a_pipe_in_place_of_a_file_does_not_hang(folder: Path) -> None:
    os.mkfifo(folder / "data/papers.bib")
    _, problems = check(folder)
    assert [problem.path for problem in problems] == ["data/papers.bib"]


def test_a_folder_in_place_of_a_file_is_told(folder: Path) -> None:
    (folder / "data/papers.bib").mkdir()
    _, problems = check(folder)
    assert "data/papers.bib:1: cannot be read (Is a directory); put a readable file in its place" in map(str, problems)


def test_a_folder_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to("/etc")
    assert told(tmp_path) == ["docs: is no folder of this project; make it one"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("con.md", "has a name that Windows does not allow; rename it"),
        ("LPT1", "has a name that Windows does not allow; rename it"),
        ("what?.md", "has a name that Windows does not allow; rename it"),
        ("dot..md", "has a name that Windows does not allow; rename it"),
        ("blank .md", "has a name that Windows does not allow; rename it"),
        ("dot.", "has a name that Windows does not allow; rename it"),
        ("x" * 121, "has a name of 121 characters; keep it to 120"),
        ("a\u202egpj.md", "has U+202E (right-to-left override) in its name; rename it"),
        ("a\nb.md", "has U+000A (control character) in its name; rename it"),
        ("INDEX.md", "differs from `INDEX.md` only in case or spelling; rename one of them"),
    ],
)
def test_names_that_some_system_cannot_store_are_refused(name: str, message: str, folder: Path) -> None:
    (folder / "docs" / name).write_text("")
    assert [problem.message for problem in strange_files(folder)] == [message]


def test_folders_do_not_go_on_for_ever(folder: Path) -> None:
    (folder / "docs" / "/".join("abcdefghi")).mkdir(parents=True)
    assert told(folder) == ["docs/a/b/c/d/e/f/g/h: lies more than 8 folders deep; move it up"]
