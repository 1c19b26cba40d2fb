"""Observations by the million, straight from Parquet: to move a warehouse, or to fill one from what was exported."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tasks.frames import LATER, OBSERVATIONS
from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.copies import quoted
from tasks.warehouse.statements import statement

COLUMNS = ", ".join(f'"{name}"' for name in OBSERVATIONS)
WITH_LATER = f"SELECT {', '.join(LATER)} FROM observation LIMIT 0"  # noqa: S608


def load_observations(con: duckdb.DuckDBPyConnection, parquet: Path) -> int:
    """Put the observations of a Parquet file in the place of those of its documents, in the caller's transaction.

    What `export observations` writes can be read; columns more than those of `observation` are passed over. The
    rows never pass through Python: ten million take little more than a bare insert. Refresh checks, KPIs and
    alerts afterwards.

    Raises:
        WarehouseError: The file cannot be read, an id occurs twice, or a document is not known here.
    """
    try:
        con.execute(
            f"CREATE OR REPLACE TEMP VIEW bulk_observation AS SELECT {COLUMNS} FROM ("  # noqa: S608
            f"FROM read_parquet({quoted(parquet)}) UNION ALL BY NAME ({WITH_LATER}))"
        ).fetchall()
        _check(con, parquet)
        con.execute("DELETE FROM observation WHERE document_id IN (FROM bulk_document)").fetchall()
        loaded = con.execute(statement("load/bulk_observation")).fetchall()[0][0]
    except duckdb.Error as error:
        raise WarehouseError(f"{parquet} is niet te laden als cijfers: {error}") from error
    con.execute(statement("load/observation_head")).fetchall()
    con.execute(statement("load/bulk_document_year")).fetchall()
    return int(loaded)


def _check(con: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    twice = _occurs_twice(con, "hash(observation_id)")  # half the time; ids that only share their hash are told apart
    if twice and (twice := _occurs_twice(con, "observation_id")):
        raise WarehouseError(f"{parquet}: {twice} nummers van cijfers komen meer dan eens voor; niets is geladen")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE bulk_document AS SELECT DISTINCT document_id FROM bulk_observation"
    ).fetchall()
    unknown = con.execute("SELECT count(*) FROM bulk_document ANTI JOIN document USING (document_id)").fetchall()[0][0]
    if unknown:
        raise WarehouseError(f"{parquet}: {unknown} van de documenten staan niet in het warehouse: laad die eerst")


def _occurs_twice(con: duckdb.DuckDBPyConnection, what: str) -> int:
    counted = con.execute(f"SELECT count(*) - count(DISTINCT {what}) FROM bulk_observation").fetchall()  # noqa: S608
    return int(counted[0][0])
