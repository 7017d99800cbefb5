"""Survey → files of data, as ``(path, text)`` pairs, each made by the format's own module."""

from __future__ import annotations

from collections.abc import Iterator

from .. import urls
from ..model import Paper, Survey
from ..views.origins import origins
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
    """The whole survey, each origin, section, reading path and paper, also by former names; records are made once."""
    records = {key: format.record(paper) for key, paper in survey.papers.items()}
    yield urls.references(format.extension), format.library(records.values())
    for address, papers in (*_lists(survey, format), *_origins(survey, format)):
        keys = sorted(paper.key for paper in papers)
        yield address, format.library(records[key] for key in keys)
    if format.has_paper_files:
        for paper in survey.papers.values():
            for key in (paper.key, *paper.was):
                yield urls.paper_file(key, format.extension), records[paper.key]


def _lists(survey: Survey, format: Format) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """The files of pages that list papers."""
    lists = (
        *((urls.section(id), section.papers) for section in survey.walk() for id in (section.id, *section.was)),
        *((urls.reading_path(path.id), path.papers) for path in survey.reading_paths),
    )
    yield from ((urls.list_file(page, format.extension), papers) for page, papers in lists)


def _origins(survey: Survey, format: Format) -> Iterator[tuple[str, tuple[Paper, ...]]]:
    """The files of what comes from one place, such as all that the survey cites."""
    for origin in origins(survey, survey.papers.values()):
        id = origin.vocabulary.id
        papers = tuple(paper for paper in survey.papers.values() if origin.term in paper.terms[id])
        yield urls.origin_file(id, origin.term.id, format.extension), papers
