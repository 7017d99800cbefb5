"""How well searching must at least answer; `make bench-search` prints the figures beside those of other engines."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from search import measure
from survey.model import Survey


@pytest.fixture
def engines(page: Page, address: str) -> Page:
    measure.load_engines(page, address)
    return page


def test_the_queries_are_many_of_every_kind_and_a_third_is_held_out() -> None:
    queries = measure.queries()
    assert len(queries) >= 80
    assert {q.kind for q in queries} >= {
        "known item",
        "typo",
        "author",
        "concept",
        "paraphrase",
        "abbreviation",
        "no answer",
    }
    assert sum(q.held_out for q in queries) >= 50


def test_right_answers_exist(survey: Survey) -> None:
    wanted = {id for q in measure.queries() for id in q.wanted}
    assert wanted <= {*survey.papers, *survey.paths}


@pytest.mark.parametrize(("held_out", "recall", "rank"), [(False, 0.96, 0.95), (True, 0.92, 0.89)])
def test_right_answers_come_first_and_better_than_elsewhere(
    engines: Page,
    held_out: bool,  # noqa: FBT001 -- a parameter of the test, not of a call
    recall: float,
    rank: float,
) -> None:
    scores = measure.score(engines, [q for q in measure.queries() if q.held_out is held_out])
    ours = scores.pop(measure.OURS)
    assert ours.recall_at_5 >= recall, ours.misses
    assert ours.mean_reciprocal_rank >= rank
    assert ours.empty >= 0.8 * ours.unanswerable
    assert all(ours.recall_at_5 > other.recall_at_5 for other in scores.values())


def test_typing_paints_in_time(page: Page, address: str) -> None:
    work, _ = measure.keystrokes(page, address)
    # The aim is 16 ms at the 95th percentile; the median leaves a busy machine some room.
    assert measure.percentile(work, 0.5) <= 16
