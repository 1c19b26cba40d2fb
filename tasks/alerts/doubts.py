"""What is still doubtful about an alert: its budget, its prognosis, what is found wrong at its cells, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import duckdb

from tasks.alerts.cells import Hidden
from tasks.alerts.outlook import Outlook
from tasks.kpi import left_out
from tasks.notation import euro, percent
from tasks.warehouse.queries import Row, rows

MOST = 4  # findings that are told of one figure


def doubts(
    con: duckdb.DuckDBPyConnection, alert: Row, programme: Row | None, hidden: Hidden, own: Outlook | None = None
) -> list[str]:
    """Each in a sentence; `own` is Domeinwacht's own forecast, where there is one."""
    told = []
    if alert["scenario_begroting"] == "begroting":
        told.append("Het stuk zegt niet of de begroting de primitieve is of die na wijziging.")
    if alert["scenario_begroting"] == "begroting_primitief":
        told.append("Er is geen begroting na wijziging bekend: de raad kan inmiddels meer hebben toegestaan.")
    if alert["basis"] == "sum of taakvelden":
        told.append("Het bedrag is een som van taakvelden; het totaal van het domein staat niet in het stuk.")
    if alert["scenario_realisatie"] == "prognose":
        told.append(_record(con, alert))
    if own:
        told.append(own.ground)
    told += _found_wrong(con, alert["observation_ids"], "", hidden)
    if programme and (alert["subject"] or alert["domain"] != "totaal"):
        told += _found_wrong(con, programme["observation_ids"], "Bij het programma: ", hidden)
    open_ = left_out(con, alert["municipality"], alert["year"])
    count = sum(one.figures for one in open_)
    if count:
        most = max(open_, key=lambda one: one.figures).reason
        told.append(
            f"{count} {'cijfer' if count == 1 else 'cijfers'} van dit jaar tellen niet mee, meest omdat: {most}."
        )
    return told


def _record(con: duckdb.DuckDBPyConnection, alert: Row) -> str:
    """How far past prognoses of the same were off."""
    asked = {"municipality": alert["municipality"], "year": alert["year"]}
    found = rows(con, "alerts/mail/record", asked | {"subject": alert["subject"] or alert["domain"]})
    if not found:
        return "Het is een prognose; van geen eerdere prognose hiervan is de uitkomst bekend."
    (record,) = found
    side = "duurder" if record["bias"] > 0 else "goedkoper"
    if record["prognoses"] == 1:
        return (
            f"Het is een prognose; de enige eerdere waarvan de uitkomst bekend is kwam {percent(abs(record['bias']))} "
            f"{side} uit. Over een marge zegt een enkele niets."
        )
    low, high = (alert["realisatie"] * (1 + Decimal(str(record[end])) / 100) for end in ("least", "most"))
    return (
        f"Het is een prognose; de {record['prognoses']} eerdere waarvan de uitkomst bekend is kwamen gemiddeld "
        f"{percent(abs(record['bias']))} {side} uit (gemiddelde fout {percent(record['error'])}). Scheelt deze zoveel "
        f"als een van die, dan komt ze uit tussen {euro(low)} en {euro(high)}."
    )


def _found_wrong(con: duckdb.DuckDBPyConnection, ids: Sequence[str], before: str, hidden: Hidden) -> list[str]:
    found = rows(con, "alerts/mail/doubts", {"observation_ids": list(ids)})
    said = list(dict.fromkeys(f"{before}{hidden.text(one['text'])}" for one in found))
    told, left = said[:MOST], len(said) - MOST
    return [*told, *([f"{before}en nog {left} bevindingen; zie “domeinwacht audit”."] if left > 0 else [])]
