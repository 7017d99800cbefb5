from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path

import pytest

from survey import urls
from survey.model import Gone, Name, Section, Survey
from survey.render import sitemap
from survey.render.pages import Heading, Page, Pages, Settings, md
from survey.views import listings, picture, year_lists

SOMEWHERE = Settings("Atlas of Tides", "https://example.org/atlas/", "https://example.org/repo/")
MOON = "docs/taxonomy/moon-clocks.md"


@pytest.fixture(scope="module")
def pages(tides: Survey) -> Pages:
    return Pages(tides, SOMEWHERE, {MOON: "Sticks came first [@dahl2016almanac]; see [[doubts]]."})


def section(tides: Survey, id: str) -> Section:
    return tides.paths[id][-1]


def words(html: str) -> str:
    """What a reader reads."""
    return " ".join(unescape(re.sub("<[^>]*>", " ", re.sub("</?(?:a|span)\\b[^>]*>", "", html))).split())


@pytest.mark.parametrize(("site", "full"), [
    ("https://example.org/atlas/", "https://example.org/atlas/guide/"),
    ("https://example.org/atlas", "https://example.org/atlas/guide/"),
    ("", ""),
])  # fmt: skip
def test_the_full_address_of_a_page(site: str, full: str) -> None:
    assert Settings(site_url=site).absolute("guide/") == full


@pytest.mark.parametrize(("repo", "address"), [
    ("https://example.org/repo/", "https://example.org/repo/edit/main/data/papers.bib"),
    ("https://example.org/repo", "https://example.org/repo/edit/main/data/papers.bib"),
    ("", ""),
])  # fmt: skip
def test_where_a_file_is_edited(repo: str, address: str) -> None:
    assert Settings(repo_url=repo).edit("data/papers.bib") == address


@pytest.mark.parametrize(("repo", "address"), [
    ("https://example.org/repo/", "https://example.org/repo/issues/new?template=tell.yml&paper=a%26b+%23c"),
    ("", ""),
])  # fmt: skip
def test_where_a_form_is_filled_in(repo: str, address: str) -> None:
    assert Settings(repo_url=repo).form("tell", paper="a&b #c") == address


def test_what_nobody_gives_is_empty() -> None:
    assert Settings() == Settings("", "", "")
    assert Page("guide/", "Guide", "How") == Page("guide/", "Guide", "How", "", "", "", "", ())


@pytest.mark.parametrize(("text", "markdown"), [
    ("plain (text) & more, 7 > 5", "plain (text) & more, 7 > 5"),
    ("*a* _b_ `c`", r"\*a\* \_b\_ \`c\`"),
    ("[d](e)", r"\[d\](e)"),
    ("<b> \\g", r"\<b> \\g"),
    ("R&D &; AT&amp;T &#60; &#x3c;", r"R&D &; AT\&amp;T \&#60; \&#x3c;"),
])  # fmt: skip
def test_a_text_as_markdown_says_just_this(text: str, markdown: str) -> None:
    assert md(text) == markdown


def test_a_section_stands_around_its_prose(tides: Survey, pages: Pages) -> None:
    page = pages.section(section(tides, "moon-clocks"), "Hand-written.")
    assert (page.url, page.title, page.markdown) == ("taxonomy/moon-clocks/", "Moon clocks", "Hand-written.")
    assert page.description == "A stick, a string and the moon make a clock."
    assert words(page.before).startswith("Taxonomy Telling the tide from the shore Moon clocks Moon clocks §2.1")
    assert "Choose it when the nights are clear. What it costs a month of evenings." in words(page.before)
    assert "Where to start and why A Cove by Any Other Name Brekke, 2022 MoonClock" in words(page.before)
    assert '<a href="../../taxonomy/from-the-shore/">' in page.before
    assert 'href="../../taxonomy/moon-clocks.bib"' in page.head
    assert "A stick of two metres foretells the flood" in words(page.after)


