"""The log of alerts: rows are only ever added, and each holds the hash of the one before.

Alteration, removal and insertion of rows break the chain; a log that was cut short no longer ends where the table
`alert_log_head` and the mails say it did. Every mail prints the head of its moment: a proof outside the warehouse.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

import duckdb
import polars as pl

from tasks.warehouse.load import registered
from tasks.warehouse.queries import rows
from tasks.warehouse.statements import statement

NOTHING = "0" * 64
COLUMNS = ("number", "happened_at", "event", "alert_id", "municipality", "detail", "previous", "hash")
SHORT = 16


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an alert, or to a mail that tells of none."""

    event: str
    alert_id: str = ""
    municipality: str = ""
    detail: Mapping[str, Any] | None = None


def append(con: duckdb.DuckDBPyConnection, events: Sequence[Event], now: datetime) -> None:
    """Add events to the log, in the caller's transaction."""
    if not events:
        return
    number, last = head(con)
    added = []
    for event in events:
        number += 1
        detail = json.dumps(event.detail or {}, ensure_ascii=False, sort_keys=True, default=_plain)
        row = [number, now, event.event, event.alert_id, event.municipality, detail, last]
        last = _hash(row)
        added.append([*row, last])
    frame = pl.DataFrame(added, schema=list(COLUMNS), orient="row")
    with registered(con, alert_log_added=frame):
        con.execute("INSERT INTO alert_log BY NAME FROM alert_log_added").fetchall()
    con.execute("DELETE FROM alert_log_head").fetchall()
    con.execute("INSERT INTO alert_log_head VALUES ($1, $2)", [number, last]).fetchall()


def head(con: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    """How many rows the log has, and the hash of the last."""
    found = con.execute("SELECT entries, hash FROM alert_log_head").fetchall()
    return (int(found[0][0]), str(found[0][1])) if found else (0, NOTHING)


def seal(con: duckdb.DuckDBPyConnection) -> str:
    """The head as a mail prints it: `128:4f3a…`; what `verify` takes as a proof from outside."""
    number, last = head(con)
    return f"{number}:{last[:SHORT]}"


def entries(
    con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None
) -> list[dict[str, Any]]:
    """The log, oldest first, of one municipality (CBS code) and year of the figures or whole; `detail` as an object."""
    found = rows(con, "alerts/log", {"municipality": municipality, "year": year})
    return [row | {"detail": json.loads(row["detail"])} for row in found]


def take_untold(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The changes of alerts that Prefect was not told of, marked as told; in the caller's transaction."""
    found = rows(con, "alerts/untold")
    if found:
        con.execute("DELETE FROM alert_told").fetchall()
        con.execute("INSERT INTO alert_told VALUES ($1)", [found[-1]["number"]]).fetchall()
    return [row | {"detail": json.loads(row["detail"])} for row in found]


def verify(con: duckdb.DuckDBPyConnection, proof: str = "") -> list[str]:
    """What is wrong with the log, in Dutch sentences; nothing where it is whole.

    Args:
        con: The warehouse.
        proof: The head of the log as a mail printed it.
    """
    found = con.execute(statement("alerts/log_as_kept")).fetchall()
    return [*_broken(found), *_cut_short(found, head(con)), *_unproved(found, proof), *_unlogged(con)]


def _broken(found: Sequence[tuple[Any, ...]]) -> Iterable[str]:
    last = NOTHING
    for place, row in enumerate(found, start=1):
        *parts, kept = row
        if parts[0] != place:
            yield f"regel {place} ontbreekt: er staat regel {parts[0]}"
            return
        if parts[6] != last:
            yield f"regel {place} sluit niet aan op de regel ervoor"
            return
        if _hash(parts) != kept:
            yield f"regel {place} is veranderd nadat hij geschreven werd"
            return
        last = kept


def _cut_short(found: Sequence[tuple[Any, ...]], known: tuple[int, str]) -> Iterable[str]:
    entries, last = known
    if len(found) != entries:
        yield f"het logboek heeft {len(found)} regels, en er zijn er {entries} geschreven"
    elif (found[-1][7] if found else NOTHING) != last:
        yield "het logboek eindigt op een andere regel dan er het laatst geschreven is"


def _unproved(found: Sequence[tuple[Any, ...]], proof: str) -> Iterable[str]:
    number, _, beginning = proof.partition(":")
    if not proof:
        return
    if not (number.isdecimal() and beginning):
        yield f"{proof!r} is geen stand van het logboek; in een mail staat die als 128:4f3a2b1c…"
    elif int(number) > len(found) or (int(number) and not found[int(number) - 1][7].startswith(beginning)):
        yield f"regel {number} is niet meer die van de mail"


def _unlogged(con: duckdb.DuckDBPyConnection) -> Iterable[str]:
    """Mails that were sent and alerts that were taken up without a row that says so."""
    for what, count in con.execute(statement("alerts/unlogged")).fetchall():
        yield f"{count} {what} zonder regel in het logboek"


def _plain(value: Any) -> int | str:
    """What JSON does not know: whole euros as they are said, the rest as text."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else str(value)


def _hash(row: Sequence[Any]) -> str:
    number, at, *others = row
    return sha256("\x1f".join([str(number), at.isoformat(), *others]).encode()).hexdigest()
