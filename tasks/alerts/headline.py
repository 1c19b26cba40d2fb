"""What an alert says first: what is over by how much against which budget, and what changed since the mail before."""

from __future__ import annotations

import duckdb

from tasks.alerts.deelprogramma import is_deelprogramma, stands_now
from tasks.alerts.policy import Policies
from tasks.municipalities import municipalities
from tasks.notation import SCENARIOS, euro, percent, subject, voordeel_nadeel
from tasks.warehouse.queries import Row, rows

LEAST_SHARE = 0.1


def headline(alert: Row) -> str:
    """`Jeugd 2025 € 189.000 (1,7 %) N boven de begroting na wijziging`."""
    what = f"{subject(alert)} {alert['year']}"
    if alert["resolved_at"]:
        return f"{what} weer binnen de begroting"
    if alert["level"] == "C":
        return f"{what} prognose {difference(alert)} {'hoger' if alert['verschil'] < 0 else 'lager'} dan de vorige"
    prognosis = "prognose " if alert["scenario_realisatie"] == "prognose" else ""
    return f"{what} {prognosis}{difference(alert)} boven de {SCENARIOS[alert['scenario_begroting']]}"


def level(alert: Row) -> str:
    """How grave it is, in words."""
    if alert["level"] == "A":
        return "Rood: het niveau waarop de raad lasten toestaat"
    if alert["level"] == "C":
        return "Geel: prognose bijgesteld"
    return f"Oranje: {alert['subject'].partition('.')[0] if alert['subject'] else 'domein'} boven de begroting"


def news(con: duckdb.DuckDBPyConnection, alert: Row, policies: Policies) -> str:
    """What changed since the mail before."""
    before = euro(alert["told_before"]) if alert["told_before"] is not None else ""
    if alert["resolved_at"]:
        found = (
            stands_now(con, policies, alert)
            if is_deelprogramma(alert)
            else rows(con, "alerts/mail/now", {"kpi_id": alert["kpi_id"]})
        )
        stand = (
            f" Nu: {_stand(found[0])}." if found else " De stukken geven er nu geen begroting of realisatie meer van."
        )
        return f"Eerder gemeld: {euro(abs(alert['verschil']))} boven de begroting. Dat is niet meer zo.{stand}"
    return {
        "grew": f"Gegroeid: eerder gemeld was {before}.",
        "shrank": f"Afgenomen: eerder gemeld was {before}.",
        "reopened": "Opnieuw: dit was weer binnen de begroting gekomen.",
    }.get(alert["change"], "Nieuw.")


def difference(alert: Row) -> str:
    """`€ 189.000 (1,7 %) N`."""
    share = "" if alert["procent"] is None else f" ({_share(abs(alert['procent']))})"
    return f"{euro(abs(alert['verschil']))}{share} {voordeel_nadeel(alert['verschil'])}"


def name_of(code: str) -> str:
    """`Borne` for `GM0147`; a code that no list knows stays a code."""
    known = municipalities().get(code)
    return known.plain_name if known else code


def _share(procent: float) -> str:
    """`0,0 %` of an amount that is something would be no share."""
    return percent(procent) if procent >= LEAST_SHARE else f"minder dan {percent(LEAST_SHARE)}"


def _stand(row: Row) -> str:
    return (
        f"{SCENARIOS[row['scenario_realisatie']]} {euro(row['realisatie'])} tegenover "
        f"{SCENARIOS[row['scenario_begroting']]} {euro(row['begroting'])}"
    )
