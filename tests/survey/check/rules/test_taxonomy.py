from __future__ import annotations

from dataclasses import replace

import pytest

from sketch import entry, records, told
from survey.check.rule import rules_of
from survey.check.rules import taxonomy as rules
from survey.diagnostics import Located
from survey.read.records import Records


def tree(*lines: str) -> Records:
    """Records of sections, written one a line from line 2 on, and of two papers."""
    return records(entry(), entry("flow2021fast"), taxonomy="sections:\n" + "".join(f"- {line}\n" for line in lines))


def section(id: str = "shore", **fields: str) -> str:
    """A section on one line, with one approach unless the fields say otherwise."""
    values = {"title": f"Title of {id}", "lead": "L", "approaches": f"[{approach(f'{id}-bells')}]", **fields}
    return f"{{id: {id}, {', '.join(f'{name}: {value}' for name, value in values.items() if value)}}}"


def approach(id: str = "bells", papers: str = "{ebb2020slow: C}") -> str:
    return f"{{id: {id}, title: T, lead: L, papers: {papers}}}"


def test_every_rule_is_in_force() -> None:
    assert list(rules_of(rules)) == [
        rules.sections_present, rules.identifiers, rules.identifiers_free, rules.promises_kept, rules.promises_made,
        rules.former_places_are_free,
        rules.placements_exist, rules.placements_waiting,
        rules.placements_unique, rules.claims_length, rules.texts_length, rules.numbers_shape,
        rules.sections_filled, rules.see_also_exist,
        rules.reading_paths_exist, rules.aliases_clear,
    ]  # fmt: skip


def test_a_tree_has_a_section() -> None:
    [problem] = rules.sections_present(records(taxonomy="sections: []"))
    assert str(problem) == "data/taxonomy.yml:1: there are no sections; add one below `sections`"
    assert told(rules.sections_present, tree(section())) == []


@pytest.mark.parametrize("id", ["quay", "a", "7", "a-b", "from-the-2nd-quay", "x" * 59, "x" * 60, "console", "com"])
def test_slugs_pass(id: str) -> None:
    given = tree(section("sea", was=f"[{id}]"), section(approaches=f"[{approach('bells')}]"))
    assert told(rules.identifiers, given) == []


@pytest.mark.parametrize("id", ["Shore", "a_b", "-a", "a-", "a--b", "a b", "côte", "a.b", "x/y", "../x"])
def test_what_is_no_slug_is_told(id: str) -> None:
    said = f"the id `{id}` is no slug; use lower-case letters, digits and hyphens"
    assert told(rules.identifiers, tree(section("sea"), section(id, approaches="[]"))) == [f"3: {said}"]
    assert told(rules.identifiers, tree(section(was=f"[{id}]"))) == [f"2: {said}"]
    assert told(rules.identifiers, tree(section(approaches=f"[{approach(id)}]"))) == [f"2: {said}"]


def test_an_id_that_is_long_is_told() -> None:
    said = f"2: the id `{'x' * 59}…` has 61 characters; keep it to 60"
    assert told(rules.identifiers, tree(section("x" * 61, approaches="[]"))) == [said]


@pytest.mark.parametrize("id", ["con", "nul", "aux", "prn", "com1", "lpt9"])
def test_names_of_windows_are_refused(id: str) -> None:
    said = f"2: the id `{id}` is a name that Windows reserves; choose another"
    assert told(rules.identifiers, tree(section(id))) == [said]


def test_an_id_is_given_once_among_sections_approaches_and_former_ids() -> None:
    said = "3: the id `bells` is already used in line 2; choose another"
    first = section(approaches=f"[{approach('bells')}]")
    assert told(rules.identifiers, tree(first, section("bells"))) == [said]
    assert told(rules.identifiers, tree(first, section("sea", was="[bells]"))) == [said]
    assert told(rules.identifiers, tree(first, section("sea", approaches=f"[{approach('bells')}]"))) == [said]
    assert told(rules.identifiers, tree(section("bells", was="[old]"), section("old"))) == [
        "3: the id `old` is already used in line 2; choose another"
    ]
    assert told(rules.identifiers, tree(first, section("sea", sections=f"[{section('bells')}]"))) == [said]


@pytest.mark.parametrize("id", ["index", "approaches", "sections", "start-here", "related"])
def test_names_of_the_pages_are_taken(id: str) -> None:
    said = [f"2: the id `{id}` is used by the pages themselves; choose another"]
    assert told(rules.identifiers_free, tree(section(id))) == said
    assert told(rules.identifiers_free, tree(section(approaches=f"[{approach(id)}]"))) == said
    assert told(rules.identifiers_free, tree(section(f"{id}s"))) == []


def promised(given: Records, *ids: str) -> Records:
    return replace(given, promised=tuple(Located(id, line) for line, id in enumerate(ids, 1)))


