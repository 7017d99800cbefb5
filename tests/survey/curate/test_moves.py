"""`cli.py rename`, `move` and `remove`: every file that names a thing follows, and its old address leads on."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from conftest import ROOT, TIDES, TOY, digests
from survey.check.load import load, read
from survey.check.mend import mends

Run = Callable[..., tuple[int, str, str]]
Golden = Callable[[Path, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The toy project with a paper named in every way there is."""
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    home = folder / "docs/index.md"
    home.write_text(home.read_text().replace("@mausam2023plain", "@muller2022robust"))
    page = folder / "docs/taxonomy/passing-on.md"
    page.write_text(
        f"{page.read_text()}\nSee [@ong2025route; @chen2024cascade], [[passing-on|that]], [[alone]],\n"
        "[here](passing-on.md#by-confidence) and `[@chen2024cascade]`.\n"
    )
    return folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `cli.py` on the project: exit code, output, and what is told besides."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["--root", str(folder), *arguments])
        return code, *capsys.readouterr()

    return command


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text()


def sound(folder: Path) -> bool:
    return read(folder)[1] == [] and bool(load(folder).papers) and list(mends(folder)) == []


def test_a_section(folder: Path, run: Run) -> None:
    code, out, _ = run("rename", "section", "passing-on", "handing-over", "--yes")
    assert code == 0
    assert "changed docs/taxonomy/handing-over.md\n" in out
    section = load(folder).paths["handing-over"][-1]
    assert section.was == ("handing-on", "passing-on")
    assert not (folder / "docs/taxonomy/passing-on.md").exists()
    prose = text(folder, "docs/taxonomy/handing-over.md")
    assert "[[handing-over|that]], [[alone]],\n[here](handing-over.md#by-confidence)" in prose
    assert "handing-over\n" in text(folder, "data/promised-ids.txt")
    assert "passing-on\n" in text(folder, "data/promised-ids.txt")
    assert sound(folder)


def test_approaches_are_promised_at_the_new_address(folder: Path, run: Run) -> None:
    promised = folder / "data/promised-approaches.txt"
    promised.write_text("alone#robust\npassing-on#by-confidence\n")
    assert run("rename", "section", "alone", "solo", "--yes")[0] == 0
    assert promised.read_text() == "alone#robust\npassing-on#by-confidence\nsolo#robust\n"


def test_a_section_that_others_name(folder: Path, run: Run) -> None:
    assert run("rename", "section", "alone", "solo", "--yes")[0] == 0
    survey = load(folder)
    assert [step.target for step in survey.paths["passing-on"][-1].see_also] == ["solo"]
    assert survey.paths["solo"][-1].was == ("alone",)
    assert "[[solo]]" in text(folder, "docs/taxonomy/passing-on.md")


def test_an_approach(folder: Path, run: Run) -> None:
    assert run("rename", "approach", "passing-on/by-confidence", "by-doubt", "--yes")[0] == 0
    assert "                    - id" not in text(folder, "data/taxonomy.yml")
    records, _ = read(folder)
    [approach] = [a for s in records.taxonomy.walk() for a in s.approaches if a.id == "by-doubt"]
    assert approach.was == ("by-confidence",)
    assert "(passing-on.md#by-doubt)" in text(folder, "docs/taxonomy/passing-on.md")
    assert sound(folder)
    assert run("rename", "approach", "passing-on/by-doubt", "by-worry", "--yes")[0] == 0
    assert "was: [by-confidence, by-doubt]\n" in text(folder, "data/taxonomy.yml")


def test_a_paper(folder: Path, run: Run) -> None:
    code, _, err = run("rename", "paper", "chen2024cascade", "varoquaux2024cascade", "--yes")
    assert code == 0
    survey = load(folder)
    assert survey.profile.own_key == "varoquaux2024cascade"
    assert survey.corrections[0].paper.key == survey.changes[0].papers[0].key == "varoquaux2024cascade"
    assert [step.target for step in survey.paths["passing-on"][-1].start_with] == ["varoquaux2024cascade"]
    assert survey.papers["varoquaux2024cascade"].note is not None
    assert "[@ong2025route; @varoquaux2024cascade]" in text(folder, "docs/taxonomy/passing-on.md")
    assert "`[@chen2024cascade]`" in text(folder, "docs/taxonomy/passing-on.md")
    assert "still says `chen2024cascade`; see whether it should" in err
    bib = text(folder, "data/papers.bib")
    assert "  ids = {chen2024cascade},\n" in bib
    assert bib.rstrip().rpartition("@")[2].startswith("inproceedings{varoquaux2024cascade")
    assert "chen2024cascade" not in text(folder, "data/taxonomy.yml")
    assert sound(folder)


