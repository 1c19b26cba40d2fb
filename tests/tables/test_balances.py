"""Tables of movements: what stands at the end is what stood at the beginning with all between."""

from __future__ import annotations

from tasks.tables.balances import balances_of
from tasks.tables.placing import place
from tasks.tables.row_sums import Placed

FULL = [(39.0, 0.0, 27.0, 0.0, 19.0, 31.0), (10.0, 5.0, 1.0, 2.0, 3.0, 15.0), (20.0, 4.0, 2.0, 1.0, 0.0, 21.0)]


def _placed(*short: tuple[float, ...]) -> list[tuple[int, ...] | None]:
    rows = [Placed("x", values, 0, tuple(range(6))) for values in FULL] + [Placed("x", values, 0) for values in short]
    place(rows, 6, [])
    return [None if row.loose else row.columns for row in rows[len(FULL) :]]


def test_the_signs_of_the_columns_are_told_by_full_rows() -> None:
    assert balances_of(FULL, 6) == ((1, 1, -1, -1, 1, -1),)
    assert balances_of([*FULL, (5.0, 1.0, 1.0, 1.0, 1.0, 50.0)], 6) == ()


def test_a_short_row_stands_where_its_own_balance_comes_out() -> None:
    assert _placed((10.0, 5.0, 1.0, 2.0, 12.0)) == [(0, 1, 2, 3, 5)]
    assert _placed((14.0, 3.0, 17.0)) == [None]  # added, or a result: both come out


def test_rows_that_lost_the_same_cell_are_placed_alike_where_one_is_proved() -> None:
    """By itself 40 may be taken from a reserve or written off; the row above it lost the cell behind both."""
    rows = [(14.0, 3.5, 1.0, 1.6, 14.9), (660.0, 0.0, 40.0, 0.0, 620.0), (788.0, 0.0, 205.0, 0.0, 583.0)]
    assert _placed(*rows) == [(0, 1, 2, 3, 5)] * 3
    assert _placed(*rows[1:]) == [None, None]
