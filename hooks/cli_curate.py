"""The commands of `cli.py` for curators: what they are given, asked for on a terminal, shown, and then done."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

import zensical_project as zensical
from survey.check import load
from survey.curate import moves
from survey.curate.add import Addition, add, put, wanted
from survey.curate.client import Client
from survey.curate.edit.changes import Changes
from survey.curate.edit.places import Place, place_of
from survey.curate.refusal import Refusal
from survey.diagnostics import DataError, report

# Who the services can write to when we ask too much.
CONTACT = "CONTACT"


class Progress:
    """A line on the terminal that says what is being waited for; nothing where nobody looks."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def __call__(self, text: str) -> None:
        """Show another text in place of the last one."""
        if self._is_shown:
            print(f"\r\x1b[K{text[:100]} …", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Leave the line empty."""
        if self._is_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def agent(root: Path) -> str:
    """What services know us by: the project's name, and an address to write to if one is configured."""
    settings = {}
    with suppress(OSError, yaml.YAMLError):  # whoever cannot be named still adds papers
        settings = zensical.settings(root / zensical.SETTINGS)
    contact = os.environ.get(CONTACT) or settings.get("repo_url") or settings.get("site_url") or ""
    if contact and "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    name = "-".join(str(settings.get("site_name") or "survey").split())
    told = f"{name}/1.0" + (f" ({contact})" if contact else "")
    return "".join(letter for letter in told if letter.isascii() and letter.isprintable())


def adding(options: argparse.Namespace) -> int:
    """Add papers by arXiv id, DOI, ACL Anthology id, OpenReview id, address, .bib file or pasted entry."""
    progress = Progress()
    try:
        papers = list(wanted(_given(options.papers)))
        found = add(options.root, papers, Client(agent(options.root), progress), today())
    finally:
        progress.done()
    _tell(found)
    places, note = _places(options), options.note.read_text("utf-8") if options.note else ""
    if _is_dialog(options) and not places:
        places = _asked_places()
        note = note or _asked_note()
    about = "needs a claim in " + ", ".join(options.approach) if options.approach and not places else ""
    put(found, places, note, about, in_place=options.in_place)
    print(*(f"{entry.key}: {entry.told}" for entry in found.entries), sep="\n")
    return _finish(found.changes, options)


def _given(papers: Sequence[str]) -> list[str]:
    """What was named; `-` stands for what is piped in or pasted."""
    return [sys.stdin.read() if paper == "-" else paper for paper in papers]


def today() -> date:
    """The day, as records state it."""
    return datetime.now(tz=UTC).date()


def _tell(found: Addition) -> None:
    for doubt in found.doubts:
        print(f"note: {doubt}", file=sys.stderr)


def _places(options: argparse.Namespace) -> list[Place]:
    approaches, claims = options.approach, options.claim
    if claims and len(claims) != len(approaches):
        raise Refusal("each --approach needs a --claim of its own, in the same order")
    return [place_of(approach, claim) for approach, claim in zip(approaches, claims, strict=False)]


def _is_dialog(options: argparse.Namespace) -> bool:
    return not options.approach and not options.dry_run and sys.stdin.isatty() and sys.stdout.isatty()


def _asked_places() -> list[Place]:
    approach = input("Where does it stand (section/approach; nothing leaves it as a draft)? ").strip()
    if not approach:
        return []
    return [place_of(approach, input("What does it show there, in one sentence? "))]


def _asked_note() -> str:
    name = input("Which file holds a note on it (nothing leaves it without one)? ").strip()
    return Path(name).read_text("utf-8") if name else ""


def renaming(options: argparse.Namespace) -> int:
    """Give a section, an approach (section/approach) or a paper another id; the old address leads on."""
    return _changing(options, lambda changes: moves.rename(changes, options.kind, options.old, options.new))


def moving(options: argparse.Namespace) -> int:
    """Move a paper from one approach (section/approach) to another, with its claim."""
    return _changing(options, lambda changes: moves.move(changes, options.paper, options.source, options.target))


def removing(options: argparse.Namespace) -> int:
    """Remove a paper, or with a place (section/approach) only that placement."""
    return _changing(
        options, lambda changes: moves.remove(changes, options.paper, options.place, options.replaced_by or "")
    )


def _changing(options: argparse.Namespace, change: Callable[[Changes], list[str]]) -> int:
    load.sound(options.root)
    changes = Changes(options.root)
    left = change(changes)
    moves.refuse_unsound(changes)
    if not options.yes or options.dry_run:
        print(changes.diff, end="")
    for line in left:
        print(f"note: {line}", file=sys.stderr)
    return _finish(changes, options, is_shown=True)


def _finish(changes: Changes, options: argparse.Namespace, *, is_shown: bool = False) -> int:
    if options.dry_run:
        print(changes.diff if not is_shown else "", end="")
        print("Nothing was changed: this was a dry run.")
        return 0
    if is_shown and not options.yes and not _agreed():
        print("Nothing was changed.")
        return 1
    changes.apply()
    print(*(f"changed {change.path}" for change in changes), sep="\n")
    return check(options.root)


def _agreed() -> bool:
    if not sys.stdin.isatty():
        raise Refusal("nobody is there to agree; look at the difference above, then run it again with --yes")
    return input("Do this? [y/N] ").strip().lower() in ("y", "yes")


def check(root: Path) -> int:
    """Report every problem, as `cli.py check` does."""
    records, problems = load.check(root)
    if problems:
        print(report(problems))
    if any(not problem.is_warning for problem in problems):
        return 1
    print(f"{len(records.entries)} papers: the survey data is sound")
    return 0


def told(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """A command whose refusals are sentences, and which Ctrl-C leaves at once."""

    def command(options: argparse.Namespace) -> int:
        try:
            return run(options)
        except (Refusal, DataError) as error:
            print(error, file=sys.stderr)
        except (KeyboardInterrupt, EOFError):
            print("\nStopped; nothing was changed.", file=sys.stderr)
        except OSError as error:
            print(f"{error.filename}: {error.strerror}; nothing was changed", file=sys.stderr)
        return 1

    return command


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
    one = commands.add_parser("add", help=adding.__doc__)
    one.add_argument("papers", nargs="+", metavar="ID", help="identifiers, addresses, .bib files; - reads entries")
    one.add_argument("--approach", action="append", default=[], metavar="SECTION/APPROACH", help="where it stands")
    one.add_argument("--claim", action="append", default=[], help="what it shows there; one for each --approach")
    one.add_argument("--note", type=Path, metavar="FILE.yml", help="what the paper is about")
    told = "write into papers.bib and taxonomy.yml at once, not into a file of its own in data/inbox"
    one.add_argument("--in-place", action="store_true", help=told)
    _command(one, adding)

    one = commands.add_parser("rename", help=renaming.__doc__)
    one.add_argument("kind", choices=("section", "approach", "paper"))
    one.add_argument("old", help="the id it has; of an approach section/approach")
    one.add_argument("new", help="the id it gets")
    _command(one, renaming, asks=True)

    one = commands.add_parser("move", help=moving.__doc__)
    one.add_argument("paper", help="its key")
    one.add_argument("source", metavar="FROM", help="section/approach")
    one.add_argument("target", metavar="TO", help="section/approach")
    _command(one, moving, asks=True)

    one = commands.add_parser("remove", help=removing.__doc__)
    one.add_argument("paper", help="its key")
    one.add_argument("place", nargs="?", default="", metavar="SECTION/APPROACH", help="only from there")
    one.add_argument("--replaced-by", metavar="KEY", help="the paper that its address leads to from now on")
    _command(one, removing, asks=True)


def _command(one: argparse.ArgumentParser, run: Callable[[argparse.Namespace], int], *, asks: bool = False) -> None:
    one.add_argument("--dry-run", action="store_true", help="show the difference and change nothing")
    if asks:
        one.add_argument("--yes", action="store_true", help="do it without a question")
    one.set_defaults(run=told(run))
