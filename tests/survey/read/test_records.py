from __future__ import annotations

from survey.diagnostics import Located
from survey.read.records import EMPTY, Records, SectionRecord, TaxonomyRecord


def section(id: str, *children: SectionRecord) -> SectionRecord:
    return SectionRecord(Located(id, 1), EMPTY, EMPTY, sections=children)


def test_sections_are_walked_in_reading_order() -> None:
    tree = TaxonomyRecord((section("a", section("b", section("c")), section("d")), section("e")))
    assert [record.id for record in tree.walk()] == ["a", "b", "c", "d", "e"]


def test_what_may_be_left_out_is_empty() -> None:
    bare = Records((), TaxonomyRecord(()), venues={})
    assert (bare.corrections, bare.changes, bare.synonyms, bare.prose, bare.promised) == ((), (), (), {}, ())
    assert (EMPTY, EMPTY.line) == ("", 1)
