"""The explorer and the header's search, as a reader uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.held import Held
from survey.model import Paper, Survey
from survey.text.fold import fold
from survey.views import listings

FIELD = "input[name=q]"
ITEMS = "[...document.querySelectorAll('li.paper[data-key]')].filter(item => item.getClientRects().length)"
SAID = "Number(document.querySelector('[data-result-count]').textContent)"


class Explorer:
    """The explorer in a tab, once it answers."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    def open(self, query: str = "") -> Explorer:
        self.page.goto(f"{self.address}papers/{query}")
        self.page.wait_for_selector("body[data-ready]")
        return self

    def type(self, text: str) -> None:
        self.page.locator(FIELD).fill(text)

    def keys(self) -> list[str]:
        """What is shown, once the list is as long as is said: what is out of sight follows when typing pauses."""
        self.page.wait_for_function(f"() => {ITEMS}.length >= Math.min(300, {SAID})")
        shown: list[str] = self.page.evaluate(f"() => {ITEMS}.map(item => item.dataset.key)")
        return shown

    def wait_for_as_many_as_are_said(self) -> None:
        self.page.wait_for_function(f"() => {ITEMS}.length === {SAID}")

    def wait_for(self, keys: list[str]) -> None:
        listed = "[...document.querySelectorAll('[data-list] > [data-key]')].map(item => item.dataset.key).join()"
        self.page.wait_for_function(f"wanted => {listed} === wanted", arg=",".join(keys))

    def count(self) -> int:
        return int(self.page.locator("[data-result-count]").inner_text())

    def facet(self, facet: str, value: str) -> None:
        box = self.page.locator(f'[data-facet="{facet}"][value="{value}"]')
        box.evaluate(
            "box => { for (let d = box.closest('details'); d; d = d.parentElement.closest('details')) d.open = true }"
        )
        box.check()

    def facet_count(self, facet: str, value: str) -> int:
        row = self.page.locator(f'label:has([data-facet="{facet}"][value="{value}"]) .facet__count')
        return int(row.text_content() or "0")


@pytest.fixture
def explorer(page: Page, address: str) -> Explorer:
    return Explorer(page, address)


def test_the_list_is_complete_without_script(browser: Browser, address: str, survey: Survey) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}papers/")
    assert page.locator("li.paper[data-key]").count() == len(survey.papers)
    assert page.locator("[data-result-count]").inner_text() == str(len(survey.papers))
    assert page.locator(FIELD).count() == 1
    assert not page.locator(".facets, [data-pick-all], [data-open-facets]").filter(visible=True).count()
    page.close()


def test_a_name_that_is_typed_comes_first_and_is_marked(explorer: Explorer) -> None:
    explorer.open().type("tool former")
    assert explorer.keys()[0] == "schick2023toolformer"
    expect(explorer.page.locator("li.paper mark").first).to_have_text("Toolformer")
    explorer.wait_for_as_many_as_are_said()


def test_filters_narrow_together_and_tell_how_many_each_would_show(explorer: Explorer, survey: Survey) -> None:
    explorer.open()
    expected = explorer.facet_count("section", "efficient-inference")
    explorer.facet("section", "efficient-inference")
    assert explorer.count() == expected == len({p.key for p in survey.paths["efficient-inference"][-1].papers})
    with_code = explorer.facet_count("has", "code")
    explorer.facet("has", "code")
    assert explorer.count() == with_code < expected
    explorer.facet("section", "weak-to-strong")
    assert explorer.count() > with_code, "values of one facet add up"
    assert len(explorer.page.locator(".chips li").all()) == 4  # three choices and “clear all”


def test_the_address_holds_the_state_and_the_back_button_undoes(explorer: Explorer, survey: Survey) -> None:
    with explorer.page.expect_response("**/search/rest.json"):
        page = explorer.open().page
    explorer.facet("role", "router")
    expect(page).to_have_url(re.compile(r"role=router"))
    routers = explorer.count()
    explorer.type("benchmark")
    expect(page).to_have_url(re.compile(r"q=benchmark.*role=router"))
    found = explorer.keys()
    page.reload()
    page.wait_for_selector("body[data-ready]")
    explorer.wait_for(found)  # which the second file of the index may complete
    page.go_back()
    expect(page.locator("[data-result-count]")).to_have_text(str(routers))
    page.go_back()
    expect(page.locator("[data-result-count]")).to_have_text(str(len(survey.papers)))
    page.go_forward()
    expect(page.locator("[data-result-count]")).to_have_text(str(routers))


