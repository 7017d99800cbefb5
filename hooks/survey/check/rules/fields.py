"""The rules of the single fields of an entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote, urlsplit

from ...diagnostics import Located, Problem, quoted
from ...model import MONTHS
from ...read.bibtex import Entry
from ...read.records import EMPTY, Records
from ...text.latex import unknown_commands
from ..rule import BIB, PROFILE, at, doubt, rule

ADDRESSES = ("url", "pdf", "code")
# Fields that are no LaTeX: addresses and identifiers as they are.
VERBATIM = ("url", "pdf", "code", "doi", "eprint", "openreview", "file")
HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
YEAR_MONTH = r"\d\d(0[1-9]|1[0-2])"
# BibTeX calls the issue of a journal `number`.
ISSUE = (r"[A-Za-z]{0,10}[ -]?\d{1,6}([-–/.]\d{1,6})?[A-Za-z]?", "its number, such as `4`")
PATTERNS = {
    "year": (r"(19|20)\d\d", "four digits such as `2024`"),
    "doi": (r"10\.\d{4,9}/[^\s<>\"'\\{}|^`]+", "the DOI alone, such as `10.1145/3442188.3445922`"),
    # Year and month, then a number (https://info.arxiv.org/help/arxiv_identifier.html).
    "eprint": (
        rf"{YEAR_MONTH}\.\d{{4,5}}|[a-z-]+(\.[A-Z]{{2}})?/{YEAR_MONTH}\d{{3}}",
        "an arXiv identifier such as `2301.00001`",
    ),
    "openreview": (r"[A-Za-z0-9_-]{8,14}", "an OpenReview forum id such as `vT1CmKmeYQ`"),
    "pages": (r"[A-Za-z]?\d{1,7}(:\d{1,7})?(--[A-Za-z]?\d{1,7}(:\d{1,7})?)?", "a range such as `12--34`"),
    "month": (rf"{'|'.join(MONTHS)}|0?[1-9]|1[0-2]", "the first three letters of its name, such as `jul`"),
    "volume": (r"[A-Za-z]{0,4}[ -]?\d{1,6}([-–/.]\d{1,6})?[A-Za-z]?", "its number, such as `37`"),
    "number": ISSUE,
    "issue": ISSUE,
    "issn": (r"\d{4}-\d{3}[\dX]", "an ISSN such as `1533-7928`"),
    "primaryclass": (r"[a-z-]+(\.[A-Za-z-]+)?", "an arXiv category such as `cs.CL`"),
    "isbn": (r"97[89]-?(\d-?){9}\d|(\d-?){9}[\dX]", "an ISBN such as `978-0-262-03561-3`"),
    "verified": (r"\d{4}-\d\d-\d\d", "a date such as `2026-11-21`"),
    "added": (r"\d{4}-\d\d-\d\d", "a date such as `2026-11-21`"),
}
# Addresses that hold the value of a field.
HOLDING = {
    "doi": re.compile(r"https?://(?:dx\.)?doi\.org/(.+)"),
    "eprint": re.compile(r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/(.+?)(?:v\d+)?(?:\.pdf)?"),
    "openreview": re.compile(r"https?://openreview\.net/(?:forum|pdf)\?id=([^&#]*).*"),
}
# The longest field that is no accident: an author list of a thousand people.
LONGEST = 50_000
# A preprint and its published version may lie this many years apart before the two are likely different papers.
YEARS_TO_PRINT = 6


@rule
def entry_fields_length(records: Records) -> Iterator[Problem]:
    """No field is longer than the longest author list."""
    for entry in records.entries:
        for name, value in entry.fields.items():
            if len(value) > LONGEST:
                yield at(BIB, value, f"{entry.key}: `{name}` has {len(value):,} characters; keep it below {LONGEST:,}")


def fits(pattern: str, value: str) -> bool:
    """Whether a value has a form; digits are those of ASCII, which is what other programs read."""
    return re.fullmatch(pattern, value, re.ASCII) is not None


@rule
def entry_fields_shape(records: Records) -> Iterator[Problem]:
    """Years, months, identifiers, pages and dates have their proper form."""
    for entry in records.entries:
        for name, (pattern, example) in PATTERNS.items():
            value = entry.fields.get(name)
            if value and not fits(pattern, value):
                yield at(BIB, value, f"{entry.key}: `{name}` is {quoted(value)}; write {example}")


@rule
def entry_dates(records: Records) -> Iterator[Problem]:
    """Days exist, and no paper is of a year to come (survey.yml says until when the survey looks)."""
    last = records.profile.last_year
    for entry in records.entries:
        verified, year = entry.fields.get("verified", EMPTY), entry.fields.get("year", EMPTY)
        if fits(PATTERNS["verified"][0], verified) and not is_day(verified):
            yield at(BIB, verified, f"{entry.key}: `verified` is {quoted(verified)}, a day that does not exist")
        if all(fits(PATTERNS["year"][0], value) for value in (year, last)) and year > last:
            yield at(BIB, year, f"{entry.key}: `year` is {year}, after `last_year` in {PROFILE}; correct one of them")


def is_day(value: str) -> bool:
    """Whether a value is a date of the form ``2026-11-21`` that exists."""
    if not fits(PATTERNS["verified"][0], value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


@rule
def entry_commands(records: Records) -> Iterator[Problem]:
    """Values hold only the LaTeX that is understood: accents, letters, formatting and mathematics."""
    for entry in records.entries:
        for name, value in entry.fields.items():
            for command in unknown_commands(value) if name not in VERBATIM else ():
                yield at(
                    BIB,
                    value,
                    f"{entry.key}: `{name}` has {quoted(command)}, which is not understood; write plain text",
                )


@rule
def entry_isbn(records: Records) -> Iterator[Problem]:
    """The check digit of an ISBN agrees with the others (ISO 2108)."""
    for entry in records.entries:
        value = entry.fields.get("isbn")
        if value and fits(PATTERNS["isbn"][0], value) and not isbn_adds_up(value):
            yield at(
                BIB, value, f"{entry.key}: `isbn` is {quoted(value)}, whose check digit is wrong; look it up again"
            )


def isbn_adds_up(isbn: str) -> bool:
    """Whether the check digit of an ISBN of ten or thirteen digits is right."""
    digits = [10 if d == "X" else int(d) for d in isbn.replace("-", "")]
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in enumerate(reversed(digits), 1)) % 11 == 0
    return (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10 == 0


@rule
def entry_addresses(records: Records) -> Iterator[Problem]:
    """Addresses are absolute web addresses of named hosts, without a user or password."""
    for entry in records.entries:
        for name in ADDRESSES:
            value = entry.fields.get(name)
            if value and (wrong := wrong_address(value)):
                yield at(BIB, value, f"{entry.key}: `{name}` is {quoted(value)}, which {wrong}")


@rule
def entry_addresses_identify(records: Records) -> Iterator[Problem]:
    """An address that holds an identifier holds one that can exist, and the one that the entry gives."""
    for entry in records.entries:
        for name in ("url", "pdf"):
            value = entry.fields.get(name, EMPTY)
            for field, form in HOLDING.items():
                if match := form.fullmatch(value):
                    yield from _misleading(entry, name, field, unquote(match[1]))


def _misleading(entry: Entry, name: str, field: str, found: str) -> Iterator[Problem]:
    pattern, proper = PATTERNS[field]
    here, told = entry.fields.get(field, EMPTY), f"{entry.key}: `{name}` leads to {quoted(found)}"
    if not fits(pattern, found):
        yield at(BIB, entry.fields[name], f"{told}, which is no identifier there; write {proper} in its place")
    elif here and here.lower() != found.lower():
        yield at(BIB, entry.fields[name], f"{told}, but `{field}` is {quoted(here)}; correct one of them")


@rule
def entry_hosts(records: Records) -> Iterator[Problem]:
    """A host whose name is not in ASCII may look like another; it is shown as programs read it."""
    for entry in records.entries:
        for name in ADDRESSES:
            if told := strange_host(entry.fields.get(name, EMPTY)):
                yield doubt(BIB, entry.fields[name], f"{entry.key}: `{name}` {told}")


def strange_host(address: str) -> str:
    """What to ask about an address whose host stands for letters beyond ASCII; empty for all others."""
    host = urlsplit(address).hostname or "" if is_web_address(address) else ""
    return f"leads to the host `{host}`; is it the right one?" if "xn--" in host else ""


# A host that this many records lead to is known, and one that differs from it in one character is taken for a slip.
KNOWN_HOST = 5


@rule
def entry_hosts_alike(records: Records) -> Iterator[Problem]:
    """No host is one letter away from one that many records lead to."""
    found = [(host, entry, name) for entry in records.entries for name in ADDRESSES if (host := _host(entry, name))]
    counted = Counter(host for host, _, _ in found)
    known = [host for host, times in counted.items() if times >= KNOWN_HOST]
    for host, entry, name in found:
        if counted[host] < KNOWN_HOST and (like := next((other for other in known if _is_near(host, other)), "")):
            yield doubt(BIB, entry.fields[name], f"{entry.key}: `{name}` leads to `{host}`; did you mean `{like}`?")


def _host(entry: Entry, name: str) -> str:
    value = entry.fields.get(name, "")
    return urlsplit(value).hostname or "" if is_web_address(value) else ""


def _is_near(a: str, b: str) -> bool:
    """Whether one of two names becomes the other by one letter changed or left out, or two that change places."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((at for at, (one, two) in enumerate(zip(a, b, strict=False)) if one != two), min(len(a), len(b)))
    rest, other = a[start:], b[start:]
    return rest[1:] == other[1:] or rest[1:] == other or rest == other[1:] or rest[1::-1] + rest[2:] == other


