from __future__ import annotations

from dataclasses import replace

import pytest

from sketch import records
from survey.check.rule import Rule
from survey.check.rules import files


def told(rule: Rule, *paths: str) -> list[str]:
    given = replace(records(taxonomy="sections: []"), files=paths)
    return [f"{problem.path} {problem.message}" for problem in rule(given)]


@pytest.mark.parametrize(
    "path", ["docs/a.md", "docs/assets/a/b.js", "docs/a.woff2", "docs/taxonomy/ebb.png", "data/x.html"]
)
def test_a_site_is_pages_and_assets(path: str) -> None:
    assert told(files.files_known, path) == []


@pytest.mark.parametrize(
    "path",
    [
        "docs/a.html",
        "docs/a.HTML",
        "docs/a.xhtml",
        "docs/a.MD",
        "docs/a.markdown",
        "docs/.a.md",
        "docs/CNAME",
        "docs/a.xml",
    ],
)
def test_nothing_else_is_published(path: str) -> None:
    [message] = told(files.files_known, path)
    assert message.startswith(
        f"{path} is no file of a site; pages are `.md`, and the rest ends in one of css, js, svg,"
    )


@pytest.mark.parametrize("path", ["docs/README.md", "docs/a/readme.md"])
def test_a_page_that_opens_a_folder_is_called_index(path: str) -> None:
    assert told(files.files_known, path) == [f"{path} builders take this name for `index.md`; call it that"]


@pytest.mark.parametrize(
    ("path", "at"),
    [
        ("docs/robots.txt", "robots.txt"),
        ("docs/feed.xml", "feed.xml"),
        ("docs/sitemap-2.xml", "sitemap-2.xml"),
        ("docs/references.bib", "references.bib"),
        ("docs/references/source/wall.bib", "references/source/wall.bib"),
        ("docs/taxonomy/ebbs/feed.xml", "taxonomy/ebbs/feed.xml"),
        ("docs/papers/ebb2020slow.md", "papers/ebb2020slow/index.html"),
        ("docs/papers/year/2020.md", "papers/year/2020/index.html"),
        ("docs/papers/ebb2020slow.bib", "papers/ebb2020slow.bib"),
        ("docs/api/papers.json", "api/papers.json"),
        ("docs/assets/cards/ebb.png", "assets/cards/ebb.png"),
        ("docs/assets/javascripts/bundle.js", "assets/javascripts/bundle.js"),
        ("docs/404.html", "404.html"),
    ],
)
def test_no_file_stands_where_the_site_writes_its_own(path: str, at: str) -> None:
    assert told(files.files_shadow, path) == [
        f"{path} would stand at `{at}`, which the site keeps for what it writes; rename the file"
    ]


def test_two_files_have_two_addresses() -> None:
    assert told(files.files_shadow, "docs/a.md", "docs/a/index.md", "docs/papers/index.md", "docs/assets/a.css") == [
        "docs/a/index.md has the address of `docs/a.md`; rename one of them"
    ]


def test_a_name_in_data_is_one_that_is_read() -> None:
    sound = ("data/papers.bib", "data/survey.yml", "data/notes/ebb2020slow.yml", "data/inbox/a.yml", "docs/a.md")
    assert told(files.files_read, *sound) == []
    notes, inbox = "notes are `data/notes/<key>.yml`", "contributions are `data/inbox/<key>.yml`"
    found = told(files.files_read, "data/corections.yml", "data/notes/a.yaml", "data/notes/b/a.yml", "data/inbox/a.bib")
    assert found == [
        "data/corections.yml nothing reads a file of this name; did you mean `data/corrections.yml`?",
        f"data/notes/a.yaml nothing reads a file of this name; {notes}",
        f"data/notes/b/a.yml nothing reads a file of this name; {notes}",
        f"data/inbox/a.bib nothing reads a file of this name; {inbox}",
    ]
    assert told(files.files_read, "data/x") == [f"data/x nothing reads a file of this name; {notes}, {inbox}"]
