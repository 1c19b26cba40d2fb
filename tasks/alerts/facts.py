"""The figures of an alert beside what puts them in place: the first budget, the year before, the years in a chart."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import duckdb

from tasks.alerts.chart import Chart, chart_of
from tasks.alerts.deelprogramma import is_deelprogramma
from tasks.alerts.headline import difference, name_of
from tasks.alerts.outlook import Outlook
from tasks.notation import BASES, METRICS, SCENARIOS, day, euro, percent, subject
from tasks.warehouse.queries import Row, rows


def costs_of(con: duckdb.DuckDBPyConnection, alert: Row) -> list[Row]:
    """What the domain, taakveld or deelprogramma cost and was to cost over the years, on the measure of the alert."""
    if alert["subject"]:
        of = "deelprogramma" if is_deelprogramma(alert) else "taakveld"
        return rows(con, f"alerts/mail/costs_of_{of}", _asked(alert, "municipality", "year", "subject", "metric"))
    return rows(con, "alerts/mail/costs", _asked(alert, "municipality", "year", "domain", "metric", "basis"))


def _asked(alert: Row, *names: str) -> Row:
    return {name: alert[name] for name in names}


def facts(alert: Row, costs: Sequence[Row], own: Outlook | None = None) -> list[tuple[str, str]]:
    """Names with their figures, as the mail lists them; `own` is Domeinwacht's own forecast, where there is one."""
    first = "Vorige prognose" if alert["level"] == "C" else SCENARIOS[alert["scenario_begroting"]].capitalize()
    second = "Nieuwe prognose" if alert["level"] == "C" else SCENARIOS[alert["scenario_realisatie"]].capitalize()
    return [
        (first, euro(alert["begroting"])),
        (second, euro(alert["realisatie"])),
        ("Verschil", difference(alert)),
        *([("Eigen prognose", own.end)] if own else []),
        *_original(alert, costs),
        *_year_before(alert, costs),
        ("Gerekend met", f"{METRICS[alert['metric']]}, {BASES[alert['basis']]}"),
        ("Voor het eerst gezien", day(alert["first_seen"])),
    ]


def chart(alert: Row, costs: Sequence[Row]) -> Chart | None:
    """Budget against realisation over the years; none where nothing is over any more."""
    return None if alert["resolved_at"] else chart_of(costs, name_of(alert["municipality"]), subject(alert))


def _original(alert: Row, costs: Sequence[Row]) -> list[tuple[str, str]]:
    if alert["scenario_begroting"] == "begroting_primitief":
        return []
    found = _cost(costs, alert["year"], "begroting_primitief")
    if found is None:
        return [("Primitieve begroting", "staat niet in deze stukken")]
    moved = alert["begroting"] - found
    changed = f" ({euro(abs(moved))} {'bij' if moved > 0 else 'af'}geraamd)" if moved and alert["level"] != "C" else ""
    return [("Primitieve begroting", f"{euro(found)}{changed}")]


def _year_before(alert: Row, costs: Sequence[Row]) -> list[tuple[str, str]]:
    year = alert["year"] - 1
    before = _cost(costs, year, "realisatie")
    if before is None:
        return [(f"Realisatie {year}", "niet bekend op dezelfde maat")]
    more = alert["realisatie"] - before
    share = f", {percent(abs(100 * more / before))}" if before else ""
    moved = f" ({euro(abs(more))}{share} {'minder' if more > 0 else 'meer'})" if more else ""
    return [(f"Realisatie {year}", f"{euro(before)}{moved}")]


def _cost(costs: Sequence[Row], year: int, scenario: str) -> Decimal | None:
    return next((row["cost"] for row in costs if (row["year"], row["scenario"]) == (year, scenario)), None)
