"""What the command line asks of the warehouse: plain dicts and frames, no text for people."""

from __future__ import annotations

from functools import cache
from typing import Any

import duckdb
import polars as pl

from tasks.municipalities import municipalities
from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.kpis import Kpi, kpis
from tasks.warehouse.load import registered
from tasks.warehouse.statements import statement

Row = dict[str, Any]


def budgets(con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None) -> list[Row]:
    """Domains against their budgets, of one municipality (CBS code or name) and year or of all."""
    with registered(con, municipality_name=_names()):
        return with_contradictions(con, kpis()["budget"], rows(con, "export/budgets", _asked(municipality, year)))


def bridges(con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None) -> list[Row]:
    """What Iv3 says of domains that own documents state too, of one municipality (CBS code) and year or of all."""
    return rows(con, "export/bridges", {"municipality": municipality, "year": year})


def trends(con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None) -> list[Row]:
    """What domains and taakvelden cost over the years, of one municipality (CBS code or name) and year or of all."""
    with registered(con, municipality_name=_names()):
        return with_contradictions(con, kpis()["trend"], rows(con, "export/trend_lines", _asked(municipality, year)))


def kpi_lines(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, municipality: str | None = None, year: int | None = None
) -> list[Row]:
    """The rows of a KPI, of one municipality (CBS code or name) and year or of all, each with its id for `explain`."""
    with registered(con, municipality_name=_names()):
        found = fetched(con, kpi.said("export/kpi_lines"), _asked(municipality, year))
    if not kpi.has_ids:
        return found
    return with_contradictions(con, kpi, [{**row, "explain": row["kpi_id"][:12]} for row in found])


def with_contradictions(con: duckdb.DuckDBPyConnection, kpi: Kpi, found: list[Row]) -> list[Row]:
    """Rows of a KPI, each with what its document tells against a figure that it rests on; None where nothing does."""
    told = fetched(con, kpi.said("export/contradicted"), {"ids": [row["explain"] for row in found]})
    said = {row["explain"]: row["contradicted"] for row in told}
    return [{**row, "contradicted": said.get(row["explain"])} for row in found]


def _asked(municipality: str | None, year: int | None) -> Row:
    return {"municipality": municipality, "year": year}


def audit(
    con: duckdb.DuckDBPyConnection,
    municipality: str | None = None,
    year: int | None = None,
    document: str | None = None,
    severity: str | None = None,
) -> list[Row]:
    """Findings: what does not add up, what was restated, what could not be read; the gravest first.

    Args:
        con: The warehouse.
        municipality: CBS code.
        year: Of the figure, or of its document.
        document: Part of the name of a document.
        severity: error, warning or info.
    """
    chosen = {"municipality": municipality, "year": year, "document": document, "severity": severity}
    return rows(con, "export/audit", chosen)


def audited(con: duckdb.DuckDBPyConnection, municipality: str | None = None, document: str | None = None) -> int:
    """How many documents the audit of a municipality (CBS code) and part of a name is about."""
    (found,) = rows(con, "export/audited", {"municipality": municipality, "document": document})
    return int(found["documents"])


def account(con: duckdb.DuckDBPyConnection, municipality: str | None = None, year: int | None = None) -> list[Row]:
    """Per document: cells with a digit, and how many of them were observed, ignored by name and signalled.

    Of one municipality (CBS code) and year or of all.

    Raises:
        WarehouseError: A cell with a digit has no fate: the reading lost it.
    """
    found = rows(con, "export/account", {"municipality": municipality, "year": year})
    for row in found:
        if lost := row.pop("unaccounted"):
            raise WarehouseError(
                f"{row['document']}: van {lost} cellen met een cijfer is niet gezegd wat ervan werd: "
                "meld dit aan de beheerder"
            )
    return found


def to_review(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """Headings and labels of money that are not known, with how often and where they stand; headings first."""
    return rows(con, "export/to_review")


@cache
def _names() -> pl.DataFrame:
    return pl.DataFrame([{"code": code, "name": known.plain_name} for code, known in municipalities().items()])


def rows(con: duckdb.DuckDBPyConnection, name: str, parameters: Any = None) -> list[Row]:
    """The rows of a statement, each by the names of its columns."""
    return fetched(con, statement(name), parameters)


def fetched(con: duckdb.DuckDBPyConnection, text: str, parameters: Any = None) -> list[Row]:
    """The rows of a statement that is given as text."""
    con.execute(text, parameters)
    columns = [column[0] for column in con.description or ()]
    return [dict(zip(columns, values, strict=True)) for values in con.fetchall()]
