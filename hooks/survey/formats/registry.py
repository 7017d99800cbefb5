"""The bibliographic formats that any part of the survey can be had in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model import Paper
from . import csl, ris
from .bibtex import bibliography, bibtex


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is called, how its files are named and served, one paper's record, and many as a file."""

    name: str
    extension: str
    media_type: str
    record: Callable[[Paper], str]
    library: Callable[[Iterable[str]], str]
    # Whether every paper has a file of its own: what nobody asks for one at a time would only be more files to serve.
    has_paper_files: bool = True


FORMATS = (
    Format("BibTeX", "bib", "application/x-bibtex", bibtex, bibliography),
    Format("RIS", "ris", "application/x-research-info-systems", ris.record, ris.library),
    Format(
        "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl.record, csl.library, has_paper_files=False
    ),
)
