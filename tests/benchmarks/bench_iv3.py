"""How fast the Iv3 files of the whole country load: `make bench`. It measures and asserts nothing about time.

Reading beside a bare `read_csv` of DuckDB into a table of the same bytes, and the whole line into a warehouse.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.iv3 import read_iv3
from tasks.model import Claim, StoredObject
from tasks.storage import documents, open_store

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "documents" / "iv3"
FILES = sorted(FOLDER.glob("*.csv"))
ROUNDS = 5

pytestmark = pytest.mark.skipif(not FILES, reason="the Iv3 files of the country are not on this machine")


def _seconds(job: Callable[[], object]) -> float:
    started = time.perf_counter()
    job()
    return time.perf_counter() - started


def _bare() -> None:
    """What DuckDB takes to have the same rows in a table."""
    with duckdb.connect() as con:
        for path in FILES:
            con.execute(
                "CREATE OR REPLACE TABLE iv3 AS FROM read_csv($1, delim = ';', header = true, all_varchar = true)",
                [str(path)],
            ).fetchall()


def _read() -> int:
    stored = [StoredObject(path.as_uri(), path.name, "", path.read_bytes()) for path in FILES]
    return sum(read_iv3(one, Claim()).normalised.observations.height for one in stored)


def _load(folder: Path) -> None:
    settings = Settings(var=folder)
    store, prefix = open_store(str(FOLDER), settings)
    for ref in documents(store, prefix):
        if ref.key.endswith(".csv"):
            ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=datetime(2026, 1, 1))


def test_loading_the_country(tmp_path: Path) -> None:
    observations = _read()
    assert observations
    bare = min(_seconds(_bare) for _ in range(ROUNDS))
    read = min(_seconds(_read) for _ in range(ROUNDS))
    load = min(_seconds(lambda n=n: _load(tmp_path / str(n))) for n in range(ROUNDS))
    size = sum(path.stat().st_size for path in FILES)
    print(f"\n{len(FILES)} files, {size / 1e6:.1f} MB, {observations} observations")
    print(f"  bare read_csv  {bare:6.2f} s")
    print(f"  reading        {read:6.2f} s  {read / bare:5.1f} times, {observations / read / 1000:.0f} figures/ms")
    print(
        f"  whole line     {load:6.2f} s  {load / bare:5.1f} times, with the budgets and alerts of 342 municipalities"
    )
