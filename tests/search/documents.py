"""The texts that every engine of the bench searches: all that is known of a paper or a section, field by field."""

from __future__ import annotations

from collections.abc import Iterator

from survey.model import Note, Paper, Place, Section, Survey

FIELDS = (
    "title", "ids", "authors", "when", "topics", "places", "claims",
    "gist", "problem", "idea", "finding", "limits", "terms", "asks", "also", "uses", "models",
)  # fmt: skip
Document = dict[str, str]


def documents(survey: Survey) -> Iterator[Document]:
    """Papers, then sections; each with its ``kind`` and ``id``, and a text, perhaps empty, for every field."""
    for paper in survey.papers.values():
        yield {**dict.fromkeys(FIELDS, ""), "kind": "papers", "id": paper.key, **_paper(survey, paper)}
    for section in survey.walk():
        yield {**dict.fromkeys(FIELDS, ""), "kind": "sections", "id": section.id, **_section(survey, section)}


def _paper(survey: Survey, paper: Paper) -> Document:
    places = survey.places[paper.key]
    return {
        "title": paper.title,
        "ids": f"{paper.key} {paper.arxiv} {paper.doi}",
        "authors": " ".join(name.full for name in paper.authors),
        "when": paper.when,
        "topics": " ".join(paper.topics),
        "places": " ".join(title for place in places for title in _titles(place)),
        "claims": " ".join(place.claim for place in places),
        **(_note(paper.note) if paper.note else {}),
    }


def _titles(place: Place) -> Iterator[str]:
    yield from (section.title for section in place.path)
    yield place.approach.title


def _note(note: Note) -> Document:
    return {
        **{name: getattr(note, name) for name in ("gist", "problem", "idea", "finding", "limits")},
        **{name: " ".join(getattr(note, name)) for name in ("terms", "asks", "also", "uses")},
        "models": " ".join(f"{model.name} {model.does}" for model in note.models),
    }


def _section(survey: Survey, section: Section) -> Document:
    above = survey.paths[section.id][:-1]
    return {
        "title": section.title,
        "terms": " ".join(section.aliases),
        "places": " ".join(other.title for other in above),
        "topics": " ".join(approach.title for approach in section.approaches),
        "gist": " ".join((section.lead, *(approach.lead for approach in section.approaches))),
    }
