"""People and venues: who has a page, what it lists, and where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey.model import Name, Survey
from survey.views import listings


def test_people_with_two_papers_have_a_page(tides: Survey) -> None:
    found = listings.people(tides)
    assert {name for name, papers in tides.by_author.items() if len(papers) > 1} == set(found)
    assert [name.slug_text for name in found] == sorted(name.slug_text for name in found)
    eel = found[Name("Eel", "Edith")]
    assert (eel.name, eel.url, eel.years) == ("Edith Eel", "authors/edith-eel/", "2017–2021")
    assert [paper.year for paper in eel.papers] == [2021, 2021, 2021, 2021, 2017]


def test_every_venue_has_a_page(tides: Survey) -> None:
    found = listings.venues(tides)
    assert set(found) == {paper.venue for paper in tides.papers.values()}
    assert [name.lower() for name in found] == sorted(name.lower() for name in found)
    pier = found["Pier"]
    assert (pier.url, pier.years, len(pier.papers)) == ("venues/pier/", "2021", 2)
    assert {paper.venue for paper in pier.papers} == {"Pier"}


def test_a_paper_without_a_venue_is_of_none(tides: Survey) -> None:
    bare = {key: replace(paper, venue="") for key, paper in tides.papers.items()}
    assert listings.venues(replace(tides, papers=bare)) == {}


def test_names_that_differ_in_accents_alone_have_addresses_of_their_own(tides: Survey) -> None:
    named = (Name("Møl", "Bo"), Name("Mol", "Bo"), Name("Mol 2", "Bo"), Name("海", "浪"), Name("?"))
    [first, second, *_] = tides.papers.values()
    both = {paper.key: replace(paper, authors=named) for paper in (first, second)}
    found = listings.people(replace(tides, papers=both))
    assert {listing.name: listing.url for listing in found.values()} == {
        "?": "authors/name/",
        "浪 海": "authors/name-2/",
        "Bo Mol": "authors/bo-mol/",
        "Bo Mol 2": "authors/bo-mol-2/",
        "Bo Møl": "authors/bo-mol-3/",
    }


def test_those_with_most_papers_are_listed_first_and_not_too_many(
    tides: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = listings.venues(tides).values()
    assert [listing.name for listing in listings.leading(found)][:3] == ["HarCon", "Salt", "arXiv"]
    monkeypatch.setattr(listings, "MOST", 2)
    assert [listing.name for listing in listings.leading(found)] == ["HarCon", "Salt"]


def test_the_sections_of_a_venue(tides: Survey) -> None:
    salt = listings.venues(tides)["Salt"]
    found = listings.sections(tides, salt)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    for section, count in found:
        placed = [p for p in salt.papers if section.id in {place.section.id for place in tides.places[p.key]}]
        assert len(placed) == count


def test_colleagues_are_the_others_with_a_page(tides: Survey) -> None:
    known = listings.people(tides)
    eel = known[Name("Eel", "Edith")]
    found = [(other.name, count) for other, count in listings.colleagues(known, eel)]
    assert found[0] == ("Fabio Flounder", 5)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    assert "Edith Eel" not in dict(found)
    assert "Ugo Urchin" not in dict(found)
