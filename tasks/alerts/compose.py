"""The mail about an alert: Dutch, as text and as HTML, with the printed cells that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from tasks.alerts.safe import one_line, shown
from tasks.municipalities import municipalities
from tasks.notation import BASES, DOMAINS, METRICS, SCENARIOS, day, euro, grounds, percent, place, voordeel_nadeel
from tasks.warehouse.statements import statement

TEMPLATES = Path(__file__).parents[2] / "infra" / "templates"
MOST_CELLS = 12  # a sum of taakvelden rests on two cells for each; `explain` shows all
SHORT_ID = 12  # enough of an id to name one alert; every verb takes a unique beginning


def compose(
    con: duckdb.DuckDBPyConnection,
    alert_id: str,
    *,
    sender: str,
    recipients: Sequence[str],
    message_id: str,
    now: datetime,
) -> EmailMessage:
    """The mail about one alert, as the warehouse knows it now.

    Args:
        con: The warehouse.
        alert_id: The whole id of an alert that is there.
        sender: Address for From.
        recipients: Addresses for To; finance sees who else got it.
        message_id: From the outbox: the same at every attempt.
        now: This moment in UTC, for the Date header.
    """
    view = _view(con, alert_id)
    mail = EmailMessage()
    mail["Subject"] = _subject(view)
    mail["From"] = sender
    mail["To"] = ", ".join(recipients)
    mail["Date"] = format_datetime(now.replace(tzinfo=UTC))
    mail["Message-ID"] = message_id
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    mail["Content-Language"] = "nl"
    mail.set_content(_environment().get_template("alert.txt.j2").render(view))
    mail.add_alternative(_environment().get_template("alert.html.j2").render(view), subtype="html")
    return mail


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html.j2"]),
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["place"] = place
    return environment


def _view(con: duckdb.DuckDBPyConnection, alert_id: str) -> dict[str, Any]:
    """What the templates print, in words and figures for finance."""
    (alert,) = _rows(con, "alert", alert_id=alert_id)
    programme = next(iter(_rows(con, "programme", municipality=alert["municipality"], year=alert["year"])), None)
    cells = _rows(con, "cells", alert_id=alert_id)
    municipality = municipalities().get(alert["municipality"])
    authorisation = municipality.authorisation if municipality else "programma"
    return {
        "municipality": municipality.plain_name if municipality else alert["municipality"],
        "year": alert["year"],
        "domain": DOMAINS.get(alert["domain"], alert["domain"]),
        "is_prognose": alert["scenario_realisatie"] == "prognose",
        "over": euro(-alert["verschil"]),
        "mark": voordeel_nadeel(alert["verschil"]),
        "percent": None if alert["procent"] is None else percent(alert["procent"]),
        "facts": _facts(alert),
        "programme": _on_programme(alert, programme, authorisation),
        "cells": [cell | {"grounds": grounds(cell, unless="printed")} for cell in cells[:MOST_CELLS]],
        "more": max(0, len(cells) - MOST_CELLS),
        "reread": len(alert["observation_ids"]) - len(cells),
        "id": alert_id[:SHORT_ID],
    }


def _facts(alert: dict[str, Any]) -> dict[str, str]:
    share = "" if alert["procent"] is None else f" ({percent(alert['procent'])})"
    return {
        "Boekjaar": str(alert["year"]),
        SCENARIOS[alert["scenario_begroting"]].capitalize(): euro(alert["begroting"]),
        SCENARIOS[alert["scenario_realisatie"]].capitalize(): euro(alert["realisatie"]),
        "Boven de begroting": f"{euro(-alert['verschil'])}{share} {voordeel_nadeel(alert['verschil'])}",
        "Gerekend met": f"{METRICS[alert['metric']]}, {BASES[alert['basis']]}",
        "Voor het eerst gezien": day(alert["first_seen"]),
    }


def _on_programme(alert: dict[str, Any], programme: dict[str, Any] | None, authorisation: str) -> str:
    """Whether the council's authorisation is at stake.

    The council authorises lasten per programme, where it did not decide otherwise: a domain that is over is not
    unlawful while the lasten of its programme stay within the amended budget. Only those two figures say so; with
    net cost, or with a budget of which the version is not known, the mail says no more than the figures do.
    """
    if programme is None:
        return "Of het programma als geheel binnen de begroting blijft, staat niet in de gelezen documenten."
    figures = (
        f"{SCENARIOS[programme['scenario_realisatie']]} {euro(programme['realisatie'])} tegenover "
        f"{SCENARIOS[programme['scenario_begroting']]} {euro(programme['begroting'])} "
        f"({METRICS[programme['metric']]}, {_difference(programme['verschil'])})"
    )
    where = "overschrijdt de begroting" if programme["over"] else "blijft binnen de begroting"
    return f"Het programma als geheel {where}: {figures}. {_lawfulness(alert, programme, authorisation)}".rstrip()


def _lawfulness(alert: dict[str, Any], programme: dict[str, Any], authorisation: str) -> str:
    if authorisation != "programma":
        return f"De raad staat hier lasten per {authorisation} toe: over rechtmatigheid zegt het programma dan niets."
    if programme["metric"] != "lasten" or programme["scenario_begroting"] != "begroting_gewijzigd":
        return "Dit zijn niet de lasten tegenover de begroting na wijziging: over rechtmatigheid zegt het niets."
    if programme["over"]:
        return (
            "Meer lasten dan de raad voor het programma heeft toegestaan tellen mee in de "
            "rechtmatigheidsverantwoording, tenzij de raad de begroting nog in het boekjaar wijzigt."
        )
    if alert["domain"] == "totaal":
        return ""
    return "Een overschrijding van een domein is dan op zichzelf geen begrotingsonrechtmatigheid."


def _difference(verschil: Decimal) -> str:
    return f"verschil {euro(abs(verschil))} {voordeel_nadeel(verschil)}".strip()


def _subject(view: dict[str, Any]) -> str:
    what = f"{'prognose ' if view['is_prognose'] else ''}{view['domain']} {view['year']}"
    share = f" ({view['percent']})" if view["percent"] else ""
    return one_line(f"{view['municipality']}: {what} {view['over']}{share} over de begroting ({view['mark']})", 200)


def _rows(con: duckdb.DuckDBPyConnection, name: str, **parameters: object) -> list[dict[str, Any]]:
    result = con.execute(statement(f"alerts/{name}"), parameters)
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
