"""The rules of the data: one generator a rule, whose docstring is the rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from . import bibtex, prose
from .problems import Located, Problem, did_you_mean, quoted
from .records import ApproachRecord, Records, SectionRecord
from .text import comparable, decode_latex

BIB, TAXONOMY, CORRECTIONS, CHANGES = (
    f"data/{name}" for name in ("papers.bib", "taxonomy.yml", "corrections.yml", "changes.yml")
)
KINDS = {
    "article": ("author", "title", "journal", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "misc": ("author", "title", "year"),
}
ADDRESSES = ("url", "pdf", "code")
PATTERNS = {
    "year": (r"(19|20)\d\d", "four digits such as `2024`"),
    "doi": (r"10\.\d{4,9}/\S+", "the DOI alone, such as `10.1145/3442188.3445922`"),
    "eprint": (r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}", "an arXiv identifier such as `2409.06857`"),
    "openreview": (r"[A-Za-z0-9_-]{8,14}", "an OpenReview forum id such as `vT1CmKmeYQ`"),
    "pages": (r"[A-Za-z]?\d+(:\d+)?(--[A-Za-z]?\d+(:\d+)?)?", "a range such as `12--34`"),
    "verified": (r"\d{4}-\d\d-\d\d", "a date such as `2026-11-21`"),
}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY = re.compile(r"[a-z]+\d{4}[a-z0-9]+")
DATE = re.compile(r"\d{4}-\d\d-\d\d")

Rule = Callable[[Records], Iterator[Problem]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    """Register a rule; they run in the order of this file."""
    RULES.append(check)
    return check


def validate(records: Records) -> Iterator[Problem]:
    """Everything that any rule has to say."""
    for check in RULES:
        yield from check(records)


def _at(path: str, value: str, message: str) -> Problem:
    return Problem(path, getattr(value, "line", 1), message)


def _placed(records: Records) -> Iterator[tuple[SectionRecord, ApproachRecord]]:
    for section in records.taxonomy.walk():
        for approach in section.approaches:
            yield section, approach


# papers.bib


@rule
def entry_kind(records: Records) -> Iterator[Problem]:
    """An entry is of a kind the site knows how to cite."""
    for entry in records.entries:
        if entry.kind not in KINDS:
            hint = did_you_mean(entry.kind, KINDS) or f"; use one of {', '.join(KINDS)}"
            yield _at(BIB, entry.kind, f"{entry.key}: unknown kind of entry `@{entry.kind}`{hint}")


@rule
def entry_key(records: Records) -> Iterator[Problem]:
    """A key is family name, year, word: lower-case ASCII, so that it can be a file name and a BibTeX key."""
    for entry in records.entries:
        if not KEY.fullmatch(entry.key):
            yield _at(BIB, entry.key, f"{quoted(entry.key)} is not a key of the form `familyYEARword`; rename it")


@rule
def entry_key_case(records: Records) -> Iterator[Problem]:
    """No two keys differ only in case, since BibTeX takes them for one."""
    seen: dict[str, Located] = {}
    for entry in records.entries:
        first = seen.setdefault(entry.key.lower(), entry.key)
        if first != entry.key:
            yield _at(BIB, entry.key, f"{entry.key}: BibTeX takes it for `{first}` in line {first.line}; rename one")


@rule
def entry_fields_known(records: Records) -> Iterator[Problem]:
    """Every field is one that the site reads."""
    for entry in records.entries:
        for name, value in entry.fields.items():
            if name not in bibtex.FIELDS:
                hint = did_you_mean(name, bibtex.FIELDS) or "; remove it"
                yield _at(BIB, value, f"{entry.key}: unknown field `{name}`{hint}")


@rule
def entry_fields_required(records: Records) -> Iterator[Problem]:
    """Every entry has the fields that its kind cannot be cited without, and none is empty."""
    for entry in records.entries:
        for name in KINDS.get(entry.kind, ()):
            if name not in entry.fields:
                yield _at(BIB, entry.key, f"{entry.key}: `{name}` is missing; add it")
        for name, value in entry.fields.items():
            if not value:
                yield _at(BIB, value, f"{entry.key}: `{name}` is empty; fill it in or delete the line")


@rule
def entry_fields_shape(records: Records) -> Iterator[Problem]:
    """Years, identifiers, pages and dates have their proper form."""
    for entry in records.entries:
        for name, (pattern, example) in PATTERNS.items():
            value = entry.fields.get(name)
            if value and not re.fullmatch(pattern, value):
                yield _at(BIB, value, f"{entry.key}: `{name}` is {quoted(value)}; write {example}")


@rule
def entry_addresses(records: Records) -> Iterator[Problem]:
    """Addresses are absolute web addresses."""
    for entry in records.entries:
        for name in ADDRESSES:
            value = entry.fields.get(name)
            if value and not is_web_address(value):
                message = f"`{name}` is {quoted(value)}; write an address that starts with `https://`"
                yield _at(BIB, value, f"{entry.key}: {message}")


def is_web_address(value: str) -> bool:
    """Whether a value is safe and useful as the target of a link."""
    if re.search(r"[\s<>\"'\\{}|^`]", value):
        return False
    parts = urlsplit(value)
    return parts.scheme in ("https", "http") and bool(parts.hostname)


@rule
def entry_authors(records: Records) -> Iterator[Problem]:
    """The author field can be taken apart into names."""
    for entry in records.entries:
        value = entry.fields.get("author")
        if value:
            yield from _name_problems(entry.key, value)


def _name_problems(key: str, value: Located) -> Iterator[Problem]:
    try:
        authors, _ = bibtex.names(value)
    except ValueError as error:
        yield _at(BIB, value, f"{key}: `author`: {error}")
        return
    if not authors:
        yield _at(BIB, value, f"{key}: `author` names nobody; write `Family, Given and Family, Given`")


@rule
def entry_order(records: Records) -> Iterator[Problem]:
    """Entries are sorted by key, so that two people adding papers do not meet at the end of the file."""
    for before, entry in zip(records.entries, records.entries[1:], strict=False):
        if entry.key < before.key:
            yield _at(BIB, entry.key, f"{entry.key}: belongs before `{before.key}`; keep entries sorted by key")


@rule
def entry_duplicates(records: Records) -> Iterator[Problem]:
    """No paper has two records: DOIs, arXiv identifiers and titles are unique."""
    ways = (("doi", str.lower), ("eprint", str), ("title", lambda title: comparable(decode_latex(title))))
    for name, normal in ways:
        seen: dict[str, Located] = {}
        for entry in records.entries:
            value = entry.fields.get(name)
            first = seen.setdefault(normal(value), entry.key) if value else entry.key
            if value and first != entry.key:
                yield _at(BIB, value, f"{entry.key}: same {name} as `{first}` in line {first.line}; keep one record")


# taxonomy.yml


@rule
def identifiers(records: Records) -> Iterator[Problem]:
    """Identifiers of sections and approaches are URL slugs and unique, former ones included."""
    seen: dict[str, Located] = {}
    for value in _identifiers(records):
        if not SLUG.fullmatch(value):
            yield _at(TAXONOMY, value, f"the id {quoted(value)} is no slug; use lower-case letters, digits and hyphens")
        first = seen.setdefault(value, value)
        if first is not value:
            yield _at(TAXONOMY, value, f"the id `{value}` is already used in line {first.line}; choose another")


def _identifiers(records: Records) -> Iterator[Located]:
    for section in records.taxonomy.walk():
        yield section.id
        yield from section.was
        for approach in section.approaches:
            yield approach.id


@rule
def placements_exist(records: Records) -> Iterator[Problem]:
    """A placement names a paper of papers.bib."""
    keys = {entry.key for entry in records.entries}
    for _, approach in _placed(records):
        for key in approach.papers:
            if key not in keys:
                yield _at(TAXONOMY, key, f"{approach.id}: no such paper `{key}`{did_you_mean(key, keys)}")


@rule
def papers_placed(records: Records) -> Iterator[Problem]:
    """Every paper stands somewhere, or no reader will find it."""
    placed = {key for _, approach in _placed(records) for key in approach.papers}
    for entry in records.entries:
        if entry.key not in placed:
            yield _at(BIB, entry.key, f"{entry.key}: stands in no approach; place it in {TAXONOMY}")


@rule
def sections_filled(records: Records) -> Iterator[Problem]:
    """A section has child sections or approaches, an approach has papers."""
    for section in records.taxonomy.walk():
        if not section.sections and not section.approaches:
            yield _at(TAXONOMY, section.id, f"{section.id}: the section is empty; add `approaches` or `sections`")
        for approach in section.approaches:
            if not approach.papers:
                yield _at(TAXONOMY, approach.id, f"{approach.id}: the approach has no papers; add one or remove it")


@rule
def vocabulary(records: Records) -> Iterator[Problem]:
    """Roles, access levels and problems come from the vocabularies at the top of the file."""
    known = records.taxonomy
    for section in known.walk():
        yield from _unknown(section.id, "problem", section.problems, known.problems)
        for approach in section.approaches:
            yield from _unknown(approach.id, "role", approach.roles, known.roles)
            yield from _unknown(approach.id, "access", filter(None, [approach.access]), known.access)


def _unknown(owner: str, noun: str, used: object, known: object) -> Iterator[Problem]:
    assert isinstance(known, dict)
    for value in used:  # type: ignore[attr-defined]
        if value not in known:
            hint = did_you_mean(value, known) or f"; use one of {', '.join(known)}"
            yield _at(TAXONOMY, value, f"{owner}: unknown {noun} `{value}`{hint}")


@rule
def see_also_exist(records: Records) -> Iterator[Problem]:
    """Related sections exist."""
    ids = {section.id for section in records.taxonomy.walk()}
    for section in records.taxonomy.walk():
        for target in section.see_also:
            if target not in ids:
                yield _at(TAXONOMY, target, f"{section.id}: no such section `{target}`{did_you_mean(target, ids)}")


@rule
def reading_paths_exist(records: Records) -> Iterator[Problem]:
    """A reading path names papers of papers.bib."""
    keys = {entry.key for entry in records.entries}
    for section in records.taxonomy.walk():
        for key in section.start_with:
            if key not in keys:
                yield _at(TAXONOMY, key, f"{section.id}: no such paper `{key}`{did_you_mean(key, keys)}")


# the other files


@rule
def prose_references(records: Records) -> Iterator[Problem]:
    """Citations and section links in prose resolve."""
    keys = {entry.key for entry in records.entries}
    ids = {section.id for section in records.taxonomy.walk()}
    for path, text in records.prose.items():
        for cited in prose.citations(text):
            if cited.target not in keys:
                hint = did_you_mean(cited.target, keys)
                yield Problem(path, cited.line, f"no such paper `{cited.target}`{hint}")
        for linked in prose.section_links(text):
            if linked.target not in ids:
                yield Problem(path, linked.line, f"no such section `{linked.target}`{did_you_mean(linked.target, ids)}")


@rule
def prose_has_section(records: Records) -> Iterator[Problem]:
    """Prose below docs/taxonomy belongs to a section."""
    ids = {section.id for section in records.taxonomy.walk()} | {"index"}
    for path in records.prose:
        if path.startswith("docs/taxonomy/"):
            name = path.removeprefix("docs/taxonomy/").removesuffix(".md")
            if name not in ids:
                yield Problem(path, 1, f"no section has the id `{name}`{did_you_mean(name, ids)}")


@rule
def corrections_exist(records: Records) -> Iterator[Problem]:
    """A correction is about a paper of papers.bib."""
    keys = {entry.key for entry in records.entries}
    for correction in records.corrections:
        if correction.paper not in keys:
            hint = did_you_mean(correction.paper, keys)
            yield _at(CORRECTIONS, correction.paper, f"no such paper `{correction.paper}`{hint}")


@rule
def changes_sound(records: Records) -> Iterator[Problem]:
    """A change has an ISO date and names papers that exist."""
    keys = {entry.key for entry in records.entries}
    for change in records.changes:
        if not DATE.fullmatch(change.date):
            yield _at(CHANGES, change.date, f"the date is {quoted(change.date)}; write it like `2026-11-21`")
        for key in change.papers:
            if key not in keys:
                yield _at(CHANGES, key, f"no such paper `{key}`{did_you_mean(key, keys)}")
