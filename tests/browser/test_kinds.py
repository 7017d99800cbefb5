"""What holds for a page of every kind: each is opened once at a desk, and then looked at from every side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from browser.kinds import KINDS
from browser.measures import RULES, SMALL, WIDER, violations
from conftest import SUB_PATH

DESK = ViewportSize(width=1440, height=900)
# Once the page has loaded and its scripts have nothing left to do.
IDLE = "() => new Promise(done => requestIdleCallback(() => done()))"
TYPEFACE = ("h1", ".site-header__name")

# One item of a long list is like those before it, and axe-core may take seconds for all of them.
CUT = """() => {
  const items = ":is(li, tr, dt, dd, ul):nth-of-type(n + 13)";
  for (const one of document.querySelectorAll(`.md-content ${items}`)) one.remove();
}"""
OUTLINE = """() => {
    const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
    const around = getComputedStyle(e.parentElement), label = e.labels?.[0] && getComputedStyle(e.labels[0]);
    return {
        tag: e.tagName, text: (e.textContent || e.getAttribute("aria-label") || e.name || "").trim().slice(0, 40),
        body: e === document.body, size: r.width * r.height,
        visible: [s, around, label].some(x => x && (x.outlineStyle !== "none" || x.boxShadow !== "none")),
    };
}"""
MOVING = """[...document.querySelectorAll("*")].filter(e => {
    const s = getComputedStyle(e);
    return s.animationName !== "none" && parseFloat(s.animationDuration) > 0.01
        && s.animationPlayState === "running" && s.display !== "none" && e.checkVisibility();
}).map(e => e.tagName + "." + e.className)"""
UNREACHABLE = """[...document.querySelectorAll("pre, pre > code")]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && one.tabIndex < 0).length"""
CLIPPED = """[...document.querySelectorAll("pre, code, p, dd, td, li")].filter(one => one.checkVisibility()
  && !one.closest(".visually-hidden, nav") && one.scrollWidth > one.clientWidth + 2
  && getComputedStyle(one).overflowX !== "visible").map(one => one.outerHTML.slice(0, 80))"""
SHOWN = "all => all.filter(e => e.checkVisibility()).length"


@dataclass(frozen=True)
class Visit:
    """A page that has come to rest, what it complained of on the way, and what it asked for."""

    page: Page
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        page, told = self.page, self.told
        page.on("console", lambda line: told.append(line.text) if line.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(url, wait_until="networkidle")
        page.evaluate(IDLE)


@pytest.fixture(scope="module", params=KINDS)
def visit(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Visit]:
    """A page of each kind in turn, which all tests share."""
    context = browser.new_context(viewport=DESK)
    visit = Visit(context.new_page())
    visit.open(address + request.param)
    yield visit
    context.close()


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page as it was opened, but for what the tests before have scrolled and focused."""
    visit.page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    visit.page.set_viewport_size(DESK)
    return visit.page


def test_no_error_in_the_console_and_no_foreign_request(visit: Visit, address: str) -> None:
    own = (address.split(SUB_PATH, maxsplit=1)[0], "data:", "blob:")
    assert visit.told == []
    assert [url for url in visit.asked if not url.startswith(own)] == []


def test_keyboard_reaches_and_shows_what_it_reached(page: Page) -> None:
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        place = page.evaluate(OUTLINE)
        if place["body"]:
            break
        reached.append(place)
    assert len(reached) > 5
    assert [place for place in reached if not place["visible"]] == []


def test_the_skip_link_leads_to_the_title(page: Page) -> None:
    target = page.locator(".md-skip").get_attribute("href") or ""
    assert page.locator(f"h1{target}").count() == 1
    assert page.locator("h1").count() == 1


def test_every_reader_sees_headings_in_the_same_typeface(page: Page) -> None:
    page.evaluate("document.fonts.ready.then(() => {})")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    for selector in TYPEFACE:
        node = session.send("DOM.querySelector", {"nodeId": document, "selector": selector})["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert max(fonts, key=lambda font: font["glyphCount"])["isCustomFont"], selector
    session.detach()


def test_nothing_scrolls_that_the_keyboard_cannot_reach(page: Page) -> None:
    assert page.evaluate(UNREACHABLE) == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_targets_have_24_pixels(page: Page, width: int) -> None:
    page.set_viewport_size(ViewportSize(width=width, height=900))
    assert page.evaluate(SMALL) == []


@pytest.mark.parametrize("width", [768, 390, 320])
def test_no_page_scrolls_sideways(page: Page, width: int) -> None:
    """At the narrowest, WCAG 1.4.10 reflow: 320 pixels."""
    page.set_viewport_size(ViewportSize(width=width, height=800))
    assert page.evaluate(WIDER) <= 0


def test_no_page_scrolls_sideways_at_double_size(page: Page) -> None:
    """WCAG 1.4.4 text at 200 %: 1280 pixels zoomed by two leave 640."""
    page.set_viewport_size({"width": 640, "height": 800})
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    wider = page.evaluate(WIDER)
    page.evaluate("document.documentElement.style.removeProperty('font-size')")
    assert wider <= 0


def test_nothing_moves_when_motion_is_reduced(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(MOVING) == []
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_print_leaves_the_text_alone_and_clips_nothing(page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 1000})
    page.emulate_media(media="print")
    for away in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", "button"):
        assert page.locator(away).evaluate_all(SHOWN) == 0, away
    assert page.locator("h1").is_visible()
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize(("width", "scheme"), RULES)
def test_axe_finds_nothing(page: Page, width: int, scheme: str) -> None:
    page.evaluate(CUT)  # which no test after this one may mind
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.set_viewport_size(ViewportSize(width=width, height=900))
    page.wait_for_selector(f"body[data-md-color-scheme={'slate' if scheme == 'dark' else 'default'}]")
    # Seen whole: what a bar at the edge of the window covers can be scrolled free, which axe-core does not try.
    height = page.evaluate("document.documentElement.scrollHeight") + 200
    page.set_viewport_size(ViewportSize(width=width, height=height))
    assert violations(page, (width, scheme)) == []
