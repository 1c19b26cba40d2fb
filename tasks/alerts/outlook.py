"""What Domeinwacht itself makes of the end of the year, beside a prognosis that a document states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb

from tasks.alerts.quarter import expected
from tasks.notation import MONTHS, euro, percent, voordeel_nadeel
from tasks.warehouse.queries import Row

PARTS = {  # of the year; quarters are those of Iv3, of which the scope is its own
    "H1": "het eerste halfjaar",
    "Q1": "het eerste kwartaal in Iv3",
    "Q2": "de eerste twee kwartalen in Iv3",
    "Q3": "de eerste drie kwartalen in Iv3",
}
ROUNDED = -3  # to thousands: an estimate is not known to the euro
PARTS |= {"M01": MONTHS[0]} | {f"M{at:02}": f"{MONTHS[0]} tot en met {MONTHS[at - 1]}" for at in range(2, 12)}
BY_LENGTH = ("M11", "M10", "M09", "Q3", "M08", "M07", "H1", "Q2", "M05", "M04", "M03", "Q1", "M02", "M01")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The end of the year in euros, and the sentence that says what it rests on and how far off it may be."""

    end: str
    ground: str


def outlook(con: duckdb.DuckDBPyConnection, alert: Row, today: date) -> Outlook | None:
    """The own forecast of what an alert expects; nothing where no part of that year was read on the same measure."""
    if alert["resolved_at"] or alert["scenario_realisatie"] != "prognose":
        return None
    concept = alert["subject"] or ("programma" if alert["domain"] == "totaal" else alert["domain"])
    known = {
        row["part"]: row
        for row in expected(con, alert["municipality"], alert["year"], today)
        if (row["year"], row["concept"], row["metric"]) == (alert["year"], concept, alert["metric"])
    }
    row = next((known[part] for part in BY_LENGTH if part in known), None)
    return _said(row, alert) if row else None


def _said(row: Row, alert: Row) -> Outlook:
    error = "" if row["error"] is None else f"; gemiddelde fout in eerdere jaren {percent(row['error'])}"
    ground = f"Doorgerekend uit {PARTS[row['part']]} ({_euro(row['amount'])}): {row['method']}{error}."
    if row["low"] is None:
        return Outlook(_euro(row["run_rate"]), ground)
    between = f"tussen {_euro(row['low'])} en {_euro(row['high'])}"
    if row["point"] is None:
        return Outlook(between, ground)
    return Outlook(f"{_euro(row['point'])}, {between}", f"{ground}{_against_budget(row, alert)}")


def _against_budget(row: Row, alert: Row) -> str:
    """How the forecast stands against the budget; of a prognosis that moved the budget is not at hand."""
    room = alert["begroting"] - Decimal(round(row["point"], ROUNDED))
    if alert["level"] == "C" or not room:
        return ""
    return f" Dat is {euro(abs(room))} {voordeel_nadeel(room)} tegenover de begroting."


def _euro(value: float) -> str:
    return euro(Decimal(round(value, ROUNDED)))
