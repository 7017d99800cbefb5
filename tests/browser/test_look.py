"""What a visitor sees: legible in both schemes, whole on a phone, usable by keyboard, touch and without script."""

from __future__ import annotations

import re
from functools import cache
from itertools import product

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.held import Held
from conftest import ROOT
from survey.model import Survey
from survey.site import open_site
from survey.views import charts

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
RGB = tuple[float, float, float]

# --- Contrast (WCAG 2.2, 1.4.3 and 1.4.11) ---------------------------------------------------------


def luminance(color: RGB) -> float:
    """Relative luminance as WCAG defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: RGB, b: RGB) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@cache
def style() -> str:
    """The style sheet of the site, with the colors that the data gives."""
    return open_site(ROOT).pages.stylesheet(ROOT / "docs/assets/atlas.css")


def tokens(scheme: str) -> dict[str, RGB]:
    blocks = re.findall(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', style(), re.DOTALL)
    assert blocks
    found = re.findall(r"--atlas-([a-z-]+): #([0-9a-f]{3,6});", "".join(blocks))
    return {name: rgb("".join(2 * c for c in value) if len(value) == 3 else value) for name, value in found}


def rgb(value: str) -> RGB:
    red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


TEXT_PAIRS = [
    *product(("ink", "muted", "accent", "from", "to", "danger"), ("ground", "surface", "raised")),
    *product(("ink", "accent"), ("accent-soft",)),
    *product(("ink", "from", "muted"), ("from-soft",)),
    *product(("ink", "to", "muted"), ("to-soft",)),
    ("on-accent", "accent"),
    ("ground", "ink"),
]


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_pair_of_text_and_ground_is_legible(scheme: str) -> None:
    colors = tokens(scheme)
    measured = {pair: round(contrast(colors[pair[0]], colors[pair[1]]), 2) for pair in TEXT_PAIRS}
    assert not {pair: ratio for pair, ratio in measured.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_borders_of_fields_can_be_seen(scheme: str) -> None:
    colors = tokens(scheme)
    assert all(contrast(colors["edge"], colors[ground]) >= 3 for ground in ("ground", "surface", "raised"))


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_words_on_an_arrow_are_legible_all_along_it(scheme: str) -> None:
    colors = tokens(scheme)
    for step in range(11):
        red, green, blue = (a + (b - a) * step / 10 for a, b in zip(colors["from"], colors["to"], strict=True))
        assert contrast(colors["ground"], (red, green, blue)) >= 4.5


PAINTED = """cells => cells.map(cell => {
  const context = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  return ["color", "backgroundColor"].map(name => {
    context.fillStyle = getComputedStyle(cell)[name];
    context.fillRect(0, 0, 1, 1);
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => part / 255);
  });
})"""


@SCHEMES
def test_numbers_in_the_heat_table_are_legible_in_every_shade(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(f"{address}taxonomy/")
    painted = page.locator(".heat tbody td:not(.heat__all)").evaluate_all(PAINTED)
    assert len({tuple(ground) for _, ground in painted}) >= 5
    assert min(contrast(tuple(ink), tuple(ground)) for ink, ground in painted) >= 4.5
    context.close()


def test_a_dark_page_prints_dark_on_white_without_the_frame(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}taxonomy/model-routing/")
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".md-sidebar").first).to_be_hidden()
    painted = page.locator("body").evaluate_all(PAINTED)
    assert [tuple(ground) for _, ground in painted] == [(1, 1, 1)]
    words = page.locator(".md-typeset :is(h1, p, .cite__link)").evaluate_all(PAINTED)
    assert min(contrast(tuple(ink), (1, 1, 1)) for ink, _ in words) >= 4.5
    context.close()


# --- Narrow screens --------------------------------------------------------------------------------


def test_a_phone_gets_the_map_whose_words_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".map__picture--wide")).to_be_hidden()
    words = page.locator(".map__picture--narrow .map__region:not(.map__region--group) text")
    assert words.count() > 15
    assert all(
        height >= 10 for height in words.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    )
    context.close()


def test_words_stay_inside_their_regions(page: Page, address: str) -> None:
    page.goto(address)
    outside = page.locator(".map__picture--wide .map__region").evaluate_all(
        """regions => regions.filter(region => {
             const box = region.querySelector("rect").getBoundingClientRect();
             const words = region.querySelector("text")?.getBoundingClientRect();
             return words && (words.right > box.right || words.bottom > box.bottom);
           }).map(region => region.textContent)"""
    )
    assert outside == []


# --- The map and the charts ------------------------------------------------------------------------


def test_every_region_of_the_map_leads_to_its_section_by_keyboard(page: Page, address: str, survey: Survey) -> None:
    page.goto(address)
    regions = page.locator(".map__picture--wide a:not(.map__paper)")
    for at in range(regions.count()):
        regions.nth(at).focus()
        assert regions.nth(at).evaluate("one => one === document.activeElement && one.matches(':focus-visible')")
    shown = {url.split("/")[-2] for url in regions.evaluate_all("all => all.map(one => one.href.baseVal)")}
    assert shown <= set(survey.paths)
    assert {"model-routing", "speculative-decoding", "competition", "limitations"} <= shown
    page.locator('.map__picture--wide a[href*="/model-routing/"]').press("Enter")
    expect(page).to_have_title(re.compile("Model routing"))


def test_every_dot_of_the_map_is_a_paper_that_it_shows_and_opens(page: Page, address: str, survey: Survey) -> None:
    page.goto(address)
    routing = page.locator('.map__picture--wide a.map__region[href*="/model-routing/"]')
    dots = page.locator(".map__picture--wide g:has(> .map__paper)").filter(
        has=page.locator('a[href*="ong2025routellm"]')
    )
    routing.hover()
    papers = dots.locator(".map__paper")
    expect(papers).to_have_count(len(survey.paths["model-routing"][-1].papers))
    papers.first.hover()
    title = papers.first.get_attribute("aria-label") or ""
    expect(page.get_by_role("tooltip")).to_contain_text(title)
    routing.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(papers.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(routing).to_be_focused()
    papers.first.click()
    expect(page.locator("h1")).to_have_text(title)


def test_on_a_phone_the_first_tap_shows_a_paper_and_the_second_opens_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto(address)
    page.locator(".map__picture--narrow a.map__region").nth(2).focus()
    dot = page.locator(".map__picture--narrow .map__paper").first
    dot.tap()
    title = dot.get_attribute("aria-label") or ""
    expect(page.get_by_role("tooltip")).to_contain_text(title)
    assert page.url == address
    dot.tap()
    expect(page.locator("h1")).to_have_text(title)
    context.close()


def test_every_region_without_parts_has_its_dots(page: Page, address: str) -> None:
    page.goto(address)
    for picture in ("wide", "narrow"):
        leaves = page.locator(f".map__picture--{picture} .map__region:not(.map__region--group)")
        assert leaves.count() == leaves.filter(has=page.locator(".map__dots")).count() > 10


def test_the_map_can_be_read_as_a_list(page: Page, address: str, survey: Survey) -> None:
    page.goto(address)
    page.get_by_text("The map as a list").click()
    assert page.locator(".map details li").count() == len(survey.paths)


def test_a_section_is_lit_on_its_small_map(page: Page, address: str, survey: Survey) -> None:
    page.goto(f"{address}taxonomy/efficient-inference/")
    parts = survey.paths["efficient-inference"][-1].sections
    assert page.locator(".position__region--forward").count() == len(parts)
    page.locator(".position").click()
    expect(page.locator("#map")).to_be_in_viewport()


def test_cells_of_the_heat_table_open_the_same_papers_in_the_explorer(page: Page, address: str, survey: Survey) -> None:
    page.goto(f"{address}taxonomy/")
    row = next(row for row in charts.heat(survey) if row.section.id == "model-routing")
    links = page.locator('.heat td a[href*="section=model-routing&year="]')
    assert links.all_inner_texts() == [str(number) for number in row.counts if number]
    link = links.last
    expected = link.inner_text()
    link.click()
    page.wait_for_selector("[data-ready]")
    assert re.findall(r"\d+", page.locator("[data-result-count]").inner_text())[0] == expected


# --- Previews of citations -------------------------------------------------------------------------


def test_a_citation_previews_its_paper_for_mouse_and_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}taxonomy/model-routing/")
    link, preview = page.locator(".cite__link").first, page.get_by_role("tooltip")
    link.hover()
    expect(preview).to_contain_text(link.get_attribute("data-preview-title") or "?")
    preview.hover()
    page.wait_for_timeout(300)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    link.focus()
    expect(preview).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", preview.get_attribute("id") or "?")


def test_the_first_tap_on_a_citation_shows_and_the_second_follows(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}taxonomy/model-routing/")
    link = page.locator(".cite__link").first
    link.tap()
    expect(page.get_by_role("tooltip")).to_be_visible()
    link.tap()
    expect(page).to_have_url(re.compile("/papers/"))
    context.close()


# --- Finding one's way -----------------------------------------------------------------------------


def test_an_address_that_leads_nowhere_offers_ways_on(page: Page, address: str, survey: Survey) -> None:
    page.goto(f"{address}404.html")
    links = page.locator(".md-content a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    assert "/atlas/papers/" in links
    assert {f"/atlas/taxonomy/{section.id}/" for section in survey.sections} <= set(links)


def test_home_is_whole_without_script(browser: Browser, address: str, survey: Survey) -> None:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".map__picture--wide")).to_be_visible()
    page.locator("input[name=q]").fill("routing")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(f"{address}papers/?q=routing")
    expect(page.locator("li.paper")).to_have_count(len(survey.papers))
    context.close()


def test_a_long_list_of_authors_folds(page: Page, address: str, survey: Survey) -> None:
    paper = max(survey.papers.values(), key=lambda paper: len(paper.authors))
    page.goto(f"{address}papers/{paper.key}/")
    last = page.locator("details.paper-page__authors").get_by_text(paper.authors[-1].full)
    expect(last).to_be_hidden()
    page.locator("details.paper-page__authors summary").click()
    expect(last).to_be_visible()


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("", "Atlas of Small Models"),
        ("taxonomy/model-routing/", "Model routing"),
        ("papers/ong2025routellm/", "RouteLLM: Learning to Route LLMs from Preference Data"),
    ],
)
def test_a_shared_link_tells_what_it_leads_to(page: Page, address: str, path: str, title: str) -> None:
    page.goto(address + path)
    told = {name: page.locator(f'meta[property="og:{name}"]').get_attribute("content") for name in ("title", "image")}
    assert told == {"title": title, "image": "https://example.org/atlas/assets/card.png"}
    assert page.locator('link[rel="canonical"]').get_attribute("href") == f"https://example.org/atlas/{path}"
    assert page.request.get(f"{address}assets/card.png").ok


def test_a_map_is_alive_for_who_points_at_it_before_its_script_has_come(page: Page, address: str) -> None:
    held = Held()
    page.route("**/pictures/map.js", held.hold)
    with page.expect_request("**/pictures/map.js"):
        page.goto(address, wait_until="commit")
    page.locator(".map__picture--wide .map__region:not(.map__region--group)").first.hover()
    assert page.locator(".map__paper").count() == 0
    held.routes[0].continue_()
    expect(page.locator(".map__picture--wide .map__paper").first).to_be_visible()
