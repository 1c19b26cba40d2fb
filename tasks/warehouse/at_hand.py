"""What current documents state, narrowed to temporary tables: a filter does not reach through windows and macros."""

from __future__ import annotations

import duckdb

from tasks import reference
from tasks.frames import GROUNDS
from tasks.vocabularies.crosswalk import parts, regimes
from tasks.warehouse.load import registered

TOUCHED = "touched_statement"  # what the documents in hand state, where a batch is looked at and not all


def hold_current(con: duckdb.DuckDBPyConnection, name: str, observations: str, narrow: str = "") -> None:
    """Have at hand what current documents state in a relation of observations, read once, as the table `name`.

    Without the grounds: whether a figure may be built on (`left_out`) is all that these decide.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE {name} AS "  # noqa: S608
        f"SELECT * EXCLUDE ({', '.join(GROUNDS)}, concept_score, value_score), "
        "stated_year(period, document_year) AS stated_in "
        f"FROM current_statement_of('{observations}') {narrow}"
    ).fetchall()


def hold_statements(con: duckdb.DuckDBPyConnection, name: str, *, touched: bool, narrow: str = "") -> None:
    """Tell what is current apart: `<name>_statement`, on which may be built, and `<name>_left_out`; both `<name>_any`.

    What was touched is at hand already: these are views of it. Each copy of the figures of a long document is as large
    as the document.
    """
    current = TOUCHED if touched else f"{name}_current"
    if not touched:
        hold_current(con, current, "observation", narrow)
    con.execute(f"CREATE OR REPLACE TEMP VIEW {name}_any AS FROM {current} {narrow}").fetchall()
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
