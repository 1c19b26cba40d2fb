"""From rows of printed cells to the grid of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tasks.model import Cell


class Printed(NamedTuple):
    """The text of a cell and where it is printed, before it has a place in a grid."""

    text: str
    locator: str


Row = dict[int, Printed]  # by column


def cells_of(heading: Sequence[Row], body: Sequence[Row], width: int, label_columns: int) -> tuple[Cell, ...]:
    """The cells of a grid: heading rows with the columns that their cells span, then the body."""
    return (*heading_cells(heading, width, label_columns), *_body_cells(body, len(heading)))


def _body_cells(body: Sequence[Row], first_row: int) -> Iterable[Cell]:
    for row, printed in enumerate(body, start=first_row):
        for column, cell in sorted(printed.items()):
            yield Cell(cell.text, row, column, cell.locator)


def heading_cells(heading: Sequence[Row], width: int, label_columns: int) -> Iterable[Cell]:
    """A heading cell reaches to the next one of its row, but never across the edge of a cell above it.

    Only rows with headings below them span: the lowest row heads single columns.
    """
    edges = {label_columns, width}
    for row, printed in enumerate(heading):
        edges |= printed.keys()
        below = set().union(*(lower.keys() for lower in heading[row + 1 :]))
        for column, cell in sorted(printed.items()):
            end = column + 1 if column < label_columns else _end(column, edges, below)
            yield Cell(cell.text, row, column, cell.locator, column_span=end - column)


def _end(column: int, edges: set[int], below: set[int]) -> int:
    """Where a heading cell ends: before the next one, and no further than headings stand below it."""
    limit = min((edge for edge in edges if edge > column), default=column + 1)
    return max((lower for lower in below if column < lower < limit), default=column) + 1
