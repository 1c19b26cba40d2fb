"""What reading and normalising could not be sure of, as findings with one Dutch sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tasks.frames import AS_WRITTEN, FINDINGS
from tasks.model import Document, Fate, Kind, Reading, Severity, stable_id

Line = tuple[str, Severity, str | None, str, str, str]  # kind, severity, table, locator, printed, text


def findings(
    document: Document, reading: Reading, cells: pl.DataFrame, observations: pl.DataFrame, tables: pl.DataFrame
) -> pl.DataFrame:
    """All findings of reading and normalising one document."""
    return frame_of(
        document,
        [
            *unreadable_cells(cells),
            *unread_rows(reading),
            *unknown_labels(observations),
            *mixed_periods(observations),
            *(ambiguous_scenarios(observations) if document.kind is not Kind.BEGROTING else []),
            *scales(tables),
        ],
    )


def unreadable_cells(cells: pl.DataFrame) -> list[Line]:
    """A cell among figures whose text is no number."""
    return [
        ("unreadable cell", Severity.WARNING, row["table_id"], row["locator"], row["text"],
         f"De cel '{row['text']}' staat tussen de cijfers, maar is niet als getal te lezen.")
        for row in _rows(cells.lazy().filter(pl.col("reason") == "unreadable cell"), "table_id", "locator", "text")
    ]  # fmt: skip


def unread_rows(reading: Reading) -> list[Line]:
    """Text that looks like figures but that no table could be made of."""
    return [
        ("unread row", Severity.WARNING, None, rest.locator, rest.text,
         f"'{rest.text[:120]}' lijkt een cijfer, maar niets bewijst in welke kolom van welke tabel het hoort.")
        for rest in reading.remainder
        if rest.fate is Fate.SIGNALLED
    ]  # fmt: skip


def unknown_labels(observations: pl.DataFrame) -> list[Line]:
    """A row of money whose label no vocabulary knows."""
    rows = observations.lazy().filter(~pl.col("known") & (pl.col("unit") == "EUR") & (pl.col("row_label") != ""))
    once = rows.unique(["table_id", "row"], keep="first", maintain_order=True)
    return [
        ("unknown label", Severity.INFO, row["table_id"], row["locator"], row["row_label"],
         f"De omschrijving '{row['row_label']}' komt in geen woordenlijst voor.")
        for row in _rows(once, "table_id", "locator", "row_label")
    ]  # fmt: skip


def mixed_periods(observations: pl.DataFrame) -> list[Line]:
    """A figure of another period than the heading of its column says."""
    rows = observations.lazy().filter(pl.col("own_period") != pl.col("column_period"))
    return [
        ("mixed period", Severity.INFO, row["table_id"], row["locator"], row["raw"],
         f"Het cijfer '{row['raw']}' gaat over {row['own_period']}, de kolom over {row['column_period']}.")
        for row in _rows(rows, "table_id", "locator", "raw", "own_period", "column_period")
    ]  # fmt: skip


def scales(tables: pl.DataFrame) -> list[Line]:
    """A table of money without a printed scale: read in thousands by its evidence, or left in whole euros."""
    return [
        ("inferred scale", Severity.INFO, row["table_id"], "", f"{row['scale']}",
         f"Bij tabel '{row['table_title']}' staat geen schaal; gelezen als x € 1.000: {row['evidence']}.")
        if row["evidence"]
        else ("ambiguous scale", Severity.WARNING, row["table_id"], "", "1",
              f"Bij tabel '{row['table_title']}' staat geen schaal; gelezen in hele euro's, maar dat is niet zeker.")
        for row in tables.iter_rows(named=True)
        if row["evidence"] or row["doubt"]
    ]  # fmt: skip


def ambiguous_scenarios(observations: pl.DataFrame) -> list[Line]:
    """A budget column that does not say which version of the budget it holds."""
    rows = observations.lazy().filter((pl.col("scenario") == "begroting") & (pl.col("unit") == "EUR") & pl.col("named"))
    once = rows.unique(["table_id", "column"], keep="first", maintain_order=True)
    return [
        ("ambiguous scenario", Severity.INFO, row["table_id"], row["locator"], row["column_label"],
         f"De kolom '{row['column_label']}' zegt niet of het de primitieve of de gewijzigde begroting is.")
        for row in _rows(once, "table_id", "locator", "column_label")
    ]  # fmt: skip


def _rows(frame: pl.LazyFrame, *columns: str) -> Iterator[dict[str, Any]]:
    return frame.select(columns).collect(optimizations=AS_WRITTEN).iter_rows(named=True)


def frame_of(document: Document, lines: list[Line]) -> pl.DataFrame:
    """The findings of one document."""
    rows = [
        (
            stable_id(document.document_id, kind, table_id, locator, printed),
            document.document_id,
            kind,
            severity.value,
            table_id,
            locator,
            printed,
            None,
            text,
        )
        for kind, severity, table_id, locator, printed, text in lines
    ]
    return pl.DataFrame(rows, schema=FINDINGS, orient="row").unique("finding_id", keep="first", maintain_order=True)
