from __future__ import annotations

from dataclasses import replace

from survey.model import ReadingListGroup, Survey
from survey.views.reading_list import Topic, reading_list


def topic(survey: Survey, group: int, at: int = 0) -> Topic:
    return reading_list(survey)[group].topics[at]


def homes(made: Topic) -> list[tuple[str, str]]:
    return [(home.section.id, home.approach.id if home.approach else "") for home in made.homes]


def keys(made: Topic) -> list[str]:
    return [listed.paper.key for listed in made.papers]


def listing(tides: Survey, *groups: tuple[tuple[str, ...], tuple[str, ...]]) -> Survey:
    return replace(tides, reading_list=tuple(ReadingListGroup(path, topics) for path, topics in groups))


def test_groups_and_topics_keep_the_order_of_the_list(tides: Survey) -> None:
    assert [(group.path, [topic.title for topic in group.topics]) for group in reading_list(tides)] == [
        (("Instruments",), ["Moon Clocks"]),
        (("From the shore", "Lists on harbour walls"), ["Harbours"]),
        (("From the sea",), ["Piers", "Foghorns"]),
    ]


def test_a_home_is_named_by_title_or_alias_whatever_the_case(tides: Survey) -> None:
    assert homes(topic(tides, 0)) == [("moon-clocks", "")]
    assert homes(topic(tides, 2)) == [("neighbours", "bells")]
    assert homes(topic(tides, 2, 1)) == []


def test_papers_of_a_topic_come_by_key_with_their_places(tides: Survey) -> None:
    assert keys(topic(tides, 0)) == ["abara2019tide", "brekke2022cove", "wen2024silt"]
    assert [place.approach.id for place in topic(tides, 0).papers[0].places] == ["shadows", "strings", "bells"]
    assert keys(topic(tides, 2, 1)) == []


def test_a_name_that_several_share_is_settled_by_the_nearest_heading(tides: Survey) -> None:
    assert homes(topic(tides, 1)) == [("harbour-lists", "")]
    by_group = listing(tides, (("Lists on harbour walls", "Moon clocks"), ("Harbours",)))
    assert homes(topic(by_group, 0)) == [("moon-clocks", "shadows")]
    outer = listing(tides, (("Telling the tide from the shore",), ("Harbours",)))
    assert homes(topic(outer, 0)) == [("moon-clocks", "shadows"), ("harbour-lists", "")]
    nowhere = listing(tides, (("Doubts",), ("Harbours",)), (("Unheard of",), ("Harbours",)))
    assert homes(topic(nowhere, 0)) == homes(topic(nowhere, 1)) == [("moon-clocks", "shadows"), ("harbour-lists", "")]


def test_a_topic_that_is_listed_once_has_all_its_papers(tides: Survey) -> None:
    assert keys(topic(tides, 1)) == ["abara2019tide", "daubigne2020swell"]  # neither stands at its home


def test_a_topic_that_is_listed_twice_has_the_papers_of_its_home(tides: Survey) -> None:
    twice = listing(tides, (("Moon clocks",), ("Harbours",)), (("Lists on harbour walls",), ("Harbours",)))
    assert keys(topic(twice, 0)) == ["abara2019tide"]
    assert keys(topic(twice, 1)) == []
