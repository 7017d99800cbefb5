from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from survey.model import Survey
from survey.render import feed
from survey.render.pages import Pages, Settings

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
        "urn:uuid:f9707735-c21e-5df2-90a5-4c91a64532f6", "urn:uuid:d4c95670-5c6c-5687-821b-3f6ab5b0d11c",
        "urn:uuid:961c3cc0-b1df-5fc1-bc61-985c89819c5f", "urn:uuid:e3b21eb2-ee5d-57d6-9acd-c4300809a24d",
    ]  # fmt: skip


def test_entries_say_what_happened_and_when(tides: Survey) -> None:
    second, same, first = feed_of(tides).iter(f"{ATOM}entry")
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
    assert feed_of(tides).findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"
    backwards = replace(tides, changes=tides.changes[::-1])
    assert feed_of(backwards).findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"


def test_without_an_address_nothing_absolute_is_written(tides: Survey) -> None:
    files = dict(Pages(tides, Settings("Atlas")).beside([]))
    assert not {"sitemap.xml", "robots.txt", "opensearch.xml"} & files.keys()
    assert "<link" not in files["feed.xml"]


def test_without_changes_there_is_no_feed(tides: Survey) -> None:
    assert "feed.xml" not in dict(Pages(replace(tides, changes=()), SOMEWHERE).beside([]))


@pytest.mark.parametrize(("date", "moment"), [("2026-01-31", "2026-01-31T00:00:00Z")])
def test_a_day_starts_at_midnight(date: str, moment: str) -> None:
    assert feed.moment(date) == moment
