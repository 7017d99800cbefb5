from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TIDES
from sketch import entry
from survey import site as door
from survey.formats.exports import Artefact
from survey.model import Section, Survey
from survey.render.pages import Heading, Settings
from survey.render.publish import write
from survey.site import DataError, Shell, Site, open_site
from survey.views import year_lists

SOMEWHERE = Settings("Atlas of Tides", "https://example.org/atlas/", "https://example.org/repo")
SHELL = Shell("<title>SHELL-TITLE-MARK</title>SHELL-CONTENT-MARK")
PROSE = {
    "docs/index.md": "[[count:papers]] papers.",
    "docs/papers/index.md": "# Papers",
    "docs/reindex.md": "# How to list anew, after [@king2015neap]",
    "docs/taxonomy/moon-clocks.md": "Sticks came first [@dahl2016almanac].",
}


@pytest.fixture(scope="module")
def site(tides: Survey, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The survey of tides in a folder that holds a style sheet and nothing else."""
    folder = tmp_path_factory.mktemp("tides")
    write(folder, [("docs/assets/atlas.css", "a { top: 0 }\n")])
    return Site(folder, tides, SOMEWHERE, PROSE)


@pytest.fixture(scope="module")
def built(site: Site) -> list[Artefact]:
    """What a builder adds to its own pages."""
    return list(site.generated(SHELL))


@pytest.fixture(scope="module")
def written(site: Site) -> list[Artefact]:
    """What a builder gets that runs no hooks."""
    return list(site.sources())


def text_of(made: list[Artefact], name: str) -> str:
    [text] = [text for path, text in made if path == name]
    assert isinstance(text, str)
    return text


def front(text: str) -> dict[str, Any]:
    """The front matter of a Markdown page."""
    head = text.split("---\n")[1]
    values: dict[str, Any] = yaml.safe_load(head)
    return values


def test_a_project_folder_is_opened_with_its_prose_and_addresses() -> None:
    site = open_site(TIDES, "Atlas", "https://example.org/", "https://example.org/repo")
    assert site.settings == Settings("Atlas", "https://example.org/", "https://example.org/repo")
    assert "abara2019tide" in site.survey.papers
    assert "docs/taxonomy/moon-clocks.md" in site.prose
    assert not [warning for warning in site.warnings if not warning.is_warning]
    assert open_site(TIDES).settings == Settings()


def test_a_folder_without_data_is_no_survey(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"data/papers\.bib:1: the file is missing; restore it"):
        open_site(tmp_path)


def test_what_is_only_doubtful_is_told_and_does_not_stop(tmp_path: Path) -> None:
    bib = entry(kind="article", title="ALL IN CAPITALS", journal="Salt")
    papers = f"papers: {{ebb2020slow: {'A claim. ' * 8}}}"
    taxonomy = f"sections: [{{id: a, title: A, lead: L, approaches: [{{id: b, title: B, lead: L, {papers}}}]}}]"
    write(tmp_path, [("data/papers.bib", bib), ("data/taxonomy.yml", taxonomy)])
    site = open_site(tmp_path)
    assert any("`title` has lost its case" in warning.message for warning in site.warnings)
    assert all(warning.is_warning for warning in site.warnings)


def test_builders_need_no_other_door() -> None:
    assert set(door.__all__) <= vars(door).keys()


def test_a_page_is_that_of_a_section_or_hand_written(site: Site) -> None:
    section = site.page("taxonomy/moon-clocks/", "Text")
    assert (section.title, section.markdown) == ("Moon clocks", "Text")
    written = site.page("guide/", "Text")
    assert (written.url, written.title, written.description, written.before) == ("guide/", "", "", "")
    assert written.markdown == "Text"


def test_every_paper_fills_the_shell_and_has_a_twin(site: Site, built: list[Artefact]) -> None:
    names = {name for name, _ in built}
    assert {f"papers/{key}/index.{extension}" for key in site.survey.papers for extension in ("html", "md")} <= names
    assert {f"taxonomy/{id}/index.md" for id in site.survey.paths} <= names
    assert "taxonomy/moon-clocks/index.html" not in names  # the builder's own
    page = text_of(built, "papers/king2015neap/index.html")
    assert page.startswith("<title>On “Neap” Tides, and Other Quiet Days</title>")
    assert "(../../papers/dahl2016almanac/index.md)" in text_of(built, "taxonomy/moon-clocks/index.md")


DATA = (
    "references.bib", "references.ris", "references.json", "papers.csv", "api/papers.json", "search.json", "feed.xml",
    "llms.txt", "sitemap.xml", "robots.txt", "opensearch.xml", "taxonomy/moon-sticks/index.html", "assets/atlas.css",
    "offline.js",
)  # fmt: skip


def test_either_way_the_same_data_stands_beside_the_pages(built: list[Artefact], written: list[Artefact]) -> None:
    for name in DATA:
        assert text_of(built, name) == text_of(written, name)
    sheet = text_of(built, "assets/atlas.css")
    assert sheet.startswith("a { top: 0 }\n")
    assert "--atlas-from: #7a4a00" in sheet


def test_a_build_has_a_name_that_changes_with_its_sources_and_settings_alone(tides: Survey, tmp_path: Path) -> None:
    def name(url: str = "https://example.org/") -> str:
        return Site(tmp_path, tides, Settings("Atlas", url), PROSE).fingerprint

    write(tmp_path, [("docs/assets/atlas.css", "a {}\n"), ("data/papers.bib", "")])
    first = name()
    assert name("https://example.org/atlas/") != first
    write(tmp_path, [("site/index.html", "built"), ("hooks/__pycache__/a.pyc", "compiled"), (".cache/font", "kept")])
    assert name() == first
    for path in ("docs/assets/atlas.css", "data/papers.bib", "hooks/theme/main.html", "mkdocs.yml"):
        before = name()
        write(tmp_path, [(path, "changed")])
        assert name() != before
    assert f'self.build = "{name()}";' in Site(
        tmp_path, tides, Settings("Atlas", "https://example.org/"), PROSE
    ).pages.offline(name())


def test_no_file_is_made_twice(built: list[Artefact], written: list[Artefact]) -> None:
    for made in (built, written):
        assert len({name for name, _ in made}) == len(made)


def addresses(made: list[Artefact]) -> list[str]:
    _, *found = text_of(made, "sitemap.xml").split("<loc>")
    return [part.partition("</loc>")[0].removeprefix("https://example.org/atlas/") for part in found]


def test_the_sitemap_has_each_page_once_hand_written_ones_first(site: Site, built: list[Artefact]) -> None:
    sections = [f"taxonomy/{id}/" for id in site.survey.paths if id != "moon-clocks"]
    papers = [f"papers/{key}/" for key in site.survey.papers]
    paths = ["start/", "start/first-evening/", "start/by-boat/"]
    listed = [url for url in site.pages.addresses() if url.startswith(("authors/", "venues/"))]
    written = ["", "papers/", "reindex/", "taxonomy/moon-clocks/"]
    assert addresses(built) == [*written, *sections, *paths, *listed, *papers]


def test_too_many_papers_for_one_list_have_pages_of_years(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year_lists, "MOST", 0)
    made = list(site.generated(SHELL))
    assert "<title>Papers of 2021</title>" in text_of(made, "papers/year/2021/index.html")
    listed = addresses(made)
    assert listed.index("taxonomy/doubts/") < listed.index("papers/year/2021/") < listed.index("papers/abara2019ebb/")
    page = front(text_of(list(site.sources()), "papers/year/2021.md"))
    assert (page["title"], page["hide"]) == ("Papers of 2021", ["navigation", "toc"])


def test_hand_written_pages_are_written_with_all_filled_in(site: Site, written: list[Artefact]) -> None:
    assert text_of(written, "index.md") == f"{len(site.survey.papers)} papers."
    assert 'href="../papers/king2015neap/"' in text_of(written, "reindex.md")
    assert text_of(written, "papers/index.md") == "# Papers"


def test_a_section_is_written_around_its_prose(written: list[Artefact]) -> None:
    text = text_of(written, "taxonomy/moon-clocks.md")
    assert front(text)["title"] == "Moon clocks"
    assert [entry["title"] for entry in front(text)["outline"]] == ["Approaches", "Where to start", "Related sections"]
    assert "\n\nSticks came first <span" in text
    assert 'href="../../papers/dahl2016almanac/"' in text
    before, after = text.split("Sticks came first")
    assert "\n\n<div>\n<nav" in before
    assert before.endswith("</div>\n\n")
    assert after.endswith("</div>\n")
    assert "</div>\n\n\n\n<div>" in text_of(written, "taxonomy/doubts.md")  # without prose of its own


def test_a_block_of_html_is_laid_out_as_it_was_but_for_empty_lines(site: Site) -> None:
    page = replace(site.page("guide/", ""), before="\n<p>a\n  b</p>\n\n \n<p>c</p>\n", after="\n \n")
    assert site._markdown(page) == "---\n---\n\n<div>\n<p>a\n  b</p>\n<p>c</p>\n</div>\n\n\n\n\n"


def test_a_block_of_html_holds_no_empty_line(site: Site, written: list[Artefact]) -> None:
    for key in site.survey.papers:
        text = text_of(written, f"papers/{key}.md")
        block = text.partition("<div>\n")[2].rpartition("\n</div>")[0]
        assert block == block.strip()
        assert not any(not line.strip() for line in block.split("\n"))
        assert text.endswith("</div>\n\n\n\n\n")  # nor is there a block that holds nothing


def test_a_paper_is_written_without_what_stands_beside_a_text(written: list[Artefact]) -> None:
    values = front(text_of(written, "papers/king2015neap.md"))
    assert values["hide"] == ["navigation", "toc"]
    assert values["title"] == "On “Neap” Tides, and Other Quiet Days"
    assert "outline" not in values
    assert "card" not in values


def test_what_a_theme_prints_as_it_is_is_escaped(site: Site) -> None:
    odd = Section("odd", "<Ebb> & Flow", 'A "lead"')
    page = replace(site, survey=replace(site.survey, sections=(odd,))).page("taxonomy/odd/", "")
    values = site.front_matter(page)
    assert (values["title"], values["description"]) == ("&lt;Ebb&gt; &amp; Flow", "A &#34;lead&#34;")
    assert values["head"] == page.head


def test_the_front_matter_of_a_section_says_what_it_heads(site: Site) -> None:
    assert site.front_matter(site.page("taxonomy/from-the-shore/", ""))["heads_branch"] is True
    assert site.front_matter(site.page("taxonomy/moon-clocks/", ""))["heads_branch"] is False
    assert site.front_matter(site.page("guide/", ""))["heads_branch"] is False


def test_a_section_has_a_card_where_cards_are_drawn(site: Site) -> None:
    page = site.page("taxonomy/moon-clocks/", "")
    drawn = "https://example.org/atlas/assets/cards/moon-clocks.png"
    assert site.front_matter(page, has_card=True)["card"] == drawn
    assert site.front_matter(page)["card"] == ""
    assert site.front_matter(site.page("guide/", ""), has_card=True)["card"] == ""
    assert replace(site, settings=Settings()).front_matter(page, has_card=True)["card"] == ""


def test_a_title_cannot_end_the_front_matter(site: Site) -> None:
    page = replace(site.page("guide/", "Text"), title='Ebb: "slow"\n---\n# no', description="é ---")
    head, _, text = site._markdown(page).removeprefix("---\n").partition("\n---\n")
    assert yaml.safe_load(head) == {"title": "Ebb: &#34;slow&#34;\n---\n# no", "description": "é ---"}
    assert "é" in head  # as people write it
    assert text.strip() == "Text"


def test_the_theme_learns_of_the_site_in_plain_values(site: Site) -> None:
    values = site.theme_values()
    assert json.loads(json.dumps(values)) == values
    assert values["has_feed"] is True
    assert values["card"] == "https://example.org/atlas/assets/card.png"
    assert values["sections"][1] == {
        "title": "Telling the tide from the shore",
        "url": "taxonomy/from-the-shore/",
        "lead": "Watchers on land say what the open sea will do.",
        "count": 7,
    }
    assert [section["title"] for section in values["sections"]] == [section.title for section in site.survey.sections]
    assert values["scripts"]["name"] == "Atlas of Tides"
    assert values["scripts"]["storage"] == "tides"
    assert values["scripts"]["urls"]["paper"] == "papers/{}/"


def test_a_survey_that_says_nothing_of_itself_has_usual_values(site: Site) -> None:
    papers = {key: replace(paper, added="") for key, paper in site.survey.papers.items()}
    survey = replace(site.survey, papers=papers, changes=(), profile=replace(site.survey.profile, store=""))
    values = replace(site, survey=survey, settings=Settings()).theme_values()
    assert (values["has_feed"], values["card"], values["scripts"]["storage"]) == (False, "", "survey")


def test_sections_stand_in_the_navigation_below_the_taxonomy(site: Site) -> None:
    given = [{"Home": "index.md"}, {"Taxonomy": ["taxonomy/index.md", "old.md"]}, "Taxonomy.md"]
    home, taxonomy, guide = site.nav(given)
    assert (home, guide) == ({"Home": "index.md"}, "Taxonomy.md")
    assert taxonomy["Taxonomy"][:3] == [
        "taxonomy/index.md",
        {"What a tide is": "taxonomy/tide-basics.md"},
        {
            "Telling the tide from the shore": [
                "taxonomy/from-the-shore.md",
                {"Moon clocks": "taxonomy/moon-clocks.md"},
                {"Lists on harbour walls": "taxonomy/harbour-lists.md"},
            ]
        },
    ]
    assert len(taxonomy["Taxonomy"]) == 1 + len(site.survey.sections)
    assert given[1] == {"Taxonomy": ["taxonomy/index.md", "old.md"]}  # what was given stays
    assert site.nav([]) == []


def test_titles_in_the_navigation_are_escaped_once(site: Site) -> None:
    odd = replace(site, survey=replace(site.survey, sections=(Section("odd", "Ebb & Flow", ""),)))
    [item] = odd.nav([{"Taxonomy": []}])
    [title] = item["Taxonomy"][0]
    assert title == "Ebb &amp; Flow"
    assert title.__html__() == title


def test_every_section_has_a_source(site: Site) -> None:
    assert list(site.section_sources()) == [f"taxonomy/{id}.md" for id in site.survey.paths]


def test_the_site_and_every_section_can_have_a_card(site: Site) -> None:
    bare = replace(site, survey=replace(site.survey, sections=site.survey.sections[:1]))
    cards = dict(bare.cards())
    assert list(cards) == ["assets/card.png", "assets/cards/tide-basics.png"]
    assert all(picture.startswith(b"\x89PNG") for picture in cards.values())


def test_an_outline_has_two_levels(site: Site) -> None:
    headings = (Heading(3, "a", "First"), Heading(2, "b", "R & D"), Heading(3, "c", "Third"), Heading(3, "d", "Fourth"))
    outline = front(site._markdown(replace(site.page("guide/", ""), headings=headings)))["outline"]
    first, second = outline
    assert (first["title"], first["level"], first["children"]) == ("First", 3, [])
    assert {**second, "children": [child["url"] for child in second["children"]]} == {
        "title": "R &amp; D", "content": "R &amp; D", "url": "#b", "level": 2, "children": ["#c", "#d"],
    }  # fmt: skip
