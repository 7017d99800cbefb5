"""The adapter for MkDocs: asks the library for pages and files, and puts them where MkDocs wants them.

No data is kept in module globals: `mkdocs serve` loads this module once, and every build must read the data anew.
"""

from __future__ import annotations

import gc
import importlib
import logging
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

if TYPE_CHECKING:
    from survey.site import Site

log = logging.getLogger("mkdocs.hooks.survey")
HOOKS = Path(__file__).parent
_running = {"command": ""}  # what MkDocs tells once, when it starts


def _library() -> Any:
    """The library, imported anew so that `mkdocs serve` sees edited code, which MkDocs itself does not reload."""
    for name in [name for name in sys.modules if name == "survey" or name.startswith("survey.")]:
        del sys.modules[name]
    if str(HOOKS) not in sys.path:
        sys.path.insert(0, str(HOOKS))
    return importlib.import_module("survey.site")


def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001 -- MkDocs' signature
    """Remember whether pages will be served: MkDocs then adds an inline script of its own, which a policy forbids."""
    _running["command"] = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the data, before MkDocs cleans anything away; build aside until all is well."""
    gc.set_threshold(200_000)  # the model is large and lives to the end: looking for garbage takes a fifth of a build
    library = _library()
    root = Path(config.config_file_path).parent
    try:
        site = library.open_site(root, config.site_name, config.site_url or "", config.repo_url or "")
    except library.DataError as error:
        raise Abort(str(error)) from None
    for warning in site.warnings:
        log.info(str(warning))  # a doubt, which must not fail a strict build
    config.extra.update(site=site, published=Path(config.site_dir))
    config.site_dir = str(library.staging(Path(config.site_dir)))
    config.theme.static_templates.discard("sitemap.xml")
    _extend_nav(config.nav, site)
    return config


def _site(config: MkDocsConfig) -> Site:
    site: Site = config.extra["site"]
    return site


def _extend_nav(nav: list[dict[str, Any]] | None, site: Site) -> None:
    for item in nav or []:
        if "Taxonomy" in item:
            item["Taxonomy"] = [*item["Taxonomy"][:1], *_branches(site.survey.sections)]


def _branches(sections: Iterable[Any]) -> list[dict[str, Any]]:
    # The theme prints titles as they are; Markup tells it not to escape twice where it does escape.
    return [{escape(section.title): _branch(section)} for section in sections]


def _branch(section: Any) -> str | list[Any]:
    page = f"taxonomy/{section.id}.md"
    return [page, *_branches(section.sections)] if section.sections else page


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Sections become pages of MkDocs, whether somebody has written prose for them or not."""
    site = _site(config)
    for section in site.survey.walk():
        path = f"taxonomy/{section.id}.md"
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=""))
    # A template that is not rendered counts as a plain file of the theme and would be copied as it is.
    if unrendered := files.get_file_from_path("sitemap.xml"):
        files.remove(unrendered)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """A section brings its own title and description."""
    made = _site(config).page(page.url, markdown)
    page.meta.setdefault("title", escape(made.title) or page.title)
    if made.description:
        page.meta["description"] = escape(made.description)
    page.meta["made"] = made
    source = None if page.file.generated_by else f"docs/{page.file.src_uri}"
    page.edit_url = _site(config).settings.edit(source or "data/taxonomy.yml") or None
    return made.markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Citations become links, and what the data adds is put around the prose and into the outline."""
    made = page.meta["made"]
    page.toc.items.extend(_anchors(made.headings))
    if made.title:
        page.toc = _below_title(page.toc, made.title, page.url.split("/")[-2])
    return _site(config).pages.finish(made, html)


def _below_title(outline: TableOfContents, title: str, id: str) -> TableOfContents:
    """The outline with the page's own title at its top, which is where the theme's skip link leads."""
    top = AnchorLink(title, id, 1)
    top.children = outline.items
    return TableOfContents([top])


def _anchors(headings: Iterable[Any]) -> list[AnchorLink]:
    top: list[AnchorLink] = []
    for heading in headings:
        anchor = AnchorLink(escape(heading.title), heading.id, heading.level)
        (top[-1].children if heading.level > 2 and top else top).append(anchor)
    return top


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Kept for the shell of the pages that MkDocs does not know."""
    config.extra["nav"] = nav
    for section in _site(config).survey.walk():
        file = files.get_file_from_path(f"taxonomy/{section.id}.md")
        if section.sections and file:
            file.dest_uri, file.url = file.dest_uri, file.url  # settled now, since they would follow the name
            file.name = "index"  # The theme shows a page of that name as the head of its branch, not as a leaf in it.


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Kept likewise; its templates are compiled once for all builds, like Python's own modules."""
    env.bytecode_cache = FileSystemBytecodeCache()
    config.extra["env"] = env


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page may run only the scripts of the theme and of this site."""
    return _secure(output, page.content or "")


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The page for dead addresses likewise."""
    return _secure(output_content) if template_name.endswith(".html") else output_content


def _secure(html: str, content: str = "") -> str:
    if _running["command"] == "serve":
        return html
    secured: str = sys.modules["survey.site"].secure(html, content)
    return secured


def on_post_build(config: MkDocsConfig) -> None:
    """Write papers and data beside MkDocs' own pages, then publish all of it at once."""
    site, staged = _site(config), Path(config.site_dir)
    site.write(staged, _shell(config))
    if config.extra["cards"]:
        site.write_cards(staged)
    if not _has_warnings():
        site.publish(staged, config.extra["published"])


def _has_warnings() -> bool:
    """Whether MkDocs, being strict, will call this build a failure after the hooks have run."""
    handlers = logging.getLogger("mkdocs").handlers
    return any(handler.get_counts() for handler in handlers if isinstance(handler, CountHandler))


def _shell(config: MkDocsConfig) -> Any:
    """The theme's page for a paper, rendered once and filled for each."""
    shell: Any = sys.modules["survey.site"].Shell
    made = shell.page()
    page = Page(made.title, File.generated(config, "papers/paper/index.md", content=""), config)
    page.meta = {"title": made.title, "description": made.description, "made": made, "hide": ["navigation", "toc"]}
    page.content = shell.mark("content")
    page.toc = _below_title(TableOfContents([]), made.title, "top")
    page.canonical_url = _site(config).settings.absolute(made.url) or None
    nav: Navigation = config.extra["nav"]
    for listed in nav.pages:
        listed.active = listed.file.src_uri == "papers/index.md"
    context = get_context(nav, [], config, page)
    return shell(config.extra["env"].get_template("paper.html").render(context), _secure)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """While the data is broken, say so and keep showing the last good site (requests would wait otherwise)."""
    rebuild = server.builder

    def patient() -> None:
        try:
            rebuild()
        except Abort as error:
            log.error("%s\nThe site shown is the last good one.", error)  # noqa: TRY400 -- a curator needs no traceback

    server.builder = patient
    return server
