"""Printed figures as whole numbers of one small unit, so that sums are exact and rounding has a band."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log2

from tasks.judge.model import Axis, Place

LARGE = 10_000


@dataclass(frozen=True, slots=True)
class Numbers:
    """Lines of figures (rows, or columns): per line the figure at each position, None where nothing is printed."""

    axis: Axis  # of the positions
    positions: tuple[int, ...]
    lines: tuple[int, ...]
    figures: tuple[tuple[int | None, ...], ...]
    units: tuple[tuple[int, ...], ...]  # what one figure is rounded to
    digits: int = 0  # decimals that are counted in the figures
    soft: frozenset[int] = frozenset()  # lines that may bear a relation out but not contradict it

    def turned(self, soft: Collection[int] = ()) -> Numbers:
        """The same figures with rows and columns exchanged; `soft` are indices of the lines to come."""
        axis = Axis.ROWS if self.axis is Axis.COLUMNS else Axis.COLUMNS
        figures, units = tuple(zip(*self.figures, strict=True)), tuple(zip(*self.units, strict=True))
        return Numbers(axis, self.lines, self.positions, figures, units, self.digits).softer(soft)

    def softer(self, soft: Collection[int]) -> Numbers:
        """The same with more lines, by their indices, that need not add up."""
        weak = frozenset(at for at, index in enumerate(self.lines) if index in soft)
        return replace(self, soft=self.soft | weak) if weak - self.soft else self

    def harder(self, hard: Collection[int]) -> Numbers:
        """The same with fewer of them."""
        soft = frozenset(at for at in self.soft if self.lines[at] not in hard)
        return replace(self, soft=soft) if soft != self.soft else self


def numbers_of(values: Mapping[Place, Decimal], soft: Collection[int] = ()) -> Numbers:
    """The figures by row; `soft` are rows of a kind that need not add up."""
    rows, columns = sorted({row for row, _ in values}), sorted({column for _, column in values})
    exact, digits = exact_figures(values)
    if not digits:
        return _whole(rows, columns, exact).softer(soft)
    by_row: dict[int, int] = {}
    by_column: dict[int, int] = {}
    for (row, column), figure in exact.items():
        found = decimals(figure, digits)
        by_row[row] = max(found, by_row.get(row, 0))
        by_column[column] = max(found, by_column.get(column, 0))
    units = tuple(tuple(10 ** (digits - min(by_row[row], by_column[column])) for column in columns) for row in rows)
    figures = tuple(tuple(exact.get((row, column)) for column in columns) for row in rows)
    return Numbers(Axis.COLUMNS, tuple(columns), tuple(rows), figures, units, digits).softer(soft)


def _whole(rows: Sequence[int], columns: Sequence[int], exact: Mapping[Place, int]) -> Numbers:
    figures = tuple(tuple(exact.get((row, column)) for column in columns) for row in rows)
    return Numbers(Axis.COLUMNS, tuple(columns), tuple(rows), figures, ((1,) * len(columns),) * len(rows))


def exact_figures(values: Mapping[Place, Decimal]) -> tuple[dict[Place, int], int]:
    """The figures as whole numbers of their smallest decimal place, and how many decimals that is."""
    whole = {place: int(value) for place, value in values.items()}
    if all(whole[place] == value for place, value in values.items()):
        return whole, 0
    most = max((_exponent(value) for value in values.values()), default=0)
    exact = {place: int(value.scaleb(most)) for place, value in values.items()}
    while most and not any(figure % 10 for figure in exact.values()):
        exact = {place: figure // 10 for place, figure in exact.items()}
        most -= 1
    return exact, most


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def decimals(figure: int, digits: int) -> int:
    """How many of its decimals a figure uses: what is printed as 7,40 may be held as 7.4000."""
    while digits and figure % 10 == 0:
        figure //= 10
        digits -= 1
    return digits if figure else 0


def within(difference: int, units: Sequence[int]) -> bool:
    """Whether a difference is no more than half a unit for each figure that takes part."""
    return 2 * abs(difference) <= sum(units)


def nearly(difference: int, units: Sequence[int], largest: int) -> bool:
    """Whether a difference is one unit more than that, of large figures: they are sums of what was rounded before."""
    return largest >= LARGE * max(units) and 2 * abs(difference) <= sum(units) + 2 * max(units)


def evidence(figures: Sequence[int], units: Sequence[int], size: int) -> float:
    """How unlikely it is that a figure of this size agrees with the others by chance, in bits.

    Round figures agree sooner: those that are all whole thousands have no more than their thousands to differ in.
    """
    grain = min(_grain(figure) for figure in figures if figure)
    width = max(sum(units), grain)
    return log2(size / width) if size > width else 0.0


def _grain(figure: int) -> int:
    grain = 1
    while figure % 10 == 0:
        figure //= 10
        grain *= 10
    return grain
