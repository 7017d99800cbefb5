"""Contributions in files of their own: they never meet, are on the site at once, and are folded into place."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import cli
from conftest import TOY, digests
from sketch import entry
from survey import urls
from survey.check.load import check, load
from survey.check.mend import mends
from survey.curate.edit import inbox
from survey.curate.edit.places import Place
from survey.site import open_site

WORDS = ("brass", "chain", "drive", "engine", "frame", "gauge", "hinge", "iron", "joint", "key")
Check = Callable[..., tuple[int, str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    keys = ("chen2024cascade", "mausam2023plain", "muller2022robust", "ong2025route")
    (folder / "data/promised-papers.txt").write_text("".join(f"{key}\n" for key in keys))
    (folder / "docs/assets").mkdir(exist_ok=True)
    (folder / "docs/assets/atlas.css").write_text("a { top: 0 }\n")
    return folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run `cli.py check`: exit code and output."""

    def command(*arguments: str) -> tuple[int, str]:
        return cli.main(["--root", str(folder), "check", *arguments]), capsys.readouterr().out

    return command


def contribution(word: str, **fields: str) -> str:
    """A paper on gears in the approach in which all of them stand, and for some in another one."""
    known = {"author": "Gear, Ada", "title": f"Gears and the {word.title()}", "year": "2024"}
    written = entry(f"gear2024{word}", **(known | fields))
    places = [
        Place("passing-on", "by-confidence", f"Gears: it is the {word} that turns them where nothing else could have.")
    ]
    if len(word) == 5:
        claim = f"Bears rough handling: the {word} is as good as new after ten years at sea."
        places.append(Place("alone", "robust", claim, {"roles": ("student", "router"), "access": ("text",)}))
    return inbox.written(written, places)


def contribute(folder: Path, word: str, **fields: str) -> Path:
    path = folder / inbox.path_for(f"gear2024{word}")
    path.parent.mkdir(exist_ok=True)
    path.write_text(contribution(word, **fields))
    return path


def pages(folder: Path) -> dict[str, str | bytes]:
    """All that readers see; the offline worker is named after the sources."""
    made = open_site(folder, "Toys", "https://example.org/").sources()
    return {name: text for name, text in made if name != urls.offline()}


def test_a_contribution_is_on_the_site_at_once(folder: Path, run: Check) -> None:
    contribute(folder, "brass")
    assert run() == (0, "5 papers: the survey data is sound\n")
    by_confidence, robust = load(folder).places["gear2024brass"]
    assert by_confidence.claim.startswith("Gears: it is the brass that turns")
    assert [term.id for term in robust.terms["roles"]] == ["student", "router"]
    assert "papers/gear2024brass.md" in pages(folder)


def test_fix_folds_it_into_place_and_shows_that(folder: Path, run: Check) -> None:
    contribute(folder, "brass", pages="1-9")
    code, out = run("--fix")
    assert code == 0
    assert "+@misc{gear2024brass,\n" in out
    assert "-entry: |\n" in out
    assert "+gear2024brass\n" in out, "it is promised from now on"
    assert not list(folder.glob("data/inbox/*"))
    assert "pages = {1--9}" in (folder / "data/papers.bib").read_text()
    taxonomy = (folder / "data/taxonomy.yml").read_text()
    assert '              gear2024brass: "Gears: it is the brass' in taxonomy
    assert (
        "          gear2024brass:\n"
        '            claim: "Bears rough handling: the brass is as good as new after ten years at sea."\n'
        "            roles: [student, router]\n            access: text\n"
    ) in taxonomy
    assert run("--fix") == (0, "5 papers: the survey data is sound\n")


def test_what_its_volume_says_need_not_be_written(folder: Path, run: Check) -> None:
    path = contribute(folder, "brass", booktitle="Proceedings of the Toy Conference", year="2025")
    path.write_text(path.read_text().replace("@misc", "@inproceedings"))
    assert run()[0] == 0
    before = pages(folder)
    assert "publisher = {Toy Press}" in str(before["papers/gear2024brass.md"])
    assert run("--fix")[0] == 0
    assert not path.exists()
    assert pages(folder) == before


