"""`cli.py refresh`: what has become of papers, asked politely, told in full, and changed by nobody but a person."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import cli
import cli_curate
from conftest import ROOT, TOY, digests
from homes import ANTHOLOGY_BIB, Answer, Homes, feed, hit, hits, homes, preprint, work
from survey.check.load import check, load
from survey.curate import client
from survey.curate.refresh.memory import Memory, Remembering
from survey.curate.refresh.report import _as_code
from survey.curate.refusal import Refusal
from survey.curate.services import ARXIV

__all__ = ["homes"]
Run = Callable[..., tuple[int, str, str]]

PREPRINT = """\
@misc{gear2024small,
  author = {Gear, Ada and van der Wheel, Bo},
  title = {Small Gears Turn Large Wheels with {LLMs}},
  howpublished = {arXiv preprint arXiv:2403.00001},
  year = {2024},
  eprint = {2403.00001},
  archiveprefix = {arXiv},
  url = {https://arxiv.org/abs/2403.00001},
  code = {https://code.example.org/gears},
  keywords = {Model Cascading},
}

"""
ROBUST = {"type": "journal-article", "title": ["BERT & Friends: 50% Smaller, 90% as Good"],
          "container-title": ["Journal of Toys"],
          "volume": "3", "issue": "1", "page": "e17", "published-print": {"date-parts": [[2022]]},
          "author": [{"family": name} for name in ("Müller", "Ødegaard", "van der Berg", "Smith", "Doe")]}  # fmt: skip
CASCADE = {"type": "proceedings-article", "title": ["Asking Small Models First: a Cascade for LLMs"],
           "container-title": ["Proceedings of the Toy Conference 2024"], "page": "12-34", "issue": "", "volume": "",
           "published-print": {"date-parts": [[2024]]},
           "author": [{"given": "Ada", "family": "Chen"}, {"given": "Gaël", "family": "Varoquaux"}]}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, homes: Homes) -> Path:
    """The toy project with one more preprint, in a world in which nothing has happened since."""
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    shutil.copy(ROOT / "mkdocs.yml", folder / "site.yml")
    bib = folder / "data/papers.bib"
    bib.write_text(bib.read_text().replace("@misc{mausam2023plain", f"{PREPRINT}@misc{{mausam2023plain"))
    taxonomy = folder / "data/taxonomy.yml"
    claim = "          mausam2023plain:"
    new = "          gear2024small: Small gears turn what nothing else has ever turned before, large wheels included."
    taxonomy.write_text(taxonomy.read_text().replace(claim, f"{new}\n{claim}"))
    cascade = preprint(
        id="2401.00001", title="Asking Small Models First: a Cascade for LLMs", authors=("Ada Chen", "Gaël Varoquaux")
    )
    plain = preprint(id="2301.00002", title="Plain Words", authors=("Mausam",))
    homes["/arxiv/api/query"] = feed(cascade, plain, preprint())
    homes["/crossref/works/10.1234/jot.17"] = work("10.1234/jot.17", **ROBUST)
    homes["/crossref/works/10.1234/toy.2024.12"] = work("10.1234/toy.2024.12", **CASCADE)
    for link in (
        "example.org/cascade",
        "example.org/cascade.pdf",
        "example.org/cascade/code",
        "code.example.org/gears",
    ):
        homes[f"/links/{link}"] = "<html>Here.</html>"
    return folder


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `cli.py refresh`: exit code, output, and the report; data that has changed is a mistake."""

    def command(*arguments: str) -> tuple[int, str, str]:
        before = digests(folder / "data")
        code = cli.main(["--root", str(folder), "refresh", *arguments])
        assert digests(folder / "data") == before
        report = folder / "refresh/report.md"
        return code, "".join(capsys.readouterr()), report.read_text() if report.exists() else ""

    return command


def test_where_nothing_has_happened_nothing_is_told(folder: Path, run: Run) -> None:
    code, out, report = run()
    assert (code, out) == (0, f"5 papers: nothing new\nwrote {folder}/refresh/report.md\n")
    assert report.endswith("\n\n5 papers: nothing new.\n")


def published(homes: Homes) -> None:
    homes["/dblp/search/publ/api"] = lambda query: Answer(
        json.dumps(hits(hit(ee="https://aclanthology.org/2024.acl-long.9")) if "gears" in str(query) else hits())
    )
    homes["/anthology/2024.acl-long.9.bib"] = ANTHOLOGY_BIB


def test_a_preprint_that_was_published_since(folder: Path, run: Run, homes: Homes) -> None:
    published(homes)
    code, out, report = run()
    assert code == 0
    assert out.startswith("5 papers: 1 published since\n")
    head = "## Published since: what sources print belongs to `published` in data/corrections.yml"
    assert f"{head}\n\n- `gear2024small` (data/papers.bib:18)\n" in report
    patch = folder / "refresh/changes.patch"
    done = subprocess.run(["git", "apply", str(patch)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [problem for problem in check(folder)[1] if not problem.is_warning] == []
    paper = load(folder).papers["gear2024small"]
    assert (paper.doi, paper.arxiv, paper.year) == ("10.18653/v1/2024.acl-long.9", "2403.00001", 2024)
    text = (folder / "data/papers.bib").read_text()
    assert "code = {https://code.example.org/gears},\n  keywords = {Model Cascading}," in text
    assert "arXiv preprint arXiv:2403.00001" not in text


def test_a_record_whose_home_says_more_or_otherwise(folder: Path, run: Run, homes: Homes) -> None:
    bib = folder / "data/papers.bib"
    bib.write_text(bib.read_text().replace("  pages = {e17},\n", ""))
    homes["/crossref/works/10.1234/jot.17"] = work("10.1234/jot.17", **(ROBUST | {"volume": "4"}))
    _, out, report = run("muller2022robust")
    assert out.startswith("1 paper: 1 with more to say, 1 that differ\n")
    assert "  - `pages = e17 (Crossref)`\n" in report
    assert "  - `volume   here   3`\n  - `         there  4`\n" in report
    patch = (folder / "refresh/changes.patch").read_text()
    assert "+  pages = {e17},\n" in patch
    assert "volume = {4}" not in patch


def test_all_that_has_happened_is_one_report(
    folder: Path, run: Run, homes: Homes, golden: Callable[[Path, str], None]
) -> None:
    published(homes)
    bib = folder / "data/papers.bib"
    bib.write_text(bib.read_text().replace("  pages = {e17},\n", ""))
    notice = [{"type": "retraction", "DOI": "10.1234/jot.99", "label": "Retraction"}]
    robust = ROBUST | {"volume": "4", "updated-by": notice}
    homes["/crossref/works/10.1234/jot.17"] = work("10.1234/jot.17", **robust)
    homes["/links/example.org/cascade"] = Answer("", 410)
    homes["/links/example.org/cascade.pdf"] = Answer("", 403)
    assert run()[0] == 0
    for name in ("report.md", "changes.patch"):
        text = re.sub(r"\b20\d\d-\d\d-\d\d\b", "2026-01-02", (folder / "refresh" / name).read_text())
        golden(ROOT / f"tests/golden/refresh-{name}", text)


def test_a_volume_that_we_know_brings_its_facts(folder: Path, run: Run, homes: Homes) -> None:
    published(homes)
    volume = re.sub(r"Proceedings of the 9th .*(?=\")", "Proceedings of the Toy Conference", ANTHOLOGY_BIB)
    bare = re.sub(r"(?m)^ *(month|address|publisher) = .*\n", "", volume)
    homes["/anthology/2024.acl-long.9.bib"] = bare.replace('year = "2024"', 'year = "2025"')
    run("gear2024small")
    patch = (folder / "refresh/changes.patch").read_text()
    assert "+  booktitle = {Proceedings of the Toy Conference},\n" in patch
    assert "+  publisher = {Toy Press},\n" in patch


def test_a_published_version_that_cannot_be_written_is_left_out(folder: Path, run: Run, homes: Homes) -> None:
    published(homes)
    homes["/anthology/2024.acl-long.9.bib"] = ANTHOLOGY_BIB.replace('"2024"', '"forthcoming"')
    _, _, report = run("gear2024small", "--no-links")
    assert "`left out of the patch: " in report
    assert not (folder / "refresh/changes.patch").exists()


def test_withdrawn_and_retracted_papers(run: Run, homes: Homes) -> None:
    withdrawn = preprint().replace(
        "<summary>", "<arxiv:comment xmlns:arxiv='http://arxiv.org/schemas/atom'>This paper has been withdrawn by `us`"
        "</arxiv:comment><summary>"
    )  # fmt: skip
    homes["/arxiv/api/query"] = feed(withdrawn)
    notice = [{"type": "retraction", "DOI": "10.1234/jot.99", "label": "Retraction"}]
    homes["/crossref/works/10.1234/jot.17"] = work("10.1234/jot.17", **ROBUST, **{"updated-by": notice})
    _, out, report = run("gear2024small", "muller2022robust")
    assert out.startswith("2 papers: 2 with a notice\n")
    assert "  - `arXiv says 'This paper has been withdrawn by 'us'`\n" in report
    assert "  - `Crossref says 'retraction (10.1234/jot.99)'`\n" in report


def test_an_identifier_that_leads_to_another_paper(run: Run, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed(preprint(title="Something Else Entirely", authors=("Zoe Else",)))
    homes["/crossref/works/10.1234/jot.17"] = work("10.1234/jot.17")
    _, _, report = run("gear2024small", "muller2022robust")
    assert "arXiv has “Something Else Entirely” by Else (2024) under the identifier that we give" in report
    assert "Crossref has “Small Gears Turn Large Wheels with LLMs” by Gear et al. (2025) under" in report


def test_links_are_dead_unseen_or_well(run: Run, homes: Homes) -> None:
    there = f"{homes.address}/links/example.org/cascade"
    homes["/links/example.org/cascade"] = Answer("", 410)
    homes["/links/example.org/cascade.pdf"] = Answer("", 403)
    homes["/links/example.org/cascade/code"] = Answer("", 302, {"Location": "/moved"})
    homes["/links/code.example.org/gears"] = Answer("", 302, {"Location": "http://127.0.0.1/secret"})
    _, out, report = run("chen2024cascade", "gear2024small")
    assert out.startswith("2 papers: 1 with dead links, 2 not seen in full\n")
    assert "`'url' 'https://example.org/cascade' is not there any more (410)`" in report
    assert "`'code' 'https://example.org/cascade/code' is not there any more (404)`" in report
    assert "`'pdf' 'https://example.org/cascade.pdf' refuses programs (403); open it in a browser`" in report
    assert "leads on to 'http://127.0.0.1/secret', which is no address of a public page" in report
    assert "/links/arxiv.org/abs/2403.00001" not in homes.asked
    assert there.endswith("cascade")


def test_no_link_is_tried_unless_it_shall_be(run: Run, homes: Homes) -> None:
    run("--no-links")
    assert not [path for path in homes.asked if path.startswith("/links")]


FAILURES = {
    "too often": Answer("", 429, {"Retry-After": "3600"}),
    "in trouble": Answer("", 500),
    "a web page": "<!DOCTYPE html><html>Sorry.</html>",
    "malformed": '{"message": [',
    "cut off": Answer('{"message"', 200, {"Content-Length": "4000"}),
    "no record": "{}",
    "text": "null",
}


def test_an_answer_that_comes_too_late(run: Run, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TIMEOUT", (5.0, 1.0))
    homes["/crossref/works/10.1234/jot.17"] = Answer("{}", wait=1.5)
    code, out, report = run("muller2022robust", "--no-links")
    assert (code, out.splitlines()[0]) == (0, "1 paper: 1 not seen in full")
    assert "DOI 10.1234/jot.17: Crossref does not answer in time; try again later`" in report


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES)
def test_what_cannot_be_asked_costs_that_paper_alone(run: Run, homes: Homes, answer: object) -> None:
    homes["/crossref/works/10.1234/jot.17"] = answer
    code, out, report = run("--no-links")
    assert (code, out.splitlines()[0]) == (0, "5 papers: 1 not seen in full")
    assert "## Not seen: run it again, or look by hand\n\n- `muller2022robust`" in report


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES)
def test_preprints_that_cannot_be_asked_for(run: Run, homes: Homes, answer: object) -> None:
    homes["/arxiv/api/query"] = answer
    code, out, _ = run("--no-links")
    assert (code, out.splitlines()[0]) == (0, "5 papers: 3 not seen in full")


def test_a_record_that_is_gone_from_its_home(run: Run, homes: Homes) -> None:
    homes["/crossref/works/10.1234/jot.17"] = Answer("", 404)
    _, out, report = run("muller2022robust")
    assert out.startswith("1 paper: 1 with a notice\n")
    assert "DOI 10.1234/jot.17: neither Crossref nor DataCite has such a record" in report


def test_nobody_is_asked_twice_and_failures_are_asked_again(run: Run, homes: Homes) -> None:
    homes["/crossref/works/10.1234/jot.17"] = Answer("", 500)
    run()
    homes.asked.clear()
    homes["/crossref/works/10.1234/jot.17"] = work("10.1234/jot.17", **ROBUST)
    assert run()[1].startswith("5 papers: nothing new\n")
    assert homes.asked == ["/crossref/works/10.1234/jot.17"]
    homes.asked.clear()
    run("--days", "0")
    assert len(homes.asked) > 5


def test_it_goes_on_where_it_was_stopped(run: Run, homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object, text: str) -> None:
        if text.startswith("4 of 5"):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(cli_curate.Progress, "__call__", stopped)
        code, out, report = run()
        assert (code, out, report) == (1, "\nStopped; nothing was changed.\n", "")
    before = list(homes.asked)
    assert run()[0] == 0
    assert not {*before} & {*homes.asked[len(before) :]} - {"/arxiv/api/query", "/dblp/search/publ/api"}


def test_a_service_that_fails_again_and_again_is_left_alone(run: Run, homes: Homes) -> None:
    for doi in ("10.1234/jot.17", "10.1234/toy.2024.12"):
        homes[f"/crossref/works/{doi}"] = "nonsense"
    homes["/arxiv/api/query"] = "nonsense"
    homes["/dblp/search/publ/api"] = Answer("", 500)
    code, out, _ = run("--no-links")
    assert (code, out.splitlines()[0]) == (0, "5 papers: 4 not seen in full")


def test_the_papers_compared_longest_ago_come_first(folder: Path, run: Run) -> None:
    bib = folder / "data/papers.bib"
    bib.write_text(
        bib.read_text().replace("}\n\n@", "  verified = {2026-01-02},\n}\n\n@").replace("2026-01-02", "2025-01-02", 1)
    )
    _, out, _ = run("--most", "2", "--no-links")
    assert out.startswith("2 papers: ")


def test_a_key_that_nobody_has_is_a_sentence(run: Run) -> None:
    assert run("nobody2020x")[:2] == (1, "no such paper: nobody2020x\n")


def test_what_check_refuses_stays_out_of_the_patch(folder: Path, run: Run, homes: Homes) -> None:
    published(homes)
    homes["/anthology/2024.acl-long.9.bib"] = ANTHOLOGY_BIB.replace("10.18653/v1/2024.acl-long.9", "10.1234/jot.17")
    _, _, report = run("--no-links")
    assert "  - `left out of the patch: gear2024small: same doi" in report or "same doi as" in report
    assert not (folder / "refresh/changes.patch").exists()


def test_answers_are_forgotten_in_time_and_broken_ones_at_once(tmp_path: Path) -> None:
    memory = Memory(tmp_path, date(2026, 1, 10), 7)
    memory.put("a", ["found", "x"])
    assert memory.get("a") == ["found", "x"]
    assert Memory(tmp_path, date(2026, 1, 16), 7).get("a") == ["found", "x"]
    assert Memory(tmp_path, date(2026, 1, 17), 7).get("a") is None
    [file] = tmp_path.iterdir()
    file.write_text("{")
    assert (memory.get("a"), memory.get("b")) == (None, None)


def test_what_is_remembered_is_the_answer_to_the_whole_question(homes: Homes, tmp_path: Path) -> None:
    homes["/arxiv/api/query"] = lambda query: Answer(f"of {query['id_list'][0]}")
    client = Remembering("tests", memory=Memory(tmp_path, date(2026, 1, 10), 7))
    for _ in range(2):
        for id in ("1", "2"):
            assert client.text(ARXIV, "/api/query", "x", {"id_list": id}) == f"of {id}"
    assert len(homes.asked) == 2


def test_a_service_is_left_alone_only_after_failures_in_a_row(homes: Homes, tmp_path: Path) -> None:
    client = Remembering("tests", memory=Memory(tmp_path, date(2026, 1, 10), 7))

    def ask(id: str) -> str:
        with pytest.raises(Refusal) as refused:
            client.text(ARXIV, "/api/query", "x", {"id_list": id})
        return str(refused.value)

    homes["/arxiv/api/query"] = Answer("", 503)
    told = "arXiv failed 3 times in a row and was left alone; run it again later"
    assert all(ask(id) != told for id in "ab")
    homes["/arxiv/api/query"] = "well"
    assert client.text(ARXIV, "/api/query", "x", {"id_list": "c"}) == "well"
    homes["/arxiv/api/query"] = Answer("", 503)
    assert all(ask(id) != told for id in "def")
    assert ask("g") == told


def test_what_services_write_is_no_markup() -> None:
    assert _as_code("a ``b`` <img src=x> @someone\u202e") == "`a 'b' <img src=x> @someone�`"
