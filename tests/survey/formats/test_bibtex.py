from __future__ import annotations

import pytest

from conftest import TIDES
from sketch import paper
from survey.formats import bibtex
from survey.model import Survey
from survey.read.bibtex import names, read


def test_entries_are_the_curated_ones(tides: Survey) -> None:
    made = bibtex.bibliography(map(bibtex.bibtex, tides.papers.values()))
    assert made == (TIDES / "data/papers.bib").read_text()


def test_ascii_entries_name_the_same_people(tides: Survey) -> None:
    for made in tides.papers.values():
        text = bibtex.bibtex(made, ascii_only=True)
        assert text.isascii()
        [entry], problems = read(text, "x.bib")
        assert problems == []
        assert names(entry.fields["author"]) == (made.authors, made.has_more_authors)


def test_letters_that_ascii_lacks_are_spelled_out() -> None:
    made = paper(title="Ebb – and Müller’s “Flow”")
    assert "title = {Ebb -- and M{\\\"u}ller's ``Flow''}" in bibtex.bibtex(made, ascii_only=True)
    assert "title = {Ebb – and Müller’s “Flow”}" in bibtex.bibtex(made)


def test_the_entry_of_the_preprint_in_full(tides: Survey) -> None:
    assert bibtex.preprint(tides.papers["abara2019tide"]) == (
        "@misc{abara2019tide,\n"
        "  author = {Abara, Ngozi},\n"
        "  title = {{MoonClock}: reading a tide by its own shadow},\n"
        "  howpublished = {arXiv preprint arXiv:1905.01234},\n"
        "  year = {2019},\n"
        "  doi = {10.48550/arXiv.1905.01234},\n"
        "  eprint = {1905.01234},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {physics.ao-ph},\n"
        "  url = {https://arxiv.org/abs/1905.01234},\n"
        "  pdf = {https://arxiv.org/pdf/1905.01234},\n"
        "  code = {https://code.example.org/moonclock},\n"
        "}\n"
    )


def test_a_preprint_has_the_year_of_its_identifier(tides: Survey) -> None:
    text = bibtex.preprint(tides.papers["auk2021harbour"])  # published in 2021, on arXiv in 2020
    assert "  year = {2020},\n" in text
    assert "primaryclass" not in text


@pytest.mark.parametrize(("identifier", "year"), [
    ("2306.01234", 2023), ("0704.0001", 2007), ("cs/9901001", 1999), ("hep-th/9108001", 1991), ("9012.00001", 2090),
    ("math.AG/0601001", 2006),
])  # fmt: skip
def test_the_year_of_an_identifier(identifier: str, year: int) -> None:
    assert bibtex.arxiv_year(identifier) == year
