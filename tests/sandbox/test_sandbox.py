"""The process that reads documents: what it says, what ends it, and what it cannot reach."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks import sandbox
from tasks.limits import Limits
from tasks.model import Cell, Fate, Fault, Reading, Remainder, Table, Unreadable
from tasks.sandbox import ReaderFailed, read
from tasks.sandbox.wire import reading_as, reading_of

TEXT = b"Jeugd 2023 2024\nVerblijf 1.200 1.350\nAmbulant 900 1.010\n"
QUICK = Limits(seconds=20, processor_seconds=1, memory=600_000_000)
Faulty = Callable[[str], None]


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    """A server whose reader does what the test says instead of reading."""
    monkeypatch.setattr(sandbox, "SERVER", sandbox.Server())

    def serve(body: str) -> None:
        code = "import os, signal, socket, subprocess, sys, time\ndef read(data):\n" + textwrap.indent(body, "    ")
        start = f"from tasks.sandbox import server\nimport tasks.formats\n{code}\nserver.read = read\nserver.main()\n"
        monkeypatch.setattr(sandbox, "COMMAND", ["-I", "-c", start])

    yield serve
    sandbox.SERVER.close()


def test_a_document_is_read() -> None:
    reading = read(TEXT)
    assert [cell.text for cell in reading.tables[0].cells][-3:] == ["Ambulant", "900", "1.010"]
    assert reading.text == TEXT.decode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("while True: pass", "rekentijd"),
        ("time.sleep(60)", "langer dan 20 seconden"),
        ("os.abort()", "SIGABRT"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "SIGSEGV"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "van buitenaf"),
        ("x = bytearray(10**10)", "geheugen"),
        ("def f(): f()\nf()", "genest"),
    ],
)
def test_what_ends_the_reading_is_the_reason(faulty: Faulty, body: str, reason: str) -> None:
    faulty(body)
    with pytest.raises(Unreadable, match=reason):
        read(TEXT, QUICK)


@pytest.mark.parametrize(
    "body",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "subprocess.run(['true'])",
        "os.system('true')",
        "os.fork()",
    ],
)
def test_reading_reaches_no_network_and_starts_nothing(faulty: Faulty, body: str) -> None:
    faulty(body)
    with pytest.raises(ReaderFailed, match="PermissionError"):
        read(TEXT, QUICK)


def test_the_reader_knows_no_settings(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOMEINWACHT_SMTP_PASSWORD", "geheim")
    faulty("raise ValueError(sorted(name for name in os.environ if 'DOMEINWACHT' in name))")
    with pytest.raises(ReaderFailed, match=r"ValueError: \[\]"):
        read(TEXT, QUICK)


def test_a_fault_in_a_reader_says_where(faulty: Faulty) -> None:
    faulty("return {}['weg']")
    with pytest.raises(ReaderFailed, match="KeyError: 'weg'"):
        read(TEXT, QUICK)


def test_a_document_after_a_failure_is_read_as_if_nothing_happened(faulty: Faulty) -> None:
    faulty("if data == b'stuk': os.abort()\nreturn tasks.formats.read(data)")
    with pytest.raises(Unreadable):
        read(b"stuk", QUICK)
    assert read(TEXT, QUICK).tables


def test_a_server_that_was_killed_is_started_again(faulty: Faulty) -> None:
    faulty("return tasks.formats.read(data)")
    read(TEXT, QUICK)
    os.kill(sandbox.SERVER.pid, signal.SIGKILL)
    assert read(TEXT, QUICK).tables


def test_a_document_whose_server_is_killed_meanwhile_is_read_by_the_next(faulty: Faulty) -> None:
    faulty("time.sleep(0.5)\nreturn tasks.formats.read(data)")
    read(TEXT, QUICK)
    killing = threading.Timer(0.25, os.kill, [sandbox.SERVER.pid, signal.SIGKILL])
    killing.start()
    assert read(TEXT, QUICK).tables
    killing.join()


texts = st.text(max_size=20)
cells = st.builds(Cell, texts, st.integers(0, 9), st.integers(0, 9), texts, st.integers(1, 3), st.integers(1, 3))
tables = st.builds(
    Table, texts, texts, st.lists(cells, max_size=4).map(tuple), st.integers(0, 3), section=st.lists(texts).map(tuple)
)
rests = st.builds(Remainder, texts, texts, st.sampled_from(Fate), texts)


faults = st.lists(st.builds(Fault, texts, texts, texts, st.none() | texts), max_size=2).map(tuple)
fits = st.lists(st.tuples(texts, st.floats(0, 1)), max_size=2).map(tuple)


@given(
    st.builds(
        Reading,
        texts,
        st.lists(tables, max_size=3).map(tuple),
        st.lists(rests, max_size=3).map(tuple),
        texts,
        faults,
        fits,
    )
)
def test_a_reading_comes_over_as_it_was_sent(reading: Reading) -> None:
    parts = [json.loads(json.dumps(part)) for part in reading_as(reading)]
    assert reading_of(parts) == reading


def test_reading_loads_no_polars() -> None:
    """Every reader forks from one process: with Polars in it a document takes its threads and 100 MB along."""
    text = b"Jaarstukken 2024 gemeente Borne\n\nProduct Rekening 2023 Rekening 2024\nWmo 1.200 1.300\nJeugd 1.100 900\n"
    code = f"import sys; from tasks.formats import read; read({text!r}); print('polars' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
