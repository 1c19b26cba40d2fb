"""The page with downloads: every export as CSV and Parquet, described as a data package."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from tasks.privacy import mark, suppressed
from tasks.site import addresses
from tasks.site.model import Page
from tasks.site.writing import Written, write, write_pages
from tasks.warehouse.export import for_csv, select
from tasks.warehouse.kpis import exports
from tasks.warehouse.package import DESCRIPTOR, descriptor

FOLDER = "gegevens"
MOST_FIGURES = 500_000  # in a warehouse of more the facts are too large to go along with every change of a page
FORMS = ("csv", "parquet")
TITLES = {"documents": "Stukken", "facts": "Het geldende cijfer van elk feit"}
LEFT_OFF = "De feiten zelf zijn met te veel om hier neer te zetten; `domeinwacht export facts` schrijft ze."


def put_downloads(con: duckdb.DuckDBPyConnection, folder: Path, common: Mapping[str, Any]) -> Written:
    """Write the exports that changed and the page that leads to them.

    Of few people nothing is in them: the table `suppressed` is at hand. What says who did what in the municipality
    (alerts), and text of documents (observations, findings), is no download.
    """
    figures = con.execute("SELECT count(*) FROM observation").fetchall()[0][0]
    chosen = ["documents", *(["facts"] if figures <= MOST_FIGURES else []), *exports()]
    described = _described(con, chosen)
    hidden, done, files = suppressed(con), Written(), []
    for name in chosen:
        frame = published(name, con.sql(select(name)).pl(), hidden, common["least"])
        made = {"csv": io.BytesIO(), "parquet": io.BytesIO()}
        for_csv(frame, guard=True).write_csv(made["csv"])
        frame.write_parquet(made["parquet"])
        paths = {form: f"{FOLDER}/{name}.{form}" for form in made}
        for form, data in made.items():
            write(folder, paths[form], data.getvalue(), done)
        title = TITLES.get(name) or exports()[name].title
        files.append({"name": name, "title": title, "rows": frame.height, **paths})
    write(folder, f"{FOLDER}/{DESCRIPTOR}", json.dumps(described, ensure_ascii=False, indent=1).encode(), done)
    view = {
        "title": "Gegevens",
        "files": files,
        "package": f"{FOLDER}/{DESCRIPTOR}",
        "resources": described["resources"],
        "left_off": "" if figures <= MOST_FIGURES else LEFT_OFF,
    }
    done.add(write_pages(folder, [Page(addresses.DATA, "data.html.j2", view)], common))
    return done


def published(name: str, frame: pl.DataFrame, hidden: Mapping[str, str], least: int) -> pl.DataFrame:
    """An export as others may have it: without what tells of few people, and without paths on a machine."""
    if name == "documents":
        of_file = pl.col("uri").str.starts_with("file:")
        return frame.with_columns(pl.when(of_file).then(pl.col("name")).otherwise(pl.col("uri")).alias("uri"))
    if "observation_ids" in frame.columns and hidden:
        rests = pl.col("observation_ids").list.set_intersection(pl.lit(list(hidden))).list.len() > 0
        return frame.filter(~rests)
    if name == "facts" and hidden:
        why = pl.col("observation_id").replace_strict(list(hidden), list(hidden.values()), default=None)
        frame = frame.with_columns(why.alias("hidden"))
        told = {reason: mark(reason, least) for reason in set(hidden.values())}
        return frame.with_columns(
            *(
                pl.when(pl.col("hidden").is_null()).then(pl.col(kept)).alias(kept)
                for kept in ("value", "standard_value")
            ),
            pl.coalesce(pl.col("hidden").replace_strict(told, default=None), pl.col("raw")).alias("raw"),
        ).drop("hidden")
    return frame


def _described(con: duckdb.DuckDBPyConnection, chosen: Sequence[str]) -> dict[str, Any]:
    found = descriptor(con)
    found.pop("created")  # the same figures make the same file
    for source in found.get("sources", []):
        source["path"] = source["title"] if source["path"].startswith("file:") else source["path"]
    return {**found, "resources": [one for one in found["resources"] if one["name"] in chosen]}