def test_the_outline_of_a_section_has_what_the_page_has(tides: Survey, pages: Pages) -> None:
    assert pages.section(section(tides, "moon-clocks"), "").headings == (
        Heading(2, "approaches", "Approaches"), Heading(3, "shadows", "Reading shadows"),
        Heading(3, "strings", "Knotted strings"), Heading(2, "start-here", "Where to start"),
        Heading(2, "related", "Related sections"),
    )  # fmt: skip
    assert pages.section(section(tides, "from-the-shore"), "").headings == (
        Heading(2, "sections", "In this section"), Heading(2, "related", "Related sections"),
    )  # fmt: skip
    for id in tides.paths:
        page = pages.section(section(tides, id), "")
        found = re.findall(r'<h([23]) id="([^"]+)">(.*?)\s*(?:<span|</h)', page.after)
        assert [Heading(int(level), id, unescape(title)) for level, id, title in found] == list(page.headings)


def test_a_bare_section_has_no_empty_parts(tides: Survey) -> None:
    bare = Section("bare", "Bare", "Nothing yet.")
    page = Pages(replace(tides, sections=(bare,)), SOMEWHERE).section(bare, "")
    assert page.headings == ()
    assert page.after.strip() == ""
    assert "Choose it when" not in page.before
    assert "Where to start" not in page.before
    assert "§" not in page.before


def test_a_paper_is_described_by_who_where_and_what(tides: Survey, pages: Pages) -> None:
    page = pages.paper(tides.papers["abara2019ebb"])
    assert (page.url, page.title) == ("papers/abara2019ebb/", "An Ebb without a Moon")
    assert page.description == (
        "Abara and Brekke, HarCon 2019. Without a moon, the same stick is right as often as a thrown shoe."
    )
    assert (page.markdown, page.after, page.headings) == ("", "", ())


def test_a_paper_shows_its_facts_places_and_neighbours(tides: Survey, pages: Pages) -> None:
    told = words(pages.paper(tides.papers["dahl2017storm"]).before)
    for part in ("Kind Trial", "Open sea Horn: 6M, blows", "Problem Horns are heard", "Limits There was one storm.",
                 "Asking the neighbours › Bells and horns", "Related papers"):  # fmt: skip
        assert part in told


def test_prose_that_cites_two_papers_together_relates_them(tides: Survey) -> None:
    prose = {MOON: "Both [@dahl2016almanac; @king2015neap]."}
    related = words(Pages(tides, SOMEWHERE, prose).paper(tides.papers["king2015neap"]).before).partition(
        "Related papers"
    )
    assert "The Old Almanac" in related[2]
    assert "The Old Almanac" not in words(Pages(tides, SOMEWHERE).paper(tides.papers["king2015neap"]).before)


def test_corrections_of_a_paper_are_told(tides: Survey, pages: Pages) -> None:
    told = words(pages.paper(tides.papers["zorn2023quay"]).before)
    assert "The old almanac prints the title as “Quays Reviewed”; the record says “Quays Revisited”." in told
    assert "In the sources" not in words(pages.paper(tides.papers["king2015neap"]).before)


def test_what_was_right_of_a_preprint_is_no_mistake(tides: Survey, pages: Pages) -> None:
    told = words(pages.paper(tides.papers["vanderzee2023pier"]).before)
    assert "The old almanac cites it as “arXiv, 2022”. The list on the harbour wall cites it as “arXiv”." in told
    assert "It has been published since. The congress of May 2023 prints it." in told
    assert "prints the title as “Piers and Poles”; that has changed with publication: “Piers, Poles" in told
    found = words(pages.blocks("<!-- survey: corrections -->", "corrections/"))
    assert found.startswith("5 corrections on 4 papers; besides, 2 papers were cited as preprints")


def test_a_correction_of_authors_says_what_it_is_about(pages: Pages) -> None:
    found = words(pages.blocks("<!-- survey: corrections -->", "corrections/"))
    assert "N. Abarra Spelled otherwise: Ngozi Abara" in found


def test_who_finds_a_mistake_is_led_to_where_it_is_mended(tides: Survey, pages: Pages) -> None:
    paper = tides.papers["king2015neap"]
    assert 'href="https://example.org/repo/edit/main/data/papers.bib"' in pages.paper(paper).before
    form = "https://example.org/repo/issues/new?template=correct-record.yml&amp;title=Correct+king2015neap&amp;paper=king2015neap"
    assert f'href="{form}"' in pages.paper(paper).before
    without = Pages(tides, Settings()).paper(paper).before
    assert "example.org/repo" not in without
    assert 'href="../../contribute/#mend-a-record"' in without


