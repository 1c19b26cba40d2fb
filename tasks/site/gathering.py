"""What the warehouse has of some municipalities, fetched at once and handed out one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from tasks.model import stable_id
from tasks.municipalities import municipalities
from tasks.site.discretion import hide
from tasks.site.model import Held, Row, grouped
from tasks.warehouse.kpis import Kpi, kpis
from tasks.warehouse.queries import fetched, rows
from tasks.warehouse.statements import statement

KPI = "kpi_"
ON_THE_PAGE = ("budget", "trend", "left_out")
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
    found |= {f"{KPI}{kpi.name}": fetched(con, kpi.said("site/kpi"), [list(codes)]) for kpi in shown()}
    owners = {document["document_id"]: document["municipality"] for document in found["documents"]}
    for cell in found["cells"]:
        cell["municipality"] = owners[cell["document_id"]]
    hide(con, found, least)
    parts = {name: grouped(held, "municipality") for name, held in found.items()}
    for code in codes:
        mine: dict[str, list[Row]] = {name: part.get(code, []) for name, part in parts.items()}
        cells = grouped(mine.pop("cells"), "document_id", "table_id")
        kept = {name.removeprefix(KPI): mine.pop(name) for name in list(mine) if name.startswith(KPI)}
        yield Held(code, name_of(code), cells=cells, kpis=kept, **mine)


def shown() -> list[Kpi]:
    """The KPIs that have a page of their own; the others are part of the page of the municipality."""
    return [kpi for kpi in kpis().values() if kpi.name not in ON_THE_PAGE]


def states(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Per municipality (CBS code) a mark of all that its pages rest on."""
    found = {code: [str(state)] for code, state in con.execute(statement("site/states")).fetchall()}
    for kpi in kpis().values():
        for code, state in con.execute(kpi.said("site/kpi_state")).fetchall():
            if code in found:
                found[code].append(f"{kpi.name} {state}")
    return {code: stable_id(*parts) for code, parts in found.items()}


def name_of(code: str) -> str:
    """`Borne` for `GM0147`; a code that no list knows stays a code."""
    known = municipalities().get(code)
    return known.plain_name if known else code
