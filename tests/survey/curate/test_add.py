"""`cli.py add`: a paper by its identifier, whatever its home answers, and without touching another line."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import date
from difflib import ndiff
from pathlib import Path

import pytest

import cli
import cli_curate
from conftest import ROOT, TOY, digests
from homes import ANTHOLOGY_BIB, Answer, Homes, feed, hit, hits, homes, note, preprint, work
from survey.check.load import load, read
from survey.curate import notes

__all__ = ["homes"]
CLAIM = "Gears: they turn the wheels where a large model alone would only grind."
PLACE = ("--approach", "passing-on/by-confidence", "--claim", CLAIM)


@pytest.fixture
def folder(tmp_path: Path, homes: Homes) -> Path:
    """The toy project, and a service for each home."""
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    shutil.copy(ROOT / "mkdocs.yml", folder / "site.yml")
    homes["/arxiv/api/query"] = feed(preprint())
    return folder


@pytest.fixture
def add(folder: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run `cli.py add`: exit code, output, and what is told besides."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["--root", str(folder), "add", *arguments])
        return code, *capsys.readouterr()

    return run


Add = Callable[..., tuple[int, str, str]]


def test_it_waits_in_a_file_of_its_own(folder: Path, add: Add) -> None:
    before = digests(folder)
    code, out, _ = add("2403.00001", *PLACE)
    assert code == 0
    assert out.endswith("changed data/inbox/gear2024small.yml\n5 papers: the survey data is sound\n")
    assert (
        (folder / "data/inbox/gear2024small.yml")
        .read_text()
        .endswith(f'  }}\nplacements:\n  passing-on/by-confidence:\n    claim: "{CLAIM}"\n')
    )
    assert {name: digest for name, digest in digests(folder).items() if "inbox" not in name} == before
    assert cli.main(["--root", str(folder), "check", "--fix"]) == 0
    folded = digests(folder)
    shutil.rmtree(folder)
    shutil.copytree(TOY, folder)
    assert add("2403.00001", *PLACE, "--in-place")[0] == 0
    assert folded == digests(folder) | {name: folded[name] for name in folded if name.endswith("site.yml")}


def test_a_file_of_that_name_with_another_paper_is_left_alone(folder: Path, add: Add) -> None:
    assert add("2403.00001", *PLACE)[0] == 0
    path = folder / "data/inbox/gear2024small.yml"
    path.write_text(path.read_text().replace("{gear2024small,", "{gear2024tiny,").replace("2403.00001", "2403.00003"))
    path.write_text(path.read_text().replace("Small Gears Turn", "Tiny Gears Turn"))
    code, _, err = add(
        "2403.00001", *PLACE[:3], "Turns what nobody else has turned before, by gears of one size alone."
    )
    assert code == 1
    told = "is there already, with another paper; give that file the name of its paper's key"
    assert err == f"data/inbox/gear2024small.yml {told}\n"


def fields(folder: Path, key: str) -> dict[str, str]:
    records, problems = read(folder)
    assert problems == []
    return {name: str(value) for entry in records.entries if entry.key == key for name, value in entry.fields.items()}


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and those that came."""
    found = [
        line for line in ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)) if line[0] in "+-"
    ]
    return [line for line in found if line[0] == "-"], [line for line in found if line[0] == "+"]


REASON = "It is the only one whose gears were cut by hand."


def test_a_paper_says_that_it_was_added_since_and_why(growing: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli_curate, "today", lambda: date(2026, 12, 1))
    code, _, err = add("2403.00001", *PLACE, "--reason", REASON)
    assert (code, err) == (0, "")
    told = ("found", "added", "reason")
    assert [fields(growing, "gear2024small")[name] for name in told] == ["since", "2026-12-01", REASON]


def test_without_a_reason_nothing_is_added_but_a_draft(growing: Path, add: Add) -> None:
    before = digests(growing)
    code, _, err = add("2403.00001", *PLACE)
    assert code == 1
    assert "`reason` is missing, which `since` asks for; write a sentence that says why" in err
    assert digests(growing) == before
    assert add("2403.00001")[0] == 0
    assert fields(growing, "gear2024small")["draft"] == "needs a place and a claim"


