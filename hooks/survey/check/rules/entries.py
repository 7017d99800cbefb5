"""The rules of papers.bib: what an entry is, and how entries stand to each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from ...diagnostics import Located, Problem, did_you_mean, quoted
from ...model import OF_PAPERS
from ...prose import citations
from ...read.bibtex import FIELDS, STANDARD, Entry
from ...read.records import Records
from ...text.fold import comparable
from ...text.latex import decode_latex
from ..rule import BIB, CHANGES, CORRECTIONS, PROFILE, TAXONOMY, at, doubt, rule, where
from .authors import authors_of

KINDS = {
    "article": ("author", "title", "journal", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "misc": ("author", "title", "year"),
}
# Ours first: of two that are as near, a misspelt name means the one that papers here usually have.
KNOWN = (*FIELDS, *STANDARD)
KEY = re.compile(r"([a-z]+)[0-9]{4}[a-z0-9]+")
LONGEST_KEY = 60


@rule
def entry_kind(records: Records) -> Iterator[Problem]:
    """An entry is of a kind the site knows how to cite."""
    for entry in records.entries:
        if entry.kind not in KINDS:
            hint = did_you_mean(entry.kind, KINDS) or f"; use one of {', '.join(KINDS)}"
            yield at(BIB, entry.kind, f"{entry.key}: unknown kind of entry `@{entry.kind}`{hint}")


@rule
def entry_key(records: Records) -> Iterator[Problem]:
    """A key is family name, year, word: lower-case ASCII, so that it can be a file name and a BibTeX key."""
    for entry in records.entries:
        if not KEY.fullmatch(entry.key):
            yield at(BIB, entry.key, f"{quoted(entry.key)} is not a key of the form `familyYEARword`; rename it")
        elif len(entry.key) > LONGEST_KEY:
            yield at(BIB, entry.key, f"{quoted(entry.key)} has {len(entry.key)} characters; keep it to {LONGEST_KEY}")


@rule
def entry_key_family(records: Records) -> Iterator[Problem]:
    """The family name in a key is that of an author; not always the first, as keys outlive a change of their order."""
    for entry, authors in authors_of(records):
        key = KEY.fullmatch(entry.key)
        if key and authors and not any(comparable(author.family).startswith(key[1]) for author in authors):
            told = f"no author is called `{key[1]}`, and the first is {quoted(authors[0].full)}; is the key right?"
            yield doubt(BIB, entry.key, f"{entry.key}: {told}")


@rule
def entry_key_case(records: Records) -> Iterator[Problem]:
    """No two keys differ only in case, since BibTeX takes them for one."""
    seen: dict[str, Located] = {}
    for entry in records.entries:
        first = seen.setdefault(entry.key.lower(), entry.key)
        if first != entry.key:
            told = f"BibTeX takes it for `{first}` in {where(BIB, first, entry.key)}; rename one"
            yield at(BIB, entry.key, f"{entry.key}: {told}")


@rule
def entry_fields_known(records: Records) -> Iterator[Problem]:
    """Every field is one that BibTeX or biblatex defines, one of ours, or carries the term of a vocabulary."""
    known = (*KNOWN, *records.taxonomy.carried(OF_PAPERS))
    for entry in records.entries:
        for name, value in entry.fields.items():
            if name not in known:
                hint = did_you_mean(name, known) or "; remove it"
                yield at(BIB, value, f"{entry.key}: unknown field {quoted(name)}{hint}")


@rule
def entry_fields_required(records: Records) -> Iterator[Problem]:
    """Every entry has the fields that its kind cannot be cited without, and none is empty."""
    for entry in records.entries:
        for name in KINDS.get(entry.kind, ()):
            if name not in entry.fields:
                yield at(BIB, entry.key, f"{entry.key}: `{name}` is missing; add it")
        for name, value in entry.fields.items():
            if not decode_latex(value).strip():
                yield at(BIB, value, f"{entry.key}: `{name}` is empty; fill it in or delete the line")


@rule
def entry_crossref(records: Records) -> Iterator[Problem]:
    """An entry inherits from one that is there, and that inherits from none."""
    for entry in records.entries:
        if parent := entry.fields.get("crossref"):
            told = f"`crossref` names {quoted(parent)}, from which nothing can be inherited; name an entry without one"
            yield at(BIB, parent, f"{entry.key}: {told}")


@rule
def entry_issue(records: Records) -> Iterator[Problem]:
    """A paper in proceedings has no volume and number at once, which BibTeX's styles refuse; `issue` is let pass."""
    for entry in records.entries:
        if entry.kind == "inproceedings" and "volume" in entry.fields and "number" in entry.fields:
            message = "BibTeX takes no `number` beside `volume` in proceedings; call it `issue`"
            yield at(BIB, entry.fields["number"], f"{entry.key}: {message}")


