"""Where an overrun, or a prognosis that moved, comes from: the parts that carry most of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from tasks.alerts.cells import Hidden, short_label
from tasks.alerts.deelprogramma import is_deelprogramma
from tasks.notation import euro
from tasks.warehouse.queries import Row, rows

NOT_SPLIT = "De gelezen tabel splitst dit niet uit naar taakvelden of producten met begroting en realisatie."
PROGNOSIS_NOT_SPLIT = "De twee stukken splitsen de prognose niet allebei uit naar dezelfde taakvelden of producten."
SMALLEST = "Verder dan het taakveld splitst de gelezen tabel het niet uit."
HIDDEN = "De onderdelen die het meeste verklaren gaan over zo weinig mensen dat ze niet worden getoond."


@dataclass(frozen=True, slots=True)
class Causes:
    """Parts with what they cost more, and the word for what that is held against; where there are none, why."""

    parts: Sequence[Row] = ()
    why_none: str = ""
    against: str = "begroot"


def causes(con: duckdb.DuckDBPyConnection, alert: Row, hidden: Hidden) -> Causes:
    """The parts that carry most of it, as far as the documents print them and they tell of no few people."""
    if alert["resolved_at"]:
        return Causes()
    if alert["subject"] and not is_deelprogramma(alert):
        return Causes(why_none=SMALLEST)
    found = _of_prognosis(con, alert) if alert["level"] == "C" else _of_overrun(con, alert)
    against = "eerder verwacht" if alert["level"] == "C" else "begroot"
    shown = [_said(one, hidden) for one in found if not hidden.any(one["observation_id"], one["budget_id"])]
    if shown or found:
        return Causes(shown, "" if shown else HIDDEN, against)
    return Causes(why_none=PROGNOSIS_NOT_SPLIT if alert["level"] == "C" else NOT_SPLIT)


def _of_overrun(con: duckdb.DuckDBPyConnection, alert: Row) -> list[Row]:
    of, which = ("causes_of_deelprogramma", "subject") if is_deelprogramma(alert) else ("causes", "domain")
    names = ("municipality", "year", which, "metric", "scenario_realisatie", "scenario_begroting")
    return rows(con, f"alerts/mail/{of}", {name: alert[name] for name in names})


def _of_prognosis(con: duckdb.DuckDBPyConnection, alert: Row) -> list[Row]:
    names = ("municipality", "year", "domain", "metric", "document_id")
    return rows(con, "alerts/mail/causes_of_prognosis", {name: alert[name] for name in names})


def _said(cause: Row, hidden: Hidden) -> Row:
    return {
        "label": short_label(hidden.text(cause["label"])),
        "meer": f"{euro(cause['meer'])} N",
        "budget": euro(cause["begroting"]),
        "realised": euro(cause["realisatie"]),
    }
