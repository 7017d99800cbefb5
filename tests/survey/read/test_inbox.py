from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch import entry
from survey.diagnostics import Located
from survey.read import bibtex
from survey.read.inbox import clashes, position, read

ENTRY = entry("gear2024small").replace("\n", "\n  ").rstrip()
PATH = "data/inbox/gears.yml"
KEYS = st.lists(st.text("abc", min_size=1, max_size=3), unique=True, max_size=6)


def test_an_entry_and_placements_know_where_they_stand() -> None:
    places = "placements:\n  sea/ebb: It ebbs.\n  sea/flow: {claim: It flows., roles: [moon]}\n"
    text = f"# A comment.\nentry: |\n  {ENTRY}\n{places}"
    one, problems = read(text, PATH)
    assert (one is None, problems) == (False, [])
    assert one is not None
    year = one.entry.fields["year"]
    assert (one.entry.key, one.entry.key.line, one.entry.key.path) == ("gear2024small", 3, PATH)
    assert (year, year.line, year.path) == ("2020", text[: text.index("year")].count("\n") + 1, PATH)
    assert one.text == entry("gear2024small")
    ebb, flow = one.placements.values()
    assert (ebb.claim, ebb.claim.line, ebb.claim.path) == ("It ebbs.", 9, PATH)
    [(name, [term])] = flow.terms.items()
    assert (name, term, term.line, term.path) == ("roles", "moon", 10, PATH)


@pytest.mark.parametrize(("text", "line"), [
    ('entry: "@misc{a2020b, year = {2020}}"', 1),
    ("entry: >-\n\n  @misc{a2020b,\n  year = {2020}}", 3),
    ("placements: {}\nentry: |2 # so\n  @misc{a2020b,\n    year = {2020}}", 3),
    ("entry:\n  '@misc{a2020b, year = {2020}}'", 2),
])  # fmt: skip
def test_however_a_text_is_written_its_line_is_found(text: str, line: int) -> None:
    one, problems = read(text, PATH)
    assert (one is None, problems) == (False, [])
    assert one is not None
    assert one.entry.key.line == line


def test_long_lists_of_authors_are_no_accident() -> None:
    people = " and ".join(["Gear, Ada"] * 3000)
    assert read(f"entry: |\n  @misc{{a2020b,\n    author = {{{people}}},\n  }}\n", PATH)[1] == []


def test_a_key_is_taken_once() -> None:
    found = [read(f"entry: |\n  {ENTRY}\n", f"data/inbox/{name}.yml")[0] for name in "ab"]
    inbox = [one for one in found if one]
    assert list(clashes([], inbox[:1], "data/papers.bib")) == []
    [problem] = clashes([], inbox, "data/papers.bib")
    told = "the key is already used in data/inbox/a.yml:2; if that is another paper, choose another key"
    assert str(problem) == f"data/inbox/b.yml:2: `gear2024small`: {told}"
    [first, _] = clashes(bibtex.read(entry("gear2024small"), "x")[0], inbox, "data/papers.bib")
    assert "data/papers.bib:1;" in str(first)


@pytest.mark.parametrize(("keys", "at"), [("", 0), ("a", 1), ("c", 0), ("abd", 2), ("zyab", 4), ("zya", 3), ("zyc", 2)])
def test_new_papers_go_to_the_end_of_a_chosen_order_and_into_a_sorted_one(keys: str, at: int) -> None:
    assert position(keys, "b" if "b" not in keys else "c") == at


@given(KEYS, KEYS)
def test_the_order_in_which_papers_come_makes_no_difference(present: list[str], new: list[str]) -> None:
    new = [key for key in new if key not in present]
    results = set()
    for order in (new, new[::-1], sorted(new)):
        keys = list(present)
        for key in order:
            keys.insert(position(keys, key), key)
        results.add(tuple(keys))
    assert len(results) == 1
    [keys] = map(list, results)
    assert [key for key in keys if key in present] == present
    added = [key for key in keys if key in new]
    assert all(before < after for before, after in pairwise(added))


def test_texts_of_other_files_know_no_path() -> None:
    assert Located("ebb", 3).path == ""
