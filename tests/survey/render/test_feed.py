from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

from survey.model import Survey
from survey.render.pages import Pages, Settings
from survey.render.sitemap import parts

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SOMEWHERE = Settings("Atlas", "https://example.org/atlas/")


def beside(tides: Survey, settings: Settings, pages: list[str] | None = None) -> dict[str, str]:
    return dict(Pages(tides, settings).beside(["", "guide/"] if pages is None else pages))


def feed(tides: Survey, settings: Settings) -> ET.Element:
    return ET.fromstring(beside(tides, settings)["feed.xml"])


def ids(root: ET.Element) -> list[str | None]:
    return [element.text for element in root.iter(f"{ATOM}id")]


def test_an_entry_keeps_its_id_wherever_the_site_lives(tides: Survey) -> None:
    elsewhere = Settings("Renamed", "https://example.net/")
    assert ids(feed(tides, SOMEWHERE)) == ids(feed(tides, elsewhere)) == ids(feed(tides, Settings()))


def test_ids_in_the_feed_are_unique(tides: Survey) -> None:
    found = ids(feed(tides, SOMEWHERE))
    assert len(found) == len(set(found)) == len(tides.changes) + 1


def test_the_feed_has_what_atom_requires(tides: Survey) -> None:
    root = feed(tides, SOMEWHERE)
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(ATOM + name), name
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Atlas"


def test_the_newest_change_dates_the_feed(tides: Survey) -> None:
    assert feed(tides, SOMEWHERE).findtext(f"{ATOM}updated") == f"{tides.changes[0].date}T00:00:00Z"


def test_a_title_with_markup_stays_text(tides: Survey) -> None:
    odd = replace(tides, changes=(replace(tides.changes[0], title="a < b & </title>"),))
    assert feed(odd, SOMEWHERE).findtext(f"{ATOM}entry/{ATOM}title") == "a < b & </title>"


def test_without_an_address_nothing_absolute_is_written(tides: Survey) -> None:
    files = beside(tides, Settings("Atlas"))
    assert set(files) == {"feed.xml"}
    assert "<link" not in files["feed.xml"]


def test_without_changes_there_is_no_feed(tides: Survey) -> None:
    assert "feed.xml" not in beside(replace(tides, changes=()), SOMEWHERE)


def test_the_sitemap_lists_full_addresses_and_robots_find_it(tides: Survey) -> None:
    files = beside(tides, SOMEWHERE)
    found = [element.text for element in ET.fromstring(files["sitemap.xml"]).iter(f"{SITEMAP}loc")]
    assert found == ["https://example.org/atlas/", "https://example.org/atlas/guide/"]
    assert "Sitemap: https://example.org/atlas/sitemap.xml" in files["robots.txt"]


def test_more_addresses_than_a_sitemap_may_hold_are_split(tides: Survey) -> None:
    many = [f"papers/{number}/" for number in range(100_001)]
    files = beside(tides, SOMEWHERE, many)
    index = ET.fromstring(files["sitemap.xml"])
    names = [(element.text or "").rpartition("/")[2] for element in index.iter(f"{SITEMAP}loc")]
    assert names == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert sum(files[name].count("<loc>") for name in names) == len(many)


def test_parts_lose_nothing() -> None:
    split = dict(parts(["a", "b", "c"], most=2))
    assert split == {"sitemap-1.xml": ["a", "b"], "sitemap-2.xml": ["c"]}


def test_a_former_id_leads_to_the_section(tides: Survey) -> None:
    top, *others = tides.sections
    moved = replace(tides, sections=(replace(top, was=("old-name",)), *others))
    page = beside(moved, SOMEWHERE)["taxonomy/old-name/index.html"]
    assert f'content="0; url=../../taxonomy/{top.id}/"' in page
    assert f'<link rel="canonical" href="https://example.org/atlas/taxonomy/{top.id}/">' in page
    assert f'<a href="../../taxonomy/{top.id}/">{top.title}</a>' in page
