"""Which domains over their budget become an alert, and which alerts a mail."""

from __future__ import annotations

from datetime import date
from email.utils import parseaddr

import duckdb

from infra.settings import Settings
from tasks.alerts.outbox import recipients_of
from tasks.warehouse.connection import now
from tasks.warehouse.statements import statement
from tasks.warehouse.touched import OF_THOSE_YEARS


def raise_alerts(
    con: duckdb.DuckDBPyConnection, settings: Settings, today: date, *, touched: bool = False
) -> list[str]:
    """Write an alert for every exceedance not yet known, and a mail in the outbox for each that is news.

    Runs in the caller's transaction, the one that made the KPIs: no exceedance without its alert. A replay
    makes the same ids and so nothing new; a figure that moved is a new alert.

    Args:
        con: The warehouse, inside a transaction.
        settings: The oldest year, the thresholds and the recipients.
        today: The day to tell a historic year by.
        touched: Look at the KPIs of the municipalities and years that were touched; else at all.

    Returns:
        The ids of the alerts that are new, or that became mailable.
    """
    moment = now()
    judge = {
        "now": moment,
        "first_year": settings.first_alert_year(today),
        "watched": settings.alert_municipalities,
        "min_amount": settings.alert_min_amount,
        "min_percent": settings.alert_min_percent,
    }
    held = f"FROM kpi_budget {OF_THOSE_YEARS if touched else ''}"
    con.execute(f'CREATE OR REPLACE TEMP VIEW held_budget AS {held} WHERE "over"').fetchall()
    raised = con.execute(statement("alerts/raise"), judge).fetchall()
    mail = {"now": moment, "mail_domain": _mail_domain(settings.mail_from), **recipients_of(settings)}
    con.execute(statement("alerts/enqueue"), mail).fetchall()
    return [alert_id for (alert_id,) in raised]


def _mail_domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
