"""The rules of papers.bib."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from .. import bibtex
from ..bibtex import Entry
from ..model import Name
from ..problems import Located, Problem, did_you_mean, quoted
from ..records import EMPTY, Records
from ..text import comparable, decode_latex, encode_latex
from .rules import BIB, TAXONOMY, at, doubt, rule

KINDS = {
    "article": ("author", "title", "journal", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "misc": ("author", "title", "year"),
}
ADDRESSES = ("url", "pdf", "code")
PATTERNS = {
    "year": (r"(19|20)\d\d", "four digits such as `2024`"),
    "doi": (r"10\.\d{4,9}/[^\s<>\"'\\{}|^`]+", "the DOI alone, such as `10.1145/3442188.3445922`"),
    "eprint": (r"\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7}", "an arXiv identifier such as `2409.06857`"),
    "openreview": (r"[A-Za-z0-9_-]{8,14}", "an OpenReview forum id such as `vT1CmKmeYQ`"),
    "pages": (r"[A-Za-z]?\d+(:\d+)?(--[A-Za-z]?\d+(:\d+)?)?", "a range such as `12--34`"),
    "isbn": (r"(97[89]-?)?(\d-?){9}[\dX]", "an ISBN such as `978-0-262-03561-3`"),
    "verified": (r"\d{4}-\d\d-\d\d", "a date such as `2026-11-21`"),
}
KEY = re.compile(r"([a-z]+)\d{4}[a-z0-9]+")
# The longest field that is no accident: an author list of a thousand people.
LONGEST = 50_000
# A preprint and its published version may lie this many years apart before the two are likely different papers.
YEARS_TO_PRINT = 6


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


@rule
def entry_key_family(records: Records) -> Iterator[Problem]:
    """The family name in a key is the first author's."""
    for entry, authors in _authors(records):
        key = KEY.fullmatch(entry.key)
        if key and authors and not comparable(authors[0].family).startswith(key[1]):
            yield doubt(
                BIB, entry.key, f"{entry.key}: the first author is {quoted(authors[0].full)}; is the key right?"
            )


@rule
def entry_key_case(records: Records) -> Iterator[Problem]:
    """No two keys differ only in case, since BibTeX takes them for one."""
    seen: dict[str, Located] = {}
    for entry in records.entries:
        first = seen.setdefault(entry.key.lower(), entry.key)
        if first != entry.key:
            yield at(BIB, entry.key, f"{entry.key}: BibTeX takes it for `{first}` in line {first.line}; rename one")


@rule
def entry_fields_known(records: Records) -> Iterator[Problem]:
    """Every field is one that the site reads."""
    for entry in records.entries:
        for name, value in entry.fields.items():
            if name not in bibtex.FIELDS:
                hint = did_you_mean(name, bibtex.FIELDS) or "; remove it"
                yield at(BIB, value, f"{entry.key}: unknown field {quoted(name)}{hint}")


@rule
def entry_fields_required(records: Records) -> Iterator[Problem]:
    """Every entry has the fields that its kind cannot be cited without, and none is empty."""
    for entry in records.entries:
        for name in KINDS.get(entry.kind, ()):
            if name not in entry.fields:
                yield at(BIB, entry.key, f"{entry.key}: `{name}` is missing; add it")
        for name, value in entry.fields.items():
            if not value:
                yield at(BIB, value, f"{entry.key}: `{name}` is empty; fill it in or delete the line")


@rule
def entry_fields_length(records: Records) -> Iterator[Problem]:
    """No field is longer than the longest author list."""
    for entry in records.entries:
        for name, value in entry.fields.items():
            if len(value) > LONGEST:
                yield at(BIB, value, f"{entry.key}: `{name}` has {len(value):,} characters; keep it below {LONGEST:,}")


@rule
def entry_fields_shape(records: Records) -> Iterator[Problem]:
    """Years, identifiers, pages and dates have their proper form."""
    for entry in records.entries:
        for name, (pattern, example) in PATTERNS.items():
            value = entry.fields.get(name)
            if value and not re.fullmatch(pattern, value):
                yield at(BIB, value, f"{entry.key}: `{name}` is {quoted(value)}; write {example}")


@rule
def entry_isbn(records: Records) -> Iterator[Problem]:
    """The check digit of an ISBN agrees with the others (ISO 2108)."""
    for entry in records.entries:
        value = entry.fields.get("isbn")
        if value and re.fullmatch(PATTERNS["isbn"][0], value) and not _isbn_adds_up(value):
            yield at(
                BIB, value, f"{entry.key}: `isbn` is {quoted(value)}, whose check digit is wrong; look it up again"
            )


