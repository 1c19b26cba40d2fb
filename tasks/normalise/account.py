"""The fate of every cell with a digit in it: observed, ignored under a name, or signalled."""

from __future__ import annotations

import polars as pl

from tasks.frames import CELLS
from tasks.model import Document, Fate, Reading

COLUMN_REASONS = {
    "text": "text column",
    "code": "product code",
    "year": "measuring year",
    "unit": "unit",
    "flag": "flag",
}


def with_fates(cells: pl.LazyFrame) -> pl.LazyFrame:
    """The joined cells with `fate` and `reason`; both null where the text has no digit."""
    kind = pl.col("column_kind")
    reason = (
        pl.when(pl.col("region") == "heading")
        .then(pl.lit("heading"))
        .when((pl.col("region") == "label") & pl.col("text").str.contains(r"^\d+(?:[.\-_]\d+)*[a-zA-Z]?$"))
        .then(pl.lit("taakveld code"))
        .when(pl.col("region") == "label")
        .then(pl.lit("row label"))
        .when(pl.col("observed"))
        .then(None)
        .when(kind != "value")
        .then(kind.replace_strict(COLUMN_REASONS, default="text column", return_dtype=pl.String))
        .when(pl.col("is_word") | (pl.col("is_empty") & pl.col("has_digit")))
        .then(pl.lit("footnote mark"))
        .otherwise(pl.lit("unreadable cell"))
    )
    fate = (
        pl.when(~pl.col("has_digit"))
        .then(None)
        .when(reason.is_null())
        .then(pl.lit(Fate.OBSERVED.value))
        .when(reason == "unreadable cell")
        .then(pl.lit(Fate.SIGNALLED.value))
        .otherwise(pl.lit(Fate.IGNORED.value))
    )
    return cells.with_columns(fate.alias("fate"), pl.when(pl.col("has_digit")).then(reason).alias("reason"))


def account(document: Document, reading: Reading, cells: pl.DataFrame) -> pl.DataFrame:
    """The account of a document: its cells, then the text outside tables."""
    inside = cells.select(pl.lit(document.document_id).alias("document_id"), *list(CELLS)[1:])
    rows = [
        (document.document_id, None, None, None, rest.text, rest.locator, rest.fate.value, rest.reason)
        for rest in reading.remainder
    ]
    return pl.concat([inside, pl.DataFrame(rows, schema=CELLS, orient="row")])