def test_a_paper_that_the_survey_cites_needs_no_reason(growing: Path, add: Add) -> None:
    assert add("2403.00001", *PLACE, "--origin", "there")[0] == 0
    assert fields(growing, "gear2024small")["found"] == "there"


@pytest.mark.usefixtures("growing")
def test_an_origin_that_nobody_knows_is_refused(add: Add) -> None:
    code, _, err = add("2403.00001", *PLACE, "--origin", "ther")
    assert code == 1
    assert "unknown found `ther`; did you mean `there`?" in err


def test_where_no_paper_says_where_it_comes_from_there_is_no_origin(add: Add) -> None:
    told = "no vocabulary in data/taxonomy.yml says where papers come from; leave --origin out\n"
    assert add("2403.00001", *PLACE, "--origin", "there") == (1, "", told)


def test_a_preprint_by_its_identifier(folder: Path, add: Add) -> None:
    code, out, err = add("2403.00001", *PLACE, "--in-place")
    assert (code, err) == (0, "")
    assert out == (
        "gear2024small: Small Gears Turn Large Wheels with LLMs (arXiv preprint arXiv:2403.00001, 2024)\n"
        "changed data/papers.bib\nchanged data/taxonomy.yml\n5 papers: the survey data is sound\n"
    )
    found = fields(folder, "gear2024small")
    found.pop("verified")
    assert found == {
        "author": "Gear, Ada and van der Wheel, Bo",
        "title": "Small Gears Turn Large Wheels with {LLMs}",
        "howpublished": "arXiv preprint arXiv:2403.00001",
        "year": "2024",
        "month": "mar",
        "doi": "10.48550/arXiv.2403.00001",
        "eprint": "2403.00001",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.CL",
        "url": "https://arxiv.org/abs/2403.00001",
        "pdf": "https://arxiv.org/pdf/2403.00001",
    }
    [place] = load(folder).places["gear2024small"]
    assert place.claim == PLACE[-1]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_no_other_line_is_touched(folder: Path, add: Add, ending: str) -> None:
    before = {}
    for name in ("papers.bib", "taxonomy.yml"):
        path = folder / "data" / name
        path.write_bytes(path.read_bytes().replace(b"\n", ending.encode()))
        before[name] = path.read_bytes().decode()
    assert add("arXiv:2403.00001", *PLACE, "--in-place")[0] == 0
    for name, text in before.items():
        gone, new = lines(text, (folder / "data" / name).read_bytes().decode())
        assert gone == []
        assert new
        assert all(line.endswith(ending) for line in new)


@pytest.mark.parametrize("given", ["https://doi.org/10.1234/gears.7", "10.1234/GEARS.7"])
def test_a_doi_brings_the_preprint_along(folder: Path, add: Add, homes: Homes, given: str) -> None:
    homes["/crossref/works/10.1234/gears.7"] = homes["/crossref/works/10.1234/GEARS.7"] = work()
    assert add(given, *PLACE)[0] == 0
    found = fields(folder, "gear2025small")
    assert found["journal"] == "Journal of Gears"
    assert (found["year"], found["month"], found["pages"], found["volume"]) == ("2025", "feb", "12--34", "3")
    assert found["doi"].lower() == "10.1234/gears.7"
    assert (found["eprint"], found["pdf"]) == ("2403.00001", "https://arxiv.org/pdf/2403.00001")
    assert "howpublished" not in found


def published_by_dblp(homes: Homes) -> None:
    homes["/dblp/search/publ/api"] = hits(
        hit(venue="CoRR", kind="Informal and Other Publications"), hit(ee="https://aclanthology.org/2024.acl-long.9")
    )
    homes["/anthology/2024.acl-long.9.bib"] = ANTHOLOGY_BIB


