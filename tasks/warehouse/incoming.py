"""The objects of a batch as the rows of the tables: one frame for each table, however many documents are in it.

A step of Polars costs the same for ten rows as for ten thousand: taken document by document these frames were a sixth
of loading a batch (November 2026).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tasks.frames import CELLS, COUNTS, FINDINGS, OBSERVATIONS, PROOF
from tasks.model import Document, Normalised
from tasks.warehouse.connection import WarehouseError

OWNERS = {"document_id": pl.String, "year": pl.Int32, "load_number": pl.Int64}


class Incoming(NamedTuple):
    """All that one object holds.

    `documents` are of one address, the first is the object as a whole; `superseded` says which of them another of
    them replaces; `counts` is the account of cells (columns of COUNTS) where those are not kept one by one;
    `read_with` is what the reading rests on, by which it is known later.
    """

    documents: Sequence[Document]
    normalised: Normalised
    reader: str
    superseded: Mapping[str, str] = {}
    counts: pl.DataFrame | None = None
    read_with: str = ""


def rows_of(incoming: Sequence[Incoming], numbers: Sequence[int]) -> dict[str, pl.DataFrame]:
    """What each table gets.

    Args:
        incoming: The objects; no document occurs twice.
        numbers: The number of the load of each.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    with_number = list(zip(incoming, numbers, strict=True))
    owned = [(document.document_id, document.year, number) for one, number in with_number for document in one.documents]
    owners = pl.DataFrame(owned, schema=OWNERS, orient="row")
    read = [one.normalised for one in incoming]
    observations = _numbered([one.observations for one in read], OBSERVATIONS, numbers)
    findings = _numbered([one.findings for one in read], FINDINGS, numbers)
    cells = _numbered([one.cells for one in read], CELLS, numbers)
    names = {number: one.documents[0].name for one, number in with_number}
    counts = [one.counts for one in incoming if one.counts is not None]
    _no_id_twice(observations, names)
    for frame in (observations, findings, cells):
        _each_of_its_own(frame, owners, names)
    return {
        "observation": observations,
        "observation_head": _heads(observations),
        "document_year": _years(observations, owners),
        "finding": findings.drop("load_number"),
        "cell": cells,
        "document_proof": _proof(incoming),
        "cell_count": pl.concat([pl.DataFrame(schema=COUNTS), *counts]),
    }


def _numbered(frames: Sequence[pl.DataFrame], columns: Mapping[str, object], numbers: Sequence[int]) -> pl.DataFrame:
    """The rows of all objects, with the number of the load that they came in."""
    heights = pl.DataFrame({"load_number": numbers, "height": [frame.height for frame in frames]})
    some = heights.filter(pl.col("height") > 0)  # of an empty list a row would be made
    repeated = some.select(pl.col("load_number").repeat_by("height").explode())
    return pl.concat([frame[list(columns)] for frame in frames]).with_columns(repeated["load_number"])


def _no_id_twice(observations: pl.DataFrame, names: Mapping[int, str]) -> None:
    ids = observations["observation_id"]
    if ids.n_unique() == len(ids):  # half the time of looking for the first, in millions of rows
        return
    twice = observations.filter(ids.is_duplicated())
    first = twice.row(0, named=True)
    place = f"{first['table_id']}, {first['locator']}, {first['row_label']!r}"
    raise WarehouseError(
        f"{names[first['load_number']]}: cijfer {first['observation_id']} komt {twice.height} keer voor of deelt zijn "
        f"nummer ({place}); van het document is niets geladen"
    )


def _each_of_its_own(frame: pl.DataFrame, owners: pl.DataFrame, names: Mapping[int, str]) -> None:
    """Every row is of a document of the object that it came with; rows of one document mostly follow each other."""
    keys = ["document_id", "load_number"]
    begins = pl.any_horizontal(pl.col(keys).ne_missing(pl.col(keys).shift()))
    strangers = frame.select(keys).filter(begins).join(owners, on=keys, how="anti")
    if strangers.height:
        name = names[strangers["load_number"][0]]
        raise WarehouseError(f"{name}: rijen van een ander document ertussen, van {strangers['document_id'][0]}")


def _heads(observations: pl.DataFrame) -> pl.DataFrame:
    """Per document the first 32 bits of the ids of its observations, by which they are found."""
    head = pl.col("observation_id").str.head(8).str.to_integer(base=16, dtype=pl.UInt32, strict=False)
    return observations.group_by("document_id", maintain_order=True).agg(head.alias("heads"))


def _years(observations: pl.DataFrame, owners: pl.DataFrame) -> pl.DataFrame:
    """The fiscal year of each document and the years that it states something about, as stated_year of sql/core."""
    stated = pl.col("period").str.extract(r"(\d{4})").str.to_integer(strict=False).cast(pl.Int32)
    dated = observations.select("document_id", stated=stated).unique(maintain_order=True)
    year = pl.coalesce("stated", "year").alias("year")
    years = dated.join(owners, on="document_id", how="left", maintain_order="left").select("document_id", year)
    return pl.concat([owners.select("document_id", "year"), years]).unique(maintain_order=True)


def _proof(incoming: Sequence[Incoming]) -> pl.DataFrame:
    """What the judge counted, of each object as a whole; no row where none did."""
    rows = []
    for one in incoming:
        if one.normalised.proof is not None:
            proved, money = one.normalised.proof
            rows.append((one.documents[0].document_id, money, proved))
    return pl.DataFrame(rows, schema=PROOF, orient="row")