@pytest.mark.parametrize(
    ("query", "rule"),
    [
        ("?year=2023", lambda paper: paper.year == 2023),
        ("?year=2021-2022", lambda paper: 2021 <= paper.year <= 2022),
        ("?venue=TACL", lambda paper: paper.venue == "TACL"),
        ("?topic=Model+Routing", lambda paper: "Model Routing" in paper.topics),
        ("?author=Ga%C3%ABl+Varoquaux", lambda paper: "gael varoquaux" in fold(paper.byline)),
        ("?has=code", lambda paper: bool(paper.get("code"))),
    ],
)
def test_every_part_of_an_address_filters(
    explorer: Explorer, survey: Survey, query: str, rule: Callable[[Paper], bool]
) -> None:
    explorer.open(query)
    wanted = {key for key, paper in survey.papers.items() if rule(paper)}
    expect(explorer.page.locator("li.paper[data-key]")).to_have_count(len(wanted))
    assert set(explorer.keys()) == wanted


def filed(paper: Paper) -> str:
    """A title as lists are sorted by it: without case and a leading article."""
    return re.sub(r"^(?:a|an|the) ", "", fold(paper.title))


def test_papers_can_be_sorted(explorer: Explorer, survey: Survey) -> None:
    busiest = max(listings.people(survey).values(), key=lambda person: len(person.papers))
    papers = busiest.papers
    explorer.open(f"?author={quote(busiest.name)}&sort=title")
    assert explorer.keys()[0] == min(papers, key=filed).key
    explorer.open(f"?author={quote(busiest.name)}&sort=year")
    shown = explorer.keys()
    assert [survey.papers[key].year for key in shown] == sorted(paper.year for paper in papers)
    explorer.open("?sort=cited")
    most = max(len(places) for places in survey.places.values())
    assert len(survey.places[explorer.keys()[0]]) == most


def test_years_are_brushed_and_slid(explorer: Explorer, survey: Survey) -> None:
    page = explorer.open().page
    bar = page.locator('.years__bar[data-year="2022"]').bounding_box()
    end = page.locator('.years__bar[data-year="2023"]').bounding_box()
    assert bar
    assert end
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=3)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"year=2022-2023"))
    assert explorer.count() == sum(2022 <= paper.year <= 2023 for paper in survey.papers.values())
    page.get_by_label("First year").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"year=2023"))


def test_keys_alone_suffice(explorer: Explorer, survey: Survey) -> None:
    page = explorer.open().page
    page.keyboard.press("/")
    page.keyboard.type("automix")
    page.keyboard.press("ArrowDown")
    expect(page.locator("li.paper a:focus")).to_have_text("AutoMix: Automatically Mixing Language Models")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_have_value("")
    assert explorer.count() == len(survey.papers)
    page.keyboard.type("automix")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/papers/aggarwal2024automix/$"))


def test_who_removes_a_filter_by_keyboard_goes_on_where_that_was(explorer: Explorer) -> None:
    page = explorer.open("?has=code&year=2024").page
    page.locator(".chip").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove filter: 2024")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()
    explorer.open("?has=code").page.get_by_role("button", name="Clear all").press("Enter")
    expect(page.locator(FIELD)).to_be_focused()


def test_nothing_found_says_so_and_offers_what_comes_near(explorer: Explorer) -> None:
    page = explorer.open("?q=photosynthesis").page
    assert explorer.count() == 0
    expect(page.locator("[data-notice]")).to_contain_text("No paper matches “photosynthesis”")
    expect(page.locator("[data-pick-all]")).to_be_hidden()
    explorer.type("instrumentability")
    expect(page.locator("[data-notice]")).to_be_visible()


def test_a_count_is_read_out_once_typing_pauses(explorer: Explorer) -> None:
    explorer.open().type("toolformer")
    expect(explorer.page.locator("[data-said]")).to_have_text(re.compile(r"^\d+ papers?$"))


def test_on_a_phone_filters_are_in_a_sheet_and_nothing_scrolls_sideways(
    context: BrowserContext, address: str, survey: Survey
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 640})
    explorer = Explorer(page, address).open()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    opener = page.locator("[data-open-facets]")
    box = opener.bounding_box()
    assert box
    assert box["y"] > 320, "within reach of the thumb"
    opener.click()
    explorer.facet("has", "code")
    page.locator("[data-close]").click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert 0 < explorer.count() < len(survey.papers)


def test_the_header_offers_sections_then_papers_then_everything(page: Page, address: str) -> None:
    page.goto(f"{address}taxonomy/")
    assert page.locator(FIELD).count() == 1
    expect(page.get_by_role("combobox")).to_be_attached()
    page.keyboard.press("/")
    page.keyboard.type("speculative")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Speculative decoding")
    expect(options.last).to_contain_text("All results")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/papers/\?q=speculative$"))


