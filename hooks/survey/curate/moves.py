"""Renames, moves and removes what stands in the data, in every file that names it; old addresses lead on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

from .. import prose
from ..check import load
from ..check.mend import promised
from ..check.rule import BIB, CHANGES, CORRECTIONS, PATHS, PROFILE, PROMISED, TAXONOMY, note_path
from ..check.rules.entries import KEY
from ..check.rules.taxonomy import SLUG
from ..diagnostics import did_you_mean, quoted
from ..read import bibtex
from .add import refuse_unsound
from .edit import bibfile
from .edit import yamltext as yml
from .edit.changes import Changes
from .edit.places import Place, find_approach, inserted, place_of
from .refusal import Refusal

__all__ = ["move", "refuse_unsound", "remove", "rename"]

# Lists of what was published, where such are kept; ` gone` behind a line says that nothing takes its place.
PROMISED_APPROACHES, PROMISED_PAPERS = "data/promised-approaches.txt", "data/promised-papers.txt"


def rename(changes: Changes, kind: str, old: str, new: str) -> list[str]:
    """Give something another id; returns what mentions the old one still and has to be looked at by somebody.

    Raises:
        Refusal: if there is nothing of the old id, or the new one is none or is taken.

    """
    if kind == "paper":
        _rename_paper(changes, old, new)
    elif kind == "section":
        _rename_section(changes, old, new)
    else:
        _rename_approach(changes, place_of(old, ""), new.rpartition("/")[2])
        old = old.partition("/")[2]
    return list(_left(changes, old))


def _slug(new: str) -> str:
    if not SLUG.fullmatch(new):
        raise Refusal(f"{quoted(new)} is no id; use lower-case letters, digits and hyphens")
    return new


def _rename_section(changes: Changes, old: str, new: str) -> None:
    text = changes.text(TAXONOMY)
    tree = yml.tree(text)
    section = _section(tree, old)
    _refuse_taken(tree, _slug(new))
    splices = [yml.renamed(_needed(section, "id"), new), _former(text, section, old, ("approaches", "sections"))]
    related = (yml.pair(yml.value(other, "see_also"), old) for other in yml.sections(tree))
    splices += (yml.renamed(found[0], new) for found in related if found)
    changes.write(TAXONOMY, yml.spliced(text, splices))
    _rename_next(changes, old, new)
    _promise(changes, new)
    for approach in yml.items(yml.value(section, "approaches")):
        _promise(changes, f"{new}#{yml.text_of(approach, 'id')}", PROMISED_APPROACHES)
    _rewrite_prose(changes, lambda part: re.sub(rf"(\[\[){re.escape(old)}(?=[\]|])", rf"\g<1>{new}", part))
    _rewrite_prose(changes, lambda part: re.sub(_link_to(old), rf"\g<1>{new}\g<2>", part))
    page = f"docs/taxonomy/{old}.md"
    if written := changes.text(page):
        changes.write(f"docs/taxonomy/{new}.md", written)
        changes.write(page, None)


def _rename_next(changes: Changes, old: str, new: str) -> None:
    """The sections that reading paths go on to."""
    if text := changes.text(PATHS):
        paths = yml.items(yml.value(yml.tree(text), "paths"))
        onward = (yml.pair(yml.value(path, "next"), old) for path in paths)
        changes.write(PATHS, yml.spliced(text, [yml.renamed(found[0], new) for found in onward if found]))


def _link_to(id: str) -> str:
    """A Markdown link to the page of a section, from wherever in docs/ it is written."""
    return rf"(\]\((?:[^()\s]*/)?){re.escape(id)}(\.md[^()\s]*\))"


def _rename_approach(changes: Changes, place: Place, new: str) -> None:
    text = changes.text(TAXONOMY)
    approach = find_approach(text, place.section, place.approach)
    _refuse_taken(yml.tree(text), _slug(new))
    former = _former(text, approach, place.approach, ("papers",))
    changes.write(TAXONOMY, yml.spliced(text, [yml.renamed(_needed(approach, "id"), new), former]))
    _promise(changes, f"{place.section}#{new}", PROMISED_APPROACHES)
    link = rf"(\]\((?:[^()\s#]*/)?{re.escape(place.section)}(?:\.md)?/?#){re.escape(place.approach)}(?=\))"
    _rewrite_prose(changes, lambda part: re.sub(link, rf"\g<1>{new}", part))


def _rename_paper(changes: Changes, old: str, new: str) -> None:
    _refuse_unknown(changes, old)
    if not KEY.fullmatch(new):
        raise Refusal(f"{quoted(new)} is no key; write it like `family2024word`, in lower case")
    if new in _keys(changes):
        raise Refusal(f"the key `{new}` is taken; choose another")
    text = bibfile.rename(changes.text(BIB), old, new)
    changes.write(BIB, bibfile.with_former(text, new, old))
    _rename_in_yaml(changes, old, new)
    if note := changes.text(note_path(old)):
        changes.write(note_path(new), note)
        changes.write(note_path(old), None)
    cited = rf"(\[(?:@[^\[\]@]+;\s*)*@){re.escape(old)}(?=\s*[;\]])"
    _rewrite_prose(changes, lambda part: re.sub(cited, rf"\g<1>{new}", part))
    _promise(changes, new, PROMISED_PAPERS)


def _rename_in_yaml(changes: Changes, old: str, new: str) -> None:
    """Every YAML file in which the key stands as a name or as a whole text."""
    for path in (TAXONOMY, CORRECTIONS, CHANGES, PROFILE, PATHS):
        if text := changes.text(path):
            found = [yml.renamed(node, new) for node in _mentions(yml.tree(text)) if node.value == old]
            changes.write(path, yml.spliced(text, found))


def _mentions(node: yml.Node) -> Iterator[yml.Node]:
    """The nodes that can name a paper: names of `papers`, `start_with` and `steps`, and texts that name one."""
    for key, value in yml.pairs(node):
        if key.value in ("papers", "start_with", "steps"):
            yield from (name for name, _ in yml.pairs(value))
            yield from yml.items(value)
        elif key.value in ("paper", "own"):
            yield value
        else:
            yield from _mentions(value)
    for item in yml.items(node):
        yield from _mentions(item)


def move(changes: Changes, key: str, source: str, target: str) -> list[str]:
    """Move a placement with its claim to its place among the others of the approach that it goes to.

    Raises:
        Refusal: if it is not there, is there already, or would leave an approach empty.

    """
    text = changes.text(TAXONOMY)
    here, there = place_of(source, ""), place_of(target, "")
    papers = yml.value(find_approach(text, there.section, there.approach), "papers")
    if yml.pair(papers, key):
        raise Refusal(f"`{key}` stands in {there} already; remove it from {here} instead")
    start, end, _ = taken = _taken_out(text, key, here)
    rest = yml.spliced(text, [taken])
    changes.write(TAXONOMY, inserted(rest, key, there, dedent(text[start:end]).splitlines()))
    return []


def _taken_out(text: str, key: str, place: Place) -> yml.Splice:
    papers = yml.value(find_approach(text, place.section, place.approach), "papers")
    found = yml.pair(papers, key)
    if found is None or papers is None:
        keys = [str(name.value) for name, _ in yml.pairs(papers)]
        raise Refusal(f"`{key}` does not stand in {place}{did_you_mean(key, keys)}")
    if yml.is_inline(papers):
        raise Refusal(f"{place}: its `papers` are written in braces; write one a line in {TAXONOMY} first")
    if len(list(yml.pairs(papers))) == 1:
        raise Refusal(f"`{key}` is the only paper of {place}; put another there first, or remove the approach by hand")
    return yml.removed(text, *found)


def remove(changes: Changes, key: str, place: str = "", replaced_by: str = "") -> list[str]:
    """Remove a placement, or a paper with all that is said of it; returns what mentions it still.

    Raises:
        Refusal: if it is not there, prose cites it, or an approach would be left empty.

    """
    _refuse_unknown(changes, key)
    if place:
        _remove_placement(changes, key, place_of(place, ""))
        return []
    _refuse_cited(changes, key)
    text = changes.text(TAXONOMY)
    splices = [_taken_out(text, key, one) for one in _places(text, key)]
    for section in yml.sections(yml.tree(text)):
        splices += _without(text, section, "start_with", key)
    changes.write(TAXONOMY, yml.spliced(text, splices))
    changes.write(BIB, bibfile.remove(changes.text(BIB), key))
    if changes.text(note_path(key)):
        changes.write(note_path(key), None)
    _remove_corrections(changes, key)
    _remove_from_changes(changes, key)
    _lead_on(changes, key, replaced_by)
    return list(_left(changes, key))


def _remove_placement(changes: Changes, key: str, place: Place) -> None:
    text = changes.text(TAXONOMY)
    taken = _taken_out(text, key, place)
    if len(_places(text, key)) == 1:
        raise Refusal(f"`{key}` stands nowhere else; move it, or remove the paper: remove {key}")
    changes.write(TAXONOMY, yml.spliced(text, [taken]))


def _places(text: str, key: str) -> list[Place]:
    return [
        Place(yml.text_of(section, "id"), yml.text_of(approach, "id"), "")
        for section, approach in yml.approaches(yml.tree(text))
        if yml.pair(yml.value(approach, "papers"), key)
    ]


def _without(text: str, owner: yml.Node, name: str, key: str) -> list[yml.Splice]:
    """A mapping's line gone, or the whole mapping where it has no other."""
    whole = yml.pair(owner, name)
    found = yml.pair(whole[1], key) if whole else None
    if whole is None or found is None:
        return []
    return [yml.removed(text, *(whole if len(list(yml.pairs(whole[1]))) == 1 else found))]


