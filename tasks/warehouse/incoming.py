"""The objects of a batch as the rows of the tables: portions of many small documents, or of a part of a long one.

A step of Polars costs the same for ten rows as for ten thousand: taken document by document these frames were a sixth
of loading a batch (November 2026).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import polars as pl

from tasks.frames import CELLS, COUNTS, FINDINGS, OBSERVATIONS, PROOF
from tasks.model import Document
from tasks.packed import Packed, proof_of, unpacked
from tasks.warehouse.connection import WarehouseError

TABLES = ("observation", "finding", "cell", "observation_head", "document_year", "document_proof", "cell_count")
PORTION = 12_000  # figures and cells that are frames at the same time: three to four megabytes
NO_IDS = pl.Series("observation_id", dtype=pl.String)
NO_COUNTS = pl.DataFrame(schema=COUNTS)
NO_HEADS = pl.DataFrame(schema={"document_id": pl.String, "heads": pl.List(pl.UInt32)})
OWNERS = {"document_id": pl.String, "year": pl.Int32, "load_number": pl.Int64}


class Incoming(NamedTuple):
    """All that one object holds.

    `documents` are of one address, the first is the object as a whole; `superseded` says which of them another of
    them replaces; `counts` is the account of cells (columns of COUNTS) where those are not kept one by one;
    `read_with` is what the reading rests on, by which it is known later.
    """

    documents: Sequence[Document]
    stated: Sequence[Packed]
    reader: str
    superseded: Mapping[str, str] = {}
    counts: pl.DataFrame | None = None
    read_with: str = ""


class _Portion(NamedTuple):
    """Some of the rows of a batch, each with the number of the load that it came in."""

    observations: pl.DataFrame
    findings: pl.DataFrame
    cells: pl.DataFrame


def rows_of(incoming: Sequence[Incoming], numbers: Sequence[int]) -> Iterator[tuple[str, pl.DataFrame]]:
    """What the tables get, some rows at a time: of a long document never all are there as frames.

    Args:
        incoming: The objects; no document occurs twice.
        numbers: The number of the load of each.

    Raises:
        WarehouseError: An observation id occurs twice, or a row belongs to another document.
    """
    with_number = list(zip(incoming, numbers, strict=True))
    owned = [(document.document_id, document.year, number) for one, number in with_number for document in one.documents]
    owners = pl.DataFrame(owned, schema=OWNERS, orient="row")
    names = {number: one.documents[0].name for one, number in with_number}
    ids, heads, years = [NO_IDS], list[pl.DataFrame](), list[pl.DataFrame]()
    for portion in _portions(incoming, numbers):
        for frame in portion:
            _each_of_its_own(frame, owners, names)
        yield "observation", portion.observations
        yield "finding", portion.findings.drop("load_number")
        yield "cell", portion.cells
        ids.append(portion.observations["observation_id"])
        heads.append(_heads(portion.observations))
        years.append(_years(portion.observations, owners))
    _no_id_twice(pl.concat(ids), incoming, numbers)
    yield "observation_head", _together(heads)
    yield "document_year", pl.concat([owners.select("document_id", "year"), *years]).unique(maintain_order=True)
    yield "document_proof", _proof(incoming)
    yield "cell_count", pl.concat([NO_COUNTS, *(one.counts for one in incoming if one.counts is not None)])


def _portions(incoming: Sequence[Incoming], numbers: Sequence[int]) -> Iterator[_Portion]:
    """The rows of a batch, as many at a time as are no burden."""
    waiting: list[tuple[int, Packed]] = []
    rows = 0
    for one, number in zip(incoming, numbers, strict=True):
        for part in one.stated:
            waiting.append((number, part))
            rows += part.observations + part.cells
            if rows >= PORTION:
                yield _portion(waiting)
                waiting, rows = [], 0
    if waiting:
        yield _portion(waiting)


def _portion(some: Sequence[tuple[int, Packed]]) -> _Portion:
    numbers, read = [number for number, _ in some], [unpacked(part) for _, part in some]
    return _Portion(
        _numbered([one.observations for one in read], OBSERVATIONS, numbers),
        _numbered([one.findings for one in read], FINDINGS, numbers),
        _numbered([one.cells for one in read], CELLS, numbers),
    )


def _numbered(frames: Sequence[pl.DataFrame], columns: Mapping[str, object], numbers: Sequence[int]) -> pl.DataFrame:
    """The rows of some parts, with the number of the load that they came in."""
    heights = pl.DataFrame({"load_number": numbers, "height": [frame.height for frame in frames]})
    some = heights.filter(pl.col("height") > 0)  # of an empty list a row would be made
    repeated = some.select(pl.col("load_number").repeat_by("height").explode())
    return pl.concat([frame[list(columns)] for frame in frames]).with_columns(repeated["load_number"])


def _no_id_twice(ids: pl.Series, incoming: Sequence[Incoming], numbers: Sequence[int]) -> None:
    if ids.n_unique() == len(ids):  # half the time of looking for the first, in millions of rows
        return
    twice = ids.filter(ids.is_duplicated())
    is_one = pl.col("observation_id").is_in(twice.implode())
    found = (portion.observations.filter(is_one) for portion in _portions(incoming, numbers))
    first = next(frame for frame in found if frame.height).row(0, named=True)
    name = incoming[numbers.index(first["load_number"])].documents[0].name
    place = f"{first['table_id']}, {first['locator']}, {first['row_label']!r}"
    raise WarehouseError(
        f"{name}: cijfer {first['observation_id']} komt {len(twice)} keer voor of deelt zijn "
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


def _together(heads: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One row for each document, whatever portions it came in."""
    if len(heads) < 2:
        return pl.concat([NO_HEADS, *heads])
    return pl.concat(heads).explode("heads").group_by("document_id", maintain_order=True).agg("heads")


def _years(observations: pl.DataFrame, owners: pl.DataFrame) -> pl.DataFrame:
    """The years that documents state something about, else their own: as stated_year of sql/core."""
    stated = pl.col("period").str.extract(r"(\d{4})").str.to_integer(strict=False).cast(pl.Int32)
    dated = observations.select("document_id", stated=stated).unique(maintain_order=True)
    year = pl.coalesce("stated", "year").alias("year")
    return dated.join(owners, on="document_id", how="left", maintain_order="left").select("document_id", year)


def _proof(incoming: Sequence[Incoming]) -> pl.DataFrame:
    """What the judge counted, of each object as a whole; no row where none did."""
    rows = []
    for one in incoming:
        if (proof := proof_of(part.proof for part in one.stated)) is not None:
            rows.append((one.documents[0].document_id, proof.money, proof.proved))
    return pl.DataFrame(rows, schema=PROOF, orient="row")
