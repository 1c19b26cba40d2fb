"""From a figure back to the cell, the place and the object that it was read from."""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb

from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.kpis import kpis
from tasks.warehouse.queries import Row, fetched, rows
from tasks.warehouse.statements import statement

SHORTEST_ID = 4
HEAD_DIGITS = 8  # as much of an id as `observation_head` keeps
HEAD = re.compile(rf"[0-9a-f]{{{HEAD_DIGITS}}}|[0-9a-f]+\Z")
ALERT_RULE = "kpi/budget/query"  # what is mailed is a line of that KPI
AFTER = "~"  # comes after every digit and letter that an id is made of
PARTS = ("cells", "addresses", "statements", "findings")


def explain(con: duckdb.DuckDBPyConnection, beginning: str) -> Row:
    """What an observation, KPI or alert says and what it rests on; the beginning of its id is enough.

    Returns:
        `kind` (observation, alert, or the kind of a KPI: kpi, trend, …), `id`, `rule`, and for an observation
        `figure`, `cell`, `row`, `headings`, `surroundings`, `addresses`, `statements` and `findings`; for the others
        `figures` and `observations`, each of these explained in the same way, and for a KPI its `name`.

    Raises:
        WarehouseError: No id begins so, or more than one.
    """
    found = _find(con, beginning) if len(beginning) >= SHORTEST_ID else []
    if len(found) != 1:
        reason = "staat voor meer dan één cijfer, geef er meer van" if found else "is geen nummer van dit warehouse"
        raise WarehouseError(
            f"{beginning!r} {reason}: nummers staan in `budget`, `trend` en `kpi` (kolom uitleg), `alerts list` en "
            "`export observations`"
        )
    thing, full, documents = found[0]["thing"], found[0]["id"], found[0]["documents"]
    if thing == "observation":
        return _observations(con, [full])[0]
    _hold(con, documents)
    kpi = kpis().get(thing)
    figures = (fetched(con, kpi.said("explain/kpi"), [full]) if kpi else rows(con, "explain/alert", [full]))[0]
    return {
        "kind": kpi.kind if kpi else thing,
        "id": full,
        **({"name": kpi.name} if kpi else {}),
        "figures": figures,
        "rule": rule(f"kpi/{kpi.name}/query" if kpi else ALERT_RULE),
        # An alert outlives the reading that raised it: of what it rested on, what was read anew since is gone.
        "observations": _observations(con, figures["observation_ids"]),
    }


def rule(name: str) -> str:
    """The sentence for a controller in the header of a statement, after `-- uitleg:`."""
    lines = [line.removeprefix("--").strip() for line in statement(name).splitlines() if line.startswith("--")]
    start = next(number for number, line in enumerate(lines) if line.startswith("uitleg:"))
    end = next((number for number in range(start + 1, len(lines)) if ":" in lines[number].split(" ")[0]), len(lines))
    return " ".join(lines[start:end]).removeprefix("uitleg:").strip()


def _find(con: duckdb.DuckDBPyConnection, beginning: str) -> list[Row]:
    """What has an id that begins so; the document of an observation is at hand then."""
    bounds = [beginning, beginning + AFTER]
    _hold(con, _documents(con, beginning))
    of_kpis = [
        row | {"thing": kpi.name}
        for kpi in kpis().values()
        if kpi.has_ids
        for row in fetched(con, kpi.said("explain/find_kpi"), bounds)
    ]
    return rows(con, "explain/find", bounds) + of_kpis + rows(con, "explain/find_in_documents", bounds)


def _documents(con: duckdb.DuckDBPyConnection, beginning: str) -> list[str]:
    """The documents that may state the observation whose id begins so."""
    if not HEAD.match(beginning):
        return []
    least, most = (int(beginning[:HEAD_DIGITS].ljust(HEAD_DIGITS, digit), 16) for digit in "0f")
    name, bounds = ("documents", [least]) if least == most else ("documents_between", [least, most])
    return [row["document_id"] for row in rows(con, f"explain/{name}", bounds)]


def _hold(con: duckdb.DuckDBPyConnection, documents: Sequence[str]) -> None:
    """Have what these documents state at hand."""
    con.execute(statement("explain/asked_document"), [documents]).fetchall()


def _observations(con: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[Row]:
    """The observations that still stand, in the order of their ids given, each with what belongs to it."""
    con.execute(statement("explain/asked"), [ids]).fetchall()
    for name in ("asked_fact", "standing_fact"):
        con.execute(statement(f"explain/{name}")).fetchall()
    figures = {figure["observation_id"]: figure for figure in rows(con, "explain/figures")}
    parts: dict[str, dict[str, list[Row]]] = {id_: {part: [] for part in PARTS} for id_ in figures}
    for part in PARTS:
        for row in rows(con, f"explain/{part}"):
            parts[row.pop("of")][part].append(row)
    return [_observation(figures[id_], **parts[id_]) for id_ in ids if id_ in figures]


def _observation(figure: Row, cells: list[Row], **others: list[Row]) -> Row:
    surroundings = _surroundings([cell for cell in cells if cell.pop("near")], figure)
    by_part = {part: [cell for cell in cells if cell["part"] == part] for part in ("cell", "row", "heading")}
    return {
        "kind": "observation",
        "id": figure["observation_id"],
        "figure": figure,
        "rule": rule("core/fact_current"),
        "cell": next(iter(by_part["cell"]), None),
        "row": by_part["row"],
        "headings": by_part["heading"],
        "surroundings": surroundings,
        **others,
    }


def _surroundings(cells: Sequence[Row], figure: Row) -> Row:
    """The cells as a small table: rows of texts below the numbers of their columns, and where the figure stands."""
    columns = sorted({cell["column"] for cell in cells})
    lines: dict[int, dict[int, str]] = {}
    for cell in cells:
        lines.setdefault(cell["row"], {})[cell["column"]] = cell["text"]
    return {
        "columns": columns,
        "rows": [
            {"row": number, "cells": [line.get(column, "") for column in columns]} for number, line in lines.items()
        ],
        "marked": {"row": figure["row"], "column": figure["column"]},
    }
