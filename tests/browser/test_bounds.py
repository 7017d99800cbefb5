"""No input, however large or odd, keeps a page from answering: fields, addresses, the browser's store, files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect

from browser.errors import errors_of

MANY = 100_000
# Seconds of the page's own thread for all that an input brings about. At most 0.09 here, and 0.18 where the test itself
# makes a file of 50 MB; without bounds it was between 4 seconds and minutes.
BUSY = 0.6
TEXTS = {
    "one word": "a" * MANY,
    "words": "moon harbour pier " * (MANY // 18),
    "letters": "a b c d e " * (MANY // 10),
    "misspelled": "harbuor mooon pirs " * (MANY // 19),
    "phrases": '"a" ' * (MANY // 4),
    "filters": "author:a section:b year:2- " * (MANY // 27),
    "marks": "a" + "\u0301" * MANY,
    "half characters": "\ud83d" * MANY,
    "quotation marks": '"' * MANY,
    "zeros": "\0" * MANY,
    "excluded phrases": '-"b" ' * (MANY // 5),
    "alternatives": 'a OR "b" OR author:c OR ' * (MANY // 24),
    "identifiers": " ".join(f"{n}.{n}" for n in range(1_000, 9_000)),
    "commands": "\\" + "cite" * (MANY // 4),
    "ligatures": "\ufdfa" * MANY,
}
QUERY = 5_000
NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty", "valueOf")
STORE = "tides-basket"
LEFT = "Failed to fetch dynamically imported module"  # by a page that was left while it loaded


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile."""
    fresh = browser.new_context(viewport={"width": 1440, "height": 900})
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab in which any error fails the test."""
    tab = context.new_page()
    with errors_of(tab) as errors:
        yield tab
    assert [error for error in errors if not error.startswith(LEFT)] == []


def thread_time(session: CDPSession) -> float:
    """Seconds for which the page's main thread has worked since it is being measured, whatever else runs."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ThreadTime"])


def busy(page: Page, action: str, argument: Any = None) -> float:
    """What an action and all that follows from it takes of the page's main thread, in seconds."""
    page.evaluate("() => new Promise((go) => setTimeout(go, 100))")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = thread_time(session)
    page.evaluate(action, argument)
    page.evaluate("() => new Promise((go) => setTimeout(go, 350))")  # beyond every pause before work
    took = thread_time(session) - before
    session.detach()
    return took


def test_work_is_measured(page: Page, harbour: str) -> None:
    page.goto(harbour)
    assert busy(page, "const end = performance.now() + 3_000; while (performance.now() < end);") > BUSY


def explorer(page: Page, harbour: str, query: str = "") -> None:
    page.goto(f"{harbour}papers/{query}")
    page.wait_for_selector("body[data-ready]")


PUT = """([selector, text]) => {
  const field = document.querySelector(selector);
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", {bubbles: true}));
  field.dispatchEvent(new Event("change", {bubbles: true}));
}"""


FIELDS = {
    "the explorer": ("papers/", ".explorer__field"),
    "the header": ("guide/", "form[data-search] input[name=q]"),
    "the filter by author": ("papers/", ".facet__author"),
}


@pytest.mark.parametrize("where", FIELDS)
def test_any_text_in_a_field_is_cut_to_what_the_field_allows(page: Page, harbour: str, where: str) -> None:
    path, field = FIELDS[where]
    page.goto(f"{harbour}{path}")
    page.wait_for_selector("body[data-ready]" if path == "papers/" else "form[data-search] [role=combobox]")
    slow = {name: took for name, text in TEXTS.items() if (took := busy(page, PUT, [field, text])) > BUSY}
    assert slow == {}
    assert len(page.locator(field).first.input_value()) <= (QUERY if "author" not in field else 0)
    assert all(len(chip) < 250 for chip in page.locator("[data-chips] .chip").all_inner_texts())


