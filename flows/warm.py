"""Runs without waiting for Python: one process waits with Prefect and the line loaded, and takes the next run.

The runner of Prefect starts `python -m prefect.engine` for each run: two seconds of a processor, most of them for
importing. Here a process that has imported Prefect forks one that loads the line too, has the readers started, and
waits for a run; when it is taken, another follows. Each takes one run and ends with it, so nothing of a run is left in
the next. The runner finds `flows/launch.py` in the place of Python. See ADR 31.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import logging
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows import launch

log = logging.getLogger("domeinwacht.warm")

REST = 6.0  # seconds after a run was taken until the next process gets ready, where it has not ended before
AGAIN = 1.0  # seconds until another try where one died while it waited
PATIENCE = 10.0  # seconds in which who hands a run over says what it is
THREADLESS = ("prefect.deployments", "prefect.flow_engine", "prefect.runner", "prefect.task_engine", "boto3", "jinja2")
LIFELINE = 0  # standard input: it ends with the process that started this


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be run in this process: a module with its arguments, as the command would have started it."""

    connection: socket.socket
    files: list[int]  # the working folder, standard output and error
    command: list[str]
    environment: dict[str, str]


@contextlib.contextmanager
def kept_warm(folder: Path) -> Iterator[None]:
    """While this lasts, runs are taken by processes that wait; where that cannot be they start as Prefect starts them.

    Args:
        folder: Where the socket and what stands in the place of Python are laid; for this user alone.
    """
    python, launcher = sys.executable, lay_launcher(folder)
    if launcher is None:
        log.warning("nothing can be started from %s: each run starts Python itself", folder)
        yield
        return
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=([python, "-m", "flows.warm", str(folder)], ended), daemon=True)
    keeper.start()
    sys.executable = str(launcher)  # which is what Prefect starts
    try:
        yield
    finally:
        sys.executable = python
        ended.set()
        keeper.join()


def lay_launcher(folder: Path) -> Path | None:
    """A program in the folder that hands runs over; None where the system cannot do that or starts nothing there."""
    if not hasattr(os, "pidfd_open"):
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    launcher = folder / "python"
    source = Path(launch.__file__).read_text(encoding="utf-8")
    launcher.write_text(f"#!{sys.executable} -IS\n{source}", encoding="utf-8")
    launcher.chmod(0o700)
    with contextlib.suppress(OSError):
        if subprocess.run([launcher, "-c", ""], check=False).returncode == 0:
            return launcher
    return None


def _keep(command: list[str], ended: threading.Event) -> None:
    """Have the process that forks run until the end, and again when it dies."""
    while not ended.is_set():
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            while not ended.wait(AGAIN) and process.poll() is None:
                pass


def main() -> None:
    """Fork processes that wait, until standard input ends; in one that took a run, run it."""
    folder = Path(sys.argv[1])
    load()
    with listening(folder) as listener:
        run = serve(listener)
    if run:
        become(run)


def load() -> None:
    """What starts no thread: a fork has the threads of its parent no more, and Polars starts some when it is loaded."""
    for module in THREADLESS:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()


def prepare() -> None:
    """All the rest that runs need."""
    importlib.import_module("flows.deployments")
    from flows.line import prepare

    prepare()


@contextlib.contextmanager
def listening(folder: Path) -> Iterator[socket.socket]:
    """A socket in a folder, however long its path."""
    (folder / launch.SOCKET).unlink(missing_ok=True)
    place = os.open(folder, os.O_PATH)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"/proc/self/fd/{place}/{launch.SOCKET}")
        os.close(place)
        listener.listen()
        listener.setblocking(False)
        yield listener


def serve(listener: socket.socket) -> Run | None:
    """Have one process wait at any time, save while a run that was just taken has the processors.

    Returns:
        In the process that took one the run; where it all began nothing, once it ends.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that ended are reaped by the system
    waiting, due = 0, time.monotonic()
    running: set[int] = set()
    while True:
        if not waiting and (time.monotonic() >= due or listener in _ready(0, listener)):
            waiting, tell = os.pipe()
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                os.close(waiting)
                return stand_by(listener, tell)
            os.close(tell)
        ready = _ready(max(0.0, due - time.monotonic()) or REST, LIFELINE, waiting or listener, *running)
        if LIFELINE in ready:
            return None
        for ended in running.intersection(ready):
            os.close(ended)
            running.discard(ended)
            due = time.monotonic()
        if waiting in ready:
            if os.read(waiting, 1):
                running.add(waiting)
                due = time.monotonic() + REST
            else:  # it died
                os.close(waiting)
                time.sleep(AGAIN)
            waiting = 0


def _ready(seconds: float, *files: int | socket.socket) -> set[int | socket.socket]:
    return set(select.select(files, [], [], seconds)[0])


def stand_by(listener: socket.socket, tell: int) -> Run | None:
    """Wait until a run comes, and say so; nothing when the process that started all of it has ended."""
    prepare()
    while True:
        ready = _ready(60, LIFELINE, listener)
        if LIFELINE in ready:
            return None
        with contextlib.suppress(OSError):  # who asked did not wait
            if ready and (run := take(listener.accept()[0])):
                os.write(tell, b"1")  # and its end is told by the system, which closes this then
                return run


def take(connection: socket.socket) -> Run | None:
    """What somebody hands over; nothing where nobody does."""
    connection.settimeout(PATIENCE)
    connection.sendall(os.getpid().to_bytes(launch.PID, "big"))
    size, files, _, _ = socket.recv_fds(connection, launch.SIZE, 3)
    said, whole = b"", int.from_bytes(size, "big")
    while len(said) < whole and (part := connection.recv(1 << 16)):
        said += part
    if not whole or len(said) < whole:
        return None
    connection.settimeout(None)
    command, environment = json.loads(said)
    return Run(connection, files, command, environment)


def become(run: Run) -> None:
    """Do what the command of a run would have done, and say how it ended."""
    os.fchdir(run.files[0])
    for file, number in zip([os.open(os.devnull, os.O_RDONLY), *run.files[1:]], (LIFELINE, 1, 2), strict=True):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(run.environment)
    threading.Thread(target=_end_with, args=(run.connection,), daemon=True).start()
    module, *sys.argv[1:] = run.command
    warnings.filterwarnings("ignore", message=".*found in sys.modules", category=RuntimeWarning)  # it was loaded before
    status = 1
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        raise
    finally:
        run.connection.sendall(bytes([status & 0xFF]))


def _end_with(connection: socket.socket) -> None:
    """End when who handed the run over ends, as when somebody kills that: it is the run's process to all others."""
    with contextlib.suppress(OSError):
        connection.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
