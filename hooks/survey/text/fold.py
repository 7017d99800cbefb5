"""Spelling that does not matter taken away: how texts are compared, sorted and put into addresses."""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Lower case without accents: how two spellings of one word are compared."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


# Letters that Unicode does not decompose, folded as English indexes do.
_FOLDED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE",
     "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "ð": "d", "’": "'", "‘": "'"}
)  # fmt: skip

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """An identifier for URLs: folded, words joined by hyphens."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def sort_key(text: str) -> str:
    """Alphabetical order that ignores case, accents, punctuation and a leading article."""
    return re.sub(r"^(?:a|an|the) ", "", _NOT_SLUG.sub(" ", fold(text)).strip())


def comparable(text: str) -> str:
    """A title reduced to its letters and digits, to find the same title spelled twice."""
    return _NOT_SLUG.sub("", fold(text))
