"""How long the site of a country takes, and what one document more costs: `make bench`.

The warehouse has 342 municipalities, 10 years and 1,008 figures in each document. It measures, and asserts sizes only.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from tasks.kpi import refresh_kpis
from tasks.site.building import build
from tasks.warehouse import open_warehouse, transaction
from tests.benchmarks.national import fill

MUNICIPALITIES = int(os.environ.get("BENCH_MUNICIPALITIES", "342"))
YEARS = 10
LARGEST = 200_000


def test_the_site_of_the_country(tmp_path: Path) -> None:
    warehouse, site = tmp_path / "w.duckdb", tmp_path / "site"
    with open_warehouse(warehouse) as con, transaction(con):
        fill(con, MUNICIPALITIES, YEARS)
        refresh_kpis(con)
    whole, made = timed(warehouse, site)
    assert max(path.stat().st_size for path in site.rglob("*.html")) < LARGEST
    nothing, _ = timed(warehouse, site)
    with open_warehouse(warehouse) as con, transaction(con):
        con.execute(ONE_MORE).fetchall()
        refresh_kpis(con, "GM0007")
    one, after = timed(warehouse, site)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1e6
    print(f"\n{MUNICIPALITIES} municipalities x {YEARS} years: {made} files, {size:.0f} MB in {whole:.0f} s "
          f"({os.cpu_count()} cores); nothing new {nothing:.2f} s; one document more {one:.2f} s, "
          f"{after} files written")  # fmt: skip
    shutil.rmtree(site)


ONE_MORE = """
UPDATE document SET loaded_at = '2026-11-29', load_number = load_number
WHERE municipality = 'GM0007' AND year = 2024
"""


def timed(warehouse: Path, site: Path) -> tuple[float, int]:
    began = time.perf_counter()
    made = build(warehouse, site)
    return time.perf_counter() - began, len(made.written)
