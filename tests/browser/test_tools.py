"""The tools that read the author's own files, with files as authors have them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.errors import errors_of
from browser.test_weight import SHIFTS
from survey.formats.bibtex import bibtex
from survey.model import Survey

UGLY = r"""
This text between entries is ignored, user@example.org too.
@string{acl = "Association for " # "Computational Linguistics"}
@comment{@article{hidden, title = {Not an entry}}}
@preamble{"\newcommand{\x}{y}"}
@InProceedings(devlin, author = "Jacob Devlin and others",
  title = {{BERT}: Pre-training of Deep {B}idirectional Transformers for Language Understanding},
  booktitle = acl, year = 2019, month = jun # "~2")
% a preprint that has been published since, under a key of its own
@article{ong24,
  author = {Isaac Ong and others}, title = {RouteLLM: Learning to Route {LLM}s with Preference Data},
  journal = {arXiv preprint arXiv:2406.18665v4}, year = {2024}
}
@misc{twice, title = {First}}
@misc{Twice, title = {Second}}
@misc{mac, title = {Macro}, publisher = nowhere}
@misc{nocomma, title = {Comma} year = 2020}
@misc{, title = {Keyless}}
@article{open, title = {Never closed,
  year = 2020
@misc{html, title = {<img src=x onerror="document.title='hacked'"> & <b>bold</b>},
  note = {</script><script>document.title='hacked'</script>}}
@misc{accents, author = {Ollion, \'Etienne}, title = {{ChatGPT} for Text Annotation? Mind the Hype!}}
@book{last, title = {The end
"""


@pytest.fixture
def check(page: Page, address: str) -> Page:
    page.goto(f"{address}tools/check-my-bib/")
    expect(page.locator("form.tool__form")).to_be_visible()
    return page


def give(page: Page, content: bytes | str, name: str = "mine.bib") -> str:
    raw = content.encode() if isinstance(content, str) else content
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": raw})
    summary = page.locator(".tool__summary")
    expect(summary).not_to_have_text("Reading …")
    return summary.inner_text()


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text()


def test_an_ugly_file_is_read_as_far_as_it_goes(check: Page) -> None:
    summary = give(check, UGLY)
    assert summary.startswith("Read 9 entries (UTF-8): 3 papers found here, 1 of them cited as a preprint")
    complaints = check.locator("[data-complaints] li").all_inner_texts()
    assert complaints == [
        "Line 15: the key Twice is already used in line 14; BibTeX keeps the first entry only",
        "Line 16: mac, publisher: the macro nowhere is defined nowhere; its name was taken as the text",
        "Line 17: nocomma: a comma is missing before year",
        "Line 18: @misc has no key; it was read all the same",
        "Line 19: a brace is not closed before the next entry starts",
        "Line 24: a brace is not closed before the file ends",
    ]


def test_nothing_in_a_file_is_executed_or_sent(check: Page, address: str) -> None:
    asked: list[str] = []
    check.on("request", lambda request: asked.append(request.url))
    give(check, UGLY)
    assert "hacked" not in check.title()
    assert check.locator(".tool__result img, .tool__result script").count() == 0
    assert all(url.startswith(address) for url in asked)
    assert not any(request for request in asked if "mine" in request)


def test_papers_are_found_under_other_keys(check: Page) -> None:
    give(check, UGLY)
    row = check.locator("tr", has=check.get_by_text("devlin", exact=True))
    expect(row).to_contain_text("devlin2019bert")
    expect(row).to_contain_text("title")


def test_a_preprint_published_since_is_corrected_under_the_authors_key(check: Page, survey: Survey) -> None:
    give(check, UGLY)
    corrected = saved(check, "Save your whole file, corrected as corrected.bib")
    ours = bibtex(survey.papers["ong2025routellm"])
    assert ours.replace("{ong2025routellm,", "{ong24,").rstrip() in corrected
    assert "arXiv preprint arXiv:2406.18665v4" not in corrected
    assert corrected.startswith(UGLY[:400])
    assert corrected.endswith(UGLY[-200:])


def test_keys_of_the_site_can_be_taken_over(check: Page) -> None:
    give(check, UGLY)
    check.get_by_label("Keep my keys").uncheck()
    assert saved(check, "Save the 1 corrected entry as corrected-entries.bib").startswith(
        "@inproceedings{ong2025routellm,"
    )


def test_each_section_shows_what_is_missing(check: Page, survey: Survey) -> None:
    section = survey.paths["model-routing"][-1]
    give(check, UGLY)
    row = check.locator("[data-section=model-routing]")
    expect(row.locator("[data-have]")).to_have_text(f"1 of {len(section.papers)}")
    with check.expect_download() as download:
        row.get_by_role("button", name="Save").click()
    missing = Path(download.value.path()).read_text()
    wanted = [paper for paper in section.papers if paper.key != "ong2025routellm"]
    assert missing == "\n".join(bibtex(paper) for paper in wanted)


def test_our_own_file_is_complete_and_current(check: Page, survey: Survey, root: Path) -> None:
    count = len(survey.papers)
    summary = give(check, (root / "data/papers.bib").read_bytes())
    assert summary.startswith(f"Read {count} entries (UTF-8): {count} papers found here, 0 of them")
    assert check.locator(".tool__result section").count() == 0


TIMED = """async (text) => {
  const chosen = new DataTransfer();
  chosen.items.add(new File([text], "mine.bib"));
  const input = document.querySelector("input[type=file]");
  input.files = chosen.files;
  const start = performance.now();
  input.dispatchEvent(new Event("change"));
  while (!/^(Read|The file|This) /.test(document.querySelector(".tool__summary")?.textContent ?? ""))
    await new Promise((go) => setTimeout(go, 10));
  return (performance.now() - start) / 1000;
}"""


def seconds(page: Page, text: str) -> float:
    """How long the page takes from the moment that a file is chosen to its result."""
    return float(page.evaluate(TIMED, text))


def test_five_thousand_entries_take_less_than_two_seconds(check: Page, root: Path) -> None:
    papers = (root / "data/papers.bib").read_text()
    entries = papers.startswith("@") + papers.count("\n@")
    times = -(-5000 // entries)
    took = min(seconds(check, papers * times) for _ in range(3))  # what the page needs, whatever else runs meanwhile
    expect(check.locator(".tool__summary")).to_contain_text(f"Read {entries * times} entries")
    assert took < 2
    assert check.locator("[data-complaints] li").count() == 51


@pytest.mark.parametrize(("content", "encoding"), [
    (UGLY.encode("utf-8-sig"), "UTF-8"),
    ("@misc{a, author = {Müller}, title = {x}}".encode("latin-1"), "Latin-1"),
    ("@misc{a, author = {Müller}, title = {x}}".encode("utf-16"), "UTF-16LE"),
])  # fmt: skip
def test_encodings_are_recognized(check: Page, content: bytes, encoding: str) -> None:
    assert f"({encoding})" in give(check, content)


@pytest.mark.parametrize(("content", "message"), [
    (b"%PDF-1.7\n\x00\x01\x02" * 100, "This is a binary file"),
    (b"", "Read 0 entries"),
    (b"<!doctype html><title>Not a bibliography</title>", "Read 0 entries"),
], ids=["binary", "empty", "html"])  # fmt: skip
def test_what_is_no_bibliography_is_told_plainly(check: Page, content: bytes, message: str) -> None:
    assert give(check, content).startswith(message)


@pytest.mark.parametrize(("unit", "times", "message"), [
    (" ", 61_000_000, "The file has 61 MB; up to 60 MB can be checked"),
    ("{", 2_000_000, "Read 0 entries"),
    ("\n ", 1_000_000, "Read 0 entries"),
    ("@a{b, c = ", 300_000, "Read 0 entries"),
    ('@misc{a, title = "', 200_000, "Read 0 entries"),
], ids=["huge", "braces", "whitespace", "unfinished", "quotes"])  # fmt: skip
def test_what_would_take_long_is_told_soon(check: Page, unit: str, times: int, message: str) -> None:
    took = check.evaluate(f"([unit, times]) => ({TIMED})('@misc{{a, title = {{' + unit.repeat(times))", [unit, times])
    expect(check.locator(".tool__summary")).to_contain_text(message)
    assert took < 5


def test_a_file_can_be_pasted(check: Page) -> None:
    check.get_by_label("Or paste BibTeX").fill(UGLY)
    check.get_by_role("button", name="Check", exact=True).click()
    expect(check.locator(".tool__summary")).to_contain_text("Read 9 entries")


DECODING = "title = {Fast Inference from Transformers via Speculative Decoding}"
FAST = f"{DECODING}, author = {{Leviathan, Y and Kalman, M and Matias, Y}}"
EVERY = rf"""
@misc{{current, {FAST}, booktitle = {{ICML}}, year = 2023, pages = {{19274-86}}}}
@misc{{again, {FAST}, booktitle = {{ICML}}, year = 2023}}
@misc{{old, title = {{RouteLLM: Learning to Route LLMs from Preference Data}}, eprint = {{2406.18665}}}}
@inproceedings{{other, title = {{BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding}},
  author = {{Devlin, Jacob and Chang, Ming-Wei}}, booktitle = {{ICML}}, year = 2018}}
@misc{{two, title = {{Attention Is Not Here}}, eprint = {{2406.18665}}}}
@misc{{near, title = {{Fast inferences of transformers by speculative decodings}}, author = {{Someone Else}}}}
@misc{{far, title = {{Quantum Gravity on the Beach}}}}
@misc{{broken, title = {{Never closed
"""


def test_every_entry_is_accounted_for(check: Page) -> None:
    summary = give(check, EVERY)
    assert summary.startswith(
        "Read 7 entries (UTF-8): 3 papers found here, in 4 entries, 1 of them cited as a preprint"
    )
    account = check.locator("[data-account] > div")
    counts = {row.get_attribute("data-verdict"): row.locator("strong").inner_text() for row in account.all()}
    assert counts == {
        "current": "1", "outdated": "1", "differs": "1", "repeated": "1", "conflicting": "1", "unknown": "2",
        "unreadable": "1",
    }  # fmt: skip
    fields = check.locator("tr", has=check.get_by_text("other", exact=True)).locator("[data-field]")
    assert fields.evaluate_all("all => all.map(one => one.dataset.field)") == ["author", "year", "booktitle"]
    lines = saved(check, "Save what became of every entry as entries.txt").splitlines()
    assert [line.split("\t")[:3] for line in lines[:3]] == [
        ["line 2", "current", "current"], ["line 3", "again", "repeated"], ["line 4", "old", "outdated"],
    ]  # fmt: skip


def test_what_may_be_meant_is_told_and_never_applied(check: Page, survey: Survey) -> None:
    give(check, EVERY)
    guess = check.locator("[data-unknown] li", has=check.get_by_text("near", exact=True))
    expect(guess).to_contain_text("Did you mean Fast Inference from Transformers via Speculative Decoding, ICML 2023?")
    expect(check.locator("[data-unknown] li", has=check.get_by_text("far", exact=True))).not_to_contain_text("Did you")
    give(check, "@misc{near, title = {Fast inferences of transformers by speculative decodings}}")
    assert check.locator(".tool__summary").inner_text().startswith("Read 1 entry (UTF-8): 0 papers found here")
    assert check.get_by_role("button", name=re.compile("^Copy .*corrected")).count() == 0
    expect(check.get_by_role("button", name=f"Copy all {len(survey.papers)} missing entries")).to_be_visible()


NATURES = {
    "": "It is empty.",
    "<!doctype html><title>x</title>": "It is a web page.",
    "TY  - JOUR\nTI  - Title\nER  - \n": "It is RIS. Export it again, as BibTeX.",
    '[{"id": "a", "type": "book"}]': "It is JSON",
    "\\documentclass{article}\n\\cite{a}": "It is a LaTeX manuscript",
    "key,title,year\na,b,2020\n": "it is a table",
    "title = {No head}": "It has fields, but no entry begins",
    "Devlin, J. BERT. NAACL 2019.": "No entry begins with @",
}


def test_what_is_no_bibtex_is_named_and_offered_nothing(check: Page) -> None:
    for text, told in NATURES.items():
        summary = give(check, text)
        assert summary.startswith("Read 0 entries"), text
        assert told in summary
        assert check.locator("[data-all-missing] button, [data-after-check]:visible").count() == 0


@pytest.mark.parametrize("tool", ["check-my-bib", "manuscript"])
def test_a_tool_keeps_its_place_or_says_why_it_does_not_start(
    browser: Browser, address: str, site: Path, tool: str
) -> None:
    page = browser.new_page()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{address}tools/{tool}/", wait_until="networkidle")
        assert page.evaluate(SHIFTS) == 0
    expect(page.locator(".tool__waiting")).to_be_hidden()
    page.goto(f"file://{site}/tools/{tool}/index.html")
    expect(page.locator(".tool__waiting")).to_be_visible()
    expect(page.locator("form.tool__form")).to_be_hidden()
    page.close()
    bare = browser.new_page(java_script_enabled=False)
    bare.goto(f"{address}tools/{tool}/")
    expect(bare.locator("noscript p")).to_be_visible()
    expect(bare.locator(".tool__waiting")).to_be_hidden()
    bare.close()


def manuscript(page: Page, address: str, text: str) -> str:
    page.goto(f"{address}tools/manuscript/")
    page.get_by_label("Or paste LaTeX").fill(text)
    page.get_by_role("button", name="Find citations").click()
    summary = page.locator(".tool__summary")
    expect(summary).not_to_have_text("Reading …")
    return summary.inner_text()


LATEX = r"""Small models \citep[see][ch.~2]{ong2025routellm, chen2024role} route % \cite{hidden}
\textcites[p. 1]{devlin2019bert}[p. 2]{knuth1984tex}, at 50\% of the cost \nocite{*}\citet*{chen2024role}."""
AUX = "\\relax\n\\citation{ong2025routellm,chen2024role}\n\\citation{devlin2019bert}\n\\abx@aux@cite{0}{knuth1984tex}\n"


@pytest.mark.parametrize("text", [LATEX, AUX], ids=["tex", "aux"])
def test_a_manuscript_yields_the_entries_it_cites(page: Page, address: str, survey: Survey, text: str) -> None:
    assert manuscript(page, address, text) == "The manuscript cites 4 keys; 3 of them are here."
    expect(page.locator("[data-cited=knuth1984tex]")).to_be_visible()
    keys = ("chen2024role", "devlin2019bert", "ong2025routellm")
    assert saved(page, "as manuscript.bib") == "\n".join(bibtex(survey.papers[key]) for key in keys)


HINTS = "\\documentclass{article} \\cite{Ong2025RouteLLM, ong2024routellm, knuth1984tex} \\nocite{*}"


def test_a_manuscript_with_slips_gets_hints_and_with_nocite_everything(
    page: Page, address: str, survey: Survey
) -> None:
    assert manuscript(page, address, HINTS) == "The manuscript cites 3 keys; 0 of them are here."
    for key in ("Ong2025RouteLLM", "ong2024routellm"):
        expect(page.locator(f"[data-cited={key}]")).to_contain_text("did you mean ong2025routellm?")
    expect(page.locator("[data-cited=knuth1984tex]")).to_have_text("knuth1984tex")
    everything = saved(page, f"Save all {len(survey.papers)} entries as everything.bib")
    assert everything.count("\n@") == len(survey.papers) - 1


OTHERS = {
    "We follow [@ong2025routellm; see @chen2024role, p. 3].": "The manuscript cites 2 keys; 2 of them are here.",
    "#set page()\n@ong2025routellm, #cite(<chen2024role>)": "The manuscript cites 2 keys; 2 of them are here.",
    "[1] I. Ong et al. RouteLLM: Learning to Route LLMs from Preference Data. ICLR 2025.\n[2] Y. Leviathan et al. "
    "Fast inference from transformers via speculative decod-\ning. ICML 2023.": "No key is cited; 2 papers here are "
    "named by title.",
    "@misc{a, title = {B}}": "This is a bibliography, not a text that cites.",
}


def test_markdown_typst_and_plain_references_are_read(page: Page, address: str) -> None:
    for text, told in OTHERS.items():
        assert manuscript(page, address, text) == told


def test_a_manuscript_without_citations_says_so(page: Page, address: str) -> None:
    assert manuscript(page, address, "\\cite{" * 20_000).startswith("No citation was found")


@pytest.mark.parametrize("tool", ["check-my-bib", "manuscript"])
def test_the_tools_have_no_script_error_and_fit_a_phone(page: Page, address: str, tool: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    with errors_of(page) as errors:
        page.goto(f"{address}tools/{tool}/")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert errors == []
