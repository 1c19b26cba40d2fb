"""KPIs: each is one statement in `sql/kpi` that fills the table of the same name."""

from __future__ import annotations

import duckdb

from tasks.warehouse.statements import names, statement


def refresh_kpis(con: duckdb.DuckDBPyConnection, municipality: str | None = None) -> None:
    """Compute every KPI anew, of one municipality (CBS code) or of all, in the caller's transaction.

    `sql/kpi/budget.sql` fills `kpi_budget`; a file more is a KPI more.
    """
    chosen, parameters = ("WHERE municipality = $1", [municipality]) if municipality else ("", [])
    for name in names("kpi"):
        table = f"kpi_{name.removeprefix('kpi/')}"
        con.execute(f"DELETE FROM {table} {chosen}", parameters).fetchall()  # noqa: S608
        con.execute(
            f"INSERT INTO {table} BY NAME SELECT * FROM ({statement(name)}) {chosen}",  # noqa: S608
            parameters,
        ).fetchall()