def test_a_promised_address_is_kept() -> None:
    given = promised(tree(section(was="[beach]"), section("sea")), "shore", "beach", "sea")
    assert told(rules.promises_kept, given) == []
    gone = promised(given, "shore", "sea", "beech", "moor")
    remedy = "is gone; list it under `was` of the section that replaces it, or write `gone` behind it here"
    assert [str(problem) for problem in rules.promises_kept(gone)] == [
        f"data/promised-ids.txt:3: the section `beech` {remedy}; did you mean `beach`?",
        f"data/promised-ids.txt:4: the section `moor` {remedy}",
    ]


def test_a_promise_is_made_of_each_section_once_there_are_any() -> None:
    given = tree(section(), section("sea", sections=f"[{section('pier')}]"))
    assert told(rules.promises_made, promised(given, "shore", "sea")) == [
        "3: warning: pier: not yet in data/promised-ids.txt; `check --fix` adds it"
    ]
    assert told(rules.promises_made, promised(given, "shore", "sea", "pier")) == []
    assert told(rules.promises_made, given) == []


def test_a_placement_is_of_a_known_paper() -> None:
    given = tree(section(approaches=f"[{approach(papers='{ebb2020slow: C, eb2020slow: D, tide1999: E}')}]"))
    assert told(rules.placements_exist, given) == [
        "2: bells: no such paper `eb2020slow`; did you mean `ebb2020slow`?",
        "2: bells: no such paper `tide1999`",
    ]
    assert told(rules.placements_exist, tree(section())) == []


def test_a_claim_is_made_once() -> None:
    bells = approach(papers="{ebb2020slow: Bells are heard., flow2021fast: bells are HEARD.}")
    assert told(rules.placements_unique, tree(section(approaches=f"[{bells}]"))) == [
        "2: bells: flow2021fast: the claim repeats that of `ebb2020slow`; say what differs"
    ]
    across = tree(section(), section("sea", approaches=f"[{approach(papers='{flow2021fast: C}')}]"))
    assert told(rules.placements_unique, across) == [
        "3: bells: flow2021fast: the claim repeats that of `ebb2020slow`; say what differs"
    ]


def test_one_paper_makes_another_claim_in_another_approach() -> None:
    again = tree(section(), section("sea"))
    assert told(rules.placements_unique, again) == [
        "3: sea-bells: ebb2020slow: the claim repeats that of `ebb2020slow`; say what differs"
    ]
    other = tree(section(), section("sea", approaches=f"[{approach(papers='{ebb2020slow: D}')}]"))
    assert told(rules.placements_unique, other) == []


def test_claims_that_are_not_yet_written_repeat_nothing() -> None:
    unwritten = tree(section(approaches=f"[{approach(papers='{ebb2020slow: , flow2021fast: }')}]"))
    assert told(rules.placements_unique, unwritten) == []


def test_nothing_is_empty() -> None:
    given = tree(
        section(approaches=""),
        section("sea", approaches="", sections=f"[{section('pier')}]"),
        section("quay", approaches=f"[{approach('horns', '{}')}]"),
    )
    assert told(rules.sections_filled, given) == [
        "2: shore: the section is empty; add `approaches` or `sections`",
        "4: horns: the approach has no papers; add one or remove it",
    ]


def test_related_sections_exist_and_are_others() -> None:
    given = tree(section(see_also="{shoer: R, shore: R, sea: R}"), section("sea", see_also="{moor: R}"))
    assert told(rules.see_also_exist, given) == [
        "2: shore: no such section `shoer`; did you mean `shore`?",
        "2: shore: a section is not related to itself; remove the line",
        "3: sea: no such section `moor`",
    ]


def test_a_reading_path_leads_to_known_papers() -> None:
    given = tree(section(start_with="{flow2021fast: R, flow2021fats: R}"))
    assert told(rules.reading_paths_exist, given) == [
        "2: shore: no such paper `flow2021fats`; did you mean `flow2021fast`?"
    ]


def test_an_alias_is_another_name() -> None:
    given = tree(section(aliases="[Coast, title of SEA, Title of shore]"), section("sea"))
    assert told(rules.aliases_clear, given) == ["2: shore: the alias `title of SEA` is the title of `sea`; remove it"]


def test_an_alias_is_given_once() -> None:
    given = tree(section(aliases="[Coast, Côte, COAST]"), section("sea", aliases="[Coast]"))
    assert told(rules.aliases_clear, given) == ["2: shore: the alias `COAST` is given twice; keep one"]


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("", "has no claim; say in one sentence what it shows here"),
        ("' '", "has no claim; say in one sentence what it shows here"),
        ("x" * 59, "the claim has 59 characters; write 60 to 160"),
        ("x" * 60, ""),
        ("x" * 160, ""),
        ("x" * 161, "the claim has 161 characters; write 60 to 160"),
    ],
)
def test_a_claim_fits_two_lines(claim: str, message: str) -> None:
    for written in (claim, f"{{claim: {claim}}}"):
        given = tree(section(approaches=f"[{approach(papers=f'{{ebb2020slow: {written}}}')}]"))
        assert told(rules.claims_length, given) == [f"2: bells: ebb2020slow: {message}"] * bool(message)


