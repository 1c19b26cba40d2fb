"""The quarterly letter: one overview for each municipality, as mail with a spreadsheet and as a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import duckdb

from tasks.alerts import quarter
from tasks.alerts.cells import short_label
from tasks.alerts.compose import rendered, written
from tasks.alerts.enqueue import put_mail
from tasks.alerts.headline import name_of
from tasks.alerts.log import seal
from tasks.alerts.outbox import Claimed
from tasks.alerts.policy import Policies
from tasks.kpi import LeftOut, left_out
from tasks.notation import DOMAINS, SCENARIOS, day, euro, number, percent, place, subject, voordeel_nadeel
from tasks.privacy import hold_suppressed, suppressed, without_small_counts
from tasks.site.addresses import absolute
from tasks.site.addresses import municipality as page_of
from tasks.warehouse.files import sheets
from tasks.warehouse.kpis import Kpi
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

QUARTER = timedelta(days=92)
MOST_LISTED = 12  # of a kind in the mail; the spreadsheet has all


def enqueue_letters(con: duckdb.DuckDBPyConnection, policies: Policies, now: datetime) -> list[str]:
    """A letter for each municipality that is watched, had none this quarter and of which there is something to tell.

    In the caller's transaction.

    Returns:
        The Message-IDs.
    """
    found = []
    for (code,) in con.execute(statement("alerts/letter/municipalities")).fetchall():
        last = _last(con, code, now)
        due = last is None or quarter_of(last) != quarter_of(now)
        if due and policies.watches(code) and _anything(con, code, now, last):
            receivers = policies.finance(code)
            about = f"{code} {quarter_of(now)}"
            found.append(
                put_mail(con, policies, now, kind="letter", municipality=code, recipients=receivers, about=about)
            )
    return found


def _anything(con: duckdb.DuckDBPyConnection, code: str, now: datetime, last: datetime | None) -> bool:
    asked = {"municipality": code, "year": now.year, "since": last or now - QUARTER}
    ((anything,),) = con.execute(statement("alerts/letter/anything"), asked).fetchall()
    return bool(anything)


def compose_letter(con: duckdb.DuckDBPyConnection, mail: Claimed, policies: Policies, now: datetime) -> EmailMessage:
    """The letter of the outbox, with its spreadsheet."""
    ((made,),) = con.execute(statement("alerts/written"), {"message_id": mail.message_id}).fetchall()
    view, tables = letter_of(con, str(mail.municipality), policies, made)
    sheet = (f"domeinwacht-{mail.municipality}-{quarter_of(made)}.xlsx", sheets(tables))
    return written(mail, policies, now, "letter", view | {"others": mail.recipients}, {}, sheet)


def write_letter(con: duckdb.DuckDBPyConnection, code: str, policies: Policies, now: datetime, folder: Path) -> Path:
    """The same letter as a page with its spreadsheet beside it; gives the page."""
    view, tables = letter_of(con, code, policies, now)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"{code}-{quarter_of(now)}.html"
    page.write_text(rendered("letter.html.j2", view | {"others": []}), encoding="utf-8")
    page.with_suffix(".xlsx").write_bytes(sheets(tables))
    return page


def quarter_of(moment: datetime) -> str:
    """`2026Q4`."""
    return f"{moment.year}Q{(moment.month + 2) // 3}"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the warehouse has for one letter, without what tells of few people."""

    documents: list[Row]
    budgets: list[Row]
    alerts: list[Row]
    prognoses: list[Row]
    findings: list[Row]
    restated: list[Row]
    open: list[LeftOut]
    figures: list[tuple[Kpi, list[Row]]]
    forecast: list[Row]


def letter_of(
    con: duckdb.DuckDBPyConnection, code: str, policies: Policies, made: datetime
) -> tuple[dict[str, Any], dict[str, list[Row]]]:
    """What the letter says, and the tables of its spreadsheet by their names."""
    since, least = _last(con, code, made) or made - QUARTER, policies.settings.suppress_below
    found = _find(con, code, made, since, least)
    head = {
        "subject": f"{name_of(code)}: kwartaaloverzicht sociaal domein, {day(made)}",
        "since": day(since),
        "page": absolute(policies.settings.site_url, page_of(code)),
        "seal": seal(con),
        "run": "",
    }
    return head | _view(found, least), _tables(found, least)


def _find(con: duckdb.DuckDBPyConnection, code: str, made: datetime, since: datetime, least: int) -> _Found:
    asked = {"municipality": code, "since": since, "year": made.year}
    documents = _rows(con, "documents", asked)
    hidden = _hold(con, [row["document_id"] for row in documents], least)
    return _Found(
        documents=documents,
        budgets=_rows(con, "budgets", asked),
        alerts=_rows(con, "alerts", asked),
        prognoses=_rows(con, "prognoses", asked),
        findings=_rows(con, "findings", asked),
        restated=[row for row in _rows(con, "restated", asked) if not hidden & _places(row)],
        open=[one for one in left_out(con, code) if one.year >= made.year - 1],
        figures=quarter.key_figures(con, code, made.year, suppressed(con)),
        forecast=quarter.expected(con, code, made.year, made.date()),
    )


