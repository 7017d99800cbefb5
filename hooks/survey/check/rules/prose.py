"""The rules of hand-written pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ... import markup, prose
from ...diagnostics import Located, Problem, did_you_mean, quoted
from ...model import OF_PAPERS
from ...read.head import read_head
from ...read.records import Records
from ...text.fold import slug
from ..rule import missing, rule
from .fields import strange_host, wrong_address
from .taxonomy import RESERVED

# Blocks whose first two arguments are vocabularies.
VOCABULARY_BLOCKS = ("crosstab", "terms-given")


# Parts of a page that it may go without.
HIDDEN = ("navigation", "toc")
LONGEST = 20_000  # characters of a page: one longer is an accident
LONGEST_LINE = {"title": 120, "description": 200}  # characters: what a browser's tab and a search engine show


@rule
def prose_length(records: Records) -> Iterator[Problem]:
    """A page can be read in one go."""
    for path, text in records.prose.items():
        if len(text) > LONGEST:
            yield Problem(path, 1, f"the page has {len(text):,} characters; keep it below {LONGEST:,}")


@rule
def prose_heads(records: Records) -> Iterator[Problem]:
    """Front matter gives a page's title and description as text, and what it hides; nothing else."""
    sections = {f"docs/taxonomy/{section.id}.md" for section in records.taxonomy.walk()}
    for path, text in records.prose.items():
        head, problems = read_head(path, text)
        yield from problems
        if prose.split(text)[0] and path in sections:
            yield Problem(path, 1, "a section's title and lead stand in data/taxonomy.yml; remove the front matter")
        for name, value in (("title", head.title), ("description", head.description)):
            if len(value) > LONGEST_LINE[name]:
                told = f"`{name}` has {len(value)} characters; keep it to {LONGEST_LINE[name]}"
                yield Problem(path, value.line, told)
        for value in head.hide:
            if value not in HIDDEN:
                yield Problem(path, value.line, f"unknown `hide` {quoted(value)}; use one of {', '.join(HIDDEN)}")


@rule
def prose_markup(records: Records) -> Iterator[Problem]:
    """Pages hold Markdown, and of HTML only what it makes itself: nothing that runs, loads, frames or asks."""
    for path, text in records.prose.items():
        plain = prose.without_code(text)
        for at, told in markup.foreign_in_markdown(plain):
            line = plain.count("\n", 0, at) + 1
            yield Problem(path, line, f"{told} may not be in a page; write Markdown, or show it as code in backquotes")


# An address as far as it reaches in Markdown; a mark at its end is the sentence's.
ADDRESS = re.compile(r"https?:[^\s<>()\[\]\"'`|]*[^\s<>()\[\]\"'`|.,;:!?*_]", re.IGNORECASE)


@rule
def prose_addresses(records: Records) -> Iterator[Problem]:
    """Pages lead to named hosts, as records do."""
    for path, text in records.prose.items():
        plain = prose.without_code(text)
        for found in ADDRESS.finditer(plain):
            line = plain.count("\n", 0, found.start()) + 1
            if wrong := wrong_address(found[0]):
                yield Problem(path, line, f"the link leads to {quoted(found[0])}, which {wrong}")
            elif told := strange_host(found[0]):
                yield Problem(path, line, f"the link {told}", is_warning=True)


HEADING = re.compile(r"^#{2,6}[ \t]+(\S.*)$", re.MULTILINE)


@rule
def prose_headings(records: Records) -> Iterator[Problem]:
    """A heading on a section's page leaves the addresses of its approaches, and of the page's own parts, to them."""
    for section in records.taxonomy.walk():
        path = f"docs/taxonomy/{section.id}.md"
        plain = prose.without_code(records.prose.get(path, ""))
        own = {id for approach in section.approaches for id in (approach.id, *approach.was)}
        for heading in HEADING.finditer(plain):
            words = heading[1].rstrip(" \t#")
            anchor = slug(words)
            if anchor in own or anchor in (section.id, *RESERVED):
                line = plain.count("\n", 0, heading.start()) + 1
                told = f"the heading {quoted(words)} takes the address `#{anchor}`, which leads to another part"
                yield Problem(path, line, f"{told} of this page; reword it")


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
    """A page asks for the number of things that are counted: of papers, for one, by a term that they carry."""
    vocabularies = records.taxonomy.carried("approach", OF_PAPERS).values()
    carried = [f"{vocabulary.noun}:{term}" for vocabulary in vocabularies for term in vocabulary.terms]
    for path, text in records.prose.items():
        asked = (Located(found.target, found.line) for found in prose.counts(text))
        yield from missing(path, "", "number", asked, (*prose.COUNTED, *carried))


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