def test_a_placement_moves_with_its_claim(folder: Path, run: Run) -> None:
    assert run("move", "ong2025route", "passing-on/by-confidence", "alone/robust", "--yes")[0] == 0
    survey = load(folder)
    [place] = survey.places["ong2025route"]
    assert (place.approach.id, place.claim) == (
        "robust",
        "A router trained on toys decides before either toy has answered.",
    )
    assert run("move", "ong2025route", "alone/robust", "passing-on/by-confidence", "--yes")[0] == 0
    assert text(folder, "data/taxonomy.yml") == (TOY / "data/taxonomy.yml").read_text()


def test_a_paper_goes_with_all_that_is_said_of_it(folder: Path, run: Run) -> None:
    promised = folder / "data/promised-papers.txt"
    promised.write_text("# Keys.\nchen2024cascade\nmausam2023plain\nmuller2022robust\nong2025route\n")
    assert run("remove", "mausam2023plain", "--yes")[0] == 0
    assert "mausam2023plain" not in load(folder).papers
    assert promised.read_text() == "# Keys.\nchen2024cascade\nmausam2023plain gone\nmuller2022robust\nong2025route\n"
    assert not (folder / "data/notes/mausam2023plain.yml").exists()
    assert sound(folder)


def test_the_address_of_a_paper_can_lead_to_another(folder: Path, run: Run) -> None:
    assert run("remove", "mausam2023plain", "--replaced-by", "ong2025route", "--yes")[0] == 0
    assert "ids = {mausam2023plain}" in text(folder, "data/papers.bib")


def test_corrections_changes_and_reading_paths_forget_a_paper(folder: Path, run: Run) -> None:
    page = folder / "docs/taxonomy/passing-on.md"
    page.write_text("Nothing cited.\n")
    profile = folder / "data/survey.yml"
    profile.write_text(profile.read_text().replace("own: chen2024cascade", "own: ong2025route"))
    assert run("remove", "chen2024cascade", "--yes")[0] == 0
    survey = load(folder)
    assert survey.corrections == ()
    assert survey.changes[0].papers == ()
    assert survey.paths["passing-on"][-1].start_with == ()


REFUSED = (
    (("rename", "section", "passing-no", "x"), "no such section `passing-no`; did you mean `passing-on`?"),
    (("rename", "section", "alone", "Alone!"), "`Alone!` is no id; use lower-case letters, digits and hyphens"),
    (("rename", "section", "alone", "handing-on"), "the id `handing-on` is taken by `passing-on`, now or before"),
    (("rename", "section", "alone", "index"), "the id `index` is used by the pages themselves"),
    (("rename", "approach", "by-confidence", "x"), "`by-confidence` is no place; write it `section/approach`"),
    (("rename", "approach", "alone/robust", "by-confidence"), "the id `by-confidence` is taken"),
    (("rename", "paper", "chen2024cascad", "x2024y"), "no such paper `chen2024cascad`; did you mean"),
    (("rename", "paper", "chen2024cascade", "Chen"), "`Chen` is no key; write it like `family2024word`"),
    (("rename", "paper", "chen2024cascade", "ong2025route"), "the key `ong2025route` is taken"),
    (("move", "chen2024cascade", "alone/robust", "passing-on/by-confidence"), "`chen2024cascade` stands in passing-on"),
    (("move", "muller2022robust", "passing-on/by-confidence", "alone/robust"), "stands in alone/robust already"),
    (("move", "ong2025route", "passing-on/by-confidence", "alone/robst"), "did you mean `alone/robust`?"),
    (("remove", "chen2024cascade"), "docs/taxonomy/passing-on.md:"),
    (("remove", "mausam2023plain", "alone/robust"), "`mausam2023plain` stands nowhere else; move it, or remove"),
    (("remove", "mausam2023plain", "passing-on/by-confidence"), "does not stand in passing-on/by-confidence"),
    (("remove", "mausam2023plain", "--replaced-by", "none2020x"), "no such paper `none2020x`"),
    (("remove", "none2020x"), "no such paper `none2020x`"),
    (("remove", "chen2024cascade", "alone/robust"), "does not stand in alone/robust"),
)  # fmt: skip


