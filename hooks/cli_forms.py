"""The command of `cli.py` for curate.yml, the workflow that turns a form into a pull request.

What it writes beside the data is for that workflow: `title.txt` and `body.md` of the pull request, or `refusal.md`, a
comment. Only these reach GitHub; what is printed may hold anything, and the workflow keeps it out of its log.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from cli_curate import Progress, agent, check, today, told
from survey.curate.client import Client
from survey.curate.forms.proposals import Proposal, proposal, refused
from survey.curate.refusal import Refusal
from survey.diagnostics import DataError


def forming(options: argparse.Namespace) -> int:
    """Turn a form of the project that somebody filled in into changes, and say what a pull request with them says."""
    options.into.mkdir(parents=True, exist_ok=True)
    try:
        number, text = _issue(options.issue)
        made = _made(options.root, text)
        made.changes.apply()
    except (Refusal, DataError) as error:
        _write(options.into / "refusal.md", refused(error))
        raise
    _write(options.into / "title.txt", f"{made.title}\n")
    _write(options.into / "body.md", made.body(number))
    return check(options.root)


def _issue(path: Path) -> tuple[int, str]:
    """Number and text of an issue, from the event of a workflow or from what `gh issue view` prints."""
    try:
        tree = json.loads(path.read_text("utf-8"))
        issue = tree.get("issue", tree)
        return int(issue["number"]), str(issue["body"] or "")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refusal(f"{path} holds no issue; write one with `gh issue view NUMBER --json number,body`") from error


def _made(root: Path, text: str) -> Proposal:
    progress = Progress()
    try:
        return proposal(root, text, Client(agent(root), progress), today())
    finally:
        progress.done()


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    one = commands.add_parser("form", help=forming.__doc__)
    told_by = "the issue: what `gh issue view NUMBER --json number,body` prints, or the event of a workflow"
    one.add_argument("issue", type=Path, metavar="ISSUE.json", help=told_by)
    one.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="where to write what is said of it")
    one.set_defaults(run=told(forming))
