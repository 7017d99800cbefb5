from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from survey.model import Paper, Survey
from survey.render import feed
from survey.render.pages import Pages, Settings
from survey.views.news import _arrival

ATOM = "{http://www.w3.org/2005/Atom}"
SOMEWHERE = Settings("Atlas", "https://example.org/atlas/")


def feed_of(tides: Survey, settings: Settings = SOMEWHERE) -> ET.Element:
    return ET.fromstring(dict(Pages(tides, settings).beside([""]))["feed.xml"])


def ids(root: ET.Element) -> list[str | None]:
    return [element.text for element in root.iter(f"{ATOM}id")]


def test_an_entry_keeps_its_id_wherever_the_site_lives(tides: Survey) -> None:
    elsewhere = Settings("Renamed", "https://example.net/")
    assert ids(feed_of(tides)) == ids(feed_of(tides, elsewhere)) == ids(feed_of(tides, Settings()))
    # Written out, since readers of the feed have them: made from the survey's namespace, by RFC 4122.
    assert ids(feed_of(tides)) == [
        "urn:uuid:f9707735-c21e-5df2-90a5-4c91a64532f6", "urn:uuid:b71700f7-33d8-51c3-85f7-530d2c23503a",
        "urn:uuid:453c1a6d-af44-5196-90a3-5cab70a99895", "urn:uuid:d4c95670-5c6c-5687-821b-3f6ab5b0d11c",
        "urn:uuid:961c3cc0-b1df-5fc1-bc61-985c89819c5f", "urn:uuid:e3b21eb2-ee5d-57d6-9acd-c4300809a24d",
    ]  # fmt: skip


def test_entries_say_what_happened_and_when(tides: Survey) -> None:
    added, before, second, same, first = feed_of(tides).iter(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in (added, before)] == ["2 papers added", "2 papers added"]
    assert (added.findtext(f"{ATOM}content") or "").split("\n") == [
        "",
        "",
        "Asking the neighbours",
        "",
        "Seven Fathoms: A Chart for Seven Hands (Auk et al., Salt 2021)",
        "",
        "Shore and sea in turn",
        "",
        "Moles at Half Tide: a reply (Zørn, WoL 2023)",
        "",
    ]
    assert second.findtext(f"{ATOM}title") == "Second watch <& more>"
    assert [entry.findtext(f"{ATOM}updated") for entry in (second, same, first)] == [
        "2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", "2026-01-31T00:00:00Z",
    ]  # fmt: skip
    assert (second.findtext(f"{ATOM}content") or "").split("\n") == [
        "Two papers on piers.",
        "",
        "Piers, Poles, and 100% of the Water in Between (van der Zee and O'Hara, HarCon 2023)",
        "",
        "Quays Revisited (Zorn, Salt 2023)",
        "",
    ]
    [link] = same.iter(f"{ATOM}link")
    assert link.get("href") == "https://example.org/atlas/changes/#same-evening"


def test_the_feed_has_what_atom_requires(tides: Survey) -> None:
    root = feed_of(tides)
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == "Atlas: changes"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Atlas"
    assert [(link.get("rel"), link.get("href")) for link in root.findall(f"{ATOM}link")] == [
        ("self", "https://example.org/atlas/feed.xml"), ("alternate", "https://example.org/atlas/changes/"),
    ]  # fmt: skip


def test_the_newest_change_dates_the_feed(tides: Survey) -> None:
    assert feed_of(tides).findtext(f"{ATOM}updated") == "2026-04-11T00:00:00Z"
    backwards = replace(tides, changes=tides.changes[::-1])
    assert feed_of(backwards).findtext(f"{ATOM}updated") == "2026-04-11T00:00:00Z"


def test_without_an_address_nothing_absolute_is_written(tides: Survey) -> None:
    files = dict(Pages(tides, Settings("Atlas")).beside([]))
    assert not {"sitemap.xml", "robots.txt", "opensearch.xml"} & files.keys()
    assert "<link" not in files["feed.xml"]


