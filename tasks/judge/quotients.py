"""Figures that are one figure over another: percentages of two columns, averages of an amount and its clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import permutations
from math import log2

from tasks.judge.borne_out import SURE
from tasks.judge.causes import ALONE
from tasks.judge.model import Constraint, Outcome, Place, Sheet, Verdict
from tasks.judge.numbers import decimals, exact_figures

PERCENT = "procent"
MOST_COLUMNS = 8
AVERAGE = "amount_per_client"
PARTS = ("amount", "clients")
LEAST_RIGHT = 3  # lines that are right for each that is wrong, where it is not told which columns are meant
OF_NAMED = 1
TWICE = 2  # what an average that stands alone may be off, to be called wrong
Quotient = Callable[[float, float], float]
Triple = tuple[Place, Place, Place]  # the quotient, what is divided, what it is divided by


@dataclass(frozen=True, slots=True)
class Tried:
    """One line under one quotient: what it makes, and the evidence where that is what is printed."""

    cells: Triple
    computed: float
    bits: float
    holds: bool


def share(part: float, whole: float) -> float:
    """A percentage of a whole."""
    return 100 * part / whole


def growth(part: float, whole: float) -> float:
    """A change as a percentage of what it was."""
    return 100 * (part - whole) / whole


def average(part: float, whole: float) -> float:
    """An amount over what it is for."""
    return part / whole


def quotients(sheet: Sheet) -> list[Verdict]:
    """The verdicts on percentages and averages."""
    return [*percents(sheet), *averages(sheet)]


def percents(sheet: Sheet) -> list[Verdict]:
    """Columns of percentages that are a quotient of two other columns, whichever they are."""
    shares = [column.index for column in sheet.columns if column.unit == PERCENT]
    others = [column.index for column in sheet.columns if column.unit != PERCENT][:MOST_COLUMNS]
    found: list[Verdict] = []
    for column in shares if len(others) > 1 else ():
        digits = _digits(sheet, (place for place in sheet.values if place[1] == column))
        ways = [
            _tried(sheet, [_in_row(row.index, column, *pair) for row in sheet.rows], quotient, digits)
            for pair in permutations(others, 2)
            for quotient in (share, growth)
        ]
        found += _verdicts(sheet, Constraint.PERCENT, _best(ways))
    return found


def averages(sheet: Sheet) -> list[Verdict]:
    """Averages per client, by columns of one stand or by rows."""
    by_column: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for column in sheet.columns:
        if column.metric in {*PARTS, AVERAGE}:
            by_column[column.scenario, column.period].setdefault(column.metric, column.index)
    by_row: list[dict[str, int]] = [{}]
    for row in sheet.rows:
        if row.metric in {*PARTS, AVERAGE}:
            by_row[-1].setdefault(row.metric, row.index)  # what follows the clients may be some of them
            if row.metric == AVERAGE:
                by_row.append({})
    whole = {AVERAGE, *PARTS}
    triples = [
        _in_row(row.index, *(group[name] for name in (AVERAGE, *PARTS)))
        for group in by_column.values()
        if group.keys() == whole
        for row in sheet.rows
    ] + [
        _in_column(column.index, *(group[name] for name in (AVERAGE, *PARTS)))
        for group in by_row
        if group.keys() == whole
        for column in sheet.columns
    ]
    digits = _digits(sheet, (cells[0] for cells in triples))
    tried = _tried(sheet, triples, average, digits)
    if len(tried) == 1 and not tried[0].holds:
        return [replace(found, note=ALONE) for found in _verdicts(sheet, Constraint.AVERAGE, tried) if _near(found)]
    return _verdicts(sheet, Constraint.AVERAGE, _best([tried], OF_NAMED))


def _near(found: Verdict) -> bool:
    """Whether an average is of the size of what is computed: else its parts are of something else."""
    sizes = sorted(abs(value) for value in (found.printed, found.computed) if value)
    return len(sizes) > 1 and sizes[1] <= TWICE * sizes[0]


def _in_row(row: int, *columns: int) -> Triple:
    quotient, part, whole = columns
    return (row, quotient), (row, part), (row, whole)


def _in_column(column: int, *rows: int) -> Triple:
    quotient, part, whole = rows
    return (quotient, column), (part, column), (whole, column)


def _digits(sheet: Sheet, places: Iterable[Place]) -> int:
    figures, digits = exact_figures({place: sheet.values[place] for place in places if place in sheet.values})
    return max((decimals(figure, digits) for figure in figures.values()), default=0)


def _tried(sheet: Sheet, triples: Iterable[Triple], quotient: Quotient, digits: int) -> list[Tried]:
    return list(_lines(sheet, triples, quotient, 10.0**-digits))


def _lines(sheet: Sheet, triples: Iterable[Triple], quotient: Quotient, unit: float) -> Iterator[Tried]:
    for cells in triples:
        printed, part, whole = (float(sheet.values.get(place) or 0) for place in cells)
        if not printed or not part or not whole:
            continue
        computed = quotient(part, whole)
        moved = abs(quotient(part + 0.5, whole) - computed) + abs(quotient(part, abs(whole) + 0.5) - computed) / 2
        band = (unit / 2 + moved) if quotient is not average else unit + 0.5 / abs(whole)
        holds = abs(abs(computed) - abs(printed)) <= band
        size = abs(printed)
        yield Tried(cells, computed, log2(size / (2 * band)) if holds and size > 2 * band else 0.0, holds)


def _best(ways: Sequence[list[Tried]], least_right: int = LEAST_RIGHT) -> list[Tried]:
    needed = SURE + log2(max(1, len(ways)))
    good = [
        way
        for way in ways
        if sum(tried.bits for tried in way) >= needed
        and least_right * sum(not tried.holds for tried in way) <= sum(tried.holds for tried in way)
    ]
    return max(good, key=lambda way: sum(tried.bits if tried.holds else -2 for tried in way), default=[])


def _verdicts(sheet: Sheet, constraint: Constraint, lines: Iterable[Tried]) -> list[Verdict]:
    return [
        Verdict(
            constraint,
            Outcome.HOLDS if tried.holds else Outcome.FAILS,
            tried.cells,
            sheet.values[tried.cells[0]],
            Decimal(f"{tried.computed:.2f}"),
        )
        for tried in lines
    ]
