"""KPIs anew: each is one folder of `sql/kpi`, whose query fills the table of the same name."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from tasks.vocabularies.crosswalk import parts, regimes
from tasks.warehouse.at_hand import hold_statements
from tasks.warehouse.kpis import kpis
from tasks.warehouse.load import registered
from tasks.warehouse.statements import statement


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


def refresh_kpis(con: duckdb.DuckDBPyConnection, municipality: str | None = None) -> None:
    """Compute every KPI anew, of one municipality (CBS code) or of all, in the caller's transaction.

    `sql/kpi/budget/` fills `kpi_budget`; a folder more is a KPI more. What they read is narrowed first: a filter on
    the KPI does not reach the statements, and those of the whole country took twenty times as long (November 2026).
    """
    chosen, parameters = ("WHERE municipality = $1", [municipality]) if municipality else ("", [])
    _judge(con, chosen, parameters)
    for kpi in kpis().values():
        con.execute(f"DELETE FROM {kpi.table} {chosen}", parameters).fetchall()  # noqa: S608
        con.execute(f"INSERT INTO {kpi.table} BY NAME {kpi.query}").fetchall()


def _judge(con: duckdb.DuckDBPyConnection, chosen: str, parameters: list[str]) -> None:
    """What the KPIs read: the costs that are stated, and which of them may be compared over years."""
    make = "CREATE OR REPLACE TEMP TABLE"
    hold_statements(con, "judged", chosen, parameters)
    con.execute(f"{make} judged_taakveld AS FROM taakveld_cost_of('judged_statement')").fetchall()
    con.execute(
        f"{make} judged_cost AS FROM domain_cost_of('judged_statement', 'judged_taakveld', 'judged_left_out')"
    ).fetchall()
    with registered(con, parts=parts(), regimes=regimes()):
        con.execute(f"{make} crosswalk_part AS FROM parts").fetchall()
        con.execute(f"{make} crosswalk_regime AS FROM regimes").fetchall()
