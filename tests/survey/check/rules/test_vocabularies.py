from __future__ import annotations

from dataclasses import replace

import pytest

from sketch import entry, records, told
from survey.check.rule import rules_of
from survey.check.rules import vocabularies
from survey.check.rules.vocabularies import RESERVED
from survey.read.records import Records, SynonymsRecord
from survey.read.yamlfile import YamlReader

COUNTER = "{counter: {title: Counter, meaning: Counts waves.}, mender: {title: Mender, meaning: Mends tables.}}"


def vocabulary(id: str = "duties", **fields: str) -> str:
    """A vocabulary on one line, sound but for what the fields say."""
    values = {"noun": "duty", "carrier": "approach", "terms": COUNTER, **fields}
    return f"  {id}: {{{', '.join(f'{name}: {value}' for name, value in values.items())}}}\n"


def taxonomy(*given: str, sections: str = " []") -> Records:
    """Records of vocabularies, the first of which stands in line 2."""
    return records(taxonomy=f"vocabularies:\n{''.join(given)}sections:{sections}\n")


def test_every_rule_is_in_force() -> None:
    assert list(rules_of(vocabularies)) == [
        vocabularies.vocabularies_sound, vocabularies.vocabularies_named, vocabularies.terms_known,
        vocabularies.synonyms_grouped,
    ]  # fmt: skip


@pytest.mark.parametrize("fields", [
    {"carrier": "approach"}, {"carrier": "section"}, {"ladder": "yes"}, {"ladder": "no"},
    {"shown": "[badge, filter, search, chart, guide]"}, {"shown": "[]"},
    {"carrier": "paper", "shown": "[badge, filter, search, chart]"}, {"carrier": "paper", "default": "mender"},
    {"carrier": "paper", "terms": "{counter: {title: Counter, meaning: Counts waves., reason: yes}}"},
])  # fmt: skip
def test_a_vocabulary_in_known_words_passes(fields: dict[str, str]) -> None:
    assert told(vocabularies.vocabularies_sound, taxonomy(vocabulary(**fields))) == []


@pytest.mark.parametrize(("fields", "said"), [
    ({"carrier": "aproach"}, "unknown `carrier` `aproach`; did you mean `approach`?"),
    ({"carrier": "claim"}, "unknown `carrier` `claim`; use one of approach, section, paper"),
    ({"carrier": "paper", "default": "countr"}, "unknown `default` `countr`; did you mean `counter`?"),
    (
        {"carrier": "paper", "shown": "[guide]"},
        "the guide asks about sections and approaches, not papers; remove `guide`",
    ),
    ({"default": "counter"}, "`default` is for vocabularies with `carrier: paper`; remove it"),
    (
        {"terms": "{counter: {title: Counter, meaning: Counts., reason: yes}}"},
        "`reason` is for vocabularies with `carrier: paper`; remove it",
    ),
    (
        {"carrier": "paper", "terms": "{counter: {title: Counter, meaning: Counts., reason: maybe}}"},
        "unknown `reason` `maybe`; use one of yes, no, true, false",
    ),
    (
        {"carrier": "paper", "default": "counter", "terms": "{counter: {title: C, meaning: Counts., reason: yes}}"},
        "what goes without saying needs no `reason`; choose another `default`",
    ),
    ({"shown": "[badge, charts]"}, "unknown `shown` `charts`; did you mean `chart`?"),
    ({"shown": "[map]"}, "unknown `shown` `map`; use one of badge, filter, search, chart, guide"),
    ({"ladder": "maybe"}, "unknown `ladder` `maybe`; use one of yes, no, true, false"),
    ({"terms": "{}"}, "the vocabulary has no terms; add one or remove the vocabulary"),
])  # fmt: skip
def test_other_words_are_told_with_those_that_are_known(fields: dict[str, str], said: str) -> None:
    given = taxonomy(vocabulary("reach"), vocabulary(**fields))
    assert told(vocabularies.vocabularies_sound, given) == [f"3: duties: {said}"]
    [problem] = vocabularies.vocabularies_sound(given)
    assert problem.path == "data/taxonomy.yml"


