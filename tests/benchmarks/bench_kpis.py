"""What the KPIs cost: those of one municipality, and of more and more of the country. It asserts nothing about seconds.

Processor time, for a machine that does other things too makes a clock useless.
"""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.kpi import refresh_kpis
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse, transaction
from tasks.warehouse.touched import forget_touched, hold_touched

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
FILES = [*sorted(SHARED.glob("00*.txt")), *sorted(SHARED.glob("iv3/*.csv"))]
NOW = datetime(2026, 4, 1)
COUNTS = (1, 20, 80, 320)
ROUNDS = 3

pytestmark = pytest.mark.skipif(not FILES, reason="the real documents are not on this machine")


def test_kpis_by_number_of_municipalities(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path)
    for path in FILES:
        store, prefix = open_store(str(path), settings)
        for ref in documents(store, prefix):
            ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=NOW)
    with open_warehouse(settings.warehouse_path) as con:
        codes = [code for (code,) in con.execute("SELECT DISTINCT municipality FROM document ORDER BY ALL").fetchall()]
        codes = ["GM0147", *(code for code in codes if code.startswith("GM") and code != "GM0147")]
        spent = {count: min(_seconds(con, codes[:count]) for _ in range(ROUNDS)) for count in COUNTS}
    for count, seconds in spent.items():
        print(f"{count:4} municipalities: {1000 * seconds:6.0f} ms of processor time")
    last, before = (spent[count] - spent[1] for count in (COUNTS[-1], COUNTS[-2]))
    print(f"four times the municipalities: {last / before:.1f} times the time above that of one")
    assert last / before < 8  # linear, with room


def _seconds(con: duckdb.DuckDBPyConnection, codes: list[str]) -> float:
    forget_touched(con)
    for code in codes:
        con.execute("INSERT INTO touched SELECT ?, year FROM range(2020, 2027) AS y(year)", [code]).fetchall()
    hold_touched(con)
    with transaction(con):  # of the caller, as whoever loads does: by itself each statement would be a commit
        started = time.process_time()
        refresh_kpis(con, touched=True)
        return time.process_time() - started
