"""KPIs anew: each is one folder of `sql/kpi`, whose query fills the table of the same name."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from tasks.warehouse.at_hand import hold_reference, hold_statements
from tasks.warehouse.kpis import kpis
from tasks.warehouse.statements import statement
from tasks.warehouse.touched import OF_THOSE_YEARS


class LeftOut(NamedTuple):
    """Figures of a municipality and year that no KPI rests on: why, in Dutch, and how many."""

    municipality: str
    year: int
    reason: str
    figures: int


def left_out(con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None) -> list[LeftOut]:
    """What no KPI rests on, of one municipality (CBS code) and year or of all."""
    found = con.execute(statement("export/left_out"), {"municipality": municipality, "year": year}).fetchall()
    return [LeftOut(*row) for row in found]


def refresh_kpis(con: duckdb.DuckDBPyConnection, *, touched: bool = False) -> None:
    """Compute every KPI anew, of the municipalities and years that were touched or of all, in the caller's transaction.

    `sql/kpi/budget/` fills `kpi_budget`; a folder more is a KPI more. What they read is narrowed first: a filter on
    the KPI does not reach the statements, and those of the whole country took twenty times as long (November 2026).
    """
    _judge(con, touched)
    gone = "WHERE (municipality, year) IN (SELECT (municipality, year) FROM touched_year)" if touched else ""
    kept = OF_THOSE_YEARS if touched else ""
    last = [kpi for kpi in kpis().values() if kpi.of_all]
    before = {kpi.of_all: _digest(con, kpi.of_all) for kpi in last if touched}
    for kpi in (one for one in kpis().values() if not one.of_all):
        con.execute(f"DELETE FROM {kpi.table} {gone}").fetchall()  # noqa: S608
        con.execute(f"INSERT INTO {kpi.table} BY NAME FROM ({kpi.query}) {kept}").fetchall()
    for kpi in last:
        if not touched or before[kpi.of_all] != _digest(con, kpi.of_all):
            con.execute(f"DELETE FROM {kpi.table}").fetchall()  # noqa: S608
            con.execute(f"INSERT INTO {kpi.table} BY NAME {kpi.query}").fetchall()


def _digest(con: duckdb.DuckDBPyConnection, name: str) -> tuple[int, ...]:
    """What the touched rows of a KPI come to: where it stays the same, what is computed from it does."""
    table = kpis()[name].table
    digest = f"SELECT count(*), bit_xor(hash({table})) FROM {table} {OF_THOSE_YEARS}"  # noqa: S608
    return tuple(con.execute(digest).fetchall()[0])


def _judge(con: duckdb.DuckDBPyConnection, touched: bool) -> None:
    """What the KPIs read: the costs that are stated, and which of them may be compared over years."""
    make = "CREATE OR REPLACE TEMP TABLE"
    hold_statements(con, "judged", touched=touched)
    con.execute(f"{make} judged_taakveld AS FROM taakveld_cost_of('judged_statement')").fetchall()
    con.execute(
        f"{make} judged_cost AS FROM domain_cost_of('judged_statement', 'judged_taakveld', 'judged_left_out')"
    ).fetchall()
    con.execute(f"{make} judged_line AS FROM line_of('judged_statement', 'judged_cost', 'judged_taakveld')").fetchall()
    con.execute(f"{make} judged_per_client AS FROM per_client_of('judged_statement')").fetchall()
    hold_reference(con)
