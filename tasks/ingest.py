"""The line for one object: from the bucket to figures, budgets and alerts in the warehouse.

`ingest_object` is the whole of it. Its two halves are used apart where the network is retried and the reading is
not: `fetch_object` reaches out, `load_object` reads, concludes and commits once. An object that cannot be read or
placed goes to quarantine with the reason and the next one is taken; a store that does not answer raises.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from infra.settings import Settings
from tasks.alerts import raise_alerts
from tasks.conclude import Conclusion, Refused, conclude, unforeseen
from tasks.identify import Unidentified, claim_of_sidecar, merge
from tasks.kpi import LeftOut, left_out, refresh_kpis
from tasks.model import Claim, Document, StoredObject
from tasks.storage import ObjectRef, StorageError, Store, TooLarge, sidecar
from tasks.warehouse import WarehouseError, open_warehouse, quarantine_object, replace_documents, transaction
from tasks.warehouse.findings import refresh_findings
from tasks.warehouse.statements import statement

log = logging.getLogger(__name__)

NOTHING_SAID = Claim()

Status = Literal["loaded", "unchanged", "quarantined", "failed"]


@dataclass(frozen=True, slots=True)
class Held:
    """A domain held against its budget, in euros; `verschil` is negative where it is over."""

    municipality: str
    year: int
    domain: str
    scenario_begroting: str
    begroting: Decimal
    scenario_realisatie: str
    realisatie: Decimal
    verschil: Decimal
    procent: float | None
    over: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one object: where it went, what was counted, and why if it was refused.

    A file about all municipalities gives the budgets of those that mails are sent about; of the others
    `over_elsewhere` counts the domains over budget. `left_out` is what no budget of that municipality rests on, in
    the years of these budgets and of the document.
    """

    uri: str
    status: Status
    document: Document | None = None
    tables: int = 0
    observations: int = 0
    findings: int = 0
    fates: Mapping[str, int] = field(default_factory=dict)
    budgets: tuple[Held, ...] = ()
    over_elsewhere: int = 0
    left_out: tuple[LeftOut, ...] = ()
    reason: str = ""

    @property
    def name(self) -> str:
        """Base name of the object."""
        return self.uri.rsplit("/", 1)[-1]

    @property
    def over(self) -> tuple[Held, ...]:
        """The domains that are over their budget by what this document says."""
        return tuple(held for held in self.budgets if held.over)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An object with what its sidecar says; `refusal` says why it is not to be read."""

    stored: StoredObject
    sidecar: Claim = NOTHING_SAID
    refusal: str = ""


def ingest_object(
    store: Store, ref: ObjectRef, *, warehouse: Path, settings: Settings, now: datetime, said: Claim = NOTHING_SAID
) -> Outcome:
    """Take one object through the whole line; `now` is in UTC without a zone, as the warehouse keeps it.

    Raises:
        StorageError: The store does not answer or does not have the object: nothing is known of it, try again.
        WarehouseError: The warehouse cannot be used, or another process keeps it.
    """
    return load_object(store, fetch_object(store, ref), warehouse=warehouse, settings=settings, now=now, said=said)


def fetch_object(store: Store, ref: ObjectRef) -> Fetched:
    """The object and its sidecar (`name.pdf.json` beside `name.pdf`).

    Raises:
        StorageError: The store does not answer or does not have the object.
    """
    try:
        stored = store.fetch(ref.key, ref.version or None)
    except TooLarge as error:
        return Fetched(StoredObject(ref.uri, ref.key, ref.version, b""), refusal=str(error))
    try:
        beside = sidecar(store, ref.key)
        claim = NOTHING_SAID if beside is None else claim_of_sidecar(beside, f"{ref.key}.json")
        return Fetched(stored, claim)
    except (TooLarge, Unidentified) as error:
        return Fetched(stored, refusal=str(error))


def load_object(
    store: Store, fetched: Fetched, *, warehouse: Path, settings: Settings, now: datetime, said: Claim = NOTHING_SAID
) -> Outcome:
    """Read a fetched object and commit what it means, or put it in quarantine."""
    try:
        if fetched.refusal:
            raise Refused(fetched.refusal)
        conclusion = conclude(fetched.stored, merge(said, fetched.sidecar))
        with open_warehouse(warehouse, wait=settings.warehouse_wait) as con:
            return _commit(con, conclusion, settings, now)
    except Refused as refusal:
        return _quarantine(store, fetched.stored, str(refusal), warehouse, settings, now)


def _commit(con: duckdb.DuckDBPyConnection, conclusion: Conclusion, settings: Settings, now: datetime) -> Outcome:
    """Load a document with its KPIs and alerts in one transaction."""
    document = conclusion.document
    known = _as_loaded(con, document)
    try:
        with transaction(con):
            _replace(con, conclusion, known, settings, now)
    except duckdb.OperationalError as error:  # a full disk says nothing about the document
        raise WarehouseError(f"{document.uri} kon niet opgeslagen worden: {error}") from error
    except Exception as error:
        raise unforeseen(error, document.uri) from error
    status: Status = "loaded" if known != _as_loaded(con, document) else "unchanged"
    return _outcome(con, conclusion, status, settings)


def _replace(
    con: duckdb.DuckDBPyConnection,
    conclusion: Conclusion,
    known: list[tuple[str, ...]],
    settings: Settings,
    now: datetime,
) -> None:
    """The document in the place of what was known of it, and everything that follows from it."""
    document = conclusion.document
    replace_documents(
        con,
        [document, *conclusion.parts],
        conclusion.normalised,
        conclusion.reader,
        superseded=conclusion.superseded,
        counts=conclusion.counts,
    )
    # A document that was first taken for another municipality's must leave that one's figures too.
    touched = {document.municipality, *(row[0] for row in known)}
    for municipality in [None] if conclusion.parts else touched:
        refresh(con, settings, now, municipality)


def refresh(con: duckdb.DuckDBPyConnection, settings: Settings, now: datetime, municipality: str | None = None) -> None:
    """Checks, KPIs and alerts anew, of one municipality or of all, in the caller's transaction."""
    refresh_findings(con, municipality)
    refresh_kpis(con, municipality)
    raise_alerts(con, settings, now, municipality)


