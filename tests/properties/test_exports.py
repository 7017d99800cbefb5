"""Whatever is let in comes out as the same records and nothing else, to a reader of BibTeX that is not ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from conftest import ROOT, TIDES, TOY
from survey.check.load import check, load
from survey.check.mend import mends
from survey.check.rules import validate
from survey.formats import csl, ris
from survey.formats.bibtex import bibliography, bibtex, preprint
from survey.model import OF_PAPERS, Paper
from survey.read.bibtex import Entry, inherit, read
from survey.read.link import link
from survey.read.records import Records, TaxonomyRecord

Found = list[tuple[str, str, dict[str, str]]]
# What BibTeX takes apart, in the middle of what it does not.
PIECES = (
    "a", "Tide", "É", "ß", " ", "  ", "\n", "{", "}", "{}", "{{", "}}", '"', ",", "=", "#", "@",
    "@misc{b,", "%", "$", "\\", "\\{", "\\}", "\\\\", '\\"', "\\'e", "{\\'e}", "\\emph{a}", "\\input{x}",
    "~", "--", "(", ")", "},", '",', "title = {b}", "and", " and ", "others", "\t", "0", "٣",
)  # fmt: skip
VALUE = st.lists(st.sampled_from(PIECES), max_size=8).map("".join) | st.text(max_size=12)
FIELD = st.sampled_from(
    ("title", "author", "note", "booktitle", "journal", "publisher", "address", "year", "month", "pages")
)
DELIMITERS = st.sampled_from(("{{{}}}", '"{}"', "{}", '{{"{}"}}', '"{{{}}}"', "({})"))
# Of those, one in fifty is let in; of what is made of sound pieces, most are.
SOUND_PIECES = (
    "a", "Tide", "É", "ß", " ", "\n", "{}", "{a}", "{{A}}", "{,}", "=", "#", ",", "@", "(", ")", "--", "~", "'", "`",
    "{\\'e}", "\\'{e}", "\\'e", "\\o ", "\\&", "\\%", "\\{a\\}", "\\emph{a}", "$x$", '{"}', '{"a"}', "TY  - ",
)  # fmt: skip
SOUND_VALUE = st.lists(st.sampled_from(SOUND_PIECES), min_size=1, max_size=8).map(
    lambda pieces: f"Low {''.join(pieces)}"
)
TEXTS = st.sampled_from(("title", "note", "booktitle", "journal", "publisher", "address"))
PARTS = st.tuples(FIELD, DELIMITERS, VALUE) | st.tuples(TEXTS, st.sampled_from(("{{{}}}", '"{}"')), SOUND_VALUE)
SOUND = {"author": "  author = {Ebb, Ada},\n", "title": "  title = {Low Water},\n", "year": "  year = {2020},\n"}


def _raw_entry(kind: str, fields: list[tuple[str, str, str]]) -> str:
    """What was drawn, and of what every entry needs the rest."""
    drawn = [f"  {name} = {delimiters.format(value)},\n" for name, delimiters, value in fields]
    rest = [line for name, line in SOUND.items() if name not in {name for name, _, _ in fields}]
    return f"@{kind}{{ebb2020slow,\n{''.join(drawn + rest)}}}\n"


RAW_ENTRY = st.builds(
    _raw_entry,
    st.sampled_from(("misc", "article", "inproceedings")),
    st.lists(PARTS, max_size=3, unique_by=lambda parts: parts[0]),
)


def as_bibtex_reads(text: str) -> Found:
    """The entries of a file by BibTeX's own rules (btxdoc; Patashnik's bibtex.web), where braces count however escaped.

    Raises:
        ValueError: where BibTeX would stop.

    """
    found: Found = []
    at = text.find("@")
    while at >= 0:
        kind, _, rest = text[at + 1 :].partition("{")
        key, _, rest = rest.partition(",")
        fields: dict[str, str] = {}
        while not (rest := rest.lstrip()).startswith("}"):
            name, equals, rest = rest.partition("=")
            value, rest = _value(rest.lstrip())
            if not equals or not name.strip().isidentifier() or name.strip() in fields or not rest.startswith(","):
                raise ValueError(name)
            fields[name.strip()] = value
            rest = rest[1:]
        found.append((kind, key, fields))
        text = rest[1:]
        if text[: (text + "@").find("@")].strip():
            raise ValueError(text)  # something stands between entries
        at = text.find("@")
    return found


def _value(text: str) -> tuple[str, str]:
    if not text.startswith("{"):
        bare = text[: text.index(",")]
        return bare, text[len(bare) :]
    depth = 0
    for at, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return text[1:at], text[at + 1 :]
    raise ValueError(text)


def accepted(text: str) -> tuple[Entry, ...]:
    """The entries of a file that no rule has anything against, but that they stand in no taxonomy."""
    entries, problems = read(text, "data/papers.bib")
    records = Records(tuple(inherit(entries)), TaxonomyRecord(()), {})
    faults = [
        p for p in validate(records) if not p.is_warning and "approach" not in p.message and "sections" not in p.message
    ]
    assume(entries and not problems and not faults)
    return records.entries


def papers(entries: tuple[Entry, ...]) -> Iterator[Paper]:
    return iter(link(Records(entries, TaxonomyRecord(()), {})).papers.values())


def said(entries: tuple[Entry, ...]) -> Found:
    return [(str(e.kind), str(e.key), {name: str(value) for name, value in e.fields.items()}) for e in entries]


# What an export says otherwise: a preprint's place, the kind of its identifier, and a number.
RENAMED = {"journal": ("howpublished", "eprint"), "eprinttype": ("archiveprefix",), "number": ("issue",)}
NEVER_LEFT_OUT = {"author", "title", "year", "booktitle", "journal", "pages", "note", "doi", "eprint", "month"}


def comes_out(paper: Paper, kind: str, key: str, fields: dict[str, str]) -> None:
    """Each value is one of the record's, under its name or the one that programs know, and none that counts is lost."""
    assert key == paper.key
    assert kind in {paper.kind, "article"}
    for name, value in fields.items():
        sources = [paper.fields[known] for known in (name, *RENAMED.get(name, ())) if known in paper.fields]
        assert any(source.lower() in value.lower() for source in sources), name
        assert name in RENAMED or value in sources, name
    lost = paper.fields.keys() - fields.keys()
    assert not lost & (NEVER_LEFT_OUT - ({"pages"} if kind == "misc" else set()))


