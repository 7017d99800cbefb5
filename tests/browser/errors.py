"""What goes wrong in the scripts of a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page


@contextmanager
def errors_of(page: Page) -> Iterator[list[str]]:
    """The errors of a page's scripts, as they come, until the block is left."""
    errors: list[str] = []

    def note(error: object) -> None:
        errors.append(str(error))

    page.on("pageerror", note)
    yield errors
    page.remove_listener("pageerror", note)
