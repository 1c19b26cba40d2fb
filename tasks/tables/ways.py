"""The ways to place the values of short rows over columns, a column at a time: what cannot come out is dropped at once.

Values keep their order. A way is dropped as soon as a relation between columns is broken, or a column of a sum cannot
come to its total any more; so rows that could stand in millions of ways are tried in a few thousand steps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.tables.relations import Relation

MOST_WAYS = 4_000  # of one row, that are open at once
MOST_ROWS = 40  # of one sum that are not placed
MOST_STEPS = 60_000  # choices that are tried for one sum
MOST_SUMS = 1_024  # that some rows may come to; of more only the least and the most are known
ROUNDED = 1.5
Columns = tuple[int, ...]
Vector = tuple[float, ...]
Way = tuple[float, tuple[Columns, ...]]  # how far off a sum is, and where the values of each row stand


class Short(NamedTuple):
    """A row that has fewer values than there are columns, with its sign in a sum and the ways in which it may stand."""

    values: Vector
    sign: int
    ways: tuple[Columns, ...]

    def passed(self, width: int) -> list[frozenset[Columns]]:
        """The columns that may be taken once each column is passed."""
        return [frozenset(way[: bisect_left(way, column + 1)] for way in self.ways) for column in range(width)]

    def at(self, taken: Columns, column: int) -> float:
        """What it adds to the sum in a column."""
        return self.sign * self.values[len(taken) - 1] if taken and taken[-1] == column else 0.0


@dataclass(slots=True)
class Steps:
    """How many choices may still be tried, of one sum or of all the sums of a table."""

    left: int

    def take(self, count: int) -> bool:
        """Whether so many more may be tried."""
        self.left -= count
        return self.left >= 0


class Asked(NamedTuple):
    """What the columns of a sum come to without the short rows, and where they must come to nought."""

    fixed: Sequence[float]
    columns: frozenset[int] | None  # None where the total is the last of the short rows
    tolerance: float


class Sums(NamedTuple):
    """What some rows may come to, in order; the least and the most where that is too much."""

    sums: list[float]
    each: bool

    def may_be(self, wanted: float, tolerance: float) -> bool:
        """Whether the rows may come near to what is wanted."""
        at = bisect_left(self.sums, wanted - tolerance)
        return at < len(self.sums) and (self.sums[at] <= wanted + tolerance or (not self.each and at > 0))


def ways_of_row(
    values: Vector, width: int, relations: Sequence[Relation], *, alone: bool = False
) -> tuple[Columns, ...]:
    """The ways to place a row that break no relation; none where there are too many to try.

    `alone`: it may have a saldo without the two that it comes of.
    """
    ways: list[Columns] = [()]
    for column in range(width):
        due = [relation for relation in relations if relation.third == column]
        passed = (after for taken in ways for after in _after(values, taken, column, width))
        ways = [after for after in passed if _holds(values, after, due, alone=alone)]
        if len(ways) > MOST_WAYS:
            return ()
    return tuple(ways)


def stands_alike(ways: Sequence[Columns]) -> frozenset[int]:
    """Which values of a row stand in the same column in each of the ways."""
    return frozenset(at for at, columns in enumerate(zip(*ways, strict=True)) if len(set(columns)) == 1)


def _after(values: Vector, taken: Columns, column: int, width: int) -> list[Columns]:
    """What may be taken once a column is passed: the next value stands in it, or none."""
    left = len(values) - len(taken)
    found = [(*taken, column)] if left else []
    return [*found, taken] if left < width - column else found


def _holds(values: Vector, taken: Columns, due: Sequence[Relation], *, alone: bool) -> bool:
    """Whether the relations that end in the column just passed are kept."""
    if not due:
        return True
    placed = dict(zip(taken, values, strict=False))
    asked = (one for one in due if not alone or one.first in placed or one.second in placed)
    return all(relation.misses(*(placed.get(at, 0.0) for at in relation[:3])) <= ROUNDED for relation in asked)


def ways_of_sum(rows: Sequence[Short], width: int, asked: Asked, steps: Steps | None = None) -> list[Way]:
    """How far off a sum is for each way to place its short rows; nothing where there are too many to try.

    `steps`: of all sums of a table; those that are tried are taken from them.
    """
    if len(rows) > MOST_ROWS or not all(row.ways for row in rows):
        return []
    most = MOST_STEPS if steps is None else min(MOST_STEPS, steps.left)
    own = Steps(most)
    allowed = [row.passed(width) for row in rows]
    ways: list[Way] = [(0.0, ((),) * len(rows))]
    for column in range(width):
        columns = [of[column] for of in allowed]
        ways = [found for way in ways if own.left > 0 for found in _passed(way, rows, columns, column, asked, own)]
    if steps is not None:
        steps.take(most - own.left)
    return ways if own.left > 0 else []


def _passed(
    way: Way, rows: Sequence[Short], allowed: Sequence[frozenset[Columns]], column: int, asked: Asked, steps: Steps
) -> Iterator[Way]:
    """The ways that go on from one once a column is passed, the last row first: a total says whether it is asked."""
    error, taken = way
    options = [
        [after for after in (of, (*of, column)) if after in columns] for of, columns in zip(taken, allowed, strict=True)
    ]
    added = [[row.at(after, column) for after in found] for row, found in zip(rows, options, strict=True)]
    for after, first in zip(options[-1], added[-1], strict=True):
        total = asked.fixed[column] + first
        if after[-1:] != (column,) if asked.columns is None else column not in asked.columns:
            yield from ((error, (*choice, after)) for _, choice in _choices(options[:-1], added[:-1], None, 0.0, steps))
        else:
            for others, choice in _choices(options[:-1], added[:-1], -total, asked.tolerance, steps):
                if abs(total + others) <= asked.tolerance:
                    yield error + abs(total + others), (*choice, after)


def _choices(
    options: Sequence[Sequence[Columns]],
    added: Sequence[Sequence[float]],
    wanted: float | None,
    tolerance: float,
    steps: Steps,
) -> list[tuple[float, tuple[Columns, ...]]]:
    """The choices of an option for each row, with what they add; those alone that come to what is wanted."""
    behind = _behind(added) if wanted is not None and added else []
    found: list[tuple[float, tuple[Columns, ...]]] = [(0.0, ())]
    for at, (of_row, adds) in enumerate(zip(options, added, strict=True)):
        found = [
            (so_far + add, (*choice, after))
            for so_far, choice in found
            for after, add in zip(of_row, adds, strict=True)
            if wanted is None or behind[at].may_be(wanted - so_far - add, tolerance)
        ]
        if not steps.take(len(found)):
            return []
    return found


def _behind(added: Sequence[Sequence[float]]) -> list[Sums]:
    """What the rows behind each of them may come to together."""
    found = [Sums([0.0], each=True)]
    for adds in reversed(added[1:]):
        known = found[-1]
        sums = sorted({so_far + add for so_far in known.sums for add in adds})
        each = known.each and len(sums) <= MOST_SUMS
        found.append(Sums(sums if each else [sums[0], sums[-1]], each=each))
    return found[::-1]
