"""Blocks of baten and lasten that are closed by a row with the name of the block, holding their difference.

The grid then gets the name as a group row above the block, and 'Saldo' as the label of the row that closes it; both
have the place where the name is printed. Real sums prove it: 'Baten' above 'Lasten' alone proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.language.patterns import spelling_of
from tasks.language.sums import BATEN, LASTEN, TOTAL
from tasks.model import Cell, Table
from tasks.structure.values import is_value, worth

MOVEMENT = re.compile(spelling_of("lines", "movement"), re.IGNORECASE)
SALDO = "Saldo"
MARGIN = 2.0  # printed units that a difference of rounded figures may be off
BLOCK = 3  # rows: baten, lasten and their difference
MOST = 2 / 3  # of the blocks must come out, since a printed sum may be wrong


@dataclass(frozen=True)
class _Row:
    labels: tuple[Cell, ...]
    figures: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return self.labels[-1].text if self.labels else ""

    def vector(self, columns: Sequence[int]) -> tuple[float, ...]:
        worths = {cell.column: worth(cell.text) for cell in self.figures}
        return tuple(worths.get(column, 0.0) for column in columns)


def named_above(table: Table) -> Table:
    """The table with the names of such blocks above them; the table itself where it has none."""
    rows = _rows(table)
    starts = [start for start in range(len(rows) - BLOCK + 1) if _may_be_block(rows[start : start + BLOCK])]
    columns = sorted({cell.column for row in rows for cell in row.figures})
    proven = [start for start in starts if _comes_out(rows[start : start + BLOCK], columns)]
    if not proven or len(proven) < MOST * len(starts):
        return table
    cells = [cell for cell in table.cells if cell.row < table.heading_rows]
    at = table.heading_rows
    for index, row in enumerate(rows):
        if index in starts:
            cells += [replace(cell, row=at) for cell in rows[index + BLOCK - 1].labels]
            at += 1
        closes = index - BLOCK + 1 in starts
        labels = [replace(row.labels[0], text=SALDO)] if closes else row.labels
        cells += [replace(cell, row=at) for cell in (*labels, *row.figures)]
        at += 1
    return replace(table, cells=tuple(cells))


def _rows(table: Table) -> list[_Row]:
    rows: dict[int, list[Cell]] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= table.heading_rows:
            rows.setdefault(cell.row, []).append(cell)
    return [
        _Row(
            tuple(cell for cell in cells if cell.column < table.label_columns),
            tuple(cell for cell in cells if cell.column >= table.label_columns),
        )
        for cells in rows.values()
    ]


def _may_be_block(rows: Sequence[_Row]) -> bool:
    if not all(row.labels and any(is_value(cell.text) for cell in row.figures) for row in rows):
        return False
    first, second, third = (row.name for row in rows)
    pair = (BATEN.fullmatch(first) and LASTEN.fullmatch(second)) or (
        LASTEN.fullmatch(first) and BATEN.fullmatch(second)
    )
    other = BATEN.match(third) or LASTEN.match(third) or TOTAL.search(third) or MOVEMENT.search(third)
    return bool(pair) and not other and all(cell.row_span == 1 for row in rows for cell in row.labels)


def _comes_out(rows: Sequence[_Row], columns: Sequence[int]) -> bool:
    baten, lasten = (rows[0], rows[1]) if BATEN.fullmatch(rows[0].name) else (rows[1], rows[0])
    return is_difference(baten.vector(columns), lasten.vector(columns), rows[2].vector(columns))


def is_difference(baten: Sequence[float], lasten: Sequence[float], saldo: Sequence[float]) -> bool:
    """Whether the third row is baten - lasten, or their sum in a column of differences, in most columns."""
    columns = list(zip(baten, lasten, saldo, strict=True))
    telling = [_close(b - cost, s) or _close(b + cost, s) for b, cost, s in columns if cost or s]
    return bool(telling) and 4 * sum(telling) >= 3 * len(telling)


def _close(computed: float, printed: float) -> bool:
    return abs(computed - printed) <= MARGIN
