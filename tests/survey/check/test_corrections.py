from __future__ import annotations

from pathlib import Path

import pytest

from survey.check.load import check

RECORD = """
@misc{chen2024toy,
  author = {Chen, Lihu and {NLLB Team}},
  title = {A Toy},
  howpublished = {arXiv preprint arXiv:2401.00001},
  year = {2024},
  url = {https://example.org/toy},
}
"""
TAXONOMY = """
sections:
  - id: toys
    title: Toys
    lead: All toys.
    approaches: [{id: small, title: Small, lead: Small toys., papers: {chen2024toy: It is small.}}]
"""


def messages(folder: Path, field: str, correct: str) -> list[str]:
    """What is said about a correction of the toy record, without warnings."""
    (folder / "data").mkdir()
    (folder / "data/papers.bib").write_text(RECORD)
    (folder / "data/taxonomy.yml").write_text(TAXONOMY)
    (folder / "data/survey.yml").write_text("sources: {survey: The survey}\n")
    (folder / "data/corrections.yml").write_text(
        "corrections:\n"
        f'  - {{paper: chen2024toy, where: survey, field: {field}, printed: "?", correct: "{correct}", evidence: x}}\n'
    )
    return [p.message for p in check(folder)[1] if p.path == "data/corrections.yml" and not p.is_warning]


@pytest.mark.parametrize(
    ("field", "correct"),
    [
        ("title", "A toy"),
        ("year", "2024"),
        ("venue", "preprint"),
        ("authors", "Lihu Chen; NLLB Team"),
        ("link", "https://example.org/toy"),
        ("code", "no official code link"),
        ("citation", "chen2024toy"),
    ],
)
def test_a_correction_that_agrees_with_the_record_is_sound(tmp_path: Path, field: str, correct: str) -> None:
    assert messages(tmp_path, field, correct) == []


@pytest.mark.parametrize(
    ("field", "correct"),
    [
        ("title", "Another toy"),
        ("year", "2023"),
        ("venue", "Proceedings of Toys"),
        ("authors", "Lihu Chen; Somebody Else"),
        ("link", "https://example.org/other"),
        ("code", "https://example.org/code"),
        ("citation", "chen2024tou"),
    ],
)
def test_a_correction_that_the_record_contradicts_is_reported(tmp_path: Path, field: str, correct: str) -> None:
    (message,) = messages(tmp_path, field, correct)
    assert correct in message
