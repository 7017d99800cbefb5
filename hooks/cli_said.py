"""What curators say of a paper besides its place: in options, and on a terminal."""

from __future__ import annotations

import argparse
from typing import Any

from survey.curate import notes
from survey.curate.notes import NoteText


class Differing(argparse.Action):
    """`--term NAME=ID,ID`: terms of a vocabulary in which a paper differs from the approach named before it."""

    def __call__(self, _: object, options: argparse.Namespace, value: Any, __: str | None = None) -> None:
        """Remember for which of the places it was said."""
        name, equals, ids = str(value).partition("=")
        if not equals or not name.strip() or not ids.strip():
            raise argparse.ArgumentError(self, "write it NAME=ID, or NAME=ID,ID")
        terms = name.strip(), tuple(id.strip() for id in ids.split(","))
        options.terms = [*options.terms, (len(options.approach) - 1, terms)]


class Noted(argparse.Action):
    """`--note-gist TEXT` and the like: a field of the note."""

    def __call__(self, _: object, options: argparse.Namespace, value: Any, option: str | None = None) -> None:
        """Add it to what was said before; a file with the whole note gives way."""
        note = options.note if isinstance(options.note, NoteText) else NoteText()
        note.add(str(option).removeprefix("--note-"), str(value))
        options.note = note


def dictated() -> str:
    """A note, asked for field by field."""
    note = NoteText()
    for name in notes.FIELDS:
        more = ", one after the other" if notes.is_list(name) else ""
        more += "" if name in notes.REQUIRED else "; nothing leaves it out" if not more else "; nothing ends it"
        while value := input(f"{name} ({notes.form(name).lower()}{more})? ").strip():
            note.add(name, value)
            if not notes.is_list(name):
                break
    return note.read_text()
