"""Only what its builder calls a success is published, and nothing of anybody else's is touched."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from conftest import digests, project, run

BUILDERS = ("mkdocs", "properdocs")
LIST = ".built-files"
EVENTS = ("config", "pre_build", "files", "nav", "page_markdown", "env", "post_page", "post_build", "shutdown")
FAILING = """\
def on_{event}(*_, **__):
    raise ValueError("this hook fails")
"""


def build(folder: Path, *options: str, builder: str = "mkdocs") -> CompletedProcess[str]:
    return run("-m", builder, "build", "--config-file", "mkdocs.yml", *options, cwd=folder)


def add_dead_link(folder: Path) -> None:
    (folder / "docs/index.md").write_text("# Home, changed\n\n[dead](nowhere.md)\n")


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_strict_build_with_a_dead_link_is_not_published(built: Path, builder: str) -> None:
    before = digests(built / "site")
    add_dead_link(built)
    done = build(built, "--strict", builder=builder)
    assert done.returncode == 1
    assert "nowhere.md" in done.stderr
    assert digests(built / "site") == before


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_lenient_build_with_a_dead_link_is_published_with_a_warning(built: Path, builder: str) -> None:
    add_dead_link(built)
    done = build(built, "--no-strict", builder=builder)
    assert done.returncode == 0
    assert "nowhere.md" in done.stderr
    assert "Home, changed" in (built / "site/index.html").read_text()


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("event", EVENTS)
def test_an_exception_in_any_phase_leaves_the_site(built: Path, builder: str, event: str) -> None:
    before = digests(built / "site")
    add_dead_link(built)
    (built / "failing.py").write_text(FAILING.format(event=event))
    settings = (built / "mkdocs.yml").read_text()
    (built / "mkdocs.yml").write_text(f"{settings}hooks: [hooks/mkdocs_hooks.py, failing.py]\n")
    assert build(built, "--no-strict", builder=builder).returncode == 1
    assert digests(built / "site") == before


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_last_line_names_the_folder_of_the_site(tmp_path: Path, builder: str) -> None:
    folder = project(tmp_path / "project")
    done = build(folder, builder=builder)
    assert done.stderr.splitlines()[-1].endswith(str(folder / "site"))


def test_what_others_put_into_the_site_stays(built: Path) -> None:
    site = built / "site"
    (site / ".git/refs/tags").mkdir(parents=True)
    (site / ".git/HEAD").write_text("ref: refs/heads/pages\n")
    for name in ("CNAME", ".nojekyll", "papers/notes.txt"):
        (site / name).write_text("a stranger's\n")
    (site / "empty").mkdir()
    (built / "docs/extra.md").write_text("# Extra\n")
    assert build(built).returncode == 0
    assert (site / "extra/index.html").is_file()
    (built / "docs/extra.md").unlink()
    assert build(built).returncode == 0
    assert not (site / "extra").exists()
    assert (site / ".git/HEAD").read_text() == "ref: refs/heads/pages\n"
    assert (site / ".git/refs/tags").is_dir()
    assert (site / "empty").is_dir()
    for name in ("CNAME", ".nojekyll", "papers/notes.txt"):
        assert (site / name).read_text() == "a stranger's\n"


def test_a_folder_that_no_build_made_is_not_taken_over_unasked(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "site").mkdir()
    (folder / "site/thesis.tex").write_text("years of work")
    done = build(folder)
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert f"{folder / 'site'} holds files that no build put there" in told
    assert f"create an empty file {LIST}" in told
    assert "Traceback" not in told
    assert [path.name for path in (folder / "site").iterdir()] == ["thesis.tex"]
    (folder / "site" / LIST).touch()
    assert build(folder).returncode == 0
    assert (folder / "site/index.html").is_file()
    assert (folder / "site/thesis.tex").read_text() == "years of work"


def test_a_folder_for_building_that_no_build_made_is_not_emptied(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    (folder / "site.building").mkdir()
    (folder / "site.building/thesis.tex").write_text("years of work")
    assert build(folder).returncode == 1
    assert (folder / "site.building/thesis.tex").read_text() == "years of work"


@pytest.mark.parametrize(("way", "wanted"), [("guests/index.html/page.txt", "guests"), ("guests", "guests")])
def test_what_is_in_the_way_is_named_and_nothing_is_moved(built: Path, way: str, wanted: str) -> None:
    (built / "site" / way).parent.mkdir(parents=True, exist_ok=True)
    (built / "site" / way).write_text("a stranger's")
    before = digests(built / "site")
    (built / f"docs/{wanted}.md").write_text("# Guests\n")
    done = build(built)
    assert done.returncode == 1
    assert "is in the way of a" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert digests(built / "site") == before


def test_a_page_may_take_the_place_of_a_folder_of_pages(built: Path) -> None:
    """And the other way round: what earlier builds wrote gives way."""
    (built / "docs/notes.txt").mkdir()
    (built / "docs/notes.txt/one.txt").write_text("one")
    assert build(built).returncode == 0
    (built / "docs/notes.txt/one.txt").unlink()
    (built / "docs/notes.txt").rmdir()
    (built / "docs/notes.txt").write_text("all")
    assert build(built).returncode == 0
    assert (built / "site/notes.txt").read_text() == "all"
    (built / "docs/notes.txt").unlink()
    (built / "docs/notes.txt").mkdir()
    (built / "docs/notes.txt/one.txt").write_text("one")
    assert build(built).returncode == 0
    assert (built / "site/notes.txt/one.txt").read_text() == "one"


def test_a_list_that_was_tampered_with_leads_nowhere_else(built: Path) -> None:
    (built / "precious.txt").write_text("keep")
    with (built / "site" / LIST).open("a") as listed:
        listed.write(f"../precious.txt\n{built / 'precious.txt'}\n")
    assert build(built).returncode == 0
    assert (built / "precious.txt").read_text() == "keep"
