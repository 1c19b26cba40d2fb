from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.model import Kind
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tests.small_documents import document, figure, load

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "documents"
BORNE = sorted([*SAMPLES.glob("000_*.txt"), *SAMPLES.glob("001_*.txt")])
# Document, figure and place of the two statements, as the findings on the sample documents list them by hand.
BETWEEN_TABLES = {
    ("2024", "7.787", "7.719"),
    ("2024", "6.332", "6.310"),
    ("2024", "10.113", "10.112"),
    ("2024", "3.099", "3.012"),
    ("2024", "1.178", "1.410"),
    ("2023", "7.167", "7.147"),
    ("2023", "2.734", "2.189"),
    ("2022", "8.317", "8.331"),
    ("2022", "2.307", "2.308"),
    ("2022", "994", "995"),
}
BETWEEN_MONITORS = {("2022", "2.858", "2.883"), ("2022", "25", "0"), ("2022", "8.317", "8.331")}


@pytest.fixture(scope="module")
def borne(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The two monitors of Borne, read by the line."""
    if len(BORNE) != 2:
        pytest.skip("the real documents are not on this machine")
    folder = tmp_path_factory.mktemp("borne")
    settings = Settings(var=folder)
    for path in BORNE:
        store, prefix = open_store(str(path), settings)
        for ref in documents(store, prefix):
            ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=datetime(2026, 1, 1))
    with open_warehouse(settings.warehouse_path, read_only=True) as con:
        yield con


def money(con: duckdb.DuckDBPyConnection, where: str) -> set[tuple[str, str, str]]:
    rows = con.execute(
        f"SELECT period, raw, current_raw FROM restatement WHERE unit = 'EUR' AND scale = 1000 AND {where}"
    )
    return set(rows.fetchall())


def test_summary_and_detail_of_one_monitor(borne: duckdb.DuckDBPyConnection) -> None:
    assert money(borne, "document_id = current_document_id") == BETWEEN_TABLES


def test_the_2022_of_the_first_monitor_is_not_the_2022_of_the_second(borne: duckdb.DuckDBPyConnection) -> None:
    assert money(borne, "document_id <> current_document_id") >= BETWEEN_MONITORS


def test_half_a_year_is_not_restated_by_the_whole(borne: duckdb.DuckDBPyConnection) -> None:
    stated = borne.execute("SELECT DISTINCT period FROM current_statement WHERE document LIKE '001%'").fetchall()
    assert ("2023H1",) in stated
    crossed = "SELECT DISTINCT period FROM restatement WHERE document_id <> current_document_id ORDER BY ALL"
    assert borne.execute(crossed).fetchall() == [("2021",), ("2022",)]


def test_both_places_can_be_found(borne: duckdb.DuckDBPyConnection) -> None:
    lost = borne.execute(
        """SELECT count(*) FROM restatement AS r
        WHERE NOT EXISTS (FROM cell AS c WHERE (c.document_id, c.locator, c.text) = (r.document_id, r.locator, r.raw))
           OR NOT EXISTS (FROM cell AS c WHERE (c.document_id, c.locator, c.text)
                = (r.current_document_id, r.current_locator, r.current_raw))"""
    ).fetchall()
    assert lost == [(0,)]


def scopes(con: duckdb.DuckDBPyConnection) -> set[tuple[str, tuple[str, ...]]]:
    rows = con.execute("SELECT DISTINCT raw, scope FROM restatement WHERE scope_changed").fetchall()
    return {(raw, tuple(scope)) for raw, scope in rows}


def test_where_the_scope_changed(borne: duckdb.DuckDBPyConnection) -> None:
    found = scopes(borne)
    assert {("2.858", ("moved between rows",)), ("25", ("moved between rows",))} <= found
    assert {("596", ("known source error",)), ("358", ("known source error",))} <= found
    assert not {raw for raw, _ in found} & {"7.787", "6.332", "1.178"}


def test_the_rule_reported_is_the_rule_listed(borne: duckdb.DuckDBPyConnection) -> None:
    listed = "SELECT DISTINCT document_id, locator, raw FROM restatement ORDER BY ALL"
    reported = """SELECT DISTINCT document_id, locator, printed FROM finding
        WHERE kind = 'the_same_fact_is_stated_otherwise' ORDER BY ALL"""
    assert borne.execute(listed).fetchall() == borne.execute(reported).fetchall()


def restated(con: duckdb.DuckDBPyConnection, columns: str) -> list[tuple[Any, ...]]:
    return con.execute(f"SELECT {columns} FROM restatement ORDER BY ALL").fetchall()


def test_first_and_last_time_that_the_other_value_was_said(con: duckdb.DuckDBPyConnection) -> None:
    for year, value in ((2023, 5), (2024, 5), (2025, 8), (2026, 8)):
        one = document(f"{year}", year=year, period=str(year), published=date(year, 6, 1), kind=Kind.JAARSTUKKEN)
        load(con, one, figure("wmo", value, period="2022"))
    columns = "document, value::INTEGER, current_value::INTEGER, first_seen, last_seen, current_since, scope_changed"
    ends = (date(2023, 6, 1), date(2024, 6, 1), date(2026, 6, 1), False)
    assert restated(con, columns) == [("2023", 5, 8, *ends), ("2024", 5, 8, *ends)]


def test_other_words_of_extent_are_another_scope(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document("a"), figure("wmo", 5, row_label="Wmo exclusief pgb"))
    load(con, document("b", published=date(2027, 1, 1)), figure("wmo", 9, row_label="Wmo"))
    assert restated(con, "scope") == [(["other words"],)]


def test_a_corrected_file_is_listed_beside_what_it_corrects(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), figure("wmo", 5))
    load(con, document(document_id="f" * 64), figure("wmo", 9))
    assert restated(con, "value::INTEGER, current_value::INTEGER, superseded") == [(5, 9, True)]
