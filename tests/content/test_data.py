"""What holds for the real survey, whatever is added to it: nothing here counts papers or names one."""

from __future__ import annotations

import gzip
import json
import shutil
from itertools import combinations
from pathlib import Path

import jsonschema
import pytest
import rispy
from PIL import Image

import cli
from survey.check.load import check, load
from survey.check.mend import mends
from survey.formats import api, bibtex
from survey.formats.exports import exports
from survey.formats.styles import STYLES
from survey.model import Survey
from survey.read.bibtex import names, read
from survey.read.files import FOLDERS
from survey.search.index import search_index
from survey.views.guide import advice
from survey.views.picture import NARROW, WIDE, Layout, whole
from survey.views.reading_list import reading_list
from survey.views.treemap import LETTER

PROMISES = "data/promised-"  # lists that whoever publishes keeps
CARD = (1200, 630)
BYTES_A_PAPER = 280  # of the search index, compressed

LAYOUTS = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


@pytest.fixture(scope="module")
def files(survey: Survey) -> dict[str, str]:
    return dict(exports(survey))


def test_the_data_is_sound_and_tidy(root: Path) -> None:
    """What is only doubtful is for people to judge; `check` tells it, and no test fails."""
    assert [problem for problem in check(root)[1] if not problem.is_warning] == []
    assert [mend.diff for mend in mends(root) if not mend.path.startswith(PROMISES)] == []


def test_a_section_can_be_renamed_and_renamed_again(root: Path, survey: Survey, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for name in FOLDERS:
        shutil.copytree(root / name, copy / name)
    first = list(survey.paths)[-1]
    for old, new in ((first, "zz-moved"), ("zz-moved", "zz-again")):
        assert cli.main(["--root", str(copy), "rename", "section", old, new, "--yes"]) == 0
    after = load(copy)
    assert list(after.paths["zz-again"][-1].was[-2:]) == [first, "zz-moved"]
    assert after.papers.keys() == survey.papers.keys()


def test_the_exported_bibliography_says_what_the_curated_file_says(files: dict[str, str], root: Path) -> None:
    curated = {entry.key: entry.fields for entry in read((root / "data/papers.bib").read_text(), "papers.bib")[0]}
    exported, problems = read(files["references.bib"], "references.bib")
    assert problems == []
    assert [entry.key for entry in exported] == list(curated)
    for entry in exported:
        changed = {"journal", "number", "eprinttype"}
        assert {name: text for name, text in entry.fields.items() if name not in changed}.items() <= curated[
            entry.key
        ].items()
        assert entry.fields.keys().isdisjoint(bibtex.OWN)


def test_entries_can_be_had_in_ascii(survey: Survey) -> None:
    for paper in survey.papers.values():
        text = bibtex.bibtex(paper, ascii_only=True)
        assert text.isascii(), paper.key
        people, _ = names(read(text, "x.bib")[0][0].fields["author"])
        assert [name.full for name in people] == [name.full.replace("’", "'") for name in paper.authors]


def test_preprints_are_of_the_years_before(survey: Survey) -> None:
    for paper in survey.papers.values():
        if paper.is_published and paper.arxiv:
            [entry], problems = read(bibtex.preprint(paper), "x.bib")
            assert problems == []
            assert abs(int(entry.fields["year"]) - paper.year) <= 6, paper.key


def test_ris_readers_find_every_paper(survey: Survey, files: dict[str, str]) -> None:
    assert [record["id"] for record in rispy.loads(files["references.ris"])] == list(survey.papers)


@pytest.mark.parametrize("name", ["papers", "taxonomy"])
def test_the_files_of_the_model_follow_their_schemas(survey: Survey, files: dict[str, str], name: str) -> None:
    schema = json.loads(dict(api.schemas(survey))[name])
    jsonschema.validate(json.loads(files[f"api/{name}.json"]), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_no_citation_shows_a_seam(survey: Survey, style: object) -> None:
    assert isinstance(style, type(STYLES[0]))
    for paper in survey.papers.values():
        text = style.cite(paper)
        text = text.replace(paper.address, "…") if paper.address else text
        for seam in ("  ", "..", ",,", " ,", " .", ",.", "?.", "!.", "()", "None", "{", "'"):
            assert seam not in text, (paper.key, seam, text)


def test_the_search_index_stays_small(survey: Survey) -> None:
    assert len(gzip.compress(search_index(survey).encode(), 9)) <= BYTES_A_PAPER * len(survey.papers)


@LAYOUTS
def test_the_map_has_words_in_every_region_and_no_overlap(survey: Survey, layout: Layout) -> None:
    made = whole(survey, layout)
    for leaf in made.leaves:
        assert leaf.label.lines, f"{leaf.item.id} has no label"
        assert max(map(len, leaf.label.lines)) * leaf.label.size * LETTER <= leaf.box.width
    for a, b in combinations((leaf.box for leaf in made.leaves), 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_every_question_of_the_guide_is_answered(survey: Survey) -> None:
    assert all(item.fits for item in advice(survey))


def test_every_topic_of_the_reading_list_has_a_home_and_every_paper_its_topic(survey: Survey) -> None:
    topics = [topic for group in reading_list(survey) for topic in group.topics]
    assert [topic.title for topic in topics if not topic.homes] == []
    listed = [item.paper.key for topic in topics for item in topic.papers]
    assert len(listed) == len(set(listed))
    assert set(listed) == {key for key, paper in survey.papers.items() if paper.topics}


def test_the_survey_can_be_cited(survey: Survey) -> None:
    assert survey.own is not None


def test_a_site_built_without_cards_has_the_one_that_is_kept(root: Path) -> None:
    with Image.open(root / "docs/assets/card.png") as kept:
        assert kept.size == CARD
