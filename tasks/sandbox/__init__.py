"""Reading a document in a process of its own, which can be stopped, and which knows no secret and no network.

A bomb, a loop or a crash inside a library ends that process only. Starting Python and loading the libraries would
take longer than most reading, so they are loaded once, in a server that forks for each document.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from tasks import tesseract
from tasks.limits import LIMITS, MEGABYTE, OF_PICTURES, Limits
from tasks.model import Clipping, Reading, Unreadable
from tasks.sandbox.wire import clipping_of, reading_of

Part = tuple[int, list[float]]  # page and box

CHUNK = 1 << 20
PDF = b"%PDF"
HEADER = 4  # bytes of the process group that come first
LINE_END = b"\n"  # of a part; behind the last one a server says how the reader ended
COMMAND = ["-I", "-m", "tasks.sandbox.server"]
LIBRARIES = (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE)


class ReaderFailed(RuntimeError):
    """A reader met something that nobody foresaw; the message ends with where."""


class Server:
    """The process that forks; started at the first document, and again if it has gone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0

    def send(self, files: list[int], limits: Limits, part: Part | None = None) -> None:
        """Have a document read, or a part of a page: from the first file, with the answer to the second."""
        allowed = [limits.processor_seconds, limits.memory, limits.output, limits.open_files]
        message = json.dumps([allowed, part]).encode()
        with self._lock:
            try:
                socket.send_fds(self._running(), [message], files)
            except OSError:
                self._process = None
                socket.send_fds(self._running(), [message], files)

    def start(self) -> None:
        """Have it load what it needs before the first document comes."""
        with self._lock:
            self._running()

    @property
    def pid(self) -> int:
        """The process, for who must end it; 0 before the first document."""
        return self._process.pid if self._process is not None else 0

    def close(self) -> None:
        """Have it end, and wait until it has."""
        if self._control is not None and self._process is not None:
            self._control.close()
            self._process.wait()
        self._control = self._process = None

    def _running(self) -> socket.socket:
        alive = self._process is not None and self._process.poll() is None and self._owner == os.getpid()
        if not alive or self._control is None:
            self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            command = [sys.executable, *COMMAND, str(theirs.fileno())]
            # No environment: the readers have no business with the addresses and passwords in it.
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], env={}, stdin=subprocess.DEVNULL, start_new_session=True, cwd="/"
            )
            self._owner = os.getpid()
            theirs.close()
        return self._control


SERVER = Server()


def limits_of(data: bytes) -> Limits:
    """What reading a document may take: recognising pictures takes longer, where that is installed."""
    return OF_PICTURES if data.startswith(PDF) and not tesseract.obstacle() else LIMITS


def read(data: bytes, limits: Limits | None = None) -> Reading:
    """Read a document, whatever its bytes do.

    Raises:
        Unreadable: It is no document that can be read, or reading it took more than the limits.
        ReaderFailed: A reader has a fault.
    """
    parts = _said(data, limits or limits_of(data), None)
    next(parts)  # that it is a reading
    return reading_of(parts)


def clip(data: bytes, page: int, box: Sequence[float]) -> Clipping:
    """A part of a page of a PDF as a picture, with what is printed there.

    Args:
        data: The PDF, whatever its bytes do.
        page: Its number, from 1.
        box: Left, top, right and bottom in points from the upper left corner, as locators of cells say.

    Raises:
        Unreadable: It is no PDF, has no such page, or drawing it took more than the limits.
        ReaderFailed: It could not be drawn, by a fault.
    """
    try:
        return clipping_of(next(_said(data, LIMITS, (page, list(box))))["clipping"])
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise ReaderFailed(f"what draws pages said something else than a picture: {error}") from error


def _said(data: bytes, limits: Limits, part: Part | None) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        answer = _ask(file.fileno(), limits, part)
        if not answer or answer.endswith(LINE_END):  # of a server that somebody has just killed: the next one answers
            answer = _ask(file.fileno(), limits, part)
    return _told(answer, limits)


def _ask(document: int, limits: Limits, part: Part | None) -> bytearray:
    mine, theirs = socket.socketpair()
    with mine:
        with theirs:
            SERVER.send([document, theirs.fileno()], limits, part)
        return _answer(mine, limits)


def _answer(connection: socket.socket, limits: Limits) -> bytearray:
    """All that the process says before its time is up; then its whole group is ended."""
    answer, deadline = bytearray(), time.monotonic() + limits.seconds
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        while len(answer) <= limits.output:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                _end(answer)
                raise Unreadable(f"het lezen duurde langer dan {limits.seconds:g} seconden en is gestopt")
            if not (chunk := connection.recv(CHUNK)):
                return answer
            answer += chunk
    _end(answer)
    raise Unreadable(f"het lezen leverde meer dan {limits.output // MEGABYTE} MB op en is gestopt")


def _end(answer: bytearray) -> None:
    if len(answer) >= HEADER:
        os.killpg(int.from_bytes(answer[:HEADER], "big"), signal.SIGKILL)


def _told(answer: bytearray, limits: Limits) -> Iterator[dict[str, Any]]:
    """What an answer says, a part on each line, between the group and the signal that ended the reader.

    Each part is made when it is asked for: all of them as JSON and as a reading would be twice the reading.
    """
    if len(answer) <= HEADER:
        raise ReaderFailed("the process that reads documents did not start")
    ended = answer[-1]
    if ended:
        raise Unreadable(_how_it_ended(ended, limits))
    parts = map(json.loads, _lines(answer, HEADER))
    said: dict[str, Any] = next(parts, {})
    if "unreadable" in said:
        raise Unreadable(said["unreadable"])
    if not said.keys() & {"reading", "clipping"}:
        raise ReaderFailed(said.get("failed", "the reader ended without an answer"))
    return chain([said], parts)


def _lines(answer: bytearray, start: int) -> Iterator[bytearray]:
    while (end := answer.find(LINE_END, start)) >= 0:
        yield answer[start:end]
        start = end + 1


def _how_it_ended(ended: int, limits: Limits) -> str:
    if ended == signal.SIGXCPU:
        return f"het lezen vroeg meer dan {limits.processor_seconds} seconden rekentijd en is gestopt"
    if ended == signal.SIGXFSZ:
        return "het lezen wilde een te groot bestand schrijven en is gestopt"
    if ended in LIBRARIES:
        name = signal.Signals(ended).name
        return f"het bestand liet de lezer vastlopen ({name}): beschadigd, of groter uitgepakt dan het geheugen toelaat"
    return f"het lezen is van buitenaf gestopt (signaal {ended}), waarschijnlijk omdat het geheugen op was"
