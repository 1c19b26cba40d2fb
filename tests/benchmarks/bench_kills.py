"""The whole system, killed at random moments while documents come in: what is forgotten, and what is done twice.

Each document is of a municipality and year of its own, so that each has figures, an alert and a mail that count.
`make bench` runs a few kills; `BENCH_KILLS=1000 BENCH_KILL_DOCUMENTS=50` the full number, or as many as
`BENCH_KILL_SECONDS` leave room for.
"""

from __future__ import annotations

import contextlib
import os
import random
import re
import signal
import time
from collections import Counter
from email import message_from_bytes
from functools import cache
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.client.schemas.objects import StateType
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.intake import backlog
from flows.line import bucket
from flows.local import LocalSystem
from flows.processes import running
from flows.unheld import VARIABLE
from infra.settings import Settings
from tasks.alerts import alerts
from tasks.municipalities import codes_of, municipalities
from tasks.storage import StorageError
from tasks.warehouse import WarehouseError, open_warehouse
from tests.waiting import until

KILLS = int(os.environ.get("BENCH_KILLS", "12"))
DOCUMENTS = int(os.environ.get("BENCH_KILL_DOCUMENTS", "8"))
SEED = int(os.environ.get("BENCH_KILL_SEED", "1"))
SECONDS = float(os.environ.get("BENCH_KILL_SECONDS", "inf"))
LONGEST = float(os.environ.get("BENCH_KILL_PAUSE", "12"))  # seconds between two kills, at most
PATIENCE = 7200.0  # killed again and again: a quarter of an hour is its longest wait (flows/runs.py)
SWEEP = int(os.environ.get("BENCH_KILL_SWEEP", "2"))  # minutes between two sweeps
UNSENT = 1200.0  # seconds: what a killed run was mailing is left alone for a quarter of an hour, then a sweep sends it
BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
VICTIMS = ("run", "run", "flows", "prefect", "watcher", "storage", "machine")


def test_nothing_is_forgotten_or_done_twice(tmp_path: Path) -> None:
    every = {"alert_since_year": 2000, "alert_min_amount": 0, "alert_min_percent": 1, "mail_most_a_day": 10_000}
    system = LocalSystem(Settings.model_validate({"var": tmp_path, "reconcile_minutes": SWEEP, **every}))
    keys: list[str] = []
    began = time.monotonic()
    try:
        system.supervise()
        for _ in range(DOCUMENTS):
            put_another(system, keys)
        killed = kill_at_random(system, keys)
        wait_until_loaded(system)
        took = time.monotonic() - began
        wait_until_mailed(system)
        all_took, swept = time.monotonic() - began, sweeps(system)
        loaded, mailed, due, told = (
            Counter(sources(system)),
            Counter(messages(system)),
            due_mails(system),
            told_in(system),
        )
    finally:
        system.down()
    twice = [name for name, count in mailed.items() if count > 1]
    print(f"\n{killed.total()} kills ({dict(killed)}), {len(keys)} documents in {took:.0f} s")
    print(f"documents not loaded: {len(set(keys) - loaded.keys())}, twice: {len(loaded) - len(keys)}")
    print(f"alerts to be mailed: {len(due)}, mailed: {len(due) - due.count(False)}, the same mail twice: {len(twice)}")
    print(f"the last mail was out after {all_took:.0f} s; {swept} sweeps came as planned, each {SWEEP} minutes")
    assert loaded == Counter(keys)
    assert len(due) == len(keys)
    assert all(due)
    assert sorted(told.values()) == [1] * len(keys)
    # A run that dies between the answer of the mail server and its own note sends again (ADR 6): no more than those.
    assert mailed.total() - len(mailed) <= killed["run"] + killed["machine"]


def kill_at_random(system: LocalSystem, keys: list[str]) -> Counter[str]:
    """What was killed how often, with always something to take in."""
    chance = random.Random(SEED)
    killed: Counter[str] = Counter()
    began = time.monotonic()
    while killed.total() < KILLS and time.monotonic() - began < SECONDS:
        time.sleep(chance.uniform(LONGEST / 12, LONGEST))
        victim = chance.choice(VICTIMS)
        if kill(system, victim):
            killed[victim] += 1
            print(f"{killed.total()} {victim} after {time.monotonic() - began:.0f} s", flush=True)
        if victim == "machine":
            system.supervise()
        if not waits(system):
            put_another(system, keys)
    return killed


def put_another(system: LocalSystem, keys: list[str]) -> None:
    """A document more into the bucket."""
    key, data = another(len(keys))
    keys.append(key)
    put(system, key, data)


def another(number: int) -> tuple[str, bytes]:
    """A document about the next municipality, with its key; when all had theirs, of a year before."""
    names = _names()
    back, which = divmod(number, len(names))
    text = BORNE.read_text(encoding="utf-8").replace("Borne", names[which])
    text = re.sub(r"\b20[0-9]{2}\b", lambda year: str(int(year[0]) - back), text)
    return f"proef/{names[which]}-{back}.txt", text.encode()


@cache
def _names() -> tuple[str, ...]:
    """Municipalities; the amounts of Borne are too small for the largest, whose documents have no alert to count."""
    named = {place.plain_name for place in municipalities().values() if place.valid_to is None}
    return tuple(
        sorted(name for name in named - {"Amsterdam", "Rotterdam"} if name.isalpha() and len(codes_of(name)) == 1)
    )


def wait_until_loaded(system: LocalSystem) -> None:
    """With no hand on it: until the bucket holds nothing that the warehouse does not know."""
    deadline = time.monotonic() + PATIENCE
    while waits(system):
        assert time.monotonic() < deadline, f"still waiting: {waits(system)}"
        time.sleep(1)


def wait_until_mailed(system: LocalSystem) -> None:
    """With no hand on it: until every mail is out, by the runs themselves or by a sweep that comes as it is planned."""
    deadline = time.monotonic() + UNSENT + 60 * SWEEP
    while time.monotonic() < deadline:
        if (due := due_mails(system)) and all(due):
            return
        time.sleep(5)


def sweeps(system: LocalSystem) -> int:
    """How many sweeps ran to their end; nobody asks for one here."""
    of_system = {
        PREFECT_API_URL: system.environment()["PREFECT_API_URL"],
        PREFECT_API_AUTH_STRING: system.sign_on(),
    }
    with temporary_settings(of_system), get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_filter=FlowFilter(name=FlowFilterName(any_=["reconcile"])))
        return sum(run.state_type is StateType.COMPLETED for run in runs)


def due_mails(system: LocalSystem) -> list[bool]:
    """Of every alert that is to be mailed whether it was; nothing where the warehouse is held."""
    try:
        with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
            return [bool(row["sent_at"]) for row in alerts(con) if row["mailable"]]
    except WarehouseError:
        return []


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


def told_in(system: LocalSystem) -> Counter[str]:
    """In how many mails that went out each alert is told of."""
    with open_warehouse(system.joined().warehouse_path, read_only=True) as con:
        rows = con.execute("SELECT unnest(alert_ids) FROM outbox WHERE state = 'sent'").fetchall()
    return Counter(alert for (alert,) in rows)


def messages(system: LocalSystem) -> list[str]:
    return [str(message_from_bytes(path.read_bytes())["Message-ID"]) for path in system.mail.glob("*.eml")]
