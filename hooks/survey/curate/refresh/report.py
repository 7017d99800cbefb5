"""News of papers → a report for people, and a patch for git."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

from ...check import load
from ...check.mend import mends
from ...check.rule import BIB, CORRECTIONS
from ...diagnostics import hidden_names, path_of
from ...read import bibtex
from ...read.bibtex import FIELDS, Entry
from ...read.records import Records
from ...text.counted import counted
from ..edit import bibfile
from ..edit.changes import Changes
from ..house import house
from ..refusal import Refusal
from .look import News

# What a published version says in place of the preprint; all else that we say of a paper stays.
_REPLACED = FIELDS[: FIELDS.index("code")]


@dataclass(frozen=True)
class Report:
    """What there is to tell, and what to apply: the patch says only what `check` finds sound."""

    text: str
    patch: str
    summary: str


def report(root: Path, news: Sequence[News], today: date) -> Report:
    """The report and the patch; nothing is changed."""
    told = [one for one in news if one.is_any]
    changes, refused = Changes(root), {}
    for one in told:
        if why := _apply(changes, one, today):
            refused[str(one.entry.key)] = why
    counts = _counts(told)
    found = ", ".join(f"{n} {noun}" for noun, n in counts.items() if n) or "nothing new"
    summary = f"{counted(len(news), 'paper')}: {found}"
    lines = [f"# What has become of the papers, {today.isoformat()}", "", f"{summary}.", *_lines(told, refused)]
    return Report("\n".join(lines) + "\n", _patch(changes), summary)


def _counts(told: Iterable[News]) -> dict[str, int]:
    kinds: dict[str, Callable[[News], object]] = {
        "published since": lambda one: one.published,
        "with more to say": lambda one: one.gained,
        "that differ": lambda one: one.differing,
        "with a notice": lambda one: one.notices,
        "with dead links": lambda one: one.dead,
        "not seen in full": lambda one: one.unseen,
    }
    found = list(told)
    return {noun: sum(bool(kind(one)) for one in found) for noun, kind in kinds.items()}


def _apply(changes: Changes, one: News, today: date) -> str:
    """Write what is proposed for a paper into the changes; why not, where that cannot be."""
    if not one.published and not one.gained:
        return ""
    if path_of(one.entry.key, BIB) != BIB:
        return "it waits in a file of its own; put it into its place first"
    before = changes.text(BIB)
    try:
        changes.write(BIB, _replaced(before, one.entry.key, _proposed(before, one, today)))
        _fill_in(changes, str(one.entry.key))
        wrong = [problem for problem in changes.problems() if not problem.is_warning]
    except Refusal as refusal:
        changes.write(BIB, before)
        return str(refusal)
    if wrong:
        changes.write(BIB, before)
        return "; ".join(problem.message for problem in wrong)
    return ""


def _proposed(text: str, one: News, today: date) -> str:
    entry = next(span.entry for span in bibfile.spans(text) if span.entry.key == one.entry.key)
    ours = {name: str(value) for name, value in entry.fields.items()}
    if not one.published:
        return _written(entry, entry.kind, {**ours, **one.gained})
    new = house(one.published, (), today)
    kept = {name: value for name, value in ours.items() if name not in _REPLACED or name == "openreview"}
    return _written(entry, new.kind, {**dict(new.fields), **kept})


def _written(entry: Entry, kind: str, fields: dict[str, str]) -> str:
    ranked = sorted(fields.items(), key=lambda item: bibtex.rank(item[0]))
    comment = f"{entry.comment}\n" if entry.comment else ""
    return comment + bibtex.write_entry(kind, entry.key, ranked)


def _replaced(text: str, key: str, entry: str) -> str:
    return bibfile.insert(bibfile.remove(text, key), str(key), entry)


def _fill_in(changes: Changes, key: str) -> None:
    """The facts of the volume that the paper has appeared in."""
    fixed = changes.tried(lambda folder: {mend.path: mend.after for mend in mends(folder)})
    for span in bibfile.spans(fixed.get(BIB, "")):
        if span.entry.key == key:
            changes.write(BIB, _replaced(changes.text(BIB), key, fixed[BIB][span.above : span.end]))


def _patch(changes: Changes) -> str:
    """The changes as `git apply` takes them."""
    parts = (
        unified_diff(
            change.before.splitlines(keepends=True), change.after.splitlines(keepends=True),
            f"a/{change.path}", f"b/{change.path}",
        )
        for change in changes
    )  # fmt: skip
    return "".join(line for part in parts for line in part)


def _lines(told: Sequence[News], refused: dict[str, str]) -> Iterator[str]:
    yield from _part("Withdrawn, retracted, corrected", ((one, one.notices) for one in told))
    yield from _part(
        f"Published since: what sources print belongs to `published` in {CORRECTIONS}",
        ((one, _published(one, refused)) for one in told),
    )
    yield from _part("Their homes say more", ((one, _gained(one, refused)) for one in told))
    differing = ((one, [line for d in one.differing for line in d.lines]) for one in told)
    yield from _part("Their homes say otherwise: compare, and mend what is wrong here", differing)
    yield from _part("Dead links", ((one, one.dead) for one in told))
    yield from _part("Not seen: run it again, or look by hand", ((one, one.unseen) for one in told))


def _published(one: News, refused: dict[str, str]) -> list[str]:
    if not one.published:
        return []
    where = one.published.get("booktitle") or one.published.get("journal") or "no venue"
    return [f"{where}, {one.published.get('year')} ({one.published.source})", *_why_not(one, refused)]


def _gained(one: News, refused: dict[str, str]) -> list[str]:
    lines = [f"{name} = {value} ({one.source})" for name, value in one.gained.items()]
    return [*lines, *_why_not(one, refused)] if lines else []


def _why_not(one: News, refused: dict[str, str]) -> list[str]:
    why = refused.get(str(one.entry.key))
    return [f"left out of the patch: {why}"] if why else []


def _part(title: str, papers: Iterable[tuple[News, Sequence[str]]]) -> Iterator[str]:
    found = [(one, lines) for one, lines in papers if lines]
    if found:
        yield from ("", f"## {title}", "")
    for one, lines in found:
        key = one.entry.key
        yield f"- `{key}` ({path_of(key, BIB)}:{key.line})"
        yield from (f"  - {_as_code(line)}" for line in lines)


def _as_code(text: str) -> str:
    """A line of which a service may have written a part: shown as it is, whatever it means to Markdown."""
    flat = re.sub(r"`+", "'", text)
    shown = "".join("\N{REPLACEMENT CHARACTER}" if hidden_names(letter) else letter for letter in flat)
    return f"`{shown}`" if shown.strip() else "–"


def written(folder: Path, found: Report) -> list[Path]:
    """Write the report, and the patch where there is one."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / "report.md": found.text, folder / "changes.patch": found.patch}
    for path, text in files.items():
        path.write_text(text, "utf-8") if text else path.unlink(missing_ok=True)
    return [path for path, text in files.items() if text]


def papers(root: Path, keys: Sequence[str]) -> tuple[list[Entry], Records]:
    """The papers of some keys, or all of them, those first that were compared with their homes longest ago.

    Raises:
        Refusal: for a key that no paper has.
        DataError: if the data is not sound.

    """
    records, _ = load.sound(root)
    known = {str(entry.key): entry for entry in records.entries}
    if missing := [key for key in keys if key not in known]:
        raise Refusal(f"no such paper: {', '.join(missing)}")
    oldest = sorted(known.values(), key=lambda entry: entry.fields.get("verified", ""))
    return [known[key] for key in keys] or oldest, records
