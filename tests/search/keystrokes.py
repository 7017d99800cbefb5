"""How fast searching is: time from a keystroke to results, in a browser."""

from __future__ import annotations

import json
from dataclasses import dataclass

from playwright.sync_api import Page

# Types a query letter by letter. The first time is script, style and layout; the second ends after the frame is shown,
# as does the time between the marks, in which the browser tells how long its main thread computed.
TYPE = """
async (text) => {
  const field = document.querySelector(".explorer__field");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  field.focus();
  for (let end = 1; end <= text.length; end++) {
    await new Promise((done) => setTimeout(done, 30));
    const start = performance.now();
    performance.mark("typed");
    field.value = text.slice(0, end);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    document.body.getBoundingClientRect();
    const worked = performance.now();
    await frame();
    performance.mark("painted");
    times.push([worked - start, performance.now() - start]);
  }
  return times;
}
"""
TYPED = (
    "retrieval augmented",
    "halucination detecter",
    "chen varoquaux",
    "small models",
    "tool former",
    "author:wei 2022",
    "a small model checks its own answer and asks a larger one",
)


@dataclass(frozen=True)
class Keystrokes:
    """Milliseconds per keystroke, sorted: of work, until painted, and of computing until then."""

    work: list[float]
    painted: list[float]
    computed: list[float]


def keystrokes(page: Page, address: str) -> Keystrokes:
    """How long the explorer takes to answer."""
    with page.expect_response("**/search/rest.json"):
        page.goto(f"{address}papers/")
    page.wait_for_selector("body[data-ready]", state="attached", timeout=30_000)
    page.evaluate(TYPE, TYPED[0])  # scripts are compiled
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=["blink.user_timing"])
    times: list[list[float]] = [pair for text in TYPED for pair in page.evaluate(TYPE, text)]
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    starts, ends = (sorted(e["tts"] / 1000 for e in trace if e["name"] == name) for name in ("typed", "painted"))
    return Keystrokes(
        work=sorted(pair[0] for pair in times),
        painted=sorted(pair[1] for pair in times),
        computed=sorted(end - start for start, end in zip(starts, ends, strict=True)),
    )
