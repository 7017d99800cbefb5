from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

from conftest import build
from survey.model import Survey
from survey.render.pages import Pages, Settings


def read(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text()


def test_every_correction_is_listed(site: Path, survey: Survey) -> None:
    rows = re.findall(r'<tr data-key="([^"]+)">', read(site, "corrections"))
    corrected = [correction.paper.key for correction in survey.corrections]
    assert Counter(rows) == Counter([*corrected, *(publication.paper.key for publication in survey.publications)])


def test_counts_of_corrections_add_up(site: Path, survey: Survey) -> None:
    html = read(site, "corrections")
    assert f"<strong>{len(survey.mistakes)} corrections</strong>" in html
    counts = re.findall(r'<li><a href="#(?:survey|reading-list)-\w+">[^<]*</a>:&nbsp;(\d+)</li>', html)
    assert sum(map(int, counts)) == len(survey.mistakes)


def test_every_change_has_an_anchor_that_the_feed_points_to(site: Path, survey: Survey) -> None:
    html = read(site, "changes")
    feed = (site / "feed.xml").read_text()
    for change in survey.changes:
        assert f'id="{change.id}"' in html
        assert f"https://example.org/atlas/changes/#{change.id}" in feed


def test_the_sitemap_names_pages_that_exist_and_all_papers(site: Path, survey: Survey) -> None:
    tree = ET.parse(site / "sitemap.xml")
    found = [(element.text or "").removeprefix("https://example.org/atlas/") for element in tree.iter() if element.text]
    pages = [page for page in found if page.strip()]
    assert all((site / page / "index.html").is_file() for page in pages)
    assert {f"papers/{key}/" for key in survey.papers} <= set(pages)
    assert {f"taxonomy/{section.id}/" for section in survey.walk()} <= set(pages)


def test_nothing_of_the_theme_s_own_sitemap_is_left(site: Path) -> None:
    assert not (site / "sitemap.xml.gz").exists()
    assert "lastmod" not in (site / "sitemap.xml").read_text()


def test_without_an_address_no_page_advertises_what_needs_one(toy: Path, tmp_path: Path) -> None:
    done = build(toy, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    for name in ("sitemap.xml", "sitemap.xml.gz", "robots.txt"):
        assert not (tmp_path / "site" / name).exists()
    assert "application/atom+xml" not in read(tmp_path / "site", "taxonomy").partition("</head>")[0]


def test_a_former_address_leads_on(toy: Path, tmp_path: Path) -> None:
    build(toy, tmp_path / "site")
    assert "url=../../taxonomy/passing-on/" in read(tmp_path / "site", "taxonomy/handing-on")


def test_edit_links_need_a_repository(site: Path, survey: Survey) -> None:
    assert 'href="https://example.org/repo/edit/main/data/papers.bib"' in read(site, "contribute")
    assert "Correct this record" in read(site, "papers/chen2024role")
    without = Pages(survey, Settings()).blocks("<!-- survey: contribute -->", "contribute/")
    assert "<a" not in without
    assert "Correct this record" not in Pages(survey, Settings()).paper(survey.papers["chen2024role"]).before
