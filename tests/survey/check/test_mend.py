"""`check --fix` puts right what needs no decision, shows it, and then has nothing left to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, TOY, run
from survey.check.mend import mends

UNTIDY = """\
@misc{mausam2023plain,
AUTHOR = "{Mausam}",
    Title   =   {Plain
       Words},
 year=2023, eprint = {2301.00002}, archivePrefix = {arXiv}, url = {https://arxiv.org/abs/2301.00002},
 howpublished = {arXiv preprint arXiv:2301.00002} }
"""


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    """The toy project as a careless editor leaves it."""
    shutil.copytree(TOY, tmp_path, dirs_exist_ok=True)
    bib = tmp_path / "data/papers.bib"
    entries = bib.read_text().replace("12--34", "12 – 34").replace("1--9", "1-9").split("\n\n")
    kept = [entry for entry in entries if "mausam" not in entry]
    bib.write_bytes("\r\n\r\n".join([*reversed(kept), UNTIDY]).encode())
    taxonomy = tmp_path / "data/taxonomy.yml"
    taxonomy.write_text(taxonomy.read_text().replace("\nsections:\n", "\nsections:   \n"))
    promised = tmp_path / "data/promised-ids.txt"
    promised.write_text(promised.read_text().replace("together\n", ""))
    return tmp_path


def fix(folder: Path) -> str:
    return run("hooks/cli.py", "--root", folder, "check", "--fix").stdout


def test_fix_restores_the_tidy_files(untidy: Path) -> None:
    fix(untidy)
    for name in ("papers.bib", "taxonomy.yml", "promised-ids.txt"):
        assert (untidy / "data" / name).read_bytes() == (TOY / "data" / name).read_bytes(), name


def test_fix_shows_what_it_does(untidy: Path) -> None:
    told = fix(untidy)
    assert "--- data/papers.bib" in told
    assert "+  pages = {12--34},\n" in told
    assert "-AUTHOR = " in told
    assert "+together\n" in told
    assert told.endswith("4 papers: the survey data is sound\n")


def test_fix_is_idempotent(untidy: Path) -> None:
    fix(untidy)
    assert fix(untidy) == "4 papers: the survey data is sound\n"


def test_real_data_needs_no_fix() -> None:
    assert list(mends(ROOT)) == []


def test_unreadable_files_stay_as_they_are(untidy: Path) -> None:
    bib = untidy / "data/papers.bib"
    bib.write_text("@misc{open, title = {never closed\n")
    assert "papers.bib:1" in fix(untidy)
    assert bib.read_text() == "@misc{open, title = {never closed\n"


def test_check_annotates_pull_requests(untidy: Path) -> None:
    bib = untidy / "data/papers.bib"
    bib.write_text(bib.read_text().replace("year = {2025}", "year = {100% sure}"))
    done = run("hooks/cli.py", "--root", untidy, "check", "--format", "github")
    assert "`year` is `100%25 sure`; write four digits such as `2024`" in done.stdout
    assert all(line.startswith(("::error file=data/", "::warning file=data/")) for line in done.stdout.splitlines())
    assert done.returncode == 1
