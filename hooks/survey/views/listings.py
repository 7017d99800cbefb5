"""Survey → the papers of one person and of one venue, each of which has a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count

from .. import urls
from ..model import Name, Paper, Section, Survey
from ..text.fold import slug, sort_key

# A person has a page from so many papers on; of one who has fewer, the paper's own page says all there is.
FEWEST = 2
# So many papers are listed on a page, and so many pages on the page that lists them; beyond, readers search.
MOST = 500


@dataclass(frozen=True, slots=True)
class Kind:
    """What listings are of: the page that lists them all, and the explorer's filter that finds the same papers."""

    title: str
    lead: str
    url: str
    facet: str


PEOPLE = Kind("People", "Everybody who has written two or more of the papers here.", urls.authors(), "author")
VENUES = Kind(
    "Venues", "The conferences, journals and archives where the papers here appeared.", urls.venues(), "venue"
)


@dataclass(frozen=True, slots=True)
class Listing:
    """The papers that share a person or a venue, newest first, and the page that lists them."""

    name: str
    slug: str
    url: str
    papers: tuple[Paper, ...]

    @property
    def years(self) -> str:
        """``2021–2024``, or the one year there is."""
        newest, oldest = self.papers[0].year, self.papers[-1].year
        return f"{oldest}–{newest}" if oldest < newest else str(newest)


def people(survey: Survey) -> Mapping[Name, Listing]:
    """Everybody with a page of their own, in the order of names."""
    authors = sorted(survey.by_author, key=lambda name: (name.slug_text, name.inverted))
    several = [name for name in authors if len(survey.by_author[name]) >= FEWEST]
    slugs = _apart(name.full for name in several)
    return {
        name: Listing(name.full, at, urls.author(at), _newest_first(survey.by_author[name]))
        for name, at in zip(several, slugs, strict=True)
    }


def venues(survey: Survey) -> Mapping[str, Listing]:
    """Every venue by its short name, in alphabetical order."""
    found: dict[str, list[Paper]] = {}
    for papers in survey.by_year.values():
        for paper in papers:
            found.setdefault(paper.venue, []).append(paper)
    names = sorted(filter(None, found), key=sort_key)
    slugs = _apart(names)
    return {name: Listing(name, at, urls.venue(at), tuple(found[name])) for name, at in zip(names, slugs, strict=True)}


def leading(listings: Iterable[Listing]) -> list[Listing]:
    """Those with most papers, as many as one page lists."""
    return sorted(listings, key=lambda listing: -len(listing.papers))[:MOST]


def sections(survey: Survey, listing: Listing) -> list[tuple[Section, int]]:
    """The sections in which a listing's papers stand, each with how many of them, most first."""
    found = ({place.section.id for place in survey.places[paper.key]} for paper in listing.papers)
    counts = Counter(chain.from_iterable(found))
    inner = [(path[-1], counts[id]) for id, path in survey.paths.items() if id in counts]
    return sorted(inner, key=lambda pair: -pair[1])


def colleagues(known: Mapping[Name, Listing], listing: Listing) -> list[tuple[Listing, int]]:
    """The others with a page who wrote papers of a listing, each with how many of them, most first."""
    counts = Counter(name for paper in listing.papers for name in dict.fromkeys(paper.authors) if name in known)
    return [(known[name], number) for name, number in counts.most_common() if known[name] != listing]


def _newest_first(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda paper: -paper.year))


def _apart(names: Iterable[str]) -> Iterator[str]:
    """A part of an address for each name; of names that are spelled alike but for accents, later ones get a number."""
    taken: set[str] = set()
    for name in names:
        plain = slug(name) or "name"
        numbered = (f"{plain}-{number}" for number in count(2))
        free = next(part for part in chain([plain], numbered) if part not in taken)
        taken.add(free)
        yield free