@pytest.mark.parametrize("name", ["title", "lead", "choose_when", "costs", "aliases", "see_also"])
def test_texts_of_a_line_or_two_stay_that(name: str) -> None:
    most = 150 if name in ("title", "aliases") else 300
    around = {"aliases": "[{}]", "see_also": "{{sea: {}}}"}.get(name, "{}")
    assert told(rules.texts_length, tree(section(**{name: around.format("x" * most)}))) == []
    [message] = told(rules.texts_length, tree(section(**{name: around.format("x" * (most + 1))})))
    assert message == f"2: shore: `{'x' * 59}…` has {most + 1} characters; write at most {most}"


@pytest.mark.parametrize(
    ("number", "is_sound"),
    [
        ("3", True),
        ("'3.1.4'", True),
        ("A.2", True),
        ("1–2", True),
        ("'٣.١'", False),
        ("three", False),
        ("3.", False),
    ],
)
def test_a_number_reads_like_one(number: str, *, is_sound: bool) -> None:
    assert (told(rules.numbers_shape, tree(section(number=number))) == []) is is_sound


def published(given: Records, **lists: str) -> Records:
    """Records with lists of promises, each written with commas between its lines."""
    made = {
        name: tuple(Located(line, n) for n, line in enumerate(lines.split(","), 1)) for name, lines in lists.items()
    }
    return replace(given, **made)  # type: ignore[arg-type] # each of them is such a list


MOVED = "{id: bells, title: T, lead: L, was: [horns, sea#gongs], papers: {ebb2020slow: C}}"


@pytest.mark.parametrize(
    ("listed", "message"),
    [
        ("shore#bells,shore#horns,sea#gongs,beach#bells,beach#horns", ""),
        ("shore#drums gone", ""),
        ("shore#drums", "1: the approach `shore#drums` is gone; "),
        ("shore#bells gone", "1: the approach `shore#bells` is there; remove `gone`"),
        ("shore#horns gone", "1: the approach `shore#horns` is there; remove `gone`"),
    ],
)
def test_a_promise_holds_for_approaches(listed: str, message: str) -> None:
    given = tree(section(approaches=f"[{MOVED}]", was="[beach]"), section("sea"))
    found = told(rules.promises_kept, published(given, promised_approaches=listed))
    assert len(found) == bool(message)
    assert not message or found[0].startswith(message)


def test_a_promise_holds_for_papers() -> None:
    given = records(entry(ids="neap2019calm, ebb2019slow"), taxonomy="sections: []")
    kept = published(given, promised_papers="ebb2020slow,ebb2019slow,neap2019calm,storm2018loud gone")
    assert told(rules.promises_kept, kept) == []
    [message] = told(rules.promises_kept, published(given, promised_papers="storm2018loud"))
    assert message.startswith(
        "1: the paper `storm2018loud` is gone; list it in the field `ids` of the paper that replaces"
    )
    assert told(rules.promises_made, published(given, promised_papers="ebb2019slow")) == [
        "1: warning: ebb2020slow: not yet in data/promised-papers.txt; `check --fix` adds it"
    ]


def test_what_used_to_be_is_of_one_alone_and_reads_like_an_id() -> None:
    taken = records(entry(ids="flow2021fast"), entry("flow2021fast"), entry("storm2018loud", ids="Old Key"))
    assert told(rules.former_places_are_free, taken) == [
        "1: the former paper `flow2021fast` is another's as well; keep one",
        "18: storm2018loud: `ids` has `Old Key`, which is no former key",
    ]
    given = tree(section(approaches=f"[{MOVED}]"), section("sea", approaches=f"[{approach('gongs')}]"))
    assert told(rules.former_places_are_free, given) == [
        "2: the former approach `sea#gongs` is another's as well; keep one"
    ]
    odd = tree(section(approaches=f"[{MOVED.replace('horns', 'Horns/..')}]"))
    assert told(rules.former_places_are_free, odd) == [
        "2: bells: `Horns/..` is no former id; write `id`, or `section#id`"
    ]


@pytest.mark.parametrize(
    "line", ["../../etc gone", "<script> gone", "ebb2020slow  gone", "ebb2020slow Gone", "papers/x"]
)
def test_a_promise_is_an_id_and_nothing_that_could_lead_elsewhere(line: str) -> None:
    given = published(records(entry(), taxonomy="sections: []"), promised_papers=line)
    [message] = told(rules.promises_kept, given)
    assert message.endswith("names no paper; write its id alone, or with `gone`")
