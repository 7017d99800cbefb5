from __future__ import annotations

from functools import partial
from xml.etree import ElementTree as ET

import pytest

from survey.model import Survey
from survey.render import sitemap
from survey.render.pages import Pages, Settings
from survey.render.sitemap import MOST, parts

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SOMEWHERE = Settings("Atlas", "https://example.org/atlas")


def beside(tides: Survey, addresses: list[str]) -> dict[str, str]:
    return dict(Pages(tides, SOMEWHERE).beside(addresses))


def located(text: str) -> list[str | None]:
    return [element.text for element in ET.fromstring(text).iter(f"{SITEMAP}loc")]


def test_parts_lose_nothing() -> None:
    assert dict(parts(["a", "b", "c"], most=2)) == {"sitemap-1.xml": ["a", "b"], "sitemap-2.xml": ["c"]}
    assert dict(parts(["a", "b"], most=2)) == {"sitemap-1.xml": ["a", "b"]}
    assert dict(parts([])) == {}
    assert MOST == 50_000


def test_the_sitemap_lists_full_addresses_and_robots_find_it(tides: Survey) -> None:
    files = beside(tides, ["", "guide/"])
    assert located(files["sitemap.xml"]) == ["https://example.org/atlas/", "https://example.org/atlas/guide/"]
    assert files["robots.txt"] == "User-agent: *\nAllow: /\n\nSitemap: https://example.org/atlas/sitemap.xml"


def test_more_addresses_than_a_sitemap_may_hold_are_split(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "parts", partial(parts, most=3))
    many = [f"papers/{number}/" for number in range(4)]
    files = beside(tides, many)
    names = ["sitemap-1.xml", "sitemap-2.xml"]
    assert located(files["sitemap.xml"]) == [f"https://example.org/atlas/{name}" for name in names]
    assert located(files["sitemap-2.xml"]) == ["https://example.org/atlas/papers/3/"]
    assert files["sitemap-1.xml"].count("<loc>") == 3
    assert "sitemap-1.xml" not in beside(tides, many[:-1])


def test_browsers_learn_how_to_search(tides: Survey) -> None:
    text = dict(Pages(tides, Settings("Atlas of Very Long Tides", "https://example.org/")).beside([]))["opensearch.xml"]
    root = ET.fromstring(text)
    namespace = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.findtext(f"{namespace}ShortName") == "Atlas of Very"  # whole words, 16 characters at most
    assert root.findtext(f"{namespace}Description") == "Search the papers of Atlas of Very Long Tides"
    [url] = root.iter(f"{namespace}Url")
    assert (url.get("type"), url.get("template")) == ("text/html", "https://example.org/papers/?q={searchTerms}")


def test_former_ids_lead_to_their_section(tides: Survey) -> None:
    files = beside(tides, [])
    for former in ("moon-sticks", "night-sticks"):
        page = files[f"taxonomy/{former}/index.html"]
        assert 'content="0; url=../../taxonomy/moon-clocks/"' in page
        assert '<link rel="canonical" href="https://example.org/atlas/taxonomy/moon-clocks/">' in page
        assert '<a href="../../taxonomy/moon-clocks/">Moon clocks</a>' in page