def test_who_misses_a_paper_in_a_section_is_led_to_a_form(tides: Survey, pages: Pages) -> None:
    form = "issues/new?template=suggest-paper.yml&amp;title=Suggest+a+paper+for+moon-clocks&amp;section=moon-clocks"
    moon = section(tides, "moon-clocks")
    assert f'href="https://example.org/repo/{form}"' in pages.section(moon, "").after
    assert "Something missing" not in Pages(tides, Settings()).section(moon, "").after
    assert "Something missing" not in pages.section(section(tides, "from-the-shore"), "").after  # has no approaches


def test_every_paper_has_a_page_in_the_order_of_keys(tides: Survey, pages: Pages) -> None:
    papers = [f"papers/{key}/" for key in sorted(tides.papers)]
    paths = ["start/", "start/first-evening/", "start/by-boat/"]
    listed = ("authors/", "venues/")
    made = [page.url for page in pages.generated() if not page.url.startswith(listed)]
    assert made == [*papers, *paths]  # and none of years: one list holds all
    assert [url for url in pages.addresses() if not url.startswith(listed)] == [*paths, *papers]


def test_a_reading_path_says_how_long_it_takes_and_why_each_step_comes_when_it_does(
    tides: Survey, pages: Pages
) -> None:
    page = pages.reading_path(tides.reading_paths[0])
    assert (page.url, page.title) == ("start/first-evening/", "The tide in an evening")
    assert page.description == "For whoever has stood on a quay & wondered. Afterwards you know *what* comes when."
    said = words(page.before)
    assert "5 papers, about 35 minutes. Times are for the abstract" in said
    assert "Ole Brekke arXiv 2022 1 minute The same clock without a moon" in said
    assert "Moon clocks: sticks and strings in full. Doubts: what no table tells." in said
    assert said.endswith("Another path: Out with the boat.")
    assert re.findall(r'<li class="paper step" data-key="(\w+)"', page.before) == [
        paper.key for paper in tides.reading_paths[0].papers
    ]
    assert 'href="../../start/first-evening.bib"' in page.before
    assert 'href="../../start/first-evening.bib"' in page.head


def test_a_path_that_leads_nowhere_and_is_alone_says_nothing_of_others(tides: Survey) -> None:
    alone = replace(tides, reading_paths=tides.reading_paths[1:])
    said = words(Pages(alone, SOMEWHERE).reading_path(alone.reading_paths[0]).before)
    assert "Where to go" not in said
    assert "path" not in said


def test_a_survey_without_reading_paths_has_no_page_and_no_word_of_them(tides: Survey) -> None:
    without = Pages(replace(tides, reading_paths=()), SOMEWHERE)
    assert not [url for url in without.addresses() if url.startswith("start/")]
    assert not [page.url for page in without.generated() if page.url.startswith("start/")]
    assert without.blocks("<!-- survey: paths -->", "").strip() == ""
    for text in (
        without.blocks("<!-- survey: taxonomy --><!-- survey: data -->", "data/"),
        *dict(without.beside([])).values(),
    ):
        assert "start/" not in text


def test_among_many_authors_those_are_links_who_have_other_papers_here(tides: Survey, pages: Pages) -> None:
    mast = next(paper for paper in tides.papers.values() if "Ugo Urchin" in paper.byline)
    [names] = re.findall(r"<details class=.*?</summary><p>(.*?)</p></details>", pages.paper(mast).before, re.DOTALL)
    assert '<a href="../../authors/tilda-tench/">Tilda Tench</a>, Ugo Urchin' in names
    assert [name for name in mast.byline.split(", ") if name not in names] == []


def people(count: int) -> tuple[Name, ...]:
    """As many invented people, no two of one name, as varied as real ones are."""
    chance = random.Random(count)
    syllables = [
        first + second for first in "bdfghjklmnprstvwz" for second in ("a", "ai", "e", "i", "o", "on", "u", "y")
    ]

    def word(length: int) -> str:
        return "".join(chance.choices(syllables, k=length)).capitalize()

    return tuple(Name(f"{word(3)}{number}", f"{word(2)} {word(1)[0]}.") for number in range(count))


def page_by(tides: Survey, *names: Name) -> Page:
    """The page of a paper of tides, had these people written it."""
    paper = tides.papers["king2015neap"]
    fields = {**paper.fields, "author": " and ".join(name.inverted for name in names)}
    made = replace(paper, authors=names, fields=fields)
    return Pages(replace(tides, papers={**tides.papers, paper.key: made}), SOMEWHERE).paper(made)


