"""What the entries of an Iv3 file mean: whose they are, what became of each, and the observations among them.

All of it is done on frames; only the distinct municipalities and codes, some hundreds, are looked up one by one.
"""

from __future__ import annotations

import polars as pl

from tasks.frames import GROUNDS, LATER, MONEY, OBSERVATIONS
from tasks.iv3.model import NAMES, PARTS, SCENARIOS, NotIv3
from tasks.iv3.places import place
from tasks.model import Ground
from tasks.vocabularies import vocabulary

CODE = r"^(\d\.\d{1,3}[a-zA-Z]?)(?:\s|$)"
CATEGORY = r"^[LB]\d(?:\.\d{1,2})+$"
SUBTOTAL = r"(?i)^[LB]?(?:TOT_\w+|LR|FR|IV)$"  # CBS lists them among its codes: sums of other entries
NUMBER = r"^-?\d{1,12}(?:\.\d{1,4})?$"
FOREVER = 9999
MOST_PLACES = 20_000  # some four hundred in each year; more is no list of municipalities
GROUNDED = {  # the codes of Iv3 say all of it
    **dict.fromkeys(GROUNDS, pl.lit(Ground.PRINTED.value)),
    "concept_score": pl.lit(None, dtype=pl.Float64),
    "doubt": pl.lit(None, dtype=pl.String),
    "value_score": pl.lit(None, dtype=pl.Float64),
}
STATED = ["code", "year", "periode", "earlier", "taakveld_code", "category", "metric"]


def judged(entries: pl.DataFrame) -> pl.DataFrame:
    """The entries with municipality, codes, value, and their `fate` and `reason`.

    An entry is signalled where its municipality, its number or its place in Iv3 cannot be told; a code that the
    list of its year does not have is no such reason: the figure counts under the code as it stands.
    """
    category = pl.col("category")
    return (
        entries.lazy()
        .join(_places(entries).lazy(), on=["place", "year"], how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            taakveld_code=pl.col("taakveld").str.extract(CODE).str.to_lowercase(),
            value=_value(),
            set_aside=pl.when(pl.col("taakveld").str.contains(SUBTOTAL) | category.str.contains(SUBTOTAL))
            .then(pl.lit("subtotal"))
            .otherwise("set_aside"),
        )
        .with_columns(reason=_reason())
        .with_columns(reason=pl.when(_again()).then(pl.lit("stated twice")).otherwise("reason"))
        .with_columns(fate=_fate())
        .collect()
    )


def _places(entries: pl.DataFrame) -> pl.DataFrame:
    """Every municipality that is named, with its code or the reason that it has none."""
    named = entries.select("place", "year").unique(maintain_order=True).rows()
    if len(named) > MOST_PLACES:
        raise NotIv3(f"{len(named)} verschillende namen van gemeenten: dit is geen Iv3 van Nederlandse gemeenten.")
    found = [(name, year, *place(name or "", year or 0)) for name, year in named]
    schema = {"place": pl.String, "year": pl.Int64, "code": pl.String, "no_place": pl.String}
    return pl.DataFrame(found, schema=schema, orient="row")


def _value() -> pl.Expr:
    readable = pl.when(pl.col("raw").str.contains(NUMBER)).then("raw")
    return (readable.cast(pl.Decimal(20, 4)) * pl.col("scale")).cast(MONEY)


def _reason() -> pl.Expr:
    """Why an entry is no observation; null where it is one."""
    known = pl.col("category").is_null() | pl.col("category").str.contains(CATEGORY)
    return (
        pl.when(pl.col("set_aside").is_not_null())
        .then("set_aside")
        .when(pl.col("no_place").is_in(["country", "region"]))
        .then("no_place")
        .when(pl.col("year").is_null() | pl.col("periode").is_null())
        .then(pl.lit("unknown delivery"))
        .when(pl.col("code").is_null())
        .then("no_place")
        .when(pl.col("value").is_null())
        .then(pl.lit("unreadable cell"))
        .when(pl.col("taakveld_code").is_null())
        .then(pl.lit("no taakveld"))
        .when(pl.col("metric").is_null() | ~known)
        .then(pl.lit("no category"))
    )


def _again() -> pl.Expr:
    """A figure that the file stated before: the first of them counts, or a sum would count it twice."""
    return pl.col("reason").is_null() & ~pl.struct(*STATED, "reason").is_first_distinct()