def _refuse_cited(changes: Changes, key: str) -> None:
    for path in _pages(changes.root):
        for cited in prose.citations(changes.text(path)):
            if cited.target == key:
                raise Refusal(f"{path}:{cited.line} cites `{key}`; rewrite that sentence first")
    if yml.text_of(yml.tree(changes.text(PROFILE)), "own") == key:
        raise Refusal(f"`{key}` is the survey's own record (`own` in {PROFILE}); name another there first")
    for span in bibfile.spans(changes.text(BIB)):
        if span.entry.fields.get("crossref") == key:
            raise Refusal(f"`{span.entry.key}` inherits from `{key}` by `crossref`; write its fields out first")


def _remove_corrections(changes: Changes, key: str) -> None:
    text = changes.text(CORRECTIONS)
    listed = list(yml.items(yml.value(yml.tree(text), "corrections")))
    gone = [item for item in listed if yml.text_of(item, "paper") == key]
    if gone and len(gone) == len(listed):
        changes.write(CORRECTIONS, None)
    elif gone:
        changes.write(CORRECTIONS, yml.spliced(text, [yml.removed(text, item, item) for item in gone]))


def _remove_from_changes(changes: Changes, key: str) -> None:
    text = changes.text(CHANGES)
    splices = []
    for change in yml.items(yml.value(yml.tree(text), "changes")):
        if (found := yml.pair(change, "papers")) and key in (keys := [str(n.value) for n in yml.items(found[1])]):
            keys.remove(key)
            new = (
                (*yml.lines(text, *found)[:2], "") if not keys
                else (found[1].start_mark.index, _end(text, *found), f"[{', '.join(keys)}]")
            )  # fmt: skip
            splices.append(new)
    changes.write(CHANGES, yml.spliced(text, splices))


