"""Not more than a reader can bear: a first load is one mail, and what passes the day's number comes next morning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import duckdb

from tasks.alerts.enqueue import put_mail
from tasks.alerts.policy import Policies
from tasks.notation import AMSTERDAM
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

MORNING = 7  # o'clock in the Netherlands


def gather(con: duckdb.DuckDBPyConnection, policies: Policies, now: datetime) -> None:
    """Put mails together that one receiver would have too many of, in the caller's transaction."""
    began, morning = _day(now)
    had = {row["receiver"]: row for row in rows(con, "alerts/had", {"day_began": began})}
    waiting: dict[str, list[Row]] = {}
    for mail in rows(con, "alerts/gatherable", {"now": now}):
        waiting.setdefault(mail["receiver"], []).append(mail)
    groups: dict[tuple[datetime, tuple[str, ...]], list[str]] = {}
    of = {mail["message_id"]: mail for mails in waiting.values() for mail in mails}
    for receiver, mails in waiting.items():
        due, together = _together(mails, had.get(receiver), policies.settings.mail_most_a_day, now, morning)
        if together:
            groups.setdefault((due, tuple(together)), []).append(receiver)
    moved: dict[str, dict[str, str]] = {}
    for (due, ids), receivers in groups.items():
        digest = _digest(con, policies, [of[id_] for id_ in ids], receivers, due, now)
        for id_ in ids:
            moved.setdefault(id_, {}).update(dict.fromkeys(receivers, digest))
    for id_, digests in moved.items():
        left = [who for who in of[id_]["recipients"] if who not in digests]
        change = {"message_id": id_, "recipients": left, "digest": next(iter(digests.values()))}
        con.execute(statement("alerts/merge"), change).fetchall()


def _together(
    mails: Sequence[Row], had: Row | None, most: int, now: datetime, morning: datetime
) -> tuple[datetime, list[str]]:
    """When a digest is due, and which mails go in it."""
    ids = [mail["message_id"] for mail in mails]
    if had is None:  # the first that this receiver ever hears: a backfill is no news flash
        return now, ids if len(ids) > 1 else []
    return morning, ids[max(0, most - had["today"]) :]


def _digest(
    con: duckdb.DuckDBPyConnection,
    policies: Policies,
    mails: Iterable[Row],
    receivers: Sequence[str],
    due: datetime,
    now: datetime,
) -> str:
    alerts = list(dict.fromkeys(id_ for mail in mails for id_ in mail["alert_ids"]))
    found = rows(con, "alerts/open_digest", {"recipients": list(receivers)})
    if found:
        more = list(dict.fromkeys([*found[0]["alert_ids"], *alerts]))
        con.execute(
            statement("alerts/extend_digest"), {"message_id": found[0]["message_id"], "alert_ids": more}
        ).fetchall()
        return str(found[0]["message_id"])
    return put_mail(
        con, policies, now, kind="digest", alert_ids=alerts, recipients=receivers, due=due, about=str(now.date())
    )


def _day(now: datetime) -> tuple[datetime, datetime]:
    """When this day began in the Netherlands, and the next morning, both in UTC as the warehouse keeps moments."""
    local = now.replace(tzinfo=UTC).astimezone(AMSTERDAM)
    began = local.replace(hour=0, minute=0, second=0, microsecond=0)
    morning = (began + timedelta(days=1)).replace(hour=MORNING)
    return began.astimezone(UTC).replace(tzinfo=None), morning.astimezone(UTC).replace(tzinfo=None)
