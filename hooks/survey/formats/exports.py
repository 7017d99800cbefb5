"""Survey → files of data, as ``(path, text)`` pairs, each made by the format's own module."""

from __future__ import annotations

from collections.abc import Iterator

from .. import urls
from ..model import Survey
from . import api
from .registry import FORMATS, Format
from .spreadsheet import papers_csv

Artefact = tuple[str, str]


def exports(survey: Survey) -> Iterator[Artefact]:
    """Every file of data on the site."""
    for format in FORMATS:
        yield from _bibliographies(survey, format)
    yield urls.table(), papers_csv(survey)
    yield urls.api("papers"), api.papers_json(survey)
    yield urls.api("taxonomy"), api.taxonomy_json(survey)
    for name, schema in api.schemas(survey):
        yield urls.schema(name), schema


def _bibliographies(survey: Survey, format: Format) -> Iterator[Artefact]:
    """The whole survey, every section and every paper; records are made once and sorted by key."""
    records = {key: format.record(paper) for key, paper in survey.papers.items()}
    yield urls.references(format.extension), format.library(records.values())
    for section in survey.walk():
        keys = sorted(paper.key for paper in section.papers)
        yield urls.section_file(section.id, format.extension), format.library(records[key] for key in keys)
    if format.has_paper_files:
        for key, record in records.items():
            yield urls.paper_file(key, format.extension), record
