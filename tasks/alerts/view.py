"""What a mail says about each of its alerts, in words and figures for finance."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import duckdb

from tasks.alerts.advice import advice
from tasks.alerts.causes import causes
from tasks.alerts.cells import Hidden, parts_of
from tasks.alerts.deelprogramma import hold_deelprogrammas
from tasks.alerts.doubts import doubts
from tasks.alerts.facts import chart, costs_of, facts
from tasks.alerts.headline import headline, level, name_of, news
from tasks.alerts.outlook import outlook
from tasks.alerts.policy import Policies
from tasks.alerts.programme import on_domain, on_programme
from tasks.alerts.safe import one_line
from tasks.notation import day
from tasks.privacy import hold_suppressed, suppressed
from tasks.site.addresses import absolute, figure
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

SHARED = ("programme", "doubts", "todo")  # parts of sentences that may be the same for several alerts of a mail
SHORT_ID = 12  # enough of an id to name one alert; every verb takes a unique beginning


@dataclass(frozen=True, slots=True)
class Desk:
    """What a mail is made with: the warehouse, who is told what, this moment."""

    con: duckdb.DuckDBPyConnection
    policies: Policies
    now: datetime
    warehouse: Path


def items_of(desk: Desk, alert_ids: Sequence[str]) -> list[Row]:
    """Each alert of a mail as the templates print it."""
    alerts = rows(desk.con, "alerts/mail/items", {"alert_ids": list(alert_ids)})
    programmes = [_programme(desk.con, alert) for alert in alerts]
    documents = {id_ for row in (*alerts, *filter(None, programmes)) for id_ in row["document_ids"]}
    hidden = _hold(desk, sorted(documents))
    hold_deelprogrammas(desk.con, desk.policies, {alert["municipality"] for alert in alerts})
    items = [_item(desk, alert, programme, hidden) for alert, programme in zip(alerts, programmes, strict=True)]
    return _said_once(items)


def _said_once(items: Sequence[Row]) -> list[Row]:
    """Of a mail with more alerts, what holds for all of them where it comes first."""
    told: set[str] = set()
    found = []
    for item in items:
        found.append(item | {part: [said for said in item[part] if said not in told] for part in SHARED})
        told.update(said for part in SHARED for said in item[part])
    return found


def headlines(
    con: duckdb.DuckDBPyConnection, alert_ids: Sequence[str], policies: Policies
) -> list[tuple[str, str | None]]:
    """Of each alert its municipality with its headline, and the address of its page where there is one."""
    alerts = rows(con, "alerts/mail/items", {"alert_ids": list(alert_ids)})
    site = policies.settings.site_url
    return [
        (f"{name_of(alert['municipality'])}: {headline(alert)}", absolute(site, figure(alert["kpi_id"])))
        for alert in alerts
    ]


def _hold(desk: Desk, documents: list[str]) -> Hidden:
    """What the documents state at hand, and which of it is not shown."""
    desk.con.execute(statement("alerts/mail/statements"), {"document_ids": documents}).fetchall()
    for name, condition in (("settled", "IS NULL"), ("left_out", "IS NOT NULL")):
        view = f"CREATE OR REPLACE TEMP VIEW mail_{name} AS FROM mail_statement WHERE left_out {condition}"
        desk.con.execute(view).fetchall()
    desk.con.execute("CREATE OR REPLACE TEMP VIEW mail_taakveld AS FROM taakveld_cost_of('mail_settled')").fetchall()
    least = desk.policies.settings.suppress_below
    hold_suppressed(desk.con, "mail_statement", least)
    return Hidden(suppressed(desk.con), least)


def _programme(con: duckdb.DuckDBPyConnection, alert: Row) -> Row | None:
    asked = {"municipality": alert["municipality"], "year": alert["year"]}
    return next(iter(rows(con, "alerts/mail/programme", asked)), None)


def _item(desk: Desk, alert: Row, programme: Row | None, hidden: Hidden) -> Row:
    con, policy = desk.con, desk.policies.of(alert["municipality"])
    costs = costs_of(con, alert)
    picture = chart(alert, costs)
    carried, own = causes(con, alert, hidden), outlook(con, alert, desk.now.date())
    return {
        "place": name_of(alert["municipality"]),
        "resolved": alert["resolved_at"] is not None,
        "level": level(alert),
        "headline": headline(alert),
        "news": news(con, alert, desk.policies),
        "facts": facts(alert, costs, own),
        "causes": carried.parts,
        "no_causes": carried.why_none,
        "against": carried.against,
        "programme": [*on_domain(con, alert), *on_programme(alert, programme, policy.authorisation)],
        "doubts": doubts(con, alert, programme, hidden, own),
        "todo": advice(alert, policy.council, desk.now.date()),
        "taken": [_taken(row) for row in rows(con, "alerts/mail/acknowledged", {"line_id": alert["line_id"]})],
        "chart": picture,
        "alt": picture.alt if picture else "",
        "parts": parts_of(con, alert, hidden),
        **_ways_on(desk, alert),
    }


def _taken(row: Row) -> str:
    note = f": {one_line(row['note'], 200)}" if row["note"] else ""
    return f"{one_line(row['who'], 100)} op {day(row['happened_at'])}{note}"


def _ways_on(desk: Desk, alert: Row) -> Row:
    short, settings = alert["alert_id"][:SHORT_ID], desk.policies.settings
    place = shlex.quote(str(desk.warehouse))
    subject = quote(f"opgepakt {short}")
    return {
        "id": short,
        "page": absolute(settings.site_url, figure(alert["kpi_id"])),
        "answer": f"mailto:{quote(settings.answer_address, safe='@')}?subject={subject}",
        "ack": f"domeinwacht alerts ack {short} --by 'uw naam' --warehouse {place}",
        "explain": f"domeinwacht explain {short} --warehouse {place}",
    }
