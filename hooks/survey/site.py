"""A project folder → the whole site, as any builder wants it: the one door through which adapters come in."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from markupsafe import escape

from . import markup, prose, urls
from .check import load
from .diagnostics import DataError, Problem
from .formats.exports import Artefact, exports
from .model import Section, Survey
from .read.head import read_head
from .read.link import link
from .read.records import HeadRecord
from .render.pages import Heading, Page, Pages, Settings
from .render.policy import hashes, secure
from .render.publish import PublishError, publish, stage, write
from .render.shell import Shell
from .render.typeface import Typeface, typeface
from .search.parts import search_files
from .views.news import news

__all__ = ["DataError", "PublishError", "Shell", "Site", "hashes", "open_site", "publish", "secure", "stage", "write"]

# What a page hides that stands in no navigation and is short.
PLAIN = ("navigation", "toc")

# Everything that a site is made of, in the project's folder.
SOURCES = ("*.yml", "data/**/*", "docs/**/*", "hooks/**/*")

# Where builds leave for the next what takes long to make, in the project's folder.
CACHE = ".cache"
NO_TYPEFACE = "Headings are left to each reader's own fonts: install what requirements.txt names to bring one along"


def open_site(root: Path, name: str = "", url: str = "", repo: str = "") -> Site:
    """The site of a project folder.

    Raises:
        DataError: if the data has a problem that is more than a warning.

    """
    records, problems = load.sound(root)
    return Site(root, link(records), Settings(name, url, repo), records.prose, tuple(problems))


@dataclass(frozen=True)
class Site:
    """A survey and where it will live."""

    root: Path
    survey: Survey
    settings: Settings
    prose: dict[str, str]
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def pages(self) -> Pages:
        """What makes the pages."""
        return Pages(self.survey, self.settings, self.prose)

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {urls.section(section.id): section for section in self.survey.walk()}

    @cached_property
    def fingerprint(self) -> str:
        """A name for what is built, the same for the same sources and settings: the beginning of their SHA-256."""
        digest = sha256(repr(self.settings).encode())
        for path in sorted(path for name in SOURCES for path in self.root.glob(name)):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"\n{path.relative_to(self.root).as_posix()}\n".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    @cached_property
    def typeface(self) -> Typeface | None:
        """What headings are set in, if the packages are there that bring it."""
        return typeface(self.root / CACHE)

    def remarks(self) -> Iterator[str]:
        """What whoever builds should know and need not act on."""
        yield from map(str, self.warnings)
        if not self.typeface:
            yield NO_TYPEFACE

    def page(self, url: str, markdown: str) -> Page:
        """The page at an address, around its hand-written Markdown."""
        if section := self._sections.get(url):
            return self.pages.section(section, markdown)
        head = self._heads.get(url, HeadRecord())
        return Page(url, str(head.title), str(head.description), markdown=markdown, hide=tuple(map(str, head.hide)))

    @cached_property
    def _heads(self) -> dict[str, HeadRecord]:
        """What hand-written pages say of themselves, by address."""
        return {_url_of(path.removeprefix("docs/")): read_head(path, text)[0] for path, text in self.prose.items()}

    def checked(self, path: str, html: str) -> str:
        """What a builder made of a page's Markdown, once it is sure that it holds nothing that it may not.

        Raises:
            DataError: if reading the Markdown as its rule does has overlooked something.

        """
        if found := next(markup.foreign(html), None):
            raise DataError([Problem(path, 1, f"{found[1]} may not be in a page; write Markdown")])
        return html

    def generated(self, shell: Shell) -> Iterator[Artefact]:
        """Every file that is not one of the builder's own pages."""
        for page in self.pages.generated():
            yield urls.page_file(page.url), shell.fill(page)
        yield from self.pages.twins()
        yield from self._files()

    def _addresses(self) -> list[str]:
        """Every page that a search engine should know, hand-written ones first."""
        written = (_url_of(name.removeprefix("docs/")) for name in self.prose)
        return list(dict.fromkeys([*written, *self._sections, *self.pages.addresses()]))

    def sources(self) -> Iterator[Artefact]:
        """Markdown pages and data for a builder that runs no hooks."""
        for name, text in self.prose.items():
            path = name.removeprefix("docs/")
            if _url_of(path) not in self._sections:
                url = _url_of(path)
                front, body = prose.split(text)
                yield path, (self._front(self.page(url, body)) if front else "") + self._whole(url, body)
        for url, section in self._sections.items():
            text = self.pages.prose(self.prose.get(f"docs/{_source(section)}", ""), url)
            yield _source(section), self._markdown(self.pages.section(section, text))
        for page in self.pages.generated():
            yield f"{page.url.rstrip('/')}.md", self._markdown(replace(page, hide=PLAIN))
        yield from self._files()

    def _files(self) -> Iterator[Artefact]:
        """What stands beside the pages."""
        yield from exports(self.survey)
        yield from search_files(self.survey)
        yield from self.pages.beside(self._addresses())
        yield urls.offline(), self.pages.offline(self.fingerprint)
        yield urls.stylesheet(), self.pages.stylesheet(self.root / "docs" / urls.stylesheet(), self.typeface)

    def _whole(self, url: str, text: str) -> str:
        return self.pages.blocks(self.pages.prose(text, url), url)

    def _markdown(self, page: Page) -> str:
        """A page as Markdown; JSON is YAML, and on one line nothing in it can look like the end of the front matter."""
        return f"{self._front(page)}\n{_block(page.before)}\n\n{page.markdown}\n\n{_block(page.after)}\n"

    def _front(self, page: Page) -> str:
        values = {**self.front_matter(page), "outline": _outline(page.headings)}
        head = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items() if value)
        return f"---\n{head}---\n"

    def front_matter(self, page: Page, *, has_card: bool = False) -> dict[str, Any]:
        """What the theme's templates ask of a page; texts are HTML, as themes print them as they are."""
        section = self._sections.get(page.url)
        return {
            "title": str(escape(page.title)),
            "description": str(escape(page.description)),
            "hide": list(page.hide),
            "is_record": page.is_record,
            "head": page.head,
            "heads_branch": bool(section and section.sections),
            "card": self.settings.absolute(urls.card(section.id)) if section and has_card else "",
        }

    def theme_values(self) -> dict[str, Any]:
        """What the theme's templates ask of the site: plain values, which any template engine can print."""
        sections = (
            {
                "title": section.title,
                "url": urls.section(section.id),
                "lead": section.lead,
                "count": len(section.papers),
            }
            for section in self.survey.sections
        )
        return {
            "has_feed": bool(news(self.survey)),
            "card": self.settings.absolute(urls.card()),
            "typeface": urls.typeface() if self.typeface else "",
            "sections": list(sections),
            "scripts": {
                "name": self.settings.site_name,
                "storage": self.survey.profile.store or "survey",
                "urls": urls.for_scripts(),
            },
        }

    def nav(self, written: Iterable[Any]) -> list[Any]:
        """A builder's navigation with the sections put below its entry for the taxonomy."""
        entries = [dict(item) if isinstance(item, dict) else item for item in written]
        for item in entries:
            if isinstance(item, dict) and "Taxonomy" in item:
                item["Taxonomy"] = [*item["Taxonomy"][:1], *_branches(self.survey.sections)]
        return entries

    def section_sources(self) -> Iterator[str]:
        """The Markdown file of every section, which need not have been written."""
        return map(_source, self.survey.walk())

    def fonts(self) -> Iterator[tuple[str, bytes]]:
        """The font of headings, if there is one, and its license."""
        if self.typeface:
            yield urls.typeface(), self.typeface.woff2
            yield urls.typeface_license(), self.typeface.license.encode()

    def cards(self) -> Iterator[tuple[str, bytes]]:
        """A card for every section; needs Pillow."""
        module = importlib.import_module(f"{__package__}.render.cards")
        drawn: Iterator[tuple[str, bytes]] = module.cards(self.survey, self.settings.site_name)
        return drawn


def _source(section: Section) -> str:
    return f"taxonomy/{section.id}.md"


def _branches(sections: Iterable[Section]) -> list[dict[str, Any]]:
    # Themes print titles as they are; Markup tells one that does escape not to do it twice.
    return [{escape(section.title): _branch(section)} for section in sections]


def _branch(section: Section) -> str | list[Any]:
    return [_source(section), *_branches(section.sections)] if section.sections else _source(section)


def _url_of(path: str) -> str:
    return urls.published(path).removesuffix("index.html")


def _outline(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """The outline as themes read it: entries of level 3 are children of the one above them."""
    top: list[dict[str, Any]] = []
    for heading in headings:
        title = str(escape(heading.title))
        entry = {"title": title, "content": title, "url": f"#{heading.id}", "level": heading.level, "children": []}
        (top[-1]["children"] if heading.level > 2 and top else top).append(entry)
    return top


def _block(html: str) -> str:
    """HTML as one Markdown block: an empty line would end it."""
    filled = re.sub(r"\n\s*\n+", "\n", html).strip()
    return f"<div>\n{filled}\n</div>" if filled else ""
