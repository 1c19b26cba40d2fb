"""The documents that an Iv3 file is: one of the file, one of each municipality and delivery in it."""

from __future__ import annotations

from typing import Any

import polars as pl

from tasks.iv3.model import NAMES, Sheet, period_of
from tasks.model import Claim, Document, Kind, StoredObject
from tasks.municipalities import COUNTRY

PART = "#"  # between the sha256 of the file and what the part is of
KEYS = ["code", "year", "periode", "earlier"]

Parts = tuple[Document, tuple[Document, ...], dict[str, str], pl.DataFrame]


def documents_of(stored: StoredObject, said: Claim, sheet: Sheet, stated: pl.DataFrame) -> Parts:
    """The document of the file, those of its parts, which of these are superseded by which, and `document_id`."""
    deliveries = stated.group_by(KEYS).agg(pl.col("place").first()).sort(KEYS)
    single = deliveries.height == 1
    ids = pl.lit(stored.sha256) if single else _part_id(stored.sha256)
    deliveries = deliveries.with_columns(document_id=ids)
    parts = tuple(_document(stored, said, sheet, row) for row in deliveries.iter_rows(named=True))
    of_file = parts[0] if single else _of_file(stored, said, sheet, deliveries)
    current = {(row["code"], row["year"], row["periode"]): row["document_id"]
               for row in deliveries.filter(~pl.col("earlier")).iter_rows(named=True)}  # fmt: skip
    superseded = {
        row["document_id"]: current[row["code"], row["year"], row["periode"]]
        for row in deliveries.filter("earlier").iter_rows(named=True)
    }
    joined = stated.join(deliveries.select(*KEYS, "document_id"), on=KEYS, how="left", maintain_order="left")
    return of_file, parts, superseded, joined


def _part_id(sha256: str) -> pl.Expr:
    """`<sha256>#GM0147#2023X005`, with `#1` for a first publication that was replaced."""
    first = pl.when("earlier").then(pl.lit(f"{PART}1")).otherwise(pl.lit(""))
    return pl.format(f"{sha256}{PART}{{}}{PART}{{}}X00{{}}{{}}", "code", "year", "periode", first)


def _document(stored: StoredObject, said: Claim, sheet: Sheet, row: dict[str, Any]) -> Document:
    evidence = {
        "municipality": f"gemeente {row['place']!r}",
        "kind": f"vorm van het bestand: {sheet.reader}",
        "period": f"levering {row['year']}X00{row['periode']} ({NAMES[row['periode']]})",
        **sheet.evidence,
    }
    return _made(
        stored, said, row["document_id"], row["code"], row["year"], period_of(row["year"], row["periode"]), evidence
    )


def _of_file(stored: StoredObject, said: Claim, sheet: Sheet, deliveries: pl.DataFrame) -> Document:
    """The file as a whole; of the country where it holds more than one municipality."""
    codes, years = deliveries["code"].unique().to_list(), deliveries["year"].unique().sort().to_list()
    held = deliveries.select(period=pl.struct("year", "periode")).unique()["period"].to_list()
    year = years[-1]
    period = period_of(year, held[0]["periode"]) if len(held) == 1 else str(year)
    evidence = {
        "municipality": f"{len(codes)} gemeenten in het bestand",
        "kind": f"vorm van het bestand: {sheet.reader}",
        **sheet.evidence,
    }
    return _made(stored, said, stored.sha256, codes[0] if len(codes) == 1 else COUNTRY, year, period, evidence)


def _made(
    stored: StoredObject, said: Claim, id_: str, code: str, year: int, period: str, evidence: dict[str, str]
) -> Document:
    return Document(id_, stored.uri, stored.key, stored.version, code, Kind.IV3, year, period, said.published, evidence)
