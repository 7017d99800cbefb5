"""What a stranger writes into the data is shown as text: nothing of it runs, in a real browser."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from conftest import Serve, build, project
from survey.check.load import check
from survey.check.rule import SENTENCE

# Each would set `window.hacked`, read something, or break the page, if anything took it for more than text.
PAYLOADS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=2</script>",
    "<img src=x onerror=window.hacked=3>",
    '\\"><svg onload=window.hacked=4>',
    "' onmouseover='window.hacked=5' autofocus onfocus='window.hacked=6",
    "[click](javascript:window.hacked=7)",
    "<javascript:window.hacked=8>",
    "![x](x){: onerror=window.hacked=9 }",
    "{{ 7*7*7 }} {% raw %} {# none #}",
    "`code` **bold** __under__ ~~~ fence",
    "--> <!-- survey: papers --> <!-- ",
    "<a href=javascript:window.hacked=10>x</a>",
    "&lt;script&gt;window.hacked=11&lt;/script&gt;",
    "<template><b id=SHELL-CONTENT-MARK>SHELL-HEAD-MARK</b></template>",
    "</title></textarea></style><iframe srcdoc='<script>parent.hacked=12</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=window.hacked=13>",
    "[@chen2024cascade] [[alone]] [[alone|<img src=x onerror=window.hacked=14>]]",
    "# heading {#together}",
    "\\\\input{/etc/passwd} \\\\write18{true}",
    "{{constructor.constructor('window.hacked=15')()}} ${window.hacked=16}",
)
# YAML wants quotes and backslashes escaped, BibTeX balanced braces.
SLOTS_IN_TAXONOMY = (
    "Working together", "Small and large models answer as a team.", "Passing questions on", "By confidence",
    "A small model answers first and passes hard questions to a large one.", "most questions are easy.", "cascades",
    "hard questions wait twice.", "when there is no large model to pass questions to.", "Robust toys", "Student",
    "it is the shortest description of a cascade.", "The small model's own doubt decides.", "Text only", "Router",
    "A cascade of two toys answers as well as the larger toy at half of its cost.", "Learns from a large model.",
    "Prompts and answers suffice.",
    "Plain words suffice to tell a toy what it should do, and cost nothing.", "Decides which model answers.", "Cost",
    "The bill is too high.",
)  # fmt: skip
SLOTS_IN_BIB = (
    "Asking Small Models First: a Cascade for {LLMs}", "Proceedings of the Toy Conference 2024", "Toy Press",
    "Plain Words", "Routing Toys", "{Mausam}", "Ong, Isaac", "Journal of Toys",
)  # fmt: skip


def poison(folder: Path) -> Path:
    """Write a payload into every text of the toy project; each slot gets two, so that all are used several times."""
    taxonomy, bib, venues = (folder / "data" / name for name in ("taxonomy.yml", "papers.bib", "venues.yml"))
    text = taxonomy.read_text()
    for n, slot in enumerate(SLOTS_IN_TAXONOMY):
        both = f"{slot} {PAYLOADS[n % len(PAYLOADS)]} {PAYLOADS[(n + 7) % len(PAYLOADS)]}"
        both = both if len(slot) < SENTENCE[0] else f"{slot} {PAYLOADS[n % len(PAYLOADS)]}"[: SENTENCE[1]]  # a claim
        quoted = both.replace("\\\\", "\\").replace("\\", "\\\\").replace('"', '\\"')
        text = text.replace(f": {slot}\n", f': "{quoted}"\n').replace(f"[{slot}]", f'["{quoted}"]')
        text = text.replace(f": {slot},", f': "{quoted}",').replace(f": {slot}}}", f': "{quoted}"}}')
    taxonomy.write_text(text)
    records, volumes = bib.read_text(), venues.read_text()
    for n, slot in enumerate(SLOTS_IN_BIB):
        payload = PAYLOADS[(n * 3) % len(PAYLOADS)].replace("\\", "/")  # a command that nobody knows would be refused
        payload = payload.replace(",", ";").replace("#", r"\#").replace("%", r"\%")
        payload = payload.replace("{", "(").replace("}", ")")
        # A name with digits in it would be refused.
        payload = re.sub("[0-9;&]", "", payload) if slot in ("{Mausam}", "Ong, Isaac") else payload
        records = records.replace(slot, f"{slot} {payload}", -1 if slot in volumes else 1)
        # An entry says what its volume says.
        volumes = f": {json.dumps(f'{slot} {payload}')}".join(re.split(rf": {re.escape(slot)}(?=\n|\}})", volumes))
    bib.write_text(records)
    venues.write_text(volumes)
    note = folder / "data/notes/chen2024cascade.yml"
    tree = yaml.safe_load(note.read_text())
    for n, name in enumerate(("problem", "idea", "finding", "limits")):
        tree[name] = f"{tree[name]} {PAYLOADS[n]} {PAYLOADS[n + 4]}"
    tree["gist"] = f"{PAYLOADS[0]} {PAYLOADS[3]} {PAYLOADS[2]}"
    tree["models"][0] |= {"name": PAYLOADS[5], "does": PAYLOADS[14]}
    tree["uses"], tree["terms"] = list(PAYLOADS[:3]), list(PAYLOADS[3:6])
    tree["asks"] = [f"{payload}?" for payload in PAYLOADS[8:11]]
    note.write_text(yaml.safe_dump(tree, allow_unicode=True, width=2000))
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> tuple[Path, str]:
    """A built site whose every text is an attack, and its address."""
    folder = poison(project(tmp_path_factory.mktemp("hostile") / "project"))
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    return folder / "site", serve(folder / "site")


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def addresses(site: Path) -> list[str]:
    """Every page but those that only lead elsewhere."""
    pages = (path for path in site.rglob("*.html") if 'http-equiv="refresh"' not in path.read_text())
    return sorted(path.relative_to(site).as_posix() for path in pages)


def test_nothing_runs(hostile: tuple[Path, str], tab: Page) -> None:
    site, root = hostile
    dialogs: list[str] = []
    tab.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for name in addresses(site):
        tab.goto(root + name)
        for link in tab.locator("article a, article button:visible").all()[:20]:
            link.dispatch_event("mouseover")
            link.dispatch_event("focus")
        assert tab.evaluate("window.hacked") is None, name
    assert dialogs == []


def test_no_foreign_markup_in_any_page(hostile: tuple[Path, str], tab: Page) -> None:
    site, root = hostile
    foreign = """() => [...document.querySelectorAll("*")].flatMap(e => [
        ...[...e.attributes].filter(a => /^on/i.test(a.name)).map(a => e.tagName + " " + a.name),
        ...["href", "src", "action"].filter(n => /^\\s*javascript:/i.test(e.getAttribute(n) || "")),
        ...(/^(IFRAME|MATH|OBJECT|EMBED|BASE)$/.test(e.tagName) ? [e.tagName] : []),
        ...(e.tagName === "SCRIPT" && !e.src && /hacked=\\d+<?\\/?/.test(e.textContent) && !e.type ? ["script"] : []),
    ])"""
    for name in addresses(site):
        tab.goto(root + name)
        assert tab.evaluate(foreign) == [], name


def test_texts_are_shown_as_written(hostile: tuple[Path, str], tab: Page) -> None:
    _, root = hostile
    tab.goto(root + "taxonomy/together/")
    assert "Working together <script>window.hacked=1</script>" in tab.locator("h1").inner_text()
    tab.goto(root + "papers/mausam2023plain/")
    assert "Plain Words" in tab.locator("h1").inner_text()


CARELESS = """\
def on_page_context(context, page, **_):
    slip = "<script>window.hacked=1</script><img src='x' onerror='window.hacked=2' alt=''>"
    page.content = type(page.content)(str(page.content) + slip)
    page.canonical_url = '/"><script>window.hacked=3</script>'
    return context


