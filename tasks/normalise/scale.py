"""The scale of money: printed with the table, near it, or inferred with its evidence kept.

Scale is for money only, never for counts or percentages; a figure printed with K or mln has its own.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

import polars as pl

from tasks.frames import AS_WRITTEN

THOUSANDS = re.compile(
    r"[x×*]\s*(?:€|eur(?:o|\.)?)?\s*\.?\s*1\s?[.,\s]?\s?000(?![.\d]\d)"
    r"|\b(?:in|x|×)\s*(?:€|euro)?\s*\.?1\.?000\b(?!\.\d)(?! inwoners| personen| huishoudens| kinderen)"
    r"|\(\s*€\s*1\.?000\s*\)|\bbedrag(?:en)?:?\s*€\s*1\.?000\b(?!\.\d)|€\s*\.1000|\bk€|^\(?(?:€|eur)\s*1\.000\)?$"
    r"|(?<!op)(?<!op )\bx?\s*duizend(?:tallen|en)?\b|\bdzd\b",
    re.IGNORECASE,
)
MILLIONS = re.compile(
    r"[x×*]\s*(?:€|euro)?\s*1\.?000\.?000|(?:\b(?:x|in)|×|\*)\s*(?:€\s*)?(?:1\s*)?(?:mln\.?|miljoen(?:en)?)\b"
    r"|^\(?€\s*mln\.?\)?$|\bm€",
    re.IGNORECASE,
)
UNITS = re.compile(r"[x×*]\s*€?\s*1(?:,-+)?(?![.,]?\d)|\bin (?:hele )?(?:euro'?s?\b|€)|\bhele euro", re.IGNORECASE)


@lru_cache(maxsize=65536)
def scale_of(text: str) -> int | None:
    """The scale that a text prints, misprints included; None where it prints none."""
    if MILLIONS.search(text):
        return 1_000_000
    if THOUSANDS.search(text):
        return 1_000
    return 1 if UNITS.search(text) else None


PER_INHABITANT = (10, 10_000)  # euros that a programme or taakveld of a municipality costs per inhabitant
TYPICAL_INHABITANTS = 30_000  # half of the municipalities have fewer; for those that merged before 2023
PER_CLIENT = 250  # in thousands of euros: no care for one client costs that in a year, on average
LEAST_TELLING, FOUR_DIGITS = 10, 1_000  # amounts that may prove a scale together, or alone
DOUBTFUL = 100_000  # a table of lasten and baten below this many euros may as well be in thousands


def per_head() -> pl.Expr:
    """Amounts per inhabitant or client are in whole euros, also in a table in thousands: see `PER_CLIENT`."""
    label = pl.concat_str(pl.col("column_label"), pl.col("label_path").list.join(" "), separator=" ", ignore_nulls=True)
    inhabitant = label.str.to_lowercase().str.contains(r"per (inwoner|huishouden)")
    return (pl.col("metric") == "amount_per_client") & (inhabitant | (pl.col("printed").abs() >= PER_CLIENT))


@lru_cache(maxsize=1)
def inhabitants() -> dict[str, int]:
    """Inhabitants by CBS code of municipality."""
    text = files("tasks").joinpath("vocabularies", "inwoners.csv").read_text(encoding="utf-8")
    return {row["code"]: int(row["inwoners"]) for row in csv.DictReader(text.splitlines())}


def table_scales(cells: pl.DataFrame, tables: pl.DataFrame, municipality: str) -> pl.DataFrame:
    """The scale of each table with the evidence where none is printed: the same facts, magnitude, its neighbours."""
    low, high = PER_INHABITANT
    head = pl.col("booked") / inhabitants().get(municipality, TYPICAL_INHABITANTS)
    thousands = (pl.col("table_scale") == 1_000) | pl.col("by_magnitude")
    smaller = pl.col("largest") <= pl.col("largest").filter(thousands).max()
    whole_euros = pl.col("any_euro") | pl.col("all_round")
    return (
        tables.lazy()
        .join(magnitudes(cells.lazy()), on="table_id", how="left")
        .with_columns((pl.col("table_scale").is_null() & pl.col("money") & ~whole_euros).alias("open"))
        .join(elsewhere(cells.lazy()), on="table_id", how="left")
        .with_columns(_sure(pl.col("open") & pl.col("same_in_thousands")).alias("by_same"))
        .with_columns((pl.col("open") & ~pl.col("by_same") & ~_sure(pl.col("same_in_euros"))).alias("undecided"))
        .with_columns(
            _sure(pl.col("undecided") & (head < low) & (head * 1_000).is_between(low, high)).alias("by_magnitude")
        )
        .with_columns(_sure(pl.col("undecided") & ~pl.col("by_magnitude") & smaller).alias("by_neighbours"))
        .select(
            "table_id",
            "table_title",
            _scale().alias("scale"),
            _evidence().alias("evidence"),
            _doubt().alias("doubt"),
        )
        .collect(optimizations=AS_WRITTEN)
    )


def _sure(condition: pl.Expr) -> pl.Expr:
    return condition.fill_null(False)


def _scale() -> pl.Expr:
    inferred = pl.when(pl.col("by_same") | pl.col("by_magnitude") | pl.col("by_neighbours")).then(1_000)
    return pl.coalesce("table_scale", inferred, 1).cast(pl.Int64)


def _evidence() -> pl.Expr:
    return (
        pl.when(pl.col("by_same"))
        .then("same")
        .when(pl.col("by_magnitude"))
        .then(pl.lit("in hele euro's zou het grootste bedrag minder dan € 10 per inwoner zijn"))
        .when(pl.col("by_neighbours"))
        .then(pl.lit("de andere tabellen van het document staan in duizenden"))
    )


def _doubt() -> pl.Expr:
    guessed = pl.col("by_magnitude") | pl.col("by_neighbours")
    return _sure(pl.col("undecided") & ~guessed & (pl.col("booked") < DOUBTFUL))


def elsewhere(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Per table without a printed scale: whether its facts are printed elsewhere a thousand times as large.

    A fact is the same where label, measure, scenario and period are; rounded to thousands it may be half of one off.
    One fact of four digits, or two of fewer, cannot be chance; one that is equal as it stands says the opposite.
    """
    fact = ["label", "metric", "scenario", "period"]
    known = pl.coalesce("own_scale", "column_scale", "table_scale", pl.when(pl.col("has_euro")).then(1))
    money = (
        cells.filter((pl.col("region") == "body") & (pl.col("unit") == "EUR") & pl.col("printed").is_not_null())
        .select(
            "table_id", "table_title", *fact[1:], "text", known.alias("known"),
            pl.col("label_path").list.last().str.to_lowercase().alias("label"),
            pl.col("printed").cast(pl.Float64),
        )
        .filter(pl.col("label").is_not_null() & (pl.col("printed").abs() >= LEAST_TELLING))
    )  # fmt: skip
    stated = money.filter(pl.col("known").is_not_null()).with_columns(
        (pl.col("printed") * pl.col("known")).alias("worth")
    )
    pairs = money.filter(pl.col("known").is_null()).join(stated, on=fact, suffix="_there")
    off = (pl.col("worth") - pl.col("printed") * 1_000).abs() <= (1_000 + pl.col("known_there").clip(2)) / 2
    equal = (pl.col("worth") - pl.col("printed")).abs() <= pl.col("known_there") / 2
    evidence = pl.format(
        "'{}' staat hier als {} en in tabel '{}' als {}", "label", "text", "table_title_there", "text_there"
    )
    return (
        pairs.filter(pl.col("table_id") != pl.col("table_id_there"))
        .sort("table_id", pl.col("printed").abs(), "label", "text_there", descending=[False, True, False, False])
        .group_by("table_id", maintain_order=True)
        .agg(
            evidence.filter(off).first().alias("same"),
            (((off.sum() > 1) | (pl.col("printed").abs().filter(off).max() >= FOUR_DIGITS)) & ~equal.any()).alias(
                "same_in_thousands"
            ),
            (equal.any() & ~off.any()).alias("same_in_euros"),
        )
    )


def magnitudes(cells: pl.LazyFrame) -> pl.LazyFrame:
    """Per table: its largest amount, the largest that is booked, and what tells that it prints whole euros."""
    money = cells.filter((pl.col("unit") == "EUR") & pl.col("printed").is_not_null() & pl.col("own_scale").is_null())
    size = pl.col("printed").abs().cast(pl.Float64)
    # The total of a budget is at least what a part of the social domain costs; a single amount can be anything.
    whole = (
        (pl.col("metric") == "amount")
        & pl.col("is_total")
        & (pl.col("scenario") != "realisatie").any().over("table_id")
    )
    of_books = pl.col("metric").is_in(["lasten", "baten", "saldo", "result"])
    booked = (of_books | whole) & (pl.col("scenario") != "verschil")
    return money.group_by("table_id").agg(
        size.max().alias("largest"),
        size.filter(booked).max().alias("booked"),
        pl.col("has_euro").any().alias("any_euro"),
        ((size % 1_000) == 0).all().alias("all_round"),
    )
