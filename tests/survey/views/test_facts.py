from __future__ import annotations

from dataclasses import replace

import pytest

from sketch import paper as sketched
from survey.model import Note, Paper, Survey, UsedModel
from survey.views.facts import Fact, Value, facts

# What is said of every paper that has nothing else to say about where it comes from.
ORIGIN = ("Where it was found", ["In the almanac: here since 2026-01-31"])


def box(survey: Survey, paper: Paper) -> dict[str, list[str]]:
    """Label → its values, each with its detail and the day behind a colon."""
    return {
        fact.label: [
            ": ".join(filter(None, (value.text, " ".join(filter(None, (value.detail, value.day))))))
            for value in fact.values
        ]
        for fact in facts(survey, paper)
    }


def with_note(tides: Survey, note: Note | None, key: str = "dahl2017storm") -> dict[str, list[str]]:
    return box(tides, replace(tides.papers[key], note=note))


def test_a_paper_with_a_note_is_told_from_its_kind_to_how_much_was_read(tides: Survey) -> None:
    assert list(box(tides, tides.papers["dahl2017storm"]).items()) == [
        ("Kind", ["Trial"]),
        ("Shore", ["Lists: 1M–2M, remember"]),
        ("Open sea", ["Horn: 6M, blows"]),
        ("Other models", ["Rum"]),
        ("What the watcher does", ["Guesser"]),
        ("How far out one must go", ["By boat"]),
        ("Data", ["One Storm, Two Lists"]),
        ("Note written from", ["Text of the paper"]),
        ORIGIN,
    ]


@pytest.mark.parametrize(("read", "told"), [
    ("paper", "Text of the paper"), ("abstract", "Abstract only"), ("title", "Title only"),
])  # fmt: skip
def test_readers_are_told_what_a_note_was_written_from(tides: Survey, read: str, told: str) -> None:
    assert with_note(tides, Note("chart", "A gist", read), "king2015neap") == {
        "Kind": ["Chart"],
        "Note written from": [told],
        **dict([ORIGIN]),
    }


def test_a_kind_that_has_no_name_shows_as_it_is(tides: Survey) -> None:
    assert with_note(tides, Note("poem", "A gist", "paper"))["Kind"] == ["poem"]


def test_models_keep_their_order_and_say_what_is_known_of_them(tides: Survey) -> None:
    models = (
        UsedModel("Oar", "2M", "sea"), UsedModel("Bell", "", "sea", "rings"), UsedModel("Net", "", "sea"),
        UsedModel("Gull", "1K", "", "cries"),
    )  # fmt: skip
    made = with_note(tides, Note("trial", "A gist", "paper", models=models))
    assert made["Open sea"] == ["Oar: 2M", "Bell: rings", "Net"]
    assert made["Other models"] == ["Gull: 1K, cries"]
    assert "Shore" not in made


def test_a_survey_without_a_map_has_no_lines_of_its_ends(tides: Survey) -> None:
    flat = replace(tides, profile=replace(tides.profile, ends=()))
    assert list(box(flat, tides.papers["dahl2017storm"]))[:3] == ["Kind", "Other models", "What the watcher does"]


def test_without_a_note_the_box_says_what_the_places_carry(tides: Survey) -> None:
    # Guesser comes first at its first place: terms stand as the vocabulary has them, each once.
    assert box(tides, tides.papers["abara2019tide"]) == {
        "What the watcher does": ["Counter", "Guesser"],
        "How far out one must go": ["From the quay", "By boat"],
        **dict([ORIGIN]),
    }


def test_a_term_of_its_own_stands_in_place_of_that_of_the_approach(tides: Survey) -> None:
    assert box(tides, tides.papers["wen2024silt"])["What the watcher does"] == ["Mender"]


def test_a_paper_that_nothing_is_known_of_has_no_box(tides: Survey) -> None:
    assert list(box(tides, tides.papers["king2015neap"]).items()) == [ORIGIN]
    alone = sketched()
    assert facts(Survey({alone.key: alone}, ()), alone) == ()


def test_terms_that_are_filters_lead_to_the_papers_that_carry_them(tides: Survey) -> None:
    assert facts(tides, tides.papers["auk2021harbour"]) == (
        Fact("What the watcher does", (
            Value("Counter", query=("duty", "counter")), Value("Mender", query=("duty", "mender")),
        )),
        Fact("How far out one must go", (Value("From the quay", query=("reach", "quay")),)),
        Fact("Where it was found", (Value("In the almanac", "here since", "2026-01-31", ("source", "almanac")),)),
    )  # fmt: skip


def test_a_paper_says_where_it_comes_from_and_since_when(tides: Survey) -> None:
    last = facts(tides, tides.papers["auk2021fathom"])[-1]
    assert last == Fact(
        "Where it was found", (Value("Found <later>", "here since", "2026-04-11", ("source", "later")),)
    )
    undated = facts(tides, replace(tides.papers["auk2021fathom"], added=""))[-1]
    assert undated == Fact("Where it was found", (Value("Found <later>", query=("source", "later")),))


def test_only_badges_of_approaches_are_facts_and_only_filters_lead_anywhere(tides: Survey) -> None:
    duties, reach, _, _, worries = tides.vocabularies
    plain = replace(tides, vocabularies=(replace(duties, shown=("badge",)), replace(reach, shown=("filter",)), worries))
    assert facts(plain, tides.papers["auk2021harbour"]) == (
        Fact("What the watcher does", (Value("Counter"), Value("Mender"))),
    )


def test_a_vocabulary_without_a_title_goes_by_its_noun(tides: Survey) -> None:
    duties, *_ = tides.vocabularies
    for title, noun, label in (
        ("", "duty", "Duty"),
        ("", "far-Out", "Far-Out"),
        ("", "d", "D"),
        ("tasks", "d", "tasks"),
    ):
        named = replace(tides, vocabularies=(replace(duties, title=title, noun=noun),))
        assert list(box(named, tides.papers["auk2021harbour"])) == [label]
