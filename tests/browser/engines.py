"""One small window for every engine: Chromium always; Firefox and WebKit where a machine has them.

Playwright drives its own builds of Firefox and WebKit alone, and Selenium asks for a driver of Firefox that Debian does
not have. So the two are asked here as W3C's WebDriver says, each over the connection that it opens itself: Firefox's
Marionette, and the server of WebKitGTK.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser

# The name under which WebDriver hands out elements, and its key for Control (WebDriver, 12.1 and 17.4.2).
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
CONTROL = "\ue009"
PATIENCE = 20.0
# What each asks of the other: the name that Marionette has for a command, and the path that a server has.
GO = ("WebDriver:Navigate", "url")
BACK = ("WebDriver:Back", "back")
SCRIPT = ("WebDriver:ExecuteScript", "execute/sync")
FIND = ("WebDriver:FindElement", "element")
CLICK = ("WebDriver:ElementClick", "element/{id}/click")
TYPE = ("WebDriver:ElementSendKeys", "element/{id}/value")
RESIZE = ("WebDriver:SetWindowRect", "window/rect")
Command = tuple[str, str]
FIREFOX = ("firefox-esr", "firefox")
SETTINGS = {
    "browser.shell.checkDefaultBrowser": False,
    "browser.tabs.warnOnClose": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "marionette.port": 0,  # any that is free, which it then writes into its profile
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Window(Protocol):
    """A window with one page; selectors are those of CSS, and the first element that fits is meant."""

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""

    def back(self) -> None:
        """Press the button that leads back."""

    def run(self, script: str) -> Any:
        """What the body of a function returns in the page."""

    def wait(self, condition: str) -> None:
        """Wait until an expression holds, in this page or in the next."""

    def click(self, selector: str) -> None:
        """Click an element's middle, once it can be seen."""

    def type(self, selector: str, text: str) -> None:
        """Type into a field, key by key."""

    def paste(self, selector: str) -> None:
        """Press Control and V in a field."""

    def resize(self, width: int) -> None:
        """Make the page so wide, in CSS pixels; no engine makes a window of its own narrower than 500."""


class RefusedError(Exception):
    """What a window answers when it cannot do what it is asked."""


def patience(fault: str) -> Callable[[], None]:
    """What to call between two tries: it waits a moment, and fails once that has taken too long."""
    end = time.monotonic() + PATIENCE

    def rest() -> None:
        assert time.monotonic() < end, fault
        time.sleep(0.05)

    return rest


class Chromium:
    """A window of the browser that all other tests use."""

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()

    def go(self, address: str) -> None:
        self._page.goto(address)

    def back(self) -> None:
        self._page.go_back()

    def run(self, script: str) -> Any:
        return self._page.evaluate(f"() => {{ {script} }}")

    def wait(self, condition: str) -> None:
        self._page.wait_for_function(f"() => {condition}", timeout=PATIENCE * 1000)

    def click(self, selector: str) -> None:
        self._page.locator(selector).first.click()

    def type(self, selector: str, text: str) -> None:
        self._page.locator(selector).first.press_sequentially(text)

    def paste(self, selector: str) -> None:
        self._page.locator(selector).first.press("Control+v")

    def resize(self, width: int) -> None:
        self._page.set_viewport_size({"width": width, "height": 900})


class _Driven(ABC):
    """A window that is asked by WebDriver's commands."""

    @abstractmethod
    def _ask(self, command: Command, values: dict[str, Any], element: str = "") -> Any: ...

    def _find(self, selector: str) -> str:
        found: dict[str, str] = self._ask(FIND, {"using": "css selector", "value": selector})
        return found[ELEMENT]

    def go(self, address: str) -> None:
        self._ask(GO, {"url": address})

    def back(self) -> None:
        self._ask(BACK, {})

    def run(self, script: str) -> Any:
        return self._ask(SCRIPT, {"script": script, "args": []})

    def wait(self, condition: str) -> None:
        rest = patience(f"never became true: {condition}")
        while not self._holds(condition):
            rest()

    def _holds(self, condition: str) -> bool:
        try:
            return bool(self.run(f"return Boolean({condition})"))
        except RefusedError:  # one page has gone, and the next has not come yet
            return False

    def click(self, selector: str) -> None:
        seen = f"document.querySelector({json.dumps(selector)})?.checkVisibility({{visibilityProperty: true}})"
        rest = patience(f"never could be clicked: {selector}")
        while not (self._holds(seen) and self._clicked(selector)):
            rest()

    def _clicked(self, selector: str) -> bool:
        try:
            self._ask(CLICK, {}, self._find(selector))
        except RefusedError:  # another has taken its place since it was found
            return False
        return True

    def type(self, selector: str, text: str) -> None:
        self._ask(TYPE, {"text": text}, self._find(selector))

    def paste(self, selector: str) -> None:
        self.type(selector, f"{CONTROL}v")

    def resize(self, width: int) -> None:
        frame = self.run("return outerWidth - innerWidth")
        self._ask(RESIZE, {"width": width + frame, "height": 1000})