def still(tides: Survey) -> Survey:
    """The survey if nothing had ever happened."""
    papers = {key: replace(paper, added="") for key, paper in tides.papers.items()}
    return replace(tides, changes=(), papers=papers)


def test_where_nothing_is_new_there_is_no_feed(tides: Survey) -> None:
    assert not any(name.endswith("feed.xml") for name in dict(Pages(still(tides), SOMEWHERE).beside([])))


def section_feed(tides: Survey, id: str) -> ET.Element:
    return ET.fromstring(dict(Pages(tides, SOMEWHERE).beside([]))[f"taxonomy/{id}/feed.xml"])


def titles(root: ET.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_a_section_has_a_feed_of_the_papers_added_there_or_below(tides: Survey) -> None:
    assert titles(section_feed(tides, "harbour-lists")) == ["Twenty-One Masts at Dusk"]
    assert titles(section_feed(tides, "from-the-sea")) == [
        "Seven Fathoms: A Chart for Seven Hands", "Drifting by Hand", "Second watch <& more>",
    ]  # fmt: skip
    assert titles(section_feed(tides, "from-the-sea")) == titles(section_feed(tides, "neighbours"))


def test_an_entry_of_a_section_says_what_the_paper_is_and_why_it_is_here(tides: Survey) -> None:
    [entry] = section_feed(tides, "harbour-lists").iter(f"{ATOM}entry")
    assert (entry.findtext(f"{ATOM}content") or "").strip() == (
        "Auk et al., Pier 2021. Marks on masts wander by a hand's breadth in a week, whoever painted them. "
        "Masts were missing, though every harbour has more of them than walls."
    )
    assert [link.get("href") for link in entry.iter(f"{ATOM}link")] == ["https://example.org/atlas/papers/auk2021mast/"]
    assert entry.findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"


def test_a_section_where_nothing_is_new_has_a_feed_to_wait_for(tides: Survey) -> None:
    empty = section_feed(tides, "doubts")
    assert titles(empty) == []
    assert empty.findtext(f"{ATOM}updated") == "2026-01-31T00:00:00Z"
    assert [link.get("href") for link in empty.findall(f"{ATOM}link")] == [
        "https://example.org/atlas/taxonomy/doubts/feed.xml", "https://example.org/atlas/taxonomy/doubts/",
    ]  # fmt: skip


def test_every_feed_and_entry_has_an_id_of_its_own(tides: Survey) -> None:
    found = dict(Pages(tides, SOMEWHERE).beside([]))
    feeds = {ET.fromstring(text).findtext(f"{ATOM}id") for name, text in found.items() if name.endswith("feed.xml")}
    assert len(feeds) == 1 + len(tides.paths)
    for name, text in found.items():
        if name.endswith("feed.xml"):
            assert len(set(ids(ET.fromstring(text)))) == len(ids(ET.fromstring(text)))


def test_ids_and_old_addresses_outlive_a_new_name(tides: Survey) -> None:
    files = dict(Pages(tides, SOMEWHERE).beside([]))
    assert files["taxonomy/moon-sticks/feed.xml"] == files["taxonomy/moon-clocks/feed.xml"]
    mast = replace(tides.papers["auk2021mast"], key="auk2022mast", was=("auk2021mast",))
    assert _arrival(tides, tides.papers["auk2021mast"]).id == _arrival(with_paper(tides, mast), mast).id
    renamed = replace(tides.paths["doubts"][-1], id="qualms", was=("doubts",))
    other = replace(tides, sections=(*tides.sections[:-1], renamed))
    assert section_feed(other, "qualms").findtext(f"{ATOM}id") == section_feed(tides, "doubts").findtext(f"{ATOM}id")


def with_paper(tides: Survey, paper: Paper) -> Survey:
    return replace(tides, papers={**tides.papers, paper.key: paper})


@pytest.mark.parametrize(("date", "moment"), [("2026-01-31", "2026-01-31T00:00:00Z")])
def test_a_day_starts_at_midnight(date: str, moment: str) -> None:
    assert feed.moment(date) == moment
