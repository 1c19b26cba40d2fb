"""Documents into the warehouse: each replaces what was known of it, a batch of them in the caller's transaction."""

from __future__ import annotations

import getpass
import json
import platform
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import duckdb
import polars as pl

from tasks.model import Document, Normalised, StoredObject
from tasks.packed import packed
from tasks.warehouse.connection import now
from tasks.warehouse.incoming import TABLES, Incoming, rows_of
from tasks.warehouse.statements import statement

NUMBERED = {"observation", "cell"}  # the tables of many rows, in which the number of a load says where to look


class Seen(NamedTuple):
    """An object that was looked at: its address and what its bytes were, without them."""

    uri: str
    key: str
    version: str
    sha256: str
    size: int

    @classmethod
    def of(cls, stored: StoredObject) -> Seen:
        """What was seen of an object that was fetched."""
        return cls(stored.uri, stored.key, stored.version, stored.sha256, len(stored.data))


def replace_document(con: duckdb.DuckDBPyConnection, document: Document, normalised: Normalised, reader: str) -> None:
    """Put a document and what was read in it in the place of what was known of it.

    The same bytes at a second address are recorded there and load once. Other bytes at a known address
    supersede the document that was there: the object loaded last is taken for the one that the address holds.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    replace_documents(con, [Incoming([document], [packed(normalised)], reader)])


def replace_documents(con: duckdb.DuckDBPyConnection, incoming: Sequence[Incoming]) -> None:
    """Put the documents of a batch of objects in the place of what was known of them: a statement for each table.

    Args:
        con: The warehouse, inside a transaction.
        incoming: The objects, in the order in which they came.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    for wave in _waves(incoming):
        _replace(con, wave)


def _waves(incoming: Sequence[Incoming]) -> Iterator[list[Incoming]]:
    """The objects of a batch in runs in which no address and no document occurs twice: what is later replaces."""
    wave: list[Incoming] = []
    taken: set[str] = set()
    for one in incoming:
        names = {name for document in one.documents for name in (document.document_id, document.uri)}
        if names & taken:
            yield wave
            wave, taken = [], set()
        wave.append(one)
        taken |= names
    if wave:
        yield wave


def _replace(con: duckdb.DuckDBPyConnection, incoming: Sequence[Incoming]) -> None:
    first = time.time_ns() // 1000  # loads that follow each other rise without a look at what is there
    numbers = range(first, first + len(incoming))
    known = known_loads(con, [document.document_id for one in incoming for document in one.documents])
    for table in TABLES:
        forget_rows(con, table, known)
    for table, frame in rows_of(incoming, numbers):
        add_rows(con, table, frame)
    _put_documents(con, incoming, numbers)
    _log(con, incoming)


def quarantine_object(con: duckdb.DuckDBPyConnection, seen: Seen, reason: str, refused_with: str = "") -> None:
    """Record that an object was refused, why and by which program; the same bytes once more keep the first date."""
    told = {"reason": reason, "seen_at": now(), "refused_with": refused_with}
    with registered(con, incoming=pl.DataFrame([seen._asdict() | told])):
        con.execute(statement("load/quarantine")).fetchall()


def known_objects(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    """Address and version of every object that was loaded or refused."""
    return set(con.execute(statement("load/known_objects")).fetchall())


def known_loads(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> dict[str, int]:
    """The documents that were loaded before, with the number of that load: only they have rows to replace.

    A number is a moment, in microseconds since 1970. A clock set back costs the next rereading time, nothing else.
    """
    known = con.execute(
        "SELECT document_id, load_number FROM document WHERE list_contains($1, document_id)", [list(document_ids)]
    ).fetchall()
    return dict(known)


def forget_rows(con: duckdb.DuckDBPyConnection, table: str, known: Mapping[str, int]) -> None:
    """Remove the rows that a table has of documents; `known` says in which loads they are."""
    if known:
        where = f"document_id IN ({', '.join('?' * len(known))})"  # half the time of a list for one document
        if table in NUMBERED:
            where += f" AND load_number IN ({', '.join(map(str, sorted(set(known.values()))))})"
        con.execute(f"DELETE FROM {table} WHERE {where}", list(known)).fetchall()  # noqa: S608


def add_rows(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Put rows in a table."""
    if frame.is_empty():
        return
    with registered(con, incoming=frame):
        con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming").fetchall()  # noqa: S608


class _Handed:
    """A frame that DuckDB reads as it lies in memory: handed over as an Arrow table all its text is written anew.

    DuckDB keeps whatever was registered until its transaction ends (2.0.0 and 1.5.5), so the frame is taken out again.
    """

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)


@contextmanager
def registered(con: duckdb.DuckDBPyConnection, **frames: pl.DataFrame) -> Iterator[None]:
    """Frames under names that SQL can read, for as long as the block runs."""
    handed = {name: _Handed(frame) for name, frame in frames.items()}
    for name, one in handed.items():
        con.register(name, one)
    try:
        yield
    finally:
        for name, one in handed.items():
            con.unregister(name)
            one.frame = one.frame.clear()


def _put_documents(con: duckdb.DuckDBPyConnection, incoming: Sequence[Incoming], numbers: Iterable[int]) -> None:
    moment = now()
    rows = [
        _document_row(document, one) | {"seen_at": moment, "load_number": number, "read_with": one.read_with}
        for one, number in zip(incoming, numbers, strict=True)
        for document in one.documents
    ]
    types = {"published": pl.Date, "superseded_by": pl.String}
    with registered(con, incoming=pl.DataFrame(rows, schema_overrides=types)):
        con.execute(statement("load/document")).fetchall()
        con.execute(statement("load/document_version")).fetchall()


def _document_row(document: Document, one: Incoming) -> dict[str, Any]:
    return {
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
        "reader": one.reader,
        "superseded_by": one.superseded.get(document.document_id),
    }


def _log(con: duckdb.DuckDBPyConnection, incoming: Sequence[Incoming]) -> None:
    who, moment = _who(), now()
    rows = [
        {
            "document_id": one.documents[0].document_id,
            "uri": one.documents[0].uri,
            "reader": one.reader,
            "read_by": who,
            "read_at": moment,
            "observations": sum(part.observations for part in one.stated),
            "findings": sum(part.findings for part in one.stated),
            "cells": sum(part.cells for part in one.stated),
        }
        for one in incoming
    ]
    with registered(con, incoming=pl.DataFrame(rows)):
        con.execute("INSERT INTO read_log BY NAME FROM incoming").fetchall()


def _who() -> str:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that no user has
        user = "unknown"
    return f"{user}@{platform.node()}"
