"""The judgements over tables, rows and columns as frames that the cells are joined with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import polars as pl

from tasks.model import Document, Reading, Table
from tasks.normalise.grid import counts
from tasks.normalise.headings import TOTAL_HEADING, Column, Counts, period_said
from tasks.normalise.labels import Row, rows_of
from tasks.normalise.measures import Facts, facts_of
from tasks.normalise.settling import columns_of, settle
from tasks.normalise.words import code_of

FLAG_HEADING = re.compile(
    r"^\W*(?:[vn]\W{0,3}[vn]|i\W{0,3}s|voor(?:deel)?\W*(?:of )?nade(?:el|len)|inc\w*\W+str\w*)?\W*$", re.IGNORECASE
)
Schema = dict[str, pl.DataType | type[pl.DataType]]

COLUMNS: Schema = {
    "table_id": pl.String,
    "column": pl.Int64,
    "column_label": pl.String,
    "column_subject": pl.String,  # what a heading is about, where it names no scenario, period or measure
    "column_kind": pl.String,
    "scenario": pl.String,
    "column_period": pl.String,
    "column_metric": pl.String,
    "column_unit": pl.String,
    "column_scale": pl.Int64,
    "dated": pl.Boolean,
    "named": pl.Boolean,
    "euro_column": pl.String,
    "flagged": pl.Int64,  # the column that the flags of this one belong to
}
ROWS: Schema = {
    "table_id": pl.String,
    "row": pl.Int64,
    "label_path": pl.List(pl.String),
    "is_total": pl.Boolean,
    "row_metric": pl.String,
    "overrules": pl.Boolean,
    "row_unit": pl.String,
    "row_scenario": pl.String,
    "row_period": pl.String,
    "euro_line": pl.String,
}
TABLES: Schema = {
    "table_id": pl.String,
    "table_title": pl.String,
    "section": pl.List(pl.String),
    "table_metric": pl.String,
    "table_unit": pl.String,
    "table_scale": pl.Int64,
    "money": pl.Boolean,
    "default_metric": pl.String,
    "cost_positive": pl.Boolean,
    "rows_named": pl.Boolean,
    "rows_scenario": pl.Boolean,
    "money_unit": pl.String,
}


@dataclass(frozen=True, slots=True)
class Attributes:
    """What holds for columns, rows and tables."""

    columns: pl.DataFrame
    rows: pl.DataFrame
    tables: pl.DataFrame


def attributes_of(document: Document, reading: Reading, cells: pl.DataFrame) -> Attributes:
    """The frames of columns, rows and tables of a document."""
    by_column, by_row = counts(cells, "column"), counts(cells, "row")
    columns: list[tuple[object, ...]] = []
    rows: list[tuple[object, ...]] = []
    tables: list[tuple[object, ...]] = []
    for table in reading.tables:
        read_columns = columns_of(table, document, by_column)
        read_rows = rows_of(table)
        facts = facts_of(table, read_columns, read_rows, by_column)
        if facts.rows_scenario:
            read_rows = settled_rows(read_rows, table, document)
        columns += [column_line(column, read_columns, by_column) for column in read_columns]
        euros = any(by_row.get((table.table_id, row.row), {}).get("euros") for row in read_rows)
        rows += [row_line(row, by_row, euros=euros) for row in read_rows]
        tables.append(table_line(facts))
    return Attributes(
        pl.DataFrame(columns, schema=COLUMNS, orient="row"),
        pl.DataFrame(rows, schema=ROWS, orient="row"),
        pl.DataFrame(tables, schema=TABLES, orient="row"),
    )


def settled_rows(rows: list[Row], table: Table, document: Document) -> list[Row]:
    """Rows that name scenarios or periods, settled against one another as columns would be."""
    heading = [row for row in rows if row.scenario or row.period]
    as_columns = [
        Column(row.table_id, row.row, row.path[-1], "value", row.scenario, period, dated=period is not None)
        for row in heading
        for period in [period_said((row.path[-1],), row.scenario, document.year)]
    ]
    settled = {column.column: column for column in settle(as_columns, table, document)}
    return [
        replace(row, scenario=found.scenario, period=found.period) if (found := settled.get(row.row)) else row
        for row in rows
    ]


def column_line(column: Column, columns: list[Column], counts: dict[tuple[str, int], Counts]) -> tuple[object, ...]:
    """One line of `COLUMNS`."""
    held = counts.get((column.table_id, column.column), {})
    left = [other.column for other in columns if other.kind == "value" and other.column < column.column]
    attached = column.kind == "flag" and bool(left) and FLAG_HEADING.match(column.label) is not None
    says_how = column.named or column.dated or column.metric or column.unit or TOTAL_HEADING.match(column.label)
    return (
        column.table_id,
        column.column,
        column.label,
        None if says_how else column.label,
        column.kind,
        column.scenario,
        column.period,
        column.metric,
        column.unit,
        column.scale,
        column.dated,
        column.named,
        "EUR" if held.get("euros") else None,
        left[-1] if attached else None,
    )


def row_line(row: Row, counts: dict[tuple[str, int], Counts], *, euros: bool) -> tuple[object, ...]:
    """One line of `ROWS`; where other rows have euro signs, one without them may say that it counts something."""
    own_euros = counts.get((row.table_id, row.row), {}).get("euros", 0)
    counted = code_of("counted", row.path[-1]) if euros and not own_euros and row.path else None
    return (
        row.table_id,
        row.row,
        list(row.path),
        row.is_total,
        row.metric,
        row.overrules,
        row.unit or counted,
        row.scenario,
        row.period,
        "EUR" if own_euros else None,
    )


def table_line(facts: Facts) -> tuple[object, ...]:
    """One line of `TABLES`."""
    return (
        facts.table_id,
        facts.table_title,
        facts.section,
        facts.table_metric,
        facts.table_unit,
        facts.table_scale,
        facts.money,
        facts.default_metric,
        facts.cost_positive,
        facts.rows_named,
        facts.rows_scenario,
        "EUR" if facts.money else None,
    )


def with_attributes(cells: pl.DataFrame, attributes: Attributes) -> pl.LazyFrame:
    """The cells with what holds for their column, row and table, and what other cells of their row say of them."""
    row = ["table_id", "row"]
    columns = attributes.columns.lazy()
    body = cells.lazy().filter(pl.col("region") == "body")
    flags = body.filter("is_flag").join(columns.filter(pl.col("flagged").is_not_null()), on=["table_id", "column"])
    units = body.join(columns.filter(pl.col("column_kind") == "unit"), on=["table_id", "column"])
    years = body.filter("is_year").join(columns.filter(pl.col("column_kind") == "year"), on=["table_id", "column"])
    measured = years.select(*row, pl.col("text").alias("measured"))
    marks = flags.group_by(*row, "flagged", maintain_order=True).agg(pl.col("text").str.join("/").alias("flag"))
    return (
        cells.lazy()
        .join(columns, on=["table_id", "column"], how="left")
        .join(attributes.rows.lazy(), on=row, how="left")
        .join(attributes.tables.lazy(), on="table_id", how="left")
        .join(
            marks.rename({"flagged": "column"}),
            on=[*row, "column"],
            how="left",
        )
        .join(units.select(*row, unit_in_cell()).unique(row, keep="first", maintain_order=True), on=row, how="left")
        .join(measured.unique(row, keep="first", maintain_order=True), on=row, how="left")
    )


def unit_in_cell() -> pl.Expr:
    """The unit that a column `eenheid` prints for its row."""
    text = pl.col("text").str.to_lowercase()
    return (
        pl.when(text.str.contains(r"%|procent"))
        .then(pl.lit("procent"))
        .when(text.str.contains(r"€|euro"))
        .then(pl.lit("EUR"))
        .otherwise(pl.lit("aantal"))
        .alias("unit_cell")
    )
