from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sketch import paper
from survey.model import Change, Name, Paper, Profile, Section, Survey

JOHN = Name("King", "Mortimer Lee", "Jr.")


def test_a_name_is_written_in_either_direction() -> None:
    assert (JOHN.full, JOHN.inverted) == ("Mortimer Lee King Jr.", "King, Jr., Mortimer Lee")
    assert (Name("Corvi").full, Name("Corvi").inverted) == ("Corvi", "Corvi")
    assert Name("van der Zee", "Åse").slug_text == "van der zee ase"


@pytest.mark.parametrize(("fields", "form", "server"), [
    ({"kind": "article", "journal": "arXiv Letters"}, "journal", ""),
    ({"kind": "inproceedings", "booktitle": "Congress"}, "conference", ""),
    ({"howpublished": "arXiv preprint arXiv:2001.00001"}, "preprint", "arXiv"),
    ({}, "preprint", "arXiv"),
    ({"howpublished": "OSF Preprints"}, "preprint", "OSF"),
    ({"howpublished": "bioRxiv"}, "preprint", "bioRxiv"),
    ({"howpublished": "medRxiv"}, "preprint", "medRxiv"),
    ({"howpublished": "PsyArXiv"}, "preprint", "PsyArXiv"),
    ({"howpublished": "SocArXiv"}, "preprint", "SocArXiv"),
    ({"howpublished": "SSRN"}, "preprint", "SSRN"),
    ({"howpublished": "Zenodo"}, "preprint", "Zenodo"),
    ({"howpublished": "Technical Report, Office"}, "report", ""),
    ({"howpublished": "Gazette on arXiv"}, "webpage", ""),
])  # fmt: skip
def test_the_form_of_a_record(fields: dict[str, str], form: str, server: str) -> None:
    made = paper(**fields)
    assert (made.form, made.server) == (form, server)
    assert made.is_published == (form in ("journal", "conference"))


@pytest.mark.parametrize(("month", "number", "date"), [
    ("jan", 1, "2020-01"), ("dec", 12, "2020-12"), ("7", 7, "2020-07"), ("-", 0, "2020"), ("spring", 0, "2020"),
])  # fmt: skip
def test_months_have_numbers(month: str, number: int, date: str) -> None:
    assert (paper(month=month).month, paper(month=month).date) == (number, date)


@pytest.mark.parametrize(("pages", "made"), [
    ("12--34", ("12", "34")), ("e17", ("e17",)), ("12–34", ("12", "34")), ("-", ()), ("1-2", ("1", "2")),
])  # fmt: skip
def test_pages_are_taken_apart(pages: str, made: tuple[str, ...]) -> None:
    assert replace(paper(), fields={"pages": pages}).pages == made


def test_an_issue_has_two_names() -> None:
    assert paper(number="3").issue == paper(issue="3").issue == "3"
    assert paper(number="3", issue="4").issue == "3"


def test_what_readers_see_is_decoded() -> None:
    made = paper(publisher=r"Pier \& Sons", address=r"K{\o}benhavn", volume="7")
    assert (made.publisher, made.place, made.volume) == ("Pier & Sons", "København", "7")


def test_identifiers() -> None:
    made = paper(eprint="2001.00001", archiveprefix="arXiv", doi="10.5555/x")
    assert (made.arxiv, made.doi, made.address) == ("2001.00001", "10.5555/x", "https://doi.org/10.5555/x")
    assert paper(eprint="1", archiveprefix="HAL").arxiv == paper(eprint="1").arxiv == ""
    assert paper(url="https://example.org").address == "https://example.org"
    assert paper().when == "arXiv 2020"


ADA, BO, CY, DI, ED = (Name(family, given) for family, given in
                       [("Ebb", "Ada"), ("Flow", "Bo"), ("Gull", "Cy"), ("Hake", "Di"), ("Ide", "Ed")])  # fmt: skip


def by(*authors: Name, more: bool = False) -> Paper:
    return replace(paper(), authors=authors, has_more_authors=more)


