"""Blank cells that are held by spaces: which columns the values of a line stand in by the gaps between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from math import comb

PER_CELL = 2  # a blank and the space that parts it from the next cell
TELLING = 3  # spaces between two values that stand for a blank cell
SHORT = 2.0  # a space too few costs more than one too many, which may end a cell's own text
LONG = 0.5
MARGIN = 0.9
MOST_WAYS = 3_000

Gapped = tuple[tuple[int, ...], int]


def by_gaps(lines: Sequence[Gapped], width: int) -> list[tuple[int, ...] | None]:
    """The columns of each line's values; None where its spaces leave more than one way."""
    return [_columns(gaps, count, width) for gaps, count in lines]


def width_by_gaps(gaps: Sequence[int], count: int) -> int | None:
    """How many columns a line has by its spaces, of which a blank cell holds two; None where these do not divide."""
    if len(gaps) != count + 1 or max(gaps) < TELLING:
        return None
    blank = [gap - 1 for gap in gaps[:-1]] + [gaps[-1]]
    if any(gap < 0 or gap % PER_CELL for gap in blank):
        return None
    return count + sum(blank) // PER_CELL


@lru_cache(maxsize=4096)
def _columns(gaps: tuple[int, ...], count: int, width: int) -> tuple[int, ...] | None:
    if not 0 < count < width or len(gaps) != count + 1 or max(gaps) < TELLING or comb(width, count) > MOST_WAYS:
        return None
    ways = sorted((_cost(gaps, columns, width), columns) for columns in combinations(range(width), count))
    if len(ways) > 1 and ways[1][0] < ways[0][0] + MARGIN:
        return None
    return ways[0][1] if ways[0][0] <= count + 1 else None


def _cost(gaps: Sequence[int], columns: Sequence[int], width: int) -> float:
    before = (-1, *columns)
    between = [1 + PER_CELL * (after - first - 1) for first, after in zip(before, columns, strict=False)]
    trailing = PER_CELL * (width - 1 - columns[-1])
    wanted = (*between, trailing)
    if not gaps[-1]:
        return sum(_miss(gap, want) for gap, want in zip(gaps[:-1], between, strict=True)) + LONG * min(1, trailing)
    return sum(_miss(gap, want) for gap, want in zip(gaps, wanted, strict=True))


def _miss(gap: int, wanted: int) -> float:
    return LONG * (gap - wanted) if gap >= wanted else SHORT * (wanted - gap)
