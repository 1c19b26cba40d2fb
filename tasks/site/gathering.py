"""What the warehouse has of some municipalities, fetched at once and handed out one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from tasks.municipalities import municipalities
from tasks.site.discretion import hide
from tasks.site.model import Held, Row, grouped
from tasks.warehouse.queries import rows
from tasks.warehouse.statements import statement

NARROWED = ("documents", "cells", "findings", "budgets", "trends", "alerts", "left_out")


def gather(con: duckdb.DuckDBPyConnection, codes: Sequence[str], least: int) -> Iterator[Held]:
    """All that the pages of these municipalities show, in the order given.

    Args:
        con: The warehouse.
        codes: CBS codes.
        least: Counts of fewer people are not shown; 0 for internal use, which shows all.
    """
    con.execute(statement("site/statement"), [list(codes)]).fetchall()
    for name in ("settled", "fact"):
        con.execute(statement(f"site/{name}")).fetchall()
    found = {name: rows(con, f"site/{name}", [list(codes)]) for name in NARROWED}
    found |= {name: rows(con, f"site/{name}") for name in ("figures", "restatements")}
    owners = {document["document_id"]: document["municipality"] for document in found["documents"]}
    for cell in found["cells"]:
        cell["municipality"] = owners[cell["document_id"]]
    hide(con, found, least)
    parts = {name: grouped(held, "municipality") for name, held in found.items()}
    for code in codes:
        mine: dict[str, list[Row]] = {name: part.get(code, []) for name, part in parts.items()}
        cells = grouped(mine.pop("cells"), "document_id", "table_id")
        yield Held(code, name_of(code), cells=cells, **mine)


def states(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Per municipality (CBS code) a mark of all that its pages rest on."""
    return dict(con.execute(statement("site/states")).fetchall())


def name_of(code: str) -> str:
    """`Borne` for `GM0147`; a code that no list knows stays a code."""
    known = municipalities().get(code)
    return known.plain_name if known else code
