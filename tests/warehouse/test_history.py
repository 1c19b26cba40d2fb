from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest

from tasks.model import Document, Kind, stable_id
from tasks.packed import packed
from tasks.warehouse import Incoming, replace_document, replace_documents, transaction
from tasks.warehouse.connection import now
from tasks.warehouse.statements import statement
from tests.gold_statements import GOLD, gold_document
from tests.small_documents import READER, document, figure, load, normalised

ALWAYS = date(9999, 1, 1)


def known(con: duckdb.DuckDBPyConnection, on: date = ALWAYS, loaded_by: datetime | None = None) -> list[Any]:
    rows = con.execute(
        "SELECT value::INTEGER FROM fact_as_of($1::DATE, $2::TIMESTAMP) ORDER BY ALL", [on, loaded_by or now()]
    ).fetchall()
    return [value for (value,) in rows]


def versions(con: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    return con.execute("FROM document_version ORDER BY ALL").fetchall()


def test_a_later_document_was_not_known_before_it_was_published(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document("a", published=date(2026, 3, 1)), figure("wmo", 1))
    load(con, document("b", kind=Kind.JAARSTUKKEN, published=date(2026, 7, 1)), figure("wmo", 2))
    assert [known(con, day) for day in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 7, 1))] == [[], [1], [2]]


def test_a_document_was_not_known_here_before_it_was_loaded(con: duckdb.DuckDBPyConnection) -> None:
    moments = [now()]
    for value, name in enumerate(("a", "b"), start=1):
        load(con, document(name, kind=Kind.JAARSTUKKEN, published=date(2026, 1, value)), figure("wmo", value))
        moments.append(now())
    assert [known(con, loaded_by=moment) for moment in moments] == [[], [1], [2]]


def corrected(published: date | None) -> Document:
    return document(document_id=stable_id("corrected") * 2, version="2", published=published)


def test_before_a_file_was_corrected_the_first_one_counted(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(published=date(2026, 1, 1)), figure("wmo", 1))
    between = now()
    load(con, corrected(date(2026, 6, 1)), figure("wmo", 2))
    assert known(con) == [2]
    assert known(con, loaded_by=between) == [1]
    assert known(con, date(2026, 5, 31)) == [1]  # what was loaded since tells what was known then
    load(con, document(published=date(2026, 1, 1)), figure("wmo", 1))  # the old bytes were put back
    assert known(con) == [1]
    assert len(versions(con)) == 3


def test_a_reread_leaves_no_trace_in_the_history_of_facts(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), figure("wmo", 1))
    before, moment = versions(con), now()
    load(con, document(), figure("wmo", 7))
    assert versions(con) == before
    assert known(con, loaded_by=moment) == known(con) == [7]
    assert con.execute("SELECT count(*) FROM restatement").fetchall() == [(0,)]
    assert con.execute("SELECT count(*) FROM read_log").fetchall() == [(2,)]


def test_a_copy_at_another_address_keeps_a_document_in_force(con: duckdb.DuckDBPyConnection) -> None:
    load(con, document(), figure("wmo", 1))
    load(con, document(uri="s3://documenten/kopie.txt", key="kopie.txt"), figure("wmo", 1))
    load(con, corrected(None), figure("jeugd", 2))
    assert known(con) == [1, 2]
    assert [row[4] for row in versions(con) if row[3] is not None] == [None]


def test_a_part_that_another_of_its_file_replaces_never_counted(con: duckdb.DuckDBPyConnection) -> None:
    whole, first, second = (document(document_id=stable_id(name) * 2, uri="s3://x/iv3.csv") for name in "abc")
    for _ in range(2):
        with transaction(con):
            read = [packed(normalised(first, figure("wmo", 1)))]
            replaced = {first.document_id: second.document_id}
            replace_documents(con, [Incoming([whole, first, second], read, READER, replaced)])
        assert known(con) == []
        assert [row[4] for row in versions(con)].count(second.document_id) == 1
        assert len(versions(con)) == 3


def test_history_up_to_now_is_what_is_current(con: duckdb.DuckDBPyConnection) -> None:
    for number, kind in enumerate((Kind.MONITOR, Kind.JAARSTUKKEN, Kind.BEGROTING)):
        for scenario in ("realisatie", "begroting", "prognose"):
            rows = [figure("wmo", number * 10 + table, scenario, table_id=f"T{table}") for table in range(3)]
            load(con, document(f"{kind}{scenario}", kind=kind), *rows)
    load(con, document("begrotingbegroting", document_id=stable_id("new") * 2), figure("wmo", 99, "begroting"))
    current = con.execute("FROM fact_current ORDER BY ALL").fetchall()
    later = now() + timedelta(days=1)
    assert con.execute("FROM fact_as_of($1::DATE, $2::TIMESTAMP) ORDER BY ALL", [ALWAYS, later]).fetchall() == current
    assert len(current) == 3


RIVALS = {
    "newest first": 'known_on DESC, authority, is_total DESC NULLS LAST, document_id, table_id, "row", "column"',
    "summary first": 'authority, known_on DESC, is_total NULLS FIRST, document_id, table_id, "row", "column"',
}


@pytest.mark.skipif(not GOLD.exists(), reason="the hand-checked cells of the real documents are not here")
@pytest.mark.parametrize("rival", RIVALS)
def test_the_header_counts_the_facts_that_a_rival_rule_would_choose_otherwise(
    con: duckdb.DuckDBPyConnection, rival: str
) -> None:
    with transaction(con):
        for number in ("000", "002", "003"):
            replace_document(con, *gold_document(number), "gold")
    counted = con.execute(
        f"""WITH rival AS (
            SELECT observation_id, first_value(value) OVER (
                PARTITION BY municipality, concept, metric, scenario, period ORDER BY {RIVALS[rival]}
            ) AS value FROM current_statement
        )
        SELECT count(*) FILTER (f.value <> r.value), count(*) FROM fact_current AS f JOIN rival AS r
        USING (observation_id)"""
    ).fetchall()
    said = re.search(rf"{rival}: (\d+) of (\d+)", statement("core/fact_current"))
    assert said
    assert counted == [tuple(map(int, said.groups()))]
