"""The model as JSON, described by ``schemas/``. Ids are those of the addresses, texts those of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..model import Approach, Name, Paper, Place, Section, Step, Survey, Term

SCHEMAS = Path(__file__).parent / "schemas"
NAMES = ("papers", "taxonomy")
# Fields that a record has or has not, under the names that the data uses.
OPTIONAL = ("doi", "openreview", "url", "pdf", "code", "verified")


def papers_json(survey: Survey) -> str:
    """Every paper, one a line."""
    records = ",\n".join(_dump(_paper(paper, survey.places[paper.key])) for paper in survey.papers.values())
    return f'{{"$schema":"papers.schema.json","papers":[\n{records}\n]}}\n'


def paper_sample(survey: Survey, paper: Paper) -> str:
    """One record of :func:`papers_json`, laid out for reading."""
    return json.dumps(_paper(paper, survey.places[paper.key]), ensure_ascii=False, indent=2)


def taxonomy_json(survey: Survey) -> str:
    """The vocabularies and the tree of sections down to placements and their claims."""
    tree = {
        "$schema": "taxonomy.schema.json",
        **{name: _terms(getattr(survey, name)) for name in ("roles", "access", "problems")},
        "sections": [_section(section) for section in survey.sections],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def schemas() -> Iterator[tuple[str, str]]:
    """What each file looks like: ``(name, JSON Schema)``."""
    for name in NAMES:
        yield name, (SCHEMAS / f"{name}.schema.json").read_text("utf-8")


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _paper(paper: Paper, places: Iterable[Place]) -> dict[str, Any]:
    return {
        "key": paper.key,
        "title": paper.title,
        "authors": [_name(name) for name in paper.authors],
        "more_authors": paper.has_more_authors,
        "year": paper.year,
        "form": paper.form,
        "venue": paper.venue,
        "venue_name": paper.venue_name,
        **_without_empty({name: paper.get(name) for name in OPTIONAL}),
        **_without_empty(_details(paper)),
        "places": [_place(place) for place in places],
    }


def _details(paper: Paper) -> dict[str, Any]:
    return {
        "month": paper.month,
        "volume": paper.volume,
        "issue": paper.issue,
        "pages": "-".join(paper.pages),
        "publisher": paper.publisher,
        "arxiv": paper.arxiv,
        "topics": list(paper.topics),
    }


def _name(name: Name) -> dict[str, str]:
    return _without_empty(asdict(name))


def _place(place: Place) -> dict[str, str]:
    return {"section": place.section.id, "approach": place.approach.id, **_without_empty({"claim": place.claim})}


def _terms(terms: Iterable[Term]) -> list[dict[str, str]]:
    return [asdict(term) for term in terms]


def _section(section: Section) -> dict[str, Any]:
    optional = {
        "number": section.number,
        "choose_when": section.choose_when,
        "costs": section.costs,
        "problems": [term.id for term in section.problems],
        "aliases": list(section.aliases),
        "start_with": _steps("paper", section.start_with),
        "see_also": _steps("section", section.see_also),
        "approaches": [_approach(approach) for approach in section.approaches],
        "sections": [_section(child) for child in section.sections],
    }
    return {"id": section.id, "title": section.title, "lead": section.lead, **_without_empty(optional)}


def _steps(noun: str, steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{noun: step.target, "reason": step.reason} for step in steps]


def _approach(approach: Approach) -> dict[str, Any]:
    optional = {
        "roles": [role.id for role in approach.roles],
        "access": approach.access.id if approach.access else "",
        "aliases": list(approach.aliases),
    }
    papers = [{"key": p.paper.key, **_without_empty({"claim": p.claim})} for p in approach.placements]
    return {
        "id": approach.id,
        "title": approach.title,
        "lead": approach.lead,
        **_without_empty(optional),
        "papers": papers,
    }
