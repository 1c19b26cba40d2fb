"""Figures of another size than those beside them: a thousand times as large or small, or no share at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median

from tasks.judge.model import Constraint, Outcome, Place, Sheet, Verdict

ALIKE = 4  # times that figures of one row differ at most where they are called of like size
THOUSAND = (Decimal(700), Decimal(1430))
LEAST = 5  # a figure of less says nothing of its size
HUNDRED = Decimal(100)
NO_STANDS = {"incidenteel", "taakstelling"}
NOT_SIZED = {"procent", "cijfer", "ratio"}


def sizes(sheet: Sheet) -> list[Verdict]:
    """Figures that are a thousand times those of the other columns of their row, where these are alike."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for column in sheet.columns:
        if not column.differs and column.unit not in NOT_SIZED and column.scenario not in NO_STANDS:
            groups[column.metric, column.group].append(column.index)
    return [
        verdict
        for columns in groups.values()
        if len(columns) > 2
        for row in sheet.rows
        if row.unit not in NOT_SIZED and row.metric != "reserves"
        for verdict in _of_row(sheet, [(row.index, column) for column in columns])
    ]


def _of_row(sheet: Sheet, places: Sequence[Place]) -> Iterator[Verdict]:
    told = [(place, abs(value)) for place in places if (value := sheet.values.get(place))]
    sizes = sorted(size for _, size in told)
    if len(sizes) < 3 or sizes[0] < LEAST or sizes[-1] < THOUSAND[0] * sizes[0]:
        return
    for place, value in told:
        others = sorted(size for other, size in told if other != place)
        middle = median(others)
        ratio = max(value, middle) / min(value, middle)
        if others[-1] <= ALIKE * others[0] and THOUSAND[0] < ratio < THOUSAND[1]:
            cells = (place, *(other for other, _ in told if other != place))
            yield Verdict(Constraint.SIZE, Outcome.FAILS, cells, sheet.values[place], Decimal(middle))


def ranges(sheet: Sheet) -> list[Verdict]:
    """Shares that are below nothing or above all."""
    shares = {row.index for row in sheet.rows if row.is_share}
    units = {row.index: row.unit for row in sheet.rows}
    by_column = {column.index: column.unit for column in sheet.columns}
    return [
        Verdict(Constraint.RANGE, Outcome.HOLDS if 0 <= value <= HUNDRED else Outcome.FAILS, ((row, column),), value)
        for (row, column), value in sheet.values.items()
        if row in shares and (units.get(row) or by_column.get(column)) == "procent"
    ]
