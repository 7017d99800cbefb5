"""`cli.py survey`: which references of a new version are new, gone, or published since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import cli
from conftest import ROOT, TOY
from survey.check.load import read
from survey.curate.compare.references import references
from survey.curate.compare.survey import Compared, compare
from survey.diagnostics import Located

ITEMS = {
    "cascade": "A. Chen and G. Varoquaux. Asking small models first: a cascade for LLMs. arXiv:2401.00001, 2024.",
    "bert": "J. Müller et al. BERT & friends: 50% smaller, 90% as good. Journal of Toys, 3(1), 2022.",
    "plain": "Mausam. Plain words. In Proceedings of Toys, 2025.",
    "new": "A. Gear. Small gears turn large wheels with LLMs, 2024. https://arxiv.org/abs/2403.00001.",
}
BIB = r"""
@misc{cascade, author={Ada Chen and Ga{\"e}l Varoquaux}, title={Asking Small Models First: a Cascade for LLMs},
  eprint={2401.00001}, year=2024}
@article{bert, author={J{\"o}rg M{\"u}ller and others}, title={{BERT} \& Friends: 50\% Smaller, 90\% as Good},
  journal={Journal of Toys}, year=2022}
@inproceedings{plain, author={{Mausam}}, title={Plain Words}, booktitle={Proceedings of Toys}, year=2025}
@misc{new, author={Ada Gear}, title={Small Gears Turn Large Wheels with LLMs}, eprint={2403.00001}, year=2024}
@misc{uncited, author={Bo Wheel}, title={Never Cited by Anybody at All}, year=2024}
"""


def lay_out(folder: Path, kind: str) -> Path:
    """The same references in every form in which people have them."""
    lines = list(ITEMS.values())
    escaped = {key: text.replace("&", r"\&").replace("%", r"\%").replace("ü", r"{\"u}") for key, text in ITEMS.items()}
    bbl = "\\begin{thebibliography}{9}\n" + "".join(
        f"\\bibitem[{{Someone}}(2024)]{{{key}}}\n{text[:30]}\\emph{{{text[30:]}}}\n\n" for key, text in escaped.items()
    ) + "\\end{thebibliography}\n\\section{After}\n"  # fmt: skip
    cites = "\\cite{cascade,bert}% \\cite{uncited}\n\\citep[see][]{plain}\n\\bibliography{refs}\n"
    texts = {
        "v8.bib": BIB.replace("@misc{uncited", "@comment{uncited"),
        "v8.bbl": bbl,
        "inside.tex": f"\\documentclass{{article}} Text.\n{bbl}",
        "beside.tex": "Text.",
        "cited.tex": f"\\input{{part}}\\nocite{{new}}{cites}",
        "numbers.txt": "Introduction\n\nReferences\n" + "".join(f"[{n}] {text}\n" for n, text in enumerate(lines, 1)),
        "dots.txt": "\n".join(f"{n}. {text[:60]}\n   {text[60:]}" for n, text in enumerate(lines, 1)),
        "blank.txt": "About toys.\n\n# References\n\n" + "\n\n".join(lines),
        "list.md": "## 7 References\n\n" + "".join(f"* {text} [up](x.html#s1 'Plain Words')\n" for text in lines),
    }
    (folder / "beside.bbl").write_text(bbl)
    (folder / "refs.bib").write_text(BIB)
    (folder / "part.tex").write_text("A part. \\input{cited}\n")
    (folder / kind).write_text(texts[kind])
    return folder / kind


FORMS = ("v8.bib", "v8.bbl", "inside.tex", "beside.tex", "cited.tex", "numbers.txt", "dots.txt", "blank.txt", "list.md")


@pytest.mark.parametrize("kind", FORMS)
def test_whatever_the_form_references_are_told_apart(tmp_path: Path, kind: str) -> None:
    found = compare(read(TOY)[0], lay_out(tmp_path, kind))
    assert set(found.here) == {"chen2024cascade", "muller2022robust", "mausam2023plain"}
    assert [one.asked.removeprefix("https://arxiv.org/abs/").removeprefix("arXiv:") for one in found.new] == [
        "2403.00001"
    ]
    assert found.gone == ["ong2025route"]
    assert found.since == {"chen2024cascade": "TOY 2024"}
    assert found.ahead == ["mausam2023plain"]


def test_an_earlier_version_says_what_is_new_and_gone(tmp_path: Path) -> None:
    before = tmp_path / "v7.bib"
    before.write_text(BIB + "@misc{route, author={Isaac Ong and Mei Liu}, title={Routing Toys}, year=2025}")
    found = compare(read(TOY)[0], lay_out(tmp_path, "numbers.txt"), before)
    assert (found.new, found.gone) == ([], ["ong2025route"])
    before.write_text("@misc{other, author={Isaac Ong}, title={Something Else Altogether Here}}")
    found = compare(read(TOY)[0], lay_out(tmp_path, "numbers.txt"), before)
    assert (len(found.new), found.gone) == (1, [])


def test_a_title_that_has_been_changed_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "v8.txt"
    path.write_text(
        "[1] Chen, A. Asking small models before large ones: a cascade of LLMs. 2023.\n[2] B. Wheel. Of wheels, 2020.\n"
    )
    found = compare(read(TOY)[0], path)
    assert list(found.doubtful) == ["chen2024cascade"]
    assert "chen2024cascade" not in found.gone


def test_short_titles_need_their_author(tmp_path: Path) -> None:
    path = tmp_path / "v8.txt"
    path.write_text(
        "[1] B. Wheel. On plain words and how they are found. 2020.\n[2] A. Gear. Of the teeth of gears, 2020.\n"
    )
    assert compare(read(TOY)[0], path).here == {}


def test_it_is_told_by_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], golden: Callable[[Path, str], None]
) -> None:
    told = ""
    for kind in FORMS:
        assert cli.main(["--root", str(TOY), "survey", str(lay_out(tmp_path, kind))]) == 0
        told += capsys.readouterr().out + "\n"
    golden(ROOT / "tests/golden/survey.txt", told)


@pytest.mark.parametrize("reference", [
    "[1] A. Chen. Small models first. arXiv:2401.00001, 2024.",  # by its identifier, whatever its title
    ("[1] J. Müller. BERT & friends: 50% smaller, 90% as good. 2022. Then: A. Chen et al. Asking small models first: a "
    "cascade for LLMs."),
])  # fmt: skip
def test_a_reference_in_running_text_is_of_one_paper(tmp_path: Path, reference: str) -> None:
    path = tmp_path / "v8.txt"
    path.write_text(f"References\n{reference}\n[2] B. Wheel. On the turning of wheels, 2020.\n")
    found = compare(read(TOY)[0], path)
    assert list(found.here) == ["chen2024cascade" if "2401" in reference else "muller2022robust"]


def test_documents_that_take_in_each_other_end(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text(
        f"\\input{{b}}\\input{{../{tmp_path.name}/b}}\n\\input{{/etc/hostname}}\\bibitem{{k}} {'x ' * 30}"
    )
    (tmp_path / "b.tex").write_text("\\input{a}\\include{a.tex}")
    found, _ = references(tmp_path / "a.tex")
    assert {one.name for one in found} == {"k"}


def test_nothing_is_compared_with_nothing() -> None:
    assert Compared("x").here == {}


def test_what_was_added_since_cannot_be_gone(tmp_path: Path) -> None:
    records = read(TOY)[0]
    entries = [replace(e, fields={**e.fields, "added": Located("2026-01-02", 1)}) for e in records.entries]
    assert compare(replace(records, entries=tuple(entries)), lay_out(tmp_path, "numbers.txt")).gone == []


PREPRINT = "[1] Mausam. Plain words. arXiv:2301.00002, 2023.\n"
PUBLISHED = "[1] Mausam. Plain words. In Proceedings of Toys, 2025.\n"


def test_a_preprint_on_both_sides_has_not_been_published_since(tmp_path: Path) -> None:
    path = tmp_path / "v8.txt"
    path.write_text(PREPRINT)
    found = compare(read(TOY)[0], path)
    assert list(found.here) == ["mausam2023plain"]
    assert (found.since, found.ahead) == ({}, [])


@pytest.mark.parametrize(("eprint", "ahead"), [("2301.00002", ["mausam2023plain"]), ("", [])])
def test_only_a_preprint_can_have_been_published_elsewhere(tmp_path: Path, eprint: str, ahead: list[str]) -> None:
    path = tmp_path / "v8.txt"
    path.write_text(PUBLISHED)
    records = read(TOY)[0]
    entries = tuple(
        replace(entry, fields={**entry.fields, "eprint": Located(eprint, 1)})
        if entry.key == "mausam2023plain"
        else entry
        for entry in records.entries
    )
    assert compare(replace(records, entries=entries), path).ahead == ahead


def test_where_an_article_has_been_published_since_is_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "v8.txt"
    path.write_text("[1] J. Müller et al. BERT & friends: 50% smaller, 90% as good. arXiv preprint, 2022.\n")
    [venue] = compare(read(TOY)[0], path).since.values()
    assert venue.endswith(" 2022")
    assert venue != " 2022"


def test_what_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "v8.bib"
    path.write_text(BIB + "@misc{broken, author={Ada Gear, title={Of Gears}}\n")
    assert cli.main(["--root", str(TOY), "survey", str(path)]) == 0
    assert "\nCannot be read:\n  " in capsys.readouterr().out
