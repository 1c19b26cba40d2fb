"""The ways to place the values of short rows over columns, a column at a time: what cannot come out is dropped at once.

Values keep their order. A way is dropped as soon as a relation between columns is broken, or a column of a sum does
not come to its total; so rows that could stand in millions of ways are tried in a few thousand steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from tasks.tables.relations import Relation

MOST_WAYS = 4_000  # that are open at once
MOST_ROWS = 10  # of one sum that are not placed
MOST_STEPS = 20_000  # in one column
ROUNDED = 1.5
Columns = tuple[int, ...]
Vector = tuple[float, ...]


class Short(NamedTuple):
    """A row that has fewer values than there are columns, with its sign in a sum."""

    values: Vector
    sign: int = 1
    every: bool = False  # also the ways in which a nought stands elsewhere, and nothing else
    alone: bool = False  # it may have a saldo without the two that it comes of

    def after(self, taken: Columns, column: int, width: int) -> list[Columns]:
        """What may be taken once this column is passed: its next value stands in it, or none.

        A nought weighs nothing wherever it stands: it is taken at once, so that each row that differs is tried once.
        """
        left = len(self.values) - len(taken)
        found = [(*taken, column)] if left else []
        if left and not self.every and not self.values[len(taken)]:
            return found
        return [*found, taken] if left < width - column else found

    def at(self, taken: Columns, column: int) -> float:
        """The value that stands in a column."""
        return self.values[len(taken) - 1] if taken and taken[-1] == column else 0.0


class Asked(NamedTuple):
    """What the columns of a sum come to without the short rows, and where they must come to nought."""

    fixed: Sequence[float]
    columns: frozenset[int] | None  # None where the total is the last of the short rows
    tolerance: float


def ways_of_row(values: Vector, width: int, relations: Sequence[Relation]) -> tuple[Columns, ...]:
    """The ways to place a row that break no relation; none where there are too many to try."""
    row = Short(values, every=True)
    ways: list[Columns] = [()]
    for column in range(width):
        due = [relation for relation in relations if relation.third == column]
        passed = (after for taken in ways for after in row.after(taken, column, width))
        ways = [after for after in passed if _holds(row, after, due)]
        if len(ways) > MOST_WAYS:
            return ()
    return tuple(ways)


def ways_of_sum(
    rows: Sequence[Short], width: int, relations: Sequence[Relation], asked: Asked
) -> list[tuple[float, tuple[Columns, ...]]]:
    """How far off a sum is for each way to place its short rows; nothing where there are too many to try."""
    ways: list[tuple[float, tuple[Columns, ...]]] = [(0.0, ((),) * len(rows))]
    for column in range(width):
        if len(rows) > MOST_ROWS or len(ways) << len(rows) > MOST_STEPS:
            return []
        due = [relation for relation in relations if relation.third == column]
        ways = [found for way in ways for found in _passed(way, rows, column, width, due, asked)]
    return ways


def _passed(
    way: tuple[float, tuple[Columns, ...]],
    rows: Sequence[Short],
    column: int,
    width: int,
    due: Sequence[Relation],
    asked: Asked,
) -> Iterator[tuple[float, tuple[Columns, ...]]]:
    error, taken = way
    options = [
        [after for after in row.after(of, column, width) if _holds(row, after, due)]
        for row, of in zip(rows, taken, strict=True)
    ]
    for choice in product(*options):
        total = asked.fixed[column] + sum(row.sign * row.at(of, column) for row, of in zip(rows, choice, strict=True))
        is_asked = column in choice[-1] if asked.columns is None else column in asked.columns
        if not is_asked or abs(total) <= asked.tolerance:
            yield error + abs(total) * is_asked, choice


def _holds(row: Short, taken: Columns, due: Sequence[Relation]) -> bool:
    """Whether the relations that end in the column just passed are kept."""
    if not due:
        return True
    values = dict(zip(taken, row.values, strict=False))
    asked = (one for one in due if not row.alone or one.first in values or one.second in values)
    return all(relation.misses(*(values.get(at, 0.0) for at in relation[:3])) <= ROUNDED for relation in asked)
