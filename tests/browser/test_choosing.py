from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect


def shown(page: Page, selector: str) -> list[str]:
    return page.locator(f"{selector}:visible").all_inner_texts()


def answers(page: Page) -> list[str]:
    expect(page.locator("form[data-guide]")).to_be_visible()
    return shown(page, ".fit h3")


def ticked(page: Page, name: str) -> None:
    expect(page.get_by_role("checkbox", name=name, exact=True)).to_be_checked()


def test_ticking_problems_and_access_narrows_the_guide(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    assert answers(page) == []
    page.get_by_role("checkbox", name="Latency", exact=True).check()
    assert "Speculative decoding" in answers(page)
    every = page.locator(".fit__methods > li:visible").count()
    page.get_by_role("radio", name="Text only", exact=True).check()
    assert page.locator(".fit__methods > li:visible").count() < every
    least = page.locator("[data-access]:visible").evaluate_all("all => all.map(e => e.dataset.access.split(' ')[0])")
    assert set(least) <= {"none", "untouched", "text"}
    expect(page.get_by_role("status").filter(has_text="approach")).to_contain_text("more need further access")
    assert page.url.endswith("?problem=latency&access=text")


def test_what_answers_more_problems_comes_first_and_says_so(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost&problem=latency&problem=privacy")
    assert answers(page)
    reasons = shown(page, "[data-reason]")
    counts = [3 if "all 3 of your" in reason else int(reason.split()[1]) for reason in reasons]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] >= 2
    first = page.locator(".fit:visible").first
    assert first.locator(".badge--chosen").count() == counts[0]
    chosen = first.locator("[data-for]").evaluate_all("all => all.map(e => e.classList.contains('badge--chosen'))")
    assert chosen == sorted(chosen, reverse=True)


def test_no_more_than_a_few_answers_stand_on_the_page_at_first(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost")
    assert len(answers(page)) == 5
    page.get_by_role("button", name="more").click()
    every = answers(page)
    assert len(every) > 5
    assert f"in {len(every)} sections" in page.locator("[data-guide-count]").inner_text()
    assert page.evaluate("document.activeElement.textContent") == every[5]


def test_approaches_that_need_what_one_does_not_have_are_left_out(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost&need=labels")
    assert answers(page)
    needs = page.locator(".fit__methods > li:visible").evaluate_all("all => all.map(e => e.dataset.need)")
    assert set(needs) <= {"", "labels"}
    expect(page.locator("[data-guide-count]")).to_contain_text("what is not ticked")
    page.get_by_role("checkbox", name="A GPU to train on", exact=True).check()
    more = page.locator(".fit__methods > li:visible").evaluate_all("all => all.map(e => e.dataset.need)")
    assert "labels training" in more


def test_the_papers_of_an_answer_go_into_the_basket(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=latency")
    answer = page.locator(".fit:visible").first
    expect(answer.locator("[data-reason]")).to_have_text("Answers")
    count = int((answer.locator(".fit__papers a").inner_text()).split()[1])
    answer.get_by_role("button", name="Put them into the basket").click()
    expect(page.locator("[data-basket-count]").first).to_have_text(str(count))


def test_counts_of_the_table_are_those_of_the_answers(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    expect(page.locator("form[data-guide]")).to_be_visible()
    links = page.locator("tr#latency td a[href^='#']").count()
    page.locator("tr#latency td a[href^='#']").first.click()
    ticked(page, "Latency")
    assert f"in {links} sections" in page.locator("[data-guide-count]").inner_text()
    assert page.evaluate("document.activeElement.closest('.fit') !== null")


def test_an_address_brings_the_choice_back(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost&problem=edge&access=none&need=training")
    for name in ("Cost", "Edge devices", "A GPU to train on"):
        ticked(page, name)
    expect(page.get_by_role("radio", name="No large model", exact=True)).to_be_checked()
    least = page.locator("[data-access]:visible").evaluate_all("all => all.map(e => e.dataset.access.split(' ')[0])")
    assert set(least) == {"none"}


@pytest.mark.parametrize(
    ("path", "script", "part"),
    [("guide/?problem=cost", "guide/guide.js", ".fit"), ("papers/?year=2021", "explorer/start.js", "[data-key]")],
    ids=["guide", "explorer"],
)
def test_what_an_address_leaves_out_is_not_shown_first(
    page: Page, address: str, path: str, script: str, part: str
) -> None:
    held: list[Route] = []
    page.route(f"**/{script}", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright needs a function
    listed = page.locator(f"{part}:visible")
    page.goto(address + path, wait_until="domcontentloaded")
    page.wait_for_function("document.documentElement.dataset.asked")
    assert listed.count() == 0
    expect(listed.first).to_be_visible()  # a script that never comes leaves nobody without an answer
    everything = listed.count()
    held[0].continue_()
    expect(listed).not_to_have_count(everything)


def test_a_problem_that_an_address_names_is_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}guide/#latency")
    ticked(page, "Latency")
    assert "Speculative decoding" in answers(page)
    page.goto(f"{address}guide/#answer-model-routing")
    expect(page.locator(".fit h3", has_text="Model routing")).to_be_visible()


def test_an_address_with_unknown_values_chooses_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=weather&access=%3Cscript%3E&need=__proto__")
    expect(page.get_by_role("radio", name="Undecided", exact=True)).to_be_checked()
    expect(page.get_by_role("heading", name="If … then …")).to_be_visible()


def test_where_nothing_fits_the_guide_offers_to_widen(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=evaluation&access=none")
    expect(page.get_by_text("Nothing here answers that with what you have")).to_be_visible()
    assert answers(page) == []
    page.get_by_role("button", name="Show what would").click()
    expect(page.get_by_role("radio", name="Undecided", exact=True)).to_be_checked()
    assert "Evaluating LLMs" in answers(page)


def test_starting_over_shows_everything_again(page: Page, address: str) -> None:
    page.goto(f"{address}guide/?problem=cost&access=text")
    page.get_by_role("button", name="Start over").press("Enter")
    expect(page.get_by_role("heading", name="If … then …")).to_be_visible()
    assert page.url == f"{address}guide/"
    expect(page.get_by_role("checkbox").first).to_be_focused()


def test_the_choice_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}guide/")
    page.get_by_role("checkbox", name="Cost", exact=True).focus()
    page.keyboard.press("Space")
    assert "Model cascading" in answers(page)


@pytest.mark.parametrize("path", ["guide/", "corrections/", "reading-list/", "changes/", "contribute/", "about/"])
def test_pages_fit_a_narrow_screen(page: Page, address: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_guide_is_complete(browser: Browser, address: str) -> None:
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{address}guide/")
    assert page.locator("form[data-guide]").is_hidden()
    links = page.locator(".guide-table td a[href^='#']").evaluate_all("all => all.map(a => a.hash)")
    assert len(set(links)) > 10
    for target in set(links):
        assert page.locator(f".fit{target}").is_visible()
    plain.close()


def test_jobs_lead_to_approaches_that_exist(page: Page, address: str, site: Path) -> None:
    page.goto(f"{address}taxonomy/")
    links = page.locator(".crosstab td a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert len(links) > 40
    for link in links:
        path, _, anchor = link.removeprefix("../").partition("#")
        assert f'id="{anchor}"' in (site / path / "index.html").read_text()
