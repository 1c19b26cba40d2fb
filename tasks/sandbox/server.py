"""The process that reads documents: it loads the libraries once and forks for each document.

Run as `python -I -m tasks.sandbox.server FD`, where FD is the socket on which documents arrive. Each reader is in a
process group of its own, of which it says the number first; how it ended is said here, when it has.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import traceback
from collections.abc import Iterable
from itertools import chain
from typing import Any

from tasks.formats import load_for, read, warm
from tasks.formats._pdfium_clip import clip
from tasks.limits import LIVING
from tasks.model import Unreadable
from tasks.sandbox.confine import OFFER, READABLE, close_to
from tasks.sandbox.wire import clipping_as, reading_as

GRACE = 2  # seconds of processor time between the warning and the end
QUIET = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
Part = tuple[int, list[float]] | None  # page and box
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "ctypes.dlopen")


def main() -> None:
    """Serve until the other side closes the socket."""
    control = socket.socket(fileno=int(sys.argv[1]))
    warm()
    gc.freeze()
    gc.set_threshold(LIVING)
    ended, connections = _told_of_ends(), dict[int, socket.socket]()
    while True:
        ready, _, _ = select.select([control, ended], [], [])
        if ended in ready:
            ended.recv(select.PIPE_BUF)
            _say_how_they_ended(connections)
        if control in ready:
            message, files, _, _ = socket.recv_fds(control, 1024, 2)
            if not message:
                return
            document, connection = files[0], socket.socket(fileno=files[1])
            load_for(os.pread(document, 2, 0))
            if (reader := os.fork()) == 0:
                _read(document, connection, *json.loads(message))
            os.close(document)
            connections[reader] = connection


def _told_of_ends() -> socket.socket:
    """What there is something to receive from when a reader has ended."""
    ended, tell = socket.socketpair()
    tell.setblocking(False)
    signal.set_wakeup_fd(tell.detach())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return ended


def _say_how_they_ended(connections: dict[int, socket.socket]) -> None:
    """Say, as the last byte of the answer of each reader that has ended, what signal ended it."""
    for reader in list(connections):
        ended, status = os.waitpid(reader, os.WNOHANG)
        if ended:
            with connections.pop(reader) as connection, contextlib.suppress(OSError):  # who asked may have gone
                connection.sendall(bytes([os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0]))


def _read(document: int, connection: socket.socket, limits: list[int], part: Part) -> None:
    """Read the document, or the part of a page that was asked for, within the limits, and say it or why not."""
    signal.set_wakeup_fd(-1)
    os.setsid()
    connection.sendall(os.getpid().to_bytes(4, "big"))
    _leave_behind(document, connection.fileno())
    _confine(*limits)
    try:
        for said in _said(document, part):
            connection.sendall(json.dumps(said).encode("utf-8", "surrogatepass") + b"\n")
    except MemoryError:
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(0)


def _leave_behind(*kept: int) -> None:
    """Have nothing open but what is read and where the answer goes: no log of the one who asked, no socket."""
    for standard in (0, 1, 2):
        os.dup2(QUIET, standard)
    below = 3
    for one in sorted(kept):
        os.closerange(below, one)
        below = one + 1
    os.closerange(below, os.sysconf("SC_OPEN_MAX"))


def _said(document: int, part: Part) -> Iterable[dict[str, Any]]:
    """What is answered, part by part: which of the four it is, and behind that all of a reading."""
    try:
        with os.fdopen(document, "rb") as file:
            file.seek(0)
            if part:
                return [{"clipping": clipping_as(clip(file.read(), *part))}]
            return chain([{"reading": True}], reading_as(read(file.read())))
    except Unreadable as refusal:
        return [{"unreadable": str(refusal)}]
    except MemoryError:
        return [{"unreadable": "het bestand vraagt uitgepakt meer geheugen dan een document mag"}]
    except RecursionError:
        return [{"unreadable": "het bestand is dieper genest dan een document mag"}]
    except Exception as error:
        where = traceback.format_tb(error.__traceback__)[-1].strip()
        return [{"failed": f"{type(error).__name__}: {error} ({where})"}]


def _confine(processor: int, memory: int, output: int, open_files: int) -> None:
    """Take from this process what reading does not need: first by the kernel, then by Python, which says it sooner."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + GRACE))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
    close_to(READABLE, OFFER)
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"reading a document asked for {event}")


if __name__ == "__main__":
    main()
