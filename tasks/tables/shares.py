"""Columns in which every full row has a percent sign: a row that has none of them left these blank."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 2  # full rows
Shares = Sequence[bool]  # which values of a row have a percent sign


def columns_of_shares(full: Sequence[Shares], width: int) -> frozenset[int]:
    """The columns that hold percentages in all full rows, where no other column has one."""
    if len(full) < FEWEST or any(len(row) != width for row in full):
        return frozenset()
    sure = all(len({row[column] for row in full}) == 1 for column in range(width))
    return frozenset(column for column in range(width) if full[0][column]) if sure else frozenset()


def beside_shares(row: Shares, columns: frozenset[int], width: int) -> tuple[int, ...] | None:
    """The columns of a row that fills all the others, or those alone; None where it is neither."""
    others = tuple(column for column in range(width) if column not in columns)
    if len(row) == len(others) and others and not any(row):
        return others
    return tuple(sorted(columns)) if len(row) == len(columns) and all(row) else None
