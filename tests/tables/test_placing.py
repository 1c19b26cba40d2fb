"""Where the values of short rows stand, as sums and relations between columns prove it."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tasks.tables.placing import place
from tasks.tables.relations import related
from tasks.tables.row_sums import Placed
from tasks.tables.ways import Asked, Columns, Short, ways_of_sum

FULL = (0, 1, 2)


def summand(label: str, *values: float, group: int = 0) -> Placed:
    return Placed(label, values, group)


def columns_of(rows: list[Placed], width: int) -> list[Columns | None]:
    for row in rows:
        row.columns = tuple(range(width)) if len(row.values) == width else () if len(row.values) > width else None
    place(rows, width, related([row.values for row in rows if len(row.values) == width], width))
    return [row.columns for row in rows]


def test_a_row_whose_sum_has_one_solution_is_placed() -> None:
    rows = [summand("a", 10, 20, 30), summand("b", 5, 7), summand("Totaal", 15, 20, 37)]
    assert columns_of(rows, 3) == [FULL, (0, 2), FULL]


def test_several_short_rows_of_one_total_are_placed_together() -> None:
    rows = [
        *(summand("Re-integratie", 100, 200, 300, 400), summand("Participatie", 7, 9), summand("Inkomen", 11, 13, 15)),
        summand("Totaal", 107, 211, 313, 424),
    ]
    placed: list[Columns | None] = [(0, 1, 2, 3), (0, 3), (1, 2, 3), (0, 1, 2, 3)]
    assert columns_of(rows, 4) == placed


MOVED = ("Stand 1 januari", "Toevoeging", "Onttrekking", "Bestemming resultaat", "Stand 31 december")


def test_the_total_of_a_table_of_movements_places_what_each_row_leaves_open() -> None:
    """Twelve rows that come out in several ways each: an addition may be one of the result, or the stand itself."""
    full = [(942, 50, 160, 7, 839), (687, 556, 975, 300, 568), (6323, 750, 3548, 2927, 6452)]
    added = [(185, 27, 212), (4265, 1192, 5457), (936, 128, 1064), (77, 31, 108), (53, 19, 72), (811, 67, 878)]
    taken = [(281, 10, 271), (515, 5, 510), (4238, 286, 3952), (710, 710), (329, 21, 308), (47, 3, 44)]
    way = {27: (0, 3, 4), 1192: (0, 3, 4), 710: (0, 2)}
    short = [
        *((row, way.get(row[1], (0, 1, 4))) for row in added),
        *((row, way.get(row[1], (0, 2, 4))) for row in taken),
    ]
    rows = [*(summand(f"Reserve {at}", *row) for at, row in enumerate(full))]
    rows += [summand(f"Reserve {at}", *row) for at, (row, _) in enumerate(short, len(full))]
    total = [float(sum(row[at] for row in full)) for at in range(5)]
    for row, columns in short:
        for value, column in zip(row, columns, strict=True):
            total[column] += value
    rows.append(summand("Totaal", *total))
    for row in rows:
        row.columns = tuple(range(5)) if len(row.values) == len(MOVED) else None
    place(rows, 5, related([row.values for row in rows if row.columns], 5), MOVED)
    assert [row.columns for row in rows[len(full) : -1]] == [columns for _, columns in short]


def test_what_goes_takes_and_a_total_is_of_something_that_is_left() -> None:
    """No row is full: 'Onttrekking' below nought, or the last stand under 'Vermindering', would come out as well."""
    headings = ["31-12-2023", "Toevoegingen", "Onttrekkingen", "Bestemming 2023", "Vermindering", "31-12-2024"]
    rows = [
        *(summand("Saldireserve", 7697, 79, 2315, 2150, 7611), summand("Bedrijfsvoering", 439, 60, 499)),
        *(summand("Calamiteiten", 1036, 68, 12, 1092), summand("Participatie", 1109, 1056, 53)),
        *(summand("Kapitaallasten", 310, -26, 284), summand("Totaal", 10591, 147, 3383, 2184, 9539)),
    ]
    for row in rows:
        row.columns = None
    place(rows, 6, [], headings)
    placed: list[Columns | None] = [(0, 1, 2, 3, 5), (0, 3, 5), (0, 1, 2, 5), (0, 2, 5), (0, 3, 5), (0, 1, 2, 3, 5)]
    assert [row.columns for row in rows] == placed


def test_a_short_total_that_is_off_is_not_placed() -> None:
    rows = [summand("a", 10, 20, 30), summand("b", 5, 6, 7), summand("Totaal", 15, 45)]
    assert columns_of(rows, 3)[2] is None


@given(st.lists(st.lists(st.integers(1, 60), min_size=2, max_size=2), min_size=1, max_size=6), st.integers(-200, 200))
def test_what_may_be_chosen_is_all_that_comes_out(added: list[list[int]], wanted: int) -> None:
    """No way is lost by what is known of the rows behind."""
    rows = [Short((float(max(values)),), 1, ((0,), (1,))) for values in added]
    found = ways_of_sum(rows, 2, Asked((float(-wanted), 0.0), frozenset({0}), 0.5))
    tried = [
        sum(row.values[0] for row, here in zip(rows, way, strict=True) if here)
        for way in product((0, 1), repeat=len(rows))
    ]
    assert len(found) == sum(one == wanted for one in tried)


def test_two_ways_to_come_out_place_nothing() -> None:
    rows = [summand("a", 10, 10, 30), summand("b", 5), summand("Totaal", 15, 15, 30)]
    assert columns_of(rows, 3) == [FULL, None, FULL]


def test_a_column_that_is_off_by_more_than_rounding_proves_nothing() -> None:
    rows = [summand("a", 1000, 2000, 3000), summand("b", 500, 700), summand("Totaal", 1540, 2000, 3700)]
    assert columns_of(rows, 3)[1] is None


def test_the_difference_of_baten_and_lasten_places_the_short_row() -> None:
    rows = [summand("Baten", 40), summand("Lasten", 100, 110, 120), summand("Saldo", -100, -70, -120)]
    assert columns_of(rows, 3) == [(1,), FULL, FULL]


def test_a_sum_across_columns_that_full_rows_keep_places_the_short_row() -> None:
    rows = [summand("a", 100, 30, 70), summand("b", 50, 10, 40), summand("c", 80, 25, 55), summand("d", -15, 15)]
    assert columns_of(rows, 3)[3] == (1, 2)


def test_dashes_weigh_the_same_wherever_they_stand() -> None:
    assert columns_of([summand("a", 1, 2, 3), summand("b", 0, 0)], 3) == [FULL, (0, 1)]


@given(
    st.lists(st.lists(st.integers(100, 99_999), min_size=4, max_size=4), min_size=2, max_size=5),
    st.lists(st.integers(100, 99_999), min_size=4, max_size=4),
    st.sets(st.integers(0, 3), min_size=1, max_size=3),
)
def test_a_row_is_placed_where_it_was_or_not_at_all(full: list[list[int]], short: list[int], blank: set[int]) -> None:
    printed = [0 if column in blank else value for column, value in enumerate(short)]
    totals = [sum(column) for column in zip(*full, printed, strict=True)]
    kept = tuple(column for column in range(4) if column not in blank)
    rows = [
        *(summand(f"rij {number}", *row) for number, row in enumerate(full)),
        *(summand("kort", *(short[column] for column in kept)), summand("Totaal", *totals)),
    ]
    assert columns_of(rows, 4)[-2] == kept


def test_the_last_value_of_a_row_may_stand_beside_all_that_relates_its_columns() -> None:
    """Lasten, baten and saldo of two stands, their differences, and last year's saldo."""
    stands = [
        (1010, 604, 1411, 806, 777),
        (2330, 1209, 2626, 1408, 912),
        (3831, 4345, 2929, 4717, 315),
        (512, 93, 688, 71, 402),
    ]
    full = [
        summand(str(at), l1, b1, b1 - l1, l2, b2, b2 - l2, l2 - l1, b2 - b1, b2 - l2 - b1 + l1, last)
        for at, (l1, b1, l2, b2, last) in enumerate(stands)
    ]
    short = summand("d", 309, 941, 632, 309, 748, 439, -193, -193, 578)
    assert columns_of([*full, short], 10)[4] == (0, 1, 2, 3, 4, 5, 7, 8, 9)


