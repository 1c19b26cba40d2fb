"""One convention beside the printed sign: lasten and baten positive, saldo = baten - lasten.

Each table is judged by its own arithmetic: where its baten are smaller than its lasten its saldo should be
negative, so a positive one is printed as cost. Where a table prints no lasten and baten the legend decides,
then the V/N flags, then that a part of the social domain costs money.
"""

from __future__ import annotations

import polars as pl

from tasks.frames import MONEY

NADEEL = "(?i)n"  # of the flags V, N, I, S, voordeel and nadeel only those of nadeel have the letter


def standardised(observations: pl.LazyFrame) -> pl.LazyFrame:
    """The observations with `standard_value`; null where the convention has no meaning."""
    return observations.join(conventions(observations), on="table_id", how="left", maintain_order="left").with_columns(
        _standard().cast(MONEY).alias("standard_value")
    )


def conventions(observations: pl.LazyFrame) -> pl.LazyFrame:
    """Per table: which of lasten, baten and saldo are printed with the other sign."""
    booked = observations.filter(pl.col("scenario") != "verschil").with_columns(pl.col("value").cast(pl.Float64))
    lasten, baten, saldo = (booked_sum(metric) for metric in ("lasten", "baten", "saldo"))
    net = pl.when(saldo != 0).then(saldo).otherwise(booked_sum("result"))
    balances = pl.col("metric").is_in(["saldo", "result"])
    flagged = (pl.col("mark").str.contains(NADEEL) & (pl.col("value") > 0) & balances).any()
    return booked.group_by("table_id").agg(
        (lasten < 0).alias("lasten_negative"),
        (baten < 0).alias("baten_negative"),
        pl.when((lasten != 0) & (baten != 0))
        .then(((baten.abs() - lasten.abs()) * net) < 0)
        .otherwise(pl.coalesce(pl.col("cost_positive").first(), flagged | (saldo > 0)))
        .alias("saldo_is_cost"),
        (flagged & ((balances & (pl.col("value") < 0)).sum() == 0)).alias("flag_is_sign"),
    )


def booked_sum(metric: str) -> pl.Expr:
    """The sum of one measure over a table."""
    return pl.col("value").filter(pl.col("metric") == metric).sum()


def _standard() -> pl.Expr:
    value, metric = pl.col("value"), pl.col("metric")
    flip = (
        ((metric == "lasten") & pl.col("lasten_negative"))
        | ((metric == "baten") & pl.col("baten_negative"))
        | (metric.is_in(["saldo", "result"]) & pl.col("saldo_is_cost") & ~pl.col("flag_is_sign"))
        | (metric.is_in(["saldo", "result"]) & pl.col("flag_is_sign") & pl.col("mark").str.contains(NADEEL))
    )
    meaningful = (
        (pl.col("unit") == "EUR")
        & (pl.col("scenario") != "verschil")
        & metric.is_in(["lasten", "baten", "saldo", "result", "amount", "amount_per_client"])
    )
    return pl.when(~meaningful).then(None).when(flip.fill_null(False)).then(-value).otherwise(value)
