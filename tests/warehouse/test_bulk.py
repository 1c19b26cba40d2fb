from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tasks.frames import LATER
from tasks.warehouse import WarehouseError, transaction
from tasks.warehouse.bulk import load_observations
from tasks.warehouse.export import export
from tests.small_documents import document, figure, load


@pytest.fixture
def parquet(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> Path:
    """What was exported of two documents."""
    path = tmp_path / "observations.parquet"
    for name in ("a", "b"):
        load(con, document(name), figure("wmo", 1), figure("jeugd", 2))
    export(con, "observations", path)
    return path


def kept(con: duckdb.DuckDBPyConnection) -> list[list[tuple[object, ...]]]:
    return [
        con.execute(question).fetchall()
        for question in (
            "FROM observation ORDER BY ALL",
            "SELECT document_id, list_sort(heads) FROM observation_head ORDER BY ALL",
            "FROM fact_current ORDER BY ALL",
        )
    ]


def test_what_was_exported_comes_back(con: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    before = kept(con)
    for emptied in ("observation", "observation_head"):
        con.execute(f"DELETE FROM {emptied}").fetchall()
    for _ in range(2):
        with transaction(con):
            assert load_observations(con, parquet) == 4
        assert kept(con) == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("SELECT * FROM given UNION ALL FROM given", "4 nummers van cijfers komen meer dan eens voor"),
        ("SELECT * REPLACE ('x' AS document_id) FROM given", "1 van de documenten staan niet in het warehouse"),
        ("SELECT value FROM given", "is niet te laden als cijfers"),
    ],
)
def test_what_does_not_fit_is_refused(
    con: duckdb.DuckDBPyConnection, parquet: Path, tmp_path: Path, changed: str, said: str
) -> None:
    before, other = kept(con), tmp_path / "it's.parquet"
    con.read_parquet(str(parquet)).query("given", changed).write_parquet(str(other))
    with pytest.raises(WarehouseError, match=said), transaction(con):
        load_observations(con, other)
    assert kept(con) == before


def test_what_was_exported_before_there_were_grounds_comes_back(
    con: duckdb.DuckDBPyConnection, parquet: Path, tmp_path: Path
) -> None:
    before, older = kept(con), tmp_path / "older.parquet"
    con.read_parquet(str(parquet)).query("given", f"SELECT * EXCLUDE ({', '.join(LATER)}) FROM given").write_parquet(
        str(older)
    )
    with transaction(con):
        assert load_observations(con, older) == 4
    assert kept(con) == before
