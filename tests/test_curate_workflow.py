"""The workflow `curate.yml`, step by step on this machine: the shell of its steps, with a `gh` that takes notes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml

from conftest import ROOT, TOY
from homes import Homes, feed, homes, preprint
from survey.curate.services import ELSEWHERE

__all__ = ["homes"]
STEPS = {
    step["name"]: step["run"]
    for job in yaml.safe_load((ROOT / ".github/workflows/curate.yml").read_text())["jobs"].values()
    for step in job["steps"]
    if "name" in step
}
CLAIM = "Gears: they turn the wheels where a large model alone would only grind."
EVIL = """'"$(touch pwned)`touch pwned`; touch pwned #"""
GH = """#!/bin/sh
printf '%s\\n' "$*" >> "$NOTES"
for word; do case "$before" in --body-file) cat "$word" >> "$NOTES";; esac; before=$word; done
"""


def form(paper: str, section: str, claim: str, remark: str = "_No response_") -> str:
    answers = {"Paper": paper, "Section": section, "What it shows there": claim, "Why it belongs here": "_No response_"}
    answers |= {"Anything else": remark}
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in answers.items())


@dataclass
class Runner:
    """A machine on which the steps of a workflow run, with a clone of the project and an origin that takes pushes."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clone = self.folder / "clone"
        self.origin = self.folder / "origin"
        programs = self.folder / "bin"
        programs.mkdir()
        (programs / "gh").write_text(GH)
        (programs / "gh").chmod(0o755)
        (programs / "python").symlink_to(sys.executable)
        (self.folder / "temp").mkdir()
        self.variables |= {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "NOTES": str(self.folder / "notes"),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "ISSUE": "12",
            "BRANCH": "curate-12",
        }

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.clone, capture_output=True, text=True, check=True)
        return done.stdout

    def step(self, name: str) -> str:
        """Run a step in a shell as GitHub does; what it writes to the log."""
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]]
        done = subprocess.run(
            command, cwd=self.clone, env={**os.environ, **self.variables}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def read(self, name: str) -> str:
        path = self.folder / name
        return path.read_text() if path.exists() else ""

    def send(self, body: str) -> str:
        """Label an issue with this text; the log of the step that reads it."""
        (self.folder / "event.json").write_text(json.dumps({"issue": {"number": 12, "body": body}}))
        return self.step("Read the form")


@pytest.fixture
def runner(tmp_path: Path, homes: Homes) -> Runner:
    """The toy project in a clone, and a service for each home of records."""
    homes["/arxiv/api/query"] = feed(preprint())
    made = Runner(tmp_path, {ELSEWHERE: homes.address, "NO_PROXY": "127.0.0.1"})
    shutil.copytree(TOY, made.clone)
    for name in ("hooks", ".github"):
        shutil.copytree(ROOT / name, made.clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", made.clone / "site.yml")
    (made.clone / ".gitignore").write_text("__pycache__/\n")
    subprocess.run(["git", "init", "--quiet", "--bare", made.origin], check=True)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.git("remote", "add", "origin", str(made.origin))
    made.git("add", "--all")
    made.git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "Begin")
    made.git("push", "--quiet", "origin", "main")
    return made


def test_a_form_becomes_a_pull_request(runner: Runner) -> None:
    assert runner.send(form("2403.00001", "passing-on/by-confidence", CLAIM, EVIL)) == ""
    assert runner.read("output") == "result=proposed\n"
    runner.git("reset", "--quiet", "--hard")  # the next job has a clone of its own
    assert runner.step("Commit what it changes in the data") == ""
    assert runner.step("Open the pull request, or renew the one of an earlier run, and have it tested") == ""
    runner.git("fetch", "--quiet")
    assert runner.git("diff", "--name-only", "origin/main", "origin/curate-12") == "data/inbox/gear2024small.yml\n"
    assert runner.git("log", "-1", "--format=%s", "origin/curate-12") == "Add gear2024small\n"
    notes = runner.read("notes")
    assert "pr create --head curate-12 --title Add gear2024small --body-file " in notes
    assert "Closes #12, " in notes
    assert notes.endswith("workflow run test.yml --ref curate-12\n")
    assert not list(runner.folder.rglob("pwned"))


@pytest.mark.parametrize(
    "body",
    [
        form(EVIL, "passing-on", CLAIM),
        form("2403.00001", EVIL, CLAIM),
        form("2403.00001", "passing-on/by-confidence", f"{EVIL} ::add-mask::x\n::error::@everyone"),
        "::set-output name=result::proposed\n" + EVIL,
        "x" * 100_000,
        "",
    ],
)
def test_what_is_refused_gets_a_comment_and_no_command_is_run(runner: Runner, body: str) -> None:
    assert runner.send(body) == ""  # nothing in the log, where it could be an order
    assert runner.read("output") == "result=refused\n"
    assert runner.git("status", "--porcelain") == ""
    runner.step("Comment on the issue")
    assert runner.read("notes").startswith("issue comment 12 --body-file ")
    assert "No pull request could be made of this form:\n\n    " in runner.read("notes")
    assert not list(runner.folder.rglob("pwned"))


def test_only_the_data_is_changed(runner: Runner) -> None:
    proposal = runner.folder / "temp/proposal"
    proposal.mkdir()
    for name in ("hooks/cli.py", ".github/workflows/test.yml", "data/papers.bib"):
        with (runner.clone / name).open("a") as file:
            file.write("# more\n")
    (proposal / "change.patch").write_text(runner.git("diff"))
    (proposal / "title.txt").write_text("Change\n")
    runner.git("reset", "--quiet", "--hard")
    runner.step("Commit what it changes in the data")
    assert runner.git("diff", "--name-only", "origin/main", "HEAD") == "data/papers.bib\n"


REFRESH = """\
import sys, os
name, option, folder = sys.argv[1:]
assert (name, option) == ("refresh", "--to")
print("::error::from a title")
os.mkdir(folder)
open(f"{folder}/report.md", "w").write("# @everyone\\n<b>\\n")
open(f"{folder}/changes.patch", "w").write("--- a/data/papers.bib" * CHANGED)
"""


@pytest.mark.parametrize(("changed", "result"), [(1, "result=proposed\n"), (0, "")])
def test_what_has_changed_at_the_homes_is_proposed(runner: Runner, changed: int, result: str) -> None:
    (runner.clone / "hooks/cli.py").write_text(REFRESH.replace("CHANGED", str(changed)))
    assert runner.step("Ask") == ""
    assert runner.read("output") == result
    assert runner.read("summary").endswith("before you take it.\n\n    # @everyone\n    <b>\n")
    assert runner.read("temp/proposal/body.md") == runner.read("summary")
    assert runner.read("temp/proposal/change.patch") == "--- a/data/papers.bib" * changed
    assert runner.read("temp/proposal/title.txt") == "Refresh records from their homes\n"
