from __future__ import annotations

import pytest

from sketch import entry, records, told
from survey.check.rules import authors


def said(rule: str, author: str) -> list[str]:
    return told(getattr(authors, rule), records(entry(author=author)))


def test_names_that_cannot_be_taken_apart_are_told() -> None:
    assert said("entry_authors", "A, B, C, D") == [
        "2: ebb2020slow: `author`: cannot take the name `A, B, C, D` apart; write it `Family, Given`"
    ]
    assert said("entry_authors", "and others") == []
    assert said("entry_authors", "others") == [
        "2: ebb2020slow: `author` names nobody; write `Family, Given and Family, Given`"
    ]
    assert said("entry_authors", "Ebb, Ada") == said("entry_authors", "-") == []


@pytest.mark.parametrize(("author", "words"), [
    ("Moss, Élan", [("Élan", r"{\'E}lan")]),
    ("Élan Moss", [("Élan", r"{\'E}lan")]),
    ("Moss, Jean-Élie and Ebb, Ada Özge", [("Élie", r"{\'E}lie"), ("Özge", r"{\"O}zge")]),
    ("Élan, Ada", []),
    ("Élan", []),
    ("Ada Élan", []),
    (r"Moss, {\'E}lan", []),
    ("Moss, 潮", []),
    ("Moss, Réne", []),
])  # fmt: skip
def test_initials_that_bibtex_can_make(author: str, words: list[tuple[str, str]]) -> None:
    assert said("entry_given_names", author) == [
        f"2: ebb2020slow: `author`: BibTeX cannot shorten `{word}` to an initial; write `{written}`"
        for word, written in words
    ]


@pytest.mark.parametrize(("author", "sign", "culprit"), [
    ("Ebb, Ada and Flow et al.", "“et al.”", "Flow et al."),
    ("Ebb, Ada et al", "“et al.”", "Ada et al Ebb"),
    ("Ebb, ET. AL", "“et al.”", "ET. AL Ebb"),
    ("Ebb, Ada1", "footnote mark", "Ada1 Ebb"),
    ("Ebb, Ada*", "footnote mark", "Ada* Ebb"),
    ("Ebb†, Ada‡", "footnote mark", "Ada‡ Ebb†"),
    ("Ebb, Ada; Flow", "`;` or `&`", "Ada; Flow Ebb"),
    (r"Ebb \& Flow, Ada", "`;` or `&`", "Ada Ebb & Flow"),
    ("Ebb, ada@example.org", "address", "ada@example.org Ebb"),
    ("Ebb, http://x", "address", "http://x Ebb"),
])  # fmt: skip
def test_names_hold_nothing_but_names(author: str, sign: str, culprit: str) -> None:
    [message] = said("entry_author_signs", author)
    assert sign in message
    assert message.endswith(f": `{culprit}`")


@pytest.mark.parametrize("author", ["Ebb, Ada", "Retal, Eta", "Alet, Al", "Ebb, Ada and others", "A, B, C, D"])
def test_ordinary_names_pass(author: str) -> None:
    assert said("entry_author_signs", author) == []


@pytest.mark.parametrize("author", ["and Ebb, Ada", "Ebb, Ada and", "Ebb, Ada and and Flow, Bo"])
def test_a_stray_and_is_told(author: str) -> None:
    assert said("entry_author_and", author) == [
        "2: ebb2020slow: `author` has a stray “and”; one stands between two names"
    ]


@pytest.mark.parametrize("author", ["Ebb, Ada and Flow, Bo", "Anders, And", "Sand and Land", "-"])
def test_and_between_two_names_is_right(author: str) -> None:
    assert said("entry_author_and", author) == []


@pytest.mark.parametrize(("author", "full"), [
    ("GREEN, JOHN", "JOHN GREEN"), ("Ebb, Ada and GREEN, J", "J GREEN"), ("{NLLB}", ""), ("Green, JOHN", ""),
    ("GREEN, John", ""), ("NG, A", ""), ("ABE, A", "A ABE"),
])  # fmt: skip
def test_names_in_capitals_are_doubted(author: str, full: str) -> None:
    message = f"2: warning: ebb2020slow: `{full}` is all capitals; write it as usual"
    assert said("entry_author_capitals", author) == [message] * bool(full)


@pytest.mark.parametrize(("author", "is_doubtful"), [
    ("Ebb, A.", True), ("Ebb, A. B. and Flow, C.-D.", True), ("Ebb, A B", True), ("Ebb, A", True), ("Ebb, A.B.", True),
    ("Ebb, A. and Flow, Bo", False), ("{Gull Watch}", False), ("Ebb, Bo C.", False), ("Ebb, A. and {Gull Watch}", True),
])  # fmt: skip
def test_lists_of_initials_are_doubted(author: str, *, is_doubtful: bool) -> None:
    message = "2: warning: ebb2020slow: `author` has initials only; write given names out"
    assert said("entry_author_initials", author) == [message] * is_doubtful
