"""A minus that stands apart from its figure looks like a dash for nothing; the number of columns tells which it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.tables.pieces import Look, Piece
from tasks.tables.rows import Row

MINUS = frozenset("-−–")


def with_minus(rows: Sequence[Row]) -> list[Row]:
    """The rows with each dash before a figure taken as its minus, where only so they are as wide as those without."""
    dashed = _dashed(rows)
    widths = {row.width for row in rows if row not in dashed}
    told = len(widths) == 1 and widths == {_joined(row).width for row in dashed}
    return [_joined(row) for row in rows] if told and not any(row.width in widths for row in dashed) else list(rows)


def with_minus_everywhere(rows: Sequence[Row]) -> list[Row] | None:
    """The rows so, where every one of them has such a dash: what heads them tells whether it is a minus."""
    dashed = _dashed(rows)
    alike = len(dashed) == len(rows) and len({_joined(row).width for row in dashed}) == 1
    return [_joined(row) for row in rows] if alike else None


def _dashed(rows: Sequence[Row]) -> list[Row]:
    """The rows with a dash before a figure, where each row is on a line of its own."""
    if not all(row.own and not row.barred and not row.glued for row in rows):
        return []
    return [row for row in rows if any(_is_minus(*pair) for pair in pairwise(row.values))]


def _is_minus(dash: Piece, figure: Piece) -> bool:
    told = figure.text[:1].isdigit() and figure.text.strip("0") != ""
    return dash.text in MINUS and figure.look is Look.FIGURE and told and dash.line == figure.line


def _joined(row: Row) -> Row:
    values: list[Piece] = []
    for piece in row.values:
        if values and _is_minus(values[-1], piece):
            values[-1] = piece._replace(text=f"{values[-1].text} {piece.text}")
        else:
            values.append(piece)
    return replace(row, values=tuple(values), gaps=()) if len(values) < len(row.values) else row
