"""What figures say by themselves: which column or row is a sum or a difference of which others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from tasks.judge.exchanging import exchanged
from tasks.judge.model import Place, Relation
from tasks.judge.numbers import Numbers, numbers_of
from tasks.judge.runs import runs
from tasks.judge.triples import triples, without_dominated
from tasks.judge.windows import windows

REACH = 4  # rows apart that lasten, baten and saldo can stand without being totals
MOST_COLUMNS = 100  # that are searched: no printed table is wider, and three of two thousand take minutes
MOST_FAR = 14  # rows that are total or part of none, among which a saldo is sought wherever they stand


def relations(
    values: Mapping[Place, Decimal], soft_rows: Collection[int] = (), soft_columns: Collection[int] = ()
) -> tuple[Relation, ...]:
    """Every relation that the figures themselves bear out, of columns and of rows, headings left aside.

    Soft rows and columns hold what need not add up (percentages, clients): they may bear out, but not contradict.
    """
    by_row = numbers_of(values, soft_rows)
    return searched(by_row, by_row.turned(soft_columns))


def searched(
    by_row: Numbers, by_column: Numbers, totals: Collection[int] = (), signed: Collection[int] = ()
) -> tuple[Relation, ...]:
    """The relations of columns, and those of rows; a column of differences without a fixed sign may not add up."""
    if len(by_row.positions) > MOST_COLUMNS:
        return ()
    columns = of_columns(by_row)
    loose = {relation.free for relation in columns if relation.free is not None}
    return (*columns, *of_rows(by_column.softer(loose), totals, set(signed) - loose))


def of_columns(numbers: Numbers) -> list[Relation]:
    """Sums and differences of columns, borne out by rows."""
    if not numbers.figures:
        return []
    found = _merged(triples(numbers), runs(numbers))
    return without_dominated([exchanged(relation, numbers) for relation in (*found, *windows(numbers, found))])


def of_rows(numbers: Numbers, totals: Collection[int] = (), signed: Collection[int] = ()) -> list[Relation]:
    """Totals of rows and saldi, borne out by columns; totals also of `signed` columns that saldi need not fit."""
    if not numbers.figures:
        return []
    sums = runs(numbers.harder(signed), totals)
    parts = {index for relation in sums for index, sign in relation.terms if sign > 0}
    ends = [at for at, index in enumerate(numbers.positions) if index not in parts]
    return without_dominated(_merged(sums, triples(numbers, REACH, ends[-MOST_FAR:])))


def _merged(first: list[Relation], then: list[Relation]) -> list[Relation]:
    known = {relation.members for relation in first}
    return [*first, *(relation for relation in then if relation.members not in known)]
