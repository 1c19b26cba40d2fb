"""Processes that outlive the command that starts them.

A record of each is kept in a file, so that another command finds, checks and stops exactly these and no other.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 120.0
GRACE = 15.0
LAST_LINES = 5
LOG_BYTES, LOGS_KEPT = 10_000_000, 5
OK = HTTPStatus.OK
PRIVATE = 0o077  # what a service writes (documents, mails, logs, figures) only its own user reads


class NotHealthy(Exception):
    """A process stopped at once or does not answer; the message ends with what it said last."""


@dataclass(frozen=True, slots=True)
class Record:
    """A process as it was started; `began` tells it from a later process with the same id."""

    pid: int
    began: str
    port: int


@dataclass(frozen=True, slots=True)
class Service:
    """A process to be run, and how to see that it works."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    port: int
    healthy: Callable[[], bool]


def record_of(run: Path, name: str) -> Record | None:
    """What is recorded of a service, running or not."""
    try:
        return Record(**json.loads((run / f"{name}.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def running(run: Path, name: str) -> Record | None:
    """The record of a service whose process is alive and still the one that was started."""
    record = record_of(run, name)
    return record if record and began(record.pid) == record.began else None


def began(pid: int) -> str:
    """What tells a process from others that had its id before; empty where none is alive."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return "" if state == "Z" else fields[18]
    except (FileNotFoundError, ProcessLookupError):
        return "" if Path("/proc/self").exists() else _began_by_ps(pid)


def _began_by_ps(pid: int) -> str:
    """The same where there is no /proc (macOS)."""
    asked = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def start(service: Service, run: Path, logs: Path) -> None:
    """Start a service in a session of its own and record it."""
    for folder in (run, logs):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if earlier := record_of(run, service.name):
        end_leftovers(earlier)
    with open(logs / f"{service.name}.log", "ab", opener=private) as log:
        process = subprocess.Popen(
            service.command,
            env={**os.environ, **service.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            umask=PRIVATE,
        )
    record(process.pid, service.name, run, service.port)


def record(pid: int, name: str, run: Path, port: int = 0) -> None:
    """Keep which process is a service."""
    run.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = run / f".{name}.{pid}"
    with open(part, "w", encoding="utf-8", opener=private) as file:
        json.dump(asdict(Record(pid, began(pid), port)), file)
    part.replace(run / f"{name}.json")


def forget(run: Path, name: str) -> None:
    """Take away the record of a process that is about to end."""
    (run / f"{name}.json").unlink(missing_ok=True)


def end_leftovers(record: Record) -> None:
    """End what a process that died left running: nobody holds it any more, and what replaces it does its work."""
    leftovers = [pid for pid in _of_session(record.pid) if not _is_older(pid, record)]
    for pid in leftovers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _of_session(leader: int) -> list[int]:
    """The processes of a session, whether its leader lives or not; none where there is no /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                found.append(int(folder.name))
    return found


def _is_older(pid: int, record: Record) -> bool:
    """Whether a process was there before the one recorded: then its session only bears the same number."""
    try:
        return int(began(pid) or 0) < int(record.began)
    except ValueError:
        return True


def rotate(log: Path, limit: int = LOG_BYTES, kept: int = LOGS_KEPT) -> bool:
    """Begin a log anew where it is over the limit, and keep the last ones: `name.log.1` is the newest.

    Its writer goes on in the same file (it appends): a line that comes while it is copied may be lost.
    """
    if not log.exists() or log.stat().st_size <= limit:
        return False
    for number in range(kept, 1, -1):
        older = log.with_name(f"{log.name}.{number - 1}")
        if older.exists():
            older.replace(log.with_name(f"{log.name}.{number}"))
    with log.open("rb") as source, open(log.with_name(f"{log.name}.1"), "wb", opener=private) as target:
        shutil.copyfileobj(source, target)
    os.truncate(log, 0)
    return True


def private(path: str, flags: int) -> int:
    """An `opener` for a file that only its owner reads."""
    return os.open(path, flags, 0o600)


def wait_until_healthy(service: Service, run: Path, logs: Path, patience: float = PATIENCE) -> None:
    """Wait until a service answers.

    Raises:
        NotHealthy: It stopped, or does not answer in time.
    """
    deadline = time.monotonic() + patience
    while not service.healthy():
        if not running(run, service.name) or time.monotonic() > deadline:
            log = logs / f"{service.name}.log"
            said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
            raise NotHealthy(f"{service.name} werkt niet; zie {log}:\n" + "\n".join(said))
        time.sleep(0.2)


def stop(run: Path, name: str) -> bool:
    """Stop a service with all that it started; whether there was anything to stop."""
    record = running(run, name)
    if record:
        _signal(record, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        while running(run, name):
            if time.monotonic() > deadline:
                _signal(record, signal.SIGKILL)
            time.sleep(0.05)
        _signal(record, signal.SIGKILL)  # what it started and left behind
    return record is not None


def _signal(record: Record, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(record.pid, number)  # it leads a session of its own: nothing but what it started is in there


def free_port(preferred: int) -> int:
    """The preferred port where it is free, else any that is."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise NotHealthy("op 127.0.0.1 is geen poort vrij")


def listens(port: int) -> bool:
    """Whether something takes connections on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def answers(port: int, path: str, sign_on: str = "") -> bool:
    """Whether a web server on this machine has something at a path."""
    return answer_of(f"http://127.0.0.1:{port}{path}", sign_on) == OK


def answer_of(url: str, sign_on: str = "") -> int:
    """The status that a web server answers with; 0 where none answers. `sign_on` is `user:password`."""
    place = urlsplit(url)
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.netloc, timeout=5)
    try:
        basic = {"Authorization": f"Basic {b64encode(sign_on.encode()).decode()}"} if sign_on else {}
        connection.request("GET", place.path, headers=basic)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
