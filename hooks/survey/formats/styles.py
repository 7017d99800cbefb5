"""Citations as plain text, in the styles that papers about language models ask for.

Each style follows its file in the CSL repository (named in ``STYLES``), for the forms that :attr:`Paper.form` knows;
`make audit` compares every record with what pandoc makes of that file, and names where we differ on purpose: a paper
stands “in” its proceedings, and no year and no identifier is said twice. Italics are left out: the text is there to be
pasted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Paper
from ..text.dates import MONTHS

# MLA 9, appendix 1, and the IEEE reference guide.
MLA_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
IEEE_MONTHS = ("Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sep.", "Oct.", "Nov.", "Dec.")
# Words that headline capitalization leaves in lower case inside a title (CSL 1.0.2, appendix "Stop words").
SMALL_WORDS = {
    "a", "an", "and", "as", "at", "but", "by", "down", "for", "from", "in", "into", "nor", "of", "on", "onto", "or",
    "over", "so", "the", "till", "to", "up", "via", "with", "yet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: its name, its file in the CSL repository, what formats a paper, whether it names everybody."""

    name: str
    csl: str
    format: Callable[[Paper], str]
    names_all: bool = False  # however many authors there are

    def cite(self, paper: Paper) -> str:
        """The paper's entry in a list of references, without a number."""
        return _typographic(self.format(paper))


def formatted(paper: Paper) -> Iterator[tuple[str, str]]:
    """The citation in every style: ``(name of the style, text)``; of very many authors in those that cut the list."""
    for style in STYLES:
        if not (style.names_all and paper.unshown_authors):
            yield style.name, style.cite(paper)


def _apa(paper: Paper) -> str:
    when = _listed(str(paper.year), _month(paper) if paper.form == "webpage" else "")
    where = _apa_conference(paper) if paper.form == "conference" else (_apa_container(paper),)
    return _sentences(f"{_apa_names(paper)} ({when})", paper.title, *where, address=paper.address)


def _apa_conference(paper: Paper) -> tuple[str, ...]:
    # APA 7, section 10.5: proceedings that are a book are cited like the chapters of one.
    volume = f"Vol. {paper.volume}" if paper.volume else ""
    inside = _listed(volume, _labelled(("p.", "pp."), paper.pages))
    return f"In {paper.venue_name}" + (f" ({inside})" if inside else ""), paper.publisher


def _apa_container(paper: Paper) -> str:
    volume = paper.volume + (f"({paper.issue})" if paper.issue else "")
    return _listed(paper.server or _headline(paper.venue_name), volume, _range(paper.pages))


def _apa_names(paper: Paper) -> str:
    names = [_listed(name.family, _initials(name.given), name.suffix) for name in paper.authors]
    if paper.has_more_authors:
        return ", ".join(names) + ", et al."
    if len(names) > 20:  # APA 7, section 9.8
        return f"{', '.join(names[:19])}, … {names[-1]}"
    if len(names) == 1:
        return _closed(names[0])
    return _closed(f"{', '.join(names[:-1])}, & {names[-1]}")


def _mla(paper: Paper) -> str:
    volume = f"vol. {paper.volume}" if paper.volume else ""
    issue = f"no. {paper.issue}" if paper.issue else ""
    pages = _labelled(("p.", "pp."), paper.pages, _two_digits)
    where = _listed(paper.server or _headline(paper.venue_name), volume, issue, _mla_date(paper), pages, paper.address)
    return f"{_closed(_mla_names(paper))} “{_closed(_quoted(_headline(paper.title)))}” {where}."


def _mla_date(paper: Paper) -> str:
    if _is_named_by_year(paper):
        return ""
    month = MLA_MONTHS[paper.month - 1] if paper.month and paper.form != "conference" else ""
    return f"{month} {paper.year}".strip()


def _mla_names(paper: Paper) -> str:
    first, *rest = paper.authors
    if paper.has_more_authors or len(rest) > 1:
        return f"{first.inverted}, et al."
    return f"{first.inverted}, and {rest[0].full}" if rest else first.inverted


def _chicago(paper: Paper) -> str:
    start = f"{_closed(_chicago_names(paper))} {paper.year}. “{_closed(_quoted(_headline(paper.title)))}”"
    return _sentences(start, *_CHICAGO.get(paper.form, _chicago_container)(paper), paper.address)


def _chicago_names(paper: Paper) -> str:
    first, *rest = paper.authors
    names = [first.inverted, *(name.full for name in rest)]
    if paper.has_more_authors or len(names) > 6:  # CMOS 18, 13.107
        return ", ".join(names[:3]) + ", et al."
    return _series(names, comma_before_two=True)


def _chicago_preprint(paper: Paper) -> tuple[str, ...]:
    return (_listed(f"Preprint, {paper.server}", _month(paper)),)


def _chicago_conference(paper: Paper) -> tuple[str, ...]:
    # Like a chapter, which the list of references gives without its pages.
    volume = f"vol. {paper.volume}" if paper.volume else ""
    return f"In {_listed(_headline(paper.venue_name), volume)}", paper.publisher


