"""Forms as they come back: what looks as one does is read, and whatever else is sent is refused in a sentence."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from survey.curate.forms.filled import FOLDER, LONGEST, LONGEST_ANSWER, Field, Form, answers, forms
from survey.curate.refusal import Refusal

SHAPE = Form("ask", (
    Field("what", "What it is", is_line=True, is_required=True, options=()),
    Field("color", "Its color", is_line=True, is_required=False, options=("red", "green")),
    Field("more", "Anything else", is_line=False, is_required=False, options=()),
))  # fmt: skip
OTHER = Form("tell", (*SHAPE.fields[:1], *SHAPE.fields[2:]))


def sent(what: str = "a bell", color: str = "red", more: str = "_No response_") -> str:
    """A form as GitHub sends it."""
    return f"### What it is\n\n{what}\n\n### Its color\n\n{color}\n\n### Anything else\n\n{more}"


def why(text: str) -> str:
    with pytest.raises(Refusal) as refusal:
        answers(text, [SHAPE])
    return str(refusal.value)


def test_answers_on_one_line_are_read() -> None:
    assert answers(sent(), [OTHER, SHAPE]) == ("ask", {"what": "a bell", "color": "red"})
    assert answers(sent(color="_No response_"), [SHAPE])[1]["color"] == ""
    assert answers("### What it is\n\nx\n\n### Anything else\n\ny", [SHAPE, OTHER]) == ("tell", {"what": "x"})


def test_lines_may_end_as_in_a_browser() -> None:
    assert answers(sent().replace("\n", "\r\n") + "\r\n", [SHAPE]) == answers(sent(), [SHAPE])


def test_what_is_for_people_may_hold_anything_but_headings_of_the_form() -> None:
    more = "Two\n\n## lines\n```\n### Its colour\n<b>@all</b> \N{HEAVY BLACK HEART}\N{VARIATION SELECTOR-16}"
    assert answers(sent(more=more), [SHAPE]) == answers(sent(), [SHAPE])
    assert "no form as it was sent" in why(sent(more="Really:\n### What it is\na whistle"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello",
        "Hello\n\n" + sent(),
        "### What it is\n\na bell",
        sent().replace("### Its color", "### Its colour"),
        sent().replace("### Its color", " ### Its color"),
        sent("a bell\n### Its color\ngreen"),
        "### Its color\n\nred\n\n### What it is\n\na bell\n\n### Anything else\n\n",
        "```\n" + sent() + "\n```",
    ],
)
def test_what_does_not_look_as_a_form_does_is_none(text: str) -> None:
    assert "no form as it was sent" in why(text)


@pytest.mark.parametrize(("text", "told"), [
    (sent(""), "“What it is” is empty; fill it in"),
    (sent("_No response_"), "“What it is” is empty; fill it in"),
    (sent("a\n\nb"), "“What it is” has several lines; write one"),
    (sent("a\n### b\nc"), "“What it is” has several lines; write one"),
    (sent("a\N{RIGHT-TO-LEFT OVERRIDE}b"), "can disguise text, U+202E (right-to-left override); delete"),
    (sent("a\tb"), "U+0009 (control character); delete"),
    (sent("a\x1b[2Jb"), "U+001B (control character); delete"),
    (sent("a\vb"), "U+000B (control character); delete"),
    (sent("a\u2028b"), "U+2028 (line separator); delete"),
    (sent("x" * (LONGEST_ANSWER + 1)), "“What it is” has 2,001 characters; write at most 2,000"),
    (sent(color="blue\N{NO-BREAK SPACE}" + "e" * 99), "“Its color” is `blue ee"),
    (sent(color="Red"), "is `Red`; choose one of red, green"),
    (sent(more="x" * 100_000), "more than 20,000 characters"),
])  # fmt: skip
def test_an_answer_that_a_field_does_not_take_is_told(text: str, told: str) -> None:
    assert told in why(text)


def test_the_longest_form_and_answer_are_read() -> None:
    assert len(answers(sent("x" * LONGEST_ANSWER), [SHAPE])[1]["what"]) == LONGEST_ANSWER
    assert answers(sent(more="x" * (LONGEST - len(sent(more="")))), [SHAPE])


@given(st.text(max_size=300), st.text(max_size=60), st.text(max_size=300))
def test_whatever_is_sent_is_read_as_it_is_or_refused(what: str, color: str, more: str) -> None:
    with suppress(Refusal):
        name, found = answers(sent(what, color, more), [SHAPE, OTHER])
        assert name == "ask"
        assert found["color"] in ("", "red", "green")
        assert found["what"] == what.strip()
        assert not re.search(r"[\x00-\x1f\x7f\u2028-\u202e]", found["what"])


def test_forms_are_read_from_their_files(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "config.yml").write_text("blank_issues_enabled: true\n")
    (tmp_path / FOLDER / "ask.yml").write_text("""\
name: Ask
body:
  - type: markdown
    attributes: {value: Hello}
  - type: input
    id: what
    attributes: {label: What it is}
    validations: {required: true}
  - type: dropdown
    id: color
    attributes: {label: Its color, options: [red, green]}
  - type: textarea
    id: more
    attributes: {label: Anything else}
""")
    assert list(forms(tmp_path)) == [SHAPE]


def test_no_two_forms_of_ours_look_alike() -> None:
    found = list(forms(ROOT))
    assert [form.name for form in found] == ["correct-record", "suggest-paper"]
    assert len({tuple(form.headings) for form in found}) == len(found)
    for form in found:
        assert len(set(form.headings)) == len(form.headings)
