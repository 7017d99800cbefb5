"""What a curator names → the record of the published version, with the preprint's identifier beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .asked import Asked, known
from .bibtext import identifier
from .client import Client, NotFoundError
from .found import Found, akin, same_work
from .refusal import Refusal
from .sources import anthology, arxiv, crossref, datacite, dblp, openreview
from .text import has_initials_only


@dataclass
class Lookup:
    """Asks the homes of records; what a curator should know of the answers collects in ``doubts``."""

    client: Client
    doubts: list[str] = field(default_factory=list)

    def paper(self, asked: Asked) -> Found:
        """The record of a paper, published version preferred.

        Raises:
            Refusal: if its home does not have it, or cannot be asked.

        """
        found = self.home(asked)
        if found.notice:
            self.doubts.append(f"{asked}: {found.source} says “{found.notice}”; see whether it should be here")
        return self._with_preprint(found) if found.is_published else self.published(found)

    def entry(self, written: Found, name: str) -> Found:
        """The record that its home has of what somebody wrote down; as written where it has no home.

        Raises:
            Refusal: if the identifier in it is of another paper, or what :meth:`paper` raises.

        """
        if not written.authors or not written.title:
            raise Refusal(f"{name}: the entry needs `author` and `title`; add them, or give the paper's identifier")
        asked = known(identifier(written))
        if asked is None:
            return self._as_written(written, name)
        found = self.paper(asked)
        if not akin(found, written):
            told = f"the entry is {written}, but {asked} is {found}"
            raise Refusal(f"{name}: {told}; correct the identifier or the names, nothing was changed")
        return found

    def _as_written(self, written: Found, name: str) -> Found:
        if found := self._by_dblp(written):
            return self._with_preprint(found)
        self.doubts.append(f"{name}: no service knows it, so the record is as written; compare it with the paper")
        return self._with_preprint(written) if written.is_published else written

    def home(self, asked: Asked) -> Found:
        """The record that the home of an identifier has; raises what :meth:`paper` raises."""
        if asked.kind == "doi":
            return self._registered(asked.id)
        homes = {"arxiv": arxiv.record, "anthology": anthology.record, "openreview": openreview.record}
        return homes[asked.kind](self.client, asked.id)

    def _registered(self, doi: str) -> Found:
        try:
            return crossref.record(self.client, doi)
        except NotFoundError:
            pass
        try:
            return datacite.record(self.client, doi)
        except NotFoundError:
            told = "neither Crossref nor DataCite has such a record; compare it with the paper's page"
            raise NotFoundError(f"DOI {doi}: {told}") from None

    def published(self, preprint: Found) -> Found:
        """The version of record of a preprint; the preprint itself where nobody knows of one."""
        for lead in preprint.leads:
            if (asked := known(lead)) and (found := self._led_to(asked, preprint)):
                return merged(found, preprint)
        found = self._by_dblp(preprint)
        return merged(found, preprint) if found else preprint

    def _led_to(self, asked: Asked, preprint: Found) -> Found | None:
        """What an identifier in another record leads to, if that is a version of record of the same paper."""
        try:
            found = self.home(asked)
        except NotFoundError:
            return None
        except Refusal as error:
            self.doubts.append(f"{plain(error)}, so it was left aside")
            return None
        if akin(found, preprint):
            return found if found.is_published else None
        self.doubts.append(f"{preprint.source} leads to {asked}, but that is {found}; it was left aside")
        return None

    def _by_dblp(self, record: Found) -> Found | None:
        try:
            found = [hit for hit in dblp.published(self.client, record.title) if same_work(hit, record)]
            if len(found) > 1:
                years = ", ".join(f"{hit.get('key')} ({hit.get('year')})" for hit in found)
                self.doubts.append(f"dblp has several versions: {years}; the first was taken")
            return self._whole(found[0], record) if found else None
        except Refusal as error:
            self.doubts.append(f"{plain(error)}, so nobody was asked whether it has been published")
            return None

    def _whole(self, hit: Found, record: Found) -> Found:
        """What the home of something that dblp lists has, or dblp's own record."""
        for asked in filter(None, map(known, hit.leads)):
            if asked.kind != "arxiv" and (found := self._led_to(asked, record)):
                return found
        return dblp.record(self.client, hit)

    def _with_preprint(self, found: Found) -> Found:
        if found.get("eprint"):
            return found
        try:
            preprint = next(self._preprints(found), None)
        except Refusal as error:
            self.doubts.append(f"{plain(error)}, so `eprint` is left out")
            return found
        return merged(found, preprint) if preprint else found

    def _preprints(self, found: Found) -> Iterator[Found]:
        return (preprint for preprint in arxiv.like(self.client, found.title) if same_work(preprint, found))


def plain(error: Refusal) -> str:
    """What has gone wrong, where it goes without saying that nothing was changed."""
    return str(error).removesuffix("; nothing was changed").removesuffix(", nothing was changed")


def merged(published: Found, preprint: Found) -> Found:
    """A version of record with where its preprint is; year, DOI and place are the version's own alone."""
    kept = ("eprint", "archiveprefix", "primaryclass")
    fields = {name: preprint.get(name) for name in kept if preprint.get(name)}
    if not published.get("pdf") and preprint.get("pdf"):
        fields["pdf"] = preprint.get("pdf")
    whole = published.with_fields(fields)
    return replace(whole, authors=preprint.authors) if _is_fuller(preprint, published) else whole


def _is_fuller(preprint: Found, published: Found) -> bool:
    is_whole = len(preprint.authors) >= len(published.authors)
    return is_whole and has_initials_only(published.authors) and not has_initials_only(preprint.authors)
