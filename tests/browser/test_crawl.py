"""Every file of the site, followed as a browser, a search engine and a strict parser would."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest

from browser.kinds import KINDS
from conftest import SUB_PATH, build, project

BASE = f"https://example.org{SUB_PATH}/"
REDIRECT = re.compile(r'<meta http-equiv="refresh"', re.IGNORECASE)


@dataclass
class Links(HTMLParser):
    """What a page refers to, what it can be referred to by, and what it is called."""

    text: str
    targets: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    description: str = ""
    depth: int = 0

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)
        self.titles = re.findall(r"<title>(.*?)</title>", self.text.split("<body", 1)[0], re.DOTALL)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        self.targets += [values[name] for name in ("href", "src", "data-source", "action") if values.get(name)]
        if tag == "meta" and values.get("name") == "description":
            self.description = values["content"]


@cache
def links(path: Path) -> Links:
    return Links(path.read_text())


def pages(site: Path) -> dict[str, Links]:
    """Every page by its name, those left out that only lead elsewhere."""
    found = {path.relative_to(site).as_posix(): links(path) for path in sorted(site.rglob("*.html"))}
    return {name: page for name, page in found.items() if not REDIRECT.search(page.text)}


def file_of(site: Path, address: str) -> Path:
    """The file that a web server would send for an address of the site."""
    path = site / unquote(urlsplit(address).path.removeprefix(urlsplit(BASE).path))
    return path / "index.html" if path.is_dir() else path


def dead(site: Path, base: str) -> Iterator[str]:
    for name, page in pages(site).items():
        # The page for dead addresses may be shown anywhere, so its links are absolute.
        for target in dict.fromkeys(page.targets):
            address, anchor = urldefrag(urljoin(base + name, target))
            if urlsplit(address).scheme not in ("http", "https") or not address.startswith(base):
                continue
            found = file_of(site, urljoin(BASE, address.removeprefix(base)))
            if not found.is_file():
                yield f"{name}: {target} leads nowhere"
            elif anchor and found.suffix == ".html" and unquote(anchor) not in links(found).anchors:
                yield f"{name}: {target} has no such anchor"


def test_no_dead_link_below_a_sub_path(site: Path) -> None:
    assert list(dead(site, BASE)) == []


def test_no_dead_link_at_a_root(tmp_path: Path, harbour_site: Path) -> None:
    assert build(harbour_site.parent, tmp_path / "site", SITE_URL="https://example.org/").returncode == 0
    assert list(dead(tmp_path / "site", "https://example.org/")) == []


def test_links_stay_inside_the_sub_path(site: Path) -> None:
    outside = [
        f"{name}: {target}"
        for name, page in pages(site).items()
        for target in page.targets
        if target.startswith("/") and not target.startswith((SUB_PATH + "/", "//"))
    ]
    assert outside == []


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    fetched = re.compile(
        r'<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc="(https?:)?//|url\(["\']?https?:'
    )
    assert [name for name, page in pages(site).items() if fetched.search(page.text)] == []
    assert [path.name for path in site.rglob("*.css") if fetched.search(path.read_text())] == []


def test_titles_and_descriptions_are_unique(site: Path) -> None:
    titles = Counter(html.unescape(page.titles[0]) for page in pages(site).values())
    assert [title for title, count in titles.items() if count > 1] == []
    described = {
        name: page.description
        for name, page in pages(site).items()
        if name != "404.html" and 'name="citation_title"' not in page.text
    }
    assert [name for name, text in described.items() if not text] == []
    counts = Counter(described.values())
    assert [name for name, text in described.items() if counts[text] > 1] == []


def test_no_description_of_ours_is_taken_for_the_abstract_of_a_paper(site: Path) -> None:
    papers = [page for page in pages(site).values() if 'name="citation_title"' in page.text]
    assert papers
    assert [page.titles for page in papers if re.search('name="description"|"og:description"', page.text)] == []
    assert [page.titles for page in papers if 'name="twitter:description"' not in page.text] == []


def test_the_page_of_a_paper_says_what_to_cite_and_where_it_is_described(site: Path) -> None:
    for page in pages(site).values():
        if 'name="citation_title"' in page.text:
            [cited] = re.findall(r'<link rel="cite-as" href="([^"]+)">', page.text)
            assert cited.startswith(("https://", "http://"))
            assert 'rel="alternate describedby" type="application/x-bibtex"' in page.text


def test_every_page_has_one_policy_one_title_one_main_heading(site: Path) -> None:
    for name, page in pages(site).items():
        assert page.text.count("Content-Security-Policy") == 1, name
        assert "unsafe" not in page.text.split("Content-Security-Policy", 1)[1].split(">", 1)[0], name
        assert len(page.titles) == 1, name
        assert len(re.findall(r"<h1\b", page.text)) == 1, name
        assert len(re.findall(r'<input\b[^>]*\bname="?q"?', page.text)) == 1, name


def test_identifiers_are_unique(site: Path) -> None:
    for name, page in pages(site).items():
        counts = Counter(re.findall(r'<[a-z][^>]*?\sid="([^"]+)"', page.text))
        assert [id for id, count in counts.items() if count > 1] == [], name


@pytest.mark.parametrize("name", KINDS)
def test_page_parses_without_an_error(site: Path, name: str) -> None:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse((site / name).read_text())
    assert [(place, code) for place, code, _ in parser.errors] == []


def test_every_paper_parses_without_an_error(site: Path) -> None:
    for name in sorted(site.glob("papers/*/index.html"))[::10]:
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(name.read_text())
        assert parser.errors == [], name


def test_toy_site_has_no_dead_link(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    assert build(folder, folder / "site", SITE_URL=BASE).returncode == 0
    assert list(dead(folder / "site", BASE)) == []


def test_policies_allow_the_scripts_of_their_pages(site: Path) -> None:
    """The hash of each inline script stands in its page's policy, however deep the page lies."""
    for name, page in pages(site).items():
        policy = html.unescape(page.text.split('http-equiv="Content-Security-Policy" content="', 1)[1].split('"', 1)[0])
        for script in re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, name
