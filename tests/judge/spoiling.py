"""Sheets made wrong on purpose, each in a way in which readers go wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from tasks.judge import Claimed, Sheet

Place = tuple[int, int]
Spoiled = tuple[Sheet, frozenset[Place]]  # with the places whose figure no longer is what it is called
Spoiling = Callable[[Sheet, Random], Spoiled | None]


def columns_shifted(sheet: Sheet, random: Random) -> Spoiled | None:
    """Every heading one column to the left or right of its figures; what it leaves at the end is open."""
    if len(sheet.columns) < 3:
        return None
    by = random.choice((-1, 1))
    told = {column.index + by: column for column in sheet.columns}
    columns = tuple(
        replace(told[column.index], index=column.index) if column.index in told else Claimed(column.index)
        for column in sheet.columns
    )
    return replace(sheet, columns=columns), frozenset(sheet.values)


def columns_swapped(sheet: Sheet, random: Random) -> Spoiled | None:
    """The figures of two columns of different kinds exchanged."""
    pair = _two_columns(sheet, random)
    if pair is None:
        return None
    turn = {pair[0].index: pair[1].index, pair[1].index: pair[0].index}
    values = {(row, turn.get(column, column)): value for (row, column), value in sheet.values.items()}
    return _wrong(sheet, values)


def scenarios_exchanged(sheet: Sheet, random: Random) -> Spoiled | None:
    """Two columns whose headings are taken for one another."""
    pair = _two_columns(sheet, random)
    if pair is None or (pair[0].scenario, pair[0].period) == (pair[1].scenario, pair[1].period):
        return None
    told = {pair[0].index: pair[1], pair[1].index: pair[0]}
    columns = tuple(
        replace(column, scenario=other.scenario, period=other.period, is_change=other.is_change)
        if (other := told.get(column.index))
        else column
        for column in sheet.columns
    )
    places = frozenset(place for place in sheet.values if place[1] in told)
    return replace(sheet, columns=columns), places


def row_shifted(sheet: Sheet, random: Random) -> Spoiled | None:
    """The figures of one row from some column on a column further, or back over a cell that vanished."""
    width = len(sheet.columns)
    rows = [row for row in {row for row, _ in sheet.values} if sum(at == row for at, _ in sheet.values) > 1]
    if width < 3 or not rows:
        return None
    row, start, by = random.choice(sorted(rows)), random.randrange(width - 1), random.choice((-1, 1))
    moved = {
        (row, column if column < start else column + by): value
        for (at, column), value in sheet.values.items()
        if at == row and (column != start or by > 0) and column + by < width
    }
    return _wrong(sheet, {place: value for place, value in sheet.values.items() if place[0] != row} | moved)


def times_thousand(sheet: Sheet, random: Random) -> Spoiled | None:
    """One figure a thousand times as large."""
    return _one_figure(sheet, random, lambda value: value * 1000)


def digit_changed(sheet: Sheet, random: Random) -> Spoiled | None:
    """One digit of one figure another; not the last of a long figure, which rounding hides."""

    def changed(value: Decimal) -> Decimal:
        digits = str(abs(int(value)))
        at = random.randrange(max(1, len(digits) - 1))
        other = random.choice([digit for digit in "123456789" if digit != digits[at]])
        return Decimal(digits[:at] + other + digits[at + 1 :]).copy_sign(value)

    return _one_figure(sheet, random, changed)


SPOILINGS: tuple[Spoiling, ...] = (
    columns_shifted,
    columns_swapped,
    scenarios_exchanged,
    row_shifted,
    times_thousand,
    digit_changed,
)


def _wrong(sheet: Sheet, values: Mapping[Place, Decimal]) -> Spoiled | None:
    places = frozenset(place for place, value in values.items() if sheet.values.get(place) != value)
    return (replace(sheet, values=values), places) if places else None


def _one_figure(sheet: Sheet, random: Random, change: Callable[[Decimal], Decimal]) -> Spoiled | None:
    places = sorted(place for place, value in sheet.values.items() if abs(value) >= 10)
    if not places:
        return None
    place = random.choice(places)
    return _wrong(sheet, {**sheet.values, place: change(sheet.values[place])})


def _two_columns(sheet: Sheet, random: Random) -> tuple[Claimed, Claimed] | None:
    filled = {column for (_, column), value in sheet.values.items() if value}
    kinds = [column for column in sheet.columns if column.index in filled and column.scenario]
    pairs = [
        (one, other)
        for at, one in enumerate(kinds)
        for other in kinds[at + 1 :]
        if (one.scenario, one.period, one.metric) != (other.scenario, other.period, other.metric)
    ]
    return random.choice(pairs) if pairs else None