def test_a_page_of_very_many_authors_stays_light_and_names_all_to_reference_managers(tides: Survey) -> None:
    names = people(600)
    page = page_by(tides, *names)
    assert re.findall(r'name="citation_author" content="(.*?)"', page.head) == [name.inverted for name in names]
    # What a paper may weigh beside the frame that all pages share; see tests/browser/test_weight.py.
    assert len(gzip.compress((page.head + page.before).encode())) <= 12_000


def test_very_many_authors_are_cut_where_the_page_repeats_them(tides: Survey) -> None:
    names = people(101)
    page = page_by(tides, *names)
    told = words(page.before)
    assert f"{names[19].full}, … {names[-1].full} All 101 authors are in the BibTeX file." in told
    assert names[20].full not in told
    [entry] = re.findall(r"author = \{(.*?)\}", told)
    assert entry.split(" and ") == [*(name.inverted for name in names[:20]), "others"]
    assert "name the first 20 of 101 authors" in told
    assert 'data-copy="bibtex" data-source="../../papers/king2015neap.bib"' in page.before
    assert "As text: APA, MLA, Chicago, IEEE, ACL APA" in told
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.head)
    assert [author["name"] for author in json.loads(data)["author"]] == [name.full for name in names[:20]]


def test_a_hundred_authors_are_shown_whole(tides: Survey) -> None:
    names = people(100)
    told = words(page_by(tides, *names).before)
    assert ", ".join(name.full for name in names) in told
    assert " and ".join(name.inverted for name in names) in told
    assert "As text: APA, MLA, Chicago, IEEE, ACL, ACM" in told
    assert "authors are in" not in told


def test_whom_a_long_list_leaves_out_is_linked_if_there_is_more_by_them(tides: Survey) -> None:
    names, eel = people(200), Name("Eel", "Edith")
    before = page_by(tides, *names[:150], eel, *names[150:]).before
    assert 'Others with more papers here: <a href="../../authors/edith-eel/">Edith Eel</a>.' in before


def test_people_and_venues_have_pages_that_lists_lead_to(tides: Survey, pages: Pages) -> None:
    made = {page.url: page for page in pages.generated()}
    for above, of in (("authors/", "Edith Eel"), ("venues/", "Pier")):
        [link] = re.findall(rf'href="\.\./({above}[^"]+)">{of}</a>', made[above].before)
        assert {above, link} <= set(pages.addresses())
        assert made[link].title == of
        keys = re.findall(r'<li class="paper" data-key="([^"]+)"', made[link].before)
        assert sorted(keys) == [key for key, p in tides.papers.items() if of in (p.venue, *(n.full for n in p.authors))]
    assert "Together with" not in made["venues/pier/"].before
    assert 'href="../authors/"' in pages.blocks("<!-- survey: papers -->", "papers/")


def test_too_many_papers_of_a_venue_are_searched(tides: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "MOST", 2)
    made = {page.url: page.before for page in Pages(tides, SOMEWHERE).generated()}
    assert made["venues/harcon/"].count('<li class="paper"') == 2
    assert "These are the newest 2 of 5" in made["venues/harcon/"]
    assert "These 2 of 9 have most papers here" in made["venues/"]
    assert "newest" not in made["venues/pier/"]


def test_a_survey_in_which_nobody_wrote_two_papers_has_no_page_of_people(tides: Survey) -> None:
    alone = {key: replace(paper, authors=(Name(key.title()),)) for key, paper in tides.papers.items()}
    without = Pages(replace(tides, papers=alone), SOMEWHERE)
    assert not [page.url for page in without.generated() if page.url.startswith("authors/")]
    assert not [url for url in without.addresses() if url.startswith("authors/")]
    assert "authors/" not in without.blocks("<!-- survey: papers -->", "papers/")


def test_what_a_record_holds_is_no_html(tides: Survey) -> None:
    paper = replace(tides.papers["king2015neap"], title="<b>Neap</b> & more")
    page = Pages(replace(tides, papers={**tides.papers, paper.key: paper}), SOMEWHERE).paper(paper)
    assert '<h1 id="top">&lt;b&gt;Neap&lt;/b&gt; &amp; more</h1>' in page.before
    assert "<b>Neap" not in page.before + page.head


