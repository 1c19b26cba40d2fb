"""Where the cells of a row with blanks belong, proved by what the rows add up to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product
from math import prod

MOST_WAYS = 4_000  # to place the short rows of one total; beyond it the proof is given up, not guessed
Placement = tuple[int, ...]


def placements(
    rows: Sequence[Sequence[float]], columns: int, total: Sequence[float], row_totals: bool
) -> list[set[Placement]]:
    """Per row, the columns that its figures can stand in so that every column adds up to the total row.

    `row_totals` says that the last column is the sum of the others, which then holds for every row.
    """
    options = [_options(row, columns, row_totals) for row in rows]
    found: list[tuple[Placement, ...]] = []
    if prod(map(len, options)) <= MOST_WAYS:
        found = [choice for choice in product(*options) if _adds_up(rows, choice, total)]
    if not found:
        return [options_by_row(row, columns, row_totals) for row in rows]
    return [set(places) for places in zip(*found, strict=True)]


def options_by_row(row: Sequence[float], columns: int, row_totals: bool) -> set[Placement]:
    """What the row alone proves: its last figure is the sum of the others, so it stands in the last column."""
    return set(_options(row, columns, row_totals)) if row_totals and _ends_in_its_sum(row) else set()


def _options(row: Sequence[float], columns: int, row_totals: bool) -> list[Placement]:
    if len(row) == columns:
        return [tuple(range(columns))]
    if row_totals and _ends_in_its_sum(row):
        return [(*places, columns - 1) for places in combinations(range(columns - 1), len(row) - 1)]
    return list(combinations(range(columns), len(row)))


def _ends_in_its_sum(row: Sequence[float]) -> bool:
    return len(row) > 1 and abs(sum(row[:-1]) - row[-1]) < 1


def _adds_up(rows: Sequence[Sequence[float]], choice: Sequence[Placement], total: Sequence[float]) -> bool:
    left = list(total)
    for row, places in zip(rows, choice, strict=True):
        for value, place in zip(row, places, strict=True):
            left[place] -= value
    margin = max(1, len(rows) / 2)
    return all(abs(value) <= margin for value in left)
