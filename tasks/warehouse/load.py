"""Documents into the warehouse: the unit of replacement is one document, in the caller's transaction."""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import polars as pl

from tasks.model import CELLS, FINDINGS, OBSERVATIONS, Document, Normalised, StoredObject
from tasks.warehouse.connection import WarehouseError, now
from tasks.warehouse.statements import statement


def replace_document(con: duckdb.DuckDBPyConnection, document: Document, normalised: Normalised, reader: str) -> None:
    """Put a document and what was read in it in the place of what was known of it.

    The same bytes at a second address are recorded there and load once. Other bytes at a known address
    supersede the document that was there: the object loaded last is taken for the one that the address holds.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    _check(document, normalised)
    for table, frame, columns in (
        ("observation", normalised.observations, OBSERVATIONS),
        ("finding", normalised.findings, FINDINGS),
        ("cell", normalised.cells, CELLS),
    ):
        with registered(con, incoming=frame.select(list(columns))):
            con.execute(f"DELETE FROM {table} WHERE document_id = $1", [document.document_id]).fetchall()  # noqa: S608
            con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming").fetchall()  # noqa: S608
    _put_document(con, document, reader)
    _log(con, document, normalised, reader)


def quarantine_object(con: duckdb.DuckDBPyConnection, stored: StoredObject, reason: str) -> None:
    """Record that an object was refused and why; refusing the same bytes again keeps the first date."""
    row = {
        "uri": stored.uri,
        "key": stored.key,
        "version": stored.version,
        "sha256": stored.sha256,
        "size": len(stored.data),
        "reason": reason,
        "seen_at": now(),
    }
    with registered(con, incoming=pl.DataFrame([row])):
        con.execute(statement("load/quarantine")).fetchall()


def known_objects(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Address and version of every object that was loaded or refused."""
    return set(con.execute(statement("load/known_objects")).fetchall())


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, **frames: pl.DataFrame) -> Iterator[None]:
    """Frames under names that SQL can read, for as long as the block runs."""
    for name, frame in frames.items():
        con.register(name, frame.to_arrow())
    try:
        yield
    finally:
        for name in frames:
            con.unregister(name)


def _check(document: Document, normalised: Normalised) -> None:
    twice = normalised.observations.filter(pl.col("observation_id").is_duplicated())
    if twice.height:
        first = twice.row(0, named=True)
        raise WarehouseError(
            f"{document.name}: observation {first['observation_id']} occurs {twice.height} times or shares its id "
            f"({first['table_id']}, {first['locator']}, {first['row_label']!r}); nothing of the document was loaded"
        )
    for frame in (normalised.observations, normalised.findings, normalised.cells):
        if frame.filter(pl.col("document_id").ne_missing(document.document_id)).height:
            raise WarehouseError(f"{document.name}: rows of another document among those of {document.document_id}")


def _put_document(con: duckdb.DuckDBPyConnection, document: Document, reader: str) -> None:
    row = {
        "document_id": document.document_id,
        "uri": document.uri,
        "key": document.key,
        "name": document.name,
        "version": document.version,
        "municipality": document.municipality,
        "kind": str(document.kind),
        "year": document.year,
        "period": document.period,
        "published": document.published,
        "evidence": json.dumps(dict(document.evidence), ensure_ascii=False, sort_keys=True),
        "reader": reader,
        "seen_at": now(),
    }
    with registered(con, incoming=pl.DataFrame([row], schema_overrides={"published": pl.Date})):
        con.execute(statement("load/document")).fetchall()


def _log(con: duckdb.DuckDBPyConnection, document: Document, normalised: Normalised, reader: str) -> None:
    counts = [frame.height for frame in (normalised.observations, normalised.findings, normalised.cells)]
    row = [document.document_id, document.uri, reader, _who(), now(), *counts]
    con.execute("INSERT INTO read_log VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", row).fetchall()


def _who() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that no user has
        user = "unknown"
    return f"{user}@{platform.node()}"
