"""What an Iv3 file could not be sure of: a finding per distinct cause, with the number of figures it is about.

The codes of CBS's own checks are named where the check is the same: DF001 and DF002 (a code that the list of the
year does not have), PF006 (lasten and baten of all taakvelden are equal, for the reserves and the result are
among them), PF009 (undivided categories in a realisatie).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from tasks.iv3.model import Line
from tasks.notation import euro

Row = dict[str, Any]
UNDIVIDED = ("L4.3.9", "L4.4.9", "B4.3.9", "B4.4.9")
MOST = 200  # causes of one kind that are told apart
HALF = 2  # each printed figure is rounded by half its unit
RESERVES = "0.10"

SENTENCES: dict[str, str] = {
    "unknown municipality": "'{place}' is in {year} geen gemeente van de lijst: {cells} cijfers niet opgenomen.",
    "ambiguous municipality": "'{place}' kan in {year} meer dan één gemeente zijn: {cells} cijfers niet opgenomen.",
    "unknown delivery": "Van {cells} cijfers is niet te zeggen bij welke levering ze horen ({place}): niet opgenomen.",
    "unreadable cell": "'{raw}' is niet als getal te lezen: {cells} cijfers niet opgenomen.",
    "no taakveld": "'{taakveld}' is geen taakveld en geen balanspost: {cells} cijfers niet opgenomen.",
    "no category": "'{category}' is geen categorie van lasten of baten: {cells} cijfers niet opgenomen.",
    "stated twice": "Taakveld {taakveld} van {place} staat er meer dan eens: {cells} cijfers niet nog eens opgenomen.",
}
CAUSE = {
    "unknown municipality": ["place", "year"],
    "ambiguous municipality": ["place", "year"],
    "unknown delivery": ["place"],
    "unreadable cell": ["raw"],
    "no taakveld": ["taakveld"],
    "no category": ["category"],
    "stated twice": ["place", "taakveld"],
}


def of_file(judged: pl.DataFrame, listed: pl.DataFrame) -> list[Line]:
    """The findings about a file as a whole."""
    return [*_signalled(judged), *_codes(listed), *_country(judged)]


def _signalled(judged: pl.DataFrame) -> Iterator[Line]:
    signalled = judged.filter(pl.col("fate") == "signalled")
    for reason, sentence in SENTENCES.items():
        for row in _counted(signalled.filter(pl.col("reason") == reason), CAUSE[reason]):
            yield _line(reason, "warning", row, str(row[CAUSE[reason][0]]), sentence)


def _codes(listed: pl.DataFrame) -> Iterator[Line]:
    """Codes that the list of the year does not have, or that nothing may be booked on."""
    unknown = listed.filter(~pl.col("known"))
    for row in _counted(unknown, ["taakveld_code", "year"]):
        text = "DF001: taakveld {taakveld_code} staat niet in de lijst van {year}: {cells} cijfers, samen {sum}."
        yield _line("unknown taakveld", "warning", row, row["taakveld_code"], text)
    booked = listed.filter(~pl.col("open") & (pl.col("value") != 0))
    for row in _counted(booked, ["taakveld_code", "year"]):
        text = (
            "Op taakveld {taakveld_code} kan in {year} niet geboekt worden, maar dat is wel gedaan: {cells} cijfers, "
            "samen {sum}. Ze tellen mee: het zijn eigen boekingen, geen totaal van de taakvelden eronder."
        )
        yield _line("closed taakveld", "warning", row, row["taakveld_code"], text)
    for row in _counted(listed.filter(~pl.col("known_category")), ["category", "year"]):
        text = "DF002: categorie {category} staat niet in de lijst van {year}: {cells} cijfers, samen {sum}."
        yield _line("unknown category", "warning", row, row["category"], text)


def _country(judged: pl.DataFrame) -> Iterator[Line]:
    """A row of the country that is not the sum of the municipalities in the file."""
    keys = ["year", "periode", "earlier", "taakveld_code", "category", "metric"]
    total = judged.filter(pl.col("reason") == "country")
    summed = judged.filter(pl.col("fate") == "observed").group_by(keys).agg(pl.col("value").sum(), n=pl.len())
    both = total.join(summed, on=keys, suffix="_summed", nulls_equal=True)
    apart = (pl.col("value") - pl.col("value_summed")).abs() > pl.col("scale") * pl.col("n") / HALF
    for row in both.filter(apart).iter_rows(named=True):
        text = (
            f"Taakveld {row['taakveld_code']}, {row['metric']}: het land staat er met {euro(row['value'])}, de "
            f"gemeenten in het bestand tellen op tot {euro(row['value_summed'])}."
        )
        yield Line("country is not the sum", "warning", row["locator"], row["raw"], text)


def of_documents(listed: pl.DataFrame) -> Iterator[tuple[str, Line]]:
    """The findings about one delivery of one municipality, with the id of its document."""
    current = listed.filter(~pl.col("earlier"))
    yield from _unbalanced(current)
    undivided = current.filter(pl.col("category").is_in(UNDIVIDED) & (pl.col("periode") > 0) & (pl.col("value") != 0))
    for row in _grouped(undivided, ["document_id", "category"]).iter_rows(named=True):
        text = "PF009: categorie {category} is niet verdeeld, wat na de begroting niet meer mag: {sum}."
        yield row["document_id"], _line("PF009", "warning", row, row["category"], text)


def _unbalanced(current: pl.DataFrame) -> Iterator[tuple[str, Line]]:
    """Deliveries of which the lasten are not the baten; only where the whole budget is there."""
    by_category = pl.col("category").is_not_null()
    totals = current.filter(~by_category | ~(~by_category).any().over("document_id", "metric"))
    sides = totals.group_by("document_id", maintain_order=True).agg(
        lasten=pl.col("value").filter(pl.col("metric") == "lasten").sum(),
        baten=pl.col("value").filter(pl.col("metric") == "baten").sum(),
        rounding=pl.col("scale").sum() / HALF,
        whole=(pl.col("taakveld_code") == RESERVES).any() & (pl.col("metric").n_unique() == HALF),
        locator=pl.col("locator").first(),
    )
    apart = (pl.col("lasten") - pl.col("baten")).abs() > pl.col("rounding")
    for row in sides.filter(pl.col("whole") & apart).iter_rows(named=True):
        text = f"PF006: de lasten van alle taakvelden zijn {euro(row['lasten'])}, de baten {euro(row['baten'])}."
        yield row["document_id"], Line("PF006", "warning", row["locator"], f"{row['lasten']}", text)


def _counted(rows: pl.DataFrame, by: list[str]) -> list[Row]:
    """Each cause with its first place, the number of figures and their sum; the last one takes the rest together."""
    grouped = _grouped(rows, by)
    if grouped.height <= MOST:
        return grouped.rows(named=True)
    others = grouped.slice(MOST - 1)
    rest = dict.fromkeys(by, f"en {others.height} andere") | {"cells": others["cells"].sum()}
    rest |= {"total": others["total"].sum(), "locator": others["locator"][0]}
    return [*grouped.head(MOST - 1).rows(named=True), rest]


def _grouped(rows: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    counts = (pl.len().alias("cells"), pl.col("value").sum().alias("total"), pl.col("locator").first())
    return rows.group_by(by, maintain_order=True).agg(*counts)


def _line(kind: str, severity: str, row: Row, printed: str, sentence: str) -> Line:
    text = sentence.format(**row, sum=euro(row["total"]))
    return Line(kind, severity, row["locator"], printed, text)
