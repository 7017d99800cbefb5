from __future__ import annotations

from survey.model import Survey
from survey.views.guide import advice, ladder, least, questions, spots


def test_every_problem_of_the_vocabulary_is_answered(tides: Survey) -> None:
    answered = [chapter.problem for chapter in advice(tides) if chapter.fits]
    asked = questions(tides)
    assert asked
    assert answered == list(asked.terms)


def test_a_section_made_for_a_problem_comes_before_one_that_also_helps(tides: Survey) -> None:
    for chapter in advice(tides):
        ranks = [fit.section.terms["problems"].index(chapter.problem) for fit in chapter.fits]
        assert ranks == sorted(ranks)


def test_only_sections_with_methods_count_as_answers(tides: Survey) -> None:
    reasoning = next(chapter for chapter in advice(tides) if chapter.problem.id == "reasoning")
    assert "limitations" not in [fit.section.id for fit in reasoning.fits]
    assert [fit.section.id for fit in reasoning.warnings] == ["limitations"]


def test_first_papers_follow_the_reading_path(tides: Survey) -> None:
    cost = next(chapter for chapter in advice(tides) if chapter.problem.id == "cost")
    for fit in cost.fits:
        read = [reading.paper.key for reading in fit.first]
        assert read == [step.target for step in fit.section.start_with][:3]


def test_least_access_is_the_lowest_of_the_methods(tides: Survey) -> None:
    latency = next(chapter for chapter in advice(tides) if chapter.problem.id == "latency")
    levels = ladder(tides)
    assert levels
    found = {fit.section.id: least(levels, fit).id for fit in latency.fits}
    assert found["speculative-decoding"] == "logits"
    assert found["model-routing"] == "text"


def test_spots_cover_every_method_once_for_each_job(tides: Survey) -> None:
    roles, access = tides.vocabulary("roles"), tides.vocabulary("access")
    listed = [
        (role.id, spot.approach.id)
        for role in roles.terms
        for level in access.terms
        for spot in spots(tides, (roles, role), (access, level))
    ]
    wanted = [
        (role.id, approach.id)
        for section in tides.walk()
        for approach in section.approaches
        for role in approach.terms.get("roles", ())
    ]
    assert sorted(listed) == sorted(wanted)
