"""Requests that a test lets go when it wants."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Route


@dataclass
class Held:
    """The requests that have come so far."""

    routes: list[Route] = field(default_factory=list)

    def hold(self, route: Route) -> None:
        """Keep a request waiting."""
        self.routes.append(route)
