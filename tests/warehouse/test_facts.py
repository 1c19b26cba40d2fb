from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import pytest

from tasks.model import Kind
from tests.small_documents import document, figure, load


def current(con: duckdb.DuckDBPyConnection, scenario: str) -> list[tuple[Any, ...]]:
    return con.execute("SELECT value::INTEGER, statements FROM fact_current WHERE scenario = $1", [scenario]).fetchall()


@pytest.mark.parametrize(
    ("scenario", "first", "second", "chosen"),
    [
        ("realisatie", Kind.MONITOR, Kind.JAARSTUKKEN, 2),
        ("begroting_primitief", Kind.BEGROTING, Kind.JAARSTUKKEN, 1),
        ("begroting_gewijzigd", Kind.BEGROTING, Kind.JAARSTUKKEN, 2),
        ("prognose", Kind.TUSSENRAPPORTAGE, Kind.JAARSTUKKEN, 1),
        ("realisatie", Kind.IV3, Kind.OTHER, 1),
    ],
)
def test_authority_goes_before_newness(
    con: duckdb.DuckDBPyConnection, scenario: str, first: Kind, second: Kind, chosen: int
) -> None:
    load(con, document("a", kind=first, published=date(2026, 1, 1)), figure("wmo", 1, scenario))
    load(con, document("b", kind=second, published=date(2026, 1, 2)), figure("wmo", 2, scenario))
    assert current(con, scenario) == [(chosen, 2)]


def test_the_newest_document_wins_by_publication_else_by_period(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document("a", period="2025H1"), figure("wmo", 1, "prognose"))
    load(con, document("b", period="2025Q3"), figure("wmo", 2, "prognose"))
    assert current(con, "prognose") == [(2, 2)]
    load(con, document("c", period="2025Q1", published=date(2025, 11, 1)), figure("wmo", 3, "prognose"))
    assert current(con, "prognose") == [(3, 3)]


def test_a_total_beside_its_rows_wins_from_a_summary_and_then_reading_order(con: duckdb.DuckDBPyConnection) -> None:
    load(
        con,
        document("a"),
        figure("wmo", 1),
        figure("wmo", 2, table_id="T02", is_total=True),
        figure("wmo", 3, table_id="T03"),
    )
    assert current(con, "realisatie") == [(2, 3)]
    load(con, document("a"), figure("wmo", 1), figure("wmo", 3, table_id="T03"))
    assert current(con, "realisatie") == [(1, 2)]
