"""The findings of the audit of text, made anew for the documents in hand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import polars as pl

from tasks.audit import Fault, Figure, Piece, Read, Split, faults
from tasks.model import stable_id
from tasks.warehouse.load import registered
from tasks.warehouse.statements import statement

COLUMNS = {
    "finding_id": pl.String,
    "document_id": pl.String,
    "kind": pl.String,
    "severity": pl.String,
    "table_id": pl.String,
    "locator": pl.String,
    "printed": pl.String,
    "computed": pl.String,
    "text": pl.String,
    "year": pl.Int32,
}


def refresh_text_findings(con: duckdb.DuckDBPyConnection, *, touched: bool) -> None:
    """Put what the texts of the documents in hand say wrong among the findings; `checked_statement` is at hand.

    With `touched` only findings of the years touched are put: those of other years still stand.
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE checked_document AS SELECT DISTINCT document_id, load_number, municipality, "
        "document_year FROM checked_any WHERE kind <> 'iv3'"
    ).fetchall()
    grown: dict[str, dict[tuple[str, str], Split]] = {}
    for document, table, year, *split in con.execute(statement("audit/grown")).fetchall():
        grown.setdefault(document, {})[table, year] = (split[0], split[1], split[2])
    rows = [_row(read, fault) for read in _documents(con) for fault in faults(read, grown.get(read.document_id, {}))]
    frame = pl.DataFrame(rows, COLUMNS, orient="row").unique("finding_id", maintain_order=True)
    if frame.is_empty():
        return
    kept = (
        "SEMI JOIN (SELECT d.document_id, t.year FROM document AS d JOIN touched AS t USING (municipality)) "
        "USING (document_id, year)"
        if touched
        else ""
    )
    with registered(con, incoming=frame):
        con.execute(f"INSERT INTO finding BY NAME FROM incoming {kept}").fetchall()


def _documents(con: duckdb.DuckDBPyConnection) -> Iterator[Read]:
    pieces: dict[str, list[Piece]] = {}
    for document, *piece in con.execute(statement("audit/pieces")).fetchall():
        pieces.setdefault(document, []).append(Piece(*piece))
    if not pieces:
        return
    with registered(con, audited=pl.DataFrame({"document_id": list(pieces)})):
        figures: dict[str, list[Figure]] = {}
        for document, *figure in con.execute(statement("audit/figures")).fetchall():
            figures.setdefault(document, []).append(Figure(*figure))
    of = {row[0]: row[1:] for row in con.execute(
        "SELECT document_id, municipality, document_year FROM checked_document").fetchall()}  # fmt: skip
    for document, found in pieces.items():
        municipality, year = of[document]
        yield Read(document, municipality, year, found, figures.get(document, []))


def _row(read: Read, fault: Fault) -> tuple[object, ...]:
    identity = stable_id(fault.kind, read.document_id, fault.piece.locator, fault.printed, fault.text)
    return (
        identity, read.document_id, fault.kind, fault.severity, fault.table_id, fault.piece.locator, fault.printed,
        fault.computed, fault.text, int(fault.period),
    )  # fmt: skip