def test_what_a_page_says_of_itself_to_programs_is_json(tides: Survey, pages: Pages) -> None:
    for page in (pages.paper(tides.papers["abara2019tide"]), pages.section(section(tides, "moon-clocks"), "")):
        [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.head, re.DOTALL)
        assert json.loads(data)["name"] == page.title
        assert "\n\n" not in page.head


@pytest.fixture
def split(monkeypatch: pytest.MonkeyPatch, tides: Survey) -> Pages:
    """The pages of a survey of more papers than one list may hold."""
    monkeypatch.setattr(year_lists, "MOST", len(tides.papers) - 1)
    monkeypatch.setattr(year_lists, "PAGE", 3)
    return Pages(tides, SOMEWHERE)


def test_too_many_papers_are_listed_by_year(split: Pages) -> None:
    found = {page.url: page for page in split.generated()}
    assert set(found) == set(split.addresses())
    page = found["papers/year/2021/2/"]
    assert (page.title, page.description) == ("Papers of 2021, page 2", "Papers of 2021, page 2, by first author.")
    assert page.before.count('<li class="paper"') == 1
    assert found["papers/year/2021/"].before.count('<li class="paper"') == 3


def test_too_many_papers_have_no_markdown_twins(split: Pages) -> None:
    assert list(split.twins()) == []
    told = dict(split.beside([]))["llms.txt"]
    assert "index.md" not in told
    assert "Markdown" not in told
    path = split.reading_path(split.survey.reading_paths[0])
    assert "](./start/first-evening/):" in told
    for page in (path, next(split.generated()), split.section(section(split.survey, "doubts"), "")):
        assert "text/markdown" not in page.head
    data = split.blocks("<!-- survey: data -->", "data/")
    assert "<td>Where programs that read text start: every section</td>" in data
    assert "index.md" not in data
    assert "- [Moon clocks](./taxonomy/moon-clocks/): A stick" in told


def beside(pages: Pages, *addresses: str) -> Mapping[str, str]:
    return dict(pages.beside(addresses))


def test_files_beside_the_pages(tides: Survey, pages: Pages) -> None:
    former = ["taxonomy/moon-sticks/index.html", "taxonomy/night-sticks/index.html"]
    known = ["opensearch.xml", "robots.txt", "sitemap.xml"]
    ids = [id for section in tides.walk() for id in (section.id, *section.was)]
    feeds = ["feed.xml", *(f"taxonomy/{id}/feed.xml" for id in ids)]
    assert list(beside(pages, "")) == [*former, *feeds, "llms.txt", *known]
    assert list(beside(Pages(tides, Settings()), "")) == [*former, *feeds, "llms.txt"]
    alone = Survey(papers={}, sections=())
    assert list(beside(Pages(alone, Settings()), "")) == ["llms.txt"]
    assert "[Moon clocks](./taxonomy/moon-clocks/index.md)" in beside(pages)["llms.txt"]


def test_a_section_that_has_moved_leads_on(tides: Survey, pages: Pages) -> None:
    moved = beside(pages)["taxonomy/moon-sticks/index.html"]
    assert '<link rel="canonical" href="https://example.org/atlas/taxonomy/moon-clocks/">' in moved
    assert '<a href="../../taxonomy/moon-clocks/">Moon clocks</a>' in moved
    assert "\n\n" not in moved  # the template's own lines leave none behind
    nowhere = beside(Pages(tides, Settings()))["taxonomy/moon-sticks/index.html"]
    assert '<link rel="canonical" href="../../taxonomy/moon-clocks/">' in nowhere


def test_addresses_beyond_what_a_sitemap_holds_stand_in_parts(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "parts", partial(sitemap.parts, most=2))
    made = beside(pages, "", "guide/", "data/")
    assert list(made)[-3:] == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    assert "<loc>https://example.org/atlas/sitemap-2.xml</loc>" in made["sitemap.xml"]
    assert "<loc>https://example.org/atlas/data/</loc>" in made["sitemap-2.xml"]
    assert "sitemap-1.xml" not in beside(pages, "", "guide/")


def twins(tides: Survey, texts: Mapping[str, str] | None = None) -> dict[str, str]:
    return dict(Pages(tides, SOMEWHERE, texts or {}).twins())


