"""The columns, types and units of the frames that normalising makes and the warehouse keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from tasks.model import Normalised
from tasks.packed import proof_of

MONEY = pl.Decimal(20, 4)

OBSERVATIONS: dict[str, pl.DataType | type[pl.DataType]] = {
    "observation_id": pl.String,  # hash of document, table, cell and what was concluded: a rerun makes the same
    "document_id": pl.String,
    "table_id": pl.String,
    "table_title": pl.String,
    "row_label": pl.String,  # label path as printed, outermost first, joined with ' > '
    "column_label": pl.String,
    "metric": pl.String,  # null where it is open, as scenario, period and unit
    "scenario": pl.String,
    "period": pl.String,
    "value": MONEY,  # printed sign, scale applied: whole euros, or the unit named
    "standard_value": MONEY,  # lasten and baten positive, saldo = baten - lasten; null where that has no meaning
    "unit": pl.String,  # EUR aantal procent cijfer ratio meter kilometer hectare m2 kilogram
    "domain": pl.String,
    "concept": pl.String,  # what the row is about, through the vocabularies; `domain/slug` where none knows it
    "is_total": pl.Boolean,  # the row is printed as a total of other rows of its table
    "scale": pl.Int64,  # 1, 1000 or 1000000: what the printed number was multiplied with
    "mark": pl.String,  # footnote marks and V/N flags printed at the figure
    "raw": pl.String,  # the cell exactly as printed
    "locator": pl.String,
    "row": pl.Int64,
    "column": pl.Int64,
    "reader": pl.String,
    "scenario_ground": pl.String,  # what the conclusion rests on: a `Ground`; null where the reading did not tell
    "period_ground": pl.String,
    "metric_ground": pl.String,
    "unit_ground": pl.String,
    "scale_ground": pl.String,
    "concept_ground": pl.String,
    "concept_score": pl.Float64,  # how alike the names are, where the concept rests on that: 0 to 1
    "doubt": pl.String,  # why nothing may be built on it, in Dutch; null where all is settled
    "value_ground": pl.String,  # printed, or ocr: recognised in a picture
    "value_score": pl.Float64,  # how sure the machine was that recognised it: 0 to 1
}

GROUNDS = tuple(name for name in OBSERVATIONS if name.endswith("_ground"))
LATER = tuple(OBSERVATIONS)[tuple(OBSERVATIONS).index("scenario_ground") :]  # not in what was read before November 2026

FINDINGS: dict[str, pl.DataType | type[pl.DataType]] = {
    "finding_id": pl.String,
    "document_id": pl.String,
    "kind": pl.String,
    "severity": pl.String,
    "table_id": pl.String,
    "locator": pl.String,
    "printed": pl.String,
    "computed": pl.String,
    "text": pl.String,  # one Dutch sentence for a controller
}

CELLS: dict[str, pl.DataType | type[pl.DataType]] = {
    "document_id": pl.String,
    "table_id": pl.String,  # null for text outside tables
    "row": pl.Int64,
    "column": pl.Int64,
    "text": pl.String,
    "locator": pl.String,
    "fate": pl.String,  # null where the cell has no digit
    "reason": pl.String,
}

PROOF: dict[str, pl.DataType | type[pl.DataType]] = {
    "document_id": pl.String,
    "money": pl.Int64,  # figures that are money
    "proved": pl.Int64,  # those that the document's own arithmetic proves
}

COUNTS: dict[str, pl.DataType | type[pl.DataType]] = {  # the account of a file whose cells are not kept one by one
    "document_id": pl.String,
    "fate": pl.String,
    "reason": pl.String,
    "cells": pl.Int64,
}


NOTHING = Normalised(pl.DataFrame(schema=OBSERVATIONS), pl.DataFrame(schema=FINDINGS), pl.DataFrame(schema=CELLS))


def of_document(document_id: str, columns: Mapping[str, Any], rows: Iterable[tuple[object, ...]]) -> pl.DataFrame:
    """A frame of rows that say all but whose they are: that is kept once, and not in each of a hundred thousand."""
    said = {name: kind for name, kind in columns.items() if name != "document_id"}
    frame = pl.DataFrame(list(rows), schema=said, orient="row")
    whose = pl.Series("document_id", [document_id]).new_from_index(0, frame.height)
    return frame.insert_column(list(columns).index("document_id"), whose)


def joined(parts: Iterable[Normalised]) -> Normalised:
    """What was normalised in parts, as one."""
    found = [*parts] or [NOTHING]
    return Normalised(
        pl.concat(part.observations for part in found),
        pl.concat(part.findings for part in found),
        pl.concat(part.cells for part in found),
        proof_of(part.proof for part in found),
    )
