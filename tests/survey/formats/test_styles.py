from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from survey.formats.styles import STYLES, formatted
from survey.model import Name, Paper, Survey

# Each is awkward in its own way.
AWKWARD = (
    "abdin2024phi",  # a cut list of authors
    "aggarwal2024automix",  # a single name at the end
    "albalak2024survey",  # a journal without volume, issue or pages
    "bai2022training",  # 31 authors
    "bucher2024fine",  # quotation marks in the title
    "chen2024role",  # two authors, a preprint
    "chen2026query",  # a name with a particle
    "cisco2025agentic",  # a press release of a company
    "eliot2021need",  # a preprint on a server without identifiers
    "gu2026survey",  # an article number
    "hu2024minicpm",  # a given name in lower case
    "kasai2023realtime",  # a title that ends in a question mark
    "lewis2020retrieval",  # a given name that goes on in lower case after its hyphen
    "nllb2024scaling",  # a group as first author
    "ollion2023chatgpt",  # a title that ends in an exclamation mark
    "raffel2020exploring",  # pages that are no numbers
)


def cited(paper: Paper, style: str) -> str:
    return dict(formatted(paper))[style]


def test_awkward_papers_are_cited_as_agreed(tides: Survey, golden: Callable[[Path, str], None], root: Path) -> None:
    lines = [
        f"{key}\n" + "".join(f"  {style}: {text}\n" for style, text in formatted(tides.papers[key])) for key in AWKWARD
    ]
    golden(root / "tests/golden/citations.txt", "\n".join(lines))


@pytest.mark.parametrize("style", [style.name for style in STYLES])
def test_no_citation_shows_a_seam(tides: Survey, style: str) -> None:
    for paper in tides.papers.values():
        text = cited(paper, style)
        for seam in ("  ", "..", ",,", " ,", " .", ",.", "?.", "!.", "()", "None", "{", "'"):
            assert seam not in text.replace(paper.address, "…"), (paper.key, seam, text)
        assert str(paper.year) in text or style == "IEEE"


def test_a_record_of_bare_necessities_is_cited_without_gaps(tides: Survey) -> None:
    paper = tides.papers["devlin2019bert"]
    bare = replace(paper, fields={"title": paper.get("title")}, venue_name="Some Conference")
    assert {style: text[-45:] for style, text in formatted(bare)} == {
        "APA": " for Language Understanding. Some Conference.",
        "MLA": "nguage Understanding.” Some Conference, 2019.",
        "Chicago": "for Language Understanding.” Some Conference.",
        "IEEE": "age Understanding,” in Some Conference, 2019.",
        "ACL": "r Language Understanding. In Some Conference.",
        "ACM": "uage Understanding. In Some Conference, 2019.",
    }


@pytest.mark.parametrize(("pages", "mla", "chicago"), [
    ("3--10", "3–10", "3–10"),
    ("71--72", "71–72", "71–72"),
    ("96--117", "96–117", "96–117"),
    ("100--104", "100–04", "100–104"),
    ("101--108", "101–08", "101–8"),
    ("321--328", "321–28", "321–28"),
    ("498--532", "498–532", "498–532"),
    ("1496--1500", "1496–500", "1496–500"),
    ("11564--11615", "11564–615", "11564–615"),
])  # fmt: skip
def test_page_ranges_are_shortened_as_the_handbooks_say(tides: Survey, pages: str, mla: str, chicago: str) -> None:
    paper = tides.papers["gou2021knowledge"]
    paged = replace(paper, fields={**paper.fields, "pages": pages})
    assert f"pp. {mla}," in cited(paged, "MLA")
    assert f": {chicago}." in cited(paged, "Chicago")


def test_a_suffix_stays_with_its_name(tides: Survey) -> None:
    paper = replace(tides.papers["gou2021knowledge"], authors=(Name("King", "Martin Luther", "Jr."),))
    assert cited(paper, "APA").startswith("King, M. L., Jr. (2021).")
    assert cited(paper, "ACL").startswith("Martin Luther King Jr. 2021.")
