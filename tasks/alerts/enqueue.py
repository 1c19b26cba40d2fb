"""Mails into the outbox: one per municipality, document and group of receivers, with all that it is to tell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import duckdb

from tasks.alerts.addresses import domain_of
from tasks.alerts.log import Event, append
from tasks.alerts.policy import Policies
from tasks.warehouse.queries import Row
from tasks.warehouse.statements import statement

NO_RECIPIENTS = "geen ontvangers ingesteld (DOMEINWACHT_MAIL_TO)"
RUN = "PREFECT__FLOW_RUN_ID"  # Prefect says it to the process of a run


@dataclass(frozen=True, slots=True)
class News:
    """An alert that finance is to be told of; `document_id` is null where no document says it is over."""

    alert_id: str
    municipality: str
    level: str
    domain: str
    document_id: str | None


def enqueue_news(con: duckdb.DuckDBPyConnection, news: Sequence[News], policies: Policies, now: datetime) -> None:
    """Write the mails that tell of these alerts, in the caller's transaction."""
    for municipality, alert_ids, receivers in mails_of(news, policies):
        put_mail(con, policies, now, alert_ids=alert_ids, municipality=municipality, recipients=receivers)
    for municipality, alert_ids in _of_documents(news):
        for number in range(1, len(policies.settings.alert_channels) + 1):
            to = [f"kanaal {number}"]
            put_mail(con, policies, now, kind="channel", alert_ids=alert_ids, municipality=municipality, recipients=to)


def mails_of(news: Sequence[News], policies: Policies) -> Iterable[tuple[str, list[str], list[str]]]:
    """Municipality, alerts and receivers of each mail: who would get the same of a document shares one mail."""
    places: dict[tuple[str, str | None], list[News]] = {}
    for one in _with_their_document(news):
        places.setdefault((one.municipality, one.document_id), []).append(one)
    for (municipality, _), told in places.items():
        of: dict[str, list[str]] = {}
        for one in told:
            for receiver in policies.receivers(municipality, one.level, one.domain) or [""]:
                of.setdefault(receiver, []).append(one.alert_id)
        groups: dict[tuple[str, ...], list[str]] = {}
        for receiver, alerts in of.items():
            groups.setdefault(tuple(dict.fromkeys(alerts)), []).append(receiver)
        for alerts_of_group, receivers in groups.items():
            yield municipality, list(alerts_of_group), [receiver for receiver in receivers if receiver]


def _of_documents(news: Sequence[News]) -> Iterable[tuple[str, list[str]]]:
    """Municipality and alerts of each document."""
    places: dict[tuple[str, str | None], list[str]] = {}
    for one in _with_their_document(news):
        places.setdefault((one.municipality, one.document_id), []).append(one.alert_id)
    for (municipality, _), alert_ids in places.items():
        yield municipality, alert_ids


def _with_their_document(news: Sequence[News]) -> list[News]:
    """What is over no more goes with the only document that tells of the same municipality, where there is one."""
    documents: dict[str, set[str]] = {}
    for one in news:
        if one.document_id:
            documents.setdefault(one.municipality, set()).add(one.document_id)
    found = []
    for one in news:
        only = documents.get(one.municipality, set())
        document = one.document_id or (next(iter(only)) if len(only) == 1 else None)
        found.append(News(one.alert_id, one.municipality, one.level, one.domain, document))
    return found


def put_mail(
    con: duckdb.DuckDBPyConnection,
    policies: Policies,
    now: datetime,
    *,
    kind: str = "alert",
    alert_ids: Sequence[str] = (),
    municipality: str | None = None,
    recipients: Sequence[str] = (),
    due: datetime | None = None,
    about: str = "",
) -> str:
    """One mail into the outbox, with its row in the log; gives its Message-ID.

    Args:
        con: The warehouse, inside a transaction.
        policies: For the domain of the Message-ID.
        now: This moment in UTC.
        kind: alert, digest, steward or letter.
        alert_ids: The alerts that it tells of.
        municipality: CBS code, where it is about one.
        recipients: Whom it goes to; where there are none yet it waits and says so.
        due: Not before this moment.
        about: What tells a mail without alerts from others of its kind.
    """
    message_id = _message_id(con, kind, alert_ids, recipients, about, domain_of(policies.settings.mail_from))
    unsent = {
        "message_id": message_id,
        "alert_id": next(iter(alert_ids), ""),
        "alert_ids": list(alert_ids),
        "kind": kind,
        "municipality": municipality,
        "recipients": list(recipients),
        "error": None if recipients else NO_RECIPIENTS,
        "now": now,
        "next_attempt_at": due or now,
        "run": os.environ.get(RUN),
    }
    put_row(con, {**unsent, "state": "unsent", "attempts": 0})
    return message_id


def put_row(con: duckdb.DuckDBPyConnection, row: Row) -> None:
    """A row of the outbox, with its row in the log: all parameters of `sql/alerts/enqueue.sql`."""
    con.execute(statement("alerts/enqueue"), row).fetchall()
    detail = {
        "message_id": row["message_id"],
        "kind": row["kind"],
        "recipients": row["recipients"],
        "alerts": row["alert_ids"],
    }
    append(con, [Event("queued", str(row["alert_id"]), row["municipality"] or "", detail)], row["now"])


def _message_id(
    con: duckdb.DuckDBPyConnection,
    kind: str,
    alert_ids: Sequence[str],
    recipients: Sequence[str],
    about: str,
    domain: str,
) -> str:
    """Made of what it tells, so that a mail sent twice is known as the same; told again it gets a number more."""
    if kind == "alert" and len(alert_ids) == 1:
        local = alert_ids[0]
    else:
        local = sha256("|".join([kind, about, *alert_ids, "", *recipients]).encode()).hexdigest()[:32]
    ((before,),) = con.execute(statement("alerts/message_ids"), {"beginning": f"<{local}"}).fetchall()
    return f"<{local}{f'.{before + 1}' if before else ''}@{domain}>"
