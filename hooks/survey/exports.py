"""Survey → files of data, as ``(path, text)`` pairs, each made by the format's own module."""

from __future__ import annotations

from collections.abc import Iterator

from . import urls
from .bibtex import bibliography, bibtex
from .model import Survey

Artefact = tuple[str, str]


def exports(survey: Survey) -> Iterator[Artefact]:
    """Every file of data on the site."""
    yield urls.references("bib"), bibliography(survey.papers.values())
    for section in survey.walk():
        yield urls.section_file(section.id, "bib"), bibliography(section.papers)
    for paper in survey.papers.values():
        yield urls.paper_file(paper.key, "bib"), bibtex(paper)
