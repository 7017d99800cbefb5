"""A form that was filled in → the changes that it asks for, and what a pull request with them says.

Nothing that a stranger wrote stands in the words of the pull request: it would be markup there, and could call people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...check import load
from ...check.rule import BIB, TAXONOMY
from ...check.rules.fields import VERBATIM, is_web_address
from ...diagnostics import did_you_mean, quoted, visible
from ...read import bibtex
from ...read.bibtex import Entry
from ..add import Wanted, add, put, refuse_unsound
from ..asked import asked
from ..client import Client
from ..edit import bibfile
from ..edit import yamltext as yml
from ..edit.changes import Changes
from ..edit.places import Place, find_approach, place_of
from ..refusal import Refusal
from ..text import author_field, balanced, braced, latex
from .filled import answers, forms

MOST_LINES = 20  # of what a program says, in a comment
_SUGGESTED = (
    "This is the paper that the issue means: an identifier is easily mistyped.",
    "The record agrees with the published one: services make mistakes, too.",
)
_CLAIMED = "The claim is true, about this paper, and in words of its own."
_DRAFT = "It is a draft, which no page shows: it gets a place and a claim, and loses the field `draft`."
_CORRECTED = (
    "The evidence that the issue names says so.",
    "The rest of the record was compared as well, and `verified` has that day.",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Changed files, a line that says what they do, what to look at before they are taken, and what was doubtful."""

    changes: Changes
    title: str
    to_do: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    def body(self, issue: int) -> str:
        """What a pull request says, in Markdown, given the number of the issue that holds the form."""
        lines = [
            f"Closes #{issue}, where somebody filled in a form. A program made this of it; no person has looked at it.",
            "",
            *(f"- [ ] {line}" for line in self.to_do),
        ]
        if self.doubts:
            lines += ["", "The program was not sure:", "", *_as_code("\n".join(self.doubts))]
        return "\n".join(lines) + "\n"


def refused(error: Exception) -> str:
    """What the stranger is told in a comment, in Markdown."""
    return "\n".join((
        "No pull request could be made of this form:",
        "",
        *_as_code(str(error)),
        "",
        "Edit the form above, or say in words what you would like to see here. Nothing was changed.",
        "",
    ))  # fmt: skip


def _as_code(text: str) -> list[str]:
    """Text as a block of code by indentation, which no line of it can end and in which no name calls anybody."""
    return [f"    {visible(line)}" for line in text.splitlines()[:MOST_LINES]]


def proposal(root: Path, text: str, client: Client, today: date) -> Proposal:
    """What a form asks for.

    Raises:
        Refusal: if it is no form, asks for what cannot be done, or a paper's home does not answer.
        DataError: if the data was not sound before.

    """
    name, given = answers(text, forms(root))
    if name == "suggest-paper":
        return _suggested(root, given, client, today)
    return _corrected(root, given)


def _suggested(root: Path, given: Mapping[str, str], client: Client, today: date) -> Proposal:
    # Not through `wanted`, which would open a file of that name.
    paper = Wanted(given["paper"], asked=asked(given["paper"]))
    places, about = _places(Changes(root).text(TAXONOMY), given["section"], given["claim"])
    reason = _value("reason", given["reason"])
    found = add(root, [paper], client, today)
    if places and not reason and "added" in dict(found.entries[0].fields):
        places, about = [], f"needs a reason to stand in {places[0]}"
    put(found, places, about=about, reason=reason)
    to_do = (*_SUGGESTED, _CLAIMED if places else _DRAFT)
    return Proposal(found.changes, f"Add {found.entries[0].key}", to_do, tuple(found.doubts))


def _places(taxonomy: str, section: str, claim: str) -> tuple[list[Place], str]:
    """Where the paper goes, if that is clear; else what it waits for as a draft."""
    if "/" in section:
        place = place_of(section, claim)
        find_approach(taxonomy, place.section, place.approach)
        return ([place], "") if claim else ([], f"needs a claim in {place}")
    if not section:
        return [], ""
    known = [yml.text_of(one, "id") for one in yml.sections(yml.tree(taxonomy))]
    if section not in known:
        raise Refusal(f"no such section {quoted(section)}{did_you_mean(section, known)}")
    return [], f"needs an approach and a claim in {section}"


def _corrected(root: Path, given: Mapping[str, str]) -> Proposal:
    key, name = given["paper"], given["field"]
    entry = _entry(root, key)
    if name not in bibtex.FIELDS:
        raise Refusal("what is wrong is no field of the record, so that a person has to mend it")
    if not given["correct"]:
        raise Refusal(f"it does not say what `{name}` should be; write that below “What is right”")
    if not is_web_address(given["evidence"]):
        raise Refusal(f"{quoted(given['evidence'])} is no web address; give one at which the correction can be seen")
    value = _value(name, given["correct"])
    if entry.fields.get(name) == value:
        raise Refusal(f"`{name}` of {key} is {quoted(value)} already")
    changes = Changes(root)
    changes.write(BIB, bibfile.with_field(changes.text(BIB), key, name, value))
    refuse_unsound(changes)
    return Proposal(changes, f"Correct {name} of {key}", _CORRECTED)


def _entry(root: Path, key: str) -> Entry:
    entries = {str(entry.key): entry for entry in load.sound(root)[0].entries}
    if key not in entries:
        raise Refusal(f"no such paper {quoted(key)}{did_you_mean(key, entries)}")
    if path := entries[key].key.path:
        raise Refusal(f"`{key}` waits in {path}; edit that file, or let `check --fix` put it in its place first")
    return entries[key]


def _value(name: str, text: str) -> str:
    """A value as papers.bib has it, given in plain text."""
    if "\\" in text or not balanced(text):
        raise Refusal(f"{quoted(text)} holds LaTeX, or braces that do not match; write plain text")
    if name in VERBATIM:
        return text
    if name == "author":
        return _authors(text)
    return braced(latex(text)) if name == "title" else bibtex.tidy(name, latex(text))


def _authors(text: str) -> str:
    try:
        authors, has_more = bibtex.names(latex(text))
    except ValueError as error:
        raise Refusal(f"{error}") from error
    return author_field(authors, has_more=has_more)
