"""What could not be read, or does not add up, for the data steward and never for finance."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

import duckdb

from tasks.alerts.compose import written
from tasks.alerts.enqueue import put_mail
from tasks.alerts.headline import name_of
from tasks.alerts.log import seal
from tasks.alerts.outbox import Claimed
from tasks.alerts.policy import Policies
from tasks.municipalities import COUNTRY
from tasks.notation import day
from tasks.privacy import without_small_counts
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

MOST_LISTED = 40
SIDECAR = json.dumps({"municipality": "GM0147", "kind": "monitor", "year": 2025})


def enqueue_steward(con: duckdb.DuckDBPyConnection, policies: Policies, now: datetime) -> str | None:
    """Write the digest where there is news and the last one is long enough ago; in the caller's transaction.

    Returns:
        Its Message-ID, or nothing.
    """
    receivers = policies.steward()
    since = _since(con, now)
    due = since + timedelta(days=policies.of(COUNTRY).digest_days) <= now
    if not receivers or not due or not _news(con, since):
        return None
    return put_mail(con, policies, now, kind="steward", recipients=receivers, about=now.isoformat())


def compose_steward(con: duckdb.DuckDBPyConnection, mail: Claimed, policies: Policies, now: datetime) -> EmailMessage:
    """The digest: what is in quarantine with what to do, and the documents that contradict themselves."""
    ((made,),) = con.execute(statement("alerts/written"), {"message_id": mail.message_id}).fetchall()
    since = _since(con, made)
    refused, wrong = (rows(con, f"alerts/steward/{name}", {"since": since}) for name in ("refused", "wrong"))
    least = policies.settings.suppress_below
    view: dict[str, Any] = {
        "subject": _subject(refused, wrong),
        "refused": [_refused(row) for row in refused[:MOST_LISTED]],
        "more_refused": max(0, len(refused) - MOST_LISTED),
        "wrong": [_wrong(row, least) for row in wrong[:MOST_LISTED]],
        "more_wrong": max(0, len(wrong) - MOST_LISTED),
        "sidecar": SIDECAR,
        "others": mail.recipients,
        "seal": seal(con),
        "run": "",
    }
    return written(mail, policies, now, "steward", view, {})


def _since(con: duckdb.DuckDBPyConnection, before: datetime) -> datetime:
    ((since,),) = con.execute(statement("alerts/steward/last"), {"before": before}).fetchall()
    return since  # type: ignore[no-any-return]


def _news(con: duckdb.DuckDBPyConnection, since: datetime) -> bool:
    asked = {"since": since}
    return any(row["is_new"] for row in rows(con, "alerts/steward/refused", asked)) or bool(
        rows(con, "alerts/steward/wrong", asked)
    )


def _subject(refused: list[Row], wrong: list[Row]) -> str:
    def many(count: int, one: str, more: str) -> str:
        return f"{count} {one if count == 1 else more}"

    told = []
    if refused:
        told.append(
            f"{many(len(refused), 'stuk', 'stukken')} niet gelezen ({sum(row['is_new'] for row in refused)} nieuw)"
        )
    if wrong:
        told.append(f"{many(len(wrong), 'stuk spreekt', 'stukken spreken')} zichzelf tegen")
    return f"Domeinwacht: {', '.join(told) or 'alles is gelezen'}"


def _refused(row: Row) -> Row:
    first, last = day(row["quarantined_at"]), day(row["looked_at"] or row["quarantined_at"])
    return {
        "key": row["key"],
        "reason": row["reason"],
        "since": first if first == last else f"{first}, opnieuw geprobeerd op {last}",
        "news": "nieuw" if row["is_new"] else "",
        "beside": f"{row['key'].rpartition('/')[2]}.json",
    }


def _wrong(row: Row, least: int) -> Row:
    return {
        "document": row["document"],
        "place": name_of(row["municipality"]),
        "year": row["year"],
        "errors": row["errors"],
        "text": without_small_counts(row["text"] or "", least),
    }
