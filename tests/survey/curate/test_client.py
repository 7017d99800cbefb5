"""However a service fails, a curator gets one sentence."""

from __future__ import annotations

from typing import NoReturn

import pytest
import requests

from homes import Answer, Homes, homes, work
from survey.curate import client as clients
from survey.curate.client import Client, NotFoundError, dig, list_at, text_at
from survey.curate.refusal import Refusal
from survey.curate.services import CROSSREF

__all__ = ["homes"]
PATH = "/works/10.1234/x"


def ask(agent: str = "tests/1.0") -> str:
    return Client(agent).text(CROSSREF, PATH, "DOI 10.1234/x")


@pytest.mark.parametrize(("answer", "told"), [
    (Answer("", 404), "DOI 10.1234/x: Crossref has no such record; compare the identifier with the paper's page"),
    (Answer("", 410), "has no such record"),
    (Answer("", 429), "Crossref has been asked too often; wait some minutes and try again; nothing was changed"),
    (Answer("", 429, {"Retry-After": "1200"}), "Crossref asks to wait 20 minutes; try again then; nothing was changed"),
    (Answer("", 503, {"Retry-After": "75"}), "asks to wait 75 seconds"),
    (Answer("", 429, {"Retry-After": "soon"}), "sends an answer that cannot be read"),
    (Answer("", 403), r"refuses to answer \(403\); look at https://api.crossref.org in a browser"),
    (Answer("", 500), r"is in trouble \(500\); try again later"),
    (Answer("", 400), r"is in trouble \(400\)"),
    (Answer("x" * 10_000_000), "sends more than 4 MB, which is no record"),
    (Answer("", 302, {"Location": PATH}), "has no such record"),
    (Answer("", 302, {"Location": f"/crossref{PATH}"}), "leads from one address to the next without end"),
    (Answer("", 301, {"Location": "http://169.254.1.1/x"}), "leads on to `http://169.254.1.1/x`, which is none"),
    (Answer("", 301, {"Location": "file:///etc/passwd"}), "leads on to `file:///etc/passwd`"),
    (Answer("short", 200, {"Content-Length": "50"}), "breaks off in the middle of its answer"),
    (Answer("no gzip", 200, {"Content-Encoding": "gzip"}), "breaks off in the middle of its answer"),
    (Answer("late", wait=1.0), "does not answer in time; try again later"),
])  # fmt: skip
def test_failures_are_sentences(homes: Homes, monkeypatch: pytest.MonkeyPatch, answer: Answer, told: str) -> None:
    monkeypatch.setattr(clients, "TIMEOUT", (1.0, 0.3))
    homes[f"/crossref{PATH}"] = answer
    with pytest.raises(Refusal, match=told) as caught:
        ask()
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("homes")
def test_nobody_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURVEY_SERVICES", "http://127.0.0.1:1")
    with pytest.raises(Refusal, match=r"DOI 10\.1234/x: Crossref cannot be reached; see whether you are online"):
        ask()


@pytest.mark.parametrize(("error", "told"), [
    (requests.exceptions.SSLError(),
     "cannot prove that it is itself (its certificate is not accepted); try from another network"),
    (requests.exceptions.ProxyError(), "cannot be reached through the proxy that is set; see HTTPS_PROXY"),
    (requests.exceptions.ConnectTimeout(), "does not answer in time; try again later"),
    (requests.exceptions.ChunkedEncodingError(), "breaks off in the middle of its answer; try again later"),
    (requests.exceptions.ConnectionError(), "cannot be reached; see whether you are online"),
    (requests.exceptions.InvalidHeader(), "sends an answer that cannot be read; try again later"),
])  # fmt: skip
def test_what_a_machine_is_not_let_through_to_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: requests.RequestException, told: str
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr("requests.Session.get", fails)
    with pytest.raises(Refusal) as caught:
        ask()
    assert str(caught.value) == f"DOI 10.1234/x: Crossref {told}; nothing was changed"


def test_a_link_that_cannot_be_seen_says_why(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    there = "https://example.org/a"
    for answer, told in (
        (Answer("", 302, {"Location": "/a"}), "leads from one address to the next without end"),
        (Answer("", 302, {"Location": "file:///x"}), "leads on to `file:///x`, which is no address of a public page"),
    ):
        homes["/links/example.org/a"] = answer
        with pytest.raises(Refusal) as caught:
            Client("tests").status(there)
        assert str(caught.value) == told
    monkeypatch.setenv("SURVEY_SERVICES", "http://127.0.0.1:1")
    with pytest.raises(Refusal) as caught:
        Client("tests").status(there)
    assert str(caught.value) == "cannot be reached; see whether you are online"


@pytest.mark.parametrize("body", ["<!DOCTYPE html><p>Sorry", "", "{", "[" * 100_000, '{"a": 1'])
def test_what_is_no_json_is_a_sentence(homes: Homes, body: str) -> None:
    homes[f"/crossref{PATH}"] = body
    with pytest.raises(Refusal, match=r"Crossref answers with (a web page|what is no JSON) in place of a record"):
        Client("tests").json(CROSSREF, PATH, "DOI 10.1234/x")


def test_passing_trouble_is_waited_out(homes: Homes) -> None:
    answers = iter([Answer("", 503), Answer("", 429, {"Retry-After": "0"}), Answer("at last")])
    homes[f"/crossref{PATH}"] = lambda _: next(answers)
    assert ask() == "at last"
    assert len(homes.asked) == 3


def test_a_slow_drip_comes_to_an_end(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "DEADLINE", -1.0)
    homes[f"/crossref{PATH}"] = "drip"
    with pytest.raises(Refusal, match="takes too long to answer"):
        ask()


def test_services_know_who_asks_and_are_not_hurried(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)
    homes[f"/crossref{PATH}"] = "fine"
    patient = Client("atlas/1.0 (mailto:a@example.org)", hurry=1.0)
    for _ in range(2):
        patient.text(CROSSREF, PATH, "x")
    assert homes.agents == {"atlas/1.0 (mailto:a@example.org)"}
    assert [round(pause) for pause in slept if pause] == [1]


def test_answers_of_any_shape_can_be_asked() -> None:
    tree = work()["message"]
    assert text_at(tree, "title", 0).startswith("Small")
    assert text_at(tree, "published-print", "date-parts", 0, 0) == "2025"
    for path in (("title", 9), ("title", "x"), ("DOI", 0), ("none", 0, "x"), ("author",)):
        assert text_at(tree, *path) == ""
    assert dig(None, "x") is None
    assert list_at({"a": 1}, "a") == [1]
    assert list_at([], "a") == []
    assert text_at({"a": True}, "a") == ""
    assert issubclass(NotFoundError, Refusal)
