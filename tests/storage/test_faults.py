"""A store that is down, slow or breaks off is a fault that passes: never a document that was refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from botocore.config import Config

from flows.policy import worth_another_attempt
from tasks.storage import StorageError, open_store, s3
from tests.servers import S3Server

BODY = b"Jeugd 1.000\n" * 1000
IMPATIENT = Config(read_timeout=0.5, retries={"mode": "standard", "total_max_attempts": 2})


class Store(BaseHTTPRequestHandler):
    """Answers as the server says, and after `server.faults` times well."""

    def do_GET(self) -> None:
        server: Faulty = self.server  # type: ignore[assignment]
        fault = server.fault if server.faults > 0 else ""
        server.faults -= 1
        if fault == "slow":
            server.over.wait(20)
        self.send_response(503 if fault == "down" else 200)
        self.send_header("ETag", '"een"')
        body = b"<Error><Code>SlowDown</Code></Error>" if fault == "down" else BODY
        if fault == "half chunks":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(f"{len(body):x}\r\n".encode() + body[: len(body) // 2])
            return
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if fault == "half" else body)

    def log_message(self, *_: object) -> None:
        """Nothing on the screen of the tests."""


class Faulty(ThreadingHTTPServer):
    """A store with a fault for as many requests as `faults`."""

    fault = ""
    faults = 0
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Store)
        self.over = Event()


@contextmanager
def faulty(fault: str, faults: int) -> Iterator[S3Server]:
    with Faulty() as server:
        server.fault, server.faults = fault, faults
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield S3Server(f"http://127.0.0.1:{server.server_address[1]}")
        server.over.set()
        server.shutdown()
        thread.join(10)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second and two attempts, in the place of half a minute and four."""
    monkeypatch.setattr(s3, "CONFIG", s3.CONFIG.merge(IMPATIENT))


FAULTS = ("down", "slow", "half", "half chunks")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_as_one_of_the_store_that_may_pass(fault: str) -> None:
    with faulty(fault, faults=100) as server:
        store, _ = open_store("s3://documenten", server.settings())
        with pytest.raises(StorageError) as failure:
            store.fetch("stuk.txt")
        assert may_pass(failure.value)
        assert server.endpoint in str(failure.value)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", FAULTS)
def test_what_comes_afterwards_is_whole(fault: str) -> None:
    with faulty(fault, faults=2) as server:
        store, _ = open_store("s3://documenten", server.settings())
        with pytest.raises(StorageError):
            store.fetch("stuk.txt")
        if fault.startswith("half"):  # each of those was one attempt
            with pytest.raises(StorageError):
                store.fetch("stuk.txt")
        assert store.fetch("stuk.txt").data == BODY


def may_pass(error: StorageError) -> bool:
    """Whether the task that fetched tries again by itself; asked beside the loop that tests of a browser keep here."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_is_tried_again, error).result()


def _is_tried_again(error: StorageError) -> bool:
    import asyncio

    from prefect.states import exception_to_failed_state

    return worth_another_attempt(None, None, asyncio.run(exception_to_failed_state(error)))  # type: ignore[arg-type]
