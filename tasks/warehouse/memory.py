"""What loading may take of the memory: DuckDB puts what does not fit in a folder beside the warehouse.

It takes it back from there, and removes the folder when it ends.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from tasks.warehouse.copies import quoted

LIMIT = "SELECT current_setting('memory_limit')"


def bound_memory(con: duckdb.DuckDBPyConnection, path: Path, megabytes: int) -> None:
    """Have the only writer of the warehouse at `path` take no more than so much, nor keep what one before it left.

    A process that was killed leaves its folder, which DuckDB looks at only when something is put there again.
    """
    folder = path.with_name(f"{path.name}.tmp")
    for left in folder.glob("duckdb_temp*"):
        left.unlink(missing_ok=True)
    con.execute(f"SET temp_directory = {quoted(folder)}").fetchall()
    con.execute(f"SET memory_limit = '{megabytes}MB'").fetchall()


def lift_bound(con: duckdb.DuckDBPyConnection) -> bool:
    """Let it take what the machine has; whether that is more than it might."""
    before = con.execute(LIMIT).fetchall()
    con.execute("RESET memory_limit").fetchall()
    return bool(con.execute(LIMIT).fetchall() != before)
