from __future__ import annotations

import os
from pathlib import Path

from survey.render.publish import replace, write


def lay(folder: Path, files: dict[str, str]) -> None:
    write(folder, files.items())


def files(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    assert write(tmp_path, [("a/b/å.txt", "Ebbe\nå\n"), ("a/b/c.png", b"\x89\x00")]) == 2
    assert (tmp_path / "a/b/å.txt").read_bytes() == "Ebbe\nå\n".encode()
    assert (tmp_path / "a/b/c.png").read_bytes() == b"\x89\x00"


def test_a_first_site_is_moved_into_place(tmp_path: Path) -> None:
    lay(tmp_path / "staged", {"a/b.txt": "new"})
    replace(tmp_path / "deep/down/site", tmp_path / "staged")
    assert files(tmp_path / "deep/down/site") == {"a/b.txt": "new"}
    assert not (tmp_path / "staged").exists()


def test_a_site_becomes_what_is_staged(tmp_path: Path) -> None:
    site, staged = tmp_path / "site", tmp_path / "staged"
    lay(site, {"same.txt": "s", "old/gone.txt": "g", "changed.txt": "before", "was/folder/x.txt": "x", "was-file": "f"})
    lay(staged, {"same.txt": "s", "changed.txt": "after!", "new/a.txt": "a", "was": "file", "was-file/y.txt": "y"}
        | {"other.txt": "o"})  # fmt: skip
    os.utime(site / "same.txt", (1, 1))
    (site / "was-file").unlink()
    replace(site, staged)
    assert files(site) == {
        "same.txt": "s", "changed.txt": "after!", "new/a.txt": "a", "was": "file", "was-file/y.txt": "y",
        "other.txt": "o",
    }  # fmt: skip
    assert (site / "same.txt").stat().st_mtime == 1
    assert not (site / "old").exists()
    assert not staged.exists()


def test_files_of_one_length_are_compared_by_what_they_hold(tmp_path: Path) -> None:
    lay(tmp_path / "site", {"a": "one"})
    lay(tmp_path / "staged", {"a": "two"})
    for name in ("site/a", "staged/a"):
        os.utime(tmp_path / name, (1, 1))
    replace(tmp_path / "site", tmp_path / "staged")
    assert files(tmp_path / "site") == {"a": "two"}