def _view(found: _Found, least: int) -> dict[str, Any]:
    """The lines of the mail; of what is long the first."""
    return {
        "documents": [f"{row['name']} ({row['year']})" for row in found.documents if row["is_new"]],
        "budgets": [_budget(row) for row in found.budgets],
        "alerts": [_alert(row) for row in found.alerts],
        "figures": quarter.told(found.figures),
        "forecast": [quarter.expectation(row) for row in found.forecast[:MOST_LISTED]],
        "prognoses": [_prognosis(row) for row in found.prognoses if row["subject"] in DOMAINS],
        "restated": [_restated(row, least) for row in found.restated[:MOST_LISTED]],
        "findings": [_finding(row, least) for row in found.findings[:MOST_LISTED]],
        "open": [f"{one.year}: {one.figures} keer omdat: {one.reason}" for one in found.open],
        **{
            f"more_{name}": max(0, len(getattr(found, name)) - MOST_LISTED)
            for name in ("forecast", "restated", "findings")
        },
    }


def _tables(found: _Found, least: int) -> dict[str, list[Row]]:
    return {
        "Begroting": [_plain(row) for row in found.budgets],
        "Meldingen": [_plain(row) for row in found.alerts],
        "Prognoses": found.prognoses,
        "Anders vermeld": [_without(row, ("document_id", "current_document_id"), least) for row in found.restated],
        "Bevindingen": [_without(row, (), least) for row in found.findings],
        "Niet meegeteld": [one._asdict() for one in found.open],
        "Doorgerekend": found.forecast,
        **quarter.sheets_of(found.figures),
    }


def _rows(con: duckdb.DuckDBPyConnection, name: str, asked: dict[str, Any]) -> list[Row]:
    text = statement(f"alerts/letter/{name}")
    return rows(con, f"alerts/letter/{name}", {key: value for key, value in asked.items() if f"${key}" in text})


def _last(con: duckdb.DuckDBPyConnection, code: str, before: datetime) -> datetime | None:
    asked = {"municipality": code, "before": before}
    ((last,),) = con.execute(statement("alerts/letter/last"), asked).fetchall()
    return last  # type: ignore[no-any-return]


def _hold(con: duckdb.DuckDBPyConnection, documents: Sequence[str], least: int) -> set[tuple[str, str]]:
    """What the documents state at hand; gives the places of figures that are not shown."""
    con.execute(statement("alerts/mail/statements"), {"document_ids": list(documents)}).fetchall()
    con.execute("CREATE OR REPLACE TEMP VIEW mail_settled AS FROM mail_statement WHERE left_out IS NULL").fetchall()
    con.execute("CREATE OR REPLACE TEMP TABLE mail_fact AS FROM fact_of('mail_settled')").fetchall()
    hold_suppressed(con, "mail_statement", least)
    return set(con.execute(statement("alerts/letter/hidden")).fetchall())


def _places(row: Row) -> set[tuple[str, str]]:
    return {(row["document_id"], row["locator"]), (row["current_document_id"], row["current_locator"])}


def _budget(row: Row) -> Row:
    share = "" if row["procent"] is None else f" ({percent(abs(row['procent']))})"
    return {
        "domain": f"{DOMAINS.get(row['domain'], row['domain'])} {row['year']}",
        "budget": euro(row["begroting"]),
        "spent": euro(row["realisatie"]),
        "stand": f"{SCENARIOS[row['scenario_realisatie']]} op {SCENARIOS[row['scenario_begroting']]}",
        "difference": f"{euro(abs(row['verschil']))}{share} {voordeel_nadeel(row['verschil'])}".strip() + _errors(row),
    }


def _errors(row: Row) -> str:
    count = row["errors"]
    return f"; let op: {count} {'fout' if count == 1 else 'fouten'} in het stuk bij deze cellen" if count else ""


def _alert(row: Row) -> str:
    over = euro(abs(row["verschil"]))
    what = f"{subject(row)} {row['year']}, niveau {row['level']}: {over} {voordeel_nadeel(row['verschil'])}"
    if row["resolved_at"]:
        return f"{what}, opgelost op {day(row['resolved_at'])}"
    told = f"gemeld op {day(row['told_at'])}" if row["told_at"] else f"niet gemeld: {row['reason_not_mailed']}"
    return f"{what}, {told}, {'opgepakt door ' + row['acknowledged_by'] if row['acknowledged_by'] else 'niet opgepakt'}"


def _prognosis(row: Row) -> str:
    side = "duurder" if row["bias"] > 0 else "goedkoper"
    came = "prognose kwam" if row["prognoses"] == 1 else "prognoses kwamen"
    return (
        f"{row['label']}: {row['prognoses']} {came} gemiddeld "
        f"{percent(abs(row['bias']))} {side} uit (gemiddelde fout {percent(row['error'])})"
    )


def _restated(row: Row, least: int) -> str:
    what = without_small_counts(short_label(row["row_label"] or ""), least)
    scenario = SCENARIOS.get(row["scenario"], row["scenario"])
    show = euro if row["unit"] == "EUR" else number
    if row["document"] == row["current_document"]:
        both = f"{show(row['value'])} en {show(row['current_value'])} (geldt)"
        return f"{what}, {scenario} {row['period']}: {both} in hetzelfde stuk, {row['document']}"
    return (
        f"{what}, {scenario} {row['period']}: {show(row['value'])} in {row['document']}, "
        f"{show(row['current_value'])} in {row['current_document']} (geldt)"
    )


def _finding(row: Row, least: int) -> str:
    where = place(row["locator"])
    return f"{row['document']}{f', {where}' if where else ''}: {without_small_counts(row['text'] or '', least)}"


def _plain(row: Row) -> Row:
    """A row of the spreadsheet: domains by their Dutch names."""
    return {name: DOMAINS.get(value, value) if name == "domain" else value for name, value in row.items()}


def _without(row: Row, names: Sequence[str], least: int) -> Row:
    return {
        name: without_small_counts(value, least) if isinstance(value, str) else value
        for name, value in row.items()
        if name not in names
    }
