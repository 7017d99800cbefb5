"""Lists of papers by year: complete, in order, none too long."""

from __future__ import annotations

import pytest

from survey.model import Survey
from survey.views import year_lists


def test_one_page_holds_a_survey_of_ordinary_size(tides: Survey) -> None:
    assert not list(year_lists.year_lists(tides))
    assert year_lists.newest(tides) == tides.by_year
    assert year_lists.year_address(tides, 2024) == "papers/#year-2024"


def test_beyond_the_limit_years_have_pages(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_lists, "MOST", len(tides.papers) - 1)
    monkeypatch.setattr(year_lists, "PAGE", 40)
    pages = list(year_lists.year_lists(tides))
    assert [paper for page in pages for paper in page.papers] == [
        paper for papers in tides.by_year.values() for paper in papers
    ]
    assert all(len(page.papers) <= 40 for page in pages)
    second = next(page for page in pages if page.number == 2)
    assert (second.url, second.title) == (f"papers/year/{second.year}/2/", f"Papers of {second.year}, page 2")
    assert sum(map(len, year_lists.newest(tides).values())) == 40
    assert year_lists.year_address(tides, 2024) == "papers/year/2024/"


def test_the_limit_itself_fits_on_one_page(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_lists, "MOST", len(tides.papers))
    assert not year_lists.is_split(tides)
