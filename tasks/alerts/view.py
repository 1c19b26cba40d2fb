"""What a mail says about each of its alerts, in words and figures for finance."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import duckdb

from tasks.alerts.cells import Hidden, parts_of, short_label
from tasks.alerts.chart import Chart, chart_of
from tasks.alerts.policy import Policies
from tasks.alerts.programme import on_programme
from tasks.alerts.safe import one_line
from tasks.kpi import left_out
from tasks.municipalities import municipalities
from tasks.notation import BASES, DOMAINS, METRICS, SCENARIOS, day, euro, percent, voordeel_nadeel
from tasks.privacy import hold_suppressed, suppressed
from tasks.site.addresses import absolute, figure
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

SHORT_ID = 12  # enough of an id to name one alert; every verb takes a unique beginning
MOST_DOUBTS = 4
LEVELS = {
    "A": "Rood: het niveau waarop de raad lasten toestaat",
    "B": "Oranje: domein boven de begroting",
    "C": "Geel: prognose bijgesteld",
}
NOTHING_TO_DO = "U hoeft niets te doen."
LOOK_AT_PROGNOSIS = "Ga na waardoor de prognose veranderde, en of de begroting moet worden bijgesteld."
YEAR_IS_OVER = (
    "Het boekjaar is voorbij: de begroting kan niet meer worden gewijzigd. Licht de afwijking toe in de jaarstukken."
)
AMEND = "Stuur bij, of leg de raad voor het einde van het boekjaar een begrotingswijziging voor."
NO_COUNCIL = "De data van de raad zijn niet ingesteld (`council` in het bestand van de gemeente)."
NO_COUNCIL_LEFT = (
    "De raad kan de begroting dit boekjaar niet meer wijzigen: bereid de toelichting in de jaarstukken voor."
)


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
    return [_item(desk, alert, programme, hidden) for alert, programme in zip(alerts, programmes, strict=True)]


def headlines(
    con: duckdb.DuckDBPyConnection, alert_ids: Sequence[str], policies: Policies
) -> list[tuple[str, str | None]]:
    """Of each alert its municipality with its headline, and the address of its page where there is one."""
    alerts = rows(con, "alerts/mail/items", {"alert_ids": list(alert_ids)})
    site = policies.settings.site_url
    return [
        (f"{name_of(alert['municipality'])}: {_headline(alert)}", absolute(site, figure(alert["kpi_id"])))
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
    policy = desk.policies.of(alert["municipality"])
    council = policy.next_council(desk.now.date())
    costs = _costs(desk.con, alert)
    chart = _chart(alert, costs)
    return {
        "place": name_of(alert["municipality"]),
        "domain": DOMAINS.get(alert["domain"], alert["domain"]),
        "year": alert["year"],
        "resolved": alert["resolved_at"] is not None,
        "level": LEVELS[alert["level"]],
        "headline": _headline(alert),
        "news": _news(desk.con, alert),
        "facts": _facts(alert, costs),
        "causes": _causes(desk.con, alert, hidden),
        "programme": on_programme(alert, programme, _authorisation(alert)),
        "doubts": _doubts(desk, alert, programme, hidden),
        "todo": _todo(alert, council, desk.now.date()),
        "taken": [_taken(row) for row in rows(desk.con, "alerts/mail/acknowledged", {"line_id": alert["line_id"]})],
        "chart": chart,
        "alt": chart.alt if chart else "",
        "parts": parts_of(desk.con, alert, hidden),
        **_ways_on(desk, alert),
    }


def _headline(alert: Row) -> str:
    """`Jeugd 2025 € 189.000 (1,7 %) N boven de begroting na wijziging`."""
    what = f"{DOMAINS.get(alert['domain'], alert['domain'])} {alert['year']}"
    if alert["resolved_at"]:
        return f"{what} weer binnen de begroting"
    share = "" if alert["procent"] is None else f" ({percent(abs(alert['procent']))})"
    amount = f"{euro(abs(alert['verschil']))}{share} {voordeel_nadeel(alert['verschil'])}"
    if alert["level"] == "C":
        return f"{what} prognose {amount} {'hoger' if alert['verschil'] < 0 else 'lager'} dan de vorige"
    prognosis = "prognose " if alert["scenario_realisatie"] == "prognose" else ""
    return f"{what} {prognosis}{amount} boven de {SCENARIOS[alert['scenario_begroting']]}"


def _news(con: duckdb.DuckDBPyConnection, alert: Row) -> str:
    """What changed since the mail before."""
    before = euro(alert["told_before"]) if alert["told_before"] is not None else ""
    if alert["resolved_at"]:
        found = rows(con, "alerts/mail/now", {"kpi_id": alert["kpi_id"]})
        stand = (
            f" Nu: {_stand(found[0])}." if found else " De stukken geven er nu geen begroting of realisatie meer van."
        )
        return f"Eerder gemeld: {euro(abs(alert['verschil']))} boven de begroting. Dat is niet meer zo.{stand}"
    return {
        "grew": f"Gegroeid: eerder gemeld was {before}.",
        "shrank": f"Afgenomen: eerder gemeld was {before}.",
        "reopened": "Opnieuw: dit was weer binnen de begroting gekomen.",
    }.get(alert["change"], "Nieuw.")


def _stand(row: Row) -> str:
    return (
        f"{SCENARIOS[row['scenario_realisatie']]} {euro(row['realisatie'])} tegenover "
        f"{SCENARIOS[row['scenario_begroting']]} {euro(row['begroting'])}"
    )


def _facts(alert: Row, costs: Sequence[Row]) -> list[tuple[str, str]]:
    first = "Vorige prognose" if alert["level"] == "C" else SCENARIOS[alert["scenario_begroting"]].capitalize()
    second = "Nieuwe prognose" if alert["level"] == "C" else SCENARIOS[alert["scenario_realisatie"]].capitalize()
    share = "" if alert["procent"] is None else f" ({percent(abs(alert['procent']))})"
    difference = f"{euro(abs(alert['verschil']))}{share} {voordeel_nadeel(alert['verschil'])}"
    return [
        (first, euro(alert["begroting"])),
        (second, euro(alert["realisatie"])),
        ("Verschil", difference),
        *_original(alert, costs),
        *_year_before(alert, costs),
        ("Gerekend met", f"{METRICS[alert['metric']]}, {BASES[alert['basis']]}"),
        ("Voor het eerst gezien", day(alert["first_seen"])),
    ]


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


def _costs(con: duckdb.DuckDBPyConnection, alert: Row) -> list[Row]:
    names = ("municipality", "year", "domain", "metric", "basis")
    return rows(con, "alerts/mail/costs", {name: alert[name] for name in names})


def _chart(alert: Row, costs: Sequence[Row]) -> Chart | None:
    if alert["resolved_at"]:
        return None
    return chart_of(costs, name_of(alert["municipality"]), DOMAINS.get(alert["domain"]) or str(alert["domain"]))


def _causes(con: duckdb.DuckDBPyConnection, alert: Row, hidden: Hidden) -> list[Row]:
    names = ("municipality", "year", "domain", "metric", "scenario_realisatie", "scenario_begroting")
    found = [] if alert["level"] == "C" else rows(con, "alerts/mail/causes", {name: alert[name] for name in names})
    return [
        {
            "label": short_label(hidden.text(cause["label"])),
            "meer": f"{euro(cause['meer'])} N",
            "budget": euro(cause["begroting"]),
            "realised": euro(cause["realisatie"]),
        }
        for cause in found
        if not hidden.any(cause["observation_id"], cause["budget_id"])
    ]


def _doubts(desk: Desk, alert: Row, programme: Row | None, hidden: Hidden) -> list[str]:
    doubts = []
    if alert["scenario_begroting"] == "begroting":
        doubts.append("Het stuk zegt niet of de begroting de primitieve is of die na wijziging.")
    if alert["scenario_begroting"] == "begroting_primitief":
        doubts.append("Er is geen begroting na wijziging bekend: de raad kan inmiddels meer hebben toegestaan.")
    if alert["basis"] == "sum of taakvelden":
        doubts.append("Het bedrag is een som van taakvelden; het totaal van het domein staat niet in het stuk.")
    if alert["scenario_realisatie"] == "prognose":
        doubts.append(_record(desk.con, alert))
    doubts += _found_wrong(desk.con, alert["observation_ids"], "", hidden)
    if programme and alert["domain"] != "totaal":
        doubts += _found_wrong(desk.con, programme["observation_ids"], "Bij het programma: ", hidden)
    open_ = left_out(desk.con, alert["municipality"], alert["year"])
    count = sum(one.figures for one in open_)
    if count:
        most = max(open_, key=lambda one: one.figures).reason
        doubts.append(
            f"{count} {'cijfer' if count == 1 else 'cijfers'} van dit jaar tellen niet mee, meest omdat: {most}."
        )
    return doubts


def _record(con: duckdb.DuckDBPyConnection, alert: Row) -> str:
    """How far past prognoses of this domain were off."""
    asked = {"municipality": alert["municipality"], "subject": alert["domain"], "year": alert["year"]}
    found = rows(con, "alerts/mail/record", asked)
    if not found:
        return "Het is een prognose; van geen eerdere prognose van dit domein is de uitkomst bekend."
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
    told, left = said[:MOST_DOUBTS], len(said) - MOST_DOUBTS
    return [*told, *([f"{before}en nog {left} bevindingen; zie `domeinwacht audit`."] if left > 0 else [])]


def _todo(alert: Row, council: date | None, today: date) -> list[str]:
    if alert["resolved_at"]:
        return [NOTHING_TO_DO]
    if alert["level"] == "C":
        return [LOOK_AT_PROGNOSIS]
    if alert["year"] < today.year:
        return [YEAR_IS_OVER]
    if council is None:
        return [AMEND, NO_COUNCIL]
    if council.year > alert["year"]:
        return [NO_COUNCIL_LEFT]
    when = day(datetime(council.year, council.month, council.day, 12))
    return [f"Stuur bij, of leg de raad een begrotingswijziging voor; dat kan op {when}, en na 31 december niet meer."]


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


def _authorisation(alert: Row) -> str:
    known = municipalities().get(alert["municipality"])
    return known.authorisation if known else "programma"


def name_of(code: str) -> str:
    """`Borne` for `GM0147`; a code that no list knows stays a code."""
    known = municipalities().get(code)
    return known.plain_name if known else code