def _isbn_adds_up(isbn: str) -> bool:
    digits = [10 if d == "X" else int(d) for d in isbn.replace("-", "")]
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in enumerate(reversed(digits), 1)) % 11 == 0
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


@rule
def entry_addresses(records: Records) -> Iterator[Problem]:
    """Addresses are absolute web addresses."""
    for entry in records.entries:
        for name in ADDRESSES:
            value = entry.fields.get(name)
            if value and not is_web_address(value):
                message = f"`{name}` is {quoted(value)}; write an address that starts with `https://`"
                yield at(BIB, value, f"{entry.key}: {message}")


def is_web_address(value: str) -> bool:
    """Whether a value is safe and useful as the target of a link."""
    if re.search(r"[\s<>\"'\\{}|^`]", value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:  # a bracketed host that is no IPv6 address
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname)


@rule
def entry_pages_order(records: Records) -> Iterator[Problem]:
    """A paper does not end before it begins."""
    for entry in records.entries:
        value = entry.fields.get("pages", Located("", 1))
        ends = re.fullmatch(r"(\D*)(\d+)--(\D*)(\d+)", value)
        if ends and ends[1] == ends[3] and int(ends[4]) < int(ends[2]):
            yield at(BIB, value, f"{entry.key}: `pages` is {quoted(value)}, which runs backwards; check both numbers")


@rule
def entry_eprint_archive(records: Records) -> Iterator[Problem]:
    """An eprint says that its archive is arXiv, or no program will link it."""
    for entry in records.entries:
        archive = entry.fields.get("archiveprefix", Located("", 1))
        if "eprint" in entry.fields and archive.lower() != "arxiv":
            message = f"{entry.key}: `eprint` without its archive; add `archiveprefix = {{arXiv}}`"
            yield at(BIB, entry.fields["eprint"], message)


@rule
def entry_year_arxiv(records: Records) -> Iterator[Problem]:
    """The year agrees with the arXiv identifier, whose first two digits are a year."""
    for entry in records.entries:
        year, eprint = entry.fields.get("year", ""), entry.fields.get("eprint", "")
        if re.fullmatch(PATTERNS["year"][0], year) and re.match(r"\d{4}\.", eprint):
            lag = int(year) - 2000 - int(eprint[:2])
            if not (-1 <= lag <= 1 if entry.kind == "misc" else -2 <= lag <= YEARS_TO_PRINT):
                yield doubt(
                    BIB, year, f"{entry.key}: `year` is {year}, but arXiv {eprint} is of 20{eprint[:2]}; check both"
                )


@rule
def entry_year_venue(records: Records) -> Iterator[Problem]:
    """A year in the name of the proceedings is the year of the paper."""
    for entry in records.entries:
        year = entry.fields.get("year", "")
        venue = entry.fields.get("booktitle", Located("", 1))
        named = re.findall(r"\b(?:19|20)\d\d\b", venue)
        if year and named and year not in named:
            yield at(BIB, venue, f"{entry.key}: `year` is {year}, but `booktitle` says {named[0]}; correct one of them")


@rule
def entry_authors(records: Records) -> Iterator[Problem]:
    """The author field can be taken apart into names."""
    for entry in records.entries:
        value = entry.fields.get("author")
        if value:
            yield from _name_problems(entry.key, value)


@rule
def entry_given_names(records: Records) -> Iterator[Problem]:
    """A given name starts with a letter that BibTeX, which takes UTF-8 for single bytes, can make an initial of."""
    for entry in records.entries:
        value = entry.fields.get("author", EMPTY)
        for word in re.findall(r"(?<=[\s-])[^\W\d_a-zA-Z]\w*", ",".join(_given_names(value))):
            written = encode_latex(word[0]) + word[1:]
            if written != word:
                message = f"`author`: BibTeX cannot shorten {quoted(word)} to an initial; write `{written}`"
                yield at(BIB, value, f"{entry.key}: {message}")


def _given_names(authors: str) -> Iterator[str]:
    for person in authors.split(" and "):
        family, comma, given = person.rpartition(",")
        yield given if comma else f" {family or given}".rpartition(" ")[0]


@rule
def entry_issue(records: Records) -> Iterator[Problem]:
    """A paper in proceedings has no volume and number at once, which BibTeX's styles refuse; `issue` is let pass."""
    for entry in records.entries:
        if entry.kind == "inproceedings" and "volume" in entry.fields and "number" in entry.fields:
            message = "BibTeX takes no `number` beside `volume` in proceedings; call it `issue`"
            yield at(BIB, entry.fields["number"], f"{entry.key}: {message}")


