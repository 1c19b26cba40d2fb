"""Whether the council's authorisation is at stake when something is over its budget, and the room around it."""

from __future__ import annotations

from decimal import Decimal

import duckdb

from tasks.alerts.deelprogramma import is_deelprogramma
from tasks.notation import DOMAINS, METRICS, SCENARIOS, euro, voordeel_nadeel
from tasks.warehouse.queries import Row, rows

COUNTS = (
    "Meer lasten dan de raad voor {what} heeft toegestaan tellen mee in de rechtmatigheidsverantwoording, tenzij de "
    "raad de begroting nog in het boekjaar wijzigt."
)


def on_domain(con: duckdb.DuckDBPyConnection, alert: Row) -> list[str]:
    """How the domain stands of which one taakveld is over; nothing where the alert is about the domain itself."""
    if alert["resolved_at"] or not alert["subject"] or is_deelprogramma(alert):
        return []
    found = rows(con, "alerts/mail/domain", {name: alert[name] for name in ("municipality", "year", "domain")})
    name = f"Het domein {DOMAINS.get(alert['domain'], alert['domain'])}"
    return [_room(name, found[0]) if found else f"{name} als geheel staat niet met begroting in de gelezen documenten."]


def on_programme(alert: Row, programme: Row | None, authorisation: str) -> list[str]:
    """What the programme as a whole says about lawfulness, with the room in it in euros.

    The council authorises lasten per programme, where it did not decide otherwise: a domain that is over is not
    unlawful while the lasten of its programme stay within the amended budget. Only those two figures say so; with
    net cost, or with a budget of which the version is not known, the mail says no more than the figures do.
    """
    if alert["resolved_at"] or alert["level"] == "C":
        return []
    if programme is None:
        stand = "Of het programma als geheel binnen de begroting blijft, staat niet in de gelezen documenten."
    else:
        stand = _room("Het programma", programme)
    return [f"{stand} {_lawfulness(alert, programme, authorisation)}".rstrip()]


def _room(name: str, row: Row) -> str:
    figures = (
        f"{SCENARIOS[row['scenario_realisatie']]} {euro(row['realisatie'])} tegenover "
        f"{SCENARIOS[row['scenario_begroting']]} {euro(row['begroting'])} "
        f"({METRICS[row['metric']]}, {_difference(row['verschil'])})"
    )
    if row["over"]:
        return f"{name} als geheel overschrijdt de begroting met {euro(-row['verschil'])}: {figures}."
    return f"{name} als geheel blijft binnen de begroting; de ruimte is {euro(row['verschil'])}: {figures}."


def _lawfulness(alert: Row, programme: Row | None, authorisation: str) -> str:
    if authorisation != "programma" and alert["level"] == "A":
        return f"De raad staat hier lasten per {authorisation} toe. {COUNTS.format(what=f'het {authorisation}')}"
    if programme is None:
        return ""
    if authorisation != "programma":
        return f"De raad staat hier lasten per {authorisation} toe: over rechtmatigheid zegt het programma dan niets."
    if programme["metric"] != "lasten" or programme["scenario_begroting"] != "begroting_gewijzigd":
        return "Dit zijn niet de lasten tegenover de begroting na wijziging: over rechtmatigheid zegt het niets."
    if programme["basis"] != "printed total":
        return "Dit is een som van taakvelden, geen afgedrukt totaal: over rechtmatigheid zegt het niets."
    if programme["over"]:
        return COUNTS.format(what="het programma")
    if alert["domain"] == "totaal" and not alert["subject"]:
        return ""
    what = f"een {alert['subject'].partition('.')[0]}" if alert["subject"] else "een domein"
    return f"Een overschrijding van {what} is dan op zichzelf geen begrotingsonrechtmatigheid."


def _difference(verschil: Decimal) -> str:
    return f"verschil {euro(abs(verschil))} {voordeel_nadeel(verschil)}".strip()
