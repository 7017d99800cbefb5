"""Lists of papers by year: complete, in order, none too long."""

from __future__ import annotations

import pytest

from survey.model import Survey
from survey.views import year_lists


def test_one_page_holds_a_survey_of_ordinary_size(tides: Survey) -> None:
    assert not list(year_lists.year_lists(tides))
    assert year_lists.newest(tides) == tides.by_year
    assert year_lists.year_address(tides, 2024) == "papers/#year-2024"
    assert (year_lists.MOST, year_lists.PAGE) == (2000, 500)


@pytest.mark.parametrize(("spare", "is_split"), [(1, False), (0, False), (-1, True)])
def test_the_limit_itself_fits_on_one_page(
    tides: Survey, monkeypatch: pytest.MonkeyPatch, spare: int, *, is_split: bool
) -> None:
    monkeypatch.setattr(year_lists, "MOST", len(tides.papers) + spare)
    assert year_lists.is_split(tides) == is_split


def test_beyond_the_limit_years_have_pages(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_lists, "MOST", 1)
    monkeypatch.setattr(year_lists, "PAGE", 3)
    pages = list(year_lists.year_lists(tides))
    assert [paper for page in pages for paper in page.papers] == [
        p for papers in tides.by_year.values() for p in papers
    ]
    told = [
        (page.url, page.title, page.number, page.of, len(page.papers)) for page in pages if page.year in (2021, 2023)
    ]
    assert told == [
        ("papers/year/2023/", "Papers of 2023", 1, 1, 3),
        ("papers/year/2021/", "Papers of 2021", 1, 2, 3),
        ("papers/year/2021/2/", "Papers of 2021, page 2", 2, 2, 1),
    ]
    assert [(year, len(papers)) for year, papers in year_lists.newest(tides).items()] == [(2024, 2), (2023, 1)]
    assert year_lists.newest(tides)[2024] == tides.by_year[2024]
    assert year_lists.year_address(tides, 2021) == "papers/year/2021/"
