"""Answers that are kept, so that a run goes on where another one stopped and no service is asked twice."""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from ..client import Client, NotFoundError
from ..refusal import Refusal
from ..services import Service

MOST_FAILURES = 3  # in a row: a service that fails so often is left alone for the rest of a run


@dataclass
class Memory:
    """Answers by what was asked, a file each; those of more than ``days`` ago are forgotten."""

    folder: Path
    today: date
    days: int

    def get(self, name: str) -> Any:
        """What was put there; ``None`` if nothing, or nothing that can be read, or too long ago."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self._path(name).read_text("utf-8"))
            if (self.today - date.fromisoformat(kept["day"])).days < self.days:
                return kept["answer"]
        return None

    def put(self, name: str, answer: Any) -> None:
        """Keep an answer, all of it or nothing."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=self.folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"day": self.today.isoformat(), "asked": name, "answer": answer}, file)
        os.replace(aside, self._path(name))

    def _path(self, name: str) -> Path:
        return self.folder / f"{sha256(name.encode()).hexdigest()[:32]}.json"


@dataclass
class Remembering(Client):
    """A client that keeps what it is told, and leaves a service alone that fails again and again."""

    memory: Memory = field(kw_only=True)
    _failures: Counter[str] = field(default_factory=Counter)

    def text(self, service: Service, path: str, what: str, query: Mapping[str, str] | None = None) -> str:
        """What a service answers, or did lately; raises what any client raises."""
        name = f"{service.base}{path} {sorted((query or {}).items())}"
        kept = self.memory.get(name)
        if kept is None:
            kept = self._asked_for(service, lambda: self._answer(service, path, what, query))
            self.memory.put(name, kept)
        if kept[0] == "missing":
            raise NotFoundError(f"{what}: {service.name} has no such record")
        return str(kept[1])

    def _answer(self, service: Service, path: str, what: str, query: Mapping[str, str] | None) -> list[str]:
        try:
            return ["found", super().text(service, path, what, query)]
        except NotFoundError:
            return ["missing", ""]

    def status(self, url: str) -> int:
        """What becomes of a link, or did lately."""
        kept = self.memory.get(f"link {url}")
        if kept is None:
            kept = super().status(url)
            self.memory.put(f"link {url}", kept)
        return int(kept)

    def _asked_for(self, service: Service, ask: Callable[[], list[str]]) -> list[str]:
        if self._failures[service.id] >= MOST_FAILURES:
            raise Refusal(
                f"{service.name} failed {MOST_FAILURES} times in a row and was left alone; run it again later"
            )
        self._failures[service.id] += 1
        found = ask()
        self._failures[service.id] = 0
        return found