def test_every_section_reading_path_and_paper_has_a_twin_in_markdown(tides: Survey, pages: Pages) -> None:
    made = dict(pages.twins())
    sections = [f"taxonomy/{id}/index.md" for section in tides.walk() for id in (section.id, *section.was)]
    paths = ["start/first-evening/index.md", "start/by-boat/index.md"]
    assert list(made) == [*sections, *paths, *(f"papers/{key}/index.md" for key in tides.papers)]
    for text in made.values():
        assert text.startswith("# ")
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
    assert made["taxonomy/doubts/index.md"].startswith("# Doubts\n\n> What no table tells.\n\n## Quiet days\n\nWhen ")


def test_prose_of_a_twin_leads_to_twins(tides: Survey) -> None:
    prose = "One [@dahl2016almanac; @abara2019ebb], [[doubts]], [[doubts|some doubts]], [[count:papers]]."
    made = twins(tides, {MOON: prose})["taxonomy/moon-clocks/index.md"]
    assert (
        "One ([Dahl, 2016](../../papers/dahl2016almanac/index.md); "
        "[Abara and Brekke, 2019](../../papers/abara2019ebb/index.md)), [Doubts](../../taxonomy/doubts/index.md), "
        f"[some doubts](../../taxonomy/doubts/index.md), {len(tides.papers)}."
    ) in made


def test_a_twin_says_what_the_record_says_as_it_is(tides: Survey) -> None:
    made = twins(tides)
    claim = "A string of thirty knots loses one tide in a month, always a Tuesday's."
    assert f"(Brekke, arXiv 2022): {claim}\n" in made["taxonomy/moon-clocks/index.md"]
    assert f"Knotted strings: {claim}\n" in made["papers/brekke2022cove/index.md"]
    assert "&#39;" not in "".join(made.values())


def test_what_looks_like_markup_in_a_record_is_none_in_its_twin(tides: Survey) -> None:
    papers = {key: replace(paper, title="*Ebb* <1 [x] &amp; R&D") for key, paper in tides.papers.items()}
    lines = twins(replace(tides, papers=papers))["papers/king2015neap/index.md"].splitlines()
    assert lines[0] == r"# \*Ebb\* \<1 \[x\] \&amp; R&D"


def test_a_twin_of_a_paper_with_a_note_has_its_questions(tides: Survey) -> None:
    made = twins(tides)
    assert "## Questions it answers\n\n- Do six horns know more than one?\n" in made["papers/dahl2017storm/index.md"]
    assert "- Open sea: Horn (6M, blows)\n" in made["papers/dahl2017storm/index.md"]
    assert "Questions" not in made["papers/king2015neap/index.md"]


def test_the_style_sheet_ends_in_the_colors_of_the_map(tides: Survey, pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "part.css").write_text("a { top: 0 }\n")
    (tmp_path / "all.css").write_text('@import "part.css";\n')
    made = pages.stylesheet(tmp_path / "all.css")
    assert made.startswith("a { top: 0 }\n")
    assert made.index("--atlas-from: #7a4a00") < made.index("--atlas-from: #f0c27a")  # light before dark
    assert "--atlas-to-soft: #102f3d" in made
    flat = Pages(replace(tides, profile=replace(tides.profile, ends=())), SOMEWHERE)
    assert flat.stylesheet(tmp_path / "all.css").strip() == "a { top: 0 }"


def test_prose_gets_its_citations_and_links(pages: Pages) -> None:
    made = pages.prose("[@abara2019tide; @king2015neap] [[neighbours]] [[neighbours|why]] `[@abara2019tide]`", "guide/")
    assert words(made) == "(Abara, 2019; King and Wen-tau, 2015) Asking the neighbours why `[@abara2019tide]`"
    assert '<a class="cite__link" href="../papers/abara2019tide/" data-preview-title="MoonClock: reading' in made
    assert made.count('href="../taxonomy/neighbours/"') == 2
    assert "\n" not in made


def test_numbers_follow_the_data_and_are_easy_to_read(tides: Survey, pages: Pages) -> None:
    counts = "[[count:papers]] [[count:sections]] [[count:corrections]]"
    assert pages.prose(counts, "") == f"{len(tides.papers)} {len(tides.paths)} {len(tides.mistakes)}"
    many = replace(tides, papers=dict.fromkeys(map(str, range(2000)), tides.papers["king2015neap"]))
    assert Pages(many, SOMEWHERE).prose("[[count:papers]]", "") == "2,000"


