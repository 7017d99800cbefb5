from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from conftest import TOY
from survey.check.load import load
from survey.formats import api
from survey.model import Survey


def papers(tides: Survey) -> dict[str, Any]:
    return {record["key"]: record for record in json.loads(api.papers_json(tides))["papers"]}


def sections(tree: dict[str, Any]) -> dict[str, Any]:
    below = [pair for child in tree.get("sections", []) for pair in sections(child).items()]
    return {**({tree["id"]: tree} if "id" in tree else {}), **dict(below)}


def test_a_paper_in_full(tides: Survey) -> None:
    assert papers(tides)["abara2019tide"] == {
        "key": "abara2019tide",
        "title": "MoonClock: reading a tide by its own shadow",
        "authors": [{"family": "Abara", "given": "Ngozi"}],
        "more_authors": False,
        "year": 2019,
        "form": "conference",
        "venue": "HarCon",
        "venue_name": "Proceedings of the Harbour Congress 2019",
        "doi": "10.5555/harbour.2019.12",
        "openreview": "tideABC1234",
        "url": "https://harbour.example.org/2019/12/",
        "pdf": "https://harbour.example.org/2019/12.pdf",
        "code": "https://code.example.org/moonclock",
        "verified": "2026-01-31",
        "month": 6,
        "pages": "101-108",
        "publisher": "Pier Press & Sons",
        "arxiv": "1905.01234",
        "topics": ["Moon Clocks", "Harbours"],
        "source": "almanac",
        "added": "2026-01-31",
        "places": papers(tides)["abara2019tide"]["places"],
    }


def test_the_places_of_a_paper(tides: Survey) -> None:
    places = papers(tides)["abara2019tide"]["places"]
    assert [(place["section"], place["approach"]) for place in places] == [
        ("moon-clocks", "shadows"), ("moon-clocks", "strings"), ("neighbours", "bells"),
    ]  # fmt: skip
    assert places[2]["claim"] == "A stick at the next harbour is worth two at one's own, unless it is stolen."


@pytest.mark.parametrize(("key", "wanted"), [
    ("daubigne2020swell", {"form": "journal", "volume": "7", "issue": "3", "pages": "96-117", "month": 12}),
    ("auk2021fathom", {"pages": "e17", "volume": "8"}),
    ("breke2022drift", {"more_authors": True, "form": "preprint", "venue": "OSF Preprints"}),
    ("king2015neap", {"publisher": "Mole & Daughters", "venue": "Journal of Quiet Water"}),
])  # fmt: skip
def test_details_of_other_papers(tides: Survey, key: str, wanted: dict[str, object]) -> None:
    assert wanted.items() <= papers(tides)[key].items()


def test_a_record_says_where_it_comes_from(tides: Survey) -> None:
    assert papers(tides)["zorn2023mole"] | {
        "source": "later", "added": "2026-04-11", "reason": "The mole was built after the almanac had gone to print.",
    } == papers(tides)["zorn2023mole"]  # fmt: skip
    made = json.loads(api.taxonomy_json(tides))
    assert made["source"][2] == {"id": "later", "title": "Found <later>", "meaning": "Washed ashore since."}
    assert (sections(made)["harbour-lists"]["source"], "source" in sections(made)["moon-clocks"]) == ("later", False)
    assert [approach.get("source") for approach in sections(made)["neighbours"]["approaches"]] == [None, "later"]
    assert all({"source", "added", "reason"}.isdisjoint(record) for record in papers(load(TOY)).values())


def test_what_a_record_has_not_is_left_out(tides: Survey) -> None:
    assert (
        papers(tides)["auk2021mast"]
        .keys()
        .isdisjoint({"doi", "month", "issue", "publisher", "arxiv", "topics", "verified"})
    )
    assert papers(tides)["corvi2018gauge"]["authors"] == [{"family": "Corvi"}]
    assert papers(tides)["king2015neap"]["authors"][0] == {"family": "King", "given": "Mortimer Lee", "suffix": "Jr."}


def test_papers_stand_one_a_line(tides: Survey) -> None:
    lines = api.papers_json(tides).splitlines()
    assert len(lines) == len(tides.papers) + 2
    assert lines[0] == '{"$schema":"papers.schema.json","papers":['
    assert lines[1 + list(tides.papers).index("daubigne2020swell")].count("d'Aubigné") == 1
    assert api.papers_json(tides).endswith("\n]}\n")


def test_the_sample_is_the_record_itself(tides: Survey) -> None:
    made = api.paper_sample(tides, tides.papers["daubigne2020swell"])
    assert json.loads(made) == papers(tides)["daubigne2020swell"]
    assert made.startswith('{\n  "key"')
    assert "Désirée" in made


def test_a_section_in_full(tides: Survey) -> None:
    made = sections(json.loads(api.taxonomy_json(tides)))["moon-clocks"]
    approaches = made.pop("approaches")
    assert made.pop("worries") == ["wet", "late"]
    assert made == {
        "id": "moon-clocks",
        "title": "Moon clocks",
        "lead": "A stick, a string and the moon make a clock.",
        "number": "2.1",
        "choose_when": "the nights are clear.",
        "costs": "a month of evenings.",
        "aliases": ["Shadow clocks", "Lunar sticks"],
        "start_with": [
            {"paper": "brekke2022cove", "reason": "it needs no mathematics."},
            {"paper": "abara2019tide", "reason": "it has the drawings."},
            {"paper": "wen2024silt", "reason": "it answers the first."},
            {"paper": "abara2019ebb", "reason": "it is short."},
        ],
        "see_also": [
            {"section": "neighbours", "reason": "when the moon is new."},
            {"section": "doubts", "reason": "when the string has stretched."},
        ],
    }
    assert [approach["id"] for approach in approaches] == ["shadows", "strings"]
    shadows = approaches[0]
    assert (shadows["title"], shadows["aliases"]) == ("Reading shadows", ["Harbours"])
    assert (shadows["duties"], shadows["reach"]) == (["guesser", "counter"], "quay")
    assert shadows["lead"] == "The shadow of a stick is longest an hour before the flood."
    assert [paper["key"] for paper in shadows["papers"]] == ["abara2019tide", "abara2019ebb", "wen2024silt"]
    assert shadows["papers"][1]["claim"] == "Without a moon, the same stick is right as often as a thrown shoe."


def test_what_a_section_has_not_is_left_out(tides: Survey) -> None:
    tree = sections(json.loads(api.taxonomy_json(tides)))
    assert tree["tide-basics"].keys() == {"id", "title", "lead", "number", "approaches"}
    assert tree["tide-basics"]["approaches"][0]["papers"][1].keys() == {"key", "claim"}
    assert list(tree) == list(tides.paths)


@pytest.mark.parametrize(("name", "make"), [("papers", api.papers_json), ("taxonomy", api.taxonomy_json)])
def test_files_follow_their_schemas(tides: Survey, name: str, make: Any) -> None:
    schema, made = json.loads(dict(api.schemas(tides))[name]), json.loads(make(tides))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(made, schema, cls=jsonschema.Draft202012Validator)
    assert made["$schema"] == f"{name}.schema.json"
    assert make(tides).endswith("}\n")


def test_the_schema_notices_a_wrong_record(tides: Survey) -> None:
    schema, made = json.loads(dict(api.schemas(tides))["papers"]), json.loads(api.papers_json(tides))
    made["papers"][0]["form"] = "napkin"
    with pytest.raises(jsonschema.ValidationError, match="napkin"):
        jsonschema.validate(made, schema, cls=jsonschema.Draft202012Validator)
