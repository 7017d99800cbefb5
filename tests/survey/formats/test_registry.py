from __future__ import annotations

from survey.formats.registry import FORMATS


def test_formats_are_named_and_served_as_what_they_are() -> None:
    assert [(format.name, format.extension, format.media_type, format.has_paper_files) for format in FORMATS] == [
        ("BibTeX", "bib", "application/x-bibtex", True),
        ("RIS", "ris", "application/x-research-info-systems", True),
        ("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", False),
    ]
