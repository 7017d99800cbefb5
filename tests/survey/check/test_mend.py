"""`check --fix` puts right what needs no decision, shows it, and then has nothing left to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import main
from conftest import TIDES, TOY
from sketch import entry
from survey.check.mend import _bibliography, mends, promised

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
    text = bib.read_text().replace("12--34", "12 – 34").replace("1--9", "1-9")
    entries = text.replace("  publisher = {Toy Press},\n", "", 1).replace("{Toy Press}", "{Toys}").split("\n\n")
    kept = [entry for entry in entries if "mausam" not in entry]
    bib.write_bytes("\r\n\r\n".join([*reversed(kept), UNTIDY]).encode())
    taxonomy = tmp_path / "data/taxonomy.yml"
    taxonomy.write_text(taxonomy.read_text().replace("\nsections:\n", "\nsections:   \n"))
    promised = tmp_path / "data/promised-ids.txt"
    promised.write_text(promised.read_text().replace("together\n", ""))
    return tmp_path


@pytest.fixture
def fix(untidy: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    """What `check --fix` prints."""

    def run() -> str:
        main(["--root", str(untidy), "check", "--fix"])
        return capsys.readouterr().out

    return run


def test_fix_restores_the_tidy_files(untidy: Path, fix: Callable[[], str]) -> None:
    fix()
    for name in ("papers.bib", "taxonomy.yml", "promised-ids.txt"):
        assert (untidy / "data" / name).read_bytes() == (TOY / "data" / name).read_bytes(), name


def test_fix_shows_what_it_does(fix: Callable[[], str]) -> None:
    told = fix()
    assert "--- data/papers.bib" in told
    assert "+  pages = {12--34},\n" in told
    assert "-AUTHOR = " in told
    assert told.count("+  publisher = {Toy Press},\n") == 2
    assert "+together\n" in told
    assert told.endswith("4 papers: the survey data is sound\n")


def test_fix_is_idempotent(fix: Callable[[], str]) -> None:
    fix()
    assert fix() == "4 papers: the survey data is sound\n"


@pytest.mark.parametrize(("text", "mended"), [
    ("# Ids.\na\nc\n", "# Ids.\na\nb\nc\n"), ("a\nc", "a\nb\nc\n"), ("a", "a\nb\n"), ("", "b\n"),
    ("# Ids.\r\na\r\nc\r\n", "# Ids.\r\na\r\nb\r\nc\r\n"), ("c gone\n", "b\nc gone\n"),
])  # fmt: skip
def test_a_promise_goes_to_its_place(text: str, mended: str) -> None:
    assert promised(text, "b") == mended


def test_tidy_files_need_no_fix() -> None:
    assert list(mends(TOY)) == list(mends(TIDES)) == []


def test_unreadable_files_stay_as_they_are(untidy: Path, fix: Callable[[], str]) -> None:
    bib = untidy / "data/papers.bib"
    bib.write_text("@misc{open, title = {never closed\n")
    assert "papers.bib:1" in fix()
    assert bib.read_text() == "@misc{open, title = {never closed\n"


def test_check_annotates_pull_requests(untidy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bib = untidy / "data/papers.bib"
    bib.write_text(bib.read_text().replace("year = {2025}", "year = {100% sure}"))
    assert main(["--root", str(untidy), "check", "--format", "github"]) == 1
    told = capsys.readouterr().out
    assert "`year` is `100%25 sure`; write four digits such as `2024`" in told
    assert all(line.startswith(("::error file=data/", "::warning file=data/")) for line in told.splitlines())


@pytest.mark.parametrize(("pages", "mended"), [
    ("12-34", "12--34"), ("12 – 34", "12--34"), ("12---34", "12--34"), ("12‐34", "12--34"), ("12―34", "12--34"),
    ("12--34", "12--34"), ("e1 - e9", "e1--e9"), ("-12", "-12"), ("12 34", "12 34"),
])  # fmt: skip
def test_dashes_of_page_ranges(pages: str, mended: str) -> None:
    assert _bibliography(entry(pages=pages), {}) == _bibliography(entry(pages=mended), {})
    assert f"pages = {{{mended}}}" in _bibliography(entry(pages=pages), {})


def test_dashes_elsewhere_stay() -> None:
    assert "title = {12-34}" in _bibliography(entry(title="12-34"), {})


def test_entries_and_fields_are_put_in_order() -> None:
    text = "@misc{b, YEAR = 2020, odd = {x}, author = {B}}\n@misc{a, month = jul, title = {A\n  B}}"
    assert _bibliography(text, {}) == (
        "@misc{a,\n  title = {A B},\n  month = jul,\n}\n\n"
        "@misc{b,\n  author = {B},\n  year = {2020},\n  odd = {x},\n}\n"
    )


def test_a_bibliography_that_cannot_be_read_stays_as_it_is() -> None:
    assert _bibliography("@misc{a, title = {x}\n year = 1}", {}) == "@misc{a, title = {x}\n year = 1}"


def test_other_files_lose_spaces_at_the_ends_of_lines(untidy: Path) -> None:
    venues = untidy / "data/venues.yml"
    venues.write_text("venues:  \n  TOY: [Toy Conference]\t\n\n  JoT: [Journal of Toys]")
    by_path = {mend.path: mend for mend in mends(untidy)}
    assert by_path["data/venues.yml"].after == "venues:\n  TOY: [Toy Conference]\n\n  JoT: [Journal of Toys]\n"
    assert by_path["data/venues.yml"].diff.startswith(
        "--- data/venues.yml\n+++ data/venues.yml\n@@ -1,4 +1,4 @@\n-venues:  \n"
    )


def test_no_list_of_promises_is_begun_where_there_is_none(untidy: Path) -> None:
    (untidy / "data/promised-ids.txt").unlink()
    assert "data/promised-ids.txt" not in {mend.path for mend in mends(untidy)}


def test_files_that_are_no_text_are_left_to_their_owner(untidy: Path) -> None:
    (untidy / "data/venues.yml").write_bytes(b"venues: {A: [\xe9]}  \n")
    assert "data/venues.yml" not in {mend.path for mend in mends(untidy)}


def test_facts_of_volumes_are_filled_in_and_other_lines_stay(untidy: Path) -> None:
    bib = untidy / "data/papers.bib"
    tidy = (TOY / "data/papers.bib").read_text()
    bib.write_text(tidy.replace("Proceedings of the Toy Conference 2024", "Toy Conference, Toytown, May 1-2, 2024"))
    [mend] = [mend for mend in mends(untidy) if mend.path == "data/papers.bib"]
    assert mend.after == tidy
    changed = [line for line in mend.diff.splitlines()[3:] if line[0] in "+-"]
    assert changed == [
        "-  booktitle = {Toy Conference, Toytown, May 1-2, 2024},",
        "+  booktitle = {Proceedings of the Toy Conference 2024},",
    ]


def test_what_an_entry_inherits_is_not_filled_in_again(untidy: Path) -> None:
    bib = untidy / "data/papers.bib"
    text = (TOY / "data/papers.bib").read_text()
    child = text.replace("  booktitle = {Proceedings of the Toy Conference},\n", "").replace(
        "  publisher = {Toy Press},\n  keywords = {Model Routing; Model Cascading},\n",
        "  keywords = {Model Routing; Model Cascading},\n  crossref = {toy2025},\n",
    )
    parent = "@inproceedings{toy2025,\n  title = {Proceedings of the Toy Conference},\n  publisher = {Toy Press},\n}\n"
    bib.write_text(f"{child}\n{parent}")
    assert "data/papers.bib" not in {mend.path for mend in mends(untidy)}
