"""The raw Iv3 tables of CBS: one row per taakveld, category, municipality and delivery, in thousands of euros.

Keys are padded with spaces. A figure is published twice: what the second publication says is current, the first
stays as what was said before. Where the second has no entry the first is current.
"""

from __future__ import annotations

import polars as pl

from tasks.iv3.model import ENTRIES, Delivery, Line, Sheet
from tasks.iv3.table import digits, frame, heading, in_heading

NAME = "iv3-cbs"
KEYS = ("TaakveldBalanspost", "Categorie", "Gemeenten", "Verslagsoort")
FIRST, SECOND = "k_1ePlaatsing_1", "k_2ePlaatsing_2"
NO_ENTRY = "-99998"
PAGE = 10_000  # rows that CBS gives at most in one answer
DELIVERY = r"^(20\d{2})X00([0-5])$"
BALANCE_POST = r"^[AaPp]\d"


def fits(names: list[str]) -> bool:
    """Whether a heading is that of a raw table."""
    return set(KEYS) <= set(names) and bool({FIRST, SECOND} & set(names))


def read(data: bytes, _said: Delivery) -> Sheet:
    """The entries of a raw table."""
    cells = frame(data)
    names = heading(data)[1]
    printed = [name for name in (FIRST, SECOND) if name in names]
    figures = _with_keys(cells, printed)
    current = pl.coalesce("second", "first")
    of_second = pl.col("second").is_not_null()
    entries = pl.concat(
        [
            _entries(figures, current, pl.when(of_second).then(pl.lit(SECOND)).otherwise(pl.lit(FIRST)), names, False),
            _entries(figures.filter(of_second), pl.col("first"), pl.lit(FIRST), names, True),
        ]
    ).collect()
    no_entry = sum(int((cells[name].str.strip_chars() == NO_ENTRY).sum()) for name in printed)
    return Sheet(
        NAME,
        entries,
        {"heading": in_heading(names), "key": digits(cells.drop(printed)), "no entry": no_entry},
        digits(cells) + in_heading(names),
        _cut_off(cells.height),
    )


def _with_keys(cells: pl.DataFrame, printed: list[str]) -> pl.LazyFrame:
    """The rows with their keys told apart and their figures, null where there is no entry."""
    keys = {name: pl.col(name).str.strip_chars() for name in KEYS}
    figure = {
        alias: pl.col(name).str.strip_chars().replace([NO_ENTRY, ""], None) if name in printed else pl.lit(None)
        for alias, name in (("first", FIRST), ("second", SECOND))
    }
    return (
        cells.lazy()
        .with_row_index("row")
        .select("row", **keys, **figure)
        .with_columns(pl.col("row").cast(pl.Int64), pl.col("first", "second").cast(pl.String))
    )


def _entries(figures: pl.LazyFrame, raw: pl.Expr, column: pl.Expr, names: list[str], earlier: bool) -> pl.LazyFrame:
    """The entries of the publication that `raw` stands in."""
    side = pl.col("Categorie").str.slice(0, 1).str.to_uppercase()
    places = {name: index for index, name in enumerate(names)}
    return (
        figures.with_columns(raw.alias("raw"), column.alias("column_label"))
        .filter(pl.col("raw").is_not_null())
        .select(
            place="Gemeenten",
            year=pl.col("Verslagsoort").str.extract(DELIVERY, 1).cast(pl.Int64),
            periode=pl.col("Verslagsoort").str.extract(DELIVERY, 2).cast(pl.Int64),
            earlier=pl.lit(earlier),
            taakveld="TaakveldBalanspost",
            category=pl.col("Categorie").str.to_uppercase(),
            metric=side.replace_strict({"L": "lasten", "B": "baten"}, default=None, return_dtype=pl.String),
            raw="raw",
            scale=pl.lit(1000, dtype=pl.Int64),
            row="row",
            column=pl.col("column_label").replace_strict(places, default=-1, return_dtype=pl.Int64),
            column_label="column_label",
            locator=pl.format("line {}", pl.col("row") + 2),
            set_aside=pl.when(pl.col("TaakveldBalanspost").str.contains(BALANCE_POST)).then(pl.lit("balance post")),
        )
        .cast(ENTRIES)  # type: ignore[arg-type]
    )


def _cut_off(rows: int) -> tuple[Line, ...]:
    """CBS gives ten thousand rows at most and orders them by taakveld: such a file is a part of a budget."""
    if rows != PAGE:
        return ()
    text = "Het bestand telt precies 10.000 rijen, het meeste wat het CBS ineens geeft: het is vermoedelijk afgekapt."
    return (Line("cut off", "warning", f"line {rows + 1}", f"{rows}", text),)
