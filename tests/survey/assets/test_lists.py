"""What can be done to the lists in the basket, and what is understood of a store that anybody may have written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
MODULES = {
    "cite/arrange.js": ("moved", "noted", "renamed", "reopened", "begun", "deleted", "undone"),
    "cite/sharing.js": ("received",),
    "cite/views.js": ("addedBy",),
}
Basket = dict[str, Any]


@pytest.fixture
def lists(call: Call) -> Call:
    """Calls a function by its name alone."""
    modules = {name: module for module, names in MODULES.items() for name in names}
    return lambda name, *arguments: call(modules.get(name, "cite/lists.js"), name, *arguments)


def filled(lists: Call, *keys: str) -> Basket:
    basket: Basket = lists("single", keys)
    return basket


def keys(lists: Call, basket: Basket) -> list[str]:
    found: list[str] = lists("keysOf", basket)
    return found


@pytest.mark.parametrize(
    "found",
    [None, 7, "x", [], ["a"], {}, {"lists": 7}, {"lists": []}, {"lists": {"length": 9}}, {"__proto__": {"lists": [1]}}],
)
def test_what_cannot_be_understood_is_an_empty_basket(lists: Call, found: object) -> None:
    assert lists("understood", found) == lists("single")


def test_what_is_kept_is_understood_as_it_was(lists: Call) -> None:
    basket = lists("noted", filled(lists, "a", "b"), "b", "read\nfirst")
    basket = lists("begun", lists("renamed", basket, "Routing"), {"name": "Other", "items": [{"key": "c", "by": "v"}]})
    basket = lists("without", basket, ["c"], "taken")
    assert lists("understood", basket) == basket


HOSTILE = {
    "lists": [
        {"id": 1, "name": "a\u202eb\x00" + "c" * 999, "items": [{"key": "x" * 101}, {"key": "ok"}, {"key": "ok"}, 7]},
        {"id": 1, "name": "same id", "items": []},
        {"id": "2", "name": {"toString": 1}, "items": "abc"},
        {"id": 1e300, "items": [{"key": "__proto__", "note": "n" * 9999, "by": ["x"], "constructor": 1}]},
        *[{"id": n, "items": [{"key": f"k{n}"}] * 3} for n in range(10, 99)],
    ],
    "open": "__proto__",
    "lost": {"what": "emptied", "at": -1, "list": {}},
}


def test_a_hostile_store_is_cut_to_its_limits(lists: Call) -> None:
    basket = lists("understood", HOSTILE)
    first, second, third, *rest = basket["lists"]
    assert first == {"id": 1, "name": "a b " + "c" * 76, "items": [{"key": "ok"}]}
    assert second == {"id": 3, "name": "", "items": []}
    assert third == {"id": 4, "name": "", "items": [{"key": "__proto__", "note": "n" * 500}]}
    assert len(basket["lists"]) == 19
    assert len({one["id"] for one in basket["lists"]}) == 19
    assert basket["open"] == 1
    assert "lost" not in basket
    assert rest


def test_a_list_has_a_limit_and_says_what_it_leaves_out(lists: Call) -> None:
    many = [f"k{n}" for n in range(999)]
    added = lists("added", filled(lists, *many), ["a", "k1", "b", "c"])
    assert keys(lists, added["basket"])[-1] == "a"
    assert added["left"] == 2
    assert (
        len(keys(lists, lists("understood", {"lists": [{"items": [{"key": f"k{n}"} for n in range(5000)]}]}))) == 1000
    )


def test_all_of_these_takes_out_only_what_it_has_put_in(lists: Call) -> None:
    basket = lists("added", filled(lists, "own"), ["own", "a", "b"], "view")["basket"]
    basket = lists("added", basket, ["a", "c"], "other")["basket"]
    assert lists("addedBy", basket, ["own", "a", "b"], "view") == ["a", "b"]
    assert lists("addedBy", basket, ["own", "a", "c"], "other") == ["c"]
    assert lists("addedBy", basket, ["own", "a"], "third") == ["a"]  # all by all of another view
    assert lists("addedBy", lists("noted", basket, "a", "mine"), ["own", "a", "b"], "view") == ["b"]
    assert lists("addedBy", basket, ["own"], "view") == []


@pytest.mark.parametrize(("key", "steps", "order"), [
    ("a", 1, "bacd"), ("d", -1, "abdc"), ("a", -1, "abcd"), ("d", 1, "abcd"), ("c", -9, "cabd"), ("x", 1, "abcd"),
])  # fmt: skip
def test_papers_are_put_in_order(lists: Call, key: str, steps: int, order: str) -> None:
    assert keys(lists, lists("moved", filled(lists, *"abcd"), key, steps)) == [*order]


def test_emptying_is_undone_with_notes_order_and_what_came_since(lists: Call) -> None:
    basket = lists("noted", filled(lists, "a", "b"), "b", "why")
    emptied = lists("without", basket, ["a", "b"], "emptied")
    assert keys(lists, emptied) == []
    back = lists("undone", lists("added", emptied, ["new", "a"])["basket"])
    assert back["lists"][0]["items"] == [{"key": "a"}, {"key": "b", "note": "why"}, {"key": "new"}]
    assert "lost" not in back


def test_a_deleted_list_comes_back_to_its_place(lists: Call) -> None:
    basket = lists("begun", lists("begun", filled(lists, "a"), {"name": "Second"}), {"name": "Third"})
    basket = lists("added", lists("reopened", basket, 2), ["b"])["basket"]
    gone = lists("deleted", basket)
    assert [one["name"] for one in gone["lists"]] == ["", "Third"]
    back = lists("undone", lists("begun", gone, {"name": "New"}))
    assert [one["name"] for one in back["lists"]] == ["", "Second", "Third", "New"]
    assert keys(lists, back) == ["b"]
    assert len({one["id"] for one in back["lists"]}) == 4


def test_the_last_list_is_only_emptied(lists: Call) -> None:
    gone = lists("deleted", filled(lists, "a"))
    assert len(gone["lists"]) == 1
    assert keys(lists, lists("undone", gone)) == ["a"]


def test_a_paper_with_a_note_that_is_unticked_can_be_had_back(lists: Call) -> None:
    basket = lists("noted", filled(lists, "a", "b"), "b", "why")
    assert "lost" not in lists("without", basket, ["a"])
    gone = lists("without", basket, ["b"])
    assert lists("undone", gone)["lists"][0]["items"][1]["note"] == "why"


def test_a_shared_list_fills_an_empty_one_or_stands_beside_the_others(lists: Call) -> None:
    first = lists("received", lists("single"), "Theirs", ["b", "a"])
    assert (first["lists"][0]["name"], keys(lists, first)) == ("Theirs", ["b", "a"])
    second = lists("received", filled(lists, "own"), "Theirs", ["b", "a"])
    assert [len(one["items"]) for one in second["lists"]] == [1, 2]
    assert keys(lists, second) == ["b", "a"]
    assert lists("received", second, "Theirs", ["b", "a"]) == second
    fewer = lists("without", second, ["a"])
    assert lists("received", fewer, "Theirs", ["b", "a"]) == fewer  # the same link again brings nothing back
    assert lists("received", second, "", []) == second


def test_there_are_only_so_many_lists(lists: Call) -> None:
    basket = lists("single")
    for _ in range(25):
        basket = lists("begun", basket)
    assert len(basket["lists"]) == 20
    assert lists("received", lists("added", basket, ["x"])["basket"], "", ["a"])["lists"][-1]["items"] == [{"key": "x"}]
