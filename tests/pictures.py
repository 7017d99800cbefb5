"""Draws the pictures that are kept in the repository: the one in the README and the card for shared links.

Run by `make pictures` after the look or the tree has changed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser.chromium import on_path
from conftest import ROOT, build
from survey.check.load import load
from survey.render.cards import cards

NAME = "Atlas of Small Models"


def main() -> None:
    """Write both pictures into the work tree."""
    path, picture = next(cards(load(ROOT), NAME))
    (ROOT / "docs" / path).write_bytes(picture)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(ROOT, site).check_returncode()
        photograph(site / "index.html", ROOT / ".github/home.png")


def photograph(page: Path, picture: Path) -> None:
    """What a visitor with a large screen sees first."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=on_path(), args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1280, "height": 1090})
        tab.goto(page.as_uri())
        tab.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    main()
