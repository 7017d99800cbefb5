from __future__ import annotations

import json
from dataclasses import replace

import pytest

from survey.formats import api
from survey.formats.exports import exports
from survey.formats.registry import FORMATS
from survey.formats.spreadsheet import papers_csv
from survey.model import Survey


@pytest.fixture(scope="module")
def files(tides: Survey) -> dict[str, str]:
    return dict(exports(tides))


def test_every_part_of_the_survey_has_its_files(tides: Survey, files: dict[str, str]) -> None:
    wanted = {"papers.csv", *(f"api/{name}{end}.json" for name in ("papers", "taxonomy") for end in ("", ".schema"))}
    wanted |= {f"references.{end}" for end in ("bib", "ris", "json")}
    sections = [id for section in tides.walk() for id in (section.id, *section.was)]
    wanted |= {f"taxonomy/{id}.{end}" for id in sections for end in ("bib", "ris", "json")}
    wanted |= {f"start/{path.id}.{end}" for path in tides.reading_paths for end in ("bib", "ris", "json")}
    wanted |= {f"references/source/{id}.{end}" for id in ("almanac", "wall", "later") for end in ("bib", "ris", "json")}
    wanted |= {f"papers/{key}.{end}" for key in tides.papers for end in ("bib", "ris")}
    assert set(files) == wanted


@pytest.mark.parametrize("format", FORMATS, ids=lambda made: made.extension)
def test_a_file_of_many_holds_the_records_by_key(tides: Survey, files: dict[str, str], format: object) -> None:
    assert isinstance(format, type(FORMATS[0]))
    everything = format.library(format.record(paper) for paper in tides.papers.values())
    assert files[f"references.{format.extension}"] == everything
    below = sorted(tides.paths["from-the-shore"][-1].papers, key=lambda paper: paper.key)
    assert files[f"taxonomy/from-the-shore.{format.extension}"] == format.library(map(format.record, below))
    read = sorted(tides.reading_paths[1].papers, key=lambda paper: paper.key)
    assert files[f"start/by-boat.{format.extension}"] == format.library(map(format.record, read))


def test_the_papers_of_one_origin_are_a_file(tides: Survey, files: dict[str, str]) -> None:
    later = [tides.papers[key] for key in ("auk2021fathom", "auk2021mast", "breke2022drift", "zorn2023mole")]
    for format in FORMATS:
        assert files[f"references/source/later.{format.extension}"] == format.library(map(format.record, later))


def test_where_papers_come_from_leaves_with_no_record(files: dict[str, str]) -> None:
    for name, text in files.items():
        if name.endswith((".bib", ".ris")) or name == "references.json":
            assert "2026-04-11" not in text
            assert "nobody else has tried" not in text
            assert "source = " not in text


def test_a_file_of_one_paper_is_its_record(tides: Survey, files: dict[str, str]) -> None:
    for format in FORMATS[:2]:
        assert files[f"papers/corvi2018gauge.{format.extension}"] == format.record(tides.papers["corvi2018gauge"])


def test_the_other_files_are_what_their_modules_make(tides: Survey, files: dict[str, str]) -> None:
    assert files["papers.csv"] == papers_csv(tides)
    assert files["api/papers.json"] == api.papers_json(tides)
    assert files["api/taxonomy.json"] == api.taxonomy_json(tides)
    assert json.loads(files["api/papers.schema.json"]) != json.loads(files["api/taxonomy.schema.json"])


def test_former_names_have_the_same_files(tides: Survey, files: dict[str, str]) -> None:
    paper = replace(tides.papers["king2015neap"], was=("king2014neap", "neaps"))
    made = dict(exports(replace(tides, papers={**tides.papers, paper.key: paper})))
    for name in paper.was:
        for extension in ("bib", "ris"):
            assert made[f"papers/{name}.{extension}"] == files[f"papers/{paper.key}.{extension}"]
    for extension in ("bib", "ris", "json"):
        assert files[f"taxonomy/moon-sticks.{extension}"] == files[f"taxonomy/moon-clocks.{extension}"]
