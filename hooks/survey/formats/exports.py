"""Survey → files of data, as ``(path, text)`` pairs, each made by the format's own module."""

from __future__ import annotations

from collections.abc import Iterator

from .. import urls
from ..model import Paper, Survey
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
    """The whole survey, every section, reading path and paper, also by former names; records are made once."""
    records = {key: format.record(paper) for key, paper in survey.papers.items()}
    yield urls.references(format.extension), format.library(records.values())
    for page, papers in _lists(survey):
        keys = sorted(paper.key for paper in papers)
        yield urls.list_file(page, format.extension), format.library(records[key] for key in keys)
    if format.has_paper_files:
        for paper in survey.papers.values():
            for key in (paper.key, *paper.was):
                yield urls.paper_file(key, format.extension), records[paper.key]


def _lists(survey: Survey) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """The pages whose papers can be had as one file."""
    for section in survey.walk():
        yield from ((urls.section(id), section.papers) for id in (section.id, *section.was))
    yield from ((urls.reading_path(path.id), path.papers) for path in survey.reading_paths)
