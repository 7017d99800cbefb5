"""What tests of curators' commands share; the project is that of each file."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def growing(folder: Path) -> Path:
    """A project in which papers say where they come from."""
    taxonomy, profile = folder / "data/taxonomy.yml", folder / "data/survey.yml"
    terms = "{there: {title: T, meaning: M}, since: {title: S, meaning: M, reason: yes}}"
    vocabulary = f"  found: {{noun: found, carrier: paper, default: there, terms: {terms}}}\n"
    taxonomy.write_text(taxonomy.read_text().replace("vocabularies:\n", f"vocabularies:\n{vocabulary}"))
    profile.write_text(profile.read_text() + 'opened: "2020-01-01"\n')
    return folder
