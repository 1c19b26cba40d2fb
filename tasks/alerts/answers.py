"""Alerts taken up by answering their mail: `opgepakt 1a2b3c4d`, from an address that the mail went to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from pathlib import Path

import duckdb

from tasks.alerts.acknowledge import Acknowledged, UnknownAlert, acknowledge
from tasks.warehouse.statements import statement

TAKEN = re.compile(r"\bopgepakt\s+([0-9a-f]{8,32})\b", re.IGNORECASE)
LONGEST = 1_000_000  # bytes of an answer; a larger one was not written by a person
QUOTED = ">"


class NotTaken(ValueError):
    """An answer that takes no alert up; the message says why."""


def take_answers(
    con: duckdb.DuckDBPyConnection, paths: Sequence[Path], now: datetime
) -> tuple[list[Acknowledged], dict[str, str]]:
    """Record what answers take up, in the caller's transaction.

    Returns:
        The alerts that were taken up, and per file why it took none up.
    """
    taken: list[Acknowledged] = []
    refused: dict[str, str] = {}
    for path in _files(paths):
        try:
            taken += _take(con, path, now)
        except (NotTaken, UnknownAlert) as error:
            refused[str(path)] = str(error)
    return taken, refused


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.eml")) if path.is_dir() else [path]


def _take(con: duckdb.DuckDBPyConnection, path: Path, now: datetime) -> list[Acknowledged]:
    if path.stat().st_size > LONGEST:
        raise NotTaken("te groot voor een antwoord")
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    sender = parseaddr(str(mail["From"] or ""))[1].casefold()
    ids = list(dict.fromkeys(found.lower() for found in TAKEN.findall(f"{mail['Subject'] or ''}\n{_own_words(mail)}")))
    if not ids:
        raise NotTaken("er staat nergens “opgepakt” met het nummer van een melding")
    return [_acknowledged(con, id_, sender, now) for id_ in ids]


def _acknowledged(con: duckdb.DuckDBPyConnection, alert_id: str, sender: str, now: datetime) -> Acknowledged:
    """Only who had the mail can take its alert up: a sender is easily forged, a list of receivers is not."""
    told = con.execute(statement("alerts/had_it"), {"beginning": alert_id}).fetchall()
    if sender not in {who.casefold() for (who,) in told}:
        raise NotTaken(f"{sender or 'de afzender'} heeft de mail over {alert_id} niet gehad")
    return acknowledge(con, alert_id, sender, now, via="antwoord per mail")


def _own_words(mail: Message) -> str:
    """What the sender wrote, without the mail that is quoted below it."""
    body = mail.get_body(("plain",)) if isinstance(mail, EmailMessage) else None
    if body is None:
        return ""
    try:
        text = str(body.get_content())
    except (LookupError, UnicodeError):
        return ""
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(QUOTED))
