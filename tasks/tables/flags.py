"""Flags behind the figures of a row, V and N, and the dash that stands for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.tables.pieces import Look
from tasks.tables.rows import Row


def flagged_columns(rows: Sequence[Row], width: int) -> list[int]:
    """The columns of figures that flags stand behind."""
    found: set[int] = set()
    for row in rows:
        if row.width == width and row.values[0].look is not Look.FLAG:
            count = 0
            for piece in row.values:
                count += piece.look is not Look.FLAG
                found |= {count - 1} if piece.look is Look.FLAG else set()
    return sorted(found)


def with_dashes_as_flags(row: Row, width: int, flagged: Sequence[int]) -> Row:
    """A row with a dash where others have a flag, without it: what is one value too long then fits.

    Behind a label on its line a number may be of the label; there the last value must be the dash, in place of a flag.
    """
    if not width < row.width <= width + len(flagged):
        return row
    if row.own and not (row.width == width + 1 and width - 1 in flagged and row.values[-1].look is Look.DASH):
        return row
    flagged = [width - 1] if row.own else flagged
    values, removed = list(row.values), 0
    for column in flagged:
        figures = [at for at, piece in enumerate(values) if piece.look is not Look.FLAG]
        behind = column + 1
        if behind < len(figures) and values[figures[behind]].look is Look.DASH and row.width - removed > width:
            del values[figures[behind]]
            removed += 1
    return replace(row, values=tuple(values)) if row.width - removed == width else row
