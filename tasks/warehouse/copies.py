"""A whole copy of a warehouse, made by DuckDB and put in its place at once.

The open file is never copied as a file: what stands in its write-ahead log would be missing.
"""

from __future__ import annotations

import os
from pathlib import Path

import duckdb


def write_copy(con: duckdb.DuckDBPyConnection, path: Path, *, like: Path | None = None) -> None:
    """Copy what the open warehouse holds to `path`, which is the old file or the whole new one, never a part.

    Args:
        con: The warehouse; it stays locked for as long as the copy takes (50 MB a second on four cores).
        path: The file to make or replace.
        like: Give the copy the time of change of this file.

    Raises:
        duckdb.Error: The copy cannot be written, or does not hold what the warehouse holds.
        OSError: It cannot be put in its place.
    """
    _sweep(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    name = str(con.execute("SELECT current_database()").fetchall()[0][0])
    try:
        con.execute(f"ATTACH {quoted(part)} AS whole_copy (STORAGE_VERSION 'v1.5.0')").fetchall()
        try:
            con.execute(f'COPY FROM DATABASE "{name}" TO whole_copy').fetchall()
            if _counts(con, name) != _counts(con, "whole_copy"):
                raise duckdb.DataError(f"the copy {path} does not hold what the warehouse holds; try again")
        finally:
            con.execute("DETACH whole_copy").fetchall()
        if like:
            changed = like.stat().st_mtime_ns
            os.utime(part, ns=(changed, changed))
        part.replace(path)
    finally:
        _sweep(path)


def _counts(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, int]:
    """Rows of every table."""
    tables = "SELECT table_name FROM duckdb_tables() WHERE database_name = $1 AND NOT temporary ORDER BY ALL"
    names = [name for (name,) in con.execute(tables, [database]).fetchall()]
    return {name: con.table(f'"{database}"."{name}"').count("*").fetchall()[0][0] for name in names}


def _sweep(path: Path) -> None:
    """Remove what a copy that was cut off left behind: who holds the warehouse is the only one that copies it."""
    for left in path.parent.glob(f".{path.name}.*.part*"):
        left.unlink(missing_ok=True)


def quoted(text: Path | str) -> str:
    """A path or another text as SQL text."""
    return "'" + str(text).replace("'", "''") + "'"
