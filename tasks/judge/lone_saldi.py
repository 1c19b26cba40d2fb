"""Baten, lasten and saldo that stand in one line only: nothing bears them out, but a slip of one digit shows.

Labels alone do not make a sum: what they stand beside may be another total. A saldo that one other digit would make
right is no accident, for that is how people and machines misprint.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from tasks.judge.causes import ALONE
from tasks.judge.lacking import HALF, unit_of
from tasks.judge.model import Axis, Constraint, Outcome, Place, Sheet, Verdict
from tasks.judge.named import Asked, saldo_columns, saldo_rows

FEWEST_DIGITS = 3


def saldi(sheet: Sheet, related: Collection[tuple[Axis, int]]) -> Iterator[Verdict]:
    """The verdicts on saldi of a single column or row that no relation is known for."""
    rows, columns = saldo_rows(sheet.rows), saldo_columns(sheet.columns)
    for axis, asked in ((Axis.ROWS, rows), (Axis.COLUMNS, columns)):
        for one in asked:
            if (axis, one.target) not in related:
                yield from _of(one, axis, sheet)


def _of(asked: Asked, axis: Axis, sheet: Sheet) -> Iterator[Verdict]:
    lines = [line for pair in asked.pairs for line in _filled(sheet, axis, (asked.target, *pair))]
    if len(lines) != 1:
        return
    sizes = [abs(sheet.values[at]) for at in lines[0]]
    band = HALF * 3 * max(unit_of(size) for size in sizes)
    if any(abs(made - sizes[0]) <= band for made in _made(*sizes[1:])):
        return
    if any(is_slip(size, made) for at, size in enumerate(sizes) for made in _made(*sizes[:at], *sizes[at + 1 :])):
        printed = sheet.values[lines[0][0]]
        nearest = min(_made(*sizes[1:]), key=lambda made: abs(made - sizes[0]))
        yield Verdict(Constraint.SALDO, Outcome.FAILS, lines[0], printed, nearest.copy_sign(printed), note=ALONE)


def _made(one: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """What two sizes come to, with equal and with unequal signs."""
    return one + other, abs(one - other)


def _filled(sheet: Sheet, axis: Axis, members: tuple[int, ...]) -> list[tuple[Place, ...]]:
    """The lines in which all of these have a figure that is not nothing."""
    lines = sorted({column if axis is Axis.ROWS else row for row, column in sheet.values})
    placed = [tuple((at, line) if axis is Axis.ROWS else (line, at) for at in members) for line in lines]
    return [places for places in placed if all(sheet.values.get(place) for place in places)]


def is_slip(printed: Decimal, made: Decimal) -> bool:
    """Whether one other digit makes two figures the same, or two neighbours in the other order; the sign is free."""
    one, other = (f"{abs(value.normalize()):f}" for value in (printed, made))
    if len(one) != len(other) or sum(sign.isdigit() for sign in one) < FEWEST_DIGITS:
        return False
    apart = [at for at, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    if len(apart) == 1:
        return True
    first = apart[0] if apart else 0
    return apart == [first, first + 1] and one[first : first + 2] == other[first : first + 2][::-1]