def on_post_page(output, **_):
    return output.replace("</head>", "<script>window.hacked=4</script></head>")
"""


def test_inline_script_that_slips_in_does_not_run(tmp_path: Path, browser: Browser, serve: Serve) -> None:
    """Not even what another hook puts anywhere into a page: the policy knows the theme's scripts, and asks no page."""
    folder = project(tmp_path / "project")
    (folder / "careless.py").write_text(CARELESS)
    settings = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(f"{settings}hooks: [hooks/mkdocs_hooks.py, careless.py]\n")
    done = build(folder, folder / "site")
    assert done.returncode == 0, done.stderr
    root = serve(folder / "site")
    page = browser.new_page()
    for name in ("taxonomy/alone/", "", "papers/mausam2023plain/"):
        page.goto(root + name)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None, name
    assert "window.hacked=1" in (folder / "site/taxonomy/alone/index.html").read_text()
    page.close()


FRONT = """\
---
title: "</title><script>window.hacked=2</script>"
description: '"><script>window.hacked=3</script>'
---
# A
"""
HEADS = (
    "# `</title><script>window.hacked=1</script>`\n",
    FRONT,
    "# A\n\n## `<script>window.hacked=4</script>` {#b}\n",
)


def test_front_matter_and_headings_are_text_in_every_page(tmp_path: Path, browser: Browser, serve: Serve) -> None:
    folder = project(tmp_path / "project")
    for n, text in enumerate(HEADS):
        (folder / f"docs/page-{n}.md").write_text(text)
    settings = (folder / "mkdocs.yml").read_text()
    nav = "".join(f"  - page-{n}.md\n" for n in range(len(HEADS)))
    (folder / "mkdocs.yml").write_text(f"{settings}nav:\n  - index.md\n  - Taxonomy: [taxonomy/index.md]\n{nav}")
    done = build(folder, folder / "site", SITE_URL="https://example.org/")
    assert done.returncode == 0, done.stderr
    root = serve(folder / "site")
    page = browser.new_page()
    for name in ("page-0/", "page-1/", "page-2/", "", "papers/mausam2023plain/", "404.html"):
        page.goto(root + name)
        assert page.evaluate("window.hacked") is None, name
        written = page.evaluate("[...document.scripts].filter(s => s.textContent.includes('hacked')).length")
        assert written == 0, name
    page.goto(root + "page-1/")
    assert page.title().startswith("</title><script>window.hacked=2</script>")
    page.close()


