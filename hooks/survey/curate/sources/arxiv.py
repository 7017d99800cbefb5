"""arXiv: preprints, by the API that its user's manual describes (https://info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from xml.etree import ElementTree as ET

from ...model import MONTHS
from ..client import Client, NotFoundError
from ..found import Found
from ..preprint import on_arxiv
from ..refusal import Refusal
from ..services import ARXIV
from ..text import key_words, latex, people

# The namespaces of Atom and of arXiv's own elements.
_NAMES = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}
MOST_FOUND = 5
# A version is withdrawn by a new one without files, whose comment says so (https://info.arxiv.org/help/withdraw.html).
_WITHDRAWN = re.compile(r"\bwithdrawn\b|\bretracted\b", re.IGNORECASE)
_NO_FEED = "arXiv answers with no feed of records; try again later, nothing was changed"


def record(client: Client, id: str) -> Found:
    """The preprint of an identifier."""
    what = f"arXiv {id}"
    for entry in _entries(client, what, {"id_list": id, "max_results": "1"}):
        if _id(entry) == id:
            return _found(entry)
        if _id(entry):
            raise Refusal(f"{what}: arXiv answers with {_id(entry)} instead; try again later, nothing was changed")
    raise NotFoundError(f"{what}: arXiv has no such record; compare the identifier with the paper's page")


def records(client: Client, ids: Sequence[str]) -> dict[str, Found]:
    """The preprints of several identifiers, by these; those that arXiv does not have, or not in order, are left out."""
    query = {"id_list": ",".join(ids), "max_results": str(len(ids))}
    found = {}
    for entry in _entries(client, "the preprints", query):
        with suppress(Refusal):
            found[_id(entry)] = _found(entry)
    return {id: found[id] for id in ids if id in found}


def like(client: Client, title: str) -> list[Found]:
    """Preprints whose title has the telling words of one."""
    terms = " AND ".join(f"ti:{word}" for word in key_words(title)[:8])
    query = {"search_query": terms, "max_results": str(MOST_FOUND)}
    return [_found(entry) for entry in _entries(client, "the preprint", query) if _id(entry)]


def _entries(client: Client, what: str, query: dict[str, str]) -> list[ET.Element]:
    text = client.text(ARXIV, "/api/query", what, query)
    try:
        # What entities stand for may grow without end, so a text that declares any is none of arXiv's.
        feed = ET.fromstring("" if "<!DOCTYPE" in text else text)  # noqa: S314 -- bounded by the client, without entities
    except ET.ParseError as error:
        raise Refusal(f"{what}: {_NO_FEED}") from error
    if feed.tag != f"{{{_NAMES['a']}}}feed":
        raise Refusal(f"{what}: {_NO_FEED}")
    return feed.findall("a:entry", _NAMES)


def _id(entry: ET.Element) -> str:
    """The identifier without its version; empty for what is no paper, such as the entry that tells of an error."""
    match = re.search(r"arxiv\.org/abs/(.+?)(?:v\d+)?$", _text(entry, "a:id"))
    return match[1] if match else ""


def _text(entry: ET.Element, path: str) -> str:
    return " ".join((entry.findtext(path, "", _NAMES) or "").split())


def _found(entry: ET.Element) -> Found:
    id, published = _id(entry), _text(entry, "a:published")
    primary = entry.find("x:primary_category", _NAMES)
    fields = {
        **on_arxiv(id),
        "year": published[:4],
        "month": MONTHS[int(published[5:7]) - 1] if re.match(r"\d{4}-(0[1-9]|1[0-2])", published) else "",
        "primaryclass": primary.get("term", "") if primary is not None else "",
    }
    authors = (_text(author, "a:name") for author in entry.findall("a:author", _NAMES))
    lead = _text(entry, "x:doi")
    comment = _text(entry, "x:comment")
    return Found(
        source="arXiv",
        kind="misc",
        title=latex(_text(entry, "a:title")),
        authors=people(authors),
        fields={name: value for name, value in fields.items() if value},
        leads=(lead,) if lead else (),
        notice=comment if _WITHDRAWN.search(comment) else "",
    )
