"""Stands in Python's place for the runner of Prefect, and hands what it is to run to a process that has all loaded.

`flows/warm.py` lays a copy of this file, with a first line that names the interpreter, beside the socket of that
process. It starts in 20 ms for it imports little, lives as long as the run, bears its id in its environment
(`flows/unheld.py`), passes signals on, and ends as the run did. Where nothing takes the run it becomes Python itself:
the run starts two seconds later and is the same otherwise.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys

SOCKET = "socket"
PATIENCE = 10.0  # seconds until somebody takes the run
PID, SIZE = 4, 8  # bytes of what is said first, by who takes and by who hands over


def main() -> None:
    """Hand over `-m MODULE …`, and wait for its end."""
    taker = _taker() if sys.argv[1:2] == ["-m"] else None
    if taker is None:
        os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606 (what it was started to run)
    connection, process = taker
    last = signal.SIGKILL

    def pass_on(number: int, _frame: object) -> None:
        nonlocal last
        last = signal.Signals(number)
        signal.pidfd_send_signal(process, number)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, pass_on)
    said = json.dumps([sys.argv[2:], dict(os.environ)]).encode()
    socket.send_fds(connection, [len(said).to_bytes(SIZE, "big")], [os.open(".", os.O_PATH), 1, 2])
    connection.sendall(said)
    status = connection.recv(1)
    connection.recv(1)  # nothing more comes: it has ended
    if status:
        os._exit(status[0])
    if last != signal.SIGKILL:
        signal.signal(last, signal.SIG_DFL)
    os.kill(os.getpid(), last)  # it was ended without a word, and so is this: whoever waits sees the same


def _taker() -> tuple[socket.socket, int] | None:
    """A connection to a process that takes a run, and a handle of that process."""
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(PATIENCE)
    try:
        folder = os.open(sys.argv[0].rpartition("/")[0], os.O_PATH)
        connection.connect(f"/proc/self/fd/{folder}/{SOCKET}")  # an address of a socket has 107 bytes at most
        process = os.pidfd_open(int.from_bytes(connection.recv(PID), "big"))
    except OSError:
        return None
    connection.settimeout(None)
    return connection, process


if __name__ == "__main__":
    main()