def test_what_is_typed_before_the_script_arrives_is_answered(page: Page, address: str) -> None:
    held = Held()
    page.route("**/search/box.js", held.hold)
    with page.expect_request("**/search/box.js"):
        page.goto(f"{address}taxonomy/", wait_until="commit")
    page.locator(FIELD).press_sequentially("speculative")
    expect(page.get_by_role("combobox")).to_have_count(0)
    held.routes[0].continue_()
    expect(page.get_by_role("option").first).to_contain_text("Speculative decoding")


@pytest.mark.parametrize("typed", ["distilation reasoning", "distil "])
def test_the_header_and_the_explorer_agree(page: Page, address: str, typed: str) -> None:
    page.goto(f"{address}taxonomy/")
    expect(page.get_by_role("combobox")).to_be_attached()
    page.locator(FIELD).press_sequentially(typed)
    last = page.get_by_role("option").last
    expect(last).to_contain_text("All results")
    page.wait_for_load_state("networkidle")
    offered = page.locator('[role=option][data-href*="papers/"]:not(.search-found__all)')
    keys = [(option.get_attribute("data-href") or "").split("/")[-2] for option in offered.all()]
    told = last.inner_text()
    with page.expect_response("**/search/rest.json"):
        explorer = Explorer(page, address).open("?" + (last.get_attribute("data-href") or "").partition("?")[2])
    page.wait_for_load_state("networkidle")
    assert explorer.keys()[: len(keys)] == keys
    assert told.endswith(f"({explorer.count()})")


def test_a_name_leads_to_the_page_of_a_person_or_a_venue(page: Page, address: str, survey: Survey) -> None:
    explorer = Explorer(page, address).open()
    for known, kind in ((listings.people(survey), "Person"), (listings.venues(survey), "Venue")):
        listed = max(known.values(), key=lambda listing: len(listing.papers))
        page.goto(f"{address}taxonomy/")
        explorer.type(listed.name)
        option = page.get_by_role("option").first
        expect(option).to_have_attribute("data-href", re.compile(f"{listed.url}$"))
        expect(option).to_contain_text(kind)
        explorer.open().type(listed.name)
        expect(page.locator(f"[data-sections] a[href$='{listed.url}']")).to_have_text(listed.name)


def test_the_index_is_fetched_only_when_somebody_searches(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}taxonomy/", wait_until="networkidle")
    assert not [url for url in asked if url.endswith("search.json")]
    page.locator(FIELD).focus()
    page.wait_for_timeout(300)
    assert len([url for url in asked if url.endswith("search.json")]) == 1


def test_what_is_not_understood_is_said_under_both_fields(page: Page, address: str) -> None:
    explorer = Explorer(page, address).open("?q=colour:red+routing")
    expect(page.locator("[data-understood]")).to_contain_text("no field")
    page.goto(f"{address}taxonomy/")
    explorer.type("colour:red routing")
    expect(page.locator(".search-found__note")).to_contain_text("“colour:” is no field")
    explorer.type("routing")
    expect(page.locator(".search-found__note")).to_be_hidden()
    expect(page.get_by_role("option").last).to_contain_text("All results")


def test_a_whole_abstract_is_searched_for_in_full_length(explorer: Explorer, survey: Survey) -> None:
    told = ((made, made.note) for made in survey.papers.values() if made.note)
    paper, text = max(((made, f"{note.problem} {note.finding}") for made, note in told), key=lambda pair: len(pair[1]))
    assert len(text) > 500
    explorer.open().type("small " * 40 + text)
    expect(explorer.page.locator("[data-list] li.paper").first).to_have_attribute("data-key", paper.key)
    expect(explorer.page).to_have_url(re.compile(re.escape(text.split()[-1].strip(".").split("-")[-1])))


# Pauses of a page take so long that none of them ends while a test looks.
SLOW = (
    "{ const real = window.setTimeout; window.setTimeout = (act, ms, ...rest) => real(act, (ms ?? 0) * 50, ...rest); }"
)


def test_an_address_with_a_question_waits_for_its_whole_answer(page: Page, address: str) -> None:
    held = Held()
    page.add_init_script(SLOW)
    page.route("**/search/rest.json", held.hold)
    with page.expect_request("**/search/rest.json"):
        page.goto(f"{address}papers/?q=distillation", wait_until="commit")
    page.wait_for_timeout(300)
    expect(page.locator("body[data-ready]")).to_have_count(0)
    held.routes[0].continue_()
    expect(page.locator("body[data-ready]")).to_have_count(1)


def test_where_the_whole_answer_does_not_come_there_is_one_all_the_same(page: Page, address: str) -> None:
    held = Held()
    page.route("**/search/rest.json", held.hold)
    page.goto(f"{address}papers/?q=distillation", wait_until="commit")
    expect(page.locator("body[data-ready]")).to_have_count(1)
    expect(page.locator("[data-list] li.paper").first).to_be_visible()
