"""Columns of percentages: of which two columns, or of which column and its total, they are the quotient."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from math import log2

from tasks.judge.borne_out import SURE
from tasks.judge.model import Constraint, Outcome, Sheet, Verdict
from tasks.judge.numbers import decimals, exact_figures

PERCENT = "procent"
MOST_COLUMNS = 12
Quotient = Callable[[float, float], float]
QUOTIENTS: tuple[Quotient, ...] = (
    lambda part, whole: 100 * part / whole,
    lambda part, whole: 100 * (part - whole) / whole,
)


@dataclass(frozen=True, slots=True)
class Tried:
    """One row under one quotient: what is printed, what it makes, and the evidence where they agree."""

    row: int
    computed: float
    bits: float
    holds: bool


def percents(sheet: Sheet) -> list[Verdict]:
    """The verdicts on every column of percentages that is a quotient of two others."""
    shares = [column.index for column in sheet.columns if column.unit == PERCENT]
    others = [column.index for column in sheet.columns if column.unit != PERCENT][:MOST_COLUMNS]
    found = []
    for share in shares:
        digits = _digits(sheet, share)
        ways = [
            (part, whole, list(_tried(sheet, share, part, whole, quotient, digits)))
            for part, whole in permutations(others, 2)
            for quotient in QUOTIENTS
        ]
        if best := _best(ways):
            part, whole, rows = best
            found += [_verdict(sheet, tried, (share, part, whole)) for tried in rows]
    return found


def _digits(sheet: Sheet, column: int) -> int:
    figures, digits = exact_figures({place: value for place, value in sheet.values.items() if place[1] == column})
    return max((decimals(figure, digits) for figure in figures.values()), default=0)


def _tried(sheet: Sheet, share: int, part: int, whole: int, quotient: Quotient, digits: int) -> Iterator[Tried]:
    unit = 10.0**-digits
    for row in sheet.rows:
        printed, one, all_of = (sheet.values.get((row.index, column)) for column in (share, part, whole))
        if printed and one and all_of:
            computed = quotient(float(one), float(all_of))
            band = unit / 2 + 50 * (1 + abs(float(one / all_of))) / abs(float(all_of))
            holds = abs(abs(computed) - abs(float(printed))) <= band
            size = abs(float(printed))
            yield Tried(row.index, computed, log2(size / (2 * band)) if holds and size > 2 * band else 0.0, holds)


def _best(ways: Sequence[tuple[int, int, list[Tried]]]) -> tuple[int, int, list[Tried]] | None:
    needed = SURE + log2(max(1, len(ways)))
    good = [
        way
        for way in ways
        if sum(tried.bits for tried in way[2]) >= needed
        and 3 * sum(not tried.holds for tried in way[2]) <= sum(tried.holds for tried in way[2])
    ]
    return max(good, key=lambda way: sum(tried.bits if tried.holds else -2 for tried in way[2]), default=None)


def _verdict(sheet: Sheet, tried: Tried, columns: tuple[int, int, int]) -> Verdict:
    cells = tuple((tried.row, column) for column in columns)
    outcome = Outcome.HOLDS if tried.holds else Outcome.FAILS
    return Verdict(Constraint.PERCENT, outcome, cells, sheet.values[cells[0]], Decimal(f"{tried.computed:.2f}"))
