from __future__ import annotations

import duckdb
import pytest

from tasks.kpi import refresh_kpis
from tasks.model import StoredObject, stable_id
from tasks.warehouse import (
    Seen,
    WarehouseError,
    known_objects,
    quarantine_object,
    refresh_findings,
    replace_document,
    transaction,
)
from tests.small_documents import READER, document, figure, load, normalised, replace_touching

TABLES = (
    "document",
    "document_source",
    "observation",
    "finding",
    "cell",
    "quarantine",
    "kpi_budget",
    "alert",
    "outbox",
)
FIGURES = (figure("jeugd", 120), figure("jeugd", 100, "begroting_gewijzigd"))


def contents(con: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """Everything but which load put it there."""
    return {
        table: con.execute(f"SELECT COLUMNS(lambda c: c <> 'load_number') FROM {table} ORDER BY ALL").fetchall()
        for table in TABLES
    }


def facts(con: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute("SELECT concept, scenario, value::INTEGER FROM fact_current ORDER BY ALL").fetchall()


def test_loading_twice_changes_nothing(con: duckdb.DuckDBPyConnection) -> None:
    seen = []
    for _ in range(2):
        with transaction(con):
            replace_touching(con, document(), *FIGURES)
            refresh_kpis(con, touched=True)
            refresh_findings(con, touched=True)
        seen.append(contents(con))
    assert seen[0] == seen[1]
    assert [len(seen[0][table]) for table in ("document", "observation", "kpi_budget")] == [1, 2, 1]
    assert con.execute("SELECT count(*) FROM read_log").fetchall() == [(2,)]


def test_every_id_is_unique(con: duckdb.DuckDBPyConnection) -> None:
    for name in ("a.txt", "b.txt", "a.txt"):
        load(con, document(name), *FIGURES)
    for table, key in (("document", "document_id"), ("observation", "observation_id"), ("document_source", "uri")):
        assert con.execute(f"SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1").fetchall() == []


def test_a_better_reading_takes_the_place_of_the_old(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), *FIGURES)
    load(con, document(), figure("wmo", 7))
    assert facts(con) == [("wmo", "realisatie", 7)]
    assert con.execute("SELECT count(*) FROM cell WHERE text = 'jeugd'").fetchall() == [(0,)]


def test_rows_have_the_number_of_the_load_that_their_document_has(con: duckdb.DuckDBPyConnection) -> None:
    for name in ("a.txt", "b.txt", "a.txt"):
        load(con, document(name), *FIGURES)
    for table in ("observation", "cell"):
        numbers = con.execute(
            f"SELECT DISTINCT d.load_number, d.name, r.load_number = d.load_number FROM {table} AS r "
            "JOIN document AS d USING (document_id) ORDER BY ALL"
        )
        assert [row[1:] for row in numbers.fetchall()] == [("b.txt", True), ("a.txt", True)]


def test_what_was_loaded_before_loads_had_numbers_gives_way_too(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), *FIGURES)
    for table in ("document", "observation", "cell"):
        con.execute(f"UPDATE {table} SET load_number = 0").fetchall()
    load(con, document(), figure("wmo", 7))
    assert facts(con) == [("wmo", "realisatie", 7)]
    assert con.execute("SELECT count(*) FROM cell WHERE text = 'jeugd'").fetchall() == [(0,)]


def test_the_same_id_twice_is_refused_and_nothing_is_lost(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), *FIGURES)
    before = contents(con)
    twice = normalised(document(), figure("wmo", 1, observation_id="x"), figure("wmo", 2, observation_id="x"))
    with pytest.raises(WarehouseError, match=r"monitor\.txt: cijfer x komt 2 keer voor.*line 1"), transaction(con):
        replace_document(con, document(), twice, READER)
    assert contents(con) == before


def test_rows_of_another_document_are_refused(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError, match="rijen van een ander document"), transaction(con):
        replace_document(con, document("a.txt"), normalised(document("b.txt"), *FIGURES), READER)


def test_the_same_bytes_under_a_second_key_count_once(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), *FIGURES)
    load(con, document(uri="s3://documenten/kopie.txt", key="kopie.txt"), *FIGURES)
    assert con.execute("SELECT name FROM document").fetchall() == [("monitor.txt",)]
    assert con.execute("SELECT count(*) FROM observation").fetchall() == [(2,)]
    assert known_objects(con) == {("s3://documenten/monitor.txt", "1"), ("s3://documenten/kopie.txt", "1")}


def test_a_corrected_file_takes_over_from_the_one_under_its_key(con: duckdb.DuckDBPyConnection) -> None:
    first = load(con, document(), *FIGURES)
    second = load(con, document(document_id=stable_id("corrected") * 2, version="2"), figure("jeugd", 90))
    assert con.execute("SELECT document_id, superseded_by FROM document ORDER BY loaded_at").fetchall() == [
        (first.document_id, second.document_id),
        (second.document_id, None),
    ]
    assert facts(con) == [("jeugd", "realisatie", 90)]
    assert known_objects(con) == {("s3://documenten/monitor.txt", "2")}
    load(con, document(), *FIGURES)  # the old bytes were put back
    assert facts(con) == [("jeugd", "begroting_gewijzigd", 100), ("jeugd", "realisatie", 120)]


def test_a_corrected_file_leaves_the_copy_elsewhere_in_force(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), *FIGURES)
    load(con, document(uri="s3://documenten/kopie.txt", key="kopie.txt"), *FIGURES)
    load(con, document(document_id=stable_id("corrected") * 2), figure("wmo", 1))
    assert con.execute("SELECT count(*) FROM document WHERE superseded_by IS NULL").fetchall() == [(2,)]


def test_a_refused_object_is_known_until_it_is_loaded(con: duckdb.DuckDBPyConnection) -> None:
    stored = StoredObject("s3://documenten/monitor.txt", "monitor.txt", "1", b"\x00")
    for reason in ("onbekende gemeente", "leeg"):
        with transaction(con):
            quarantine_object(con, Seen.of(stored), reason)
    assert con.execute("SELECT reason, size, resolved_at FROM quarantine").fetchall() == [("leeg", 1, None)]
    assert known_objects(con) == {(stored.uri, "1")}
    load(con, document(version="2"), *FIGURES)
    assert con.execute("SELECT count(*) FROM quarantine WHERE resolved_at IS NULL").fetchall() == [(0,)]
    assert known_objects(con) == {(stored.uri, "2")}
