"""From a form to changed files and the words of a pull request: by `cli.py form`, as the workflow calls it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

import cli
from conftest import ROOT, TOY, digests
from homes import Answer, Homes, feed, homes, preprint
from survey.check.load import load
from survey.curate.edit import bibfile
from survey.curate.forms.filled import FOLDER, forms
from survey.read import bibtex

__all__ = ["homes"]
CLAIM = "Gears: they turn the wheels where a large model alone would only grind."
EVIL = "$(touch pwned) `touch pwned` ; touch pwned | tee ${{ github.token }} @everyone <script>alert(1)</script> #1"


@pytest.fixture
def folder(tmp_path: Path, homes: Homes) -> Path:
    """The toy project with the real forms, and a service for each home."""
    folder = tmp_path / "project"
    shutil.copytree(TOY, folder)
    shutil.copytree(ROOT / FOLDER, folder / FOLDER)
    shutil.copy(ROOT / "mkdocs.yml", folder / "site.yml")
    homes["/arxiv/api/query"] = feed(preprint())
    return folder


def sent(name: str, **given: str) -> str:
    """A form as GitHub sends it, each answer below its heading."""
    [form] = [form for form in forms(ROOT) if form.name == name]
    return "\n\n".join(f"### {field.label}\n\n{given.get(field.id, '_No response_')}" for field in form.fields)


def suggest(**given: str) -> str:
    return sent("suggest-paper", **{"paper": "2403.00001", **given})


def correct(**given: str) -> str:
    known = {"paper": "chen2024cascade", "field": "title", "correct": "Gears", "evidence": "https://example.org/gears"}
    return sent("correct-record", **{**known, **given})


@pytest.fixture
def send(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[str], tuple[int, str]]:
    """Send a form: the exit code, and the words of the pull request, or of the comment if there is none."""

    def run(text: str) -> tuple[int, str]:
        said, issue = tmp_path / "said", tmp_path / "issue.json"
        shutil.rmtree(said, ignore_errors=True)
        issue.write_text(json.dumps({"number": 12, "body": text}))
        code = cli.main(["--root", str(folder), "form", str(issue), "--into", str(said)])
        capsys.readouterr()
        names = ["refusal.md"] if code else ["title.txt", "body.md"]
        assert sorted(path.name for path in said.iterdir()) == sorted(names)
        return code, "\n".join((said / name).read_text() for name in names)

    return run


Send = Callable[[str], tuple[int, str]]
Golden = Callable[[Path, str], None]


def test_a_suggestion_with_approach_and_claim_is_placed(folder: Path, send: Send) -> None:
    before = digests(folder)
    code, said = send(suggest(section="passing-on/by-confidence", claim=CLAIM))
    assert (code, said.splitlines()[0]) == (0, "Add gear2024small")
    assert "Closes #12, " in said
    assert "- [ ] The claim is true" in said
    [place] = load(folder).places["gear2024small"]
    assert place.claim == CLAIM
    assert digests(folder).keys() - before.keys() == {"data/inbox/gear2024small.yml"}
    assert before.items() <= digests(folder).items()


@pytest.mark.parametrize(("given", "waits_for"), [
    ({}, "needs a place and a claim"),
    ({"section": "passing-on"}, "needs an approach and a claim in passing-on"),
    ({"section": "passing-on", "claim": CLAIM}, "needs an approach and a claim in passing-on"),
    ({"section": "passing-on/by-confidence"}, "needs a claim in passing-on/by-confidence"),
])  # fmt: skip
def test_any_other_suggestion_is_a_draft(folder: Path, send: Send, given: dict[str, str], waits_for: str) -> None:
    code, said = send(suggest(**given))
    assert code == 0
    assert "- [ ] It is a draft" in said
    assert f"draft = {{{waits_for}}}" in (folder / "data/inbox/gear2024small.yml").read_text()


def test_a_suggestion_says_why(growing: Path, send: Send) -> None:
    reason = "Without it, nobody here cuts more than 90% of the gears & wheels by hand."
    assert send(suggest(section="passing-on/by-confidence", claim=CLAIM, reason=reason))[0] == 0
    assert load(growing).papers["gear2024small"].reason == reason


def test_without_a_reason_where_one_is_asked_for_it_is_a_draft(growing: Path, send: Send) -> None:
    code, said = send(suggest(section="passing-on/by-confidence", claim=CLAIM))
    assert code == 0
    assert "- [ ] It is a draft" in said
    written = (growing / "data/inbox/gear2024small.yml").read_text()
    assert "draft = {needs a reason to stand in passing-on/by-confidence}" in written


def test_what_the_program_doubts_is_told_as_code(send: Send, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed(preprint(doi="10.1234/@everyone"))
    homes["/crossref/works/10.1234/@everyone"] = Answer("", 503)
    code, said = send(suggest())
    assert code == 0
    _, _, doubts = said.partition("The program was not sure:\n\n")
    assert "10.1234/@everyone" in doubts
    assert all(line.startswith("    ") for line in doubts.splitlines())


REFUSED = (
    (suggest(paper=EVIL), "is no identifier"),
    (suggest(paper="../../etc/passwd.bib"), "is no identifier"),
    (suggest(paper="references.bib"), "is no identifier"),
    (suggest(paper="@misc{a, title = {B}}"), "is no identifier"),
    (suggest(paper="-"), "is no identifier"),
    (suggest(paper="--in-place"), "is no identifier"),
    (suggest(paper="https://example.org/2403.00001"), "is no identifier"),
    (suggest(paper="2401.00001"), "is here already, as `chen2024cascade`"),
    (suggest(section="passing-onn"), "no such section `passing-onn`; did you mean `passing-on`?"),
    (suggest(section="passing-on/by-confidenc"), "did you mean `passing-on/by-confidence`?"),
    (suggest(section="passing-on/by-confidence/more"), "no such approach"),
    (suggest(section="../passing-on"), "no such approach"),
    (suggest(section="/"), "is no place; write it `section/approach`"),
    (suggest(section=EVIL.replace("/", "")), "no such section"),
    (suggest(section="passing-on/by-confidence", claim="Good."), "has 5 characters; write 60 to 160"),
    (correct(paper="chen2024cascad"), "no such paper `chen2024cascad`; did you mean `chen2024cascade`?"),
    (correct(paper=EVIL), "no such paper"),
    (correct(field="verified"), "choose one of title, author, "),
    (correct(field="something else"), "a person has to mend it"),
    (correct(correct=""), "it does not say what `title` should be"),
    (correct(correct="A } B { C"), "braces that do not match"),
    (correct(correct=r"A \input{/etc/passwd}"), "holds LaTeX"),
    (correct(evidence="javascript:alert(1)"), "is no web address"),
    (correct(evidence="the paper"), "is no web address"),
    (correct(field="year", correct="soon"), "`year` is `soon`; write four digits such as `2024`"),
    (correct(field="doi", correct="https://doi.org/10.1234/5"), "write the DOI alone"),
    (correct(field="url", correct="javascript:alert(1)"), "which is no web address"),
    (correct(field="author", correct="A, B, C, D"), "cannot take the name `A, B, C, D` apart"),
    (correct(field="year", correct="2024"), "`year` of chen2024cascade is `2024` already"),
    ("@everyone\n\n<img src=x onerror=alert(1)>", "this is no form as it was sent"),
    ("### Paper\n\n2403.00001\n\n" + suggest(), "this is no form as it was sent"),
    (suggest(remark="x" * 100_000), "more than 20,000 characters"),
)  # fmt: skip


def test_what_cannot_be_done_is_told_and_changes_nothing(folder: Path, send: Send, golden: Golden) -> None:
    before = digests(folder)
    answers = []
    for text, told in REFUSED:
        code, said = send(text)
        assert code == 1, told
        assert told in said
        answers.append(f"{told}\n\n{said}")
    assert digests(folder) == before
    golden(ROOT / "tests/golden/forms-refused.txt", "\n---\n".join(answers))


def test_what_is_done_is_told_with_what_to_look_at(send: Send, homes: Homes, golden: Golden) -> None:
    said = [send(suggest(section="passing-on/by-confidence", claim=CLAIM)), send(correct())]
    homes["/arxiv/api/query"] = feed(preprint(id="2403.00007", title="Cogs", doi="10.1234/cogs"))
    homes["/crossref/works/10.1234/cogs"] = Answer("", 503)
    said.append(send(suggest(paper="2403.00007")))
    assert [code for code, _ in said] == [0, 0, 0]
    golden(ROOT / "tests/golden/forms-done.txt", "\n---\n".join(text for _, text in said))


@pytest.mark.parametrize("text", [
    suggest(paper=EVIL), suggest(section=EVIL), correct(paper=EVIL), correct(evidence=EVIL),
    correct(correct=EVIL + "{"),
    suggest(paper="```\N{NO-BREAK SPACE}```\N{NO-BREAK SPACE}" + EVIL), correct(field=EVIL),
])  # fmt: skip
def test_what_a_stranger_wrote_is_no_markup_in_the_answer(send: Send, text: str) -> None:
    code, said = send(text)
    assert code == 1
    lines = said.splitlines()
    ours = [line for line in lines if not line.startswith("    ")]
    assert not any(sign in line for line in ours for sign in "@<>`$#|")
    first = next(at for at, line in enumerate(lines) if line.startswith("    "))
    assert lines[first - 1] == ""  # or it would go on with the paragraph above


def test_a_claim_is_text_whatever_it_looks_like(folder: Path, send: Send) -> None:
    claim = "Turns: \"'{}[]&*!|>%@` #1 <b>$(touch pwned)</b> {{ 7 * 7 }} ${{ github.token }} [x](javascript:y) -- so"
    code, said = send(suggest(section="passing-on/by-confidence", claim=claim))
    assert code == 0
    assert "pwned" not in said
    [place] = load(folder).places["gear2024small"]
    assert place.claim == claim


def test_a_title_that_a_home_sends_is_no_markup_either(send: Send, homes: Homes) -> None:
    homes["/arxiv/api/query"] = feed(preprint(title="Gears @everyone &lt;img src=x&gt; ::add-mask::x"))
    code, said = send(suggest())
    assert code == 0
    assert "everyone" not in said


def test_a_home_that_does_not_answer_is_told(send: Send, homes: Homes) -> None:
    homes["/arxiv/api/query"] = Answer("<html>@everyone", 503)
    code, said = send(suggest())
    assert code == 1
    assert "arXiv is in trouble (503)" in said


def test_data_that_was_broken_before_is_told_in_short(folder: Path, send: Send) -> None:
    path = folder / "data/papers.bib"
    path.write_text(path.read_text().replace("year = ", "yaer = "))
    code, said = send(suggest())
    assert code == 1
    assert "unknown field `yaer`" in said
    assert len(said.splitlines()) < 30


@pytest.mark.parametrize(("field", "given", "written"), [
    ("title", "Gears of LLMs, <i>Wheels</i> of Wood", "Gears of {LLMs}, Wheels of Wood"),
    ("author", "Gear, Ada and Bo van der Wheel and {Gear Team}", "Gear, Ada and van der Wheel, Bo and {Gear Team}"),
    ("code", "https://example.org/a_b", "https://example.org/a_b"),
])  # fmt: skip
def test_a_correction_changes_one_line(folder: Path, send: Send, field: str, given: str, written: str) -> None:
    path = folder / "data/papers.bib"
    before = path.read_text()
    path.write_text(bibfile.with_field(before, "mausam2023plain", "note", "x"))  # as the house writes entries
    before = path.read_text()
    code, said = send(correct(paper="mausam2023plain", field=field, correct=given))
    assert code == 0, said
    assert said.startswith(f"Correct {field} of mausam2023plain\n")
    entries = {str(entry.key): entry for entry in bibtex.read(path.read_text(), "")[0]}
    assert entries["mausam2023plain"].fields[field] == written
    assert len(set(path.read_text().splitlines()) - set(before.splitlines())) == 1


def test_lines_end_as_they_did(folder: Path, send: Send) -> None:
    path = folder / "data/papers.bib"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert send(correct(paper="mausam2023plain"))[0] == 0
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert b"  title = {Gears},\r\n" in path.read_bytes()


def test_a_paper_that_waits_is_corrected_by_hand(send: Send) -> None:
    assert send(suggest(section="passing-on/by-confidence", claim=CLAIM))[0] == 0
    code, said = send(correct(paper="gear2024small"))
    assert code == 1
    assert "waits in data/inbox/gear2024small.yml" in said


def test_what_forms_ask_for_is_what_the_program_takes() -> None:
    found = {form.name: {field.id: field for field in form.fields} for form in forms(ROOT)}
    *fields, other = found["correct-record"]["field"].options
    assert set(fields) <= set(bibtex.FIELDS)
    assert other not in bibtex.FIELDS
    assert [name for name, field in found["suggest-paper"].items() if field.is_line] == [
        "paper",
        "section",
        "claim",
        "reason",
    ]
    lines = [name for name, field in found["correct-record"].items() if field.is_line]
    assert lines == ["paper", "field", "correct", "evidence"]


@pytest.mark.parametrize("text", [
    "", "Hello", "[]", "12", "{}", '{"issue": 7}', '{"number": "x", "body": ""}', "[" * 100_000, "\x00",
])  # fmt: skip
def test_what_holds_no_issue_is_told(folder: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "issue.json").write_text(text)
    assert (
        cli.main(["--root", str(folder), "form", str(tmp_path / "issue.json"), "--into", str(tmp_path / "said")]) == 1
    )
    assert "holds no issue" in (tmp_path / "said/refusal.md").read_text()


def test_an_issue_without_a_text_is_no_form(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text('{"action": "labeled", "issue": {"number": 12, "body": null}}')
    assert (
        cli.main(["--root", str(folder), "form", str(tmp_path / "event.json"), "--into", str(tmp_path / "said")]) == 1
    )
    assert "this is no form as it was sent" in (tmp_path / "said/refusal.md").read_text()


def test_no_form_brings_the_label_that_starts_the_workflow() -> None:
    workflow = (ROOT / ".github/workflows/curate.yml").read_text()
    for form in forms(ROOT):
        for label in yaml.safe_load((ROOT / FOLDER / f"{form.name}.yml").read_text())["labels"]:
            assert f"'{label}'" not in workflow
