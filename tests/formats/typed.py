"""What tests of text with layout look at: the rows of its one table."""

from __future__ import annotations

from tasks.formats import read as read_any
from tasks.model import Table


def rows(table: Table) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell.text)
    return list(found.values())


def only(text: str) -> Table:
    (table,) = read_any(text.encode()).tables
    return table
