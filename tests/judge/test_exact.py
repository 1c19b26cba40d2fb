"""Sums to the last unit: what they prove of recognised figures, and which reading of a doubtful one they ask for."""

from __future__ import annotations

from decimal import Decimal

from tasks.judge import chosen, proved_exactly, relations
from tasks.judge.model import Place

ROWS = [  # baten, lasten, saldo; the last row is the total
    (70540, -1519743, -1449203),
    (6315189, -8575696, -2260507),
    (0, -955364, -955364),
    (150000, -2662885, -2512885),
    (2674899, -1859956, 814943),
    (57002, -156807, -99805),
    (0, 0, 0),
    (9267630, -15730451, -6462821),
]
ALL = {(row, column) for row in range(len(ROWS)) for column in range(3)}
Figures = dict[Place, Decimal]


def figures(changed: dict[Place, int | None] | None = None) -> Figures:
    """The table, with some figures otherwise; None where one cannot be read."""
    told = {(row, column): value for row, line in enumerate(ROWS) for column, value in enumerate(line)} | (
        changed or {}
    )
    return {place: Decimal(value) for place, value in told.items() if value is not None}


def proved(values: Figures, *doubtful: Place) -> set[Place]:
    return set(proved_exactly(relations(values), values, doubtful))


def choose(values: Figures, options: dict[Place, set[int]], *doubtful: Place) -> dict[Place, Decimal]:
    readings = {place: {Decimal(value) for value in other} for place, other in options.items()}
    return chosen(relations(values), values, readings, doubtful)


def test_all_figures_of_a_table_that_adds_up_are_proved_and_zeros_too() -> None:
    assert proved(figures()) == ALL


def test_a_digit_that_rounding_would_let_pass_is_not_proved() -> None:
    wrong = figures({(0, 2): -1449204})
    left = ALL - proved(wrong)
    assert (0, 2) in left
    assert (3, 0) not in left  # others have sums of their own


def test_a_figure_outside_every_sum_is_not_proved() -> None:
    assert (9, 1) not in proved(figures({(9, 1): 12345}))


def test_lost_minuses_that_agree_with_each_other_prove_nothing() -> None:
    lost = figures({(1, 1): 8575696, (1, 2): 2260507})
    assert not {(1, 1), (1, 2)} & proved(lost)


def test_a_relation_of_a_single_line_proves_no_doubtful_figure() -> None:
    one = {(0, column): Decimal(value) for column, value in enumerate((1272610, -1337516, 64906))}
    assert not proved(one, (0, 2))


def test_the_only_reading_that_mends_both_sums_is_chosen() -> None:
    misread = figures({(1, 1): -3575696})
    assert choose(misread, {(1, 1): {-8575696, -6575696, 3575696}}) == {(1, 1): -8575696}


def test_a_lost_minus_and_a_figure_that_cannot_be_read_are_chosen() -> None:
    misread = figures({(0, 1): 1519743, (3, 2): None})
    options = {(0, 1): {-1519743, 7519743}, (3, 2): {-2512885, 2512885}}
    assert choose(misread, options, (0, 1), (3, 2)) == {(0, 1): -1519743, (3, 2): -2512885}


def test_nothing_is_chosen_where_two_readings_would_do() -> None:
    values = {place: value for place, value in figures({(1, 1): -3575696}).items() if place[0] < 7}  # no totals
    assert choose(values, {(1, 1): {-8575696}, (1, 2): {2739493}}, (1, 1), (1, 2)) == {}


def test_a_figure_that_one_sum_wants_otherwise_must_have_been_doubtful_before() -> None:
    values = {place: value for place, value in figures({(1, 1): -3575696}).items() if place[0] < 7}
    assert choose(values, {(1, 1): {-8575696}}) == {}
    assert choose(values, {(1, 1): {-8575696}}, (1, 1)) == {(1, 1): -8575696}


def test_nothing_is_chosen_that_breaks_a_sum_that_comes_out() -> None:
    wrong_total = figures({(7, 1): -15730651})  # printed wrong: its rows are right
    assert choose(wrong_total, {(1, 1): {-8575896}}, (1, 1)) == {}
