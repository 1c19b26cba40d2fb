"""Iv3 of the country as published after CBS: a row per gemeente and taakveld, baten and lasten in columns.

In thousands of euros, with a point as decimal mark. Which delivery it is stands in its name only.
"""

from __future__ import annotations

import re

import polars as pl

from tasks.iv3.model import ENTRIES, NAMES, Delivery, NotIv3, Sheet
from tasks.iv3.table import digits, frame, heading, in_heading

NAME = "iv3-pivot"
PLACE, TAAKVELD = "Gemeenten", "Taakveld"
TOTALS = {"lasten": "lasten", "baten": "baten"}
CATEGORY = re.compile(r"([LB]\d(?:\.\d{1,2})+)\b")


def fits(names: list[str]) -> bool:
    """Whether a heading is that of a pivoted table."""
    return {PLACE, TAAKVELD} <= set(names) and any(name.lower() in TOTALS for name in names)


def read(data: bytes, said: Delivery) -> Sheet:
    """The entries of a pivoted table.

    Raises:
        NotIv3: Nothing says which delivery it is, or the table cannot be read.
    """
    if said.year is None or said.periode is None:
        raise NotIv3(
            "de tabel zegt niet van welk jaar en welke levering zij is: noem het bestand als 2023_begroting.csv of "
            "2023_jaarrekening.csv, of geef --year en --kind begroting of jaarstukken."
        )
    cells, names = frame(data), heading(data)[1]
    columns = {name: _measure(name) for name in names if _measure(name)}
    text = {name: digits(cells.select(name)) for name in names if name not in columns}
    keys = text.pop(PLACE) + text.pop(TAAKVELD)
    return Sheet(
        NAME,
        _entries(cells, said, names, list(columns)),
        {"heading": in_heading(names), "key": keys, "text column": sum(text.values())},
        digits(cells) + in_heading(names),
        evidence={"period": f"{said.year}, {NAMES[said.periode]}: naam van het bestand of opgave"},
    )


def _measure(name: str) -> tuple[str, str | None] | None:
    """Metric and category of a column; None where it holds no figures of a taakveld."""
    if name.lower() in TOTALS:
        return TOTALS[name.lower()], None
    found = CATEGORY.match(name)
    return ("lasten" if found[1].startswith("L") else "baten", found[1]) if found else None


def _entries(cells: pl.DataFrame, said: Delivery, names: list[str], columns: list[str]) -> pl.DataFrame:
    measures = pl.LazyFrame(
        [(name, names.index(name), *(_measure(name) or ())) for name in columns],
        schema={"column_label": pl.String, "column": pl.Int64, "metric": pl.String, "category": pl.String},
        orient="row",
    )
    return (
        cells.lazy()
        .with_row_index("row")
        .unpivot(columns, index=["row", PLACE, TAAKVELD], variable_name="column_label", value_name="raw")
        .filter(pl.col("raw").is_not_null())
        .join(measures, on="column_label", how="left", maintain_order="left")
        .select(
            "metric",
            "category",
            "column",
            "column_label",
            place=pl.col(PLACE).str.strip_chars(),
            year=pl.lit(said.year),
            periode=pl.lit(said.periode),
            earlier=pl.lit(False),
            taakveld=pl.col(TAAKVELD).str.strip_chars(),
            raw=pl.col("raw").str.strip_chars(),
            scale=pl.lit(1000),
            row=pl.col("row"),
            locator=pl.format("line {}", pl.col("row") + 2),
            set_aside=pl.lit(None, dtype=pl.String),
        )
        .select(list(ENTRIES))
        .cast(ENTRIES)  # type: ignore[arg-type]
        .sort("column", "row")  # the order otherwise depends on the number of threads, and the first of two counts
        .collect()
    )
