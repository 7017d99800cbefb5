"""One paper after the other: what its home says of it now, beside what we say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ...check.rules.fields import PATTERNS, fits
from ...diagnostics import quoted
from ...read.bibtex import Entry
from ...read.venues import VenueNames
from ...text.latex import decode_latex
from ..asked import known
from ..bibtext import identifier
from ..client import Client, NotFoundError
from ..compare.fields import Difference, differences
from ..found import Found, akin, of_entry
from ..lookup import Lookup, plain
from ..refusal import Refusal
from ..services import VOUCHED
from ..sources import arxiv

AT_ONCE = 50  # preprints asked for in one request, which arXiv prefers to one each
LINKS = ("url", "pdf", "code")
DEAD = (404, 410)
# What a record may gain from its home. All else that is missing was left out by somebody, or comes from the volume.
_GAINED = ("volume", "number", "pages", "doi")


@dataclass(frozen=True)
class News:
    """What has become of one paper."""

    entry: Entry
    published: Found | None = None
    gained: dict[str, str] = field(default_factory=dict)
    differing: tuple[Difference, ...] = ()
    source: str = ""
    notices: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()  # what could not be asked, and why

    @property
    def is_any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.published or self.gained or self.differing or self.notices or self.dead or self.unseen)


def look(
    entries: Sequence[Entry], venue: VenueNames, client: Client, tell: Callable[[str], None], *, links: bool = True
) -> Iterator[News]:
    """The news of each paper, in the order of the papers."""
    preprints, failed = _preprints(entries, client)
    for number, entry in enumerate(entries, 1):
        tell(f"{number} of {len(entries)}: {entry.key}")
        preprint = preprints.get(str(entry.fields.get("eprint", "")))
        yield _News(entry, client, preprint, failed.get(str(entry.key), "")).collected(venue, with_links=links)


def _preprints(entries: Iterable[Entry], client: Client) -> tuple[dict[str, Found], dict[str, str]]:
    """The preprints of all papers that have one, and for those that could not be asked for, why."""
    having = [entry for entry in entries if fits(PATTERNS["eprint"][0], entry.fields.get("eprint", ""))]
    found: dict[str, Found] = {}
    failed: dict[str, str] = {}
    for start in range(0, len(having), AT_ONCE):
        some = having[start : start + AT_ONCE]
        try:
            found |= arxiv.records(client, [str(entry.fields["eprint"]) for entry in some])
        except Refusal as refusal:
            failed |= {str(entry.key): plain(refusal) for entry in some}
    return found, failed


class _News:
    """Collects what there is to tell of one paper."""

    def __init__(self, entry: Entry, client: Client, preprint: Found | None, failed: str) -> None:
        self.entry, self.client, self.preprint = entry, client, preprint
        self.ours = of_entry(entry)
        self.lookup = Lookup(client)
        self.notices: list[str] = []
        self.unseen = [failed] if failed else []

    def collected(self, venue: VenueNames, *, with_links: bool) -> News:
        """All of it; what cannot be asked costs that part alone."""
        if self.preprint:
            self._compare(self.preprint)
        published = None if self.ours.is_published else self._published()
        record = self._record() if self.ours.is_published else None
        gained = dict(self._gained(record)) if record else {}
        differing = differences(self.ours, record, venue) if record else ()
        dead = tuple(self._dead()) if with_links else ()
        return News(
            self.entry,
            published,
            gained,
            tuple(difference for difference in differing if difference.field not in gained),
            record.source if record else "",
            tuple(dict.fromkeys(self.notices)),
            dead,
            tuple(dict.fromkeys((*self.unseen, *self.lookup.doubts))),
        )

    def _compare(self, found: Found) -> bool:
        """Whether a record is of the paper at all, with what its home has to say."""
        if not akin(found, self.ours):
            self.notices.append(f"{found.source} has {found} under the identifier that we give")
            return False
        if found.notice:
            self.notices.append(f"{found.source} says {quoted(found.notice, 160)}")
        return True

    def _published(self) -> Found | None:
        if not self.preprint or not akin(self.preprint, self.ours):
            return None
        try:
            found = self.lookup.published(self.preprint)
        except Refusal as refusal:
            self.unseen.append(plain(refusal))
            return None
        return found if found.is_published else None

    def _record(self) -> Found | None:
        asked = known(identifier(self.ours))
        if asked is None or asked.kind == "arxiv":
            return None
        try:
            found = self.lookup.home(asked)
        except NotFoundError as missing:
            self.notices.append(plain(missing))
            return None
        except Refusal as refusal:
            self.unseen.append(plain(refusal))
            return None
        return found if self._compare(found) else None

    def _gained(self, record: Found) -> Iterator[tuple[str, str]]:
        for name in _GAINED:
            value = record.get(name)
            is_new = value and name not in self.entry.fields and fits(PATTERNS[name][0], value)
            # BibTeX takes no number in proceedings that have a volume.
            if is_new and record.kind == self.ours.kind and not (name == "number" and record.kind == "inproceedings"):
                yield name, value

    def _dead(self) -> Iterator[str]:
        for name in LINKS:
            url = decode_latex(self.entry.fields.get(name, ""))
            host = urlsplit(url).netloc.removeprefix("www.")
            if url and host not in VOUCHED:
                yield from self._if_dead(name, url)

    def _if_dead(self, name: str, url: str) -> Iterator[str]:
        try:
            status = self.client.status(url)
        except Refusal as refusal:
            self.unseen.append(f"`{name}` {quoted(url, 120)}: {plain(refusal)}")
            return
        if status in DEAD:
            yield f"`{name}` {quoted(url, 120)} is not there any more ({status})"
        elif status >= 400:
            self.unseen.append(f"`{name}` {quoted(url, 120)} refuses programs ({status}); open it in a browser")
