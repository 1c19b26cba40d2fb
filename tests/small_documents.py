"""Small documents with the figures that a test needs, as normalising would hand them over."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import polars as pl

from tasks.frames import CELLS, FINDINGS, OBSERVATIONS
from tasks.model import Document, Kind, Normalised, stable_id
from tasks.warehouse import replace_document, transaction
from tasks.warehouse.touched import forget_touched, hold_touched, touch

READER = "proef"


def document(name: str = "monitor.txt", **changes: Any) -> Document:
    """A document of Borne over 2025; its bytes are made of its name unless `document_id` says otherwise."""
    fields: dict[str, Any] = {
        "document_id": stable_id(name) * 2,
        "uri": f"s3://documenten/{name}",
        "key": name,
        "version": "1",
        "municipality": "GM0147",
        "kind": Kind.MONITOR,
        "year": 2025,
        "period": "2025",
        "published": None,
        "evidence": {"year": "titel"},
    }
    return Document(**(fields | changes))


def figure(concept: str, value: int | str, scenario: str = "realisatie", **changes: Any) -> dict[str, Any]:
    """One printed figure in whole euros: lasten in table T01 over 2025, unless said otherwise."""
    number = Decimal(value)
    fields: dict[str, Any] = {
        "table_id": "T01",
        "table_title": "Lasten",
        "row_label": concept,
        "column_label": scenario,
        "metric": "lasten",
        "scenario": scenario,
        "period": "2025",
        "value": number,
        "standard_value": number,
        "unit": "EUR",
        "domain": concept.split(".")[0],
        "concept": concept,
        "is_total": False,
        "scale": 1,
        "mark": "",
        "raw": f"{number:,}".replace(",", "."),
        "reader": READER,
    }
    return fields | changes


def normalised(of: Document, *figures: dict[str, Any]) -> Normalised:
    """Figures as the observations of a document; a row of the grid for each label, a column for each scenario."""
    labels = list(dict.fromkeys((given["table_id"], given["row_label"]) for given in figures))
    columns = list(dict.fromkeys((given["table_id"], given["column_label"]) for given in figures))
    rows = []
    for number, given in enumerate(figures):
        place = {
            "row": labels.index((given["table_id"], given["row_label"])) + 1,
            "column": columns.index((given["table_id"], given["column_label"])) + 1,
            "locator": f"line {number + 1}",
            "document_id": of.document_id,
            "observation_id": stable_id(of.document_id, number, given["value"]),
        }
        rows.append(place | given)
    return Normalised(
        pl.DataFrame(rows, schema=OBSERVATIONS), pl.DataFrame(schema=FINDINGS), pl.DataFrame(_cells(rows), schema=CELLS)
    )


def replace_touching(con: duckdb.DuckDBPyConnection, of: Document, *figures: dict[str, Any]) -> None:
    """Replace a document in a transaction, and have at hand what that touches."""
    forget_touched(con)
    touch(con, [of.document_id], [of.uri])
    replace_document(con, of, normalised(of, *figures), READER)
    touch(con, [of.document_id], [of.uri])
    hold_touched(con)


def load(con: duckdb.DuckDBPyConnection, of: Document, *figures: dict[str, Any]) -> Document:
    """Load a document with these figures."""
    with transaction(con):
        replace_document(con, of, normalised(of, *figures), READER)
    return of


def _cells(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    cells = []
    for row in rows:
        place = {key: row[key] for key in ("document_id", "table_id")}
        cells.append(place | _cell(row["row"], row["column"], row["raw"], row["locator"], "observed"))
        cells.append(place | _cell(row["row"], 0, row["row_label"], row["locator"], None))
        cells.append(place | _cell(0, row["column"], row["column_label"], "line 0", None))
    return list({(cell["table_id"], cell["row"], cell["column"]): cell for cell in cells}.values())


def _cell(row: int, column: int, text: str, locator: str, fate: str | None) -> dict[str, Any]:
    return {"row": row, "column": column, "text": text, "locator": locator, "fate": fate, "reason": None}
