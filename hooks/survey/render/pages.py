"""Survey → pages: what each page says, as HTML made by the templates beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .. import prose, urls
from ..diagnostics import at_work_on
from ..formats import api, coins, highwire, schema_org
from ..formats.bibtex import bibtex, brief, preprint
from ..formats.registry import FORMATS
from ..formats.styles import formatted
from ..model import Name, Paper, ReadingPath, Section, Survey
from ..search import facets
from ..text.counted import counted
from ..text.dates import unbroken
from ..views import charts, guide, listings, picture, publications, year_lists
from ..views.facts import facts
from ..views.listings import Listing
from ..views.news import feeds, newcomers, news
from ..views.origins import origins
from ..views.reading_list import reading_list
from ..views.related import Relations
from . import feed, sitemap
from .styles import bundle
from .typeface import Typeface

EMPTY: Mapping[str, str] = {}
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the site will live; both addresses may be empty, and then nothing points there."""

    site_name: str = ""
    site_url: str = ""
    repo_url: str = ""

    def absolute(self, url: str) -> str:
        """The full address of a page, empty while nobody knows where the site will live."""
        return self.site_url.rstrip("/") + "/" + url if self.site_url else ""

    def edit(self, path: str) -> str:
        """Where a file of the project can be edited, empty without a repository."""
        return f"{self.repo_url.rstrip('/')}/edit/main/{path}" if self.repo_url else ""

    def form(self, name: str, **filled: str) -> str:
        """Where a form of `.github/ISSUE_TEMPLATE` is filled in, given what some fields hold; empty as above."""
        query = urlencode({"template": f"{name}.yml", **filled})
        return f"{self.repo_url.rstrip('/')}/issues/new?{query}" if self.repo_url else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's outline."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as any builder can show it: HTML around hand-written Markdown, and what belongs in its head.

    What a page is about may be a record that reference managers save. They would take its description for an abstract,
    so such a page shows it only to sites that link here.
    """

    url: str
    title: str
    description: str
    before: str = ""
    markdown: str = ""
    after: str = ""
    head: str = ""
    headings: tuple[Heading, ...] = ()
    hide: tuple[str, ...] = ()
    is_record: bool = False


_MARKUP = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")


def md(text: str) -> str:
    """Text as Markdown that says just this, whatever it holds."""
    return _MARKUP.sub(r"\\\g<0>", text)


class Pages:
    """Makes every page of one survey."""

    def __init__(self, survey: Survey, settings: Settings, texts: Mapping[str, str] = EMPTY) -> None:
        """Take the survey, where it will live, and the hand-written Markdown by its path in the project."""
        self.survey = survey
        self.settings = settings
        self._relations = Relations(survey, texts.values())
        self._prose = {section.id: texts.get(f"docs/taxonomy/{section.id}.md", "") for section in survey.walk()}

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            bytecode_cache=FileSystemBytecodeCache(),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters.update(md=md, counted=counted, unbroken=unbroken)
        environment.globals.update(survey=self.survey, settings=self.settings, urls=urls)
        environment.globals.update(bibtex=bibtex, brief=brief, preprint=preprint, formatted=formatted)
        environment.globals.update(formats=FORMATS, coins=coins, highwire=highwire, schema_org=schema_org, api=api)
        environment.globals.update(guide=guide, reading_list=reading_list, publications=publications, feed=feed)
        environment.globals.update(news=news(self.survey))
        environment.globals.update(
            newcomers={paper.key for paper in newcomers(self.survey, self.survey.papers.values())}
        )
        environment.globals.update(picture=picture, maps=self._maps, charts=charts, year_lists=year_lists)
        environment.globals.update(origins=origins, facet_names=facets.names, has_twins=self._has_twins)
        environment.globals.update(people_listed=self._people, venues_listed=self._venues)
        return environment

    @cached_property
    def _maps(self) -> dict[str, picture.Picture]:
        layouts = {"wide": picture.WIDE, "narrow": picture.NARROW}
        return {name: picture.whole(self.survey, layout) for name, layout in layouts.items()}

    @cached_property
    def _people(self) -> Mapping[Name, Listing]:
        return listings.people(self.survey)

    @cached_property
    def _venues(self) -> Mapping[str, Listing]:
        return listings.venues(self.survey)

    def _render(self, template: str, url: str, **values: Any) -> str:
        found = self._environment.get_template(template)
        with at_work_on(f"the page {url or 'index.html'}"):
            return found.render(root=urls.root_of(url), url=url, **values)

    def section(self, section: Section, text: str) -> Page:
        """The page of a section around its prose (Markdown, possibly empty)."""
        url = urls.section(section.id)
        values = {"section": section, "path": self.survey.paths[section.id]}
        return Page(
            url=url,
            title=section.title,
            description=section.lead,
            before=self._render("pages/section_before.html.jinja", url, **values),
            markdown=text,
            after=self._render("pages/section_after.html.jinja", url, **values),
            head=self._render("pages/section_head.html.jinja", url, **values),
            headings=tuple(_outline(section)),
        )

    def paper(self, paper: Paper) -> Page:
        """The page of a paper."""
        url = urls.paper(paper.key)
        values = {"paper": paper, "places": self.survey.places[paper.key], "related": self._relations.of(paper)}
        values["facts"] = facts(self.survey, paper)
        return Page(
            url=url,
            title=paper.title,
            description=f"{paper.label}, {paper.when}. {self.survey.gist(paper)}".strip(),
            before=self._render("pages/paper.html.jinja", url, **values),
            head=self._render("pages/paper_head.html.jinja", url, **values),
            is_record=True,
        )

    def generated(self) -> Iterator[Page]:
        """Every page that nobody has written any part of."""
        yield from map(self.paper, self.survey.papers.values())
        yield from self._year_lists()
        yield from self._reading_paths()
        yield from self._listings()
        yield from self._tombstones()

    def addresses(self) -> Iterator[str]:
        """Where those are that have something to read, lists before what they list."""
        yield from (page.url for page in self._reading_paths())
        for kind, listed in self._kinds():
            yield from (kind.url, *(listing.url for listing in listed))
        yield from (listed.url for listed in year_lists.year_lists(self.survey))
        yield from map(urls.paper, self.survey.papers)

    def _year_lists(self) -> Iterator[Page]:
        """The lists of papers by year, where one page cannot hold all."""
        for listed in year_lists.year_lists(self.survey):
            text = self._render("pages/year_list.html.jinja", listed.url, listed=listed)
            yield Page(listed.url, listed.title, f"{listed.title}, by first author.", before=text)

    def _kinds(self) -> Iterator[tuple[listings.Kind, list[Listing]]]:
        """What has listings, and which; nothing of which there is none."""
        kinds = ((listings.PEOPLE, self._people), (listings.VENUES, self._venues))
        yield from ((kind, list(found.values())) for kind, found in kinds if found)

    def _listings(self) -> Iterator[Page]:
        """The pages of people and venues, and the page that lists each kind."""
        for kind, found in self._kinds():
            values = {"above": kind, "leading": listings.leading(found), "all": len(found)}
            yield Page(
                kind.url, kind.title, kind.lead, before=self._render("pages/listings.html.jinja", kind.url, **values)
            )
            for listing in found:
                yield self._listing(kind, listing)

    def _listing(self, kind: listings.Kind, listing: Listing) -> Page:
        near = listings.colleagues(self._people, listing) if kind is listings.PEOPLE else []
        values = {"above": kind, "listing": listing, "most": listings.MOST, "colleagues": near}
        values["sections"] = listings.sections(self.survey, listing)
        text = self._render("pages/listing.html.jinja", listing.url, **values)
        told = f"The papers of {listing.name} here, {listing.years}, each with what it contributes and how to cite it."
        return Page(listing.url, listing.name, told, before=text)

    def _tombstones(self) -> Iterator[Page]:
        """A page at each address whose section or paper is gone, which says so and leads on."""
        gone = self.survey.gone
        for noun, addresses, onward in (
            ("section", map(urls.section, gone.sections), urls.taxonomy()),
            ("paper", map(urls.paper, gone.papers), urls.papers()),
        ):
            for url in addresses:
                text = self._render("pages/gone.html.jinja", url, noun=noun, onward=onward)
                told = f"This {noun} is no longer in the collection."
                yield Page(url, "No longer here", told, before=text, head='<meta name="robots" content="noindex">')

    def _reading_paths(self) -> Iterator[Page]:
        """Where somebody new starts: the page that lists the paths, then each of them."""
        if self.survey.reading_paths:
            text = self._render("pages/start.html.jinja", urls.start())
            yield Page(urls.start(), "Start here", "Reading paths for somebody new to the field.", before=text)
        yield from map(self.reading_path, self.survey.reading_paths)

    def reading_path(self, path: ReadingPath) -> Page:
        """The page of a reading path."""
        url = urls.reading_path(path.id)
        text = self._render("pages/reading_path.html.jinja", url, path=path)
        head = self._render("pages/reading_path_head.html.jinja", url, path=path)
        return Page(url, path.title, path.lead, before=text, head=head)

    def beside(self, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Files that lead to the pages: redirects, the feed and, where the address is known, what searching needs."""
        for section in self.survey.walk():
            for url in map(urls.section, section.was):
                values = {"noun": "section", "title": section.title, "target": urls.section(section.id)}
                yield urls.page_file(url), self._render("pages/redirect.html.jinja", url, **values)
        for paper in self.survey.papers.values():
            for url in map(urls.paper, paper.was):
                values = {"noun": "paper", "title": paper.title, "target": urls.paper(paper.key)}
                yield urls.page_file(url), self._render("pages/redirect.html.jinja", url, **values)
        for one in feeds(self.survey):
            text = self._render("files/feed.xml.jinja", one.addresses[0], one=one)
            yield from ((address, text) for address in one.addresses)
        yield urls.llms(), self._render("files/llms.txt.jinja", urls.llms())
        if self.settings.site_url:
            yield urls.opensearch(), self._render("files/opensearch.xml.jinja", urls.opensearch())
            yield urls.robots(), self._render("files/robots.txt.jinja", urls.robots())
            yield from self._sitemap(pages)

    def _sitemap(self, pages: Sequence[str]) -> Iterator[tuple[str, str]]:
        parts = dict(sitemap.parts(pages))
        if len(parts) == 1:
            yield urls.sitemap(), self._render("files/sitemap.xml.jinja", urls.sitemap(), addresses=pages)
            return
        yield urls.sitemap(), self._render("files/sitemap_index.xml.jinja", urls.sitemap(), names=parts)
        for name, addresses in parts.items():
            yield name, self._render("files/sitemap.xml.jinja", name, addresses=addresses)

    def _has_twins(self) -> bool:
        """Whether pages are Markdown files too: not in a survey whose papers are too many for one list."""
        return not year_lists.is_split(self.survey)

    def twins(self) -> Iterator[tuple[str, str]]:
        """The pages of sections and papers as Markdown, also by former names, if there are such."""
        if not self._has_twins():
            return
        for section in self.survey.walk():
            names = map(urls.section, (section.id, *section.was))
            yield from self._twins("section", *names, section=section, text=self._plain_prose(section))
        for path in self.survey.reading_paths:
            yield from self._twins("reading_path", urls.reading_path(path.id), path=path)
        for paper in self.survey.papers.values():
            values: dict[str, Any] = {
                "paper": paper,
                "places": self.survey.places[paper.key],
                "facts": facts(self.survey, paper),
            }
            yield from self._twins("paper", *map(urls.paper, (paper.key, *paper.was)), **values)

    def _twins(self, kind: str, url: str, *former: str, **values: Any) -> Iterator[tuple[str, str]]:
        rendered = self._render(f"files/{kind}.md.jinja", url, **values)
        text = re.sub(r"\n{3,}", "\n\n", rendered).strip() + "\n"
        yield from ((urls.twin(address), text) for address in (url, *former))

    def _plain_prose(self, section: Section) -> str:
        """A section's prose as Markdown that leads to other pages' Markdown."""
        root = urls.root_of(urls.section(section.id))

        def cite(keys: list[str]) -> str:
            papers = (self.survey.papers[key] for key in keys)
            links = (f"[{md(p.label)}, {p.year}]({root}{urls.twin(urls.paper(p.key))})" for p in papers)
            return f"({'; '.join(links)})"

        def link(id: str, words: str) -> str:
            other = self.survey.paths[id][-1]
            return f"[{words or md(other.title)}]({root}{urls.twin(urls.section(id))})"

        return prose.render(self._prose.get(section.id, ""), cite, link, self._count)

    def offline(self, build: str) -> str:
        """What has visited pages kept, under the name of a build."""
        return self._render("files/offline.js.jinja", urls.offline(), build=build)

    def stylesheet(self, sheet: Path, typeface: Typeface | None = None) -> str:
        """How pages look: the style sheet of the project, the colors that the data gives, the typeface of headings."""
        colors = self._render("files/colors.css.jinja", urls.stylesheet())
        letters = self._render("files/typeface.css.jinja", urls.stylesheet(), typeface=typeface) if typeface else ""
        return bundle(sheet) + colors + letters

    def blocks(self, html: str, url: str) -> str:
        """Hand-written HTML with each ``<!-- survey: name arguments -->`` replaced by the block of that name."""
        return prose.BLOCK.sub(lambda call: self._block(url, *call[1].split()), html)

    def _block(self, url: str, name: str, *arguments: str) -> str:
        # A block that shares its name with a folder of others is what that folder is about.
        template = (
            f"blocks/{name}/index.html.jinja" if (TEMPLATES / "blocks" / name).is_dir() else f"blocks/{name}.html.jinja"
        )
        return self._render(template, url, arguments=arguments)

    def prose(self, text: str, url: str, code: re.Pattern[str] = prose.MARKDOWN_CODE) -> str:
        """Markdown (or, given how its code looks, HTML) with citations and section links turned into HTML links."""
        root = urls.root_of(url)

        def cite(keys: list[str]) -> str:
            return self._inline("cite", papers=[self.survey.papers[key] for key in keys], root=root)

        def link(id: str, words: str) -> str:
            return self._inline("section_link", section=self.survey.paths[id][-1], words=words, root=root)

        return prose.outside_code(prose.render(text, cite, link, self._count, code), unbroken, code)

    def _count(self, name: str) -> str:
        noun, is_of_term, term = name.partition(":")
        return f"{self._carrying(noun, term) if is_of_term else self._counts[name]:,}"

    def _carrying(self, noun: str, term: str) -> int:
        """How many papers carry a term."""
        found = next(vocabulary for vocabulary in self.survey.vocabularies if vocabulary.noun == noun)
        return next(bar.count for bar in charts.terms(self.survey, found) if bar.value == term)

    @cached_property
    def _counts(self) -> dict[str, int]:
        found = (self.survey.papers, self.survey.paths, self.survey.mistakes)
        return {name: len(things) for name, things in zip(prose.COUNTED, found, strict=True)}

    def finish(self, page: Page, html: str) -> str:
        """A page's whole content, once a builder has turned its Markdown into HTML.

        Citations are rendered after Markdown rather than before, which spares it their HTML.
        """
        return self.blocks(page.before + self.prose(html, page.url, prose.HTML_CODE) + page.after, page.url)

    def _inline(self, macro: str, **values: Any) -> str:
        module = self._environment.get_template("parts/macros.html.jinja").module
        made: Markup = getattr(module, macro)(**values)
        return " ".join(made.split())


def _outline(section: Section) -> Iterator[Heading]:
    if section.sections:
        yield Heading(2, "sections", "In this section")
    if section.approaches:
        yield Heading(2, "approaches", "Approaches")
    for approach in section.approaches:
        yield Heading(3, approach.id, approach.title)
    for id, title, present in (
        ("start-here", "Where to start", section.start_with),
        ("related", "Related sections", section.see_also),
    ):
        if present:
            yield Heading(2, id, title)
