from __future__ import annotations

import re
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tasks.frames import CELLS, FINDINGS, LATER, OBSERVATIONS
from tasks.warehouse import WarehouseError, open_warehouse
from tasks.warehouse.connection import CONFIG, schema_files
from tasks.warehouse.statements import FOLDER, names, statement

HEADER = ("-- title: ", "-- grain: ", "-- unit: ", "-- source: ")


@pytest.mark.parametrize(
    ("table", "columns"),
    [("observation", OBSERVATIONS), ("finding", FINDINGS), ("cell", CELLS)],
    ids=lambda v: str(v)[:8],
)
def test_the_tables_are_the_frames_of_the_model(
    con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, pl.DataType]
) -> None:
    of_the_warehouse = ("load_number", "year")
    kept: pl.DataFrame = con.sql(f"FROM {table}").pl().drop(of_the_warehouse, strict=False)
    assert dict(kept.schema) == dict(pl.DataFrame(schema=columns).schema)


def test_every_table_and_column_says_what_it_is(con: duckdb.DuckDBPyConnection) -> None:
    tables = con.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    columns = con.execute(
        "SELECT c.column_name, c.comment FROM duckdb_columns() AS c JOIN duckdb_tables() USING (table_oid)"
    ).fetchall()
    views = con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {
        "document",
        "observation",
        "finding",
        "cell",
        "quarantine",
        "kpi_budget",
        "alert",
        "outbox",
        "read_log",
    } <= {name for name, _ in tables}
    assert [name for name, comment in [*tables, *columns, *views] if not comment] == []


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.sql")), ids=lambda path: path.stem)
def test_every_statement_opens_with_title_grain_unit_and_source(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.startswith(start) for line, start in zip(lines, HEADER, strict=False)] == [True] * 4


@pytest.mark.parametrize("name", names("checks"))
def test_every_check_says_its_reason(name: str) -> None:
    assert re.search(r"^-- reason: .{20,}", statement(name), re.MULTILINE)


def test_an_older_warehouse_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with duckdb.connect(str(path), config=CONFIG) as old:
        for name in names("schema")[:3]:
            old.execute(statement(name)).fetchall()
            old.execute(
                "INSERT INTO schema_version VALUES ($1, $2, '2026-01-01')", [int(name.split("/")[1][:4]), name]
            ).fetchall()
        old.execute("INSERT INTO observation (observation_id, document_id, locator) VALUES ('a', 'b', 'c')").fetchall()
    with open_warehouse(path, read_only=True) as con:
        assert con.execute("SELECT observation_id FROM observation").fetchall() == [("a",)]
        assert con.execute("SELECT max(version) FROM schema_version").fetchall() == [(max(schema_files()),)]
        assert con.execute("SELECT count(*) FROM fact_current").fetchall() == [(0,)]
        told = con.execute(f"SELECT {', '.join(LATER)} FROM observation").fetchall()
        assert told == [(None,) * len(LATER)]


def test_a_newer_warehouse_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.duckdb"
    with open_warehouse(path) as con:
        con.execute("INSERT INTO schema_version VALUES (9999, 'later', '2030-01-01')").fetchall()
    with pytest.raises(WarehouseError, match=r"schema 9999.*werk het bij"), open_warehouse(path):
        pass


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "half.duckdb"
    monkeypatch.setattr("tasks.warehouse.connection.statement", lambda name: statement(name) + "; SELECT nonsense")
    with pytest.raises(duckdb.Error), open_warehouse(path):
        pass
    monkeypatch.undo()
    with open_warehouse(path) as con:
        assert con.execute("SELECT max(version) FROM schema_version").fetchall() == [(max(schema_files()),)]


def test_views_are_made_anew_when_their_text_changes_and_only_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.duckdb"
    made = []
    for text in (statement, statement, lambda name: statement(name) + "\n-- changed"):
        monkeypatch.setattr("tasks.warehouse.connection.statement", text)
        with open_warehouse(path) as con:
            made.append(con.execute("SELECT applied_at FROM schema_version WHERE version = 0").fetchall())
    assert made[0] == made[1] != made[2]