@pytest.mark.parametrize(("made", "label", "byline", "short"), [
    (by(ADA), "Ebb", "Ada Ebb", "Ada Ebb"),
    (by(ADA, more=True), "Ebb et al.", "Ada Ebb, et al.", "Ada Ebb, et al."),
    (by(ADA, BO), "Ebb and Flow", "Ada Ebb, Bo Flow", "Ada Ebb, Bo Flow"),
    (by(ADA, BO, more=True), "Ebb et al.", "Ada Ebb, Bo Flow, et al.", "Ada Ebb, Bo Flow, et al."),
    (by(ADA, BO, CY), "Ebb et al.", "Ada Ebb, Bo Flow, Cy Gull", "Ada Ebb, Bo Flow, Cy Gull"),
    (by(ADA, BO, CY, DI), "Ebb et al.", "Ada Ebb, Bo Flow, Cy Gull, Di Hake", "Ada Ebb, Bo Flow, Cy Gull, Di Hake"),
    (by(ADA, BO, CY, DI, ED), "Ebb et al.", "Ada Ebb, Bo Flow, Cy Gull, Di Hake, Ed Ide",
     "Ada Ebb, Bo Flow, Cy Gull, +2 more"),
    (by(ADA, BO, CY, DI, ED, more=True), "Ebb et al.", "Ada Ebb, Bo Flow, Cy Gull, Di Hake, Ed Ide, et al.",
     "Ada Ebb, Bo Flow, Cy Gull, and others"),
])  # fmt: skip
def test_authors_as_citations_and_lists_show_them(made: Paper, label: str, byline: str, short: str) -> None:
    assert (made.label, made.byline, made.short_byline) == (label, byline, short)


def test_places_to_read_a_paper_stand_in_order() -> None:
    made = paper(doi="10.5555/x", url="https://u.org", pdf="https://p.org", openreview="abcd1234", code="https://c.org",
                 eprint="2001.00001", archiveprefix="arXiv")  # fmt: skip
    assert made.links == (
        ("DOI", "https://doi.org/10.5555/x"), ("Publisher", "https://u.org"), ("PDF", "https://p.org"),
        ("arXiv", "https://arxiv.org/abs/2001.00001"), ("OpenReview", "https://openreview.net/forum?id=abcd1234"),
        ("Code", "https://c.org"),
    )  # fmt: skip
    assert paper().links == ()


def test_an_address_is_not_given_twice() -> None:
    made = paper(url="https://arxiv.org/abs/2001.00001", eprint="2001.00001", archiveprefix="arXiv")
    assert made.links == (("arXiv", "https://arxiv.org/abs/2001.00001"),)


def keys(papers: tuple[Paper, ...]) -> list[str]:
    return [paper.key for paper in papers]


def test_papers_by_year_stand_by_first_author_then_key(tides: Survey) -> None:
    assert list(tides.by_year) == sorted(tides.by_year, reverse=True)
    assert keys(tides.by_year[2023]) == ["vanderzee2023pier", "zorn2023mole", "zorn2023quay"]  # Zørn is Zorn
    assert keys(tides.by_year[2019]) == ["abara2019ebb", "abara2019tide"]
    assert keys(tides.by_year[2022]) == ["breke2022drift", "brekke2022cove"]
    assert sum(map(len, tides.by_year.values())) == len(tides.papers)


@settings(max_examples=20)
@given(st.randoms())
def test_the_order_of_a_year_does_not_depend_on_that_of_the_file(tides: Survey, luck: object) -> None:
    shuffled = list(tides.papers.items())
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replace(tides, papers=dict(shuffled)).by_year == tides.by_year


def test_a_section_has_each_paper_below_it_once_in_the_order_of_first_appearance(tides: Survey) -> None:
    section = tides.paths["from-the-shore"][-1]
    assert keys(section.papers) == [
        "abara2019tide", "abara2019ebb", "wen2024silt", "brekke2022cove", "auk2021harbour", "auk2021lantern",
        "auk2021mast",
    ]  # fmt: skip