def test_blocks_stand_where_they_are_called(pages: Pages) -> None:
    made = pages.blocks("<p>One</p><!-- survey: changes --><p>Two</p><!-- a comment -->", "changes/")
    assert made.startswith("<p>One</p>")
    assert made.endswith("<p>Two</p><!-- a comment -->")
    assert "Second watch &lt;&amp; more&gt;" in made
    crossed = words(pages.blocks("<!-- survey: crosstab duties reach -->", "taxonomy/"))
    assert "Counter" in crossed
    assert "By boat" in crossed


def test_the_map_fills_a_wide_screen_and_a_narrow_one(pages: Pages) -> None:
    pictures = re.findall(
        r'<svg[^>]*viewBox="0 0 (\d+) [^>]*>(.*?)</svg>', pages.blocks("<!-- survey: map -->", ""), re.DOTALL
    )
    reach = [
        max(float(x) + float(width) for x, width in re.findall(r'<rect x="([\d.]+)"[^>]* width="([\d.]+)"', drawn))
        for _, drawn in pictures
    ]
    widths = [int(width) for width, _ in pictures]
    assert widths == [picture.WIDE.width, picture.NARROW.width]
    assert reach == pytest.approx(widths, abs=1)


def test_a_page_is_finished_around_what_a_builder_made_of_its_prose(pages: Pages) -> None:
    page = Page("guide/", "Guide", "How", before="<h1>[@king2015neap]</h1>", after="<footer></footer>")
    made = pages.finish(page, "<p>[[doubts]] <code>[[doubts]]</code></p>")
    assert made == (
        '<h1>[@king2015neap]</h1><p><a href="../taxonomy/doubts/">Doubts</a> <code>[[doubts]]</code></p>'
        "<footer></footer>"
    )
    assert "<!-- survey" not in pages.finish(page, "<!-- survey: changes -->")


def test_every_link_of_a_paper_leads_from_its_own_depth(tides: Survey, pages: Pages) -> None:
    made = pages.paper(tides.papers["abara2019tide"])
    ways = re.findall(r'(?:href|data-source)="([^"#:]+)"', made.before + made.head)
    assert {way for way in ways if not way.startswith(urls.root_of(made.url))} == {"index.md"}


def test_what_was_published_leads_on_or_says_that_it_is_gone(tides: Survey) -> None:
    moon = tides.paths["moon-clocks"][-1]
    strings = replace(moon.approaches[1], was=("knots", "doubts#threads", "night-sticks#ropes"))
    paper = replace(tides.papers["king2015neap"], was=("king2014neap",))
    top = replace(tides.sections[1], sections=(replace(moon, approaches=(moon.approaches[0], strings)),))
    moved = replace(
        tides,
        papers={**tides.papers, "king2015neap": paper},
        sections=(tides.sections[0], top, *tides.sections[2:]),
        gone=Gone(sections=("fog-horns",), approaches=("doubts#omens",), papers=("old2001tide",)),
    )
    made = Pages(moved, SOMEWHERE)
    beside = dict(made.beside([]))
    assert "url=../../papers/king2015neap/" in beside["papers/king2014neap/index.html"]
    assert "This paper has moved" in beside["papers/king2014neap/index.html"]
    twins = dict(made.twins())
    assert twins["papers/king2014neap/index.md"] == twins["papers/king2015neap/index.md"]
    assert twins["taxonomy/night-sticks/index.md"] == twins["taxonomy/moon-clocks/index.md"]
    here = made.section(moved.paths["moon-clocks"][-1], "").after
    assert '<p id="knots" class="muted">What was here is now called <a href="#strings">Knotted strings</a>.</p>' in here
    assert '<p id="ropes"' in here
    there = made.section(moved.paths["doubts"][-1], "").after
    assert (
        '<p id="threads" class="muted"><a href="../../taxonomy/moon-clocks/#strings">Knotted strings</a> now' in there
    )
    assert '<p id="omens" class="muted">An approach that stood here has been taken out' in there
    stones = {page.url: page for page in made._tombstones()}
    assert stones.keys() == {"taxonomy/fog-horns/", "papers/old2001tide/"}
    assert 'href="../../papers/">See all papers' in stones["papers/old2001tide/"].before
    assert 'href="../../taxonomy/">See all sections' in stones["taxonomy/fog-horns/"].before
    assert all("noindex" in page.head for page in stones.values())
