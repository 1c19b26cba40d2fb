"""The cells of a whole document as one frame, with what each row and column of a table holds."""

from __future__ import annotations

import polars as pl

from tasks.frames import AS_WRITTEN
from tasks.model import Reading, Table
from tasks.normalise import numbers

CELL_SCHEMA = {
    "table_id": pl.String,
    "row": pl.Int64,
    "column": pl.Int64,
    "text": pl.String,
    "locator": pl.String,
    "region": pl.String,
}


def cells_of(reading: Reading) -> pl.DataFrame:
    """Every cell with its table, its region (heading, label, body) and what its text is worth."""
    rows = [
        (table.table_id, cell.row, cell.column, cell.text, cell.locator, region(table, cell.row, cell.column))
        for table in reading.tables
        for cell in table.cells
    ]
    frame = pl.DataFrame(rows, schema=CELL_SCHEMA, orient="row")
    parted = frame.lazy().with_columns(numbers.figures())
    return parted.with_columns(numbers.worth()).drop("parts").collect(optimizations=AS_WRITTEN)


def region(table: Table, row: int, column: int) -> str:
    """Where a cell stands: in the headings, in the labels or in the body."""
    if row < table.heading_rows:
        return "heading"
    return "label" if column < table.label_columns else "body"


def counts(cells: pl.DataFrame, by: str) -> dict[tuple[str, int], dict[str, int]]:
    """Per row or column of each table: how many body cells are figures, years, euros, percents, flags, text."""
    figure, value = pl.col("printed").is_not_null(), pl.col("is_empty") | pl.col("is_word")
    frame = (
        cells.lazy()
        .filter(pl.col("region") == "body")
        .group_by("table_id", by)
        .agg(
            pl.len().alias("cells"),
            figure.sum().alias("figures"),
            pl.col("is_year").sum().alias("years"),
            (pl.col("has_euro") & figure).sum().alias("euros"),
            pl.col("has_percent").sum().alias("percents"),
            pl.col("is_flag").sum().alias("flags"),
            (~figure & ~value & ~pl.col("is_flag")).sum().alias("texts"),
        )
        .collect(optimizations=AS_WRITTEN)
    )
    return {(row["table_id"], row[by]): row for row in frame.iter_rows(named=True)}