def _chicago_container(paper: Paper) -> tuple[str, ...]:
    pages = _range(paper.pages, _chicago_last)
    name = _headline(paper.venue_name)
    if not paper.volume:
        return (_listed(name, _month(paper), pages),)
    within = paper.issue or _month(paper)
    volume = f"{name} {paper.volume}" + (f" ({within})" if within else "")
    return (f"{volume}: {pages}" if pages else volume,)


_CHICAGO: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "conference": _chicago_conference,
    "preprint": _chicago_preprint,
}


def _ieee(paper: Paper) -> str:
    start = f"{_ieee_names(paper)}, “{_closed(_quoted(paper.title), ',')}”"
    return f"{start} {_IEEE[paper.form](paper)}"


def _ieee_names(paper: Paper) -> str:
    names = [" ".join(filter(None, (_initials(name.given), name.family, name.suffix))) for name in paper.authors]
    if paper.has_more_authors and len(names) < 6:
        return ", ".join(names) + ", et al."
    return f"{names[0]} et al." if len(names) + paper.has_more_authors > 6 else _series(names)


def _ieee_conference(paper: Paper) -> str:
    pages = _labelled(("p.", "pp."), paper.pages)
    date = "" if _is_named_by_year(paper) else _ieee_date(paper)
    where = _listed(paper.venue_name, paper.publisher, date, pages)
    return _sentences(f"in {where}", address=_ieee_access(paper))


def _ieee_journal(paper: Paper) -> str:
    volume = f"vol. {paper.volume}" if paper.volume else ""
    issue = f"no. {paper.issue}" if paper.issue else ""
    pages = _labelled(("p.", "pp."), paper.pages)
    where = _listed(paper.venue_name, volume, issue, pages, _ieee_date(paper), _ieee_access(paper))
    return where if paper.address else _closed(where)


def _ieee_preprint(paper: Paper) -> str:
    if paper.arxiv:
        return _closed(_listed(_ieee_date(paper), _identifier(paper)))
    return _sentences(_listed(_ieee_date(paper), paper.server), address=_ieee_access(paper))


def _ieee_webpage(paper: Paper) -> str:
    return _sentences(paper.venue_name, "[Online]" if paper.get("url") else "", address=_ieee_access(paper))


def _ieee_date(paper: Paper) -> str:
    return f"{IEEE_MONTHS[paper.month - 1]} {paper.year}" if paper.month else str(paper.year)


def _ieee_access(paper: Paper) -> str:
    if paper.doi and paper.form != "webpage":
        return f"doi: {paper.doi}."
    return f"Available: {paper.get('url')}" if paper.get("url") else ""


_IEEE: dict[str, Callable[[Paper], str]] = {
    "conference": _ieee_conference,
    "journal": _ieee_journal,
    "preprint": _ieee_preprint,
    "report": _ieee_webpage,
    "webpage": _ieee_webpage,
}


def _acl(paper: Paper) -> str:
    return _sentences(f"{_closed(_acl_names(paper))} {paper.year}", paper.title, *_ACL[paper.form](paper))


def _acl_names(paper: Paper) -> str:
    names = [name.full for name in paper.authors]
    if len(names) >= 20:
        names = names[:19]
    cut = paper.has_more_authors or len(names) < len(paper.authors)
    return ", ".join(names) + ", et al." if cut else _series(names)


def _acl_conference(paper: Paper) -> tuple[str, ...]:
    volume = f"volume {paper.volume}" if paper.volume else f"number {paper.issue}" if paper.issue else ""
    pages = _labelled(("page", "pages"), paper.pages)
    return f"In {_listed(paper.venue_name, volume, pages, paper.place)}", paper.publisher


def _acl_journal(paper: Paper) -> tuple[str, ...]:
    volume = paper.volume + (f"({paper.issue})" if paper.issue else "")
    pages = _range(paper.pages)
    return (_listed(paper.venue_name, f"{volume}:{pages}" if volume and pages else volume or pages),)


def _acl_preprint(paper: Paper) -> tuple[str, ...]:
    # The CSL file drops where a preprint is; this is how acl_natbib.bst, the conferences' own style, prints it.
    return (f"Preprint, {_identifier(paper) or paper.server}",)


_ACL: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "conference": _acl_conference,
    "journal": _acl_journal,
    "preprint": _acl_preprint,
    "report": lambda paper: (paper.venue_name,),
    "webpage": lambda paper: (paper.venue_name,),
}


def _acm(paper: Paper) -> str:
    where = _ACM[paper.form](paper)
    access = f"Retrieved from {paper.address}" if paper.address and not paper.doi else paper.address
    return _sentences(f"{_closed(_acm_names(paper))} {paper.year}", paper.title, *where, address=access)


def _acm_names(paper: Paper) -> str:
    names = [name.full for name in paper.authors]
    return f"{', '.join(names)}, and others" if paper.has_more_authors else _series(names)


def _acm_conference(paper: Paper) -> tuple[str, ...]:
    return f"In {paper.venue_name}", _listed(paper.publisher, _range(paper.pages))


