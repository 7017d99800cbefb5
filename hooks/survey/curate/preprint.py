"""Where a preprint is, as the house writes it down: the same fields whoever told of it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..model import ARXIV_DOI, SERVERS
from .asked import known
from .found import Found
from .services import ARXIV_PAGE, ARXIV_PDF

# What stands for the journal of a preprint in entries of other people's, and in those that people copy here.
_NO_JOURNAL = re.compile(rf"\barxiv\b|\bcorr\b|preprint|^(?:{'|'.join(SERVERS)})\b", re.IGNORECASE)
# What only the place of a published paper has.
_OF_JOURNALS = {"journal", "booktitle", "volume", "number", "pages", "publisher"}


def is_preprint(journal: str) -> bool:
    """Whether what an entry calls its journal or proceedings is a server of preprints, or nothing."""
    return not journal or bool(_NO_JOURNAL.search(journal))


def on_arxiv(id: str) -> dict[str, str]:
    """Every field that follows from an identifier of arXiv."""
    return {
        "howpublished": f"arXiv preprint arXiv:{id}",
        "doi": f"{ARXIV_DOI}{id}",
        "eprint": id,
        "archiveprefix": "arXiv",
        "url": ARXIV_PAGE.format(id),
        "pdf": ARXIV_PDF.format(id),
    }


def placed(entry: Found, journal: str) -> Found:
    """An entry of a preprint as the house has it; of the fields that say where it is, those that it has are kept."""
    fields = {name: value for name, value in entry.fields.items() if name not in _OF_JOURNALS}
    if id := _arxiv(entry, journal):
        fields = {**on_arxiv(id), **fields, "eprint": id, "archiveprefix": "arXiv"}
    elif journal.lower().startswith(tuple(map(str.lower, SERVERS))):
        fields = {"howpublished": journal, **fields}
    return replace(entry, kind="misc", fields=fields)


def _arxiv(entry: Found, journal: str) -> str:
    """The identifier in the entry, such as ``abs/2201.00077``, the volume of CoRR; empty if there is none."""
    eprint = entry.get("eprint") if entry.get("archiveprefix").lower() in ("", "arxiv") else ""
    for text in (eprint, *journal.split()[-1:], entry.get("volume").removeprefix("abs/"), entry.get("doi")):
        if (asked := known(text)) and asked.kind == "arxiv":
            return asked.id
    return ""
