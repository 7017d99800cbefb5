from __future__ import annotations

from dataclasses import replace

from survey.model import Survey
from survey.views.guide import advice, answers, ladder, least, needs, questions, spots


def fits(tides: Survey) -> dict[str, tuple[list[str], list[str]]]:
    """Worry → the sections that answer it, and those that only warn."""
    return {
        item.problem.id: ([fit.section.id for fit in item.fits], [fit.section.id for fit in item.warnings])
        for item in advice(tides)
    }


def test_the_guide_asks_by_the_vocabularies_that_are_shown_there(tides: Survey) -> None:
    asked, levels = questions(tides), ladder(tides)
    assert asked is not None
    assert levels is not None
    assert (asked.id, levels.id) == ("worries", "reach")
    assert questions(replace(tides, vocabularies=())) is None
    assert ladder(replace(tides, vocabularies=(replace(levels, is_ladder=False),))) is None
    assert advice(replace(tides, vocabularies=())) == ()


def test_sections_stand_by_how_much_they_are_made_for_a_worry(tides: Survey) -> None:
    assert fits(tides) == {
        "wet": (["moon-clocks", "neighbours"], ["doubts"]),
        "late": (["harbour-lists", "neighbours", "moon-clocks"], []),
        "fog": (["neighbours"], ["doubts"]),  # from-the-sea answers through its child
    }


def test_a_worry_that_nothing_answers_is_left_out(tides: Survey) -> None:
    [doubts] = [section for section in tides.sections if section.id == "doubts"]
    assert list(fits(replace(tides, sections=(doubts,)))) == ["wet", "fog"]


def test_first_papers_follow_the_reading_path(tides: Survey) -> None:
    wet = advice(tides)[0]
    assert [(reading.paper.key, reading.reason) for reading in wet.fits[0].first] == [
        ("brekke2022cove", "it needs no mathematics."),
        ("abara2019tide", "it has the drawings."),
        ("wen2024silt", "it answers the first."),
    ]


def test_without_a_path_the_first_placements_are_read(tides: Survey) -> None:
    neighbours = advice(tides)[0].fits[1]
    assert [reading.paper.key for reading in neighbours.first] == [
        "vanderzee2023pier",
        "daubigne2020swell",
        "abara2019tide",
    ]
    assert neighbours.first[0].reason.startswith("Three piers")


def test_methods_are_approaches_with_a_place_on_the_ladder(tides: Survey) -> None:
    neighbours = advice(tides)[0].fits[1]
    assert [method.approach.id for method in neighbours.methods] == ["bells"]


def test_the_least_of_a_section_is_the_lowest_of_its_methods(tides: Survey) -> None:
    levels = tides.vocabulary("reach")
    wet = advice(tides)[0]
    assert [least(levels, fit).id for fit in wet.fits] == ["quay", "boat"]


def test_spots_carry_all_the_terms_asked_for(tides: Survey) -> None:
    duties, reach = tides.vocabulary("duties"), tides.vocabulary("reach")
    counter, boat = duties.terms[0], reach.terms[1]
    found = spots(tides, (duties, counter), (reach, boat))
    assert [(spot.section.id, spot.approach.id) for spot in found] == [("moon-clocks", "strings")]
    assert [spot.approach.id for spot in spots(tides, (reach, boat))] == ["strings", "bells", "turns"]
    assert [spot.approach.id for spot in spots(tides, (duties, counter))] == ["shadows", "strings", "chalk"]


def test_a_short_path_is_not_filled_up(tides: Survey) -> None:
    [shore] = [section for section in tides.sections if section.id == "from-the-shore"]
    moon = replace(shore.sections[0], start_with=shore.sections[0].start_with[:1])
    short = replace(tides, sections=(moon,))
    assert [reading.paper.key for reading in advice(short)[0].fits[0].first] == ["brekke2022cove"]


def test_without_a_ladder_every_approach_is_a_method(tides: Survey) -> None:
    flat = replace(tides, vocabularies=tuple(replace(v, is_ladder=False) for v in tides.vocabularies))
    assert [method.approach.id for method in advice(flat)[0].fits[1].methods] == ["bells", "letters"]


def test_a_method_has_the_terms_of_all_its_papers(tides: Survey) -> None:
    shadows = advice(tides)[0].fits[0].methods[0]
    assert [term.id for term in shadows.approach.terms["duties"]] == ["guesser", "counter"]
    assert [term.id for term in shadows.terms["duties"]] == ["counter", "guesser", "mender"]


def test_every_section_that_answers_does_so_once(tides: Survey) -> None:
    found = answers(tides)
    assert [answer.section.id for answer in found] == ["moon-clocks", "harbour-lists", "neighbours", "doubts"]
    assert [term.id for term in found[0].problems] == ["wet", "late"]
    assert {fit.section.id for item in advice(tides) for fit in (*item.fits, *item.warnings)} == {
        answer.section.id for answer in found
    }
    assert answers(replace(tides, vocabularies=())) == ()


def test_what_one_must_have_is_asked_apart_from_the_ladder(tides: Survey) -> None:
    needed = needs(tides)
    assert needed is not None
    assert needed.id == "gear"
    [turns] = [m for answer in answers(tides) for m in answer.methods if m.approach.id == "bells"]
    assert [term.id for term in turns.terms["gear"]] == ["rope", "ear"]
    assert needs(replace(tides, vocabularies=())) is None
