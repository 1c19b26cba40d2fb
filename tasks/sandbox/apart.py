"""Concluding what a document says in a process of its own, which can be stopped.

What was read is text from outside still: identifying and normalising hold it against patterns and vocabularies, and a
text can be made that takes them an hour. A process for each document would load Polars each time, so these are used
again; one that took too long or died is replaced, and its document is refused. Side by side they also conclude without
waiting for each other, as threads would.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, NamedTuple

from tasks.limits import CONCLUDING, CONCLUDING_BY_THE_CLOCK
from tasks.model import Claim, StoredObject, Unreadable
from tasks.packed import Packed
from tasks.sandbox import limits_of

if TYPE_CHECKING:
    from tasks.conclude import Conclusion

log = logging.getLogger(__name__)

COMMAND = ["-I", "-m", "tasks.sandbox.concluder"]
ONE_THREAD = {"POLARS_MAX_THREADS": "1"}  # frames of one document are small, and others are concluded beside it


class Answer(NamedTuple):
    """The last that the process says of a document, behind what the figures state: what it is, or why not."""

    conclusion: Conclusion | None = None
    refusal: str = ""
    failure: str = ""
    where: str = ""


class Gone(Exception):
    """The process ended before it answered."""


class NotStarted(Exception):
    """The process could not be started: that says nothing of a document."""


class Failed(Exception):
    """Concluding met what nobody foresaw; the message says what, and the log where."""


class Worker:
    """One process that concludes, one document after the other."""

    def __init__(self) -> None:
        mine, theirs = socket.socketpair()
        with theirs:
            # No environment: what documents say is held against no password, and none is to be found there.
            self._process = subprocess.Popen(
                [sys.executable, *COMMAND, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=ONE_THREAD,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                cwd="/",
            )
        self._connection = Connection(mine.detach())

    @property
    def pid(self) -> int:
        """The process, for who looks after it."""
        return self._process.pid

    def ask(self, question: tuple[StoredObject, Claim], seconds: float) -> tuple[Answer, list[Packed]]:
        """What the process answers, and what the figures state, of which it lets go as it says it.

        Raises:
            Gone: It ended instead.
            Unreadable: It did not answer in time.
        """
        parts, deadline = list[Packed](), time.monotonic() + seconds
        try:
            self._connection.send(question)
            while self._connection.poll(max(0.0, deadline - time.monotonic())):
                said = self._connection.recv()
                if isinstance(said, Answer):
                    return said, parts
                parts.append(said)
        except (EOFError, OSError) as error:
            raise Gone from error
        raise Unreadable(f"het begrijpen duurde langer dan {seconds:g} seconden en is gestopt")

    def end(self) -> int:
        """End it with all that it started, and say how it ended (as `returncode`)."""
        self._connection.close()
        try:
            ended = self._process.wait(0.2)  # how it died by itself, where it did
        except subprocess.TimeoutExpired:
            ended = 0
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        return ended


class Workers:
    """Processes that wait for a document; as many are started as documents are concluded at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._owner = os.getpid()

    def take(self) -> tuple[Worker, bool]:
        """One that waits, or a new one, and whether it is new."""
        with self._lock:
            if self._owner != os.getpid():  # those of the process that forked this one are not ours
                self._idle, self._owner = [], os.getpid()
            return (self._idle.pop(), False) if self._idle else (Worker(), True)

    def prepare(self) -> None:
        """Have one that waits, which loads what it needs while the first document is still on its way."""
        worker, _ = self.take()
        self.give_back(worker)

    def give_back(self, worker: Worker) -> None:
        """One that has answered waits for the next document."""
        with self._lock:
            self._idle.append(worker)

    def close(self) -> None:
        """End those that wait."""
        with self._lock:
            for worker in self._idle:
                worker.end()
            self._idle = []


WORKERS = Workers()


def conclude_apart(stored: StoredObject, said: Claim) -> tuple[Conclusion, list[Packed]]:
    """What an object is and what it says in parts, concluded within the limits.

    Raises:
        Unreadable: It cannot be read or placed, or that took more than the limits.
        Failed: Concluding has a fault.
        NotStarted: There is no process to conclude with.
    """
    seconds = limits_of(stored.data).seconds + CONCLUDING_BY_THE_CLOCK
    new = False
    while True:
        was_new, (worker, new) = new, WORKERS.take()
        try:
            answer, parts = worker.ask((stored, said), seconds)
        except Gone:
            ended = worker.end()
            if ended > 0:
                raise NotStarted(f"het proces dat documenten begrijpt start niet (exit {ended})") from None
            if new or was_new or ended == -signal.SIGXCPU:
                raise Unreadable(_how_it_ended(ended)) from None
            continue  # one that waited may have been ended by somebody: a new one is asked
        except BaseException:
            worker.end()
            raise
        WORKERS.give_back(worker)
        return _conclusion(answer, stored.uri), parts


def _conclusion(answer: Answer, uri: str) -> Conclusion:
    if answer.failure:
        log.error("%s: unforeseen error\n%s", uri, answer.where)
        raise Failed(answer.failure)
    if answer.conclusion is None:
        raise Unreadable(answer.refusal)
    return answer.conclusion


def _how_it_ended(ended: int) -> str:
    if ended == -signal.SIGXCPU:
        return f"het begrijpen vroeg meer dan {CONCLUDING} seconden rekentijd en is gestopt"
    return f"het begrijpen is voortijdig geëindigd (signaal {-ended}), waarschijnlijk omdat het geheugen op was"
