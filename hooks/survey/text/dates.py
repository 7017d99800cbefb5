"""Dates in running text."""

from __future__ import annotations

import re

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DATE = re.compile(rf"\b(?:\d\d?\s)?(?:{'|'.join(MONTHS)})\s\d{{4}}\b")
_SPACE = re.compile(r"\s")


def unbroken(text: str) -> str:
    """The text with the spaces in dates such as ``21 November 2026`` and ``May 2026`` keeping to one line."""
    return _DATE.sub(lambda date: _SPACE.sub("\N{NO-BREAK SPACE}", date[0]), text)
