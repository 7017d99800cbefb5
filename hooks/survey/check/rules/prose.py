"""The rules of hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator

from ... import prose
from ...diagnostics import Located, Problem, did_you_mean
from ...read.records import Records
from .rule import missing, rule


@rule
def prose_references(records: Records) -> Iterator[Problem]:
    """Citations and section links in prose resolve."""
    keys = {entry.key for entry in records.entries}
    ids = {section.id for section in records.taxonomy.walk()}
    for path, text in records.prose.items():
        cited = (Located(found.target, found.line) for found in prose.citations(text))
        linked = (Located(found.target, found.line) for found in prose.section_links(text))
        yield from missing(path, "", "paper", cited, keys)
        yield from missing(path, "", "section", linked, ids)


@rule
def prose_has_section(records: Records) -> Iterator[Problem]:
    """Prose below docs/taxonomy belongs to a section."""
    ids = {section.id for section in records.taxonomy.walk()} | {"index"}
    for path in records.prose:
        name = path.removeprefix("docs/taxonomy/").removesuffix(".md")
        if path.startswith("docs/taxonomy/") and name not in ids:
            yield Problem(path, 1, f"no section has the id `{name}`{did_you_mean(name, sorted(ids))}")
