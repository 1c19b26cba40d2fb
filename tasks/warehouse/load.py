"""Documents into the warehouse: the unit of replacement is one document, in the caller's transaction."""

from __future__ import annotations

import getpass
import json
import platform
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import duckdb
import polars as pl

from tasks.frames import CELLS, COUNTS, FINDINGS, OBSERVATIONS, PROOF
from tasks.model import Document, Normalised, StoredObject
from tasks.warehouse.connection import WarehouseError, now
from tasks.warehouse.statements import statement

NUMBERED = {"observation", "cell"}  # the tables of many rows, in which the number of a load says where to look


class Place(NamedTuple):
    """Where the rows of documents stand, and where they go."""

    number: int  # of this load: microseconds since 1970
    known: dict[str, int]  # documents that were loaded before, and the load that they are of


def replace_document(con: duckdb.DuckDBPyConnection, document: Document, normalised: Normalised, reader: str) -> None:
    """Put a document and what was read in it in the place of what was known of it.

    The same bytes at a second address are recorded there and load once. Other bytes at a known address
    supersede the document that was there: the object loaded last is taken for the one that the address holds.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    replace_documents(con, [document], normalised, reader)


def replace_documents(
    con: duckdb.DuckDBPyConnection,
    documents: Sequence[Document],
    normalised: Normalised,
    reader: str,
    *,
    superseded: Mapping[str, str] | None = None,
    counts: pl.DataFrame | None = None,
) -> None:
    """Put all documents of one object in the place of what was known of it; the first is the object as a whole.

    Args:
        con: The warehouse, inside a transaction.
        documents: The documents, all of the same address.
        normalised: The rows of all of them.
        reader: The reader that made them.
        superseded: For a document that another of them replaces: which one.
        counts: The account of cells (document_id, fate, reason, cells) where the cells are not kept one by one.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    _check(documents, normalised)
    place = place_of(con, [document.document_id for document in documents])
    for table, frame in (
        ("observation", normalised.observations.select(list(OBSERVATIONS))),
        ("observation_head", _heads(normalised.observations)),
        ("finding", normalised.findings.select(list(FINDINGS))),
        ("cell", normalised.cells.select(list(CELLS))),
        ("document_proof", _proof(documents[0], normalised)),
        ("cell_count", pl.DataFrame(schema=COUNTS) if counts is None else counts),
    ):
        put_rows(con, table, frame, place)
    _put_documents(con, documents, reader, superseded or {}, place.number)
    _log(con, documents[0], normalised, reader)


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


def place_of(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> Place:
    """The number of this load, and those of the documents that were loaded before: only they have rows to replace.

    The number is the moment: loads that follow each other rise without a look at what is there. A clock set back costs
    the next rereading time, nothing else, for what a document's load was stands with the document.
    """
    known = con.execute(
        "SELECT document_id, load_number FROM document WHERE list_contains($1, document_id)", [list(document_ids)]
    ).fetchall()
    return Place(time.time_ns() // 1000, dict(known))


def put_rows(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, place: Place) -> None:
    """Put rows in the place of those that the table has of the same documents."""
    numbered = table in NUMBERED
    if place.known:
        where = f"document_id IN ({', '.join('?' * len(place.known))})"  # half the time of a list for one document
        if numbered:
            where += f" AND load_number BETWEEN {min(place.known.values())} AND {max(place.known.values())}"
        con.execute(f"DELETE FROM {table} WHERE {where}", list(place.known)).fetchall()  # noqa: S608
    if frame.is_empty():
        return
    columns = f"*, {place.number} AS load_number" if numbered else "*"
    with registered(con, incoming=frame):
        con.execute(f"INSERT INTO {table} BY NAME SELECT {columns} FROM incoming").fetchall()  # noqa: S608


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


def _proof(document: Document, normalised: Normalised) -> pl.DataFrame:
    """What the judge counted, of the object as a whole; no row where none did."""
    if normalised.proof is None:
        return pl.DataFrame(schema=PROOF)
    proved, money = normalised.proof
    return pl.DataFrame([(document.document_id, money, proved)], schema=PROOF, orient="row")


def _heads(observations: pl.DataFrame) -> pl.DataFrame:
    """Per document the first 32 bits of the ids of its observations, by which they are found."""
    head = pl.col("observation_id").str.head(8).str.to_integer(base=16, dtype=pl.UInt32, strict=False)
    return observations.group_by("document_id", maintain_order=True).agg(head.alias("heads"))


def _check(documents: Sequence[Document], normalised: Normalised) -> None:
    document, ids = documents[0], [document.document_id for document in documents]
    ids_given = normalised.observations["observation_id"]
    if ids_given.n_unique() != len(ids_given):  # half the time of looking for the first, in millions of rows
        twice = normalised.observations.filter(ids_given.is_duplicated())
        first = twice.row(0, named=True)
        raise WarehouseError(
            f"{document.name}: observation {first['observation_id']} occurs {twice.height} times or shares its id "
            f"({first['table_id']}, {first['locator']}, {first['row_label']!r}); nothing of the document was loaded"
        )
    for frame in (normalised.observations, normalised.findings, normalised.cells):
        if frame.filter(~pl.col("document_id").is_in(ids, nulls_equal=True)).height:
            raise WarehouseError(f"{document.name}: rows of another document among those of {document.document_id}")


def _put_documents(
    con: duckdb.DuckDBPyConnection,
    documents: Sequence[Document],
    reader: str,
    superseded: Mapping[str, str],
    load_number: int,
) -> None:
    moment = now()
    rows = [
        {
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
            "superseded_by": superseded.get(document.document_id),
            "seen_at": moment,
            "load_number": load_number,
        }
        for document in documents
    ]
    types = {"published": pl.Date, "superseded_by": pl.String}
    with registered(con, incoming=pl.DataFrame(rows, schema_overrides=types)):
        con.execute(statement("load/document")).fetchall()
        con.execute(statement("load/document_version")).fetchall()


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
