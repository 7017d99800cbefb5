from __future__ import annotations

import pytest

from survey.text.dates import unbroken


@pytest.mark.parametrize(("text", "held"), [
    ("since 21 November 2026, and", "since 21~November~2026, and"),
    ("a preprint of May 2025 (v2)", "a preprint of May~2025 (v2)"),
    ("2 February\n2023", "2~February~2023"),
    ("in June and July 2024", "in June and July~2024"),
    ("3121 March 2024", "3121 March~2024"),
])  # fmt: skip
def test_a_date_is_held_together(text: str, held: str) -> None:
    assert unbroken(text) == held.replace("~", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("text", ["May 20250", "Mayor 2025", "one may 2025", "2026-11-21", "12 papers 2024", ""])
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    assert unbroken(text) == text
