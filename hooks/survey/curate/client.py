"""Asks services for records, politely: paced, patient within bounds, and never for more than a record can be."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.response import BaseHTTPResponse
from urllib3.util.retry import Retry

from ..check.rules.fields import is_web_address
from ..diagnostics import quoted
from .refusal import Refusal
from .services import SERVICES, Service, host_of

TIMEOUT = (10.0, 30.0)  # seconds: to connect, and between two pieces of an answer
DEADLINE = 90.0  # seconds for a whole answer, which one that drips would never reach
LARGEST = 4_000_000  # bytes; the record of a paper with three thousand authors has one million
LONGEST_WAIT = 60.0  # seconds: who asks to wait longer is asked again by the curator, not by us
MOST_REDIRECTS = 5
HURRY = 1.0  # what pauses are multiplied by; 0 leaves them out, which is for tests on this machine alone
AGAIN = (429, 500, 502, 503, 504)


class NotFoundError(Refusal):
    """The service has no such record."""


class _Patience(Retry):
    """Tries again after what a service asks for, unless that is too long for somebody at a terminal."""

    def sleep_for_retry(self, response: BaseHTTPResponse) -> bool:
        """Wait as long as the answer says."""
        wait = self.get_retry_after(response) or 0
        if wait > LONGEST_WAIT:
            raise Refusal(f"asks to wait {_minutes(wait)}; try again then")
        return super().sleep_for_retry(response)


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds > 90 else f"{seconds:.0f} seconds"


@dataclass
class Client:
    """One run's conversation with all services.

    ``agent`` is what we call ourselves, ``tell`` hears what is being asked, ``hurry`` is what pauses are multiplied by.
    """

    agent: str
    tell: Callable[[str], None] = lambda _: None
    hurry: float = field(default_factory=lambda: HURRY)
    session: requests.Session = field(default_factory=requests.Session)
    _asked: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        patience = _Patience(
            total=4, connect=1, read=False, redirect=False, status=3, backoff_factor=self.hurry,
            status_forcelist=AGAIN, raise_on_status=False,
        )  # fmt: skip
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(max_retries=patience))
        self.session.headers["User-Agent"] = self.agent
        self.session.auth = _nobody  # or the passwords that a .netrc holds would be sent

    def json(self, service: Service, path: str, what: str, query: Mapping[str, str] | None = None) -> Any:
        """What a service answers, parsed; raises what :meth:`text` raises."""
        text = self.text(service, path, what, query)
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Refusal(f"{what}: {service.name} {_no_record(text)}") from error

    def text(self, service: Service, path: str, what: str, query: Mapping[str, str] | None = None) -> str:
        """What a service answers to a request for ``what``.

        Raises:
            NotFoundError: if it has no such record.
            Refusal: if it cannot be reached, refuses, or sends what no record is.

        """
        self._pause(service)
        self.tell(f"{what}: asking {service.name}")
        try:
            return self._read(service, f"{service.base}{path}", query or {})
        except NotFoundError as error:
            raise NotFoundError(f"{what}: {service.name} {error}") from None
        except Refusal as error:
            raise Refusal(f"{what}: {service.name} {error}; nothing was changed") from None
        except requests.RequestException as error:
            raise Refusal(f"{what}: {service.name} {_why(error)}; nothing was changed") from error

    def status(self, url: str) -> int:
        """What becomes of a link: the status of the page that it leads to in the end, of which nothing is read.

        Raises:
            Refusal: if there is no such host, or it does not answer.

        """
        for _ in range(MOST_REDIRECTS):
            if not is_web_address(url):
                raise Refusal(f"leads on to {quoted(url)}, which is no address of a public page")
            host = host_of(url)
            self._pause(host)
            self.tell(f"{url}: is it there?")
            try:
                with self._get(host.base + url.removeprefix(host.address)) as response:
                    if not response.is_redirect:
                        return response.status_code
                    url = urljoin(url, response.headers["Location"])
            except requests.RequestException as error:
                raise Refusal(_why(error)) from error
        raise Refusal("leads from one address to the next without end")

    def _get(self, url: str, query: Mapping[str, str] | None = None) -> requests.Response:
        return self.session.get(url, params=query, timeout=TIMEOUT, stream=True, allow_redirects=False)

    def _pause(self, service: Service) -> None:
        wait = self._asked.get(service.id, 0.0) + service.pace * self.hurry - time.monotonic()
        if service.id in self._asked and wait > 0:
            time.sleep(wait)
        self._asked[service.id] = time.monotonic()

    def _read(self, service: Service, url: str, query: Mapping[str, str]) -> str:
        response = self._get(url, query)
        for _ in range(MOST_REDIRECTS):
            if not response.is_redirect or response.next is None or response.next.url is None:
                break
            response.close()
            response = self._follow(response.next.url)
        with response:
            _judge(service, response)
            return _body(response).decode("utf-8", "replace")

    def _follow(self, url: str) -> requests.Response:
        """A redirect is followed among the services alone."""
        if urlsplit(url)[:2] not in {urlsplit(service.base)[:2] for service in SERVICES}:
            raise Refusal(f"leads on to {quoted(url)}, which is none of the services that are asked")
        return self._get(url)


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _judge(service: Service, response: requests.Response) -> None:
    if response.status_code in (404, 410):
        raise NotFoundError("has no such record; compare the identifier with the paper's page")
    if response.is_redirect:
        raise Refusal("leads from one address to the next without end; try again later")
    if response.status_code == 429:
        raise Refusal("has been asked too often; wait some minutes and try again")
    if response.status_code in (401, 403):
        raise Refusal(f"refuses to answer ({response.status_code}); look at {service.address} in a browser")
    if response.status_code != 200:
        raise Refusal(f"is in trouble ({response.status_code}); try again later")


def _body(response: requests.Response) -> bytes:
    end = time.monotonic() + DEADLINE
    found = bytearray()
    for piece in response.iter_content(65_536):
        found += piece
        if len(found) > LARGEST:
            raise Refusal(f"sends more than {LARGEST // 1_000_000} MB, which is no record; look at it in a browser")
        if time.monotonic() > end:
            raise Refusal("takes too long to answer; try again later")
    return bytes(found)


def _why(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "does not answer in time; try again later"
    if isinstance(error, requests.exceptions.SSLError):
        return "cannot prove that it is itself (its certificate is not accepted); try from another network"
    if isinstance(error, requests.exceptions.ProxyError):
        return "cannot be reached through the proxy that is set; see HTTPS_PROXY"
    if isinstance(error, requests.exceptions.ChunkedEncodingError | requests.exceptions.ContentDecodingError):
        return "breaks off in the middle of its answer; try again later"
    if isinstance(error, requests.exceptions.ConnectionError):
        return "cannot be reached; see whether you are online"
    return "sends an answer that cannot be read; try again later"


def _no_record(text: str) -> str:
    kind = "a web page" if text.lstrip()[:1] == "<" else "what is no JSON"
    return f"answers with {kind} in place of a record; try again later, nothing was changed"


def dig(tree: Any, *path: str | int) -> Any:
    """What lies at a path of names and positions in parsed JSON, whatever its shape; ``None`` where nothing does."""
    for step in path:
        if isinstance(step, str) and isinstance(tree, dict):
            tree = tree.get(step)
        elif isinstance(step, int) and isinstance(tree, list) and step < len(tree):
            tree = tree[step]
        else:
            return None
    return tree


def text_at(tree: Any, *path: str | int) -> str:
    """The text or number at a path, on one line; empty where neither is."""
    found = dig(tree, *path)
    return " ".join(str(found).split()) if isinstance(found, str | int) and not isinstance(found, bool) else ""


def list_at(tree: Any, *path: str | int) -> list[Any]:
    """The list at a path; a single thing is a list of one, as some services write it."""
    found = dig(tree, *path)
    if isinstance(found, list):
        return found
    return [] if found is None else [found]
