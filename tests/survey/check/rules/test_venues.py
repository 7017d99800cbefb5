from __future__ import annotations

from sketch import records, told
from survey.check.rules import venues


def test_a_phrase_points_to_one_venue() -> None:
    given = records(venues="venues:\n  A: [Salt Days, Salt Nights]\n  B: [Moon Days]\n  C:\n    - salt days\n")
    assert told(venues.venues_clear, given) == ["5: C: `salt days` already stands for `A`; keep one"]


def test_a_venue_may_have_a_phrase_twice() -> None:
    assert told(venues.venues_clear, records(venues="venues: {A: [Salt, salt]}")) == []