class Firefox(_Driven):
    """A window of Firefox, asked by Marionette: messages of JSON behind their length, over a socket."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._lines = connection, connection.makefile("rb")
        self._read()  # who it is
        self._ask(("WebDriver:NewSession", ""), {})

    def _read(self) -> Any:
        length = b"".join(iter(lambda: self._lines.read(1), b":"))
        return json.loads(self._lines.read(int(length)))

    def _ask(self, command: Command, values: dict[str, Any], element: str = "") -> Any:
        own = {"id": element} if element else {}
        message = json.dumps([0, 1, command[0], {**values, **own}]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RefusedError(error)
        return result["value"] if isinstance(result, dict) and "value" in result else result


class WebKit(_Driven):
    """A window of WebKitGTK, asked through its server."""

    def __init__(self, port: int) -> None:
        self._port, self._session = port, ""
        self._session = "/" + self._post("", {"capabilities": {}})["sessionId"]

    def _post(self, path: str, values: dict[str, Any]) -> Any:
        with closing(HTTPConnection("127.0.0.1", self._port, timeout=60)) as connection:
            connection.request("POST", f"/session{self._session}{path}", json.dumps(values))
            answer = connection.getresponse()
            value = json.loads(answer.read())["value"]
        if answer.status != HTTPStatus.OK:
            raise RefusedError(value)
        return value

    def _ask(self, command: Command, values: dict[str, Any], element: str = "") -> Any:
        return self._post("/" + command[1].format(id=element), values)


@contextmanager
def running(*command: str | Path, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended with all that it has started."""
    quiet = {"stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **options}
    process = subprocess.Popen(command, start_new_session=True, **quiet)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # nothing of it is kept, so nothing need be tidied up
        process.wait()


def connected(port: int) -> socket.socket:
    """A connection to a program of this machine, once it listens."""
    rest = patience(f"nothing listens on port {port}")
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            rest()


@contextmanager
def firefox(folder: Path) -> Iterator[Window]:
    """A window of a Firefox whose profile is a new folder."""
    folder.mkdir()
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in SETTINGS.items())
    (folder / "user.js").write_text("".join(lines))
    told = folder / "MarionetteActivePort"
    program = next(filter(None, map(shutil.which, FIREFOX)))
    with running(program, "--headless", "--marionette", "--no-remote", "--profile", folder):
        rest = patience("Firefox did not start")
        while not (told.exists() and told.read_text()):
            rest()
        with connected(int(told.read_text())) as connection:
            yield Firefox(connection)


@contextmanager
def display() -> Iterator[str]:
    """The name of a screen: WebKitGTK has no headless mode."""
    with running("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", stdout=subprocess.PIPE) as process:
        assert process.stdout
        with process.stdout as told:
            assert select.select([told], [], [], PATIENCE)[0], "Xvfb did not start"
            yield f":{int(told.readline())}"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def webkit(folder: Path) -> Iterator[Window]:
    """A window of WebKitGTK's small browser whose data are below a new folder."""
    port = free_port()
    homes = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    with display() as screen:
        environment = {**os.environ, **homes, "DISPLAY": screen}
        with running("WebKitWebDriver", f"--port={port}", env=environment):
            connected(port).close()
            yield WebKit(port)


def installed() -> list[str]:
    """The engines that this machine has."""
    has_firefox = any(map(shutil.which, FIREFOX))
    has_webkit = shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    return ["chromium", *["firefox"] * has_firefox, *["webkit"] * bool(has_webkit)]
