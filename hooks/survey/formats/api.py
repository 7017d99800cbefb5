"""The model as JSON, described by ``schemas/``. Ids are those of the addresses, texts those of the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..model import (
    OF_PAPERS,
    Approach,
    Name,
    Note,
    Paper,
    Place,
    Placement,
    Section,
    Step,
    Survey,
    Term,
    Terms,
    Vocabulary,
)

# The records of the taxonomy that carry the terms of a vocabulary; a placement may differ from its approach.
CARRIERS = {"section": ("section",), "approach": ("approach", "placement"), OF_PAPERS: ("section", "approach")}
SCHEMAS = Path(__file__).parent / "schemas"
NAMES = ("papers", "taxonomy")
# Fields that a record has or has not, under the names that the data uses.
OPTIONAL = ("doi", "openreview", "url", "pdf", "code", "verified")


def papers_json(survey: Survey) -> str:
    """Every paper, one a line."""
    records = ",\n".join(_dump(_paper(paper, survey)) for paper in survey.papers.values())
    return f'{{"$schema":"papers.schema.json","papers":[\n{records}\n]}}\n'


def paper_sample(survey: Survey, paper: Paper) -> str:
    """One record of :func:`papers_json`, laid out for reading."""
    return json.dumps(_paper(paper, survey), ensure_ascii=False, indent=2)


def taxonomy_json(survey: Survey) -> str:
    """The vocabularies and the tree of sections down to placements and their claims."""
    tree = {
        "$schema": "taxonomy.schema.json",
        **{vocabulary.id: list(map(_described, vocabulary.terms)) for vocabulary in survey.vocabularies},
        "sections": [_section(section, survey) for section in survey.sections],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def schemas(survey: Survey) -> Iterator[tuple[str, str]]:
    """What each file looks like: ``(name, JSON Schema)``."""
    for name in NAMES:
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        for vocabulary in survey.vocabularies if name == "taxonomy" else survey.of_papers:
            _describe(vocabulary, schema)
        yield name, json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _describe(vocabulary: Vocabulary, schema: dict[str, Any]) -> None:
    """Add a vocabulary to a schema: its terms at the top of the taxonomy, and the field of what carries them."""
    records = schema["$defs"]
    field = {"description": vocabulary.title, "$ref": f"#/$defs/{'id' if vocabulary.holds_one else 'ids'}"}
    if "terms" in records:
        schema["required"].append(vocabulary.id)
        schema["properties"][vocabulary.id] = {"description": vocabulary.title, "$ref": "#/$defs/terms"}
    for carrier in CARRIERS[vocabulary.carrier] if "terms" in records else (OF_PAPERS,):
        records[carrier]["properties"][vocabulary.id] = field


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _described(term: Term) -> dict[str, str]:
    return {"id": term.id, "title": term.title, "meaning": term.meaning}


def _paper(paper: Paper, survey: Survey) -> dict[str, Any]:
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
        **_terms(paper.terms, survey),
        **_without_empty({"added": paper.added, "reason": paper.reason}),
        **({"note": _note(paper.note)} if paper.note else {}),
        "places": [_place(place) for place in survey.places[paper.key]],
    }


def _note(note: Note) -> dict[str, Any]:
    models = [_without_empty(asdict(model)) for model in note.models]
    lists = {name: list(getattr(note, name)) for name in ("uses", "terms", "asks")}
    told = {name: value for name, value in asdict(note).items() if name != "also"}
    return _without_empty({**told, **lists, "models": models})


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
    return {"section": place.section.id, "approach": place.approach.id, "claim": place.claim}


def _terms(terms: Terms, survey: Survey) -> dict[str, Any]:
    """The ids of the terms by vocabulary: a list, or the one that a ladder allows."""
    found = {vocabulary: [term.id for term in terms.get(vocabulary.id, ())] for vocabulary in survey.vocabularies}
    return {v.id: ids[0] if v.holds_one else ids for v, ids in found.items() if ids}


def _section(section: Section, survey: Survey) -> dict[str, Any]:
    optional = {
        "number": section.number,
        "choose_when": section.choose_when,
        "costs": section.costs,
        **_terms(section.terms, survey),
        "aliases": list(section.aliases),
        "start_with": _steps("paper", section.start_with),
        "see_also": _steps("section", section.see_also),
        "approaches": [_approach(approach, survey) for approach in section.approaches],
        "sections": [_section(child, survey) for child in section.sections],
    }
    return {"id": section.id, "title": section.title, "lead": section.lead, **_without_empty(optional)}


def _steps(noun: str, steps: Iterable[Step]) -> list[dict[str, str]]:
    return [{noun: step.target, "reason": step.reason} for step in steps]


def _approach(approach: Approach, survey: Survey) -> dict[str, Any]:
    optional = {**_terms(approach.terms, survey), "aliases": list(approach.aliases)}
    papers = [_placement(placement, approach, survey) for placement in approach.placements]
    return {
        "id": approach.id,
        "title": approach.title,
        "lead": approach.lead,
        **_without_empty(optional),
        "papers": papers,
    }


def _placement(placement: Placement, approach: Approach, survey: Survey) -> dict[str, Any]:
    own = {id: terms for id, terms in placement.terms.items() if terms != approach.terms.get(id)}
    return {"key": placement.paper.key, "claim": placement.claim, **_terms(own, survey)}
