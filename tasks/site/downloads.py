"""The page with downloads: every export as CSV and Parquet, described as a data package."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from tasks.site import addresses
from tasks.site.model import Page
from tasks.site.writing import Written, write, write_pages
from tasks.warehouse.export import for_csv, select, select_outside
from tasks.warehouse.kpis import exports
from tasks.warehouse.package import DESCRIPTOR, descriptor

FOLDER = "gegevens"
MOST_FIGURES = 500_000  # in a warehouse of more the facts are too large to go along with every change of a page
MOST_ROWS = 100_000  # of a KPI, for the same reason
FORMS = ("csv", "parquet")
TITLES = {"documents": "Stukken", "facts": "Het geldende cijfer van elk feit"}
LEFT_OFF = "Met te veel rijen om hier neer te zetten: {}; `domeinwacht export` schrijft ze."


def put_downloads(con: duckdb.DuckDBPyConnection, folder: Path, common: Mapping[str, Any]) -> Written:
    """Write the exports that changed and the page that leads to them.

    Of few people nothing is in them: the table `suppressed` is at hand. What says who did what in the municipality
    (alerts), and text of documents (observations, findings), is no download.
    """
    large = _large(con)
    chosen = [name for name in ("documents", "facts", *exports()) if name not in large]
    described = _described(con, chosen)
    done, files = Written(), []
    for name in chosen:
        least = common["least"]
        frame = without_paths(name, con.sql(select_outside(con, name, least) if least else select(name)).pl())
        made = {"csv": io.BytesIO(), "parquet": io.BytesIO()}
        for_csv(frame, guard=True).write_csv(made["csv"])
        frame.write_parquet(made["parquet"])
        paths = {form: f"{FOLDER}/{name}.{form}" for form in made}
        for form, data in made.items():
            write(folder, paths[form], data.getvalue(), done)
        title = TITLES.get(name) or exports()[name].title
        files.append({"name": name, "title": title, "rows": frame.height, **paths})
    write(folder, f"{FOLDER}/{DESCRIPTOR}", json.dumps(described, ensure_ascii=False).encode(), done)
    view = {
        "title": "Gegevens",
        "files": files,
        "package": f"{FOLDER}/{DESCRIPTOR}",
        "resources": described["resources"],
        "left_off": LEFT_OFF.format(", ".join(large)) if large else "",
    }
    done.add(write_pages(folder, [Page(addresses.DATA, "data.html.j2", view)], common))
    return done


def _large(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The exports that do not go along: after one document more each of them would be made anew as a whole."""
    held = {"facts": ("observation", MOST_FIGURES), **{name: (kpi.table, MOST_ROWS) for name, kpi in exports().items()}}
    return [name for name, (table, most) in held.items() if con.table(table).shape[0] > most]


def without_paths(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Of a file on a machine its name; where it lies there is nobody else's business."""
    if name != "documents":
        return frame
    of_file = pl.col("uri").str.starts_with("file:")
    return frame.with_columns(pl.when(of_file).then(pl.col("name")).otherwise(pl.col("uri")).alias("uri"))


def _described(con: duckdb.DuckDBPyConnection, chosen: Sequence[str]) -> dict[str, Any]:
    found = descriptor(con)
    found.pop("created")  # the same figures make the same file
    for source in found.get("sources", []):
        source["path"] = source["title"] if source["path"].startswith("file:") else source["path"]
    return {**found, "resources": [one for one in found["resources"] if one["name"] in chosen]}