def _end(text: str, name: yml.Node, value: yml.Node) -> int:
    """The end of a value, without the line break that a list of lines ends in."""
    if yml.is_inline(value):
        return int(value.end_mark.index)
    return len(text[: yml.lines(text, name, value)[1]].rstrip("\r\n"))


def _lead_on(changes: Changes, key: str, replaced_by: str) -> None:
    if replaced_by:
        _refuse_unknown(changes, replaced_by)
        changes.write(BIB, bibfile.with_former(changes.text(BIB), replaced_by, key))
    elif changes.text(PROMISED_PAPERS):
        listed = re.sub(rf"(?m)^{re.escape(key)}(?=\r?$)", f"{key} gone", changes.text(PROMISED_PAPERS))
        changes.write(PROMISED_PAPERS, listed)


def _refuse_unknown(changes: Changes, key: str) -> None:
    if path := next((one.path for one in load.Reading(changes.root).inbox(()) if one.entry.key == key), ""):
        raise Refusal(f"`{key}` waits in {path}; edit that file, or let `check --fix` put it in its place first")
    if key not in (keys := _keys(changes)):
        raise Refusal(f"no such paper {quoted(key)}{did_you_mean(key, keys)}")


def _keys(changes: Changes) -> list[str]:
    return [str(entry.key) for entry in bibtex.read(changes.text(BIB), BIB)[0]]