def test_where_papers_come_from_can_name_a_file() -> None:
    terms = "{../counter: {title: Counter, meaning: Counts waves.}, con: {title: Con, meaning: Mends tables.}}"
    assert told(vocabularies.vocabularies_sound, taxonomy(vocabulary(carrier="paper", terms=terms))) == [
        "2: the id `../counter` is no slug; use lower-case letters, digits and hyphens",
        "2: the id `con` is a name that Windows reserves; choose another",
    ]
    assert told(vocabularies.vocabularies_sound, taxonomy(vocabulary(terms=terms))) == []


@pytest.mark.parametrize("id", ["year", "verified", "added", "editor"])
def test_a_vocabulary_of_papers_keeps_clear_of_the_fields_that_papers_have(id: str) -> None:
    assert told(vocabularies.vocabularies_sound, taxonomy(vocabulary(id, carrier="paper"))) == [
        f"2: {id}: is a field of papers.bib already; choose another name for the vocabulary"
    ]
    assert told(vocabularies.vocabularies_sound, taxonomy(vocabulary(id))) == []


@pytest.mark.parametrize("noun", ["duty", "a", "r2", "far-out", "queue"])
def test_a_noun_is_a_lower_case_word(noun: str) -> None:
    assert told(vocabularies.vocabularies_named, taxonomy(vocabulary(noun=noun))) == []


@pytest.mark.parametrize("noun", ["Duty", "2r", "-r", "far out", "far_out", "dutÿ", "duty?"])
def test_another_noun_is_told_with_an_example(noun: str) -> None:
    assert told(vocabularies.vocabularies_named, taxonomy(vocabulary(noun=noun))) == [
        f"2: duties: the noun `{noun}` is no lower-case word; write one like `role`"
    ]


@pytest.mark.parametrize("noun", [
    "q", "section", "topic", "year", "venue", "author", "has", "sort", "pick", "words", "papers",
    "key", "near", "copy", "ready",
])  # fmt: skip
def test_what_the_explorer_asks_by_is_no_noun(noun: str) -> None:
    assert told(vocabularies.vocabularies_named, taxonomy(vocabulary(noun=noun))) == [
        f"2: duties: the noun `{noun}` is used by the site itself; choose another"
    ]
    assert noun in RESERVED


def test_two_vocabularies_share_no_noun() -> None:
    given = taxonomy(vocabulary(), vocabulary("reach", noun="far"), vocabulary("tasks", noun="duty"))
    assert told(vocabularies.vocabularies_named, given) == [
        "4: tasks: the noun `duty` already stands for `duties`; choose another"
    ]


def placed(section: str = "", approach: str = "", paper: str = "") -> Records:
    """A section with an approach with a paper: lines 5, 6 and 7; all may carry terms."""
    sections = (
        f"\n- {{id: shore, title: S, lead: L{section}, approaches: [\n"
        f"  {{id: bells, title: B, lead: L{approach}, papers: {{\n"
        f"    ebb2020slow: {{claim: C{paper}}}}}}}]}}"
    )
    duties, worries = vocabulary(ladder="yes"), vocabulary("worries", noun="worry", carrier="section")
    return taxonomy(duties, worries, sections=sections)


def test_records_carry_the_terms_of_their_vocabularies() -> None:
    sound = placed(", worries: [counter, mender]", ", duties: counter", ", duties: [mender]")
    assert told(vocabularies.terms_known, sound) == []
    assert told(vocabularies.terms_known, placed()) == []


