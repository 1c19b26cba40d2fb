"""What the warehouse tells a sweep and is told by it: notes that were read, what is gone, KPIs out of date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

import duckdb
import polars as pl

from tasks.model import stable_id
from tasks.warehouse.load import registered
from tasks.warehouse.statements import names, statement
from tasks.warehouse.touched import forget_touched, touch

MADE_BY = ("core", "checks", "kpi", "alerts")  # folders of statements that figures out of date may come of


def note_sidecars(con: duckdb.DuckDBPyConnection, versions: Mapping[str, str]) -> None:
    """Record, by address, with which version of its sidecar an object was read; empty where it has none."""
    rows = {"uri": list(versions), "version": list(versions.values())}
    with registered(con, incoming=pl.DataFrame(rows, schema={"uri": pl.String, "version": pl.String})):
        _run(con, "load/note_sidecars")


def sidecars_read(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The version of the sidecar that each object was last read with; objects of before are not in it."""
    return dict(con.execute(statement("load/sidecars_read")).fetchall())


def objects_held(con: duckdb.DuckDBPyConnection, below: str) -> set[str]:
    """The addresses below another that the warehouse has or refused."""
    return {uri for (uri,) in con.execute(statement("load/objects_held"), [below]).fetchall()}


def withdraw(con: duckdb.DuckDBPyConnection, gone: Collection[str], now: datetime) -> None:
    """Take back what deleted objects held, in the caller's transaction; what that touches is held for a refresh."""
    forget_touched(con)
    touch(con, [], sorted(gone))
    with registered(con, gone=pl.DataFrame({"uri": sorted(gone)})):
        _run(con, "load/withdraw", {"now": now})


def note_refresh(con: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Record that checks, KPIs and alerts were made anew for everybody, by these statements."""
    con.execute("DELETE FROM refreshed").fetchall()
    con.execute("INSERT INTO refreshed VALUES ($1, $2)", [_statements(), now]).fetchall()


def is_stale(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether checks, KPIs and alerts were made by other statements than these: loading renews what it touches only."""
    return con.execute("SELECT made_with FROM refreshed").fetchall() != [(_statements(),)]


def _statements() -> str:
    return stable_id(*(statement(name) for folder in MADE_BY for name in names(folder)))


def _run(con: duckdb.DuckDBPyConnection, name: str, given: dict[str, object] | None = None) -> None:
    """Each part of a statement with the parameters that it names: DuckDB refuses those it does not."""
    for part in statement(name).split(";\n"):
        if part.strip():
            con.execute(part, {key: value for key, value in (given or {}).items() if f"${key}" in part}).fetchall()
