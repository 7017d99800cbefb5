"""Entries that inherit from the record of their proceedings, and comments between entries."""

from __future__ import annotations

import shutil
from pathlib import Path

from conftest import TOY
from survey.check.load import check
from survey.check.mend import apply
from survey.read.bibtex import inherit, read

TEXT = """\
% The proceedings of a conference stand below their papers.
@inproceedings{doe2024toy,
  author = {Doe, Jane},
  title = {A Toy},
  pages = {1--2},
  crossref = {toys2024},
}

@proceedings{toys2024,
  title = {Proceedings of the Toy Conference},
  editor = {Roe, Richard},
  year = {2024},
  publisher = {Toy Press},
}
"""


def test_a_paper_inherits_from_its_proceedings_which_are_no_paper() -> None:
    entries, problems = read(TEXT, "x.bib")
    assert problems == []
    (paper,) = inherit(entries)
    assert dict(paper.fields) == {
        "author": "Doe, Jane",
        "title": "A Toy",
        "booktitle": "Proceedings of the Toy Conference",
        "year": "2024",
        "pages": "1--2",
        "publisher": "Toy Press",
        "editor": "Roe, Richard",
    }


def test_a_paper_keeps_what_it_says_itself() -> None:
    entries, _ = read(TEXT.replace("pages = {1--2}", "year = {2023}"), "x.bib")
    (paper,) = inherit(entries)
    assert paper.fields["year"] == "2023"


def test_a_reference_that_leads_nowhere_inherits_nothing() -> None:
    entries, _ = read(TEXT.replace("crossref = {toys2024}", "crossref = {toys2042}"), "x.bib")
    assert [set(entry.fields) for entry in inherit(entries)] == [
        {"author", "title", "pages", "crossref"},
        {"title", "editor", "year", "publisher"},
    ]


def test_mending_keeps_comments_and_the_order_that_crossref_needs(tmp_path: Path) -> None:
    folder = shutil.copytree(TOY, tmp_path / "project")
    bib = folder / "data/papers.bib"
    bib.write_text(f"{bib.read_text()}\n{TEXT.replace('toys2024', 'all2024')}")
    apply(folder)
    mended = bib.read_text()
    assert "% The proceedings of a conference stand below their papers.\n@inproceedings{doe2024toy," in mended
    assert mended.index("@proceedings{all2024") == mended.rindex("@")
    before = mended
    apply(folder)
    assert bib.read_text() == before
    assert [problem.message for problem in check(folder)[1]] == [
        "doe2024toy: stands in no approach; place it in data/taxonomy.yml"
    ]
