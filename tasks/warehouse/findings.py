"""Findings of the checks: each check is one query in `sql/checks` whose rows are findings."""

from __future__ import annotations

import duckdb

from tasks.warehouse.statements import names, statement


def refresh_findings(con: duckdb.DuckDBPyConnection, municipality: str | None = None) -> None:
    """Run every check anew, for one municipality (CBS code) or for all, in the caller's transaction.

    The kind of a finding is the name of the file; what normalising found stays as it is.
    """
    checks = {name.removeprefix("checks/"): name for name in names("checks")}
    _narrow(con, municipality)
    con.execute(statement("load/forget_findings"), [municipality, list(checks)]).fetchall()
    for kind, name in checks.items():
        con.execute(
            f"""INSERT INTO finding BY NAME
            SELECT DISTINCT left(sha256(concat_ws('|', '{kind}', document_id, locator, printed, text)), 32)
                AS finding_id, '{kind}' AS kind, * FROM ({statement(name)})"""  # noqa: S608
        ).fetchall()


def _narrow(con: duckdb.DuckDBPyConnection, municipality: str | None) -> None:
    """Put what the checks read in temporary tables: a filter does not reach through their windows."""
    for kept, view in (("checked_statement", "current_statement"), ("checked_fact", "fact_current")):
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE {kept} AS SELECT * FROM {view} WHERE $1 IS NULL OR municipality = $1",  # noqa: S608
            [municipality],
        ).fetchall()