def test_the_total_of_a_group_of_one_row_prints_its_noughts() -> None:
    """'24 24 27 27' may be baten and saldo, or lasten as high as baten: its subtotal says which."""
    rows = [
        *(summand("a", 1000, 500, -500, 900, 300, -600), summand("b", 700, 260, -440, 650, 110, -540)),
        *(summand("c", 248, 248, 276, 276, group=1), summand("Sub-totaal", 0, 248, 248, 0, 276, 276, group=1)),
    ]
    assert columns_of(rows, 6)[2] == (1, 2, 4, 5)


def test_a_total_below_several_rows_is_not_that_of_the_last_alone() -> None:
    rows = [summand("a", 10, 20, 30), summand("b", 5, 5), summand("Totaal", 5, 0, 5), summand("c", 1, 2, 3)]
    assert columns_of(rows, 3)[1] is None


def test_a_side_of_a_balance_is_told_by_its_sign() -> None:
    """'-622, -622' are baten and their saldo, for lasten are above nought and baten below."""
    full = [summand("a", 110, -110, 0), summand("b", 20, -5, 15), summand("c", 9, -7, 2)]
    short = [summand("d", 101, 101), summand("e", -622, -622)]
    assert columns_of([*full, *short], 3)[-2:] == [(0, 2), (1, 2)]


