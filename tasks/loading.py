"""A batch of objects into the warehouse: their figures, and what follows from them, in one transaction.

A batch that fails is halved until the object that breaks it stands alone and goes to quarantine, so that nothing of
the others is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from infra.settings import Settings
from tasks.alerts import raise_alerts
from tasks.alerts.policy import WrongPolicy
from tasks.conclude import unforeseen
from tasks.known import program
from tasks.outcome import Outcome, Taken
from tasks.refreshing import refresh
from tasks.telling import as_loaded, outcomes
from tasks.warehouse import Incoming, WarehouseError, open_warehouse, quarantine_object, replace_documents, transaction
from tasks.warehouse.load import registered
from tasks.warehouse.memory import bound_memory, lift_bound
from tasks.warehouse.statements import statement
from tasks.warehouse.sweep import note_sidecars
from tasks.warehouse.touched import forget_touched, hold_touched_years, touch

log = logging.getLogger(__name__)

LEAST_MEGABYTES = 64
NO_SPACE = "No space left on device"  # DuckDB says what the system says
SAYS_NOTHING_OF_A_DOCUMENT = (  # a full disk, a mistake in the file of a municipality
    duckdb.OperationalError,
    duckdb.FatalException,
    duckdb.InternalError,
    WrongPolicy,
)


def load_batch(batch: Sequence[Taken], *, warehouse: Path, settings: Settings, now: datetime) -> list[Outcome]:
    """Load what was read and put what was refused in quarantine; what became of each, in the order given.

    No address and no document may occur twice in a batch. `now` is in UTC without a zone, as the warehouse keeps it.

    Raises:
        WarehouseError: The warehouse cannot be used, or another process keeps it. What was loaded before a disk was
            full is kept; the objects can be offered again.
    """
    with open_warehouse(warehouse, wait=settings.warehouse_wait) as con:
        read = [one for one in batch if one.conclusion is not None]
        if not any(map(_is_national, read)):  # for which everything is made anew, as fast as the machine can
            bound_memory(con, warehouse, enough_for(len(read), settings.load_memory))
        before = as_loaded(con, read)
        again = [one for one in batch if one.unchanged]
        _see_again(con, again, settings, now)  # first: a refresh leaves figures at hand, and only of what it was about
        refused = _commit(con, read, settings, now)
        refused |= {one.seen.uri: one.refusal for one in batch if one.refusal}
        _refuse(con, [(one, refused[one.seen.uri]) for one in batch if one.seen.uri in refused])
        loaded = [one for one in read if one.seen.uri not in refused]
        told = outcomes(con, [*loaded, *again], before, settings)
    return [told.get(one.seen.uri) or _not_loaded(one, refused) for one in batch]


def enough_for(documents: int, megabytes: int) -> int:
    """What loading so many documents may take: one touches a single municipality, and half of it does."""
    return max(LEAST_MEGABYTES, megabytes // 2) if documents == 1 else megabytes


def _not_loaded(one: Taken, refused: dict[str, str]) -> Outcome:
    uri = one.seen.uri
    if uri in refused:
        return Outcome(uri, "quarantined", reason=refused[uri])
    return Outcome(uri, "failed", reason=one.failure)


def _refuse(con: duckdb.DuckDBPyConnection, refused: Sequence[tuple[Taken, str]]) -> None:
    with transaction(con):
        for one, reason in refused:
            quarantine_object(con, one.seen, reason, program())
        note_sidecars(con, {one.seen.uri: one.note for one, _ in refused})


def _see_again(con: duckdb.DuckDBPyConnection, batch: Sequence[Taken], settings: Settings, now: datetime) -> None:
    """Objects that hold what was read before: their version is kept, and alerts are judged as settings are now."""
    if not batch:
        return
    seen = [one.seen._asdict() | {"seen_at": now} for one in batch]
    with transaction(con):
        with registered(con, incoming=pl.DataFrame(seen)):
            con.execute(statement("load/seen_again")).fetchall()
        note_sidecars(con, {one.seen.uri: one.note for one in batch})
        forget_touched(con)
        touch(con, [one.seen.sha256 for one in batch], [])
        hold_touched_years(con)
        raise_alerts(con, settings, now, touched=True)


def _commit(
    con: duckdb.DuckDBPyConnection, batch: Sequence[Taken], settings: Settings, now: datetime
) -> dict[str, str]:
    """Load documents with their KPIs and alerts in one transaction; gives those that must be refused, with why."""
    if not batch:
        return {}
    try:
        with transaction(con):
            _replace(con, batch, settings, now)
    except SAYS_NOTHING_OF_A_DOCUMENT as error:
        if isinstance(error, duckdb.OutOfMemoryException) and lift_bound(con):
            log.warning("%d documenten vragen meer geheugen dan DOMEINWACHT_LOAD_MEMORY: ze krijgen het", len(batch))
            return _commit(con, batch, settings, now)
        named = batch[0].seen.uri if len(batch) == 1 else f"een groep van {len(batch)} documenten"
        full = "de schijf is vol, maak ruimte vrij en bied het opnieuw aan: " if NO_SPACE in str(error) else ""
        raise WarehouseError(f"{named} kon niet opgeslagen worden: {full}{error}") from error
    except Exception as error:
        if len(batch) == 1:
            uri = batch[0].seen.uri
            return {uri: str(unforeseen(error, uri))}
        middle = len(batch) // 2
        return _commit(con, batch[:middle], settings, now) | _commit(con, batch[middle:], settings, now)
    return {}


def _replace(con: duckdb.DuckDBPyConnection, batch: Sequence[Taken], settings: Settings, now: datetime) -> None:
    """The documents in the place of what was known of them, and everything that follows from them."""
    incoming = [_incoming(one) for one in batch if one.conclusion]
    documents = [document for one in incoming for document in one.documents]
    ids, addresses = [one.document_id for one in documents], sorted({one.uri for one in documents})
    forget_touched(con)
    touch(con, ids, addresses)  # what was first taken for another municipality's must leave that one's figures too
    replace_documents(con, incoming)
    touch(con, ids, addresses)
    note_sidecars(con, {one.seen.uri: one.note for one in batch})
    refresh(con, settings, now, touched=not any(map(_is_national, batch)))


def _is_national(one: Taken) -> bool:
    """Whether it is about many municipalities, so that everything is made anew for all."""
    return one.conclusion is not None and bool(one.conclusion.parts)


def _incoming(of: Taken) -> Incoming:
    one = of.conclusion
    assert one is not None  # noqa: S101 - chosen by it
    documents = [one.document, *one.parts]
    return Incoming(documents, one.stated, one.reader, one.superseded, one.counts, of.read_with)
