"""Prefect with PostgreSQL for its database, as where there is more than one machine: set by Prefect's own setting."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.line import bucket
from flows.local import PREFERRED_PORTS, LocalSystem
from flows.processes import running
from infra.settings import Settings
from tests.benchmarks.bench_kills import another, due_mails, messages, runs, sources, told_in, waits
from tests.postgresql import PostgreSQL, postgresql
from tests.waiting import until

PATIENCE = 240.0


@pytest.fixture
def server() -> Iterator[PostgreSQL]:
    with postgresql() as found:
        yield found


@pytest.fixture
def system(server: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalSystem]:
    monkeypatch.setenv("PREFECT_SERVER_DATABASE_CONNECTION_URL", server.url)
    for name in PREFERRED_PORTS:
        monkeypatch.setitem(PREFERRED_PORTS, name, 0)
    found = LocalSystem(
        Settings(var=tmp_path, alert_since_year=2000, alert_min_amount=0, alert_min_percent=1, mail_most_a_day=1000)
    )
    try:
        found.supervise()
        yield found
    finally:
        found.down()


def test_prefect_on_postgresql_takes_in_what_comes_and_gets_up_with_its_database(
    system: LocalSystem, server: PostgreSQL
) -> None:
    """Prefect is killed, its database goes down, and all of it is stopped: nothing is lost or doubled."""
    keys: list[str] = []

    def put(count: int) -> None:
        for _ in range(count):
            key, data = another(len(keys))
            keys.append(key)
            bucket(system.joined()).put(key, data)

    def is_done() -> bool:
        due = [] if waits(system) else due_mails(system)
        return len(due) == len(keys) and all(due)

    def settle() -> None:
        until(lambda: is_done() or None, patience=PATIENCE)

    put(2)
    settle()
    put(2)
    until(lambda: runs(system) or None)
    prefect = running(system.run, "prefect")
    assert prefect is not None
    os.kill(prefect.pid, signal.SIGKILL)
    settle()
    put(2)
    until(lambda: runs(system) or None)
    server.end()
    put(1)
    server.start()
    settle()
    system.down()
    system.supervise()
    put(1)
    settle()
    assert Counter(sources(system)) == Counter(keys)
    assert sorted(told_in(system).values()) == [1] * len(keys)
    assert set(Counter(messages(system)).values()) == {1}
    assert not (system.var / "prefect" / "prefect.db").exists()  # all of it is in PostgreSQL