def _section(tree: yml.Node, id: str) -> yml.Node:
    found = {yml.text_of(section, "id"): section for section in yml.sections(tree)}
    if id not in found:
        raise Refusal(f"no such section {quoted(id)}{did_you_mean(id, found)}")
    return found[id]


def _refuse_taken(tree: yml.Node, new: str) -> None:
    nodes = [*yml.sections(tree), *(approach for _, approach in yml.approaches(tree))]
    for node in nodes:
        if new in (yml.text_of(node, "id"), *(str(was.value) for was in yml.items(yml.value(node, "was")))):
            raise Refusal(f"the id `{new}` is taken by `{yml.text_of(node, 'id')}`, now or before; choose another")


def _needed(node: yml.Node, name: str) -> yml.Node:
    found = yml.value(node, name)
    if found is None:
        raise Refusal(f"a record of {TAXONOMY} has no `{name}`; add it first")
    return found


def _former(text: str, node: yml.Node, old: str, before: tuple[str, ...]) -> yml.Splice:
    """An old id added to `was`, or a line of it above the first of some fields."""
    value = yml.written(old)
    if (found := yml.pair(node, "was")) is None:
        at = next(found[0] for name in before if (found := yml.pair(node, name)))
        return yml.above(text, at, f"was: [{value}]")
    listed = list(yml.items(found[1]))
    if yml.is_inline(found[1]):
        end = listed[-1].end_mark.index if listed else found[1].start_mark.index + 1
        return end, end, f", {value}" if listed else value
    return yml.after(text, listed[-1], listed[-1], listed[-1].start_mark.column - 2, f"- {value}")


def _promise(changes: Changes, id: str, path: str = PROMISED) -> None:
    """The id in the list of promises, at its place, if such a list is kept."""
    text = changes.text(path)
    if text and id not in map(str.strip, text.splitlines()):
        changes.write(path, promised(text, id))


def _pages(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.glob("docs/**/*.md"))


def _rewrite_prose(changes: Changes, change: Callable[[str], str]) -> None:
    """Every hand-written page, its code left alone."""
    for path in _pages(changes.root):
        if text := changes.text(path):
            changes.write(path, prose.outside_code(text, change))


def _left(changes: Changes, id: str) -> Iterator[str]:
    """Where the old name still stands as a word: texts that no program should rewrite."""
    word = re.compile(rf"(?<![\w-]){re.escape(id)}(?![\w-])")
    names = sorted(path.relative_to(changes.root).as_posix() for path in changes.root.glob("data/**/*.yml"))
    for path in (*names, *_pages(changes.root), "README.md"):
        if not (changes.root / path).is_file():
            continue
        for number, line in enumerate(changes.text(path).splitlines(), 1):
            if word.search(line) and not re.match(r"\s*(?:- )?was:", line):
                yield f"{path}:{number} still says `{id}`; see whether it should"
