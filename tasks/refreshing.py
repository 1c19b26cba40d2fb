"""What follows from figures that changed: checks, KPIs and alerts of the municipalities that they are of."""

from __future__ import annotations

from datetime import datetime

import duckdb

from infra.settings import Settings
from tasks.alerts import raise_alerts
from tasks.kpi import refresh_kpis
from tasks.warehouse.findings import refresh_findings
from tasks.warehouse.sweep import note_refresh
from tasks.warehouse.touched import hold_touched


def refresh(con: duckdb.DuckDBPyConnection, settings: Settings, now: datetime, *, touched: bool = False) -> None:
    """Checks, KPIs and alerts anew, of what was touched in this transaction or of all, in the caller's transaction."""
    if touched:
        hold_touched(con)
    refresh_findings(con, touched=touched)
    refresh_kpis(con, touched=touched)
    raise_alerts(con, settings, now, touched=touched)
    if not touched:
        note_refresh(con, now)
