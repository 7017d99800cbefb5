"""A project folder → the whole site, as any builder wants it: the one door through which adapters come in."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from . import urls
from .check import load
from .diagnostics import DataError, Problem
from .formats.exports import Artefact, exports
from .model import Section, Survey
from .read.link import link
from .render.pages import Page, Pages, Settings
from .render.policy import secure
from .render.publish import replace, write
from .render.shell import Shell
from .search.parts import search_files
from .views.year_lists import year_lists

__all__ = ["DataError", "Shell", "Site", "open_site", "secure", "staging"]


def open_site(root: Path, name: str = "", url: str = "", repo: str = "") -> Site:
    """The site of a project folder.

    Raises:
        DataError: if the data has a problem that is more than a warning.

    """
    records, problems = load.sound(root)
    return Site(root, link(records), Settings(name, url, repo), records.prose, tuple(problems))


def staging(site: Path) -> Path:
    """Where a site is built before it replaces the one that stands: beside it, so that moving is renaming."""
    return site.with_name(site.name + ".building")


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

    def page(self, url: str, markdown: str) -> Page:
        """The page at an address, around its hand-written Markdown."""
        if section := self._sections.get(url):
            return self.pages.section(section, markdown)
        return Page(url, title="", description="", markdown=markdown)

    def generated(self, shell: Shell) -> Iterator[Artefact]:
        """Every file that is not one of the builder's own pages."""
        for page in self.pages.papers():
            yield urls.page_file(page.url), shell.fill(page)
        for page in self.pages.year_lists():
            yield urls.page_file(page.url), shell.fill(page)
        yield from self.pages.twins()
        yield from self._files()

    def _addresses(self) -> list[str]:
        """Every page that a search engine should know, hand-written ones first."""
        written = (_url_of(name.removeprefix("docs/")) for name in self.prose)
        listed = (listed.url for listed in year_lists(self.survey))
        return list(dict.fromkeys([*written, *self._sections, *listed, *map(urls.paper, self.survey.papers)]))

    def write(self, folder: Path, shell: Shell) -> int:
        """Write every generated file below a folder; returns how many."""
        return write(folder, self.generated(shell))

    def write_sources(self, folder: Path) -> int:
        """Write Markdown pages and data for a builder that runs no hooks; returns how many files."""
        return write(folder, self._sources())

    def _sources(self) -> Iterator[Artefact]:
        for name, text in self.prose.items():
            path = name.removeprefix("docs/")
            if _url_of(path) not in self._sections:
                yield path, self._whole(_url_of(path), text)
        for url, section in self._sections.items():
            text = self.prose.get(f"docs/taxonomy/{section.id}.md", "")
            text = self.pages.prose(text, url)
            yield f"{url.rstrip('/')}.md", _with_front_matter(self.pages.section(section, text))
        for page in self.pages.papers():
            yield f"{page.url.rstrip('/')}.md", _with_front_matter(page)
        for page in self.pages.year_lists():
            yield f"{page.url}index.md", _with_front_matter(page)
        yield from self._files()

    def _files(self) -> Iterator[Artefact]:
        """What stands beside the pages."""
        yield from exports(self.survey)
        yield from search_files(self.survey)
        yield from self.pages.beside(self._addresses())
        yield urls.stylesheet(), self.pages.stylesheet(self.root / "docs" / urls.stylesheet())

    def _whole(self, url: str, text: str) -> str:
        return self.pages.blocks(self.pages.prose(text, url), url)

    def for_scripts(self, root: str) -> dict[str, Any]:
        """What scripts know of the site, on a page with this way to the site's root."""
        return {
            "root": root,
            "name": self.settings.site_name,
            "storage": self.survey.profile.store or "survey",
            "urls": urls.for_scripts(),
        }

    def card(self, url: str, *, has_own: bool) -> str:
        """The picture for links to a page, which may be a section's own, as a full address."""
        section = self._sections.get(url) if has_own else None
        return self.settings.absolute(urls.card(section.id if section else ""))

    def write_cards(self, folder: Path) -> int:
        """Write a card for every section below a folder; needs Pillow."""
        cards = importlib.import_module(f"{__package__}.render.cards")
        return write(folder, cards.cards(self.survey, self.settings.site_name))

    def publish(self, staged: Path, site: Path) -> None:
        """Let what has been built aside take the place of the site."""
        replace(site, staged)


def _url_of(path: str) -> str:
    stem = path.removesuffix(".md")
    return stem.removesuffix("index") if stem.endswith("index") else f"{stem}/"


def _with_front_matter(page: Page) -> str:
    quoted = {"title": page.title, "description": page.description}
    head = "".join(f"{name}: {_yaml_string(text)}\n" for name, text in quoted.items())
    return f"---\n{head}---\n\n{_block(page.before)}\n\n{page.markdown}\n\n{_block(page.after)}\n"


def _yaml_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _block(html: str) -> str:
    """HTML as one Markdown block: an empty line would end it."""
    filled = re.sub(r"\n\s*\n+", "\n", html).strip()
    return f"<div>\n{filled}\n</div>" if filled else ""
