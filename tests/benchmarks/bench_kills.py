"""The whole system, killed at random moments while documents come in: what is forgotten, and what is done twice.

`make bench` runs a few kills; `BENCH_KILLS=1000 BENCH_KILL_DOCUMENTS=50` the full number.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

from flows.intake import backlog
from flows.line import bucket
from flows.local import LocalSystem
from flows.processes import running
from flows.unheld import VARIABLE
from infra.settings import Settings
from tasks.storage import StorageError
from tasks.warehouse import open_warehouse
from tests.waiting import until

KILLS = int(os.environ.get("BENCH_KILLS", "12"))
DOCUMENTS = int(os.environ.get("BENCH_KILL_DOCUMENTS", "8"))
SEED = int(os.environ.get("BENCH_KILL_SEED", "1"))
PATIENCE = 1200.0
BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
VICTIMS = ("run", "run", "flows", "prefect", "watcher", "storage", "machine")


def test_nothing_is_forgotten_or_loaded_twice(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    system = LocalSystem(Settings(var=tmp_path, alert_since_year=2024, alert_min_amount=0, alert_min_percent=1))
    killed: Counter[str] = Counter()
    try:
        system.supervise()
        keys = [f"proef/{number}.txt" for number in range(DOCUMENTS)]
        began = time.monotonic()
        for number, key in enumerate(keys):
            put(system, key, BORNE.read_bytes() + f"\nExemplaar {'x' * (number + 1)}\n".encode())
        while killed.total() < KILLS:
            time.sleep(chance.uniform(1, 12))
            victim = chance.choice(VICTIMS)
            if kill(system, victim):
                killed[victim] += 1
            if victim == "machine":
                system.supervise()
            if not waits(system):  # all is in: more to take in for the kills that are left
                number = len(keys)
                keys.append(f"proef/{number}.txt")
                put(system, keys[-1], BORNE.read_bytes() + f"\nExemplaar {'x' * (number + 1)}\n".encode())
        deadline = time.monotonic() + PATIENCE
        while waits(system):
            assert time.monotonic() < deadline, f"still waiting: {waits(system)}"
            time.sleep(1)
        took = time.monotonic() - began
        loaded = Counter(sources(system))
        mailed = Counter(messages(system))
    finally:
        system.down()
    print(f"\n{killed.total()} kills ({dict(killed)}), {len(keys)} documents in {took:.0f} s")
    twice = sum(count > 1 for count in loaded.values())
    print(f"documents not loaded: {len(set(keys) - loaded.keys())}, addresses twice: {twice}")
    print(f"mails: {len(mailed)}, the same one twice: {sum(count > 1 for count in mailed.values())}")
    assert loaded == Counter(keys)
    assert mailed
    assert max(mailed.values()) == 1


def kill(system: LocalSystem, victim: str) -> bool:
    """Whether there was anything to kill."""
    if victim == "machine":
        pids = [record.pid for name in ("supervisor", *system.names()) if (record := running(system.run, name))]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        until(lambda: None if any(running(system.run, name) for name in ("supervisor", *system.names())) else True)
        return bool(pids)
    pids = runs(system) if victim == "run" else [found.pid] if (found := running(system.run, victim)) else []
    for pid in pids[:1]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return bool(pids)


def runs(system: LocalSystem) -> list[int]:
    """The processes of runs of this system."""
    found = []
    for place in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            environment = place.read_bytes()
            if VARIABLE in environment and str(system.var).encode() in environment:
                found.append(int(place.parent.name))
    return found


def put(system: LocalSystem, key: str, data: bytes) -> None:
    """Into the bucket, as soon as storage is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(StorageError):
            bucket(system.joined()).put(key, data)
            return
        time.sleep(0.5)
    raise TimeoutError(key)


def waits(system: LocalSystem) -> list[str]:
    """What is not loaded yet; something where it cannot be told now."""
    try:
        return [ref.key for ref in backlog(system.joined())]
    except Exception as error:  # storage that was killed, a warehouse that is held: asked again
        return [type(error).__name__]


def sources(system: LocalSystem) -> list[str]:
    with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
        rows = con.execute("SELECT key FROM document_source WHERE holds_now").fetchall()
    return [key for (key,) in rows]


def messages(system: LocalSystem) -> list[str]:
    return [str(message_from_bytes(path.read_bytes())["Message-ID"]) for path in system.mail.glob("*.eml")]
