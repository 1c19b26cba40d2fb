"""What a batch touches: municipalities and years of which a document changed, came, or no longer counts.

Checks, KPIs and alerts are made anew for these alone, so that a document costs the same however many its municipality
has. A KPI of a year may look one year back and no further; a check may hold figures of one year against each other.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from tasks.warehouse.at_hand import TOUCHED, hold_current
from tasks.warehouse.statements import statement

OF_THOSE_YEARS = "SEMI JOIN touched_year USING (municipality, year)"  # of KPIs


def forget_touched(con: duckdb.DuckDBPyConnection) -> None:
    """Begin anew: nothing is touched yet."""
    con.execute("CREATE OR REPLACE TEMP TABLE touched (municipality VARCHAR, year INTEGER)").fetchall()


def touch(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str], addresses: Sequence[str]) -> None:
    """Add the municipalities and years of documents, and of whatever else these addresses have held.

    Called before documents are replaced and after it: what a document was and what it is are both touched, and so is
    the document that it supersedes.
    """
    con.execute(statement("load/touched"), {"documents": list(document_ids), "addresses": list(addresses)}).fetchall()


def hold_touched_years(con: duckdb.DuckDBPyConnection) -> None:
    """Have at hand of which municipalities and years KPIs may change: `touched_year`."""
    con.execute(statement("load/touched_year")).fetchall()


def hold_touched(con: duckdb.DuckDBPyConnection) -> None:
    """Have at hand what must be looked at again: `touched_year`, and the documents and statements that it rests on."""
    hold_touched_years(con)
    for part in statement("load/in_hand").split(";\n"):
        con.execute(part).fetchall()
    hold_current(con, TOUCHED, "touched_observation")