def test_what_is_wrong_waits_and_the_rest_does_not(folder: Path, run: Check) -> None:
    contribute(folder, "brass", yaer="2024")
    contribute(folder, "chain")
    code, out = run("--fix")
    assert code == 1
    assert "data/inbox/gear2024brass.yml:7: gear2024brass: unknown field `yaer`; did you mean `year`?" in out
    assert [path.name for path in (folder / "data/inbox").iterdir()] == ["gear2024brass.yml"]


def test_where_a_line_has_no_place_is_told(folder: Path, run: Check) -> None:
    taxonomy = folder / "data/taxonomy.yml"
    head, _, _ = taxonomy.read_text().partition("        papers:\n          muller2022robust")
    claims = "muller2022robust: Half of the parameters are enough for nine tenths of the score."
    taxonomy.write_text(f"{head}        papers: {{{claims}}}\n\nreading_list: []\n")
    bib = folder / "data/papers.bib"
    bib.write_text(
        bib.read_text().partition("@misc{mausam2023plain")[0] + bib.read_text()[bib.read_text().index("@article") :]
    )
    contribute(folder, "chain")
    assert "note: data/inbox/gear2024chain.yml: alone/robust: its `papers` are written in braces" in run("--fix")[1]
    assert (folder / "data/inbox/gear2024chain.yml").exists()


def test_nothing_is_folded_while_a_file_cannot_be_read(folder: Path, run: Check) -> None:
    contribute(folder, "chain")
    contribute(folder, "brass").write_text("entry: [")
    assert run("--fix")[0] == 1
    assert (folder / "data/inbox/gear2024chain.yml").exists()


def test_what_waits_is_not_moved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contribute(folder, "brass")
    before = digests(folder)
    assert cli.main(["--root", str(folder), "remove", "gear2024brass", "--yes"]) == 1
    assert "`gear2024brass` waits in data/inbox/gear2024brass.yml; edit that file" in capsys.readouterr().err
    assert cli.main(["--root", str(folder), "rename", "approach", "alone/robust", "tough", "--yes"]) == 1
    told = "data/inbox/gear2024brass.yml:11: gear2024brass: no such approach `alone/robust`"
    assert told in capsys.readouterr().err
    assert digests(folder) == before


@dataclass(frozen=True)
class Repository:
    """A project under git, in which nobody's own settings matter."""

    folder: Path

    def __call__(self, *arguments: str) -> None:
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        who = ("-c", "user.name=Toy", "-c", "user.email=toy@example.org", "-c", "init.defaultBranch=main")
        command = ["git", "-C", str(self.folder), *who, *arguments]
        done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def commit(self, what: str) -> None:
        self("add", "--all")
        self("commit", "--quiet", "--message", what)


@pytest.fixture
def ten(folder: Path) -> Repository:
    """Ten branches from one commit, on each of which another paper has been contributed to the same approach."""
    git = Repository(folder)
    git("init", "--quiet")
    git.commit("begin")
    for word in WORDS:
        git("switch", "--quiet", "--create", word, "main")
        contribute(folder, word)
        git.commit(word)
    git("switch", "--quiet", "main")
    return git


def merged(ten: Repository, folder: Path, seed: int, *, is_folded_between: bool) -> Path:
    """The project once all ten have been merged in some order, folded in the end or also halfway."""
    shutil.copytree(ten.folder, folder)
    git = Repository(folder)
    order = random.Random(seed).sample(WORDS, len(WORDS))
    for number, word in enumerate(order):
        git("merge", "--quiet", "--no-edit", word)
        if is_folded_between and number in (2, 6):
            cli.main(["--root", str(folder), "check", "--fix"])
            git.commit("fold")
    return folder


def test_ten_contributions_merge_without_a_conflict_into_the_same_site(ten: Repository, tmp_path: Path) -> None:
    waiting = merged(ten, tmp_path / "waiting", 1, is_folded_between=False)
    assert check(waiting)[1] == []
    site = pages(waiting)
    assert len(load(waiting).papers) == 14
    folded = merged(ten, tmp_path / "folded", 2, is_folded_between=True)
    assert pages(folded) == site
    for folder in (folded, waiting):
        cli.main(["--root", str(folder), "check", "--fix"])
        assert (check(folder)[1], list(mends(folder))) == ([], [])
    assert pages(folded) == site
    assert digests(folded / "data") == digests(waiting / "data")
