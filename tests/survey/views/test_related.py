"""Related papers: near for a reason that is said, and cheap to find."""

from __future__ import annotations

from survey.model import Survey
from survey.views import related
from survey.views.related import Relations


def test_papers_cited_in_one_breath_are_related(tides: Survey) -> None:
    relations = Relations(tides, ["Routers learn [@ong2025routellm; @ding2024hybrid]."])
    found = {near.paper.key: near.reason for near in relations.of(tides.papers["ong2025routellm"])}
    assert next(iter(found)) == "ding2024hybrid"
    assert found["ding2024hybrid"].startswith("cited together")


def test_every_reason_is_true(tides: Survey) -> None:
    relations = Relations(tides, [])
    for paper in tides.papers.values():
        for near in relations.of(paper):
            for reason in near.reason.split("; "):
                assert holds(tides, paper.key, near.paper.key, reason), (paper.key, near)


def holds(tides: Survey, key: str, other: str, reason: str) -> bool:
    if author := reason.removeprefix("also by "):
        both = {name.full for name in tides.papers[key].authors} & {name.full for name in tides.papers[other].authors}
        if reason != author:
            return author in both
    approaches = {place.approach.title for place in tides.places[key]}
    return reason.removeprefix("same approach, ") in approaches & {
        place.approach.title for place in tides.places[other]
    }


def test_a_paper_is_not_its_own_neighbor_and_the_list_is_short(tides: Survey) -> None:
    relations = Relations(tides, ["[@ong2025routellm; @ong2025routellm]"])
    for paper in tides.papers.values():
        keys = [near.paper.key for near in relations.of(paper)]
        assert paper.key not in keys
        assert len(keys) == len(set(keys)) <= related.MOST_SHOWN


def test_nearly_every_paper_has_company(tides: Survey) -> None:
    relations = Relations(tides, [])
    alone = [paper.key for paper in tides.papers.values() if not relations.of(paper)]
    assert len(alone) < len(tides.papers) / 20
