"""What stands at the end is what stood at the beginning with all between added or taken: reserves, provisions, loans.

The signs are told by the full rows. A short row then stands where its own balance comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from tasks.language import phrase
from tasks.language.asking import moves

WIDTHS = range(4, 10)  # columns of a table of movements
FEWEST = 3  # full rows that tell
MOSTLY = 0.9  # of these, since a printed figure may be wrong
FEWEST_MOVED, FEWEST_COURSES = 3, 4  # values of a row that tell, and such rows
COURSING = 0.8  # of them
MARGIN = 2.0  # in printed units: each figure is rounded
Vector = tuple[float, ...]
Signs = tuple[int, ...]
SIDES = frozenset({"lasten", "baten"})


def balances_of(rows: Sequence[Vector], width: int) -> tuple[Signs, ...]:
    """The signs with which the columns of full rows come to nought; several where a column is empty in all of them."""
    moved = [row for row in rows if len(row) == width and sum(map(bool, row[1:-1])) > 1]
    if width not in WIDTHS or len(moved) < FEWEST:
        return ()
    ways = ((1, *between, -1) for between in product((1, -1), repeat=width - 2))
    return tuple(signs for signs in ways if sum(comes_out(row, signs) for row in moved) >= MOSTLY * len(moved))


def balances_said(headings: Sequence[str], rows: Sequence[Vector]) -> tuple[Signs, ...]:
    """The signs by what headings say comes and goes, where a full row comes out with them; nothing where none tells.

    What goes may be printed below nought; a column that says neither has the sign that its figures have.
    """
    said = [moves(text) for text in headings[1:-1]]
    width = len(headings)
    if width not in WIDTHS or not any(said) or moves(headings[0]) or moves(headings[-1]):
        return ()
    ways = {(1, *(goes if move < 0 else 1 for move in said), -1) for goes in (1, -1)}
    moved = [row for row in rows if len(row) == width and sum(map(bool, row[1:-1])) > 1]
    fitting = tuple(signs for signs in ways if moved and all(comes_out(row, signs) for row in moved))
    return fitting if len(fitting) == 1 else ()


def courses(headings: Sequence[str], rows: Sequence[Vector]) -> tuple[Signs, ...]:
    """The signs with which nearly all rows, short ones too, come from the first stand to the last as headings say.

    Headings name what comes and what goes; a column that says neither has either sign.
    """
    width = len(headings)
    said = [moves(text) for text in headings]
    told = [row for row in rows if sum(map(bool, row)) >= FEWEST_MOVED and len(row) <= width]
    if width not in WIDTHS or {1, -1} - set(said[1:-1]) or said[0] or said[-1] or len(told) < FEWEST_COURSES:
        return ()
    either = [(1, -1) if not move else (1,) if move > 0 else (-1,) for move in said[1:-1]]
    ways = {
        (1, *(goes * way if move < 0 else way for way, move in zip(between, said[1:-1], strict=True)), -1)
        for between in product(*either)
        for goes in (1, -1)
    }
    most = COURSING * len(told)
    return tuple(signs for signs in ways if sum(_may_come_out(row, signs, said) for row in told) >= most)


def _may_come_out(row: Vector, signs: Signs, said: Sequence[int]) -> bool:
    """Whether a row comes out with its values in some of the columns, where what comes adds and what goes takes."""
    for columns in combinations(range(len(signs)), len(row)):
        moved = [(signs[column] * value, said[column]) for column, value in zip(columns, row, strict=True)]
        if abs(sum(value for value, _ in moved)) <= MARGIN and all(value * way >= 0 for value, way in moved):
            return True
    return False


def comes_out(row: Sequence[float], signs: Signs) -> bool:
    """Whether a row balances."""
    return abs(sum(sign * value for sign, value in zip(signs, row, strict=True))) <= MARGIN


def balances_under(headings: Sequence[str]) -> tuple[tuple[int, int, int], ...]:
    """The columns of lasten, baten and the saldo behind them, wherever headings name these three in turn."""
    metrics = [phrase(text, "heading").metric for text in headings]
    threes = (range(at, at + 3) for at in range(len(metrics) - 2))
    return tuple((a, b, c) for a, b, c in threes if {metrics[a], metrics[b]} == SIDES and metrics[c] == "saldo")