def holds(entries: tuple[Entry, ...]) -> None:
    made = list(papers(entries))
    written = bibliography(map(bibtex, made))
    found = as_bibtex_reads(written)
    assert len(found) == len(made)
    again, problems = read(written, "x.bib")
    assert problems == []
    assert said(tuple(again)) == found
    for paper, (kind, key, fields) in zip(made, found, strict=True):
        comes_out(paper, kind, key, fields)
        [(_, again_key, escaped)] = as_bibtex_reads(bibtex(paper, ascii_only=True))
        assert (again_key, escaped.keys()) == (paper.key, fields.keys())
        assert len(as_bibtex_reads(preprint(paper)) if paper.arxiv else [0]) == 1
        tags = [line[:6] for line in ris.record(paper).splitlines()]
        assert all(tag[2:] == "  - " for tag in tags)
        assert (tags.count("TY  - "), tags.count("ER  - "), tags.count("TI  - ")) == (1, 1, 1)
        assert json.loads(csl.record(paper))["id"] == paper.key


@given(RAW_ENTRY)
@example('@misc{a2020b,\n  author = {A, B},\n  title = "C},\n year = {1999}, note = {D",\n  year = {2020},\n}\n')
@example("@misc{a2020b,\n  author = {A, B},\n  title = {C \\},\n  year = {2020},\n}\n")
@example("@misc{ebb2020slow,\n  note = {\\ },\n  author = {Ebb, Ada},\n  title = {Low Water},\n  year = {2020},\n}\n")
def test_an_entry_that_is_accepted_comes_out_as_it_was(text: str) -> None:
    holds(accepted(text))


@given(st.lists(RAW_ENTRY, min_size=2, max_size=3))
def test_several_entries_do_not_run_into_each_other(texts: list[str]) -> None:
    holds(
        accepted(
            "\n".join(
                text.replace("ebb2020slow", f"ebb2020s{n}").replace("Low", f"Low {n}") for n, text in enumerate(texts)
            )
        )
    )


@pytest.mark.parametrize("project", [ROOT, TIDES, TOY], ids=["real", "tides", "toy"])
def test_every_entry_comes_out_as_it_was(project: Path) -> None:
    records, _ = check(project)
    holds(tuple(sorted(records.entries, key=lambda entry: entry.key)))
    terms = records.taxonomy.carried(OF_PAPERS)  # which papers have beside their fields
    told = [
        (kind, key, {name: text for name, text in fields.items() if name not in terms})
        for kind, key, fields in said(records.entries)
    ]
    assert told == [(p.kind, p.key, dict(p.fields)) for p in load(project).papers.values()]


@given(RAW_ENTRY)
def test_what_is_mended_by_itself_says_the_same(toy: Path, text: str) -> None:
    """But for blanks and dashes in ranges of pages; and once mended, nothing is left to mend."""
    path = toy / "data/papers.bib"
    good = path.read_text()
    path.write_text(f"{good}\n{text}")
    try:
        for mend in mends(toy):
            (toy / mend.path).write_text(mend.after)
        before, after = (read(t, "x.bib") for t in (f"{good}\n{text}", path.read_text()))
        if not before[1]:
            assert after[1] == []
            assert {str(e.key): e.fields.keys() for e in before[0]} == {str(e.key): e.fields.keys() for e in after[0]}
        assert list(mends(toy)) == []
    finally:
        path.write_text(good)