def _as_loaded(con: duckdb.DuckDBPyConnection, document: Document) -> list[tuple[str, ...]]:
    return con.execute(statement("load/document_as_loaded"), [document.document_id]).fetchall()


def _budgets(con: duckdb.DuckDBPyConnection, document: Document) -> tuple[Held, ...]:
    rows = con.execute(statement("load/budgets_of_document"), [document.document_id]).fetchall()
    return tuple(Held(*row) for row in rows)


def _outcome(con: duckdb.DuckDBPyConnection, conclusion: Conclusion, status: Status, settings: Settings) -> Outcome:
    document, budgets = conclusion.document, _budgets(con, conclusion.document)
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


def _quarantine(
    store: Store, stored: StoredObject, reason: str, warehouse: Path, settings: Settings, now: datetime
) -> Outcome:
    """Keep the reason as a row in the warehouse and, in a bucket, as an object beside the original.

    A folder that somebody has read from the command line stays as it is.
    """
    with open_warehouse(warehouse, wait=settings.warehouse_wait) as con, transaction(con):
        quarantine_object(con, stored, reason)
    if stored.uri.startswith("s3://"):
        _put_note(store, stored, reason, settings.quarantine_prefix, now)
    return Outcome(uri=stored.uri, status="quarantined", reason=reason)


def _put_note(store: Store, stored: StoredObject, reason: str, prefix: str, now: datetime) -> None:
    note = {"uri": stored.uri, "version": stored.version, "reason": reason, "quarantined_at": now.isoformat()}
    try:
        store.put(f"{prefix}{stored.key}.json", json.dumps(note, ensure_ascii=False, indent=2).encode())
    except StorageError as error:  # the row in the warehouse is what counts: a read-only bucket refuses the note
        log.warning("%s: the note of its quarantine was not stored: %s", stored.uri, error)
