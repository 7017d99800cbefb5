"""`cli.py merge`: another bibliography beside ours, as messy as people have them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import cli
from conftest import ROOT, TOY, digests
from homes import Homes, feed, homes, preprint
from survey.check.load import load, read
from survey.curate.compare.merge import merge

__all__ = ["homes"]
Run = Callable[..., tuple[int, str, str]]

OTHER = r"""
@string{toycon = {Toy Conference, Toytown, 2024}}
@article{DBLP:journals/corr/abs-2401-00001,
  author = {Ada Chen and Ga\"el Varoquaux}, title = {Asking small models first: A cascade for LLMs},
  journal = {CoRR}, volume = {abs/2401.00001}, year = {2023}, eprint = {2401.00001}, doi = {10.48550/arXiv.2401.00001},
}
@article{bert, author = {M{\"u}ller, J. and others}, title = {{BERT} & Friends: 50\% Smaller, 90\% as Good},
  journal = {J. of Toys}, year = 2021, number = 1, pages = {e17},
}
@inproceedings{route, author = {Isaac Ong and Mei Liu}, title = {Routing Toys}, year = {2025}, pages={1-9},
  booktitle = {Proceedings of the Toy Conference}}
@article{plain, author = {Mausam}, title = {Plain Words}, journal = {Journal of Toys}, year = {2024}}
@misc{wrong, author = {Zoe Else}, title = {Something of Another Kind}, year = {2024}, eprint = {2301.00002}}
@misc{both, author = {Zoe Else}, title = {Half of This, Half of That}, doi = {10.1234/jot.17}, eprint = {2301.00002}}
@misc{twin, author = {Someone Else}, title = {Routing toys}, year = {1999}}
@article{new, author = {Gear, Ada and van der Wheel, Bo}, title = {Small Gears Turn Large Wheels with LLMs},
  journal = {arXiv preprint arXiv:2403.00001}, year = {2024}}
@misc{newagain, author = {Ada Gear and Bo van der Wheel}, title = {Small gears turn large wheels with {LLM}s},
  year = {2024}}
@book{old, author = {,,,,}, title = {Gears of Brass}, year = {1950}}
@misc{open, title = {never closed
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    shutil.copy(ROOT / "mkdocs.yml", folder / "site.yml")
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.bib"
    path.write_bytes(OTHER.replace("&", "&").encode("latin-1"))
    return path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `cli.py` on the project: exit code, output, and what is told besides."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        code = cli.main(["--root", str(folder), *map(str, arguments)])
        return code, *capsys.readouterr()

    return command


def test_each_entry_is_new_known_or_conflicting(folder: Path, other: Path) -> None:
    merged = merge(read(folder)[0], other)
    assert [one.name for one in merged.new] == ["new", "old"]
    known = {one.reference.name: one for one in merged.known}
    assert {name: one.key for name, one in known.items()} == {
        "DBLP:journals/corr/abs-2401-00001": "chen2024cascade", "bert": "muller2022robust", "route": "ong2025route",
        "plain": "mausam2023plain",
    }  # fmt: skip
    assert known["DBLP:journals/corr/abs-2401-00001"].is_older
    assert known["DBLP:journals/corr/abs-2401-00001"].differences == ()
    assert known["plain"].is_newer
    assert known["route"].differences == ()
    differing = {one.field: (one.ours, one.theirs) for one in known["bert"].differences}
    assert differing == {"year": ("2022", "2021"), "venue": ("JoT", "J. of Toys")}
    conflicts = {one.name: why for one, why in merged.conflicting}
    assert conflicts["wrong"].startswith("has an identifier of `mausam2023plain`, which is “Plain Words” by Mausam")
    assert conflicts["both"] == "has identifiers of `mausam2023plain` and of `muller2022robust`"
    assert conflicts["twin"].startswith("has the title of `ong2025route`, which is “Routing Toys” by Ong et al.")
    assert [(one.name, first.name) for one, first in merged.twice] == [("newagain", "new")]
    assert [problem.line for problem in merged.unread] == [OTHER[: OTHER.index("@misc{open")].count("\n") + 1]


def test_fields_stand_side_by_side_and_nothing_is_changed(
    folder: Path, other: Path, run: Run, golden: Callable[[Path, str], None]
) -> None:
    before = digests(folder)
    code, out, err = run("merge", other)
    assert (code, err) == (0, "")
    golden(ROOT / "tests/golden/merge.txt", out)
    assert digests(folder) == before


CASCADE = "title={Asking Small Models First: A Cascade for LLMs}, eprint={2401.00001}, year=2024"


@pytest.mark.parametrize(("entry", "differing"), [
    (f"@misc{{x, author={{Ada Chen}}, {CASCADE}}}", {"authors": ("Chen, Varoquaux", "Chen")}),
    (f"@misc{{x, author={{Ada Chen and others}}, {CASCADE}}}", {}),
    ("@misc{x, author={Mausam}, title={Plain Words}, year=2022, doi={10.48550/arXiv.2301.00002}}",
     {"year": ("2023", "2022")}),
    ("@misc{x, author={Ada Chen and others}, title={Asking Small Models First}, year=2024}",
     {"title": ("Asking Small Models First: a Cascade for LLMs", "Asking Small Models First")}),
])  # fmt: skip
def test_what_differs_in_an_entry(tmp_path: Path, entry: str, differing: dict[str, tuple[str, str]]) -> None:
    (tmp_path / "other.bib").write_text(entry)
    [known] = merge(read(TOY)[0], tmp_path / "other.bib").known
    assert {one.field: (one.ours, one.theirs) for one in known.differences} == differing


def test_what_is_new_is_added_as_drafts(folder: Path, other: Path, run: Run, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed(preprint())
    code, out, err = run("merge", other, "--add")
    assert code == 0
    assert "changed data/inbox/gear2024small.yml\n" in out
    assert "is a draft (`needs a place and a claim; from other.bib`)" in out
    assert "note: other.bib:20: the entry needs `author` and `title`" in err
    assert set(load(folder).papers) == set(load(TOY).papers)


def test_a_service_that_fails_costs_its_papers_alone(folder: Path, other: Path, run: Run, homes: Homes) -> None:
    before = digests(folder)
    homes["/arxiv/api/query"] = "<html>Sorry.</html>"
    code, _, err = run("merge", other, "--add")
    assert "arXiv answers with no feed of records" in err
    assert (code, digests(folder)) == (0, before)


@pytest.mark.parametrize(("content", "told"), [
    (b"", "holds no reference that can be found"), (b"No entries.", "holds no reference that can be found"),
    (None, "cannot be read (No such file or directory)"),
])  # fmt: skip
def test_files_without_references_are_a_sentence(tmp_path: Path, run: Run, content: bytes | None, told: str) -> None:
    path = tmp_path / "other.bib"
    if content is not None:
        path.write_bytes(content)
    code, _, err = run("merge", path)
    assert code == 1
    assert told in err


def test_two_new_papers_of_one_key_come_one_after_the_other(
    folder: Path, tmp_path: Path, run: Run, homes: Homes
) -> None:
    one, two = (
        "@misc{a, author={Gear, Ada}, title={Brass}, year=2020}",
        "@misc{b, author={Gear, Al}, title={Brass!}, year=2020}",
    )
    (tmp_path / "two.bib").write_text(f"{one}\n{two.replace('Brass!', 'Brass and Iron')}")
    code, _, err = run("merge", tmp_path / "two.bib", "--add")
    assert code == 0
    assert "two.bib:2: its key would be `gear2020brass`, as that of another new one; add it after that" in err
    assert (folder / "data/inbox/gear2020brass.yml").exists()
    assert run("merge", tmp_path / "two.bib", "--add")[0] == 0
    assert (folder / "data/inbox/gear2020iron.yml").exists()
    assert homes.asked
