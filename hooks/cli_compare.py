"""The commands of `cli.py` that lay something else beside the data: another bibliography, a new version of a survey."""

from __future__ import annotations

import argparse
from pathlib import Path

import cli_curate as curate
from survey.check import load
from survey.curate.add import Wanted, add_each, put
from survey.curate.client import Client
from survey.curate.compare import merge, survey
from survey.curate.refresh import report
from survey.curate.refresh.look import look
from survey.curate.refresh.memory import Memory, Remembering
from survey.read.venues import VenueNames


def merging(options: argparse.Namespace) -> int:
    """Lay another bibliography beside ours: what is new, differs, or conflicts; --add adds what is new as drafts."""
    records, _ = load.sound(options.root)
    merged = merge.merge(records, options.file)
    print(*merge.told(merged), sep="\n")
    return _add(merged, options) if options.add and merged.new else 0


def _add(merged: merge.Merged, options: argparse.Namespace) -> int:
    papers = [Wanted(one.place, entry=one.found) for one in merged.new if one.found]
    progress = curate.Progress()
    try:
        client = Client(curate.agent(options.root), progress)
        found, refused = add_each(options.root, papers, client, curate.today())
    finally:
        progress.done()
    curate.tell([*found.doubts, *refused])
    put(found, [], about=f"needs a place and a claim; from {merged.path}")
    return curate.finish(found.changes, options)


def surveying(options: argparse.Namespace) -> int:
    """Say which references of a new version of a survey (.bib, .tex, .txt) are new, gone, or published since."""
    records, _ = load.sound(options.root)
    print(*survey.told(survey.compare(records, options.file, options.before)), sep="\n")
    return 0


def refreshing(options: argparse.Namespace) -> int:
    """Ask what has become of papers: published, withdrawn, corrected, links dead; writes a report and a patch."""
    entries, records = report.papers(options.root, options.papers)
    progress = curate.Progress()
    memory = Memory(options.root / ".cache/refresh", curate.today(), options.days)
    # The name of the paper stays on the line while its homes are asked.
    client = Remembering(curate.agent(options.root), memory=memory)
    try:
        venue = VenueNames(records.venues)
        found = list(look(entries[: options.most], venue, client, progress, links=not options.no_links))
    finally:
        progress.done()
    told = report.report(options.root, found, curate.today())
    print(told.summary)
    print(*(f"wrote {path}" for path in report.written(options.to or options.root / "refresh", told)), sep="\n")
    return 0


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
    one = commands.add_parser("merge", help=merging.__doc__)
    one.add_argument("file", type=Path, metavar="OTHER.bib")
    one.add_argument("--add", action="store_true", help="look up what is new, and add it as drafts")
    curate.command(one, merging)

    one = commands.add_parser("survey", help=surveying.__doc__)
    one.add_argument(
        "file", type=Path, metavar="FILE", help="a .bib, .tex or .bbl file, or the list of references as text"
    )
    told = "an earlier version: tell what is new and gone since that, not against the whole collection"
    one.add_argument("--before", type=Path, metavar="FILE", help=told)
    one.set_defaults(run=curate.told(surveying))

    one = commands.add_parser("refresh", help=refreshing.__doc__)
    one.add_argument("papers", nargs="*", metavar="KEY", help="only these papers")
    one.add_argument("--most", type=int, metavar="N", help="only the first N, those compared longest ago first")
    one.add_argument("--days", type=int, default=14, help="how long an answer is good for (default: 14)")
    one.add_argument("--no-links", action="store_true", help="try no links")
    one.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where report.md and changes.patch go (default: refresh)"
    )
    one.set_defaults(run=curate.told(refreshing))
