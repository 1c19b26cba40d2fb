"""Figures in a cell that is merged over several rows or columns: they belong to all of them, and to none alone."""

from __future__ import annotations

from dataclasses import replace

from tasks.model import Cell, Table
from tasks.structure.unsure import SHARED
from tasks.structure.values import has_digit, stands_for_a_figure


def with_shared(table: Table) -> Table:
    """The table, with figures in one cell over rows with labels of their own, or over columns with headings, as unsure.

    Where the label or the heading is merged with them they stand in one row or column all the same.
    """
    if not any(cell.row_span > 1 or cell.column_span > 1 for cell in table.cells if cell.row >= table.heading_rows):
        return table
    labelled = {cell.row for cell in table.cells if cell.column < table.label_columns}
    headed = {cell.column for cell in table.cells if cell.row < table.heading_rows}
    return replace(
        table,
        cells=tuple(
            replace(cell, unsure=SHARED) if _is_shared(table, cell, labelled, headed) else cell for cell in table.cells
        ),
    )


def _is_shared(table: Table, cell: Cell, labelled: set[int], headed: set[int]) -> bool:
    if cell.row < table.heading_rows or cell.column < table.label_columns or not has_digit(cell.text):
        return False
    rows = labelled & set(range(cell.row + 1, cell.row + cell.row_span))
    columns = headed & set(range(cell.column + 1, cell.column + cell.column_span))
    return bool(rows or columns) and stands_for_a_figure(cell.text)
