"""The outbox: mails that are due, taken one at a time, and what became of each.

Each function is one short transaction's work on an open warehouse; nothing here talks to a mail server.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

import duckdb

from infra.settings import Settings
from tasks.alerts.enqueue import put_row
from tasks.alerts.log import Event, append
from tasks.alerts.policy import Policies
from tasks.warehouse.queries import rows
from tasks.warehouse.statements import statement

LEASE = timedelta(minutes=15)  # a mail that was taken is left alone this long: more than one conversation can last
FIRST_PAUSE = timedelta(minutes=5)  # usual for greylisting; doubled after every temporary refusal
LONGEST_PAUSE = timedelta(hours=12)


class Fate(StrEnum):
    """What a mail server did with a mail."""

    SENT = "sent"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED = "refused"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A mail that this process may send; `attempts` counts this one."""

    message_id: str
    kind: str
    alert_ids: list[str]
    municipality: str | None
    recipients: list[str]
    attempts: int
    run: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a mail: for all its recipients, and for those refused while others got it."""

    fate: Fate
    error: str | None = None
    refused_for_now: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def claim(
    con: duckdb.DuckDBPyConnection, settings: Settings, now: datetime, *, channel: bool = False
) -> Claimed | None:
    """Take the next mail, or message to another channel, that is due; nobody else takes it while the lease lasts."""
    _address(con, Policies(settings))
    found = rows(con, "alerts/claim", {"now": now, "lease": now + LEASE, "channel": channel})
    return Claimed(**found[0]) if found else None


def _address(con: duckdb.DuckDBPyConnection, policies: Policies) -> None:
    """Recipients that were set after a mail was written: those of the first alert that it tells of."""
    for mail in rows(con, "alerts/unaddressed"):
        if mail["kind"] == "steward":
            found = policies.steward(mail["municipality"])
        elif mail["level"]:
            found = policies.receivers(mail["municipality"], mail["level"], mail["domain"])
        else:
            found = policies.finance(mail["municipality"])
        if found:
            con.execute(statement("alerts/address"), {"message_id": mail["message_id"], "recipients": found}).fetchall()


def settle(con: duckdb.DuckDBPyConnection, mail: Claimed, delivery: Delivery, max_attempts: int, now: datetime) -> str:
    """Record what became of a mail, in the outbox and in the log; gives its state: unsent, sent or dead."""
    values = _state(mail, delivery.fate, max_attempts, now)
    got_it = [who for who in mail.recipients if who not in delivery.refused_for_now and who not in delivery.refused]
    row = {"message_id": mail.message_id, "error": delivery.error, "recipients": got_it, **values}
    con.execute(statement("alerts/settle"), row).fetchall()
    _log(con, mail, str(values["state"]), got_it, delivery, now)
    _split(con, mail, delivery.refused_for_now, _state(mail, Fate.REFUSED_FOR_NOW, max_attempts, now), now)
    _split(con, mail, delivery.refused, _state(mail, Fate.REFUSED, max_attempts, now), now)
    return str(values["state"])


def _log(
    con: duckdb.DuckDBPyConnection, mail: Claimed, state: str, got_it: list[str], delivery: Delivery, now: datetime
) -> None:
    about = (next(iter(mail.alert_ids), ""), mail.municipality or "")
    told = {"message_id": mail.message_id, "kind": mail.kind, "alerts": mail.alert_ids}
    events = [Event("sent", *about, told | {"recipients": got_it})] if state == "sent" else []
    refused = (
        delivery.refused
        if state == "sent"
        else dict.fromkeys(mail.recipients if state == "dead" else (), delivery.error)
    )
    events += [
        Event("refused", *about, told | {"recipient": who, "reply": why}) for who, why in sorted(refused.items())
    ]
    append(con, events, now)


def note(con: duckdb.DuckDBPyConnection, error: str) -> None:
    """Say at every unsent mail why it stays."""
    con.execute(statement("alerts/note"), {"error": error}).fetchall()


def waiting(con: duckdb.DuckDBPyConnection) -> int:
    """How many mails are unsent."""
    return int(con.execute(statement("alerts/waiting")).fetchall()[0][0])


def _state(mail: Claimed, fate: Fate, max_attempts: int, now: datetime) -> dict[str, Any]:
    """A mail that was not tried is due at once and loses no attempt: the server was away, not the mail refused."""
    if fate is Fate.SENT:
        return {"state": "sent", "attempts": mail.attempts, "next_attempt_at": now, "sent_at": now}
    if fate is Fate.NOT_TRIED:
        return {"state": "unsent", "attempts": mail.attempts - 1, "next_attempt_at": now, "sent_at": None}
    if fate is Fate.REFUSED or mail.attempts >= max_attempts:
        return {"state": "dead", "attempts": mail.attempts, "next_attempt_at": now, "sent_at": None}
    pause = min(FIRST_PAUSE * 2 ** (mail.attempts - 1), LONGEST_PAUSE)
    return {"state": "unsent", "attempts": mail.attempts, "next_attempt_at": now + pause, "sent_at": None}


def _split(
    con: duckdb.DuckDBPyConnection, mail: Claimed, refused: dict[str, str], values: dict[str, Any], now: datetime
) -> None:
    """Those who were refused while others got the mail: a Message-ID of their own, for the first one was delivered."""
    if not refused:
        return
    message_id = _message_id_for(mail.message_id, sorted(refused))
    row = {
        "message_id": message_id,
        "alert_id": next(iter(mail.alert_ids), ""),
        "alert_ids": mail.alert_ids,
        "kind": mail.kind,
        "municipality": mail.municipality,
        "recipients": sorted(refused),
        "error": "; ".join(f"{who}: {reply}" for who, reply in sorted(refused.items())),
        "now": now,
        "run": mail.run,
        **{name: value for name, value in values.items() if name != "sent_at"},
    }
    put_row(con, row)


def _message_id_for(message_id: str, recipients: list[str]) -> str:
    local, at, domain = message_id.partition("@")
    return f"{local}.{sha256(' '.join(recipients).encode()).hexdigest()[:8]}{at}{domain}"
