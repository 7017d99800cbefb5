"""What comes back from a form in `.github/ISSUE_TEMPLATE`: the answers by their fields, or why there are none.

A stranger wrote it. GitHub sends each answer below a heading, the label of its field, but whoever opens an issue can
write anything in place of that, and can change it later. So only what looks exactly as a form does is read, and of that
only the answers on one line; what is longer is for people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...diagnostics import hidden_names, quoted
from ...read.yamlfile import values
from ..refusal import Refusal

FOLDER = ".github/ISSUE_TEMPLATE"
LONGEST = 20_000  # characters of a form, of which most are in the answers that people read
LONGEST_ANSWER = 2_000  # characters of an answer on one line; the longest are lists of authors
NOTHING = "_No response_"  # what GitHub writes for a field that was left empty


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its id, the heading its answer comes below, and what may be answered; no options mean any."""

    id: str
    label: str
    is_line: bool
    is_required: bool
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form by the name of its file, with its fields in their order."""

    name: str
    fields: tuple[Field, ...]

    @property
    def headings(self) -> list[str]:
        """The lines that its answers stand below."""
        return [f"### {field.label}" for field in self.fields]


def forms(root: Path) -> Iterator[Form]:
    """The forms of a project."""
    for path in sorted((root / FOLDER).glob("*.yml")):
        tree = values(path.read_text("utf-8"))
        asked = [part for part in tree.get("body", ()) if part["type"] != "markdown"]
        if asked:
            yield Form(path.stem, tuple(map(_field, asked)))


def _field(part: Mapping[str, Any]) -> Field:
    attributes = part["attributes"]
    is_required = part.get("validations", {}).get("required", False)
    options = tuple(attributes.get("options", ()))
    return Field(part["id"], attributes["label"], part["type"] != "textarea", is_required, options)


def answers(text: str, known: Iterable[Form]) -> tuple[str, dict[str, str]]:
    """The form that was filled in, and its answers on one line by the ids of their fields; empty where none is given.

    Raises:
        Refusal: for what does not look as a form does, or holds an answer that its field does not take.

    """
    if len(text) > LONGEST:
        raise Refusal(f"this has more than {LONGEST:,} characters, which no form needs; send a shorter one")
    lines = [line.rstrip() for line in text.strip().split("\n")]
    every = tuple(known)
    headings = {heading for form in every for heading in form.headings}
    at = [number for number, line in enumerate(lines) if line in headings]
    for form in every:
        if at[:1] == [0] and [lines[number] for number in at] == form.headings:
            parts = (lines[start + 1 : end] for start, end in zip(at, [*at[1:], len(lines)], strict=True))
            found = zip(form.fields, parts, strict=True)
            return form.name, {field.id: _answer(field, part) for field, part in found if field.is_line}
    raise Refusal(
        "this is no form as it was sent; its headings stand as they were, each once and in their order, "
        "and nothing stands above the first"
    )


def _answer(field: Field, lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    answer = "" if text == NOTHING else text
    if told := _why_not(field, answer):
        raise Refusal(f"“{field.label}” {told}")
    return answer


def _why_not(field: Field, answer: str) -> str:
    if not answer:
        return "is empty; fill it in" if field.is_required else ""
    if len(answer) > LONGEST_ANSWER:
        return f"has {len(answer):,} characters; write at most {LONGEST_ANSWER:,}"
    if "\n" in answer:
        return "has several lines; write one"
    if hidden := hidden_names(answer):
        return f"holds what cannot be seen and can disguise text, {hidden}; delete it"
    if field.options and answer not in field.options:
        return f"is {quoted(answer)}; choose one of {', '.join(field.options)}"
    return ""