def test_a_balance_is_not_left_out_where_one_of_nought_is_printed() -> None:
    """'7, 7' are lasten and their saldo, or lasten and as many baten."""
    full = [summand("a", 110, 100, 10), summand("b", 42, 40, 2), summand("c", 20, 5, 15)]
    noughts = [summand("e", 31, 31, 0), summand("f", 8, 8, 0)]
    assert columns_of([*full, summand("d", 7, 7)], 3)[-1] is None
    assert columns_of([*full, *noughts, summand("d", 7, 7)], 3)[-1] == (0, 2)


def test_a_row_without_percentages_leaves_the_column_of_them_blank() -> None:
    full = [Placed("a", (21, 22, 100), 0, (0, 1, 2), (False, False, True)) for _ in range(2)]
    short = [Placed("b", (57, 72), 0, None, (False, False)), Placed("c", (99,), 0, None, (True,))]
    unknown = Placed("d", (7,), 0, None, (False,))
    place([*full, *short, unknown], 3, [])
    assert [row.columns for row in (*short, unknown)] == [(0, 1), (2,), None]


def test_headings_say_what_comes_and_goes_between_two_stands() -> None:
    """One row is full. A stand of nought is printed, so none is left out; a total tells what added, but of noughts."""
    headings = ("Saldo 1-1-2022", "Overige mutaties", "Toevoegingen", "Onttrekkingen", "Saldo 31-12-2022")
    rows = [
        summand("a", 7419, 442, 6977),
        summand("b", 1281, 85, 1366),
        summand("c", 0, 15, 15),
        summand("d", 57, 57, 0),
    ]
    rows = [Placed(row.label, row.values, 0, None, (), noughts) for row, noughts in zip(
        rows, (frozenset(), frozenset(), frozenset({0}), frozenset({2})), strict=True)]  # fmt: skip
    total = Placed("Totaal", (8757, 0, 100, 499, 8358), 0, (0, 1, 2, 3, 4))
    place([*rows, total], 5, [], headings)
    assert [row.columns for row in rows] == [(0, 3, 4), (0, 2, 4), None, (0, 3, 4)]


def test_a_row_that_comes_out_in_several_ways_states_what_they_agree_on() -> None:
    """An addition is one of the result or another; what stood at the beginning and at the end is certain."""
    full = [(942, 50, 160, 7, 839), (687, 556, 975, 300, 568), (6323, 750, 3548, 2927, 6452)]
    known = [Placed(f"full {at}", row, 0, tuple(range(5))) for at, row in enumerate(full)]
    new = Placed("new", (0, 57, 57), 0, None, (), frozenset({0}))
    gone = Placed("gone", (9, 9, 0), 0, None, (), frozenset({2}))
    either, off = summand("either", 185, 27, 212), summand("off", 185, 27, 999)
    place([*known, new, gone, either, off], 5, [], MOVED)
    certain = [column for at, column in enumerate(either.columns or ()) if at not in either.loose]
    assert (certain, off.columns) == ([0, 4], None)
