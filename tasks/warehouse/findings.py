"""Findings of the checks: each check is one query in `sql/checks` whose rows are findings."""

from __future__ import annotations

import duckdb

from tasks.audit import KINDS
from tasks.warehouse.at_hand import hold_reference, hold_statements
from tasks.warehouse.statements import names, statement
from tasks.warehouse.text_findings import refresh_text_findings

OWN = "SEMI JOIN checked_municipality USING (municipality)"
OF_TOUCHED_YEARS = "SEMI JOIN touched AS t ON t.municipality = touched_statement.municipality AND t.year = stated_in"
# Of the facts only those that a check can hold something against: one that is stated once differs from nothing but the
# begroting, which is held against other scenarios. All facts of a long document are as large as the document.
HELD_AGAINST = "WHERE statements > 1 OR kind = 'begroting'"
UNDATED = "SELECT 1 FROM finding WHERE list_contains($1, kind) AND year IS NULL LIMIT 1"


def refresh_findings(con: duckdb.DuckDBPyConnection, *, touched: bool = False) -> None:
    """Run every check anew, for the municipalities and years that were touched or for all, in the caller's transaction.

    The kind of a finding is the name of the file; what normalising found stays as it is.
    """
    checks = {name.removeprefix("checks/"): name for name in names("checks")}
    kinds = [[*checks, *KINDS]]
    # Findings of before November 2026 do not say their year: once all are made anew.
    touched = touched and not con.execute(UNDATED, kinds).fetchall()
    forget = statement("load/forget_findings") if touched else "DELETE FROM finding WHERE list_contains($1, kind)"
    con.execute(forget, kinds).fetchall()
    if not _hold(con, touched):
        return
    for kind, name in checks.items():
        con.execute(
            f"""INSERT INTO finding BY NAME
            SELECT DISTINCT left(sha256(concat_ws('|', '{kind}', document_id, locator, printed, text)), 32)
                AS finding_id, '{kind}' AS kind, f.* EXCLUDE (period), stated_year(f.period, d.year) AS year
            FROM ({statement(name)}) AS f JOIN document AS d USING (document_id)"""  # noqa: S608
        ).fetchall()
    refresh_text_findings(con, touched=touched)


def _hold(con: duckdb.DuckDBPyConnection, touched: bool) -> bool:
    """Put what the checks read in temporary tables: a filter does not reach through their windows.

    A municipality of which nothing is known but what a file about the whole country says has nothing to hold that
    against, and nobody who would read it.

    Returns:
        Whether there is anything to check.
    """
    among = "SEMI JOIN touched USING (municipality)" if touched else ""
    chosen = con.execute(
        f"""CREATE OR REPLACE TEMP TABLE checked_municipality AS SELECT DISTINCT municipality FROM document {among}
        WHERE NOT contains(document_id, '#') AND municipality LIKE 'GM%'"""  # noqa: S608
    ).fetchall()
    if chosen == [(0,)]:
        return False
    hold_statements(con, "checked", touched=touched, narrow=f"{OWN} {OF_TOUCHED_YEARS}" if touched else OWN)
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE checked_fact AS FROM fact_of('checked_statement') {HELD_AGAINST}"
    ).fetchall()
    hold_reference(con)
    return True
