"""Many objects at once, through the whole system: in how many runs they are read, and whether each is loaded once.

`BENCH_BURST` sets how many (2,500 choked the first version: two were loaded in six minutes, November 2026).
"""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowFilter, FlowFilterName
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

from flows.line import bucket
from flows.local import LocalSystem
from flows.runs import INGEST
from infra.settings import Settings
from tests.benchmarks.bench_kills import another, put, sources, waits

OBJECTS = int(os.environ.get("BENCH_BURST", "2500"))
PATIENCE = 5400.0
ENDING = 600.0  # seconds that the last runs may take for mails and the site, once all is loaded


def test_a_burst_is_taken_in_groups_and_each_object_once(tmp_path: Path) -> None:
    system = LocalSystem(Settings(var=tmp_path, alert_municipalities=["Borne"]))
    keys: list[str] = []
    try:
        system.supervise()
        put(system, *another(0))  # storage is there
        store = bucket(system.joined())  # one client: making one for each takes longer than reading a document
        for number in range(OBJECTS):
            key, data = another(number)
            store.put(key, data)
            keys.append(key)
        began = time.monotonic()
        while waits(system):
            assert time.monotonic() - began < PATIENCE, f"{len(waits(system))} still wait"
            time.sleep(2)
        took = time.monotonic() - began
        ended = runs_of(system)
        loaded = Counter(sources(system))
    finally:
        system.down()
    print(f"\n{len(keys)} objects in {took:.0f} s after the last was put, {len(keys) / took:.1f} a second")
    print(f"runs: {dict(ended)}; objects not loaded: {len(set(keys) - loaded.keys())}")
    assert loaded == Counter(keys)
    assert ended.total() < OBJECTS / 10
    assert set(ended) <= {"Completed"}


def runs_of(system: LocalSystem) -> Counter[str]:
    """The runs that read documents, by how they ended, once the last has."""
    with (
        temporary_settings({PREFECT_API_URL: system.api(), PREFECT_API_AUTH_STRING: system.sign_on()}),
        get_client(sync_client=True) as client,
    ):
        deadline = time.monotonic() + ENDING
        while time.monotonic() < deadline:
            runs = client.read_flow_runs(flow_filter=FlowFilter(name=FlowFilterName(any_=[INGEST])))
            if all(run.state and run.state.is_final() for run in runs):
                break
            time.sleep(1)
        return Counter(run.state.name for run in runs if run.state)
