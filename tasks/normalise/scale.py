"""The scale of money: printed with the table, near it, or inferred with its evidence kept.

Scale is for money only, never for counts or percentages; a figure printed with K or mln has its own.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

import polars as pl

THOUSANDS = re.compile(
    r"[x×*]\s*(?:€|eur(?:o|\.)?)?\s*\.?\s*1\s?[.\s]?\s?000(?![.\d]\d)"
    r"|\b(?:in|x|×)\s*(?:€|euro)?\s*\.?1\.?000\b(?!\.\d)(?! inwoners| personen| huishoudens| kinderen)"
    r"|\(\s*€\s*1\.?000\s*\)|\bbedrag(?:en)?:?\s*€\s*1\.?000\b(?!\.\d)|\bx?\s*duizend(?:en)?\b|€\s*\.1000|\bk€",
    re.IGNORECASE,
)
MILLIONS = re.compile(
    r"[x×*]\s*(?:€|euro)?\s*1\.?000\.?000|\b(?:x|in|×)\s*(?:€\s*)?(?:1\s*)?(?:mln\.?|miljoen(?:en)?)\b", re.I
)
UNITS = re.compile(r"[x×*]\s*€?\s*1(?:,-)?(?![.\d])|\bin (?:hele )?(?:euro'?s?\b|€)|\bhele euro", re.IGNORECASE)


def scale_of(text: str) -> int | None:
    """The scale that a text prints, misprints included; None where it prints none."""
    if MILLIONS.search(text):
        return 1_000_000
    if THOUSANDS.search(text):
        return 1_000
    return 1 if UNITS.search(text) else None


PER_INHABITANT = (10, 10_000)  # euros that a programme or taakveld of a municipality costs per inhabitant
TYPICAL_INHABITANTS = 30_000  # half of the municipalities have fewer; for those that merged before 2023
DOUBTFUL = 100_000  # a table of lasten and baten below this many euros may as well be in thousands


@lru_cache(maxsize=1)
def inhabitants() -> dict[str, int]:
    """Inhabitants by CBS code of municipality."""
    text = files("tasks").joinpath("vocabularies", "inwoners.csv").read_text(encoding="utf-8")
    return {row["code"]: int(row["inwoners"]) for row in csv.DictReader(text.splitlines())}


def table_scales(cells: pl.DataFrame, tables: pl.DataFrame, municipality: str) -> pl.DataFrame:
    """The scale of each table with the evidence where none is printed: magnitude, then its neighbours."""
    low, high = PER_INHABITANT
    head = pl.col("booked") / inhabitants().get(municipality, TYPICAL_INHABITANTS)
    thousands = (pl.col("table_scale") == 1_000) | pl.col("by_magnitude")
    smaller = pl.col("largest") <= pl.col("largest").filter(thousands).max()
    whole_euros = pl.col("any_euro") | pl.col("all_round")
    return (
        tables.lazy()
        .join(magnitudes(cells.lazy()), on="table_id", how="left")
        .with_columns((pl.col("table_scale").is_null() & pl.col("money") & ~whole_euros).alias("open"))
        .with_columns(_sure(pl.col("open") & (head < low) & (head * 1_000).is_between(low, high)).alias("by_magnitude"))
        .with_columns(_sure(pl.col("open") & ~pl.col("by_magnitude") & smaller).alias("by_neighbours"))
        .select(
            "table_id",
            "table_title",
            _scale().alias("scale"),
            _evidence().alias("evidence"),
            _doubt().alias("doubt"),
        )
        .collect()
    )


def _sure(condition: pl.Expr) -> pl.Expr:
    return condition.fill_null(False)


def _scale() -> pl.Expr:
    inferred = pl.when(pl.col("by_magnitude") | pl.col("by_neighbours")).then(1_000)
    return pl.coalesce("table_scale", inferred, 1).cast(pl.Int64)


def _evidence() -> pl.Expr:
    return (
        pl.when(pl.col("by_magnitude"))
        .then(pl.lit("in hele euro's zou het grootste bedrag minder dan € 10 per inwoner zijn"))
        .when(pl.col("by_neighbours"))
        .then(pl.lit("de andere tabellen van het document staan in duizenden"))
    )


def _doubt() -> pl.Expr:
    guessed = pl.col("by_magnitude") | pl.col("by_neighbours")
    return _sure(pl.col("open") & ~guessed & (pl.col("booked") < DOUBTFUL))


def magnitudes(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Per table: its largest amount, the largest that is booked, and what tells that it prints whole euros."""
    money = cells.filter((pl.col("unit") == "EUR") & pl.col("printed").is_not_null() & pl.col("own_scale").is_null())
    size = pl.col("printed").abs().cast(pl.Float64)
    booked = pl.col("metric").is_in(["lasten", "baten", "saldo", "result"]) & (pl.col("scenario") != "verschil")
    return money.group_by("table_id").agg(
        size.max().alias("largest"),
        size.filter(booked).max().alias("booked"),
        pl.col("has_euro").any().alias("any_euro"),
        ((size % 1_000) == 0).all().alias("all_round"),
    )
