"""What figures alone say of columns and rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tasks.judge import Axis, Relation, relations, weigh
from tasks.judge.borne_out import borne
from tasks.judge.numbers import Numbers
from tests.judge.sheets import Figure, sheet


def found(*rows: list[Figure]) -> set[tuple[str, frozenset[int]]]:
    return {(relation.axis.value, relation.members) for relation in relations(sheet(rows).values)}


def only(*rows: list[Figure]) -> Relation:
    (relation,) = relations(sheet(rows).values)
    return relation


def test_a_difference_of_two_columns_is_found_wherever_they_stand() -> None:
    assert found([4310, 7122, 6938, 184], [5120, 8261, 8893, -632], [977, 1204, 1189, 15]) == {
        ("columns", frozenset({1, 2, 3}))
    }


def test_a_difference_printed_without_its_sign_is_one_whose_sign_is_free() -> None:
    relation = only([7122, 6938, 184], [8261, 8893, 632], [1204, 1189, 15], [3511, 3999, 488])
    assert (relation.free, relation.fails) == (2, ())


def test_what_changes_added_one_by_one_come_to() -> None:
    assert found([7000, 210, -95, 310, 7425], [8120, 0, 400, -77, 8443], [3050, 125, 60, 0, 3235]) >= {
        ("columns", frozenset(range(5)))
    }


def test_a_balance_that_is_carried_over() -> None:
    rows: list[list[Figure]] = [[812, 2400, 1985, 1227], [95, 1310, 1122, 283], [1204, 880, 1467, 617]]
    assert found(*rows) == {("columns", frozenset(range(4)))}


def test_totals_subtotals_and_totals_of_totals() -> None:
    rows: list[list[Figure]] = [
        [1204, 1310], [877, 905], [2081, 2215], [3311, 3540], [642, 611], [3953, 4151], [6034, 6366],
    ]  # fmt: skip
    assert found(*rows) == {("rows", frozenset(members)) for members in ({0, 1, 2}, {3, 4, 5}, {2, 5, 6})}


def test_a_total_above_its_rows() -> None:
    assert found([6034, 6366], [1204, 1310], [877, 905], [3953, 4151]) == {("rows", frozenset({0, 1, 2, 3}))}


def test_lasten_baten_and_saldo_in_turn_with_their_totals() -> None:
    rows: list[list[Figure]] = [
        [4210, 4388], [1105, 1290], [-3105, -3098],
        [6120, 6333], [914, 877], [-5206, -5456],
        [10330, 10721], [2019, 2167], [-8311, -8554],
    ]  # fmt: skip
    members = ({0, 1, 2}, {3, 4, 5}, {6, 7, 8}, {0, 3, 6}, {1, 4, 7}, {2, 5, 8})
    assert {("rows", frozenset(of)) for of in members} <= found(*rows)


def test_blank_cells_are_nothing() -> None:
    assert found([1204, None], [877, 905], [None, 2117], [2081, 3022]) == {("rows", frozenset({0, 1, 2, 3}))}


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 2, 3], [2, 3, 5]],  # small numbers agree by chance
        [[500, 500, 1000], [250, 250, 500]],  # and so do round ones
        [[31, 27, 31, 29], [75, 73, 76, 78], [126, 118, 115, 118]],
        [[500, 500, 500, 500], [77, 77, 77, 77], [1375, 1375, 1375, 1375]],  # one figure in every column
        [[4310, 4310, 0], [5120, 5120, 0], [977, 977, 0]],  # nothing is no difference
    ],
)
def test_chance_proves_nothing(rows: list[list[Figure]]) -> None:
    assert found(*rows) == set()


def test_one_row_of_large_figures_is_enough_and_one_of_small_ones_is_not() -> None:
    assert found([7122481, 6938007, 184474]) == {("columns", frozenset({0, 1, 2}))}
    assert found([71, 69, 2]) == set()


def test_rounding_is_half_a_unit_for_every_figure() -> None:
    rows: list[list[Figure]] = [[7122, 6938, 185], [8261, 8893, -632], [2204, 1189, 1015]]
    assert only(*rows).fails == ()
    rows[0][2] = 186
    assert only(*rows).fails == (0,)


def test_decimals_are_held_to_their_own_unit() -> None:
    relation = only(["712.2", "693.8", "18.5"], ["826.1", "889.3", "-63.2"], ["220.4", "118.9", "101.5"])
    assert (relation.axis, relation.fails) == (Axis.COLUMNS, ())


def test_figures_kept_with_four_decimals_are_whole() -> None:
    values = {
        place: Decimal(f"{value}.0000")
        for place, value in sheet([[7122, 6938, 185], [8261, 8893, -632]]).values.items()
    }
    (relation,) = relations(values)
    assert relation.fails == ()


def test_a_column_that_is_mostly_another_does_not_stand_in_for_it() -> None:
    rows: list[list[Figure]] = [
        [7122, 7122, 6938, 184], [8261, 8261, 8893, -632], [1204, 1204, 1189, 15], [3511, 3700, 3999, -299],
    ]  # fmt: skip
    assert found(*rows) == {("columns", frozenset({1, 2, 3}))}


def test_the_way_in_which_figures_are_placed_is_weighed() -> None:
    rows: list[list[Figure]] = [[7122, 6938, 7410], [8261, 8893, 8455], [None, 1204, 1189], [15383, 17035, 17054]]
    placed = weigh(sheet(rows).values)
    misplaced = weigh(sheet([*rows[:2], [1204, 1189, None], rows[3]]).values)
    assert placed.bits > misplaced.bits
    assert (2, 1) in placed.proved
    assert misplaced.proved == set()


def test_small_figures_of_one_sign_bear_nothing_out() -> None:
    """Three ones among seven terms are within what seven roundings leave."""
    ones = Numbers(Axis.ROWS, tuple(range(7)), (0,), ((1, 1, 1, 0, 0, 0, 0),), ((1,) * 7,))
    found = borne(ones, [(at, 1) for at in range(7)])
    assert (found.holds, found.fails, found.trivial) == ([], [], [0])
