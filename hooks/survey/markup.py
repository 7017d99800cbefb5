"""Which HTML hand-written pages may hold: what Markdown itself makes, and nothing that runs, loads, frames or asks.

The same list judges a page's Markdown, where a problem has its line, and the HTML that a builder makes of it, where
nothing can hide behind how one reads Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

ELEMENTS = (
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "summary",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul", "var", "wbr",
)  # fmt: skip
_WORDS = r".*"
# A way to another page: of this site, or by a scheme that opens one. A browser skips blanks and control characters.
_WAY = r"(?:https?://[^/\\].*|mailto:.*|(?![/\\]{2})(?:[^:]*|[^:]*[/?#].*))"
ATTRIBUTES = {
    "align": r"left|right|center",
    "alt": _WORDS,
    "class": r"[\w -]*",
    "colspan": r"\d{1,3}",
    "height": r"\d{1,5}",
    "href": _WAY,
    "id": r"[\w:.-]+",
    "lang": r"[A-Za-z-]{2,20}",
    "open": "",
    "rel": r"[\w -]*",
    "rowspan": r"\d{1,3}",
    "src": r"(?![/\\]{2})[^:]*",
    "start": r"\d{1,6}",
    "style": r"text-align: (left|right|center);",  # what Markdown makes of a table's colons
    "title": _WORDS,
    "width": r"\d{1,5}",
}
_NAME, _VALUE = r"""[^\s"'<>/=`]+""", r"""(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+)"""
_ATTRIBUTE = re.compile(rf"\s+({_NAME})(?:\s*=\s*({_VALUE}))?")
_TAG = re.compile(rf"</?([A-Za-z][A-Za-z0-9]*)((?:\s+{_NAME}(?:\s*=\s*{_VALUE})?)*)\s*/?>")
_OPENED = re.compile(r"<(?=[A-Za-z/!?])")
_COMMENT = re.compile(r"<!--(?!-?>)[^<>]*-->")


def foreign(html: str) -> Iterator[tuple[int, str]]:
    """What a page may not hold, as ``(position, what it is)``: elements, their attributes, where these lead."""
    for opened in _OPENED.finditer(html):
        at = opened.start()
        if not _COMMENT.match(html, at) and (told := _judged(html, at)):
            yield at, told


def _judged(html: str, at: int) -> str:
    tag = _TAG.match(html, at)
    name = tag[1].lower() if tag else ""
    if tag is None or name not in ELEMENTS:
        shown = html[at : at + 40].partition(">")[0]
        return f"`{' '.join(shown.split())}>`"
    found = (_wrong_attribute(*pair) for pair in _ATTRIBUTE.findall(tag[2]))
    return next((f"`{wrong}` of `<{name}>`" for wrong in found if wrong), "")


# What Markdown makes of itself: an address between angle brackets, a link, a list of attributes in braces.
_AUTOLINK = re.compile(r"<(?:https?://[^\s<>\"'`=()]*|(?:mailto:)?[\w.+-]+@[\w.-]+)>")
_LINK = re.compile(r"\]\([ \t]*<?([^\s<>()]+)|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(\S+)", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([ \t]*<?([^\s<>()]+)")
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_PAIR = re.compile(rf"(?<!\S)([A-Za-z][^\s=]*)\s*=\s*({_VALUE})")


def foreign_in_markdown(text: str) -> Iterator[tuple[int, str]]:
    """The same of Markdown without its code, which can also write attributes and links in its own way."""
    yield from foreign(_AUTOLINK.sub(lambda link: " " * len(link[0]), text))
    for name, ways in (("href", _LINK), ("src", _IMAGE)):
        for link in ways.finditer(text):
            if wrong := _wrong_attribute(name, link[link.lastindex or 0]):
                yield link.start(), f"`{wrong[:60]}`"
    for braces in _BRACES.finditer(text):
        for name, value in _PAIR.findall(braces[1]):
            if wrong := _wrong_attribute(name, value):
                yield braces.start(), f"`{wrong}`"


_DRAWN = (
    "svg", "g", "defs", "symbol", "use", "title", "desc", "path", "circle", "ellipse", "line", "polygon",
    "polyline", "rect", "text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern",
    "marker",
)  # fmt: skip
_IN_DRAWING = re.compile(
    r"""<(?:[A-Za-z!?/][^\s/>]*|/)|\s(?:on[A-Za-z]+|[\w:]*href)\s*=\s*(?!["']\#)[^\s>]*|(?i:url)\((?!["']?\#)[^\s>]*"""
)


def foreign_in_drawing(svg: str) -> Iterator[tuple[int, str]]:
    """What an SVG file may not hold, as ``(position, what it is)``: all but shapes, letters and their colors."""
    for found in _IN_DRAWING.finditer(svg):
        text = found[0].strip()
        if text != "<?xml" and not text.startswith("<!--") and text.lstrip("</") not in _DRAWN:
            yield found.start(), f"`{text[:60]}`"


def _wrong_attribute(name: str, value: str) -> str:
    pattern = ATTRIBUTES.get(name.lower())
    plain = re.sub(r"[\x00-\x20]", " ", unescape(value.strip("\"'"))).strip()
    return "" if pattern is not None and re.fullmatch(pattern, plain) else f"{name}={value}" if value else name