def _name_problems(key: str, value: Located) -> Iterator[Problem]:
    try:
        authors, _ = bibtex.names(value)
    except ValueError as error:
        yield at(BIB, value, f"{key}: `author`: {error}")
        return
    if not authors:
        yield at(BIB, value, f"{key}: `author` names nobody; write `Family, Given and Family, Given`")


def _authors(records: Records) -> Iterator[tuple[Entry, tuple[Name, ...]]]:
    """Entries whose authors can be taken apart."""
    for entry in records.entries:
        try:
            yield entry, bibtex.names(entry.fields.get("author", ""))[0]
        except ValueError:
            continue


# What a name never contains, and what to do about it.
NAME_SIGNS = (
    (r"\bet\.?\s+al\b", "has “et al.” in a name; list everybody, or end the list in `and others`"),
    (r"[0-9*†‡]", "has a footnote mark in a name; remove it"),
    (r"[;&]", "separates names by `;` or `&`; write `and` between them"),
    (r"@|https?:", "has an address in a name; remove it"),
)


@rule
def entry_author_signs(records: Records) -> Iterator[Problem]:
    """Names hold nothing but names."""
    for entry, authors in _authors(records):
        for pattern, told in NAME_SIGNS:
            if culprit := next((a.full for a in authors if re.search(pattern, a.full, re.IGNORECASE)), ""):
                yield at(BIB, entry.fields["author"], f"{entry.key}: `author` {told}: {quoted(culprit)}")


@rule
def entry_author_and(records: Records) -> Iterator[Problem]:
    """Between two names stands one “and”."""
    for entry in records.entries:
        value = entry.fields.get("author", Located("", 1))
        if re.search(r"^and\s|\sand\s+and\s|\sand$", value):
            yield at(BIB, value, f"{entry.key}: `author` has a stray “and”; one stands between two names")


@rule
def entry_author_capitals(records: Records) -> Iterator[Problem]:
    """Names are not set in capitals."""
    for entry, authors in _authors(records):
        for name in authors:
            if name.given and name.family.isupper() and name.given.isupper() and len(name.family) > 2:
                yield doubt(
                    BIB, entry.fields["author"], f"{entry.key}: {quoted(name.full)} is all capitals; write it as usual"
                )


@rule
def entry_author_initials(records: Records) -> Iterator[Problem]:
    """Given names are written out; a list of initials alone was copied from a printed bibliography."""
    for entry, authors in _authors(records):
        given = [name.given for name in authors if name.given]
        if given and all(re.fullmatch(r"(\w\.?[ -]?)+?", g) and re.search(r"\w\w", g) is None for g in given):
            yield doubt(BIB, entry.fields["author"], f"{entry.key}: `author` has initials only; write given names out")


@rule
def entry_title_case(records: Records) -> Iterator[Problem]:
    """A title keeps the capitals it was published with."""
    for entry in records.entries:
        title = entry.fields.get("title", Located("", 1))
        bare = re.sub(r"[^\w ]", "", title)
        if " " in bare and (bare.isupper() or bare.islower()):
            yield doubt(BIB, title, f"{entry.key}: `title` has lost its case: {quoted(title)}; copy it as published")


@rule
def entry_title_braces(records: Records) -> Iterator[Problem]:
    """Words with capitals inside stand in braces, or a bibliography style will lower them."""
    for entry in records.entries:
        title = entry.fields.get("title", Located("", 1))
        if title.isupper():
            continue
        if words := [word for word in re.findall(r"[\w-]+", _outside_braces(title)) if re.search(r"\w[A-Z]", word)]:
            yield doubt(BIB, title, f"{entry.key}: `title` would lose capitals; write `{{{words[0]}}}`")


def _outside_braces(text: str) -> str:
    depth, kept = 0, []
    for piece in re.split(r"(\\.|[{}])", text):
        depth += {"{": 1, "}": -1}.get(piece, 0)
        kept.append("" if depth or piece in ("{", "}") else piece)
    return "".join(kept)


@rule
def entry_order(records: Records) -> Iterator[Problem]:
    """Entries are sorted by key, so that two people adding papers do not meet at the end of the file."""
    for before, entry in zip(records.entries, records.entries[1:], strict=False):
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
                yield at(BIB, value, f"{entry.key}: same {name} as `{first}` in line {first.line}; keep one record")


@rule
def entry_placed(records: Records) -> Iterator[Problem]:
    """Every paper stands somewhere, or no reader will find it."""
    placed = {key for section in records.taxonomy.walk() for approach in section.approaches for key in approach.papers}
    for entry in records.entries:
        if entry.key not in placed:
            yield at(BIB, entry.key, f"{entry.key}: stands in no approach; place it in {TAXONOMY}")
