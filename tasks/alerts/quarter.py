"""What a quarter's letter tells beside budgets and alerts: key figures, and the end of the year from a part of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import duckdb

from tasks.forecast import forecasts
from tasks.notation import percent
from tasks.site.discretion import without
from tasks.warehouse.kpis import Kpi, kpis
from tasks.warehouse.queries import Row, fetched
from tasks.warehouse.statements import statement
from tasks.ways import SUBJECTS, WAYS, amount

OF_DOMAINS = ("trend", "movement", "benchmark")  # they have taakvelden and products too: the spreadsheet has those
WHOLE = ("savings",)
IDS = ("kpi_id", "municipality", "document_ids", "observation_ids")
EURO = " €"
LONGEST_TITLE = 31  # of a sheet, as spreadsheets allow
MOST_LISTED = 8  # of a key figure in the mail


def key_figures(
    con: duckdb.DuckDBPyConnection, code: str, year: int, hidden: Collection[str]
) -> list[tuple[Kpi, list[Row]]]:
    """The rows of each key figure over this year and the one before, without those that tell of few people."""
    asked = {"municipality": code, "year": year}
    found = [
        (kpis()[name], fetched(con, kpis()[name].said("alerts/letter/kpi"), asked)) for name in (*OF_DOMAINS, *WHOLE)
    ]
    return [(kpi, kept) for kpi, rows in found if (kept := [dict(row) for row in without(rows, hidden)])]


def told(figures: Sequence[tuple[Kpi, list[Row]]]) -> list[tuple[str, list[str]]]:
    """Each key figure with its lines for the mail, the newest year first."""
    return [(kpi.title, lines) for kpi, rows in figures if (lines := list(_lines(kpi, rows)))]


def sheets_of(figures: Sequence[tuple[Kpi, list[Row]]]) -> dict[str, list[Row]]:
    """All rows of the key figures as tables of a spreadsheet."""
    return {
        kpi.title[:LONGEST_TITLE]: [{name: row[name] for name in row if name not in IDS} for row in rows]
        for kpi, rows in figures
    }


def expected(con: duckdb.DuckDBPyConnection, code: str, year: int, on: date) -> list[Row]:
    """The end of this year and the one before from parts of them, as known on a day, without those of few people."""
    found = con.execute(statement("alerts/letter/hidden_parts"), {"municipality": code}).fetchall()
    hidden = {id_ for (id_,) in found}
    rows = [row for of in (year, year - 1) for row in forecasts(con, code, of, on)]
    return [row for row in rows if row["explain"] not in hidden and row["outcome"] is None]


def expectation(row: Row) -> str:
    """`Jeugd 2025, uit H1 (€ 4.200.000): € 8.400.000 tot € 8.600.000 (methode; fout in eerdere jaren 2,1 %)`."""
    low, high = (amount(row[side]) for side in ("low", "high"))
    if row["point"] is not None:
        end = f"€ {amount(row['point'])}, tussen € {low} en € {high}"
    else:
        end = f"€ {low} tot € {high}" if low else f"€ {amount(row['run_rate'])}"
    error = "" if row["error"] is None else f"; gemiddelde fout in eerdere jaren {percent(row['error'])}"
    part = f"{row['part']} (€ {amount(row['amount'])})"
    return f"{row['label']} {row['year']}, uit {part}: {end} ({row['method']}{error})"


def _lines(kpi: Kpi, rows: Sequence[Row]) -> Iterator[str]:
    shown = [row for row in rows if kpi.name in WHOLE or _about(row) in SUBJECTS]
    for row in shown[:MOST_LISTED]:
        first, *others = kpi.show
        said = [_value(one.head, value) for one in others if (value := WAYS[one.way](row, one.of)) not in {None, ""}]
        yield f"{WAYS[first.way](row, first.of)} {row['year']}: {'; '.join(said)}"


def _value(head: str, value: object) -> str:
    """`realisatie € 11.193.000` of a column that is headed `realisatie €`."""
    if head == "%":
        return str(value)
    return f"{head.removesuffix(EURO)} € {value}" if head.endswith(EURO) else f"{head} {value}"


def _about(row: Row) -> object:
    return row.get("aggregate") or row.get("subject")