SMUGGLED = {
    "after a fence that is never closed": "```\n<script>go()</script>\n",
    "in a link of reference": "[a][b]\n\n    [b]: x\n\n[b]:\n  javascript:go()\n",
    "in attributes over two lines": "# A {: .b\nonclick=go }\n\n<p\nonclick=go>",
}


@pytest.mark.parametrize("way", SMUGGLED)
def test_what_is_smuggled_past_the_rule_is_found_in_the_html(tmp_path: Path, way: str) -> None:
    folder = project(tmp_path / "project")
    (folder / "docs/taxonomy/alone.md").write_text(SMUGGLED[way])
    done = build(folder, folder / "site")
    told = done.stdout + done.stderr
    assert done.returncode == 1, told
    assert "docs/taxonomy/alone.md:" in told
    assert "may not be in a page" in told
    assert "Traceback" not in told
    assert not (folder / "site").exists()


MANY = 200_000
BOMBS = {
    "brackets": ("taxonomy.yml", "[" * MANY),
    "braces": ("taxonomy.yml", "{a: " * MANY),
    "dashes": ("taxonomy.yml", "- " * MANY),
    "keys": ("taxonomy.yml", "? " * MANY),
    "indents": ("taxonomy.yml", "".join(" " * n + "a:\n" for n in range(1_000))),
    "laughs": ("taxonomy.yml", "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 12))),
    "cycle": ("taxonomy.yml", "sections: &s [*s]"),
    "object": ("taxonomy.yml", '!!python/object/apply:os.system ["touch hacked"]'),
    "megabyte-key": ("taxonomy.yml", f"{'k' * 10**6}: x"),
    "megabyte-title": ("taxonomy.yml", f"sections:\n  - id: x\n    lead: x\n    title: {'x' * 10**6}\n"),
    "open-quote": ("taxonomy.yml", 'a: "' + "x\n" * MANY),
    "open-braces": ("papers.bib", "@misc{a2024b, title = " + "{" * MANY),
    "close-braces": ("papers.bib", "@misc{a2024b, title = {x" + "}" * MANY),
    "ats": ("papers.bib", "@" * MANY),
    "entries": ("papers.bib", "@misc{" * 20_000),
    "backslashes": ("papers.bib", "@misc{a2024b, title = {" + "\\" * MANY + "}}"),
    "accents": ("papers.bib", "@misc{a2024b, author = {A, B}, year = 2024, title = {" + "\\'" * 20_000 + "}}"),
    "spaces": ("papers.bib", "@misc{a2024b, title = {x" + " " * MANY + "}, url = {https://" + "a." * 20_000 + "}}"),
    "names": ("papers.bib", "@misc{a2024b, year = 2024, title = {x}, author = {" + "and " * 20_000 + "}}"),
    "initials": ("papers.bib", "@misc{a2024b, year = 2024, title = {x}, author = {A, " + "B " * 10_000 + "é!}}"),
    "commas": ("papers.bib", "@misc{a2024b, year = 2024, title = {x}, author = {" + "," * 20_000 + "}}"),
    "isbn": ("papers.bib", "@misc{a2024b, isbn = {" + "9-" * 20_000 + "}}"),
    "doi": ("papers.bib", "@misc{a2024b, doi = {10.1234/" + "a" * 40_000 + " }}"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_told_in_seconds(name: str, toy: Path) -> None:
    file, text = BOMBS[name]
    (toy / "data" / file).write_text(text)
    start = time.perf_counter()
    _, problems = check(toy)
    assert time.perf_counter() - start < 10
    assert problems
    assert all(len(str(problem)) < 500 for problem in problems)
    assert not (toy / "hacked").exists()


def test_markdown_bombs_are_read_in_seconds(toy: Path) -> None:
    prose = (
        "[@" * MANY,
        "[[" * MANY,
        "`" * MANY + "x",
        "~~~\n" * 5_000,
        "```\n" * 5_001,
        "[@a;" * 20_000,
        "<!-- " * 20_000,
    )
    for text in prose:
        (toy / "docs/taxonomy/alone.md").write_text(text)
        start = time.perf_counter()
        check(toy)
        assert time.perf_counter() - start < 10, text[:10]
