"""What current documents state, narrowed to temporary tables: a filter does not reach through windows and macros."""

from __future__ import annotations

import duckdb

from tasks.frames import GROUNDS


def hold_statements(con: duckdb.DuckDBPyConnection, name: str, narrow: str) -> None:
    """Have at hand what current documents state: `<name>_statement`, on which may be built, and `<name>_left_out`.

    They are read once, without their grounds: which of the two a figure belongs to is all that these decide.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name}_any AS "  # noqa: S608
        f"SELECT * EXCLUDE ({', '.join(GROUNDS)}, concept_score, value_score) FROM current_statement {narrow}"
    ).fetchall()
    for kind, kept in (("statement", "IS NULL"), ("left_out", "IS NOT NULL")):
        con.execute(f"CREATE OR REPLACE TEMP VIEW {name}_{kind} AS FROM {name}_any WHERE left_out {kept}").fetchall()