@rule
def entry_order(records: Records) -> Iterator[Problem]:
    """Entries are sorted by key, so that two people adding papers do not meet at the end of the file."""
    listed = [entry for entry in records.entries if not entry.key.path]
    for before, entry in pairwise(listed):
        if entry.key < before.key:
            yield at(BIB, entry.key, f"{entry.key}: belongs before `{before.key}`; keep entries sorted by key")


# Ways in which two records can turn out to be of one paper.
IDENTITIES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("doi", str.lower),
    ("eprint", str.lower),
    ("title", lambda title: comparable(decode_latex(title))),
)


@rule
def entry_duplicates(records: Records) -> Iterator[Problem]:
    """No paper has two records: DOIs, arXiv identifiers and titles are unique."""
    for name, normal in IDENTITIES:
        seen: dict[str, Located] = {}
        for entry in records.entries:
            value = entry.fields.get(name)
            first = seen.setdefault(normal(value), entry.key) if value else entry.key
            if value and first != entry.key:
                told = f"same {name} as `{first}` in {where(BIB, first, value)}; keep one record"
                yield at(BIB, value, f"{entry.key}: {told}")


@rule
def entry_placed(records: Records) -> Iterator[Problem]:
    """Every paper stands somewhere, or no reader will find it; a draft waits for that."""
    placed = {key for section in records.taxonomy.walk() for approach in section.approaches for key in approach.papers}
    placed |= {one.entry.key for one in records.inbox if one.placements}  # whether there is such a place, others tell
    for entry in records.entries:
        if entry.key not in placed and "draft" in entry.fields:
            told = f"is a draft ({quoted(entry.fields['draft'])}) that no page shows yet; {_remedy(entry)}"
            yield doubt(BIB, entry.fields["draft"], f"{entry.key}: {told} and delete `draft`")
        elif entry.key not in placed:
            yield at(BIB, entry.key, f"{entry.key}: stands in no approach; {_remedy(entry)}")


def _remedy(entry: Entry) -> str:
    return "place it below `placements`" if entry.key.path else f"place it in {TAXONOMY}"


@rule
def entry_drafts(records: Records) -> Iterator[Problem]:
    """Nothing names a paper that is still a draft, since it has no page."""
    drafts = {str(entry.key): entry.fields["draft"] for entry in records.entries if "draft" in entry.fields}
    for key, path in _named(records) if drafts else ():
        if key in drafts:
            yield at(BIB, drafts[key], f"{key}: is a draft, but {path} names it; delete `draft`")


def _named(records: Records) -> Iterator[tuple[str, str]]:
    """Every key that a file refers to, with the file."""
    for section in records.taxonomy.walk():
        yield from ((key, TAXONOMY) for key in section.start_with)
        yield from ((key, TAXONOMY) for approach in section.approaches for key in approach.papers)
    yield from ((correction.paper, CORRECTIONS) for correction in records.corrections)
    yield from ((key, CHANGES) for change in records.changes for key in change.papers)
    yield from ((reference.target, path) for path, text in records.prose.items() for reference in citations(text))
    yield records.profile.own, PROFILE
