"""Sums that stand in one line only, so that nothing else bears them out: the total of a column, the verschil of a row.

A lone saldo has a module of its own.

Nothing says which rows such a total adds: every way is tried, and it is called wrong only where the nearest sum is off
by a tenth at most. A difference is called wrong where no two or three figures of its row give it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, combinations, product

from tasks.judge.causes import ALONE
from tasks.judge.explaining import kind_of_stand
from tasks.judge.lacking import HALF, unit_of
from tasks.judge.lone_saldi import saldi
from tasks.judge.model import Axis, Claimed, Constraint, Line, Outcome, Place, Relation, Sheet, Verdict
from tasks.judge.named import alike
from tasks.judge.shifted import parts_of

NEAR = 10  # one part in this is what a total may be off
MOST_STANDS = 8
Way = tuple[Place, ...]


def alone(sheet: Sheet, known: Sequence[Relation], soft: tuple[Collection[int], Collection[int]]) -> list[Verdict]:
    """The verdicts on totals of a single column and on differences of a single row; `soft` are rows and columns."""
    related = {(relation.axis, index) for relation in known for index in relation.members}
    rows = [row for row in sheet.rows if (Axis.ROWS, row.index) not in related]
    columns = [column for column in sheet.columns if (Axis.COLUMNS, column.index) not in related]
    return [*_totals(sheet, rows, *soft), *_differences(sheet, columns), *saldi(sheet, related)]


def _totals(sheet: Sheet, rows: Sequence[Line], soft_rows: Collection[int], soft: Collection[int]) -> Iterator[Verdict]:
    """Totals in tables that have one column of figures that add up."""
    columns = [column for column in sheet.columns if column.index not in soft]
    if len(columns) != 1 or columns[0].scenario is None or columns[0].differs:
        return
    column = columns[0].index
    for total in rows:
        place = (total.index, column)
        if total.is_total and total.index not in soft_rows and sheet.values.get(place):
            ways = list(_ways(sheet, total, column, soft_rows))
            if not any(_comes_out(sheet, place, way) for way in ways):
                nearest = min(ways, key=lambda way: _off(sheet, place, way), default=None)
                if nearest and NEAR * _off(sheet, place, nearest) <= abs(sheet.values[place]):
                    made = sum((sheet.values[part] for part in nearest), Decimal())
                    yield _wrong(Constraint.ROW_TOTAL, (place, *nearest), made, sheet)


def _ways(sheet: Sheet, total: Line, column: int, soft_rows: Collection[int]) -> Iterator[Way]:
    """The figures that a total may add: of the rows just above it, however many; of all, of details, of those below."""
    fit = [row for row in sheet.rows if row.index not in soft_rows and row.metric == total.metric]
    above = [row for row in fit if row.index < total.index]
    below = [row for row in fit if row.index > total.index]
    ends = next((place for place, row in enumerate(below) if row.is_total), len(below))
    told = [*parts_of(above), [row.index for row in below[:ends]]]
    told += accumulate(([row.index] for row in reversed(above)), lambda taken, one: [*taken, *one])
    for rows in told:
        way = tuple((row, column) for row in rows if (row, column) in sheet.values)
        if len(way) > 1:
            yield way


def _off(sheet: Sheet, place: Place, way: Way) -> Decimal:
    return abs(sheet.values[place] - sum((sheet.values[part] for part in way), Decimal()))


def _comes_out(sheet: Sheet, place: Place, way: Way) -> bool:
    unit = max(unit_of(sheet.values[each]) for each in (place, *way))
    return _off(sheet, place, way) <= HALF * unit * (len(way) + 1)


def _differences(sheet: Sheet, columns: Sequence[Claimed]) -> Iterator[Verdict]:
    """Columns of differences that have a figure in one row only, beside a plan and an outcome of one period."""
    for column in columns:
        filled = [row.index for row in sheet.rows if sheet.values.get((row.index, column.index))]
        beside = [other for other in sheet.columns if other is not column]
        told = all(other.scenario is not None for other in beside)
        if column.scenario != "verschil" or len(filled) != 1 or not told or len(beside) > MOST_STANDS:
            continue
        stands = [other for other in beside if not other.differs and alike(other, column)]
        places = [(filled[0], other.index) for other in beside if sheet.values.get((filled[0], other.index))]
        place = (filled[0], column.index)
        if (pair := _compared(sheet, filled[0], stands)) and not _is_made_of(sheet, place, places):
            made = sheet.values[pair[0]] - sheet.values[pair[1]]
            yield _wrong(Constraint.DIFFERENCE, (place, *pair), made, sheet)


def _compared(sheet: Sheet, row: int, stands: Sequence[Claimed]) -> Way | None:
    """The figures of a row that its difference compares: what was planned and what came about in one period."""
    for plan, outcome in product(stands, stands):
        kinds = (kind_of_stand(plan), kind_of_stand(outcome))
        pair = ((row, plan.index), (row, outcome.index))
        if kinds == ("plan", "outcome") and plan.period == outcome.period and all(p in sheet.values for p in pair):
            return pair
    return None


def _is_made_of(sheet: Sheet, place: Place, places: Sequence[Place]) -> bool:
    """Whether two or three figures give a figure, whatever their signs: a restant carries over what was left."""
    size = abs(sheet.values[place])
    for parts in (*combinations(places, 2), *combinations(places, 3)):
        band = HALF * unit_of(sheet.values[place]) * (len(parts) + 1)
        for signs in product((1, -1), repeat=len(parts) - 1):
            made = sum((s * sheet.values[p] for s, p in zip((1, *signs), parts, strict=True)), Decimal())
            if abs(abs(made) - size) <= band:
                return True
    return False


def _wrong(constraint: Constraint, cells: Way, made: Decimal, sheet: Sheet) -> Verdict:
    return Verdict(constraint, Outcome.FAILS, cells, sheet.values[cells[0]], made, note=ALONE)
