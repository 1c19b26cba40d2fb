"""A batch of objects into the warehouse: their figures, and what follows from them, in one transaction.

A batch that fails is halved until the object that breaks it stands alone and goes to quarantine, so that nothing of
the others is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from infra.settings import Settings
from tasks.conclude import Conclusion, unforeseen
from tasks.kpi import left_out
from tasks.outcome import Held, Outcome, Status, Taken
from tasks.refreshing import refresh
from tasks.warehouse import Incoming, WarehouseError, open_warehouse, quarantine_object, replace_documents, transaction
from tasks.warehouse.statements import statement
from tasks.warehouse.touched import forget_touched, touch

Known = dict[str, list[tuple[Any, ...]]]  # what is known of a file and its parts, by its sha256
SAYS_NOTHING_OF_A_DOCUMENT = (duckdb.OperationalError, duckdb.FatalException, duckdb.InternalError)  # a full disk


def load_batch(batch: Sequence[Taken], *, warehouse: Path, settings: Settings, now: datetime) -> list[Outcome]:
    """Load what was read and put what was refused in quarantine; what became of each, in the order given.

    No address and no document may occur twice in a batch. `now` is in UTC without a zone, as the warehouse keeps it.

    Raises:
        WarehouseError: The warehouse cannot be used, or another process keeps it. What was loaded before a disk was
            full is kept; the objects can be offered again.
    """
    with open_warehouse(warehouse, wait=settings.warehouse_wait) as con:
        read = [one for one in batch if one.conclusion is not None]
        known = _as_loaded(con, read)
        refused = _commit(con, read, settings, now)
        refused |= {one.seen.uri: one.refusal for one in batch if one.refusal}
        with transaction(con):
            for one in batch:
                if reason := refused.get(one.seen.uri):
                    quarantine_object(con, one.seen, reason)
        loaded = [one for one in read if one.seen.uri not in refused]
        told = _outcomes(con, loaded, known, settings)
    return [told.get(one.seen.uri) or _not_loaded(one, refused) for one in batch]


def _not_loaded(one: Taken, refused: dict[str, str]) -> Outcome:
    uri = one.seen.uri
    return (
        Outcome(uri, "quarantined", reason=refused[uri])
        if uri in refused
        else Outcome(uri, "failed", reason=one.failure)
    )


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
        named = batch[0].seen.uri if len(batch) == 1 else f"een groep van {len(batch)} documenten"
        raise WarehouseError(f"{named} kon niet opgeslagen worden: {error}") from error
    except Exception as error:
        if len(batch) == 1:
            uri = batch[0].seen.uri
            return {uri: str(unforeseen(error, uri))}
        middle = len(batch) // 2
        return _commit(con, batch[:middle], settings, now) | _commit(con, batch[middle:], settings, now)
    return {}


def _replace(con: duckdb.DuckDBPyConnection, batch: Sequence[Taken], settings: Settings, now: datetime) -> None:
    """The documents in the place of what was known of them, and everything that follows from them."""
    concluded = [one.conclusion for one in batch if one.conclusion]
    incoming = [_incoming(one) for one in concluded]
    national = any(one.parts for one in concluded)
    documents = [document for one in incoming for document in one.documents]
    ids, addresses = [one.document_id for one in documents], sorted({one.uri for one in documents})
    forget_touched(con)
    touch(con, ids, addresses)  # what was first taken for another municipality's must leave that one's figures too
    replace_documents(con, incoming)
    touch(con, ids, addresses)
    refresh(con, settings, now, touched=not national)


def _incoming(one: Conclusion) -> Incoming:
    return Incoming([one.document, *one.parts], one.normalised, one.reader, one.superseded, one.counts)


def _as_loaded(con: duckdb.DuckDBPyConnection, batch: Sequence[Taken]) -> Known:
    found: Known = {}
    files = [one.seen.sha256 for one in batch]
    for file, *known in con.execute(statement("load/documents_as_loaded"), [files]).fetchall():
        found.setdefault(file, []).append(tuple(known))
    return found


def _outcomes(
    con: duckdb.DuckDBPyConnection, batch: Sequence[Taken], known: Known, settings: Settings
) -> dict[str, Outcome]:
    """What became of the documents that were loaded, by their addresses."""
    now_known = _as_loaded(con, [one for one in batch if one.seen.sha256 in known])
    budgets: dict[str, list[Held]] = {}
    files = [one.seen.sha256 for one in batch]
    for file, *held in con.execute(statement("load/budgets_of_documents"), [files]).fetchall():
        budgets.setdefault(file, []).append(Held(*held))
    told = {}
    for one in batch:
        if one.conclusion:
            file = one.seen.sha256
            same = file in known and known[file] == now_known.get(file)
            status: Status = "unchanged" if same else "loaded"
            told[one.seen.uri] = _outcome(con, one.conclusion, status, budgets.get(file, []), settings)
    return told


def _outcome(
    con: duckdb.DuckDBPyConnection, conclusion: Conclusion, status: Status, budgets: list[Held], settings: Settings
) -> Outcome:
    document = conclusion.document
    told = tuple(held for held in budgets if not conclusion.parts or settings.watches(held.municipality))
    years = {document.year, *(held.year for held in told)}
    return Outcome(
        uri=document.uri,
        status=status,
        document=document,
        tables=conclusion.tables,
        observations=conclusion.normalised.observations.height,
        findings=conclusion.normalised.findings.height,
        fates=_fates(conclusion),
        budgets=told,
        over_elsewhere=sum(held.over for held in set(budgets).difference(told)),
        left_out=tuple(one for one in left_out(con, document.municipality) if one.year in years),
    )


def _fates(conclusion: Conclusion) -> dict[str, int]:
    if conclusion.counts is not None:
        return dict(conclusion.counts.group_by("fate").agg(pl.col("cells").sum()).rows())
    return dict(conclusion.normalised.cells["fate"].drop_nulls().value_counts().rows())
