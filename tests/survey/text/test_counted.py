from __future__ import annotations

import pytest

from survey.text.counted import counted


@pytest.mark.parametrize(("count", "told"), [(0, "0 papers"), (1, "1 paper"), (2, "2 papers"), (397, "397 papers")])
def test_one_is_one(count: int, told: str) -> None:
    assert counted(count, "paper") == told
