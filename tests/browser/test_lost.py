"""The page for dead addresses, on a host that nobody named to the builder."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from conftest import Serve


def test_a_dead_address_below_a_sub_path_leads_back_to_the_site(browser: Browser, good: Path, serve: Serve) -> None:
    dead, address = (good / "site/404.html").read_text(), serve(good / "site")

    def answer(route: Route) -> None:
        route.fulfill(status=404, content_type="text/html", body=dead)

    context = browser.new_context()
    page = context.new_page()
    page.route(re.compile("/nowhere"), answer)
    page.goto(f"{address}nowhere/at/all")
    expect(page).to_have_url(f"{address}404.html")
    page.get_by_role("link", name="Search all papers").click()
    expect(page).to_have_url(f"{address}papers/")
    page.goto(f"{address}nowhere")
    expect(page.get_by_role("link", name="Search all papers")).to_be_visible()
    context.close()
