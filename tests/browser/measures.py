"""What several tests measure pages by: axe-core, how large targets are, how much wider than the window a page is."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
# Standing alone, or in a line that says nothing else: targets inside of sentences may be smaller (WCAG 2.2, 2.5.8).
SMALL = """() => [...document.querySelectorAll("button, input, select, summary, .pick, label:has(input)")]
  .filter(one => one.checkVisibility() && !one.closest(".visually-hidden, .md-skip") && one.type !== "range")
  .map(one => [one, one.closest("label") ?? one])
  .map(([one, target]) => [one, target.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 23.9 || box.height < 23.9))
  .map(([one, box]) => `${one.tagName}.${one.className} ${box.width} x ${box.height}`)"""

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"  # pixels beside the window


def violations(page: Page, look: tuple[int, str], context: str | None = None) -> list[object]:
    """What axe-core finds in a page, or in a part of it: the rule, the element, and why."""
    found = Axe().run(page, context=context, options=AXE[look]).response["violations"]
    return [
        (rule["id"], node["target"], node["any"][:1] and node["any"][0]["message"])
        for rule in found
        for node in rule["nodes"]
    ]
