"""Numbers that the charts show: complete, and the same as the explorer would count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey.model import Survey
from survey.views import charts
from survey.views.charts import Bar, Years


def test_years_before_the_last_eight_are_one_column(tides: Survey) -> None:
    columns = charts.years(tides)
    assert columns == (Years(2015, 2016), *(Years(year, year) for year in range(2017, 2025)))
    assert [(column.label, column.query) for column in columns[:2]] == [("to 2016", "2015-2016"), ("2017", "2017")]


def test_eight_years_need_no_common_column(tides: Survey) -> None:
    recent = {key: paper for key, paper in tides.papers.items() if paper.year >= 2017}
    assert charts.years(replace(tides, papers=recent))[0] == Years(2017, 2017)
    one = {key: paper for key, paper in tides.papers.items() if paper.year == 2019}
    assert charts.years(replace(tides, papers=one)) == (Years(2019, 2019),)
    assert charts.years(replace(tides, papers={}, sections=())) == ()


def test_papers_are_counted_by_column(tides: Survey) -> None:
    columns = (Years(2015, 2017), Years(2019, 2019))
    assert charts.counts(tides.papers.values(), columns) == (4, 2)
    assert charts.series(tides, tides.papers.values())[0] == (Years(2015, 2016), 2)
    assert sum(count for _, count in charts.series(tides, tides.papers.values())) == len(tides.papers)


def test_rows_of_the_heat_table_stand_in_reading_order(tides: Survey) -> None:
    rows = list(charts.heat(tides))
    assert [(row.section.id, row.depth) for row in rows] == [
        ("tide-basics", 1), ("from-the-shore", 1), ("moon-clocks", 2), ("harbour-lists", 2), ("from-the-sea", 1),
        ("neighbours", 2), ("both-ways", 1), ("doubts", 1),
    ]  # fmt: skip
    assert rows[2].counts == (0, 0, 0, 2, 0, 0, 1, 0, 1)
    assert all(sum(row.counts) == len(row.section.papers) for row in rows)


def test_growth_adds_up_the_years(tides: Survey) -> None:
    assert charts.growth(tides) == (2, 4, 5, 7, 8, 12, 14, 17, 19)


def test_venues_are_ordered_by_papers_then_name(tides: Survey) -> None:
    found = charts.venues(tides)
    assert [(bar.label, bar.count) for bar in found] == [
        ("HarCon", 5), ("Salt", 4), ("Pier", 2), ("WoL", 2), ("arXiv", 2), ("Gull Watch Gazette", 1),
        ("Journal of Quiet Water", 1), ("OSF Preprints", 1), ("Technical report, Office of Small Harbours", 1),
    ]  # fmt: skip
    assert charts.venues(tides, most=2) == found[:2]
    assert all(bar.value == bar.label for bar in found)


def test_only_the_first_dozen_of_venues_is_shown(tides: Survey) -> None:
    many = {key: replace(paper, venue=key) for key, paper in tides.papers.items()}
    assert [bar.label for bar in charts.venues(replace(tides, papers=many))] == list(many)[:12]


def test_a_paper_counts_once_for_a_term_and_by_its_own_terms(tides: Survey) -> None:
    assert charts.terms(tides, tides.vocabulary("duties")) == [
        Bar("Counter", "counter", 6), Bar("Guesser", "guesser", 5), Bar("Mender", "mender", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "peak", "shade"), [
    (0, 100, 0), (1, 100, 1), (4, 100, 1), (5, 100, 2), (16, 100, 2), (17, 100, 3), (25, 100, 3), (36, 100, 3),
    (64, 100, 4),
    (65, 100, 5), (100, 100, 5), (1, 1, 5),
])  # fmt: skip
def test_shades_grow_with_the_square_root(count: int, peak: int, shade: int) -> None:
    assert charts.shade(count, peak) == shade
