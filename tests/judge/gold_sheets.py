"""Sheets for the judge of hand-checked cells: rows and columns as printed, with what is true of them claimed."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from tasks.judge import Claimed, Line, Sheet
from tasks.language.figures import worth_of

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
FOLDERS = (
    SHARED / "gold", SHARED / "gold" / "pages", SHARED / "real" / "gold", SHARED / "real" / "pdf",
    ROOT / "tests" / "pages" / "gold",
)  # fmt: skip
TOTAL = re.compile(r"totaal|totale|saldo|resultaat|^$", re.IGNORECASE)
SHARE = re.compile(r"aandeel|percentage|waarvan", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
SAYS_SCENARIO = re.compile(
    r"\b(?:\w*begr\w*|\w*real\w*|\w*rek\w*|\w*raming\w*|prim\w*|na|wijz\w*|verschil\w*|baten|lasten|saldo|werkelijk\w*"
    r"|prognose|actuele?|bijgest\w*)\b\.?",
    re.IGNORECASE,
)
Cell = dict[str, str]


@dataclass(frozen=True)
class GoldSheet:
    """A table of a gold file."""

    document: str
    title: str
    sheet: Sheet


def gold_files() -> list[Path]:
    """Every gold file that is here."""
    return sorted(path for folder in FOLDERS if folder.exists() for path in folder.glob("*.csv"))


def gold_sheets(path: Path) -> list[GoldSheet]:
    """The tables of a gold file."""
    cells = list(csv.DictReader(path.open(encoding="utf-8")))
    return [
        GoldSheet(path.name.split(".")[0], block[0].get("table_title", ""), sheet_of(block, path))
        for block in blocks(cells)
    ]


def blocks(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Cells that stand together: one title and page, and columns in common."""
    block: list[Cell] = []
    columns: set[str] = set()
    for row in rows(cells):
        labels = {cell["column_label"] for cell in row}
        if block and (_table(row[0]) != _table(block[0]) or not labels & columns):
            yield block
            block, columns = [], set()
        block += row
        columns |= labels
    if block:
        yield block


def _table(cell: Cell) -> tuple[str, ...]:
    return tuple(cell.get(name) or "" for name in ("table_id", "table_title", "page"))


def rows(cells: Iterable[Cell]) -> Iterator[list[Cell]]:
    """Cells that follow one another with one label and no column twice."""
    row: list[Cell] = []
    for cell in cells:
        fresh = bool(row) and (
            cell["row_label"] != row[0]["row_label"]
            or _table(cell) != _table(row[0])
            or cell["column_label"] in {other["column_label"] for other in row}
        )
        if fresh:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def sheet_of(cells: list[Cell], path: Path) -> Sheet:
    """The sheet of one table."""
    grid = list(rows(cells))
    order = column_order(grid)
    values = {(at, order.index(cell["column_label"])): printed(cell) for at, row in enumerate(grid) for cell in row}
    by_column = defaultdict(list)
    for cell in cells:
        by_column[cell["column_label"]].append(cell)
    columns = told_apart([claimed(at, by_column[label], label) for at, label in enumerate(order)])
    year = YEAR.search(re.sub(r"^\d+_", "", path.name))
    return Sheet(columns, tuple(line(at, row) for at, row in enumerate(grid)), values,
                 year=int(year.group()) if year else None)  # fmt: skip


def column_order(grid: list[list[Cell]]) -> list[str]:
    """The columns in the order in which rows print them; rows may lack some."""
    order: list[str] = []
    for row in grid:
        after = 0
        for cell in row:
            if cell["column_label"] in order:
                after = order.index(cell["column_label"]) + 1
            else:
                order.insert(after, cell["column_label"])
                after += 1
    return order


def claimed(at: int, cells: list[Cell], label: str) -> Claimed:
    """What is true of a column: what all its cells say."""
    scenario, period, unit = (agreed(cells, name) for name in ("scenario", "period", "unit"))
    metric = next((word for word in ("baten", "lasten", "saldo") if word in label.lower()), usual(cells, "metric"))
    group = " ".join(SAYS_SCENARIO.sub("", YEAR.sub("", label)).lower().split())
    change = scenario == "verschil" or "wijziging" in label.lower().split()[:1]
    return Claimed(at, metric, scenario, period, unit, change,
                   group, "totaal" in label.lower())  # fmt: skip


def told_apart(columns: list[Claimed]) -> tuple[Claimed, ...]:
    """Columns with what they are about only where nothing else tells them apart."""
    said = Counter((column.metric, column.scenario, column.period, column.unit) for column in columns)
    return tuple(
        column
        if column.scenario is None or said[column.metric, column.scenario, column.period, column.unit] > 1
        else replace(column, group="")
        for column in columns
    )


def line(at: int, cells: list[Cell]) -> Line:
    """What is true of a row."""
    path = tuple(cells[0]["row_label"].split(" > "))
    return Line(at, path, agreed(cells, "metric"), bool(TOTAL.search(path[-1])), agreed(cells, "unit"),
                bool(SHARE.search(cells[0]["row_label"])))  # fmt: skip


def agreed(cells: list[Cell], name: str) -> str | None:
    """What all cells say, None where they differ or say nothing."""
    said = {cell.get(name) or None for cell in cells}
    return said.pop() if len(said) == 1 else None


def usual(cells: list[Cell], name: str) -> str | None:
    """What most cells say: some rows go before their column."""
    said, times = Counter(cell.get(name) or None for cell in cells).most_common(1)[0]
    return said if 2 * times > len(cells) else None


def printed(cell: Cell) -> Decimal:
    """The figure as printed: the value without its scale."""
    value, raw = Decimal(cell["value"]), worth_of(cell["raw"]).printed
    if raw:
        for scale in (1, 10**3, 10**6):
            if abs(value) == abs(raw) * scale:
                return raw.copy_sign(value) if value else raw
    return value
