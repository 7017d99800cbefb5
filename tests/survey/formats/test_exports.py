from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import rispy

from survey import urls
from survey.formats import bibtex, csl, ris
from survey.formats.exports import exports
from survey.formats.registry import FORMATS
from survey.model import Paper, Survey
from survey.read.bibtex import Entry, names, read, write_entry

NEEDED_BY_TYPE = {
    "article": {"publisher"},
    "article-journal": {"container-title"},
    "paper-conference": {"container-title"},
    "report": {"container-title"},
    "webpage": {"container-title", "URL"},
}


@pytest.fixture(scope="module")
def files(tides: Survey) -> dict[str, str]:
    return dict(exports(tides))


def entries(text: str) -> list[Entry]:
    found, problems = read(text, "file.bib")
    assert problems == []
    return found


def test_every_part_of_the_survey_is_there_in_every_format(tides: Survey, files: dict[str, str]) -> None:
    for extension in ("bib", "ris", "json"):
        assert urls.references(extension) in files
        assert all(urls.section_file(section.id, extension) in files for section in tides.walk())
    for extension in ("bib", "ris"):
        assert all(urls.paper_file(key, extension) in files for key in tides.papers)
    assert {"papers.csv", "api/papers.json", "api/taxonomy.json"} <= files.keys()


def test_bibtex_reads_back_as_what_was_written(tides: Survey, files: dict[str, str]) -> None:
    found = entries(files["references.bib"])
    assert [entry.key for entry in found] == list(tides.papers)
    for entry in found:
        paper = tides.papers[entry.key]
        assert (entry.kind, entry.fields) == (paper.kind, paper.fields)
    assert bibtex.bibliography(write_entry(e.kind, e.key, e.fields.items()) for e in found) == files["references.bib"]


def test_bibtex_is_the_curated_file_itself(files: dict[str, str], root: Path) -> None:
    assert files["references.bib"] == (root / "data/papers.bib").read_text()


def test_ascii_bibtex_is_ascii_and_names_the_same_people(tides: Survey) -> None:
    for paper in tides.papers.values():
        text = bibtex.bibtex(paper, ascii_only=True)
        assert text.isascii()
        people, _ = names(entries(text)[0].fields["author"])
        assert [name.full for name in people] == [name.full.replace("’", "'") for name in paper.authors]


def test_a_preprint_entry_is_of_the_same_work_under_the_same_key(tides: Survey) -> None:
    published = [paper for paper in tides.papers.values() if paper.is_published and paper.arxiv]
    assert len(published) > 100
    for paper in published:
        [entry] = entries(bibtex.preprint(paper))
        assert (entry.key, entry.kind) == (paper.key, "misc")
        assert entry.fields["title"] == paper.get("title")
        assert abs(int(entry.fields["year"]) - paper.year) <= 3
        assert not entry.fields.keys() & {"booktitle", "journal", "volume", "pages", "publisher"}


@pytest.mark.parametrize(("identifier", "year"), [("2306.01234", 2023), ("0704.0001", 2007), ("cs/9901001", 1999)])
def test_the_year_of_an_arxiv_identifier(identifier: str, year: int) -> None:
    assert bibtex.arxiv_year(identifier) == year


def test_ris_readers_find_every_paper(tides: Survey, files: dict[str, str]) -> None:
    read = rispy.loads(files["references.ris"])
    assert [record["id"] for record in read] == list(tides.papers)
    for record in read:
        paper = tides.papers[record["id"]]
        assert record["title"] == paper.title
        assert record["authors"][: len(paper.authors)] == [name.inverted for name in paper.authors]
        assert record["year"] == str(paper.year)
        assert record.get("doi", "") == paper.doi
        assert record.get("start_page", "") == (paper.pages[0] if paper.pages else "")


def test_ris_records_end_where_they_should(tides: Survey) -> None:
    for paper in tides.papers.values():
        lines = ris.record(paper).split("\n")
        assert lines[0].startswith("TY  - ")
        assert lines[-2:] == ["ER  - ", ""]


def test_csl_records_have_what_their_type_needs(tides: Survey, files: dict[str, str]) -> None:
    records = json.loads(files["references.json"])
    assert [record["id"] for record in records] == list(tides.papers)
    for record in records:
        assert record.keys() >= {"type", "title", "author", "issued", *NEEDED_BY_TYPE[record["type"]]}
        assert all(record.values())
        assert record["issued"]["date-parts"][0][0] == tides.papers[record["id"]].year


def test_a_list_of_authors_that_is_cut_says_so(tides: Survey) -> None:
    cut = [paper for paper in tides.papers.values() if paper.has_more_authors]
    assert cut
    assert all(csl.authors(paper)[-1] == {"literal": "others"} for paper in cut)


def test_a_section_file_holds_the_papers_below_it(tides: Survey, files: dict[str, str]) -> None:
    for section in tides.walk():
        keys = sorted(paper.key for paper in section.papers)
        assert [record["id"] for record in json.loads(files[urls.section_file(section.id, "json")])] == keys
        assert [entry.key for entry in entries(files[urls.section_file(section.id, "bib")])] == keys


def test_the_table_has_a_row_for_every_paper(tides: Survey, files: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["papers.csv"])))
    assert [row["key"] for row in rows] == list(tides.papers)
    for row in rows:
        paper: Paper = tides.papers[row["key"]]
        assert row["title"] == paper.title
        assert set(row["sections"].split("; ")) == {place.section.id for place in tides.places[paper.key]}


@pytest.mark.parametrize("name", ["papers", "taxonomy"])
def test_the_model_as_json_follows_its_schema(files: dict[str, str], name: str) -> None:
    schema = json.loads(files[urls.schema(name)])
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(files[urls.api(name)]), schema, cls=jsonschema.Draft202012Validator)


def test_the_schema_notices_a_wrong_record(files: dict[str, str]) -> None:
    schema, made = (json.loads(files[name]) for name in ("api/papers.schema.json", "api/papers.json"))
    made["papers"][0]["form"] = "napkin"
    with pytest.raises(jsonschema.ValidationError, match="napkin"):
        jsonschema.validate(made, schema, cls=jsonschema.Draft202012Validator)


def test_the_json_tree_holds_every_placement(tides: Survey, files: dict[str, str]) -> None:
    def placements(section: Any) -> int:
        here = sum(len(approach["papers"]) for approach in section.get("approaches", []))
        return here + sum(map(placements, section.get("sections", [])))

    tree = json.loads(files["api/taxonomy.json"])
    assert placements(tree) == sum(len(places) for places in tides.places.values())


def test_formats_are_named_once(tides: Survey) -> None:
    assert len({format.extension for format in FORMATS}) == len(FORMATS) == 3
    assert tides.own is not None
