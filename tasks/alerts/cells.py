"""The cells that an alert rests on: their sum first, then budget and realisation side by side, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from tasks.notation import SCENARIOS, euro, grounds, place
from tasks.privacy import explanation, mark, without_small_counts
from tasks.warehouse.queries import Row, rows

MOST_ROWS = 12  # a sum of taakvelden rests on two cells for each; `explain` shows all
SCALES = {1: "hele euro's", 1000: "× € 1.000", 1_000_000: "× € 1.000.000"}
MEASURES = {"lasten", "baten", "saldo", "totaal lasten", "totale lasten"}
FOR_MACHINES = re.compile(r"[/\[\]@]")  # of an XPath: its table, row and column are told by their labels


@dataclass(frozen=True, slots=True)
class Hidden:
    """Figures that would tell of a few people, by observation id; `least` is the smallest count that is shown."""

    reasons: Mapping[str, str]
    least: int

    def any(self, *ids: str) -> bool:
        """Whether one of these figures is not shown."""
        return any(id_ in self.reasons for id_ in ids)

    def raw(self, cell: Row) -> str:
        """The cell as printed, or what stands there instead."""
        reason = self.reasons.get(cell["observation_id"])
        return mark(reason, self.least) if reason else str(cell["raw"])

    def text(self, said: str | None) -> str:
        """A label or sentence without small counts of people."""
        return without_small_counts(said or "", self.least)


def parts_of(con: duckdb.DuckDBPyConnection, alert: Row, hidden: Hidden) -> Row:
    """The sum of each side, the rows below it with their cells, where they stand, and how many are left out."""
    names = ("observation_ids", "scenario_realisatie", "scenario_begroting")
    cells = rows(con, "alerts/mail/cells", {name: alert[name] for name in names})
    pairs: dict[str, dict[str, Row]] = {}
    for cell in cells:
        key = str(cell["concept"])
        pairs.setdefault(key if cell["side"] not in pairs.get(key, {}) else cell["observation_id"], {})[
            cell["side"]
        ] = cell
    listed = list(pairs.values())[:MOST_ROWS]
    return {
        "sides": _sides(alert),
        "budget": _sum(cells, "b", hidden),
        "realised": _sum(cells, "r", hidden),
        "rows": [_row(pair, hidden) for pair in listed],
        "more": len(pairs) - len(listed),
        "reread": len(alert["observation_ids"]) - len(cells),
        "hidden": explanation(hidden.least) if any(hidden.any(cell["observation_id"]) for cell in cells) else "",
    }


def _sides(alert: Row) -> tuple[str, str]:
    """What the two amounts of each row are: a prognosis is no realisation, and what it moved from is no budget."""
    if alert["level"] == "C":
        return "vorige prognose", "nieuwe prognose"
    return "begroting", SCENARIOS[alert["scenario_realisatie"]]


def _sum(cells: list[Row], side: str, hidden: Hidden) -> str:
    values = [cell["cost"] for cell in cells if cell["side"] == side and cell["cost"] is not None]
    return euro(sum(values, Decimal(0))) if values else ""


def _row(pair: Mapping[str, Row], hidden: Hidden) -> Row:
    budget, realised = pair.get("b"), pair.get("r")
    any_cell = realised or budget or {}
    return {
        "label": _label(any_cell, hidden),
        "budget": hidden.raw(budget) if budget else "",
        "realised": hidden.raw(realised) if realised else "",
        "scale": ", ".join(dict.fromkeys(_scale(cell) for cell in (budget, realised) if cell)),
        "places": _places([cell for cell in (budget, realised) if cell], hidden),
        "grounds": "; ".join(
            dict.fromkeys(told for cell in (budget, realised) if cell and (told := grounds(cell, unless="printed")))
        ),
    }


def _label(cell: Row, hidden: Hidden) -> str:
    """What the row is about; a row that is only called a total is that of what its table is about."""
    label = short_label(hidden.text(cell["row_label"]))
    return hidden.text(cell["table_title"]) if label.casefold() == "totaal" and cell["table_title"] else label


def _scale(cell: Row) -> str:
    """`× € 1.000`: what the printed number was multiplied with."""
    return SCALES.get(cell["scale"] or 1, f"× {cell['scale']}")


def _places(cells: list[Row], hidden: Hidden) -> list[str]:
    """Where a person finds both: document, table and row once where they are the same, then the columns."""
    rows_of: dict[str, list[str]] = {}
    for cell in cells:
        rows_of.setdefault(_row_of(cell, hidden), []).append(_column_of(cell, hidden))
    return [f"{where}: {' en '.join(columns)}" for where, columns in rows_of.items()]


def _row_of(cell: Row, hidden: Hidden) -> str:
    """`monitor.txt, tabel “Overzicht uitgaven”, rij “Jeugd”`."""
    named = [
        f"{what} “{hidden.text(cell[of])}”" for what, of in (("tabel", "table_title"), ("rij", "row_label")) if cell[of]
    ]
    return ", ".join([cell["document"], *named])


def _column_of(cell: Row, hidden: Hidden) -> str:
    """`kolom “2025R” (regel 70)`."""
    spot = place(cell["locator"])
    column = f"kolom “{hidden.text(cell['column_label'])}”" if cell["column_label"] else "de cel"
    return f"{column} ({spot})" if spot and not FOR_MACHINES.search(spot) else column


def short_label(path: str) -> str:
    """The last of a label path that says what it is about: `6.72A Jeugdhulp > Lasten` is about `6.72A Jeugdhulp`."""
    names = [name for name in path.split(" > ") if name]
    said = [name for name in names if name.casefold() not in MEASURES]
    return (said or names or ["(zonder naam)"])[-1]
