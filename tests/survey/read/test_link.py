from __future__ import annotations

import pytest

from conftest import TOY
from sketch import entry, paper, records
from survey.check.load import load
from survey.diagnostics import Located
from survey.model import Change, Correction, End, Name, Profile, Publication, ReadingListGroup, Step, Survey, Term
from survey.read.link import link
from survey.read.records import VenueRecord
from survey.read.venues import VenueNames


def phrases_of(*phrases: str) -> VenueRecord:
    return VenueRecord(tuple(Located(phrase, 1) for phrase in phrases))


@pytest.mark.parametrize(("full", "short"), [
    ("Proceedings of the Harbour Congress 2019", "HarCon"),
    ("Workshop at the HARBOUR CONGRESS ON ICE", "Ice"),
    ("Annals of Nothing", "Annals of Nothing"),
])  # fmt: skip
def test_the_longest_phrase_names_the_venue(full: str, short: str) -> None:
    phrases = {"HarCon": ["Harbour Congress"], "Ice": ["Harbour Congress on Ice"], "Short": ["congress"]}
    names = VenueNames({Located(name, 1): phrases_of(*found) for name, found in phrases.items()})
    assert names(full) == short


def test_of_phrases_as_long_the_first_names_the_venue() -> None:
    names = VenueNames({Located("B", 1): phrases_of("salt"), Located("A", 2): phrases_of("pier")})
    assert names("Pier and Salt") == "B"


def test_a_paper_is_what_its_entry_says() -> None:
    made = paper("inproceedings", author="Zorn, {\\AA}se and others", title="{MoonClock} \\& Co.", booktitle="Congress",
                 keywords="Moon; ; Clocks ", year="2021")  # fmt: skip
    assert (made.key, made.kind, made.year) == ("ebb2020slow", "inproceedings", 2021)
    assert (made.title, made.venue, made.venue_name) == ("MoonClock & Co.", "Congress", "Congress")
    assert (made.authors, made.has_more_authors) == ((Name("Zorn", "Åse"),), True)
    assert made.topics == ("Moon", "Clocks")
    assert made.get("title") == "{MoonClock} \\& Co."
    assert made.get("nothing") == ""


@pytest.mark.parametrize(("fields", "venue"), [
    ({"booktitle": "B", "journal": "J", "howpublished": "H"}, "B"), ({"journal": "J", "howpublished": "H"}, "J"),
    ({"howpublished": "H"}, "H"), ({}, "arXiv"),
])  # fmt: skip
def test_where_a_paper_appeared(fields: dict[str, str], venue: str) -> None:
    assert paper(**fields).venue_name == venue


def test_papers_stand_by_key_whatever_the_order_of_the_file() -> None:
    assert list(link(records(entry("b2020b"), entry("a2020a"))).papers) == ["a2020a", "b2020b"]


def test_everything_that_is_written_is_linked(tides: Survey) -> None:
    [section] = tides.sections[1].sections[:1]
    assert (section.id, section.title, section.number) == ("moon-clocks", "Moon clocks", "2.1")
    assert section.lead == "A stick, a string and the moon make a clock."
    assert (section.choose_when, section.costs) == ("the nights are clear.", "a month of evenings.")
    assert (section.aliases, section.was) == (("Shadow clocks", "Lunar sticks"), ("moon-sticks", "night-sticks"))
    assert section.see_also[0] == Step("neighbours", "when the moon is new.")
    assert section.start_with[0] == Step("brekke2022cove", "it needs no mathematics.")
    assert [term.id for term in section.terms["worries"]] == ["wet", "late"]
    approach = section.approaches[0]
    assert (approach.id, approach.title, approach.aliases) == ("shadows", "Reading shadows", ("Harbours",))
    assert approach.lead == "The shadow of a stick is longest an hour before the flood."
    assert approach.terms["reach"] == (Term("quay", "From the quay", "Dry feet suffice."),)
    assert approach.placements[0].paper is tides.papers["abara2019tide"]
    assert [part.direction for part in tides.sections] == ["", "forward", "back", "both", ""]


def test_reading_paths_are_linked(tides: Survey) -> None:
    evening, boat = tides.reading_paths
    assert (evening.id, evening.title) == ("first-evening", "The tide in an evening")
    assert evening.lead == "For whoever has stood on a quay & wondered. Afterwards you know *what* comes when."
    assert evening.steps[2].paper is tides.papers["brekke2022cove"]
    assert (evening.steps[2].minutes, evening.steps[2].reason[:23]) == (1, "The same clock without ")
    assert evening.next == (Step("moon-clocks", "sticks and strings in full."), Step("doubts", "what no table tells."))
    assert boat.next == ()


