"""Spelling that does not matter taken away: how texts are compared, sorted and put into addresses.

``docs/assets/search/text.js`` folds and cuts alike, or readers would look for words that no index holds;
``tests/survey/text/`` compares the two.
"""

from __future__ import annotations

import re
import unicodedata


def fold(text: str) -> str:
    """Lower case without accents: how two spellings of one word are compared."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if unicodedata.category(c)[0] != "M").lower().translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of a text, folded; apostrophes join (``O’Brien`` is ``obrien``), all else separates."""
    return _WORD.findall(fold(text).replace("'", ""))


# Letters that Unicode does not decompose, as English indexes file them; the sigma that ends words; what is written for
# an apostrophe, by hand or in transliterations.
_FOLDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ς": "σ",
     **dict.fromkeys("‘’‛′ʹʻʼʽʾʿꞌ", "'")}
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")

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
