"""Every kind of page, light and dark, at a desk and on a phone: axe-core, keyboard, motion, zoom, print, no scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from browser.test_crawl import KINDS

# axe-core's tags of WCAG 2.2 level AA and below, and its own best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A dark page differs from a light one in its colors alone, and those are the same on a phone.
COLORS = "color-contrast"
RULES: dict[tuple[int, str], dict[str, object]] = {
    (1440, "light"): {"runOnly": {"type": "tag", "values": TAGS}},
    (390, "light"): {"runOnly": {"type": "tag", "values": TAGS}, "rules": {COLORS: {"enabled": False}}},
    (1440, "dark"): {"runOnly": {"type": "rule", "values": [COLORS]}},
}
# What passes is not told: telling it takes axe-core three times as long as looking.
AXE = {look: {**rules, "resultTypes": ["violations"]} for look, rules in RULES.items()}
# One item of a long list is like those before it, and axe-core may take seconds for all of them.
SHORT = {"papers/index.html": "papers/index.html?year=2021"}
CUT = """() => {
  for (const one of document.querySelectorAll(".md-content :is(li, tr, dt, dd):nth-child(n + 13)")) one.remove();
}"""
# Once the page has loaded and its scripts have nothing left to do.
IDLE = "() => new Promise(done => requestIdleCallback(() => done()))"
OUTLINE = """() => {
    const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
    const around = getComputedStyle(e.parentElement), label = e.labels?.[0] && getComputedStyle(e.labels[0]);
    return {
        tag: e.tagName, text: (e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40),
        body: e === document.body, size: r.width * r.height,
        visible: [s, around, label].some(x => x && (x.outlineStyle !== "none" || x.boxShadow !== "none")),
    };
}"""


@pytest.fixture(scope="module", params=RULES, ids=lambda look: f"{look[1]}-{look[0]}")
def looks(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[BrowserContext, dict[str, object]]]:
    """A profile for each width and color scheme, in which nothing moves, and what axe-core looks at in it."""
    width, scheme = request.param
    size = ViewportSize(width=width, height=900)
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    yield context, AXE[request.param]
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing(looks: tuple[BrowserContext, dict[str, object]], address: str, name: str) -> None:
    context, options = looks
    page = context.new_page()
    page.goto(address + SHORT.get(name, name))
    if name in SHORT:
        expect(page.locator("body")).to_have_attribute("data-ready", "")
    page.evaluate(IDLE)
    page.evaluate(CUT)
    # Seen whole: what a bar at the edge of the window covers can be scrolled free, which axe-core does not try.
    height = page.evaluate("document.documentElement.scrollHeight") + 200
    page.set_viewport_size(ViewportSize(width=page.evaluate("innerWidth"), height=height))
    found = Axe().run(page, options=options).response["violations"]
    told = [
        (v["id"], node["target"], node["any"][:1] and node["any"][0]["message"]) for v in found for node in v["nodes"]
    ]
    page.close()
    assert told == []


@pytest.mark.parametrize("name", KINDS)
def test_no_sideways_scrolling_at_320_pixels_or_double_size(browser: Browser, address: str, name: str) -> None:
    """WCAG 1.4.10 reflow and 1.4.4 text at 200 %: 1280 px zoomed by two leave 640."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(address + name)
    wide = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    assert page.evaluate(wide) <= 0
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_keyboard_reaches_and_shows_what_it_reached(desk: Page, address: str, name: str) -> None:
    desk.goto(address + name)
    reached = []
    for _ in range(40):
        desk.keyboard.press("Tab")
        place = desk.evaluate(OUTLINE)
        if place["body"]:
            break
        reached.append(place)
    assert len(reached) > 5
    assert [place for place in reached if not place["visible"]] == []


def test_skip_link_leads_to_the_content(desk: Page, address: str) -> None:
    desk.goto(address + "taxonomy/model-routing/")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("#model-routing$"))


@pytest.mark.parametrize("name", KINDS)
def test_nothing_moves_when_motion_is_reduced(browser: Browser, address: str, name: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(address + name)
    page.evaluate(IDLE)
    moving = """[...document.querySelectorAll("*")].filter(e => {
        const s = getComputedStyle(e);
        return s.animationName !== "none" && parseFloat(s.animationDuration) > 0.01
            && s.animationPlayState === "running" && s.display !== "none" && e.checkVisibility();
    }).map(e => e.tagName + "." + e.className)"""
    assert page.evaluate(moving) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.close()


@pytest.mark.parametrize("name", KINDS)
def test_print_leaves_the_text_alone(browser: Browser, address: str, name: str) -> None:
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto(address + name)
    page.emulate_media(media="print")
    for away in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", "button"):
        shown = page.locator(away).evaluate_all("all => all.filter(e => e.checkVisibility()).length")
        assert shown == 0, away
    assert page.locator("h1").is_visible()
    page.close()


def test_reading_without_scripts(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in KINDS:
        page.goto(address + name)
        assert page.locator("h1").is_visible(), name
        assert page.locator(".copy:visible").count() == 0, name
    page.goto(address + "papers/")
    assert page.locator("[data-key]:visible").count() >= len(list(site.glob("papers/*/index.html")))
    context.close()