def test_a_whole_abstract_is_searched_for_and_what_is_more_is_told(page: Page, harbour: str) -> None:
    abstract = "nothing of this is anywhere in here " * 138 + "harbour"
    assert QUERY - 40 < len(abstract) < QUERY
    notes = {
        "": "",
        " nothing" * 100: "Only the first 5,000 characters are searched for; 775 more were cut off.",
        ' "phrase"' * 30: "Only the first 5,000 characters are searched for; 245 more were cut off.",
    }
    for more, note in notes.items():
        explorer(page, harbour)
        page.locator(".explorer__field").fill(abstract + more)
        assert page.locator(".explorer__field").input_value() == (abstract + more)[:QUERY]
        told = page.locator("[data-understood]")
        expect(told).to_have_text(note)
        page.goto(f"{harbour}guide/")
        page.locator("header input[name=q]").fill(abstract + more)
        expect(page.locator("header .search-found__item").last).to_contain_text("list of papers")
        expect(page.locator("header .search-found__note")).to_have_text(note)


def test_conditions_that_do_not_count_are_told(page: Page, harbour: str) -> None:
    explorer(page, harbour)
    field = page.locator(".explorer__field")
    told = page.locator("[data-understood]")
    for text in ('"moon" ' * 21, "author:abara " * 21, "-zzz " * 21, "moon" + " OR moon" * 21):
        field.fill(text)
        expect(told).to_have_text("Only the first 20 phrases, filters and alternatives count.")
        field.fill(text[: len(text) // 2])
        expect(told).to_be_hidden()
    field.fill("x:y " * 21 + " ".join(f"a{letter}:b" for letter in "abcdef"))
    assert told.inner_text().endswith("And so on.")
    field.fill(" ".join(f"qx{one}{two}" for one in "abcdefghijklmno" for two in "abcdefghijklmno"))
    expect(told).to_have_text("What was meant is guessed for the first 200 unknown words.")


def test_filters_that_an_address_names_in_vain_are_told(page: Page, harbour: str) -> None:
    explorer(page, harbour, "?" + "&".join(f"author=a{n}" for n in range(103)) + "&venue=" + "a" * 201)
    told = page.locator("[data-understood]")
    expect(told).to_have_text("A filter has at most 100 values of 200 characters; 4 more in the address were left out.")
    page.get_by_role("button", name="Clear all").click()
    expect(told).to_be_hidden()


COME = """(search) => {
  history.pushState(null, "", search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
KEYS = ",".join(f"key{n}" for n in range(MANY))
ADDRESSES = {
    "a query": "?q=" + "a" * MANY,
    "an author": "?author=" + "a" * MANY,
    "sections": "?" + "&".join(f"section=s{n}" for n in range(MANY // 10)),
    "authors": "?" + "&".join(f"author=s{n}" for n in range(MANY // 10)),
    "years": "?year=" + "1-" * (MANY // 2),
    "an order": "?sort=" + "a" * MANY,
    "names of nothing": "?" + "&".join(f"x{n}" for n in range(MANY // 10)),
    "shared keys": f"?pick={KEYS}",
    "one shared key": "?pick=" + "a" * MANY,
    "commas": "?pick=" + "," * MANY,
    "an anchor": "#" + '"]' * (MANY // 2),
}


def test_any_address_is_answered_at_once(page: Page, harbour: str) -> None:
    explorer(page, harbour)
    count = page.locator("[data-result-count]").inner_text()
    for name, search in ADDRESSES.items():
        assert busy(page, COME, search) < BUSY, name
        assert page.locator("[data-chips] .chip").count() <= 101
    page.evaluate(COME, page.evaluate("location.pathname"))
    expect(page.locator("[data-result-count]")).to_have_text(count)


def test_a_list_that_is_too_long_says_so(page: Page, harbour: str) -> None:
    explorer(page, harbour, "?pick=" + quote(",".join(f"key{n}" for n in range(1_500)), safe=","))
    expect(page.locator("[data-chips] .chip").first).to_contain_text("(500 more left out)")


def test_names_that_objects_have_anyway_find_nothing(page: Page, harbour: str) -> None:
    explorer(page, harbour)
    for name in NAMES:
        for facet in ("section", "topic", "venue", "author", "has", "pick", "roles", "q"):
            page.evaluate(COME, f"?{facet}={name}")
            expect(page.locator("[data-result-count]")).to_have_text("19" if facet == "roles" else "0")
        page.evaluate(COME, f"?sort={name}&year={name}")
        expect(page.locator("[data-result-count]")).to_have_text("19")
        expect(page.locator("[name=sort]")).to_have_value("-year")
        expect(page.locator("[data-chips]")).to_be_hidden()
    page.goto(f"{harbour}guide/?problem=__proto__&access=constructor")
    expect(page.locator("form[data-guide]")).to_be_visible()


STORES = {
    "many keys": (json.dumps([f"key{n}" for n in range(MANY)]), 1_000),
    "one key": (json.dumps(["a" * 4_000_000]), 0),
    "names of objects": (json.dumps(NAMES), len(NAMES)),
    "brackets": ("[" * MANY, 0),
    "numbers": (json.dumps(list(range(MANY))), 0),
    "no list": ('{"length": 1000000000}', 0),
    "half a character": ('["\\ud83d", "abara2019tide"]', 1),
    "spaces and marks": (json.dumps(["a b", "a,b", "a\u202eb", "abara2019tide", "abara2019tide"]), 1),
}


@pytest.mark.parametrize("name", STORES)
def test_whatever_the_store_holds_the_basket_opens(
    page: Page, context: BrowserContext, harbour: str, name: str
) -> None:
    stored, count = STORES[name]
    context.add_init_script(f"localStorage.setItem({json.dumps(STORE)}, {json.dumps(stored)})")
    explorer(page, harbour)
    expect(page.locator("[data-basket-count]")).to_have_text(str(count))
    assert busy(page, "document.querySelector('[data-basket]').click()") < BUSY
    expect(page.locator(".basket__list li[data-key]")).to_have_count(count)


def test_a_full_basket_says_what_it_leaves_out(page: Page, context: BrowserContext, harbour: str) -> None:
    full = json.dumps([f"key{n}" for n in range(1_000)])
    context.add_init_script(f"localStorage.setItem({json.dumps(STORE)}, {json.dumps(full)})")
    explorer(page, harbour)
    tick = page.locator('[data-pick="abara2019tide"]').first
    tick.click()
    dialog = page.get_by_role("dialog", name="Basket")
    expect(dialog).to_contain_text("The list is full: it holds 1,000 papers. 1 more was left out.")
    dialog.locator("[data-act=drop]").first.click()
    expect(dialog.locator(".basket__notes")).not_to_contain_text("The list is full")
    page.keyboard.press("Escape")
    expect(tick).not_to_be_checked()
    tick.click()
    expect(tick).to_be_checked()
    expect(page.locator("[data-basket-count]")).to_have_text("1000")


def test_the_guide_passes_over_what_it_does_not_know(page: Page, harbour: str) -> None:
    page.goto(f"{harbour}guide/")
    expect(page.locator("form[data-guide]")).to_be_visible()
    assert busy(page, COME, f"?problem={'a' * MANY}&access={'b' * MANY}&{'c&' * 10_000}") < BUSY
    assert busy(page, "document.querySelector('form[data-guide] input:not(:checked)').click()") < BUSY


PASTE = """([unit, times]) => {
  const data = new DataTransfer();
  data.setData("text/plain", unit.repeat(times));
  document.querySelector("textarea").dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""  # noqa: E501 — a script


def tool(page: Page, harbour: str, name: str) -> None:
    page.goto(f"{harbour}tools/{name}/")
    expect(page.locator("form.tool__form")).to_be_visible()


PASTED = (
    ("@misc{a, title={b}}\n", 5_001),
    ("a", MANY),
    ("{", MANY),
    ("\\cite{", 20_000),
    ("\u0301", MANY),
    ("\0", MANY),
)
SUMMARY = re.compile("^(Read |No citation|This is a bibliography|The manuscript cites)")


@pytest.mark.parametrize("name", ["check-my-bib", "manuscript"])
def test_pasted_text_of_any_kind_is_read_beside_the_page(page: Page, harbour: str, name: str) -> None:
    tool(page, harbour, name)
    for unit, times in PASTED:
        assert busy(page, PASTE, [unit, times]) < BUSY, unit
        expect(page.locator(".tool__summary")).to_have_text(SUMMARY)
        expect(page.get_by_role("textbox", name="Or paste")).to_have_attribute(
            "placeholder", f"A text of {len(unit) * times:,} characters: too long to be shown here, but read."
        )


# What makes a file is the test's work, not the page's: it is made before it is given.
FILE = """([head, unit, times]) => {
  window.given = new DataTransfer();
  window.given.items.add(new File([head + unit.repeat(times)], "mine.txt"));
}"""
CITATIONS = """([times]) => {
  window.given = new DataTransfer();
  window.given.items.add(new File(Array.from({length: times}, (_, n) => `\\\\cite{k${n}}`), "mine.txt"));
}"""
GIVE = """() => {
  const input = document.querySelector("input[type=file]");
  input.files = window.given.files;
  input.dispatchEvent(new Event("change"));
}"""
TOO_MUCH = "Reading stopped in line"
# A megabyte or two tell what grows with the square of its length; what has a limit of its own is as large as that.
FILES = {
    "61 MB": ("", " " * 61, 1_000_000, "The file has 61 MB; up to 60 MB can be checked."),
    "one line of 5 MB": ("@misc{a, eprint={1905.01234}, note={", " and so on" * 50, 10_000, "Read 0 entries"),
    "entries of 50 MB": ("", "@misc{a, eprint={1905.01234}, note={" + "b" * 960 + "}}\n", 50_000, "in 50000 entries"),
    "20,000 entries of one paper": (
        "",
        "@misc{a, eprint={1905.01234}}\n",
        20_000,
        "1 paper found here, in 20000 entries",
    ),
    "entries without end": ("", "@a{a}\n", 300_000, f"{TOO_MUCH} 200001: a file may have 200,000 entries and macros."),
    "macros without end": ("", "@string{a=1}\n", 300_000, "may have 200,000 entries and macros."),
    "macros that double": ("@string{a={aaaaaaaa}}\n", "@string{a=a#a}\n", 10_000, "many times as long as it is."),
    "entries that expand": ("@string{a={" + "a" * 20_000 + "}}\n", "@misc{b, title=a#a}\n", 10_000, TOO_MUCH),
    "a macro of itself": ("", "@string{a=a}\n@misc{b, title=a}\n", 10_000, "Read 10000 entries"),
    "nested braces": ("@misc{a, title={", "{" * 100_000 + "}" * 100_000, 1, "Read 0 entries"),
    "nested values": ("", "@misc{a, title={" + "{" * 1_000 + "b" + "}" * 1_001 + "}\n", 1_000, "Read 1000 entries"),
    "braces": ("@misc{a, title={", "{", 1_000_000, "Read 0 entries"),
    "closed braces": ("@misc{a, title={", "}", 1_000_000, "Read 1 entry"),
    "one line of entries": ("", "@misc{a,title={b}}", 20_000, "Read 20000 entries"),
    "one line of faults": ("", "@misc{a b}", 100_000, "Read 0 entries"),
    "fields of one entry": ("@misc{a", ",b={c}\n", 200_000, "Read 0 entries"),
    "no commas": ("@misc{a,", "b={c}\n", 200_000, "Read 0 entries"),
    "comments": ("@misc{a,", "%\n", 500_000, "Read 0 entries"),
    "a long name": ("@misc{a,", "b", 1_500_000, "Read 0 entries"),
    "a long key": ("@misc{", "b", 1_500_000, "Read 0 entries"),
    "pieces": ("@misc{a, b={c}", "#{d}", 400_000, "Read 0 entries"),
    "authors": ("@misc{a, eprint={1905.01234}, title={x}, author={", "A and ", 300_000, "Read 0 entries"),
    "spaces": ("@misc{a, b", " ", 1_500_000, "Read 0 entries"),
    "at signs": ("", "@", 1_500_000, "Read 0 entries"),
    "zeros": ("", "\0", 1_000_000, "This is a binary file"),
    "zeros in between": ("@misc{a, title={b}}" + " " * 5_000, "\0", 1_000_000, "Read 1 entry"),
}


@pytest.mark.parametrize("name", FILES)
def test_any_file_is_read_within_bounds(page: Page, harbour: str, name: str) -> None:
    head, unit, times, expected = FILES[name]
    tool(page, harbour, "check-my-bib")
    page.evaluate(FILE, [head, unit, times])
    assert busy(page, GIVE) < BUSY
    expect(page.locator(".tool__summary")).to_contain_text(expected, timeout=60_000)
    assert page.locator(".tool__result *").count() < 3_000


def test_a_file_that_takes_more_than_a_minute_is_given_up(page: Page, harbour: str) -> None:
    page.clock.install()
    tool(page, harbour, "check-my-bib")
    summary = page.locator(".tool__summary")
    page.evaluate(FILE, ["", "@misc{a, author={abara}, title={moon, moons and more of them}}\n", 190_000])
    with page.expect_worker():
        page.evaluate(GIVE)
    page.clock.run_for(59_000)
    assert summary.inner_text() == "Reading …"
    page.clock.run_for(1_000)
    expect(summary).to_have_text("This took longer than 60 seconds and was given up. Split the file.")
    page.clock.resume()
    page.evaluate(FILE, ["@misc{a, title={b}}", "", 0])
    page.evaluate(GIVE)
    expect(summary).to_contain_text("Read 1 entry (UTF-8)")


TEX = {
    "keys without end": (
        "",
        1_500_000,
        "The manuscript cites 100000 keys; 0 of them are here. Reading stopped at so many.",
    ),
    "open citations": ("\\cite{", 300_000, "No citation was found"),
    "open notes": ("\\cite[", 300_000, "No citation was found"),
    "notes in notes": ("\\cite[a](b)", 150_000, "No citation was found"),
    "comments": ("%", 1_500_000, "No citation was found"),
    "lines of comments": ("%\n", 700_000, "No citation was found"),
    "backslashes": ("\\", 1_500_000, "No citation was found"),
    "one key": ("\\citation{" + "a" * 5_000 + "}", 3_000, "No citation was found"),
    "one long citation": ("\\nocite{" + ",".join(f"key{n}" for n in range(5_000)) + "}", 1, "cites 5000 keys"),
    "commas": ("\\cite{" + "," * 1_000_000, 2, "No citation was found"),
    "starts of keys": ("<bcf:citekey ", 100_000, "No citation was found"),
}


@pytest.mark.parametrize("name", TEX)
def test_any_manuscript_is_read_within_bounds(page: Page, harbour: str, name: str) -> None:
    unit, times, expected = TEX[name]
    tool(page, harbour, "manuscript")
    page.evaluate(*((FILE, ["", unit, times]) if unit else (CITATIONS, [200_000])))
    assert busy(page, GIVE) < BUSY
    expect(page.locator(".tool__summary")).to_contain_text(expected, timeout=60_000)
    assert page.locator(".tool__result *").count() < 3_000


@pytest.mark.parametrize(("text", "encoding", "told"), [
    ("@misc{a, title={b}}", "utf-16-le", "UTF-16LE"),
    ("@misc{a, title={b}}", "utf-16-be", "UTF-16BE"),
    ("\ufeff@misc{a, title={b}}", "utf-16-be", "UTF-16BE"),
    ("\ufeff@misc{a, title={b}}", "utf-8", "UTF-8"),
    ("@misc{a, title={\x00b}}", "utf-8", ""),
    ("@misc{a, title={b}}", "utf-32", ""),
])  # fmt: skip
def test_encodings_are_told_apart(page: Page, harbour: str, text: str, encoding: str, told: str) -> None:
    tool(page, harbour, "check-my-bib")
    page.set_input_files("input[type=file]", {"name": "a", "mimeType": "", "buffer": text.encode(encoding)})
    expected = f"Read 1 entry ({told})" if told else "This is a binary file, not text."
    expect(page.locator(".tool__summary")).to_contain_text(expected)


def test_a_list_that_cannot_be_fetched_is_told(page: Page, harbour: str) -> None:
    tool(page, harbour, "check-my-bib")
    page.context.set_offline(True)
    page.get_by_label("Or paste BibTeX").fill("@misc{a, title={b}}")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".tool__summary")).to_have_text(
        "Reading broke off: its script could not be loaded, or the browser stopped it. "
        "Check the connection and try again."
    )
    page.context.set_offline(False)
    page.context.route("**/api/papers.json", lambda route: route.abort())
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".tool__summary")).to_have_text(
        "The site's own list could not be fetched; check the connection and try again."
    )
    page.context.unroute("**/api/papers.json")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.locator(".tool__summary")).to_contain_text("Read 1 entry (pasted text)")


def test_a_newer_file_takes_the_place_of_one_that_is_being_read(page: Page, harbour: str) -> None:
    tool(page, harbour, "check-my-bib")
    page.evaluate(FILE, ["", "@misc{a, title={b}}\n", 190_000])
    page.evaluate(GIVE)
    page.evaluate(FILE, ["@misc{a, title={b}}", "", 0])
    page.evaluate(GIVE)
    summary = page.locator(".tool__summary")
    expect(summary).to_contain_text("Read 1 entry (UTF-8)")
    page.wait_for_timeout(3_000)
    expect(summary).to_contain_text("Read 1 entry (UTF-8)")
