"""V/N flags printed in one cell with their figure ('225N', '89 N'): a figure, and a flag in a column to its right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.model import Cell
from tasks.structure.grid import Row
from tasks.structure.values import GLUED_FLAG


class Unglued:
    """The columns of a grid with one more right of each that holds glued flags."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        self.columns = sorted({column for column, text in texts if _ends_in_a_letter(text) and GLUED_FLAG.match(text)})

    def column(self, old: int) -> int:
        """Where a column is now."""
        return old + sum(glued < old for glued in self.columns)

    def row(self, row: Row) -> Row:
        """A row with its flags in cells of their own."""
        fresh: Row = {}
        for old, cell in row.items():
            match = GLUED_FLAG.match(cell.text)
            column = self.column(old)
            fresh[column] = cell._replace(text=match[1]) if match else cell
            if match:
                fresh[column + 1] = cell._replace(text=match[2])
        return fresh


def _ends_in_a_letter(text: str) -> bool:
    """Quick to see, and not true of most figures: the pattern tries each of these in many ways."""
    return text.rstrip()[-1:].isalpha()


def unglued(cells: Sequence[Cell]) -> list[Cell]:
    """The cells of a grid with flags in cells of their own."""
    grid = Unglued((cell.column, cell.text) for cell in cells)
    return [part for cell in cells for part in _parts(cell, grid)] if grid.columns else list(cells)


def _parts(cell: Cell, grid: Unglued) -> list[Cell]:
    column = grid.column(cell.column)
    span = grid.column(cell.column + cell.column_span - 1) - column + 1
    moved = replace(cell, column=column, column_span=span)
    match = GLUED_FLAG.match(cell.text)
    if not match:
        return [moved]
    return [replace(moved, text=match[1]), replace(moved, text=match[2], column=column + span)]