@pytest.mark.parametrize(("given", "said"), [
    (placed(", worries: [mender, conter]"), "5: shore: unknown worry `conter`; did you mean `counter`?"),
    (placed(", worries: none"), "5: shore: unknown worry `none`; use one of counter, mender"),
    (placed("", ", duties: rower"), "6: bells: unknown duty `rower`; use one of counter, mender"),
    (placed("", "", ", duties: rower"), "7: bells: ebb2020slow: unknown duty `rower`; use one of counter, mender"),
    (placed(", duty: counter"), "5: shore: unknown field `duty` of a section"),
    (placed(", duties: counter"), "5: shore: unknown field `duties` of a section"),
    (placed("", ", worries: counter"), "6: bells: unknown field `worries` of an approach"),
    (placed("", ", dutys: counter"), "6: bells: unknown field `dutys` of an approach; did you mean `duties`?"),
    (placed("", "", ", moods: counter"), "7: bells: ebb2020slow: unknown field `moods` of a placement"),
])  # fmt: skip
def test_terms_and_vocabularies_that_nobody_named_are_told(given: Records, said: str) -> None:
    assert told(vocabularies.terms_known, given) == [said]


def found(paper: str = "", section: str = "", approach: str = "", placement: str = "") -> Records:
    """A paper, and all of a taxonomy around it, of which any may say where it comes from."""
    sections = (
        f"\n- {{id: shore, title: S, lead: L{section}, approaches: [{{id: bells, title: B, lead: L{approach}, "
        f"papers: {{ebb2020slow: {{claim: C{placement}}}}}}}]}}"
    )
    text = f"vocabularies:\n{vocabulary('found', noun='place', carrier='paper')}sections:{sections}\n"
    return records(entry(**({"found": paper} if paper else {})), taxonomy=text)


def test_papers_sections_and_approaches_may_say_where_they_come_from() -> None:
    assert told(vocabularies.terms_known, found("mender", ", found: counter", ", found: counter")) == []
    assert told(vocabularies.terms_known, found()) == []


@pytest.mark.parametrize(("given", "said"), [
    (found("menedr"), "5: ebb2020slow: unknown place `menedr`; did you mean `mender`?"),
    (found("rower"), "5: ebb2020slow: unknown place `rower`; use one of counter, mender"),
    (found("", ", found: rower"), "4: shore: unknown place `rower`; use one of counter, mender"),
    (found("", "", ", found: rower"), "4: bells: unknown place `rower`; use one of counter, mender"),
    (found("", "", "", ", found: mender"), "4: bells: ebb2020slow: unknown field `found` of a placement"),
    (
        found("", ", found: [counter, mender]"),
        "4: shore: `found` has 2 terms; keep the least that is needed",
    ),
])  # fmt: skip
def test_what_they_may_not_say_is_told(given: Records, said: str) -> None:
    assert told(vocabularies.terms_known, given) == [said]


@pytest.mark.parametrize("owner", ["bells", "bells: ebb2020slow"])
def test_on_a_ladder_one_stands_on_one_rung(owner: str) -> None:
    carried = ", duties: [\n counter,\n mender]"
    given = placed("", carried) if owner == "bells" else placed("", "", carried)
    line = 8 if owner == "bells" else 9  # that of the second term
    assert told(vocabularies.terms_known, given) == [
        f"{line}: {owner}: `duties` has 2 terms; keep the least that is needed"
    ]


def test_what_a_child_carries_is_looked_at_too() -> None:
    nested = "\n- {id: shore, title: S, lead: L, sections: [\n {id: quay, title: Q, lead: L, moods: x}]}"
    assert told(vocabularies.terms_known, taxonomy(vocabulary(), sections=nested)) == [
        "5: quay: unknown field `moods` of a section"
    ]


@pytest.mark.parametrize(
    ("groups", "line"), [("[[ebb, low water]]", 0), ("[[ebb]]", 1), ("[[ebb, ' ']]", 1), ("[[]]", 1)]
)
def test_synonyms_are_two_words_or_more(groups: str, line: int) -> None:
    reader = YamlReader("x.yml")
    record = reader.record(reader.read(f"synonyms: {groups}"), SynonymsRecord)
    assert record
    found = told(vocabularies.synonyms_grouped, replace(records(taxonomy="sections: []"), synonyms=record.synonyms))
    message = f"{line}: group 1 has no two words that searching could treat as one; fill it in"
    assert found == [message] * bool(line)
