"""What current documents state, narrowed to temporary tables: a filter does not reach through windows and macros."""

from __future__ import annotations

import duckdb

from tasks import reference
from tasks.frames import GROUNDS
from tasks.vocabularies.crosswalk import parts, regimes
from tasks.warehouse.load import registered


def hold_statements(con: duckdb.DuckDBPyConnection, name: str, observations: str, narrow: str = "") -> None:
    """Have at hand what current documents state: `<name>_statement`, on which may be built, and `<name>_left_out`.

    `observations` is the relation that they stand in. They are read once, without their grounds: which of the two a
    figure belongs to is all that these decide.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name}_any AS "  # noqa: S608
        f"SELECT * EXCLUDE ({', '.join(GROUNDS)}, concept_score, value_score) "
        f"FROM current_statement_of('{observations}') {narrow}"
    ).fetchall()
    for kind, kept in (("statement", "IS NULL"), ("left_out", "IS NOT NULL")):
        con.execute(f"CREATE OR REPLACE TEMP VIEW {name}_{kind} AS FROM {name}_any WHERE left_out {kept}").fetchall()


def hold_reference(con: duckdb.DuckDBPyConnection) -> None:
    """Have at hand what is known beside documents, each as a temporary table of its own."""
    frames = {
        "crosswalk_part": parts(),
        "crosswalk_regime": regimes(),
        "known_name": reference.names(),
        "population": reference.population(),
        "region_member": reference.members(),
        "known_break": reference.breaks(),
        "known_index": reference.indices(),
    }
    with registered(con, **{f"{name}_frame": frame for name, frame in frames.items()}):
        for name in frames:
            con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {name}_frame").fetchall()
