"""Requests that met a busy database, tried again by the server before its client waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from uuid import uuid4

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from flows.local import LocalSystem
from flows.patience import MOST, SPREAD, WAITS, asked_again

BUSY = PlainTextResponse("Service Unavailable", HTTPStatus.SERVICE_UNAVAILABLE)


def app_of(answers: list[PlainTextResponse | StreamingResponse | Exception], asked: list[bytes]) -> ASGIApp:
    """Gives one answer after the other, and after a 503 raises as Prefect does."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(await Request(scope, receive).body())
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        await answer(scope, receive, send)
        if answer is BUSY:
            raise RuntimeError("database is locked")

    return app


def ask(app: ASGIApp, content: bytes = b"what is asked") -> httpx.Response:
    async def one() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=True)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.post("/", content=content)

    return asyncio.run(one())


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("flows.patience.asyncio.sleep", sleep)
    return waited


def about(waits: Sequence[float], waited: Sequence[float]) -> bool:
    near = zip(waits, waited, strict=True)
    return all(wait * (1 - SPREAD) <= one <= wait * (1 + SPREAD) for wait, one in near)


def test_a_request_too_long_to_be_kept_is_passed_on_once() -> None:
    """Whoever sends it has not been asked for a password yet."""
    asked: list[bytes] = []
    done = PlainTextResponse("done")
    with pytest.raises(RuntimeError):
        ask(asked_again(app_of([BUSY, done], asked)), bytes(MOST + 1))
    assert len(asked) == 1


def test_a_request_that_met_a_busy_database_is_asked_again_as_it_was(at_once: list[float]) -> None:
    asked: list[bytes] = []
    answer = ask(asked_again(app_of([BUSY, BUSY, PlainTextResponse("done")], asked)))
    assert (answer.status_code, answer.text) == (200, "done")
    assert asked == [b"what is asked"] * 3
    assert about(WAITS[:2], at_once)


def test_a_database_that_stays_busy_is_told(at_once: list[float]) -> None:
    asked: list[bytes] = []
    with pytest.raises(RuntimeError, match="locked"):
        ask(asked_again(app_of([BUSY] * 50, asked)))
    assert len(asked) == len(WAITS) + 1
    assert about(WAITS, at_once)


def test_other_answers_pass_and_other_faults_are_raised() -> None:
    async def parts() -> AsyncIterator[str]:
        for part in ("a", "b"):
            yield part

    assert ask(asked_again(app_of([StreamingResponse(parts())], []))).text == "ab"
    assert ask(asked_again(app_of([PlainTextResponse("no", 404)], []))).status_code == 404
    with pytest.raises(ValueError, match="fault"):
        ask(asked_again(app_of([ValueError("fault")], [])))


def test_many_that_write_at_once_are_answered(system: LocalSystem) -> None:
    """Without another go a third of these questions is answered with 503 (November 2026, Prefect 3.8.8).

    Chance has a part in it: on a slow machine one in sixty came through, and its client asks once more.
    """
    user, _, password = system.sign_on().partition(":")

    def question(_: int) -> int:
        name = str(uuid4())
        with httpx.Client(base_url=system.api(), auth=(user, password), timeout=180) as client:
            token = client.get("/csrf-token", params={"client": name})
            if token.status_code != HTTPStatus.OK:
                return token.status_code
            headers = {"Prefect-Csrf-Token": token.json()["token"], "Prefect-Csrf-Client": name}
            asked = {"slots": 1, "names": ["tag:network", "tag:storage"]}
            return client.post("/v2/concurrency_limits/increment-with-lease", json=asked, headers=headers).status_code

    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(question, range(60)))
    assert set(answers) <= {HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE}
    assert answers.count(HTTPStatus.OK) >= 58