def test_what_cannot_be_done_is_a_sentence(folder: Path, run: Run, golden: Golden) -> None:
    before = digests(folder)
    answers = []
    for arguments, told in REFUSED:
        code, _, err = run(*arguments, "--yes")
        assert code == 1, arguments
        assert told in err
        answers.append(f"{' '.join(arguments)}\n  {err}")
    assert digests(folder) == before
    golden(ROOT / "tests/golden/moves-refused.txt", "\n".join(answers))


def test_the_survey_keeps_its_own_record(folder: Path, run: Run) -> None:
    profile = folder / "data/survey.yml"
    profile.write_text(profile.read_text().replace("own: chen2024cascade", "own: mausam2023plain"))
    code, _, err = run("remove", "mausam2023plain", "--yes")
    assert code == 1
    told = "is the survey's own record (`own` in data/survey.yml); name another there first"
    assert f"`mausam2023plain` {told}" in err


def test_one_of_two_places_is_left(folder: Path, run: Run) -> None:
    taxonomy = folder / "data/taxonomy.yml"
    before = taxonomy.read_text()
    claim = "          muller2022robust:"
    line = "          ong2025route: A router trained on toys is as sturdy as any toy that one has ever dropped.\n"
    assert before.count(claim) == 1
    taxonomy.write_text(before.replace(claim, f"{line}{claim}"))
    assert len(load(folder).places["ong2025route"]) == 2
    assert run("remove", "ong2025route", "alone/robust", "--yes")[0] == 0
    assert taxonomy.read_text() == before


def test_a_comment_above_an_entry_stays_as_it_is(folder: Path, run: Run) -> None:
    bib = folder / "data/papers.bib"
    comment = "% Of ong2025route there is a longer version."
    bib.write_text(bib.read_text().replace("@inproceedings{ong2025route", f"{comment}\n@inproceedings{{ong2025route"))
    assert run("rename", "paper", "ong2025route", "ong2025router", "--yes")[0] == 0
    assert bib.read_text().count("% Of ") == 1
    assert f"{comment}\n@inproceedings{{ong2025router,\n" in bib.read_text()


def test_an_approach_is_never_left_empty(folder: Path, run: Run) -> None:
    assert run("move", "ong2025route", "passing-on/by-confidence", "alone/robust", "--yes")[0] == 0
    code, _, err = run("move", "chen2024cascade", "passing-on/by-confidence", "alone/robust", "--yes")
    assert code == 1
    assert "`chen2024cascade` is the only paper of passing-on/by-confidence; put another there first" in err
    assert sound(folder)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "is_done"), [("y\n", True), ("n\n", False), ("\n", False), ("", False)])
def test_the_difference_is_shown_before_it_is_done(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, *, is_done: bool
) -> None:
    before = digests(folder)
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    code, out, _ = run("rename", "section", "alone", "solo")
    assert "-  - id: alone\n+  - id: solo\n" in out
    assert code == (0 if is_done else 1)
    assert (digests(folder) != before) == is_done


def test_with_nobody_to_ask_nothing_is_done(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(folder)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert "run it again with --yes" in run("rename", "section", "alone", "solo")[2]
    assert run("rename", "section", "alone", "solo", "--dry-run")[0] == 0
    assert digests(folder) == before


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digests(folder)
    replace, done = os.replace, []

    def refusing(source: str, target: str) -> None:
        done.append(target)
        if len(done) == 2:
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    code, _, err = run("rename", "paper", "chen2024cascade", "varoquaux2024cascade", "--yes")
    assert code == 1
    assert "cannot be written (No space left on device); nothing was changed" in err
    assert digests(folder) == before


def test_a_disk_that_refuses_leaves_no_new_file(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digests(folder)
    replace = os.replace

    def refusing(source: str, target: Path) -> None:
        if target.name == "promised-ids.txt":
            raise OSError(28, "No space left on device", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    assert run("rename", "section", "passing-on", "handing-over", "--yes")[0] == 1
    assert digests(folder) == before


def test_reading_paths_follow_their_papers_and_sections(tmp_path: Path, run: Run) -> None:
    tides = shutil.copytree(TIDES, tmp_path / "tides")
    before = load(tides).reading_paths[0]
    key, onward = before.steps[0].paper.key, before.next[0].target
    assert run("--root", str(tides), "rename", "paper", key, f"{key}new", "--yes")[0] == 0
    assert run("--root", str(tides), "rename", "section", onward, "zz-moved", "--yes")[0] == 0
    after = load(tides).reading_paths[0]
    assert (after.steps[0].paper.key, after.next[0].target) == (f"{key}new", "zz-moved")
