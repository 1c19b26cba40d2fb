"""Which exceedances become an alert, what became of the alerts that were, and which of it finance is told.

The rules stand in `sql/alerts/rules`, a file for each reason to alert and each reason to keep a mail back; the amounts
and receivers in `tasks/municipalities`. Here is the order in which they act.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import duckdb
import polars as pl

from infra.settings import Settings
from tasks.alerts.deelprogramma import hold_deelprogrammas
from tasks.alerts.enqueue import News, enqueue_news
from tasks.alerts.log import Event, append
from tasks.alerts.policy import Policies
from tasks.alerts.rules import holding, raising
from tasks.warehouse.connection import now
from tasks.warehouse.load import registered
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

LEAST_STEP = timedelta(microseconds=1)
LOGGED = ("year", "domain", "subject", "level", "scenario_begroting", "begroting", "scenario_realisatie", "realisatie",
          "procent", "document_ids")  # fmt: skip
UNTOLD = {"10_mute_not_watched"}  # nobody asked for these: they are recorded, and the log is not filled with them


def raise_alerts(
    con: duckdb.DuckDBPyConnection, settings: Settings, today: date, *, touched: bool = False
) -> list[str]:
    """Write an alert for every exceedance not yet known, and a mail in the outbox for what is news.

    Runs in the caller's transaction, the one that made the KPIs: no exceedance without its alert. A replay makes the
    same ids and so nothing new. Figures that moved supersede those before them; a line that is no longer over is
    resolved, and finance hears so if it was told of it.

    Args:
        con: The warehouse, inside a transaction.
        settings: Who is watched and told, where the files of municipalities do not say.
        today: This moment in UTC, or a day.
        touched: Look at the KPIs of the municipalities and years that were touched; else at all.

    Returns:
        The ids of the alerts that are new, or that became mailable.
    """
    policies, moment = Policies(settings), _moment(con, today)
    asked = _judged(con, policies, moment, touched=touched)
    if not asked:  # most documents end here
        return []
    news = rows(con, "alerts/news")
    superseded = con.execute(statement("alerts/supersede")).fetchall()
    resolved = rows(con, "alerts/resolve", {"now": moment, "rules": asked})
    recorded = con.execute(statement("alerts/record"), {"now": moment}).fetchall()
    inserted = [id_ for id_, action in recorded if action == "INSERT"]
    cleared = _cleared(con, resolved, moment)
    append(con, _events(con, news, superseded, resolved, inserted), moment)
    enqueue_news(con, [_news(one) for one in (*news, *cleared)], policies, moment)
    return sorted({str(one["alert_id"]) for one in news} | set(inserted))


def _judged(con: duckdb.DuckDBPyConnection, policies: Policies, moment: datetime, *, touched: bool) -> list[str]:
    """Candidates at hand with the rule that keeps each back; gives the rules that were asked, none where nothing is."""
    known = {str(name) for (name,) in con.execute(statement("alerts/at_hand")).fetchall()}
    con.execute(statement("alerts/scope" if touched else "alerts/scope_of_all")).fetchall()
    _hold_policies(con, policies, moment)
    candidates, asked = raising(known)
    con.execute(candidates).fetchall()
    if con.execute(statement("alerts/anything")).fetchall() != [(True,)]:
        return []
    _take_back(con, moment)
    for name in ("cells_in_hand" if "judged_any" in known else "cells_at_hand", "candidate"):
        con.execute(statement(f"alerts/{name}")).fetchall()
    con.execute(holding(known)).fetchall()
    con.execute(statement("alerts/judge")).fetchall()
    return asked


def _news(one: Row) -> News:
    return News(one["alert_id"], one["municipality"], one["level"], one["domain"], one.get("document_id"))


def _moment(con: duckdb.DuckDBPyConnection, today: date) -> datetime:
    """Later than all that happened to alerts, so that the order of events is the order of their moments."""
    given = today if isinstance(today, datetime) else now()
    ((latest,),) = con.execute(statement("alerts/latest")).fetchall()
    return given if latest is None else max(given, latest + LEAST_STEP)


def _hold_policies(con: duckdb.DuckDBPyConnection, policies: Policies, moment: datetime) -> None:
    """The policies of the municipalities at hand as temporary tables, for the rules to join."""
    codes = [code for (code,) in con.execute("SELECT DISTINCT municipality FROM alert_scope").fetchall()]
    named = policies.settings.alert_codes if policies.settings.alert_municipalities else None
    rows_of, levels = [], []
    for code in codes:
        policy = policies.of(code)
        watched = policy.watched if named is None else ("always" if code in named else "never")
        quiet_since = moment - timedelta(days=policy.quiet_days)
        rows_of.append((code, watched, policies.first_year(code, moment.date()), quiet_since, policy.authorisation))
        for name, level in policy.levels.items():
            levels.append((code, name, level.when == "either", level.amount, level.percent, policy.movement))
    held = pl.DataFrame(rows_of, orient="row", schema={
        "municipality": pl.String, "watched": pl.String, "first_year": pl.Int64, "quiet_since": pl.Datetime("us"),
        "authorisation": pl.String})  # fmt: skip
    thresholds = pl.DataFrame(levels, orient="row", schema={
        "municipality": pl.String, "level": pl.String, "either": pl.Boolean, "min_amount": pl.Int64,
        "min_percent": pl.Float64, "movement": pl.Float64})  # fmt: skip
    hold_deelprogrammas(con, policies, codes)
    with registered(con, held_policies=held, held_thresholds=thresholds):
        con.execute("CREATE OR REPLACE TEMP TABLE alert_policy AS FROM held_policies").fetchall()
        con.execute("CREATE OR REPLACE TEMP TABLE alert_threshold AS FROM held_thresholds").fetchall()


def _take_back(con: duckdb.DuckDBPyConnection, moment: datetime) -> None:
    """What nobody has sent yet is not sent with figures that moved: the mail about the new ones says it."""
    taken = [id_ for (id_,) in con.execute(statement("alerts/unsend")).fetchall()]
    if not taken:
        return
    changed = con.execute(statement("alerts/withdraw"), {"taken_back": taken}).fetchall()
    append(con, [Event("withdrawn", detail={"message_id": id_, "state": state}) for id_, state in changed], moment)


def _cleared(
    con: duckdb.DuckDBPyConnection, resolved: Sequence[dict[str, object]], moment: datetime
) -> list[dict[str, object]]:
    """Of the lines that ended, those that finance was told of and whose end is news: not that of a prognosis."""
    resolved = [one for one in resolved if one["level"] != "C"]
    lines = [one["line_id"] for one in resolved]
    told = {id_ for (id_,) in con.execute(statement("alerts/told"), {"lines": lines, "now": moment}).fetchall()}
    return [one for one in resolved if one["line_id"] in told]


def _events(
    con: duckdb.DuckDBPyConnection,
    news: Sequence[dict[str, object]],
    superseded: Sequence[tuple[str, str]],
    resolved: Sequence[dict[str, object]],
    inserted: Sequence[str],
) -> list[Event]:
    """What happened, for the log: amounts as they were known then."""
    changes = {one["alert_id"]: str(one["change"]) for one in news}
    found = rows(con, "alerts/noted", {"alerts": sorted({*inserted, *map(str, changes)})})
    events = [
        Event(changes.get(one["alert_id"], "noted"), one["alert_id"], one["municipality"], _figures(one))
        for one in found
        if one["hold"] not in UNTOLD
    ]
    places = {one["alert_id"]: one["municipality"] for one in found}
    events += [Event("superseded", old, places.get(new, ""), {"by": new}) for old, new in superseded if new in places]
    return events + [Event("resolved", str(one["alert_id"]), str(one["municipality"])) for one in resolved]


def _figures(one: dict[str, object]) -> dict[str, object]:
    figures = {name: one[name] for name in LOGGED if name != "subject" or one[name]}
    return figures | ({"not_mailed": one["reason_not_mailed"]} if one["reason_not_mailed"] else {})
