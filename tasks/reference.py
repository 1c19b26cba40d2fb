"""What the KPIs know beside documents: names, inhabitants, regions, breaks and price indices, as frames.

Inhabitants are those of CBS on 1 January (2023 to 2025); young people under 18 only where a document prints them, for
no open file with them was at hand (November 2026): add them to `bevolking.csv`.
"""

from __future__ import annotations

from functools import cache

import polars as pl

from tasks.municipalities import municipalities
from tasks.vocabularies import vocabulary

# Classes of size as CBS has them in Iv3: the first number of inhabitants that is too many.
SIZES = ((20_000, "tot 20.000"), (50_000, "20.000 tot 50.000"), (100_000, "50.000 tot 100.000"))
LARGER = ((150_000, "100.000 tot 150.000"), (250_000, "150.000 tot 250.000"), (10**9, "250.000 en meer"))


@cache
def population() -> pl.DataFrame:
    """Inhabitants, young people where known, and class of size, by municipality and year."""
    size = pl.lit(None, pl.String)
    for limit, label in reversed(SIZES + LARGER):
        size = pl.when(pl.col("inwoners") < limit).then(pl.lit(label)).otherwise(size)
    frame = vocabulary("bevolking").with_columns(
        pl.col("year", "inwoners").cast(pl.Int64), pl.col("jongeren").replace("", None).cast(pl.Int64)
    )
    return frame.rename({"code": "municipality"}).with_columns(size.alias("size"))


@cache
def members() -> pl.DataFrame:
    """Which municipality is in which region."""
    return vocabulary("regions").select(pl.col("words").alias("municipality"), "code", "label").explode("municipality")


@cache
def breaks() -> pl.DataFrame:
    """Years in which figures of a municipality stop being comparable with those before, by pattern of concept."""
    frame = vocabulary("breaks").select("region", "concept", pl.col("year").cast(pl.Int64), "reason")
    return frame.join(members().select("municipality", pl.col("code").alias("region")), on="region").drop("region")


@cache
def indices() -> pl.DataFrame:
    """The price indices that documents of a municipality print."""
    rows = [
        (code, one.product, one.year, one.percent, one.euros, one.source)
        for code, place in municipalities().items()
        for one in place.index
    ]
    types = {"municipality": pl.String, "product": pl.String, "year": pl.Int64}
    return pl.DataFrame(rows, types | {"percent": pl.Float64, "euros": pl.Int64, "source": pl.String}, orient="row")


@cache
def names() -> pl.DataFrame:
    """What a concept is called in Dutch: domains, taakvelden and products, and each part that any of them may have."""
    taakvelden = vocabulary("taakvelden").unique("code", keep="last", maintain_order=True)
    products = vocabulary("products").select(pl.col("code").alias("concept"), "label", "kind")
    domains = vocabulary("domains").select(pl.col("code").alias("concept"), "label")
    whole = pl.concat([domains, products.filter(pl.col("kind") == "product").drop("kind")])
    parts = whole.join(products.filter(pl.col("kind") == "component"), how="cross", suffix="_of_part")
    frames = [
        whole,
        taakvelden.select(
            ("taakveld." + pl.col("code")).alias("concept"), (pl.col("code") + " " + pl.col("name")).alias("label")
        ),
        parts.select(pl.col("concept") + pl.col("concept_of_part"), pl.col("label") + ": " + pl.col("label_of_part")),
        pl.DataFrame([("totaal", "Programma sociaal domein")], ["concept", "label"], orient="row"),
    ]
    return pl.concat(frames).unique("concept", keep="first", maintain_order=True)
