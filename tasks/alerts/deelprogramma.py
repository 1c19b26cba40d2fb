"""Deelprogrammas, where a council authorises lasten so: its municipality says which rows of its documents those are."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import polars as pl

from tasks.alerts.policy import DEELPROGRAMMA, Policies, folded
from tasks.warehouse.load import registered
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

COLUMNS = ("municipality", "subject", "label", "printed")


def is_deelprogramma(alert: Row) -> bool:
    """Whether an alert is about a deelprogramma."""
    return str(alert["subject"] or "").startswith(f"{DEELPROGRAMMA}.")


def hold_deelprogrammas(con: duckdb.DuckDBPyConnection, policies: Policies, codes: Iterable[str]) -> None:
    """What these municipalities (CBS codes) call a deelprogramma, in the temporary table `alert_deelprogramma`."""
    said = [
        (code, one.subject, one.name, folded(label))
        for code in codes
        for one in policies.of(code).deelprogramma
        for label in one.labels
    ]
    held = pl.DataFrame(said, orient="row", schema=dict.fromkeys(COLUMNS, pl.String))
    with registered(con, held_deelprogrammas=held):
        con.execute("CREATE OR REPLACE TEMP TABLE alert_deelprogramma AS FROM held_deelprogrammas").fetchall()


def stands_now(con: duckdb.DuckDBPyConnection, policies: Policies, alert: Row) -> list[Row]:
    """How a deelprogramma stands now: of all documents of its municipality, for what is over no more is in no KPI."""
    hold_deelprogrammas(con, policies, [alert["municipality"]])
    con.execute(statement("alerts/mail/deelprogramma_statements"), {"municipality": alert["municipality"]}).fetchall()
    return rows(con, "alerts/mail/deelprogramma_now", {"kpi_id": alert["kpi_id"]})