def test_sections_are_walked_in_reading_order(tides: Survey) -> None:
    ids = [
        "tide-basics",
        "from-the-shore",
        "moon-clocks",
        "harbour-lists",
        "from-the-sea",
        "neighbours",
        "both-ways",
        "doubts",
    ]
    assert [section.id for section in tides.walk()] == list(tides.paths) == ids
    assert [section.id for section in tides.paths["neighbours"]] == ["from-the-sea", "neighbours"]


def test_a_paper_stands_in_several_places(tides: Survey) -> None:
    found = [(place.section.id, place.approach.id) for place in tides.places["abara2019tide"]]
    assert found == [("moon-clocks", "shadows"), ("moon-clocks", "strings"), ("neighbours", "bells")]
    assert (
        tides.places["abara2019tide"][1].claim
        == "The stick wins against the string by six knots to two, and again at dusk."
    )


def test_without_a_note_the_gist_is_the_first_claim(tides: Survey) -> None:
    gist = tides.gist(tides.papers["corvi2018gauge"])
    assert gist == "A gauge is called a gauge because it engages whoever has to read it."
    unplaced = replace(tides, sections=())
    assert unplaced.gist(tides.papers["corvi2018gauge"]) == ""


def test_a_placement_may_differ_from_its_approach(tides: Survey) -> None:
    [silt] = tides.places["wen2024silt"]
    assert {id: [term.id for term in terms] for id, terms in silt.terms.items()} == {
        "duties": ["mender"],
        "reach": ["quay"],
    }
    assert [term.id for term in tides.places["abara2019ebb"][0].terms["duties"]] == ["guesser", "counter"]


def test_corrections_are_found_by_paper_in_the_order_of_the_file(tides: Survey) -> None:
    assert [c.where for c in tides.corrections_of["abara2019tide"]] == ["harbour list", "almanac"]
    assert "auk2021mast" not in tides.corrections_of


def test_vocabularies_are_found_by_use_and_carrier(tides: Survey) -> None:
    assert [v.id for v in tides.shown("filter")] == ["duties", "reach", "source"]
    assert [v.id for v in tides.shown("guide")] == ["reach", "gear", "worries"]
    assert [v.id for v in tides.shown("guide", "section")] == ["worries"]
    assert tides.vocabulary("worries").noun == "worry"
    assert [v.is_ladder for v in tides.vocabularies] == [False, True, False, False, False]
    assert [v.holds_one for v in tides.vocabularies] == [False, True, False, True, False]


def test_a_paper_carries_its_own_terms_and_those_of_its_places(tides: Survey) -> None:
    def carried(key: str, vocabulary: str) -> list[str]:
        return [term.id for term in tides.carried(tides.papers[key], tides.vocabulary(vocabulary))]

    assert carried("abara2019tide", "duties") == ["counter", "guesser"]
    assert [carried(key, "source") for key in ("abara2019tide", "gullwatch2024tables", "zorn2023mole")] == [
        ["almanac"], ["wall"], ["later"],
    ]  # fmt: skip


def test_a_reading_path_knows_its_papers_and_how_long_they_take(tides: Survey) -> None:
    boat = tides.reading_paths[1]
    assert [paper.key for paper in boat.papers] == [
        "vanderzee2023pier", "daubigne2020swell", "dahl2017storm", "auk2021fathom", "dahl2017spring",
    ]  # fmt: skip
    assert list(boat.times.values()) == [8, 9, 7, 6, 10]
    assert boat.minutes == 40


def test_the_own_record_of_a_survey(tides: Survey) -> None:
    assert tides.own is tides.papers["dahl2016almanac"]
    assert replace(tides, profile=Profile()).own is None


def test_what_needs_not_be_said_is_empty() -> None:
    bare = Survey({}, (Section("ebb", "Ebb", "Low."),))
    assert (bare.by_year, bare.places, bare.corrections_of, bare.own) == ({}, {}, {}, None)
    assert bare.reading_paths == ()
    assert (bare.sections[0].papers, bare.shown("filter"), Change("a", "b", "c", "d").papers) == ((), (), ())
    assert {bare.sections[0]: 1}[Section("ebb", "Ebb", "Low.")] == 1
