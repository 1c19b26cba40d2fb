"""Requests to Prefect that found its database busy, tried again at once.

Prefect keeps its runs in SQLite, and most of its transactions read before they write. Where another writes in between,
SQLite ends them at once (`SQLITE_BUSY_SNAPSHOT`, whatever time it is told to wait) and Prefect answers 503: rolled
back, to be asked again. Its clients ask again after 2 seconds, then 4, then 8; that was a fifth to a quarter of the
time from an object to its mail (November 2026, Prefect 3.8.8). Nothing is undone by asking sooner.
"""

from __future__ import annotations

import asyncio
import random
from http import HTTPStatus

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6)  # seconds; then the client is told, and waits as long as it likes
SPREAD = 0.5  # of a wait, more or less: those that met each other would meet again

MOST = 4 << 20  # bytes of a request that are kept for another attempt; nobody has been asked yet who sends it


def _may_be_kept(scope: Scope) -> bool:
    """Whether a request says how long it is, and is not long; what does not is not asked again."""
    headers = dict(scope["headers"])
    length = headers.get(b"content-length", b"" if b"transfer-encoding" in headers else b"0")
    return length.isdigit() and int(length) <= MOST


def asked_again(app: ASGIApp) -> ASGIApp:
    """The same app, of which an answer 503 comes only after some attempts; every other answer passes as it comes."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _may_be_kept(scope):
            await app(scope, receive, send)
            return
        try:
            body = await Request(scope, receive).body()
        except ClientDisconnect:
            return
        for wait in WAITS:
            attempt = Attempt(body, receive, send)
            try:
                await app(dict(scope), attempt.receive, attempt.send)
            except Exception:  # Prefect answers first and raises then, for the log
                if not attempt.busy:
                    raise
            if not attempt.busy:
                return
            await asyncio.sleep(wait * random.uniform(1 - SPREAD, 1 + SPREAD))  # noqa: S311 (no secret)
        await app(scope, Attempt(body, receive, send).receive, send)

    return answer


class Attempt:
    """One go at a request: what was asked, and whether the answer is that the database is busy."""

    def __init__(self, body: bytes, receive: Receive, send: Send) -> None:
        self._body: bytes | None = body
        self._receive, self._send = receive, send
        self.busy = False

    async def receive(self) -> Message:
        """The whole of what was asked, and after that what comes of the connection."""
        if self._body is None:
            return await self._receive()
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        """Pass an answer on, unless it is a 503."""
        if message["type"] == "http.response.start":
            self.busy = message["status"] == HTTPStatus.SERVICE_UNAVAILABLE
        if not self.busy:
            await self._send(message)
