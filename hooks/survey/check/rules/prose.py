"""The rules of hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator

from ... import prose
from ...diagnostics import Located, Problem, did_you_mean
from ...read.records import Records
from .rule import missing, rule

# Blocks whose first two arguments are vocabularies.
VOCABULARY_BLOCKS = ("crosstab", "terms-given")


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
def prose_counts(records: Records) -> Iterator[Problem]:
    """A page asks for the number of things that are counted."""
    for path, text in records.prose.items():
        asked = (Located(found.target, found.line) for found in prose.counts(text))
        yield from missing(path, "", "number", asked, prose.COUNTED)


@rule
def prose_blocks(records: Records) -> Iterator[Problem]:
    """A page calls only for blocks that exist, with as many arguments as they take, vocabularies by their names."""
    for path, text in records.prose.items():
        for call in prose.blocks(text):
            name, *arguments = call.target.split()
            if name not in prose.BLOCKS:
                hint = did_you_mean(name, prose.BLOCKS) or f"; use one of {', '.join(prose.BLOCKS)}"
                yield Problem(path, call.line, f"no such block `{name}`{hint}")
            elif len(arguments) != prose.BLOCKS[name]:
                wanted = prose.BLOCKS[name]
                yield Problem(path, call.line, f"the block `{name}` takes {wanted} arguments, not {len(arguments)}")
            elif name in VOCABULARY_BLOCKS:
                used = (Located(argument, call.line) for argument in arguments[:2])
                yield from missing(path, "", "vocabulary", used, records.taxonomy.vocabularies)


@rule
def prose_has_section(records: Records) -> Iterator[Problem]:
    """Prose below docs/taxonomy belongs to a section."""
    ids = {section.id for section in records.taxonomy.walk()} | {"index"}
    for path in records.prose:
        name = path.removeprefix("docs/taxonomy/").removesuffix(".md")
        if path.startswith("docs/taxonomy/") and name not in ids:
            yield Problem(path, 1, f"no section has the id `{name}`{did_you_mean(name, sorted(ids))}")
