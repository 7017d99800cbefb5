"""Workflows run strangers' code with least permission, without secrets, and pinned to what was reviewed."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# What a job may do beyond reading the sources.
MAY = {
    ("deploy.yml", "build"): {"contents": "read", "pages": "read"},
    ("deploy.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("curate.yml", "propose"): {"contents": "write", "pull-requests": "write", "actions": "write"},
    ("curate.yml", "refuse"): {"issues": "write"},
}


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> tuple[str, str, dict[str, Any]]:
    """A workflow's name, text and content."""
    text = request.param.read_text()
    return request.param.name, text, yaml.safe_load(text)


def test_actions_are_pinned_by_commit(workflow: tuple[str, str, dict[str, Any]]) -> None:
    _, text, _ = workflow
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert [name for name in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name)] == []


def test_permissions_are_least(workflow: tuple[str, str, dict[str, Any]]) -> None:
    name, _, content = workflow
    assert content["permissions"] == {}
    for job, steps in content["jobs"].items():
        assert steps["permissions"] == MAY.get((name, job), {"contents": "read"})


def test_pull_requests_get_no_secret(workflow: tuple[str, str, dict[str, Any]]) -> None:
    _, text, _ = workflow
    assert "secrets." not in text
    assert "pull_request_target" not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_matrix_covers_the_supported_pythons() -> None:
    content = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())
    assert content["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_whoever_may_write_runs_no_code_of_ours_or_of_a_package(workflow: tuple[str, str, dict[str, Any]]) -> None:
    _, _, content = workflow
    for steps in content["jobs"].values():
        if "write" in steps["permissions"].values():
            assert not re.search(r"\b(python|pip|make|npm|bash)\b", str(steps["steps"]))


def test_no_command_holds_what_an_event_says(workflow: tuple[str, str, dict[str, Any]]) -> None:
    _, _, content = workflow
    commands = [step["run"] for steps in content["jobs"].values() for step in steps["steps"] if "run" in step]
    assert [command for command in commands if "${{" in command] == []


def test_every_job_ends_and_has_a_name(workflow: tuple[str, str, dict[str, Any]]) -> None:
    _, _, content = workflow
    for steps in content["jobs"].values():
        assert steps["timeout-minutes"] <= 180
        assert steps["name"]
