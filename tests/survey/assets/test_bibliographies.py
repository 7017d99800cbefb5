"""What is said of somebody's bibliography: where entries differ from the record, and what a file is that has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
PAPER = {
    "key": "abara2019tide",
    "title": "MoonClock: Reading a Tide by its own Shadow",
    "authors": [{"family": "Abara"}, {"family": "van der Zee"}, {"family": "Ångström"}],
    "more_authors": False,
    "year": 2019,
    "form": "journal",
    "venue": "TACL",
    "venue_name": "Transactions of the Association for Computational Linguistics",
    "volume": "7",
    "issue": "2",
    "pages": "1234-1256",
    "doi": "10.5555/harbour.2019.12",
}
SAME = {
    "title": ("{M}oon{C}lock: reading a tide by its own shadow",),
    "author": (
        'Ngozi Abara and Jan van der Zee and {\\AA}ngstr{\\"o}m, Bo', "Abara, N. and van der Zee, J. and others",
    ),
    "year": ("2019",),
    "date": ("2019-05-01",),
    "journal": ("TACL", "Trans. Assoc. Comput. Linguistics", "Transactions of the {ACL}"),
    "volume": ("7",),
    "number": ("2",),
    "pages": ("1234--1256", "1234-56", "1234", "1234–1256"),
    "doi": ("https://doi.org/10.5555/HARBOUR.2019.12", "10.48550/arXiv.1905.01234"),
}  # fmt: skip
OTHER = {
    "title": ("MoonClock",),
    "author": ("Abara, Ngozi", "van der Zee, J. and Abara, N. and others", "Abara, N and Zee, v. and Bo, A. and X, Y"),
    "year": ("2018",),
    "journal": ("Journal of Harbours",),
    "volume": ("8",),
    "number": ("3",),
    "pages": ("1234--1257", "12"),
    "doi": ("10.5555/other",),
}


def differing(call: Call, field: str, said: str, **changes: object) -> list[str]:
    entry = {"type": "article", "key": "x", "fields": {field: said}, "line": 1, "start": 0, "end": 0}
    return [one["field"] for one in call("tools/differs.js", "differences", entry, PAPER | changes)]


@pytest.mark.parametrize(("field", "said"), [(field, said) for field, all_said in SAME.items() for said in all_said])
def test_another_way_to_say_the_same_is_no_difference(call: Call, field: str, said: str) -> None:
    assert differing(call, field, said) == []


@pytest.mark.parametrize(("field", "said"), [(field, said) for field, all_said in OTHER.items() for said in all_said])
def test_what_contradicts_the_record_is_told_with_its_field(call: Call, field: str, said: str) -> None:
    assert differing(call, field, said) == [field]


def test_what_either_side_leaves_out_is_no_difference(call: Call) -> None:
    assert differing(call, "volume", "7", volume="") == []
    assert differing(call, "author", "Abara, N. and van der Zee, J. and Å, B. and X, Y", more_authors=True) == [
        "author"
    ]
    whole = "Abara, N. and van der Zee, J. and Ångström, B. and X, Y"
    assert differing(call, "author", whole, more_authors=True) == []
    assert differing(call, "journal", "CoRR", form="preprint") == []


NATURES = {
    "  \n ": "empty",
    "<html><body>": "web page",
    '<?xml version="1.0"?>': "XML",
    "TY  - JOUR\n": "RIS",
    "%0 Journal Article\n%T x\n": "EndNote",
    "PMID- 1\n": "PubMed",
    "FN Clarivate\nPT J\n": "Web of Science",
    '[{"id": 1}]': "JSON",
    "{}": "JSON",
    "\\begin{thebibliography}{9}\\bibitem{a} x": ".bbl",
    "\\section{A} \\citep[see]{a}": "LaTeX",
    "\\citation{a}": "LaTeX has written",
    "key1:\n  type: article\n": "YAML",
    "Key;Title;Year\n": "table",
    "author = {A}": "fields",
    "@article{": "none of them can be read",
    "see @doe": "an @",
    "Words.": "No entry",
}


@pytest.mark.parametrize("text", NATURES)
def test_what_is_no_bibliography_is_named(call: Call, text: str) -> None:
    assert NATURES[text] in call("reading/nature.js", "natureOf", text)["what"]
