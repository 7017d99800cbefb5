"""The adapter for Zensical: what makes a folder of written pages and data a project that `zensical build` builds whole.

Zensical runs no hooks, so everything that they do for MkDocs is written down beforehand: the theme's templates, assets,
and settings in which the navigation names every section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from survey import urls
from survey.read.yamlfile import Loader
from survey.site import Site

SETTINGS = "mkdocs.yml"
# The pages lie at the top of the folder, and templates under a name that MkDocs would leave out of the site by itself.
TEMPLATES = "templates"
NOT_PAGES = f"/{TEMPLATES}/\n/{SETTINGS}\n/site/\n"
FOR_MKDOCS = ("INHERIT", "hooks", "watch", "strict", "validation")


class _Loader(Loader):
    """Reads a builder's settings, of which some come from the environment."""


_Loader.add_constructor("!ENV", construct_env_tag)


def settings(path: Path) -> dict[str, Any]:
    """A project's settings with those they inherit, as MkDocs reads them."""
    own: dict[str, Any] = yaml.load(path.read_text("utf-8"), _Loader) or {}  # noqa: S506 -- a SafeLoader
    return _merged(settings(path.parent / own["INHERIT"]), own) if "INHERIT" in own else own


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    deep = {name: _merged(base[name], own[name]) for name in own if _are_mappings(base.get(name), own[name])}
    return {**base, **own, **deep}


def _are_mappings(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)


def project(root: Path, written: dict[str, Any], site: Site) -> Iterator[tuple[str, str | bytes]]:
    """Everything that the folder holds, as ``(path, content)``."""
    docs, theme = root / written.get("docs_dir", "docs"), root / written["theme"]["custom_dir"]
    yield from ((name, path.read_bytes()) for name, path in _files(docs) if path.suffix != ".md")
    yield from ((f"{TEMPLATES}/{name}", path.read_bytes()) for name, path in _files(theme))
    # Markdown that is to stay as it is comes with the theme, or it would become pages.
    yield from ((f"{TEMPLATES}/{name}", text) for name, text in site.pages.twins())
    yield from site.fonts()
    yield SETTINGS, yaml.safe_dump(_for_zensical(written, site), allow_unicode=True, sort_keys=False)
    for name, text in site.sources():
        # Zensical writes two files of the names of ours in any case, unless they are templates of the site.
        yield name, _as_template(text) if name == urls.search_index() else text
        if name == urls.sitemap():
            yield f"{TEMPLATES}/{name}", text


def _as_template(json: str) -> str:
    """The same JSON, in which nothing looks like a tag to a template engine."""
    return re.sub(r"\{(?=[{%#])", r"\\u007b", json)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path


def _for_zensical(written: dict[str, Any], site: Site) -> dict[str, Any]:
    kept = {name: value for name, value in written.items() if name not in FOR_MKDOCS}
    return {
        **kept,
        "docs_dir": ".",
        "site_dir": "site",
        "exclude_docs": written.get("exclude_docs", "") + NOT_PAGES,
        "theme": {**written["theme"], "custom_dir": TEMPLATES, "variant": "classic"},
        "extra": {**written.get("extra", {}), "survey": site.theme_values()},
        "extra_templates": [urls.search_index()],
        "plugins": [{"search": {"enabled": False}}],
        "nav": _plain(site.nav(written.get("nav", ()))),
    }


def _plain(nav: list[Any]) -> list[Any]:
    """A navigation without the marks that only Jinja's templates know."""
    return [
        {str(title): _plain(at) if isinstance(at, list) else at for title, at in item.items()}
        if isinstance(item, dict)
        else item
        for item in nav
    ]
