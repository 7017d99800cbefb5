"""The adapter for the command line: `python hooks/cli.py check`, `write FOLDER`, and the commands for curators."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import cli_compare as compare
import cli_curate as curate
import cli_forms as forms
import zensical_project as zensical
from survey.check import load
from survey.check import mend as mends
from survey.curate.edit import inbox
from survey.diagnostics import DataError, apology, at_work_on, report
from survey.read import schemas as formats
from survey.site import open_site
from survey.site import write as write_files

ROOT = Path(__file__).parent.parent


def check(options: argparse.Namespace) -> int:
    """Report every problem in the data; 1 if there is one that is more than a warning."""
    if options.fix:
        folded, left = inbox.fold(options.root)
        folded.apply()
        print(folded.diff + "".join(mend.diff for mend in mends.apply(options.root)), end="")
        print(*(f"note: {line}\n" for line in left), sep="", end="")
    records, problems = load.check(options.root)
    if problems and options.format == "github":
        print(*(problem.annotation for problem in problems), sep="\n")
    elif problems:
        print(report(problems))
    if any(not problem.is_warning for problem in problems):
        return 1
    print(f"{len(records.entries)} papers: the survey data is sound")
    return 0


def write(options: argparse.Namespace) -> int:
    """Write every page and file to a folder, as a project that Zensical builds without hooks."""
    with at_work_on(zensical.SETTINGS):
        settings = zensical.settings(options.root / zensical.SETTINGS)
    try:
        site = open_site(options.root, *(settings.get(name) or "" for name in ("site_name", "site_url", "repo_url")))
    except DataError as error:
        print(error)
        return 1
    for remark in site.remarks():
        print(remark)
    count = write_files(options.folder, zensical.project(options.root, settings, site))
    print(f"{count} files written to {options.folder}; `zensical build` in there makes the site")
    return 0


def schemas(options: argparse.Namespace) -> int:
    """Write the JSON Schemas of the data files anew, and let each file name its own for editors."""
    files = {options.root / path: text for path, text in formats.schemas()} | dict(formats.named(options.root))
    for path, text in files.items():
        if not path.is_file() or path.read_bytes() != text.encode():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
            print(f"wrote {path}")
    return 0


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="cli.py", description="Check the survey's data, change it, or write the site's sources."
    )
    top.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: the one this file is in)")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help=check.__doc__)
    checking.add_argument("--fix", action="store_true", help="first put right what needs no decision, and show it")
    checking.add_argument("--format", choices=("text", "github"), default="text", help="github annotates pull requests")
    checking.set_defaults(run=check)
    writing = commands.add_parser("write", help=write.__doc__)
    writing.add_argument("folder", type=Path, help="where to write")
    writing.set_defaults(run=write)
    commands.add_parser("schemas", help=schemas.__doc__).set_defaults(run=schemas)
    curate.register(commands)
    compare.register(commands)
    forms.register(commands)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output, such as `head`, has enough; Python would try once more when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 -- whatever the files hold, a curator gets a sentence
        print(apology(error))
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
