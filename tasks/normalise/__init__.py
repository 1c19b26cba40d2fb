"""From tables to observations: what each printed figure means, with everything that was left unsure.

Tables are judged one by one (few, in Python); cells all at once (many, as one Polars frame).
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from tasks.frames import AS_WRITTEN, MONEY, OBSERVATIONS
from tasks.model import Document, Normalised, Reading, stable_id
from tasks.normalise import account, findings, measures, scale, sign
from tasks.normalise.frames import attributes_of, with_attributes
from tasks.normalise.grid import cells_of
from tasks.normalise.vocabulary import meanings
from tasks.structure.blocks import named_above

__all__ = ["normalise"]


def normalise(document: Document, reading: Reading) -> Normalised:
    """The observations, findings and account of cells of one document."""
    reading = replace(reading, tables=tuple(map(named_above, reading.tables)))
    # Frames of one document are small: starting the streaming engine takes longer than computing them.
    with pl.Config(engine_affinity="in-memory"):
        cells = cells_of(reading)
        attributes = attributes_of(document, reading, cells)
        cells = with_measures(with_attributes(cells, attributes), document).collect(optimizations=AS_WRITTEN)
        scales = scale.table_scales(cells, attributes.tables, document.municipality)
        fates = account.with_fates(with_values(cells.lazy(), scales.lazy())).sort("table_id", "row", "column")
        cells = fates.collect(optimizations=AS_WRITTEN)
        meant = sign.standardised(with_meaning(cells.lazy().filter("observed"), document))
        observations = meant.collect(optimizations=AS_WRITTEN)
        return Normalised(
            observation_frame(observations, document, reading),
            findings.findings(document, reading, cells, observations, scales),
            account.account(document, reading, cells),
        )


def with_measures(cells: pl.LazyFrame, document: Document) -> pl.LazyFrame:
    """The cells with unit, metric, scenario and period."""
    by_row = pl.col("row_scenario").is_not_null() & pl.col("rows_scenario")
    measured = pl.col("measured").is_not_null() & ~pl.col("dated") & (pl.col("scenario") == "realisatie")
    latest = measured & ~pl.col("column_label").str.to_lowercase().str.contains("vorige")
    return (
        cells.with_columns(
            pl.when(by_row).then("row_scenario").otherwise("scenario").alias("scenario"),
            pl.coalesce(
                "own_period",
                pl.when(by_row & pl.col("rows_named")).then("row_period"),
                pl.when(latest).then("measured"),
                "column_period",
            ).alias("period"),
            pl.concat_str(pl.col("flag", "mark").fill_null("")).alias("mark"),
        )
        .with_columns(measures.measures())
        .with_columns(measures.agreed_metric())
        .with_columns(measures.indicator_scenario(document.year))
    )


def with_values(cells: pl.LazyFrame, scales: pl.LazyFrame) -> pl.LazyFrame:
    """The cells with their value in whole units; a dash is 0 where money stands and nothing elsewhere."""
    money = pl.col("unit") == "EUR"
    of_table = pl.when(scale.per_head()).then(1).otherwise("scale")
    factor = pl.when(money).then(pl.coalesce("own_scale", "column_scale", of_table)).otherwise(1).cast(pl.Int64)
    inside = (pl.col("region") == "body") & (pl.col("column_kind") == "value") & pl.col("label_path").is_not_null()
    dash = pl.when(pl.col("is_empty") & money).then(pl.lit(0).cast(MONEY))
    return (
        cells.join(scales.select("table_id", "scale"), on="table_id", how="left")
        .with_columns(factor.alias("scale"))
        .with_columns(pl.coalesce((pl.col("printed") * pl.col("scale")).cast(MONEY), dash).alias("value"))
        .with_columns((inside & pl.col("value").is_not_null()).fill_null(False).alias("observed"))
    )


def with_meaning(cells: pl.LazyFrame, document: Document) -> pl.LazyFrame:
    """The observed cells with domain and concept, asked once per row, metric and subject of a column."""
    keys = ["table_id", "row", "metric", "subject"]
    overruled = pl.when(pl.col("overrules")).then(
        "column_metric"
    )  # baten, lasten and saldo of one and the same reserve
    scenario_in_row = pl.col("rows_scenario") & pl.col("row_scenario").is_not_null()
    group = pl.col("label_path").list.head(pl.col("label_path").list.len() - 1)
    observed = cells.with_columns(
        pl.coalesce("column_subject", overruled, pl.lit("")).alias("subject"),
        pl.when(scenario_in_row).then(group).otherwise("label_path").alias("about"),
    ).collect(optimizations=AS_WRITTEN)
    path = pl.when(pl.col("subject") == "").then("about").otherwise(pl.concat_list("about", "subject"))
    asked = (
        observed.lazy()
        .unique(keys, keep="first", maintain_order=True)
        .select(*keys, "section", "table_title", path.alias("label_path"))
        .collect(optimizations=AS_WRITTEN)
    )
    known = meanings(asked, document).lazy().select(*keys, "domain", "concept", "known")
    named = (pl.col("label_path").list.join(" > ").alias("row_label"), pl.col("text").alias("raw"))
    return observed.lazy().join(known, on=keys, how="left", maintain_order="left").with_columns(named)


def observation_frame(observations: pl.DataFrame, document: Document, reading: Reading) -> pl.DataFrame:
    """The frame of `OBSERVATIONS`, each with an id made of its parts."""
    parts = ("table_id", "row", "column", "metric", "scenario", "period", "value", "unit", "concept")
    ids = [stable_id(document.document_id, *row) for row in observations.select(parts).iter_rows()]
    made: dict[str, pl.Expr | pl.Series] = {
        "observation_id": pl.Series(ids, dtype=pl.String),
        "document_id": pl.lit(document.document_id),
        "reader": pl.lit(reading.reader),
    }
    columns = {name: made.get(name, pl.col(name)) for name in OBSERVATIONS}
    made_up = observations.lazy().select(**columns).cast(OBSERVATIONS)  # type: ignore[arg-type]
    return made_up.collect(optimizations=AS_WRITTEN)
