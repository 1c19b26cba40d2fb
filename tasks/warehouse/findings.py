"""Findings of the checks: each check is one query in `sql/checks` whose rows are findings."""

from __future__ import annotations

import duckdb

from tasks.warehouse.at_hand import hold_statements
from tasks.warehouse.statements import names, statement

OWN = "SEMI JOIN checked_municipality USING (municipality)"


def refresh_findings(con: duckdb.DuckDBPyConnection, municipality: str | None = None) -> None:
    """Run every check anew, for one municipality (CBS code) or for all, in the caller's transaction.

    The kind of a finding is the name of the file; what normalising found stays as it is.
    """
    checks = {name.removeprefix("checks/"): name for name in names("checks")}
    con.execute(statement("load/forget_findings"), [municipality, list(checks)]).fetchall()
    if not _narrow(con, municipality):
        return
    for kind, name in checks.items():
        con.execute(
            f"""INSERT INTO finding BY NAME
            SELECT DISTINCT left(sha256(concat_ws('|', '{kind}', document_id, locator, printed, text)), 32)
                AS finding_id, '{kind}' AS kind, * FROM ({statement(name)})"""  # noqa: S608
        ).fetchall()


def _narrow(con: duckdb.DuckDBPyConnection, municipality: str | None) -> bool:
    """Put what the checks read in temporary tables: a filter does not reach through their windows.

    A municipality of which nothing is known but what a file about the whole country says has nothing to hold that
    against, and nobody who would read it.

    Returns:
        Whether there is anything to check.
    """
    chosen = con.execute(
        """CREATE OR REPLACE TEMP TABLE checked_municipality AS SELECT DISTINCT municipality FROM document
        WHERE NOT contains(document_id, '#') AND municipality LIKE 'GM%' AND ($1 IS NULL OR municipality = $1)""",
        [municipality],
    ).fetchall()
    if chosen == [(0,)]:
        return False
    narrow, given = ("WHERE municipality = $1", [municipality]) if municipality else (OWN, None)
    hold_statements(con, "checked", narrow, given)
    con.execute("CREATE OR REPLACE TEMP TABLE checked_fact AS FROM fact_of('checked_statement')").fetchall()
    return True