def _fate() -> pl.Expr:
    ignored = pl.col("set_aside").is_not_null() | pl.col("reason").is_in(["country", "region"])
    return (
        pl.when(pl.col("reason").is_null())
        .then(pl.lit("observed"))
        .when(ignored)
        .then(pl.lit("ignored"))
        .otherwise(pl.lit("signalled"))
    )


def listed(observed: pl.DataFrame) -> pl.DataFrame:
    """The observed entries with `domain`, `known`, `open` and `known_category` by the lists of their year.

    A code of another year keeps the domain that it has there.
    """
    return (
        observed.lazy()
        .join(_taakvelden(observed), on=["taakveld_code", "year"], how="left", maintain_order="left")
        .join(_categories(observed), on=["category", "year"], how="left", maintain_order="left")
        .with_columns(
            pl.col("known").fill_null(False),
            pl.col("open").fill_null(True),
            pl.col("known_category").fill_null(False) | pl.col("category").is_null(),
        )
        .collect()
    )


def _taakvelden(observed: pl.DataFrame) -> pl.LazyFrame:
    """Each code and year that is asked for, with what the list of that year, else of the latest other, says."""
    known = pl.col("year").is_between("first", "last")
    return (
        observed.lazy()
        .select("taakveld_code", "year")
        .unique()
        .join(_dated("taakvelden"), left_on="taakveld_code", right_on="code")
        .with_columns(known.alias("known"), pl.col("domain").replace("", None))
        .sort("known", "last", descending=True)
        .unique(["taakveld_code", "year"], keep="first", maintain_order=True)
        .select("taakveld_code", "year", "domain", "known", open=pl.col("open_for_booking") | ~pl.col("known"))
    )


def _categories(observed: pl.DataFrame) -> pl.LazyFrame:
    return (
        observed.lazy()
        .select("category", "year")
        .unique()
        .join(_dated("categories"), left_on="category", right_on="code")
        .filter(pl.col("year").is_between("first", "last"))
        .select("category", "year", known_category=pl.lit(True))
    )


def _dated(name: str) -> pl.LazyFrame:
    years = {"first": pl.col("valid_from"), "last": pl.col("valid_to").fill_null(FOREVER)}
    return vocabulary(name).lazy().with_columns(**years)


def observations(stated: pl.DataFrame, reader: str) -> pl.DataFrame:
    """The frame of `OBSERVATIONS`; `stated` has `document_id` too."""
    part = pl.col("category").str.to_lowercase()
    title = pl.format(
        "Iv3 {} {}{}",
        "year",
        pl.col("periode").replace_strict(dict(enumerate(NAMES)), return_dtype=pl.String),
        pl.when("earlier").then(pl.lit(", eerste plaatsing")).otherwise(pl.lit("")),
    )
    in_rows = pl.col("category").is_not_null() & ~pl.col("column_label").str.starts_with(pl.col("category"))
    made = stated.lazy().with_columns(
        observation_id=pl.lit(None, dtype=pl.String),
        table_id=pl.lit("T01"),
        table_title=title,
        row_label=pl.when(in_rows).then(pl.format("{} > {}", "taakveld", "category")).otherwise("taakveld"),
        scenario=pl.col("periode").replace_strict(dict(enumerate(SCENARIOS)), return_dtype=pl.String),
        period=pl.col("year").cast(pl.String)
        + pl.col("periode").replace_strict(dict(enumerate(PARTS)), return_dtype=pl.String),
        standard_value="value",
        unit=pl.lit("EUR"),
        concept=pl.concat_str(pl.lit("taakveld."), "taakveld_code", pl.lit(".") + part, ignore_nulls=True),
        is_total=pl.lit(False),
        mark=pl.lit(""),
        reader=pl.lit(reader),
    )
    stated_only = [name for name in OBSERVATIONS if name not in LATER]
    return with_ids(made.select(stated_only).collect()).with_columns(**GROUNDED).cast(OBSERVATIONS)  # type: ignore[arg-type]


def with_ids(frame: pl.DataFrame) -> pl.DataFrame:
    """The observations with the ids that `stable_id` makes, hashed by DuckDB: they are too many for Python.

    It is loaded here: every process that concludes would have it in memory, and few of them meet an Iv3 file.
    """
    import duckdb

    from tasks.warehouse.statements import statement

    with duckdb.connect() as con:
        con.register("stated", frame.to_arrow())
        named: pl.DataFrame = con.sql(statement("iv3/observation_ids")).pl()
    return named