def test_vocabularies_are_linked(tides: Survey) -> None:
    duties, reach, _, source, worries = tides.vocabularies
    assert (duties.id, duties.noun, duties.carrier, duties.shown) == (
        "duties",
        "duty",
        "approach",
        ("badge", "filter", "chart"),
    )
    assert (reach.title, reach.question, reach.unasked) == (
        "How far out one must go",
        "How far out you can go",
        "No matter",
    )
    assert [term.id for term in worries.terms] == ["wet", "late", "fog"]
    assert worries.terms[0] == Term("wet", "Wet feet", "The water comes sooner than the table says.")
    assert (source.default, worries.default) == (source.terms[0], None)
    assert [term.needs_reason for term in source.terms] == [False, False, True]


def test_papers_say_where_they_come_from_or_what_goes_without_saying(tides: Survey) -> None:
    almanac, wall, later = tides.vocabulary("source").terms
    found = {key: tides.papers[key].terms["source"] for key in ("abara2019tide", "gullwatch2024tables", "zorn2023mole")}
    assert list(found.values()) == [(almanac,), (wall,), (later,)]
    assert "source" not in tides.papers["zorn2023mole"].fields
    bottle = tides.papers["breke2022drift"]
    assert (bottle.added, bottle.reason) == ("2026-03-02", "It was the only bottle of its year, & it had a date in it.")
    assert (tides.papers["wen2024silt"].added, tides.papers["wen2024silt"].reason) == ("2026-01-31", "")


def test_where_an_approach_comes_from_says_nothing_of_its_papers(tides: Survey) -> None:
    later = tides.vocabulary("source").terms[2]
    letters = tides.places["auk2021fathom"][0].approach
    assert letters.terms["source"] == (later,)
    assert all("source" not in placement.terms for placement in letters.placements)
    assert tides.paths["harbour-lists"][-1].terms["source"] == (later,)


def test_a_survey_that_says_nothing_of_origins_has_none() -> None:
    assert {(paper.added, paper.reason, *paper.terms) for paper in load(TOY).papers.values()} == {("", "")}


def test_a_paper_knows_what_its_volume_does_not_let_it_repeat(tides: Survey) -> None:
    lantern = tides.papers["auk2021lantern"]
    assert [lantern.get(name) for name in ("editor", "isbn", "issn")] == [
        "Brekke, Ole and Zorn, Ada", "0-306-40615-2", "2640-3498"
    ]  # fmt: skip
    assert lantern.fields.keys().isdisjoint({"editor", "isbn", "issn"})
    assert tides.papers["zorn2023mole"].get("issn") == "2640-3498"
    assert tides.papers["dahl2016almanac"].get("isbn") == "0-306-40615-2"  # its own


def test_companions_are_linked(tides: Survey) -> None:
    assert tides.corrections[1] == Correction(
        tides.papers["zorn2023quay"], "almanac", "title", "Quays Reviewed", "Quays Revisited", "The title page."
    )
    assert (tides.corrections[2].how, tides.corrections[2].outdated) == ("spelled otherwise", False)
    assert [made.paper.key for made in tides.outdated] == ["vanderzee2023pier"]
    assert tides.publications[0] == Publication(
        tides.papers["vanderzee2023pier"], {"almanac": "arXiv, 2022", "harbour list": "arXiv"},
        "The congress of May 2023 prints it.",
    )  # fmt: skip
    assert tides.changes[2] == Change(
        "first-watch", "2026-01-31", "First watch", "The atlas opens.", (tides.papers["dahl2016almanac"],)
    )
    assert tides.synonyms == (("tide", "flood", "ebb"), ("quay", "pier"))
    assert tides.reading_list[1] == ReadingListGroup(("From the shore", "Lists on harbour walls"), ("Harbours",))
    assert tides.profile == Profile(
        headline="How stones, strings and neighbours tell the tide", namespace="https://example.org/tides",
        own_key="dahl2016almanac", term_set="Telling the tide: a taxonomy", topic_title="Topic of the harbour list",
        sample="The sea keeps its own time", store="tides",
        kinds={"trial": "Trial", "chart": "Chart"},
        sources={"almanac": "The old almanac", "harbour list": "The list on the harbour wall"},
        dates={"almanac": "2022-06"}, opened="2026-01-31",
        ends=(End("shore", "shore", ("#7a4a00", "#f0c27a"), ("#f7ead3", "#3d2b10")),
              End("sea", "open sea", ("#00567a", "#7ac8f0"), ("#d3ebf7", "#102f3d"))),
    )  # fmt: skip


def test_the_model_holds_plain_text(tides: Survey) -> None:
    assert {
        type(value) for paper in tides.papers.values() for value in (paper.key, paper.kind, *paper.fields.values())
    } == {str}
    assert {type(text) for s in tides.walk() for text in (s.id, s.title, s.lead, s.direction, s.costs, *s.was)} == {str}
