"""Style sheets → the one that pages ask for."""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)


def bundle(sheet: Path) -> str:
    """A style sheet with those it imports put in place of their names, so that a page waits for one file alone.

    Comments, a fifth of what would be sent, stay with their writers.
    """
    text = _COMMENT.sub("", sheet.read_text("utf-8"))
    return _IMPORT.sub(lambda found: bundle(sheet.parent / found[1]), text)
