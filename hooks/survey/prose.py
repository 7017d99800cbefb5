"""What prose may hold besides Markdown.

Citations ``[@key; @key]``, links to sections ``[[id|words]]``, numbers that follow the data ``[[count:papers]]``, and
calls for generated parts of a page ``<!-- survey: block -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Code is left alone: in Markdown fenced blocks, then inline spans (CommonMark 4.5, 6.1), in HTML its elements.
# What is never closed reaches to the end, which also keeps the search linear.
MARKDOWN_CODE = re.compile(
    r"(^(?P<fence>`{3,}+|~{3,}+).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|(?<!`)(?P<tick>`++).+?(?<!`)(?P=tick)(?!`))",
    re.MULTILINE | re.DOTALL,
)
HTML_CODE = re.compile(r"<(?P<tag>code|pre)\b.*?(?:</(?P=tag)>|\Z)", re.DOTALL)
_CITATION = re.compile(r"\[(@[^\[\]@\s;]+(?:\s*;\s*@[^\[\]@\s;]+)*)\]")
_LINK = re.compile(r"\[\[(?!count:)([^\[\]|\s]+)(?:\|([^\[\]]+))?\]\]")
_COUNT = re.compile(r"\[\[count:([^\[\]|\s]+)\]\]")


# A call for a generated part of the page: the block's name, then its arguments.
BLOCK = re.compile(r"<!-- survey: ([^<>]+?) -->")
# Every block, and how many arguments it takes.
BLOCKS = {
    "about/origins": 0, "changes": 0, "contribute": 0, "corrections": 0, "crosstab": 2, "data": 0, "guide": 0, "map": 0,
    "news-and-citation": 0, "papers": 0, "paths": 0, "reading-list": 0, "search": 0, "taxonomy": 0,
    "terms-given": 3, "tools": 0, "tools/check-my-bib": 0, "tools/manuscript": 0,
}  # fmt: skip


# What prose may give the number of, besides the papers that carry a term (`origin:survey`).
COUNTED = ("papers", "sections", "corrections")


# The lines at the top of a page between two of dashes, by the very pattern of the builders that read them
# (mkdocs.utils.meta), which take a first line like `name: value` for such lines, too.
_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
LIKE_FRONT = re.compile(r"---|[ ]{0,3}[A-Za-z0-9_-]+:")


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation key or a section id, and the line of the text it stands in (1-based)."""

    target: str
    line: int


def split(text: str) -> tuple[str, str]:
    """The front matter of a page, empty where it has none, and what follows."""
    match = _FRONT.match(text)
    return (match[1], text[match.end() :].lstrip("\n")) if match else ("", text)


def without_code(text: str) -> str:
    """The text with blanks in place of front matter and code, so that all else stands where it stood."""
    front = _FRONT.match(text)
    start = front.end() if front else 0
    parts = ((text[:start], True), *_parts(text[start:], MARKDOWN_CODE))
    return "".join(re.sub(r"[^\n]", " ", part) if is_code else part for part, is_code in parts)


def citations(text: str) -> Iterator[Reference]:
    """Every key that is cited, in order."""
    for match, line in _found(_CITATION, text):
        for key in _keys(match):
            yield Reference(key, line)


def groups(text: str) -> Iterator[list[str]]:
    """The keys of each citation, in order: papers that stand in one pair of brackets."""
    for match, _ in _found(_CITATION, text):
        yield _keys(match)


def section_links(text: str) -> Iterator[Reference]:
    """Every section id that is linked, in order."""
    for match, line in _found(_LINK, text):
        yield Reference(match[1], line)


def blocks(text: str) -> Iterator[Reference]:
    """Every call for a block, in order: its name and arguments as written."""
    for match, line in _found(BLOCK, text):
        yield Reference(match[1], line)


def counts(text: str) -> Iterator[Reference]:
    """Everything whose number is asked for, in order."""
    for match, line in _found(_COUNT, text):
        yield Reference(match[1], line)


def render(
    text: str,
    cite: Callable[[list[str]], str],
    link: Callable[[str, str], str],
    count: Callable[[str], str],
    code: re.Pattern[str] = MARKDOWN_CODE,
) -> str:
    """The text with citations, links and numbers filled in; ``link`` gets the id and the words, which may be empty."""

    def mend(plain: str) -> str:
        plain = _CITATION.sub(lambda m: cite(_keys(m)), plain)
        plain = _COUNT.sub(lambda m: count(m[1]), plain)
        return _LINK.sub(lambda m: link(m[1], m[2] or ""), plain)

    return "".join(part if is_code else mend(part) for part, is_code in _parts(text, code))


def outside_code(text: str, change: Callable[[str], str], code: re.Pattern[str] = MARKDOWN_CODE) -> str:
    """The text with its parts changed that are no code."""
    return "".join(part if is_code else change(part) for part, is_code in _parts(text, code))


def _keys(match: re.Match[str]) -> list[str]:
    return [key.strip().lstrip("@") for key in match[1].split(";")]


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int]]:
    line = 1
    for part, is_code in _parts(text, MARKDOWN_CODE):
        if not is_code:
            for match in pattern.finditer(part):
                yield match, line + part.count("\n", 0, match.start())
        line += part.count("\n")


def _parts(text: str, code: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is code."""
    position = 0
    for match in code.finditer(text):
        yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    yield text[position:], False
