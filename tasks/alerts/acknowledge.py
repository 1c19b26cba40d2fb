"""Which alerts there are, and who took them up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import duckdb

from tasks.alerts.safe import one_line
from tasks.warehouse.statements import statement


class UnknownAlert(ValueError):
    """No alert, or more than one, has an id that begins so."""


def acknowledge(con: duckdb.DuckDBPyConnection, alert_id: str, who: str, now: datetime) -> str:
    """Record that somebody took an alert up, in the caller's transaction; the first who did stays.

    Args:
        con: The warehouse.
        alert_id: An alert's id, or a beginning of it that no other has.
        who: Name of the one who acknowledges.
        now: This moment in UTC, without a zone.

    Returns:
        The whole id.

    Raises:
        UnknownAlert: No alert, or more than one, has an id that begins so.
    """
    found = con.execute(statement("alerts/named"), {"beginning": alert_id}).fetchall()
    if len(found) != 1 or not alert_id:
        how_many = "meer dan één melding begint" if found else "er is geen melding die begint"
        raise UnknownAlert(f"{how_many} met {one_line(alert_id, 40)!r}; zie `domeinwacht alerts list`")
    row = {"alert_id": found[0][0], "who": one_line(who, 100), "now": now}
    con.execute(statement("alerts/acknowledge"), row).fetchall()
    return str(found[0][0])


def alerts(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every alert with what became of its mails (the columns of `sql/alerts/list.sql`), newest year first."""
    result = con.execute(statement("alerts/list"))
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
