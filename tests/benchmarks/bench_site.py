"""How long the site of a country takes, and what one document more costs: `make bench`.

The warehouse has 342 municipalities, 10 years and 1,008 figures in each document. It asserts sizes only, and measures
seconds and processor seconds: on a machine that does other work too, the latter say what it takes.
"""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

import duckdb

from tasks.kpi import refresh_kpis
from tasks.site.building import build
from tasks.warehouse import open_warehouse, transaction
from tasks.warehouse.published import publish
from tasks.warehouse.touched import forget_touched, hold_touched
from tests.benchmarks.national import fill

MUNICIPALITIES = int(os.environ.get("BENCH_MUNICIPALITIES", "342"))
YEARS = 10
LARGEST = 200_000
READ_ANEW = """
UPDATE observation SET value = value + 7000, standard_value = standard_value + 7000,
    raw = ((value + 7000) // 1000)::BIGINT::VARCHAR
WHERE document_id IN (SELECT document_id FROM document WHERE municipality = 'GM0007' AND year = 2024);

UPDATE document SET loaded_at = '2026-11-29' WHERE municipality = 'GM0007' AND year = 2024;

INSERT INTO touched SELECT 'GM0007', unnest([2023, 2024, 2025])
"""


def test_the_site_of_the_country(tmp_path: Path) -> None:
    warehouse, site = tmp_path / "w.duckdb", tmp_path / "site"
    with open_warehouse(warehouse) as con, transaction(con):
        fill(con, MUNICIPALITIES, YEARS)
        refresh_kpis(con)
    publish(warehouse, wait=0)
    told = [timed("whole", warehouse, site), timed("nothing new", warehouse, site)]
    with open_warehouse(warehouse) as con, transaction(con):
        read_anew(con)
    publish(warehouse, wait=0)
    told.append(timed("one document read anew", warehouse, site))
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    assert max(sizes) < LARGEST
    print(
        f"\n{MUNICIPALITIES} municipalities x {YEARS} years, {len(sizes)} pages of at most {max(sizes) / 1000:.0f} KB:"
    )
    print("\n".join(told))


def read_anew(con: duckdb.DuckDBPyConnection) -> None:
    """One document says something else of each of its 1,008 figures, and the KPIs that rest on them are made anew."""
    forget_touched(con)
    for part in READ_ANEW.split(";\n"):
        con.execute(part).fetchall()
    hold_touched(con)
    refresh_kpis(con, touched=True)


def timed(what: str, warehouse: Path, site: Path) -> str:
    began, used = time.perf_counter(), processor()
    made = build(warehouse, site)
    took = time.perf_counter() - began
    return f"{what}: {took:.1f} s, {processor() - used:.1f} processor seconds, {len(made.written)} files written"


def processor() -> float:
    """Seconds of this process and of those that it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)