def test_of_a_preprint_the_published_version_is_taken(folder: Path, add: Add, homes: Homes) -> None:
    published_by_dblp(homes)
    assert add("2403.00001", *PLACE)[0] == 0
    found = fields(folder, "gear2024small")
    assert (found["doi"], found["month"], found["eprint"]) == ("10.18653/v1/2024.acl-long.9", "aug", "2403.00001")
    assert found["url"] == "https://aclanthology.org/2024.acl-long.9/"
    assert found["booktitle"].startswith("Proceedings of the 9th Meeting")
    assert {"abstract", "editor", "howpublished"}.isdisjoint(found)


def test_several_versions_are_a_doubt(add: Add, homes: Homes) -> None:
    ee = "https://aclanthology.org/2024.acl-long.9"
    homes["/dblp/search/publ/api"] = hits(hit(ee=ee), hit(key="journals/gears/GearW25", year="2025"))
    homes["/anthology/2024.acl-long.9.bib"] = ANTHOLOGY_BIB
    told = "journals/gears/GearW25 (2025), conf/acl/GearW24 (2024); the first was taken"
    assert f"gear2024small: dblp has several versions: {told}\n" in add("2403.00001", *PLACE)[2]


def test_the_doi_that_a_preprint_names_is_followed_once_the_authors_agree(folder: Path, add: Add, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed(preprint(title="Early Thoughts on Small Gears and Wheels", doi="10.1234/gears.7"))
    homes["/crossref/works/10.1234/gears.7"] = work()
    assert add("2403.00001", *PLACE)[0] == 0
    assert fields(folder, "gear2025small")["eprint"] == "2403.00001"


def test_a_doi_of_another_paper_is_left_aside_and_told(folder: Path, add: Add, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed(preprint(doi="10.1234/gears.7"))
    homes["/crossref/works/10.1234/gears.7"] = work(author=[{"given": "Zoe", "family": "Else"}])
    code, _, err = add("2403.00001", *PLACE)
    assert code == 0
    other = "“Small Gears Turn Large Wheels with LLMs” by Else (2025)"
    assert err == f"note: gear2024small: arXiv leads to 10.1234/gears.7, but that is {other}; it was left aside\n"
    assert fields(folder, "gear2024small")["doi"] == "10.48550/arXiv.2403.00001"


def test_a_title_alone_is_no_proof(folder: Path, add: Add, homes: Homes) -> None:
    homes["/dblp/search/publ/api"] = hits(hit(authors=("Zoe Else",), ee="https://doi.org/10.1234/gears.7"))
    homes["/crossref/works/10.1234/gears.7"] = work(author=[{"given": "Zoe", "family": "Else"}])
    assert add("2403.00001", *PLACE)[0] == 0
    assert fields(folder, "gear2024small")["year"] == "2024"


def test_what_only_dblp_has(folder: Path, add: Add, homes: Homes) -> None:
    homes["/dblp/search/publ/api"] = hits(hit(venue="ICGW", ee="https://proceedings.example.org/gears"))
    homes["/dblp/rec/conf/acl/GearW24.bib"] = (
        "@inproceedings{DBLP:conf/acl/GearW24,\n  author = {Ada Gear and\n Bo van der Wheel},\n"
        "  title = {Small Gears Turn Large Wheels with LLMs},\n"
        "  booktitle = {Conference on Gears and Wheels, {ICGW} 2024, Bangkok, Thailand, May 1-5, 2024},\n"
        "  series = {Proceedings of Gears},\n  volume = {9},\n  pages = {1--9},\n  publisher = {{PMLR}},\n"
        "  year = {2024},\n"
        "  url = {https://proceedings.example.org/gears},\n  timestamp = {Mon, 01 Jan 2024 00:00:00 +0100},\n}\n"
    )
    assert add("2403.00001", *PLACE)[0] == 0
    found = fields(folder, "gear2024small")
    assert (found["booktitle"], found["publisher"]) == ("Conference on Gears and Wheels", "PMLR")
    assert "timestamp" not in found


def test_openreview(folder: Path, add: Add, homes: Homes) -> None:
    homes["/openreview/notes"] = note()
    assert add("https://openreview.net/forum?id=gearABC123", *PLACE)[0] == 0
    found = fields(folder, "gear2025small")
    assert (found["openreview"], found["eprint"]) == ("gearABC123", "2403.00001")
    assert found["title"] == "Small Gears Turn Large Wheels with {LLMs}"


@pytest.mark.parametrize("venue", ["Submitted to ICLR 2025", "ICLR 2025 Conference Withdrawn Submission", ""])
def test_what_no_venue_took_is_not_published(add: Add, homes: Homes, venue: str) -> None:
    homes["/openreview/notes"] = note(venue=venue)
    code, _, err = add("gearABC123", *PLACE)
    assert code == 1
    assert "so it is not published there; give its arXiv id instead" in err


def test_older_forums_are_with_the_older_api(folder: Path, add: Add, homes: Homes) -> None:
    homes["/openreview/notes"] = {"notes": []}
    old = note(venue="ICLR 2022 Poster")
    content = {name: value["value"] for name, value in old["notes"][0]["content"].items() if isinstance(value, dict)}
    homes["/openreview-old/notes"] = {"notes": [{"id": "gearABC123", "content": {**content, "venue": "ICLR 2022"}}]}
    assert add("gearABC123", *PLACE)[0] == 0
    assert fields(folder, "gear2025small")["openreview"] == "gearABC123"


def test_an_archive_that_is_with_datacite(folder: Path, add: Add, homes: Homes) -> None:
    homes["/datacite/dois/10.5281/zenodo.1"] = {"data": {"attributes": {
        "doi": "10.5281/zenodo.1", "titles": [{"title": "Gears, Measured"}], "publicationYear": 2023,
        "publisher": "Zenodo", "url": "https://zenodo.org/record/1",
        "creators": [{"name": "Gear, Ada", "familyName": "Gear", "givenName": "Ada", "nameType": "Personal"},
                     {"name": "Gear Society", "nameType": "Organizational"}]}}}  # fmt: skip
    assert add("10.5281/zenodo.1", *PLACE)[0] == 0
    found = fields(folder, "gear2023gears")
    assert (found["author"], found["howpublished"]) == ("Gear, Ada and {Gear Society}", "Zenodo")


def test_initials_are_written_out_from_the_preprint(folder: Path, add: Add, homes: Homes) -> None:
    people = [{"given": "A.", "family": "Gear"}, {"given": "B.", "family": "van der Wheel"}]
    homes["/crossref/works/10.1234/gears.7"] = work(author=people)
    assert add("10.1234/gears.7", *PLACE)[0] == 0
    assert fields(folder, "gear2025small")["author"] == "Gear, Ada and van der Wheel, Bo"


def test_without_a_place_it_is_a_draft_that_no_page_shows(folder: Path, add: Add) -> None:
    code, out, _ = add("2403.00001")
    assert code == 0
    assert "warning: gear2024small: is a draft (`needs a place and a claim`) that no page shows yet" in out
    assert "gear2024small" not in load(folder).papers
    _, out, _ = add("2403.00001")
    assert len(fields(folder, "gear2024small")) > 0


def test_a_place_without_a_claim_is_a_draft_that_says_so(folder: Path, add: Add) -> None:
    assert add("2403.00001", *PLACE[:2])[0] == 0
    assert fields(folder, "gear2024small")["draft"] == "needs a claim in passing-on/by-confidence"


def test_a_draft_is_named_nowhere(folder: Path, add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    add("2403.00001")
    page = folder / "docs/taxonomy/passing-on.md"
    page.write_text(f"{page.read_text()}\nAs [@gear2024small] says.\n")
    assert cli.main(["--root", str(folder), "check"]) == 1
    assert "is a draft, but docs/taxonomy/passing-on.md names it; delete `draft`" in capsys.readouterr().out


def test_a_note_comes_along(folder: Path, add: Add, tmp_path: Path) -> None:
    body = (folder / "data/notes").glob("*.yml")
    source = tmp_path / "note.yml"
    source.write_text(next(body).read_text())
    assert add("2403.00001", *PLACE, "--note", str(source))[0] == 0
    assert (folder / "data/notes/gear2024small.yml").read_text() == source.read_text()


def test_a_dry_run_shows_and_changes_nothing(folder: Path, add: Add) -> None:
    before = digests(folder)
    code, out, _ = add("2403.00001", *PLACE, "--dry-run", "--in-place")
    assert code == 0
    assert "+@misc{gear2024small,\n" in out
    assert f'+              gear2024small: "{CLAIM}"\n' in out
    assert out.endswith("Nothing was changed: this was a dry run.\n")
    assert digests(folder) == before


@pytest.mark.parametrize(("given", "told"), [
    ("2401.00001", "is here already, as `chen2024cascade` (data/papers.bib:1)"),
    ("https://doi.org/10.1234/TOY.2024.12", "is here already, as `chen2024cascade`"),
    ("abcDEF12345", "abcDEF12345` is no identifier"),
    ("https://openreview.net/forum?id=abcDEF12345", "is here already, as `chen2024cascade`"),
    ("10.48550/arXiv.2301.00002", "is here already, as `mausam2023plain`"),
])  # fmt: skip
def test_what_is_here_is_refused_by_name_before_anybody_is_asked(add: Add, homes: Homes, given: str, told: str) -> None:
    code, out, err = add(given, *PLACE)
    assert (code, out) == (1, "")
    assert told in err
    assert homes.asked == []


def test_the_same_paper_under_another_identifier_is_refused_by_name(add: Add, homes: Homes) -> None:
    names = ("Ada Chen", "Gaël Varoquaux")
    homes["/arxiv/api/query"] = feed(preprint(title="Asking small models first: A cascade for LLMs", authors=names))
    code, _, err = add("2403.00001", *PLACE)
    assert code == 1
    told = "the same title and authors; if its record is older than yours, mend that"
    assert err == f"2403.00001: is here already, as `chen2024cascade` (data/papers.bib:1): {told}\n"


def test_twice_in_one_command_is_once_too_often(folder: Path, add: Add) -> None:
    before = digests(folder)
    code, _, err = add("2403.00001", "https://arxiv.org/abs/2403.00001v1")
    assert code == 1
    told = "is asked for twice; it is the same paper as `gear2024small`: the same `doi`, 10.48550/arXiv.2403.00001"
    assert err == f"https://arxiv.org/abs/2403.00001v1: {told}\n"
    assert digests(folder) == before


ANOTHER = "arXiv 2403.00001: arXiv answers with 2403.99999 instead; try again later, nothing was changed"
NO_FEED = "arXiv 2403.00001: arXiv answers with no feed of records; try again later, nothing was changed"
NO_RECORD = "arXiv 2403.00001: arXiv has no such record; compare the identifier with the paper's page"
HIDDEN = "U+202E (right-to-left override) is invisible and can disguise text; delete it"
UNSOUND = f"""\
the data would not be sound, so nothing was changed:
data/inbox/gear2024gears.yml:5: {HIDDEN}
1 problem in the survey data"""
LARGE = "sends more than 4 MB, which is no record; look at it in a browser; nothing was changed"
BAD_ANSWERS = {
    "another paper": (feed(preprint(id="2403.99999")), ANOTHER),
    "a web page": ("<!DOCTYPE html><html><body>Sorry</body></html>", NO_FEED),
    "entities": ('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + feed(preprint(title="&a;")), NO_FEED),
    "malformed": (feed(preprint())[:-20], NO_FEED),
    "nothing": ("", NO_FEED),
    "no record": (feed(), NO_RECORD),
    "an error": (feed("<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>"), NO_RECORD),
    "no authors": (
        feed(preprint(authors=())),
        "2403.00001: the record of arXiv has no authors; add it by hand, or give another identifier",
    ),
    "no title": (
        feed(preprint(title=" ")),
        "2403.00001: the record of arXiv has no title; add it by hand, or give another identifier",
    ),
    "no year": (
        feed(preprint(published="soon")),
        "2403.00001: the record of arXiv is of the year `soon`; add it by hand",
    ),
    "a name in other letters": (
        feed(preprint(authors=("李 明",))),
        "2403.00001: no key can be made of the first author `李 明`; add the record by hand",
    ),
    "commands": (feed(preprint(title=r"Look at \input{/etc/passwd}", authors=("A; B & C",))), NO_FEED),
    "hidden letters": (
        feed(preprint(title="Gears \u202e backwards")),
        UNSOUND,
    ),
    "binary": (b"\xff\xfe\x00\x01", NO_FEED),
    "too much": (Answer("x" * 10_000_000), f"arXiv 2403.00001: arXiv {LARGE}"),
    "busy": (
        Answer("", 429, {"Retry-After": "3600"}),
        "arXiv 2403.00001: arXiv asks to wait 60 minutes; try again then; nothing was changed",
    ),
    "gone": (Answer("", 404), NO_RECORD),
}


@pytest.mark.parametrize(("answer", "told"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_bad_answers_leave_the_data_byte_for_byte(
    folder: Path, add: Add, homes: Homes, answer: object, told: str
) -> None:
    before = digests(folder)
    homes["/arxiv/api/query"] = answer
    assert add("2403.00001", *PLACE) == (1, "", f"{told}\n")
    assert digests(folder) == before


@pytest.mark.parametrize(("arguments", "told"), [
    (("nonsense",),
     ("`nonsense` is no identifier; give an arXiv id (2306.01234), a DOI (10.1145/…), an ACL Anthology id "
     "(2023.acl-long.1), an OpenReview id, the address of one of them, or a .bib file")),
    (("missing.bib",),
     "missing.bib cannot be read (No such file or directory); give the path of a .bib file"),
    (("@misc{open, title = {never",),
     "the pasted text:1: syntax error: Unexpectedly reached end of file.; check braces, quotes and commas"),
    (("@comment{x}",),
     "the pasted text holds no BibTeX entry; one starts with `@article{` or the like"),
    (("@misc{a, title={T}}",),
     ("entry 1 of the pasted text: the entry needs `author` and `title`; add them, or give the paper's "
     "identifier")),
    (("2403.00001", "--approach", "nowhere", "--claim", "x"),
     "`nowhere` is no place; write it `section/approach`, by their ids"),
    (("2403.00001", "--approach", "passing-on/by-confid", "--claim", "x"),
     "no such approach `passing-on/by-confid` in data/taxonomy.yml; did you mean `passing-on/by-confidence`?"),
    (("2403.00001", "--approach", "passing-on/guess", "--claim", "x"),
     "no such approach `passing-on/guess` in data/taxonomy.yml; passing-on has passing-on/by-confidence"),
    (("2403.00001", "--claim", "x"),
     "each --approach needs a --claim of its own, in the same order"),
    (("2403.00001", "--note", "missing.yml"),
     "missing.yml: No such file or directory; nothing was changed"),
    (("10.9999/none",),
     "DOI 10.9999/none: neither Crossref nor DataCite has such a record; compare it with the paper's page"),
    (("2024.acl-long.404",),
     ("ACL Anthology 2024.acl-long.404: the ACL Anthology has no such record; compare the identifier with the "
     "paper's page")),
    (("openreview:none404404",),
     "OpenReview none404404: OpenReview has no such record; compare the identifier with the paper's page"),
])  # fmt: skip
def test_bad_input_is_a_sentence(folder: Path, add: Add, arguments: tuple[str, ...], told: str) -> None:
    before = digests(folder)
    code, _, err = add(*arguments)
    assert (code, err) == (1, f"{told}\n")
    assert digests(folder) == before


def test_data_that_is_not_sound_is_mended_first(folder: Path, add: Add) -> None:
    bib = folder / "data/papers.bib"
    bib.write_text(bib.read_text().replace("year = {2025}", "year = {25}"))
    before = digests(folder)
    code, _, err = add("2403.00001", *PLACE)
    assert code == 1
    assert "`year` is `25`" in err
    assert digests(folder) == before


ENTRY = """\
@article{gearwheel,
  author    = {Ada Gear and Bo van der Wheel},
  title     = {Small gears turn large wheels with LLMs},
  journal   = {arXiv preprint arXiv:2403.00001},
  year      = {2024},
  month     = {March},
}
"""


def test_a_bib_file_is_asked_for_at_home(folder: Path, add: Add, homes: Homes, tmp_path: Path) -> None:
    published_by_dblp(homes)
    file = tmp_path / "mine.bib"
    file.write_text(f"Saved from my manager\n\n{ENTRY}")
    assert add(str(file), *PLACE)[0] == 0
    assert fields(folder, "gear2024small")["doi"] == "10.18653/v1/2024.acl-long.9"


def test_a_pasted_entry_is_read_from_standard_input(folder: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(ENTRY))
    assert add("-", *PLACE)[0] == 0
    assert fields(folder, "gear2024small")["eprint"] == "2403.00001"


def test_an_entry_with_the_identifier_of_another_paper_is_refused(add: Add) -> None:
    code, _, err = add(ENTRY.replace("Ada Gear and Bo van der Wheel", "Zoe Else"), *PLACE)
    assert code == 1
    told = (
        "the entry is “Small gears turn large wheels with LLMs” by Else (2024), but arXiv:2403.00001 is “Small Gears "
        "Turn Large Wheels with LLMs” by Gear et al. (2024); correct the identifier or the names, nothing was changed"
    )
    assert err == f"entry 1 of the pasted text: {told}\n"


def test_an_entry_that_nobody_knows_is_taken_as_written_and_told(folder: Path, add: Add, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed()
    code, _, err = add("@book{x, author={Ada Gear}, title={Gears of Brass}, year=1999, publisher={Gear Press}}", *PLACE)
    assert code == 0
    told = "no service knows it, so the record is as written; compare it with the paper"
    assert err == f"note: gear1999gears: entry 1 of the pasted text: {told}\n"
    assert "verified" not in fields(folder, "gear1999gears")


def test_services_that_are_down_are_told_when_the_record_stands_without_them(add: Add, homes: Homes) -> None:
    homes["/dblp/search/publ/api"] = Answer("", 500)
    code, _, err = add("2403.00001", *PLACE)
    assert code == 0
    told = "dblp is in trouble (500); try again later, so nobody was asked whether it has been published"
    assert err == f"note: gear2024small: the published version: {told}\n"


def test_keys_that_are_taken_give_way(folder: Path, add: Add, homes: Homes) -> None:
    assert add("2403.00001", *PLACE)[0] == 0
    homes["/arxiv/api/query"] = feed(preprint(id="2403.00002", title="Small Talk about Gears"))
    claim = "Talks about gears at length where all the others have only ever turned them."
    assert add("2403.00002", *PLACE[:3], claim)[0] == 0
    assert fields(folder, "gear2024talk")["eprint"] == "2403.00002"


def test_ctrl_c_leaves_the_data_as_they_were(folder: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    before = digests(folder)
    monkeypatch.setattr(cli_curate.Progress, "__call__", interrupted)
    code, _, err = add("2403.00001", *PLACE)
    assert code == 1
    assert err.endswith("Stopped; nothing was changed.\n")
    assert digests(folder) == before


def test_services_are_told_who_asks(add: Add, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTACT", "curators@example.org")
    add("2403.00001", *PLACE)
    [agent] = homes.agents
    assert agent.endswith(" (mailto:curators@example.org)")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_place_is_asked_for(folder: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Terminal(f"passing-on/by-confidence\n{PLACE[-1]}\n\n")
    monkeypatch.setattr("sys.stdin", answers)
    monkeypatch.setattr(cli_curate, "_is_dialog", lambda _: True)
    assert add("2403.00001")[0] == 0
    assert load(folder).places["gear2024small"][0].claim == PLACE[-1]


GIST = "Turns large wheels with small gears, which costs a tenth and takes half of the time that large ones take."
NOTE = (
    "--note-kind", "method", "--note-gist", GIST, "--note-read", "title", "--note-problem", "Large wheels: costly.",
    "--note-models", "GPT-4; ; large; answers, mostly", "--note-models", "BERT; 110M; small",
    "--note-asks", "Is it cheap?", "--note-asks", "Is it fast?", "--note-asks", "Does it turn?", "--note-uses", "Gears",
)  # fmt: skip


def test_a_placement_that_differs_and_a_note_in_options(folder: Path, add: Add) -> None:
    other = (
        "--approach",
        "alone/robust",
        "--claim",
        "Bears rough handling: after ten years at sea it is as good as new.",
    )
    code, _, err = add("2403.00001", *other, "--term", "roles=student,router", "--term", "access=text", *PLACE, *NOTE)
    assert (code, err) == (0, "")
    survey = load(folder)
    by_confidence, robust = survey.places["gear2024small"]
    assert [term.id for term in robust.terms["roles"]] == ["student", "router"]
    assert [term.id for term in by_confidence.terms["roles"]] == ["router"]
    note = survey.papers["gear2024small"].note
    assert note is not None
    assert (note.gist, note.problem, note.asks[0]) == (GIST, "Large wheels: costly.", "Is it cheap?")
    assert [(m.name, m.size, m.part, m.does) for m in note.models] == [
        ("GPT-4", "", "large", "answers, mostly"), ("BERT", "110M", "small", "")
    ]  # fmt: skip


@pytest.mark.parametrize(("arguments", "told"), [
    (("--term", "access=text"), "--term stands behind the --approach and --claim of the place"),
    ((*PLACE, "--term", "roles=ruoter"), "unknown role `ruoter`; did you mean `router`?"),
    ((*PLACE, "--note-kind", "method"), "a note needs `gist`; add it"),
])  # fmt: skip
def test_what_is_said_amiss_is_a_sentence(folder: Path, add: Add, arguments: tuple[str, ...], told: str) -> None:
    before = digests(folder)
    code, _, err = add("2403.00001", *arguments)
    assert code == 1
    assert told in err
    assert digests(folder) == before


def test_terms_have_a_form(add: Add, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        add("2403.00001", *PLACE, "--term", "access")
    assert "write it NAME=ID, or NAME=ID,ID" in capsys.readouterr().err


def test_on_a_terminal_a_note_is_dictated(folder: Path, add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"kind": ["method"], "gist": [GIST], "read": ["title"], "models": ["BERT; 110M; small", ""], "uses": [""],
            "terms": [""], "asks": ["Is it cheap?", "Is it fast?", "Does it turn?", ""]}  # fmt: skip
    lines = ["passing-on/by-confidence", CLAIM, "+"]
    lines += [line for name in notes.FIELDS for line in said.get(name, [""])]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in [*lines, ""])))
    monkeypatch.setattr(cli_curate, "_is_dialog", lambda _: True)
    code, _, err = add("2403.00001")
    assert (code, err) == (0, "")
    note = load(folder).papers["gear2024small"].note
    assert note is not None
    assert (note.gist, note.models[0].size, len(note.asks)) == (GIST, "110M", 3)


def test_what_a_venue_does_not_state_is_left_out_and_told(folder: Path, add: Add, homes: Homes) -> None:
    homes["/crossref/works/10.1234/toy.9"] = work(
        "10.1234/toy.9", type="proceedings-article", volume="9", issue="", **{
            "container-title": ["Proceedings of the Toy Conference"], "resource": {},
        }
    )  # fmt: skip
    code, _, err = add("10.1234/toy.9", *PLACE)
    assert code == 0
    assert "note: gear2025small: `volume` is `9`, which data/venues.yml does not state of its volume; left out" in err
    assert fields(folder, "gear2025small")["publisher"] == "Toy Press"
    assert "volume" not in fields(folder, "gear2025small")


def test_a_volume_that_is_not_known_is_told_with_the_block_to_add(add: Add, homes: Homes) -> None:
    homes["/crossref/works/10.1234/toy.9"] = work(
        "10.1234/toy.9", type="proceedings-article", **{
            "container-title": ["Proceedings of the Toy Conference: Toys, 2026"],
            "published-print": {"date-parts": [[2026, 7]]},
        }
    )  # fmt: skip
    code, _, err = add("10.1234/toy.9", *PLACE)
    assert code == 1
    block = '{year: 2026, booktitle: "Proceedings of the Toy Conference: Toys, 2026", month: jul, address: …}'
    assert f"no volume of TOY 2026 is known; add `- {block}` to `volumes` of `TOY` in data/venues.yml:2" in err
