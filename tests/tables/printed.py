"""What is read of a small text, for tests: its one table, and each figure with its label and headings."""

from __future__ import annotations

from tasks.formats.text_lines import read
from tasks.model import Table


def said(table: Table) -> set[tuple[str, str, str]]:
    """Each figure with its row label and the headings of its column."""
    labels: dict[int, str] = {}
    heads: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row < table.heading_rows:
            for column in range(cell.column, cell.column + cell.column_span):
                heads.setdefault(column, []).append(cell.text)
        elif cell.column < table.label_columns:
            labels[cell.row] = f"{labels.get(cell.row, '')} {cell.text}".strip()
    return {
        (labels.get(cell.row, ""), " ".join(heads.get(cell.column, [])), cell.text)
        for cell in table.cells
        if cell.row >= table.heading_rows and cell.column >= table.label_columns
    }


def only(text: str) -> Table:
    (table,) = read(text.encode()).tables
    return table
