from __future__ import annotations

import pytest

from survey import prose
from survey.prose import Reference


def rendered(text: str) -> str:
    return prose.render(
        text, lambda keys: f"<{','.join(keys)}>", lambda section, words: f"<{section}|{words}>", lambda n: f"<#{n}>"
    )


def test_citations_are_found_with_their_lines() -> None:
    text = "One [@a2020b].\n\nTwo [@c2021d;  @e2022f] and [@g2023h]."
    assert list(prose.citations(text)) == [
        Reference("a2020b", 1), Reference("c2021d", 3), Reference("e2022f", 3), Reference("g2023h", 3),
    ]  # fmt: skip
    assert list(prose.groups(text)) == [["a2020b"], ["c2021d", "e2022f"], ["g2023h"]]


def test_links_counts_and_blocks_are_found_with_their_lines() -> None:
    text = (
        "[[ebb]] [[count:papers]]\n<!-- survey: map -->\n"
        "[[flood|the flood]] [[count:tides]]\n<!-- survey: cross a b -->"
    )
    assert list(prose.section_links(text)) == [Reference("ebb", 1), Reference("flood", 3)]
    assert list(prose.counts(text)) == [Reference("papers", 1), Reference("tides", 3)]
    assert list(prose.blocks(text)) == [Reference("map", 2), Reference("cross a b", 4)]


def test_prose_is_filled_in() -> None:
    assert rendered("See [@a; @b], [[ebb]], [[ebb|the ebb]] and [[count:papers]].") == (
        "See <a,b>, <ebb|>, <ebb|the ebb> and <#papers>."
    )


@pytest.mark.parametrize(
    "text", ["[@]", "[a@b]", "[@a b]", "[@a;]", "[[]]", "[[a b]]", "[[a|]]", "[x](@y)", "[[count:]]"]
)
def test_what_only_looks_like_a_reference_stays(text: str) -> None:
    assert rendered(text) == text


@pytest.mark.parametrize("code", [
    "`[@a] [[b]]`",
    "``[@a] ` [[b]]``",
    "```\n[@a]\n```",
    "```text\n[[b]]\n````",
    "~~~~\n[@a]\n~~~\n[[b]]\n~~~~",
    "```\nnever closed [@a]",
])  # fmt: skip
def test_code_is_left_alone(code: str) -> None:
    assert rendered(f"[@x]\n\n{code}") == f"<x>\n\n{code}"
    assert list(prose.citations(f"\n{code}\n")) == []


def test_lines_are_counted_through_code() -> None:
    assert list(prose.citations("a\n\n```\n\n[@no]\n```\n[@yes]")) == [Reference("yes", 7)]
    assert list(prose.citations("```\n```\n[@yes]")) == [Reference("yes", 3)]


def test_a_lone_backtick_is_no_code() -> None:
    assert rendered("a ` b [@a] ``` c") == "a ` b <a> ``` c"
    assert (
        rendered("  ```\n[@a]") == "  ```\n<a>"
    )  # CommonMark would have a fence here; only fences at the margin count


def test_code_in_html_is_left_alone() -> None:
    html = "<code>[@a]</code> [@b] <pre class=x>[@c]\n[@d]</pre> [@e] <codex>[@f]</codex> <code>[@g]"
    made = prose.render(html, ",".join, lambda section, _: section, str, prose.HTML_CODE)
    assert made == "<code>[@a]</code> b <pre class=x>[@c]\n[@d]</pre> e <codex>f</codex> <code>[@g]"


def test_every_block_says_how_many_arguments_it_takes() -> None:
    assert {name: count for name, count in prose.BLOCKS.items() if count} == {"crosstab": 2, "terms-given": 3}
