"""Everything that the survey of tides comes to, compared with what stands in tests/golden.

After a change of output that is meant: `pytest tests/survey/test_golden.py --update-golden`, then read the difference.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from conftest import ROOT, TIDES
from sketch import text_of
from survey.formats.bibtex import bibliography, bibtex, preprint
from survey.formats.coins import coins
from survey.formats.highwire import highwire
from survey.formats.schema_org import article, collection, term_set
from survey.formats.styles import formatted
from survey.model import Paper, Survey
from survey.search import parts
from survey.site import Site, open_site
from survey.views import year_lists

GOLDEN = ROOT / "tests" / "golden"
# One of each form: conference, journal, preprints, report, web page.
FORMS = (
    "abara2019tide",
    "daubigne2020swell",
    "brekke2022cove",
    "breke2022drift",
    "corvi2018gauge",
    "gullwatch2024tables",
)
# A page or file of each kind, as `cli.py write` makes them.
SOURCES = (
    "index.md", "taxonomy/index.md", "taxonomy/from-the-shore.md", "taxonomy/moon-clocks.md", "taxonomy/tide-basics.md",
    "taxonomy/harbour-lists.md", "taxonomy/neighbours/index.md", "papers/auk2021fathom.md",
    "papers/auk2021fathom/index.md",
    "papers/index.md", "papers/dahl2017storm.md", "papers/abara2019tide.md", "guide.md", "reading-list.md",
    "corrections.md",
    "changes.md", "data.md", "references.bib", "references.ris", "references.json", "papers.csv", "api/papers.json",
    "api/taxonomy.json", "api/papers.schema.json", "api/taxonomy.schema.json", "feed.xml", "sitemap.xml", "robots.txt",
    "opensearch.xml", "taxonomy/moon-sticks/index.html", "search.json", "llms.txt", "papers/abara2019tide/index.md",
    "taxonomy/moon-clocks/index.md", "start.md", "start/first-evening.md", "start/first-evening/index.md",
    "start/first-evening.bib", "authors.md", "authors/edith-eel.md", "venues.md", "venues/harcon.md",
    "taxonomy/neighbours/feed.xml",
)  # fmt: skip
MADE = (
    "ascii.bib", "preprints.bib", "citations.txt", "coins.txt", "highwire.txt", "schema-org.json",
    "year-list.md", "search-parts.json",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The survey of tides, with the style sheets that a site needs."""
    folder = tmp_path_factory.mktemp("tides")
    shutil.copytree(TIDES, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets")
    return open_site(folder, "Atlas of Tides", "https://example.org/atlas/", "https://example.org/repo")


@pytest.fixture(scope="module")
def files(site: Site) -> Mapping[str, str]:
    return {name: text for name, text in [*site.sources(), *site.pages.twins(), *_made(site)] if isinstance(text, str)}


def _made(site: Site) -> Iterator[tuple[str, str]]:
    papers = site.survey.papers
    yield "ascii.bib", bibliography(bibtex(paper, ascii_only=True) for paper in papers.values())
    yield "preprints.bib", bibliography(preprint(p) for p in papers.values() if p.is_published and p.arxiv)
    yield "citations.txt", _by_key(papers.values(), lambda paper: text_of(formatted(paper)))
    shown = [papers[key] for key in FORMS]
    yield "coins.txt", _by_key(shown, lambda paper: coins(paper).replace("&", "\n") + "\n")
    yield "highwire.txt", _by_key(shown, lambda paper: text_of(highwire(paper)))
    yield "schema-org.json", _schema_org(site, shown)
    yield from _split(site.survey, site)


def _by_key(papers: Iterable[Paper], make: Callable[[Paper], str]) -> str:
    return "\n".join(f"{paper.key}\n{make(paper)}" for paper in papers)


def _schema_org(site: Site, papers: Iterable[Paper]) -> str:
    survey, absolute = site.survey, site.settings.absolute
    nodes = [article(paper, survey, absolute) for paper in papers]
    return _laid_out([*nodes, collection(survey.paths["moon-clocks"], absolute), term_set(survey, absolute)])


def _laid_out(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _split(survey: Survey, site: Site) -> Iterator[tuple[str, str]]:
    """What a survey of very many papers has instead of one list and one index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(year_lists, "MOST", 0)
        patch.setattr(year_lists, "PAGE", 3)
        patch.setattr(parts, "BLOCK", 8)
        yield "search-parts.json", _laid_out({name: json.loads(text) for name, text in parts.search_files(survey)})
        yield "year-list.md", "\n".join(page.before for page in site.pages.generated() if "year/2021" in page.url)


@pytest.mark.parametrize("name", [*SOURCES, *MADE])
def test_output_is_what_it_was(name: str, files: Mapping[str, str], golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / name.replace("/", "--"), files[name])
