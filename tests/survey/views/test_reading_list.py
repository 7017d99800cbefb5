from __future__ import annotations

from survey.model import Survey
from survey.views.reading_list import Group, Topic, reading_list

TOPICS = 36
PAPERS = 91


def topic(groups: tuple[Group, ...], heading: str, title: str) -> Topic:
    return next(t for group in groups if heading in group.path for t in group.topics if t.title == title)


def test_every_topic_has_a_home(tides: Survey) -> None:
    topics = [topic for group in reading_list(tides) for topic in group.topics]
    assert len({topic.title for topic in topics}) == TOPICS
    assert [topic.title for topic in topics if not topic.homes] == []


def test_every_paper_of_the_list_is_shown_once_and_with_its_places(tides: Survey) -> None:
    listed = [listed for group in reading_list(tides) for topic in group.topics for listed in topic.papers]
    assert len(listed) == len({item.paper.key for item in listed}) == PAPERS
    assert all(item.places for item in listed)
    assert {item.paper.key for item in listed} == {paper.key for paper in tides.papers.values() if paper.topics}


def test_a_name_that_two_sections_share_is_settled_by_the_heading(tides: Survey) -> None:
    groups = reading_list(tides)
    before = topic(groups, "Curating pre-training data", "Data Selection")
    after = topic(groups, "Curating Instruction-tuning Data", "Data Selection")
    assert [home.section.id for home in before.homes] == ["pre-training-data"]
    assert [home.section.id for home in after.homes] == ["fine-tuning-data"]
    assert {item.paper.key for item in before.papers}.isdisjoint(item.paper.key for item in after.papers)


def test_a_topic_can_have_moved_out_of_its_heading(tides: Survey) -> None:
    moved = topic(reading_list(tides), "Black-box Distillation", "Instruction Following Distillation")
    assert [home.section.id for home in moved.homes] == ["full-data-synthesis"]
