"""Which alerts there are, and who took them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from tasks.alerts.log import Event, append
from tasks.alerts.safe import one_line
from tasks.warehouse.queries import rows
from tasks.warehouse.statements import statement


class UnknownAlert(ValueError):
    """No alert, or more than one, has an id that begins so."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An alert that was taken up: its whole id, and who was first, when and with which words."""

    alert_id: str
    who: str
    at: datetime
    note: str
    first: bool


def acknowledge(
    con: duckdb.DuckDBPyConnection, alert_id: str, who: str, now: datetime, note: str = "", via: str = ""
) -> Acknowledged:
    """Record that somebody took an alert up, in the caller's transaction; the first who did stays.

    Args:
        con: The warehouse.
        alert_id: An alert's id, or a beginning of it that no other has.
        who: Name of the one who acknowledges.
        now: This moment in UTC, without a zone.
        note: What they want to say with it.
        via: How it came, where that was not the command line.

    Raises:
        UnknownAlert: No alert, or more than one, has an id that begins so.
    """
    found = con.execute(statement("alerts/named"), {"beginning": alert_id}).fetchall()
    if len(found) != 1 or not alert_id:
        how_many = "meer dan één melding begint" if found else "er is geen melding die begint"
        raise UnknownAlert(f"{how_many} met {one_line(alert_id, 40)!r}; zie `domeinwacht alerts list`")
    whole, name, words = str(found[0][0]), one_line(who, 100), one_line(note, 500)
    con.execute(statement("alerts/acknowledge"), {"alert_id": whole, "who": name, "note": words, "now": now}).fetchall()
    (stands,) = rows(con, "alerts/acknowledged", {"alert_id": whole})
    detail = {"who": name, **({"note": words} if words else {}), **({"via": via} if via else {})}
    append(con, [Event("acknowledged", whole, stands["municipality"], detail)], now)
    first = (stands["acknowledged_by"], stands["acknowledged_at"]) == (name, now)
    return Acknowledged(
        whole, stands["acknowledged_by"], stands["acknowledged_at"], stands["acknowledged_note"] or "", first
    )


def alerts(
    con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None
) -> list[dict[str, Any]]:
    """Alerts with what became of their mails (the columns of `sql/alerts/list.sql`), newest year first.

    Of one municipality (CBS code) and year or of all.
    """
    return rows(con, "alerts/list", {"municipality": municipality, "year": year})
