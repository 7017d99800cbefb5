"""Addresses are promises: each is written out here once more, so that none changes unnoticed."""

from __future__ import annotations

import pytest

from survey import urls


@pytest.mark.parametrize(("made", "promised"), [
    (urls.paper("dahl2016almanac"), "papers/dahl2016almanac/"),
    (urls.year(2024), "papers/#year-2024"),
    (urls.year_list(2024), "papers/year/2024/"),
    (urls.year_list(2024, 2), "papers/year/2024/2/"),
    (urls.section("ebb"), "taxonomy/ebb/"),
    (urls.approach("ebb", "slow"), "taxonomy/ebb/#slow"),
    (urls.paper_file("dahl2016almanac", "bib"), "papers/dahl2016almanac.bib"),
    (urls.section_file("ebb", "ris"), "taxonomy/ebb.ris"),
    (urls.start(), "start/"),
    (urls.reading_path("ebb"), "start/ebb/"),
    (urls.list_file(urls.reading_path("ebb"), "bib"), "start/ebb.bib"),
    (urls.author("tilda-tench"), "authors/tilda-tench/"),
    (urls.venue("congress-of-tides"), "venues/congress-of-tides/"),
    (urls.references("json"), "references.json"),
    (urls.origin_file("source", "wall", "bib"), "references/source/wall.bib"),
    (urls.section_feed("doubts"), "taxonomy/doubts/feed.xml"), (urls.arrivals("2026-12-01"), "added-2026-12-01"),
    (urls.api("papers"), "api/papers.json"),
    (urls.schema("papers"), "api/papers.schema.json"),
    (urls.table(), "papers.csv"),
    (urls.opensearch(), "opensearch.xml"),
    (urls.offline(), "offline.js"),
    (urls.offline_worker(), "assets/offline/worker.js"),
    (urls.tool("manuscript"), "tools/manuscript/"),
    (urls.search_index(), "search.json"),
    (urls.search_part("words-3"), "search/words-3.json"),
    (urls.change("first"), "changes/#first"),
    (urls.feed(), "feed.xml"),
    (urls.sitemap(), "sitemap.xml"),
    (urls.robots(), "robots.txt"),
    (urls.card(), "assets/card.png"),
    (urls.card("ebb"), "assets/cards/ebb.png"),
])  # fmt: skip
def test_addresses_stay(made: str, promised: str) -> None:
    assert made == promised


@pytest.mark.parametrize(("url", "root"), [("", "./"), ("guide/", "../"), ("taxonomy/ebb/", "../../"), ("a.xml", "./")])
def test_the_way_to_the_root(url: str, root: str) -> None:
    assert urls.root_of(url) == root


def test_a_page_is_a_folder_with_an_index() -> None:
    assert urls.page_file("taxonomy/ebb/") == "taxonomy/ebb/index.html"
    assert urls.page_file("") == "index.html"


def test_scripts_are_told_where_everything_is() -> None:
    assert urls.for_scripts() == {
        "paper": "papers/{}/",
        "bib": "papers/{}.bib",
        "ris": "papers/{}.ris",
        "section": "taxonomy/{}/",
        "taxonomy": "taxonomy/",
        "answer": "guide/#{}",
        "author": "authors/{}/",
        "venue": "venues/{}/",
        "found": "papers/?q={}",
        "picked": "papers/?pick={}",
        "index": "search.json",
        "indexPart": "search/{}.json",
        "bibtex": "references.bib",
        "csl": "references.json",
        "table": "papers.csv",
        "records": "api/papers.json",
        "offline": "offline.js",
    }
