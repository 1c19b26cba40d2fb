"""From a figure back to the cell, the place and the object that it was read from."""

from __future__ import annotations

from typing import Any

import duckdb

from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.queries import Row, rows
from tasks.warehouse.statements import statement

SHORTEST_ID = 4


def explain(con: duckdb.DuckDBPyConnection, beginning: str) -> Row:
    """What an observation, KPI or alert says and what it rests on; the beginning of its id is enough.

    Returns:
        `kind` (observation, kpi or alert), `id`, `rule`, and for an observation `figure`, `cell`, `row`, `headings`,
        `addresses`, `statements` and `findings`; for a KPI or alert `figures` and `observations`, each of these
        explained in the same way.

    Raises:
        WarehouseError: No id begins so, or more than one.
    """
    found = rows(con, "explain/find", [beginning]) if len(beginning) >= SHORTEST_ID else []
    if len(found) != 1:
        reason = "stands for more than one figure; give more of it" if found else "is no id of this warehouse"
        raise WarehouseError(
            f"{beginning!r} {reason}: ids stand in `budget` (column explain), `alerts list` and `export observations`"
        )
    thing, full = found[0]["thing"], found[0]["id"]
    return _observation(con, full) if thing == "observation" else _rests_on(con, thing, full)


def rule(name: str) -> str:
    """The sentence for a controller in the header of a statement, after `-- uitleg:`."""
    lines = [line.removeprefix("--").strip() for line in statement(name).splitlines() if line.startswith("--")]
    start = next(number for number, line in enumerate(lines) if line.startswith("uitleg:"))
    end = next((number for number in range(start + 1, len(lines)) if ":" in lines[number].split(" ")[0]), len(lines))
    return " ".join(lines[start:end]).removeprefix("uitleg:").strip()


def _observation(con: duckdb.DuckDBPyConnection, observation_id: str) -> Row:
    asked = [observation_id]
    cells = rows(con, "explain/cells", asked)
    parts: dict[str, list[Any]] = {
        part: [cell for cell in cells if cell["part"] == part] for part in ("row", "heading")
    }
    return {
        "kind": "observation",
        "id": observation_id,
        "figure": rows(con, "explain/observation", asked)[0],
        "rule": rule("core/fact_current"),
        "cell": next((cell for cell in cells if cell["part"] == "cell"), None),
        "row": parts["row"],
        "headings": parts["heading"],
        "addresses": rows(con, "explain/addresses", asked),
        "statements": rows(con, "explain/statements", asked),
        "findings": rows(con, "explain/findings", asked),
    }


def _rests_on(con: duckdb.DuckDBPyConnection, thing: str, full: str) -> Row:
    figures = rows(con, f"explain/{thing}", [full])[0]
    # An alert outlives the reading that raised it: what it rested on may have been read anew since.
    standing = [id_ for id_ in figures["observation_ids"] if rows(con, "explain/observation", [id_])]
    return {
        "kind": thing,
        "id": full,
        "figures": figures,
        "rule": rule("kpi/budget"),
        "observations": [_observation(con, id_) for id_ in standing],
    }