def _acm_journal(paper: Paper) -> tuple[str, ...]:
    name = " ".join(filter(None, (paper.venue_name, _listed(paper.volume, paper.issue))))
    comma = "," if paper.volume and not paper.issue else ""
    return (_listed(f"{name}{comma} ({_acm_date(paper)})", _range(paper.pages)),)


def _acm_date(paper: Paper) -> str:
    return f"{MONTHS[paper.month - 1]} {paper.year}" if paper.month else str(paper.year)


_ACM: dict[str, Callable[[Paper], tuple[str, ...]]] = {
    "conference": _acm_conference,
    "journal": _acm_journal,
    "preprint": lambda _: (),
    "report": lambda paper: (paper.venue_name,),
    "webpage": lambda paper: (paper.venue_name,),
}

STYLES = (
    Style("APA", "apa", _apa),
    Style("MLA", "modern-language-association", _mla),
    Style("Chicago", "chicago-author-date", _chicago),
    Style("IEEE", "ieee", _ieee),
    Style("ACL", "association-for-computational-linguistics", _acl),
    Style("ACM", "association-for-computing-machinery", _acm, names_all=True),
)


# What styles are made of


def _identifier(paper: Paper) -> str:
    return f"arXiv:{paper.arxiv}" if paper.form == "preprint" and paper.arxiv else ""


def _is_named_by_year(paper: Paper) -> bool:
    """Whether the name of the proceedings says the year already; the IEEE reference guide then leaves it out."""
    return paper.form == "conference" and str(paper.year) in paper.venue_name


def _month(paper: Paper) -> str:
    return MONTHS[paper.month - 1] if paper.month else ""


def _listed(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _sentences(*parts: str, address: str = "") -> str:
    """Each part closed by a full stop, then an address without one, which would be taken for a part of it."""
    return " ".join([*(_closed(part) for part in parts if part), *filter(None, [address])])


def _closed(text: str, mark: str = ".") -> str:
    """The text with a closing mark, unless it ends in one that closes it already."""
    bare = text.rstrip("”’'")
    return text if bare.endswith(("?", "!") if mark == "," else (".", "?", "!")) else text + mark


def _series(names: Sequence[str], *, comma_before_two: bool = False) -> str:
    """``A``, ``A and B`` or ``A, B, and C``."""
    if len(names) == 1:
        return names[0]
    comma = "," if len(names) > 2 or comma_before_two else ""
    return f"{', '.join(names[:-1])}{comma} and {names[-1]}"


def _initials(given: str) -> str:
    """``Marta R.`` → ``M. R.``; ``Ming-Wei`` → ``M.-W.``; ``Wen-tau`` → ``W.``."""
    return " ".join("-".join(f"{part[0]}." for part in _capitals(word)) for word in given.split())


def _capitals(word: str) -> list[str]:
    parts = [part for part in word.split("-") if part]
    return [part for part in parts if part[0].isupper()] or parts[:1]


def _typographic(text: str) -> str:
    """Straight quotation marks and apostrophes made curly."""
    return re.sub(r"(?<!\w)'([^']+)'(?!\w)", r"“\1”", text).replace("'", "’")


def _quoted(title: str) -> str:
    """A title as it stands inside quotation marks: its own become single."""
    return _typographic(title).replace("“", "‘").replace("”", "’")


def _range(pages: Sequence[str], last: Callable[[str, str], str] = lambda _, last: last) -> str:
    return f"{pages[0]}–{last(*pages)}" if len(pages) == 2 else "".join(pages)


def _labelled(
    labels: tuple[str, str], pages: Sequence[str], last: Callable[[str, str], str] = lambda _, last: last
) -> str:
    return f"{labels[len(pages) > 1]} {_range(pages, last)}" if pages else ""


def _two_digits(first: str, last: str) -> str:
    """The second number of a range as MLA prints it: its last two digits, and more where they differ."""
    return _shortened(first, last, 2)


def _chicago_last(first: str, last: str) -> str:
    """The second number of a range by CMOS 18, 9.63."""
    if len(first) < 3 or first.endswith("00"):
        return last
    return _shortened(first, last, 1 if first[-2] == "0" else 2)


def _shortened(first: str, last: str, at_least: int) -> str:
    if not (first.isdigit() and last.isdigit()) or len(first) != len(last):
        return last
    same = next((i for i, pair in enumerate(zip(first, last, strict=True)) if pair[0] != pair[1]), len(last))
    return last[min(same, len(last) - at_least) :]


_WORD = re.compile(r"[^\s\-–—/]+")


def _headline(title: str) -> str:
    """A title in headline capitals; words that have a capital already are left alone."""
    return _WORD.sub(_capitalized, title)


def _capitalized(match: re.Match[str]) -> str:
    word, text = match[0], match.string
    is_edge = match.start() == 0 or match.end() == len(text) or text[: match.start()].rstrip()[-1:] in ":?!.—“‘\"'"
    if not word.islower() or word[0].isdigit() or (word in SMALL_WORDS and not is_edge):
        return word
    first = next((i for i, character in enumerate(word) if character.isalpha()), 0)
    return word[:first] + word[first].upper() + word[first + 1 :]
