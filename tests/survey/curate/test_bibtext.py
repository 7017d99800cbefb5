"""Entries that people paste, above all those that they copied here."""

from __future__ import annotations

import pytest

from survey.curate.bibtext import records
from survey.curate.house import House, house
from survey.formats.bibtex import FOREIGN, OWN, bibtex, preprint
from survey.model import Survey
from survey.read.bibtex import names
from survey.text.latex import decode_latex

# What an export leaves out because no program prints it there: curators do not get that back from the entry alone.
LOST = {kind: OWN | fields | {"issue"} for kind, fields in FOREIGN.items()} | {
    "inproceedings": OWN | {"issn", "issue", "number"}
}


def pasted(text: str) -> House:
    """An entry as it will stand in papers.bib if somebody pastes the text."""
    [found] = records(text, "pasted")
    return house(found, ())


def test_every_entry_that_is_copied_and_pasted_back_is_the_same_entry(tides: Survey) -> None:
    for paper in tides.papers.values():
        for ascii_only in (False, True):
            made = pasted(bibtex(paper, ascii_only=ascii_only))
            got = dict(made.fields)
            assert made.kind == paper.kind, paper.key
            assert names(got.pop("author")) == (paper.authors, paper.has_more_authors)
            assert decode_latex(got["title"]) == paper.title
            for name in paper.fields.keys() - LOST[paper.kind] - {"author", "title"}:
                assert decode_latex(got.get(name, "")) == decode_latex(paper.get(name)), (paper.key, name)


def test_the_preprint_of_a_published_paper_is_a_preprint(tides: Survey) -> None:
    made = pasted(preprint(tides.papers["abara2019tide"]))
    assert made.kind == "misc"
    assert made.fields[2:] == (
        ("howpublished", "arXiv preprint arXiv:1905.01234"),
        ("year", "2019"),
        ("doi", "10.48550/arXiv.1905.01234"),
        ("eprint", "1905.01234"),
        ("archiveprefix", "arXiv"),
        ("primaryclass", "physics.ao-ph"),
        ("url", "https://arxiv.org/abs/1905.01234"),
        ("pdf", "https://arxiv.org/pdf/1905.01234"),
    )


@pytest.mark.parametrize("where", [
    "journal = {arXiv preprint arXiv:2201.00077}", "journal = {CoRR}, volume = {abs/2201.00077}",
    "journal = {ArXiv}, eprint = {2201.00077v2}, archivePrefix = {arXiv}",
    "journal = {arXiv e-prints}, doi = {10.48550/arXiv.2201.00077}", "eprint = {2201.00077}, eprinttype = {arxiv}",
    "journal = {arXiv preprint arXiv:1901.00001}, eprint = {2201.00077}",
])  # fmt: skip
def test_a_preprint_on_arxiv_by_whatever_journal(where: str) -> None:
    got = dict(pasted(f"@article{{x, author = {{Ebb, Ada}}, title = {{A Cove}}, year = {{2022}}, {where}}}").fields)
    assert got["howpublished"] == "arXiv preprint arXiv:2201.00077"
    assert got["url"] == "https://arxiv.org/abs/2201.00077"
    assert got["archiveprefix"] == "arXiv"
    assert got.keys().isdisjoint({"journal", "volume"})


@pytest.mark.parametrize(("journal", "kind"), [
    ("SocArXiv", "misc"), ("SSRN Electronic Journal", "misc"), ("OSF Preprints", "misc"), ("Zenodo", "misc"),
    ("Ossification Letters", "article"), ("Letters on SSRN", "article"),
])  # fmt: skip
def test_servers_of_preprints_are_no_journals(journal: str, kind: str) -> None:
    made = pasted(f"@article{{x, author = {{Ebb, Ada}}, title = {{A Cove}}, year = {{2022}}, journal = {{{journal}}}}}")
    assert made.kind == kind
    assert dict(made.fields)["howpublished" if kind == "misc" else "journal"] == journal


def test_an_identifier_of_another_archive_is_none_of_arxivs() -> None:
    text = "@misc{x, author = {Ebb, Ada}, title = {A Cove}, year = {2022}, eprint = {2201.00077}, eprinttype = {hal}}"
    assert "howpublished" not in dict(pasted(text).fields)


def test_a_doi_leads_to_the_page_that_an_export_leaves_to_it() -> None:
    text = "@article{x, author = {Ebb, Ada}, title = {A Cove}, year = {2022}, journal = {Salt}, doi = {10.5555/salt.1}}"
    assert dict(pasted(text).fields)["url"] == "https://doi.org/10.5555/salt.1"


@pytest.mark.parametrize(("given", "name", "kept"), [
    ("month = {March}", "month", "mar"), ("month = {SEP}", "month", "sep"), ("month = {Spring}", "month", None),
    ("doi = {https://dx.doi.org/10.5555/Salt.1}", "doi", "10.5555/Salt.1"),
    ("doi = {doi:10.5555/s}", "doi", "10.5555/s"),
    ("pages = {1–9}", "pages", "1--9"), (r"publisher = {P{\^e}che \& Cie}", "publisher", r"Pêche \& Cie"),
    ("date = {2021-05-01}", "year", "2022"), ("verified = {2020-01-01}", "verified", None),
    ("keywords = {a; b}", "keywords", None), ("url = {https://example.org/a\\_b}", "url", "https://example.org/a_b"),
])  # fmt: skip
def test_what_people_write_is_kept_as_the_house_writes_it(given: str, name: str, kept: str | None) -> None:
    text = f"@article{{x, author = {{Ebb, Ada}}, title = {{A Cove}}, year = {{2022}}, journal = {{Salt}}, {given}}}"
    assert dict(pasted(text).fields).get(name) == kept


def test_the_year_of_a_date_is_the_year() -> None:
    text = "@article{x, author = {Ebb, Ada}, title = {A Cove}, journal = {Salt}, date = {2021-05}}"
    assert dict(pasted(text).fields)["year"] == "2021"
