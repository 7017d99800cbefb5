"""A staged site takes the place of the one that stands; only what a build wrote is ever deleted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from survey.render.publish import LIST, PublishError, publish, stage, write


def files(folder: Path) -> dict[str, str]:
    """What stands in a folder, the list of what was built left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def build(site: Path, made: dict[str, str]) -> None:
    """Write a site as a build does."""
    staged = stage(site)
    write(staged, made.items())
    publish(staged, site)
    assert not staged.exists()


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    assert write(tmp_path, [("a/b/å.txt", "Ebbe\nå\n"), ("a/b/c.png", b"\x89\x00")]) == 2
    assert (tmp_path / "a/b/å.txt").read_bytes() == "Ebbe\nå\n".encode()
    assert (tmp_path / "a/b/c.png").read_bytes() == b"\x89\x00"


def test_a_first_site_is_moved_into_place(tmp_path: Path) -> None:
    build(tmp_path / "deep/down/site", {"a/b.txt": "new"})
    assert files(tmp_path / "deep/down/site") == {"a/b.txt": "new"}


def test_a_site_becomes_what_is_staged(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"same.txt": "s", "old/gone.txt": "g", "changed.txt": "before", "was/folder/x.txt": "x"})
    os.utime(site / "same.txt", (1, 1))
    after = {"same.txt": "s", "changed.txt": "after!", "new/a.txt": "a", "was": "file", "other.txt": "o"}
    build(site, after)
    assert files(site) == after
    assert (site / "same.txt").stat().st_mtime == 1
    assert not (site / "old").exists()
    assert (site / LIST).read_text().splitlines() == sorted(after)


def test_a_file_makes_room_for_a_folder(tmp_path: Path) -> None:
    build(tmp_path / "site", {"a": "file"})
    build(tmp_path / "site", {"a/b": "in a folder"})
    assert files(tmp_path / "site") == {"a/b": "in a folder"}


def test_files_of_one_length_are_compared_by_what_they_hold(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a": "one"})
    os.utime(site / "a", (1, 1))
    staged = stage(site)
    write(staged, [("a", "two")])
    os.utime(staged / "a", (1, 1))
    publish(staged, site)
    assert files(site) == {"a": "two"}


def test_what_no_build_wrote_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a": "1", "b/c": "2"})
    for name in (".git/config", "CNAME", ".nojekyll", "b/of-somebody-else.txt"):
        write(site, [(name, "mine")])
    build(site, {"a": "1"})
    kept = {".git/config": "mine", "CNAME": "mine", ".nojekyll": "mine", "b/of-somebody-else.txt": "mine"}
    assert files(site) == {"a": "1", **kept}


def test_a_folder_that_no_build_made_is_not_taken_over(tmp_path: Path) -> None:
    write(tmp_path / "site", [("thesis.tex", "mine")])
    with pytest.raises(PublishError, match="holds files that no build put there"):
        stage(tmp_path / "site")
    write(tmp_path / "site", [(LIST, "")])
    build(tmp_path / "site", {"a": "1"})
    assert files(tmp_path / "site") == {"thesis.tex": "mine", "a": "1"}


def test_a_list_cannot_lead_out_of_its_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(tmp_path, [("precious", "mine"), (f"site/{LIST}", f"../precious\n{tmp_path}/precious\n"), ("site/a", "1")])
    build(site, {"b": "2"})
    assert (tmp_path / "precious").read_text() == "mine"
    assert files(site) == {"a": "1", "b": "2"}


def test_a_strangers_folder_in_the_way_is_told_before_anything_moves(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a": "1"})
    write(site, [("b/mine", "mine")])
    staged = stage(site)
    write(staged, [("a", "changed"), ("b", "file")])
    with pytest.raises(PublishError, match="in the way of a file of the site"):
        publish(staged, site)
    assert files(site) == {"a": "1", "b/mine": "mine"}
