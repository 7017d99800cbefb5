"""Whatever shape a service's answer has, it is a record or a refusal."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from homes import ANTHOLOGY_BIB, feed, hit, hits, note, preprint, work
from survey.curate.client import Client
from survey.curate.found import Found, akin, same_people, same_work
from survey.curate.refusal import Refusal
from survey.curate.services import ARXIV, DBLP
from survey.curate.sources import anthology, arxiv, crossref, datacite, dblp, openreview
from survey.curate.text import people
from survey.model import Name

LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
NAMES = st.sampled_from(
    ["message", "data", "attributes", "notes", "result", "hits", "hit", "info", "title", "id", "DOI"]
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=20
)


class Canned(Client):
    """Answers every request with one text."""

    def __init__(self, text: str) -> None:
        super().__init__("tests")
        self.canned = text

    def text(self, *_: object) -> str:
        return self.canned


SOURCES: tuple[Callable[[Client], Any], ...] = (
    lambda client: crossref.record(client, "10.1234/gears.7"),
    lambda client: datacite.record(client, "10.1234/gears.7"),
    lambda client: openreview.record(client, "gearABC123"),
    lambda client: list(dblp.published(client, "Small Gears")),
    lambda client: anthology.record(client, "2024.acl-long.9"),
    lambda client: arxiv.record(client, "2403.00001"),
)


def answered(text: str) -> None:
    for source in SOURCES:
        with suppress(Refusal):
            source(Canned(text))


@given(TREES)
def test_any_json(tree: Any) -> None:
    answered(json.dumps(tree))


@given(st.text())
def test_any_text(text: str) -> None:
    answered(text)


def parts(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [path, *(found for name, value in items for found in parts(value, (*path, name)))]


def replaced(tree: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = replaced(tree[path[0]], path[1:], new)
    return copy


@given(st.sampled_from([work(), note(), hits(hit())]), st.data(), TREES)
def test_any_part_of_an_answer_may_be_something_else(answer: dict[str, Any], data: st.DataObject, new: Any) -> None:
    answered(json.dumps(replaced(answer, data.draw(st.sampled_from(parts(answer))), new)))


@given(st.integers(0, 600), st.text(max_size=5))
def test_any_damaged_feed(at: int, new: str) -> None:
    text = feed(preprint())
    answered(text[:at] + new + text[at + len(new) :])


BARE = Found("dblp", "article", "T", (), {"key": "no key"})
LATER = "try again later, nothing was changed"


@pytest.mark.parametrize(("source", "answer", "told"), [
    (SOURCES[0], work("10.1/x"), f"DOI 10.1234/gears.7: Crossref answers with 10.1/x instead; {LATER}"),
    (SOURCES[0], {}, f"DOI 10.1234/gears.7: Crossref answers with nothing instead; {LATER}"),
    (SOURCES[1], {"data": {"attributes": {"doi": "10.1/x"}}},
     f"DOI 10.1234/gears.7: DataCite answers with 10.1/x instead; {LATER}"),
    (SOURCES[1], {}, f"DOI 10.1234/gears.7: DataCite answers with nothing instead; {LATER}"),
    (SOURCES[2], note("other"), f"OpenReview gearABC123: OpenReview answers with other instead; {LATER}"),
    (SOURCES[2], {"notes": ["x"]},
     f"OpenReview gearABC123: OpenReview answers with something else instead; {LATER}"),
    (SOURCES[2], {"notes": [{"id": "gearABC123", "content": {"venue": "ICLR 2025"}}]},
     "OpenReview gearABC123: OpenReview offers no citation of a published version; give its arXiv id or DOI instead"),
    (SOURCES[2], {"notes": [{"id": "gearABC123", "content": {}}]},
     "OpenReview gearABC123: OpenReview says no venue, so it is not published there; give its arXiv id instead"),
    (SOURCES[2], {"notes": []},
     "OpenReview gearABC123: OpenReview has no such record; compare the identifier with the paper's page"),
    (SOURCES[3], {}, "the published version: dblp answers with what is no list of papers; try again later"),
    (lambda client: dblp.record(client, BARE), "",
     "the published version: dblp calls it 'no key', which is no key; give its DOI instead"),
    (lambda client: dblp.record(client, BARE.with_fields({"key": ""})), "",
     "the published version: dblp calls it '', which is no key; give its DOI instead"),
    (lambda client: dblp.record(client, BARE.with_fields({"key": "conf/a-b/C_1"})), "",
     "the published version: dblp answers with what is no record; try again later"),
    (SOURCES[4], "<html>",
     f"ACL Anthology 2024.acl-long.9: it answers with a web page in place of a record; {LATER}"),
    (SOURCES[4], "", f"ACL Anthology 2024.acl-long.9: the ACL Anthology answers with nothing instead; {LATER}"),
    (SOURCES[4], ANTHOLOGY_BIB.replace("long.9/", "long.8/"),
     ("ACL Anthology 2024.acl-long.9: the ACL Anthology answers with https://aclanthology.org/2024.acl-long.8/ "
      f"instead; {LATER}")),
    (SOURCES[5], feed(preprint(id="2403.99999")), f"arXiv 2403.00001: arXiv answers with 2403.99999 instead; {LATER}"),
    (SOURCES[5], "<html/>", f"arXiv 2403.00001: arXiv answers with no feed of records; {LATER}"),
])  # fmt: skip
def test_what_is_another_record_is_refused_in_a_sentence(
    source: Callable[[Client], Any], answer: object, told: str
) -> None:
    with pytest.raises(Refusal) as caught:
        source(Canned(answer if isinstance(answer, str) else json.dumps(answer)))
    assert str(caught.value) == told


def test_an_archive_says_who_made_what() -> None:
    creators = [
        {"nameType": "Organizational", "name": "Gear Team, The"}, {"familyName": "Gear", "givenName": "Ada"},
        {"name": "van der Wheel, Bo"},
    ]  # fmt: skip
    attributes = {
        "doi": "10.1234/GEARS.7", "creators": creators, "titles": [{"title": "Gears of Brass"}, {"title": "Räder"}],
        "publisher": {"name": "Gear & Co."}, "publicationYear": 2024, "url": "https://example.org/gears",
    }  # fmt: skip
    found = datacite.record(Canned(json.dumps({"data": {"attributes": attributes}})), "10.1234/gears.7")
    authors = (Name("Gear Team, The"), Name("Gear", "Ada"), Name("van der Wheel", "Bo"))
    assert found == Found("DataCite", "misc", "Gears of Brass", authors, {
        "howpublished": r"Gear \& Co.", "year": "2024", "doi": "10.1234/gears.7", "url": "https://example.org/gears",
    })  # fmt: skip
    older = {"data": {"attributes": attributes | {"publisher": "Gear Press"}}}
    assert datacite.record(Canned(json.dumps(older)), "10.1234/gears.7").get("howpublished") == "Gear Press"


def test_a_publisher_names_people_and_groups() -> None:
    authors = [{"family": "Gear", "given": "Ada", "suffix": "Jr."}, {"name": "Gear Team"}, {"given": "Plato"}, {}]
    found = crossref.record(Canned(json.dumps(work(author=authors))), "10.1234/gears.7")
    assert found.authors == (Name("Gear", "Ada", "Jr."), Name("Gear Team"), Name("Plato"))


def test_a_record_says_where_it_comes_from() -> None:
    assert anthology.record(Canned(ANTHOLOGY_BIB), "2024.acl-long.9").source == "the ACL Anthology"
    assert arxiv.record(Canned(feed(preprint())), "2403.00001").source == "arXiv"
    assert crossref.record(Canned(json.dumps(work())), "10.1234/gears.7").source == "Crossref"


class Listening(Canned):
    """Remembers what it is asked."""

    def text(self, *asked: object) -> str:
        self.asked = asked
        return self.canned


def test_several_preprints_are_asked_for_at_once() -> None:
    client = Listening(feed(preprint(), preprint(id="2403.00002"), preprint(id="2403.00009", authors=("李 明",))))
    assert list(arxiv.records(client, ["2403.00002", "2403.00001", "2403.00003"])) == ["2403.00002", "2403.00001"]
    ids = "2403.00002,2403.00001,2403.00003"
    assert client.asked == (ARXIV, "/api/query", "the preprints", {"id_list": ids, "max_results": "3"})
    arxiv.like(client, "Small Gears Turn Large Wheels")
    assert client.asked[-1] == {
        "search_query": "ti:small AND ti:gears AND ti:turn AND ti:large AND ti:wheels", "max_results": "5",
    }  # fmt: skip


def test_a_paper_is_looked_for_by_the_telling_words_of_its_title() -> None:
    client = Listening(json.dumps(hits(hit(venue="CoRR"), hit(year="2023"), hit(kind="Editorship"), hit())))
    assert [found.get("year") for found in dblp.published(client, "On the Small Gears of a Wheel")] == ["2024", "2023"]
    assert client.asked == (
        DBLP, "/search/publ/api", "the published version", {"q": "small gears wheel", "format": "json", "h": "20"},
    )  # fmt: skip


def paper(title: str, *authors: str) -> Found:
    return Found("x", "misc", title, people(authors), {})


@pytest.mark.parametrize(("one", "other", "is_same"), [
    (paper("Gears: A Survey", "Ada Gear"), paper("gears: a {Survey}", "Gear, Ada"), True),
    (paper("Gears", "Ada Gear"), paper("Gears", "Zoe Else"), False),
    (paper("Gears", "Jan van der Berg"), paper("Gears", "Berg, Jan van der"), True),
    (paper("Gears", "A One", "B Two", "C Three", "D Four"), paper("Gears", "A One", "B Two", "C Three"), True),
    (paper("Gears", "A One", "B Two"), paper("Gears", "A One", "C Three"), False),
    (paper("Small Gears Turn Large Wheels", "A One"), paper("Small Gears Turn Large Wheels: A Study", "A One"), True),
    (paper("Gears I", "A One"), paper("Gears II", "A One"), False),
])  # fmt: skip
def test_two_records_are_of_one_paper_if_people_and_title_agree(one: Found, other: Found, *, is_same: bool) -> None:
    assert same_work(one, other) == same_work(other, one) == is_same


def test_a_lead_may_change_the_title_but_not_the_people() -> None:
    early, late = paper("Thoughts on Small Gears", "A One"), paper("Some Thoughts on Gears, Small", "A One")
    assert akin(early, late)
    assert not akin(early, paper("Thoughts on Small Gears", "Z Else"))
    assert same_people(early, late)


def test_of_people_who_are_cut_the_shorter_list_counts() -> None:
    people_of = ("A One", "B Two", "C Three", "D Four")
    whole, cut = paper("Gears", *people_of), replace(paper("Gears", *people_of[:2]), has_more_authors=True)
    assert same_people(whole, cut)
    assert same_people(cut, whole)
    assert not same_people(paper("Gears", *people_of[:2]), whole)
    assert not same_people(whole, replace(paper("Gears", "A One", "X Other"), has_more_authors=True))
    assert not same_people(whole, replace(paper("Gears"), has_more_authors=True))
