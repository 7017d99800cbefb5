from __future__ import annotations

from dataclasses import replace

from survey.model import Survey
from survey.views import news as views
from survey.views.news import News, newcomers, news, news_of


def told(found: tuple[News, ...]) -> list[tuple[str, str]]:
    return [(one.date, one.id) for one in found]


def test_what_somebody_wrote_and_what_records_say_stand_by_day(tides: Survey) -> None:
    assert told(news(tides)) == [
        ("2026-04-11", "added-2026-04-11"), ("2026-03-02", "added-2026-03-02"), ("2026-03-02", "second-watch"),
        ("2026-03-02", "same-evening"), ("2026-01-31", "first-watch"),
    ]  # fmt: skip


def test_the_papers_of_a_day_stand_under_their_sections_in_reading_order(tides: Survey) -> None:
    day = news(tides)[1]
    assert (day.title, day.url) == ("2 papers added", "changes/#added-2026-03-02")
    assert [(group.section and group.section.id, [paper.key for paper in group.papers]) for group in day.groups] == [
        ("harbour-lists", ["auk2021mast"]), ("neighbours", ["breke2022drift"]),
    ]  # fmt: skip


def test_one_paper_is_one(tides: Survey) -> None:
    fewer = {key: paper for key, paper in tides.papers.items() if key != "auk2021fathom"}
    assert news(replace(tides, papers=fewer, sections=()))[0].title == "1 paper added"


def test_newcomers_came_later_or_need_a_reason(tides: Survey) -> None:
    def keys(survey: Survey) -> list[str]:
        return [paper.key for paper in newcomers(survey, survey.papers.values())]

    later = ["auk2021fathom", "auk2021mast", "breke2022drift", "zorn2023mole"]
    assert keys(tides) == later
    all_at_once = {key: replace(paper, added="2026-01-31") for key, paper in tides.papers.items()}
    assert keys(replace(tides, papers=all_at_once)) == later
    cited = replace(tides.papers["king2015neap"], added="2026-05-01")
    assert keys(replace(tides, papers={**tides.papers, "king2015neap": cited})) == [
        *later[:3],
        "king2015neap",
        later[3],
    ]
    assert keys(replace(tides, papers={key: replace(p, added="") for key, p in tides.papers.items()})) == []


def test_a_section_hears_of_each_paper_and_of_what_was_written_about_it(tides: Survey) -> None:
    section = tides.paths["both-ways"][-1]
    assert told(news_of(tides, section)) == [("2026-04-11", "paper:zorn2023mole"), ("2026-03-02", "second-watch")]


def test_a_feed_stays_short(tides: Survey) -> None:
    section = tides.paths["from-the-sea"][-1]
    whole = news_of(tides, section)
    assert 2 < len(whole) <= views.MOST