def is_web_address(value: str) -> bool:
    """Whether a value is safe and useful as the target of a link."""
    return not wrong_address(value)


def wrong_address(value: str) -> str:
    """What is wrong with a web address, and the remedy; empty where nothing is."""
    if re.search(r"[\s<>\"'\\{}|^`]", value) or not value.isascii():
        return "has a character that addresses write as `%` and its code; copy it from the address bar"
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:  # a bracketed host that is no IPv6 address, a port that is no number
        return "is no web address; write one that starts with `https://`"
    if parts.scheme not in ("https", "http") or not host:
        return "is no web address; write one that starts with `https://`"
    if "@" in parts.netloc:
        return "has a user before the host; write the host alone"
    if not HOST.fullmatch(host) or host.rpartition(".")[2].isdigit():
        return "names no host; write a name such as `arxiv.org`"
    return ""


@rule
def entry_pages_order(records: Records) -> Iterator[Problem]:
    """A paper does not end before it begins."""
    for entry in records.entries:
        value = entry.fields.get("pages", Located("", 1))
        ends = re.fullmatch(r"(\D*)(\d{1,7})--(\D*)(\d{1,7})", value, re.ASCII)
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
        if fits(PATTERNS["year"][0], year) and re.match(r"[0-9]{4}\.", eprint):
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
