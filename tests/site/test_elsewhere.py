"""The same sources build under a fork of MkDocs, and under builders that run no hooks."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT, build, project, run

PLAIN = """\
site_name: Plain
docs_dir: sources
site_dir: site
strict: true
theme: {name: mkdocs}
plugins: []
markdown_extensions: [attr_list, tables, admonition, md_in_html]
validation: {nav: {omitted_files: ignore}}
"""


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_properdocs_builds_the_same_pages(tmp_path: Path, site: Path) -> None:
    done = run("-m", "properdocs", "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert pages(tmp_path / "site") == pages(site)


def test_written_sources_build_without_hooks(tmp_path: Path, harbour_site: Path) -> None:
    assert run("hooks/cli.py", "--root", harbour_site.parent, "write", tmp_path / "sources").returncode == 0
    (tmp_path / "mkdocs.yml").write_text(PLAIN)
    done = build(tmp_path, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    wanted = {name for name in pages(harbour_site) if name.startswith(("papers/", "taxonomy/"))}
    assert wanted <= pages(tmp_path / "site")
    for name in ("references.bib", "papers/abara2019tide.bib", "taxonomy/moon-clocks.bib"):
        assert (tmp_path / "site" / name).read_bytes() == (harbour_site / name).read_bytes()


def test_nothing_is_written_from_broken_data(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "data/papers.bib").write_text("")
    done = run("hooks/cli.py", "--root", folder, "write", tmp_path / "sources")
    assert done.returncode == 1
    assert "the file is empty" in done.stdout
    assert not (tmp_path / "sources").exists()


def test_site_needs_no_address(tmp_path: Path) -> None:
    assert build(ROOT, tmp_path / "site", SITE_URL="", REPO_URL="").returncode == 0
    home = (tmp_path / "site/index.html").read_text()
    dead = (tmp_path / "site/404.html").read_text()
    assert re.findall(r'(?:href|src)="/[^"]*"', dead) == []
    assert 'href="./papers/"' in dead
    assert "canonical" not in home
    assert "/edit/" not in home
