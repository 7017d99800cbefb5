"""Numbers that the charts show: complete, and the same as the explorer would count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey.model import Survey
from survey.views import charts


def test_columns_cover_every_year_once(tides: Survey) -> None:
    covered = [year for column in charts.years(tides) for year in range(column.first, column.last + 1)]
    assert covered == list(range(min(tides.by_year), max(tides.by_year) + 1))


def test_the_first_column_says_that_it_stands_for_several_years(tides: Survey) -> None:
    first, second = charts.years(tides)[:2]
    assert (first.label, first.query) == (f"to {first.last}", f"{first.first}-{first.last}")
    assert second.label == second.query == str(first.last + 1)


def test_a_row_of_the_heat_table_adds_up_to_its_section(tides: Survey) -> None:
    rows = list(charts.heat(tides))
    assert [row.section for row in rows] == list(tides.walk())
    assert all(sum(row.counts) == len(row.section.papers) for row in rows)


def test_growth_ends_at_all_papers(tides: Survey) -> None:
    totals = charts.growth(tides)
    assert totals[-1] == len(tides.papers)
    assert list(totals) == sorted(totals)


def test_venues_are_ordered_by_papers_then_name(tides: Survey) -> None:
    shown = [(-bar.count, bar.label) for bar in charts.venues(tides, most=1000)]
    assert shown == sorted(shown)
    assert -sum(count for count, _ in shown) == len(tides.papers)


def test_a_paper_counts_once_for_a_role(tides: Survey) -> None:
    found = {bar.value: bar.count for bar in charts.terms(tides, tides.vocabulary("roles"))}
    routers = {
        placement.paper.key
        for section in tides.walk()
        for approach in section.approaches
        if "router" in [role.id for role in approach.terms.get("roles", ())]
        for placement in approach.placements
    }
    assert found["router"] == len(routers)


@pytest.mark.parametrize(("count", "shade"), [(0, 0), (1, 1), (25, 3), (64, 4), (100, 5)])
def test_shades_grow_with_the_square_root(count: int, shade: int) -> None:
    assert charts.shade(count, 100) == shade


def test_a_survey_without_papers_has_no_columns(tides: Survey) -> None:
    assert charts.years(replace(tides, papers={}, sections=())) == ()
