"""What headings owe to one another, whatever the figures are."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from tasks.judge.model import Claimed, Constraint, Outcome, Sheet, Verdict

PAST = {"realisatie"}
AHEAD = {"meerjarenraming"}
MONEY = "EUR"


def distinct(sheet: Sheet) -> list[Verdict]:
    """No two columns say the same; where all their figures are equal it is only a repetition."""
    alike: dict[tuple[object, ...], list[Claimed]] = defaultdict(list)
    for column in sheet.columns:
        if column.scenario is not None and not column.is_total:
            alike[column.metric, column.scenario, column.period, column.unit, column.group].append(column)
    found = []
    for columns in alike.values():
        for one, other in combinations(columns, 2):
            outcome = Outcome.HOLDS if repeats(sheet, one.index, other.index) else Outcome.FAILS
            found.append(Verdict(Constraint.DISTINCT, outcome, columns=(one.index, other.index)))
    return found


def repeats(sheet: Sheet, one: int, other: int) -> bool:
    """Whether two columns hold the same figures, in at least two rows, or are never both filled."""
    pairs = [(sheet.values.get((row.index, one)), sheet.values.get((row.index, other))) for row in sheet.rows]
    both = [(a, b) for a, b in pairs if a is not None and b is not None and (a or b)]
    return all(a == b for a, b in both) and len(both) != 1


def periods(sheet: Sheet) -> list[Verdict]:
    """A realisatie is not of a year to come, a raming not of a year gone by."""
    found = []
    for column in sheet.columns:
        year = year_of(column.period)
        if sheet.year is None or year is None or column.scenario not in PAST | AHEAD:
            continue
        last = sheet.closed if sheet.closed and is_money(column, sheet) else sheet.year
        wrong = year > last if column.scenario in PAST else year < sheet.year - 1
        note = "ahead" if column.scenario in PAST else "past"
        outcome = Outcome.FAILS if wrong else Outcome.HOLDS
        found.append(Verdict(Constraint.PERIOD, outcome, columns=(column.index,), note=note if wrong else ""))
    return found


def is_money(column: Claimed, sheet: Sheet) -> bool:
    """Whether a column is of amounts, by its heading or by all its rows."""
    return column.unit == MONEY or (column.unit is None and all(row.unit == MONEY for row in sheet.rows))


def year_of(period: str | None) -> int | None:
    """The first year of a period."""
    return int(period[:4]) if period and period[:4].isdigit() else None
