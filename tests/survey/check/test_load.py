from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import TIDES
from survey.check.load import Reading, check, load, read, sound
from survey.diagnostics import DataError, Problem
from survey.model import Survey


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(TIDES, tmp_path / "tides")
    return tmp_path / "tides"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def test_a_sound_project_is_loaded_whole(tides: Survey) -> None:
    records, problems = read(TIDES)
    assert problems == []
    assert len(records.entries) == len(tides.papers)
    assert sorted(records.prose) == list(records.prose)
    assert set(records.prose) >= {"docs/index.md", "docs/papers/index.md", "docs/taxonomy/moon-clocks.md"}
    assert [(str(id), id.line) for id in records.promised[:2]] == [("both-ways", 2), ("doubts", 3)]
    assert records.changes
    assert records.corrections
    assert records.venues
    assert records.synonyms


@pytest.mark.parametrize("name", ["venues.yml", "corrections.yml", "changes.yml", "synonyms.yml", "promised-ids.txt"])
def test_companions_may_be_missing(folder: Path, name: str) -> None:
    (folder / "data" / name).unlink()
    assert load(folder).papers


@pytest.mark.parametrize("name", ["papers.bib", "taxonomy.yml"])
def test_the_main_files_may_not(folder: Path, name: str) -> None:
    (folder / "data" / name).unlink()
    with pytest.raises(DataError) as caught:
        load(folder)
    assert caught.value.problems == [Problem(f"data/{name}", 1, "the file is missing; restore it")]


def test_a_byte_that_is_no_utf8_is_told_with_its_line(folder: Path) -> None:
    (folder / "data/venues.yml").write_bytes(b"venues:\n  A: [\xe9]\n")
    assert check(folder)[1] == [Problem("data/venues.yml", 2, "not UTF-8: byte 0xe9; save the file as UTF-8")]


def test_a_mark_at_the_start_of_a_file_is_let_pass(folder: Path) -> None:
    file = folder / "data/venues.yml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert check(folder)[1] == []


def test_an_empty_bibliography_is_told(folder: Path) -> None:
    (folder / "data/papers.bib").write_text("\n")
    message = "the file is empty; see CONTRIBUTING.md for what belongs in it"
    assert check(folder)[1] == [Problem("data/papers.bib", 1, message)]


def test_a_list_has_comments_and_empty_lines(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# a comment\n\n  ebb \nflood\n")
    assert [(str(line), line.line) for line in Reading(tmp_path).lines("list.txt")] == [("ebb", 3), ("flood", 4)]
    assert Reading(tmp_path).lines("no.txt") == ()


def test_while_a_file_cannot_be_read_no_rule_speaks(folder: Path) -> None:
    edit(folder / "data/venues.yml", "venues:", "venues: [")
    edit(folder / "data/papers.bib", "year = {2016}", "year = {216}")
    assert {problem.path for problem in check(folder)[1]} == {"data/venues.yml"}


def test_doubts_do_not_stop_anybody(folder: Path) -> None:
    edit(folder / "data/promised-ids.txt", "doubts\n", "")
    records, problems = sound(folder)
    assert [problem.is_warning for problem in problems] == [True]
    assert load(folder).papers.keys() == {entry.key for entry in records.entries}


def test_problems_come_sorted_and_once(folder: Path) -> None:
    edit(folder / "data/taxonomy.yml", "zorn2023quay:", "zorn2023qay:")
    edit(folder / "data/changes.yml", "zorn2023quay", "zorn2023qay")
    _, problems = check(folder)
    assert problems == sorted(set(problems))
    assert [problem.path for problem in problems] == ["data/changes.yml", "data/papers.bib", "data/taxonomy.yml"]


def test_what_is_hidden_in_prose_is_told(folder: Path) -> None:
    (folder / "docs/data.md").write_text("a\n\u202eb")
    [problem] = check(folder)[1]
    assert (problem.path, problem.line) == ("docs/data.md", 2)
