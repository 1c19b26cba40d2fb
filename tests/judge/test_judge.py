"""The judge, with what is claimed of columns and rows."""

from __future__ import annotations

import pytest

from tasks.judge import Constraint, Outcome, Role, Sheet, judge
from tests.judge.sheets import COMPARED, Figure, sheet

RIGHT: list[list[Figure]] = [[7122, 6938, 184], [8261, 8893, -632], [1204, 1189, 15], [16587, 17020, -433]]
LABELS = ("jeugd", "wmo", "toegang", "totaal")


def failures(table: Sheet) -> list[tuple[str, tuple[int, int] | tuple[int, ...], str]]:
    return [
        (verdict.constraint.value, verdict.cells[0] if verdict.cells else verdict.columns, str(verdict.computed))
        for verdict in judge(table).failed
    ]


def reasons(table: Sheet) -> list[str]:
    return [found.reason for found in judge(table).contradictions]


def test_a_table_whose_columns_and_rows_add_up_is_proved() -> None:
    judgement = judge(sheet(RIGHT, COMPARED, labels=LABELS))
    assert judgement.failed == () == judgement.contradictions
    assert judgement.share_proved == 1


def test_a_wrong_digit_fails_in_its_row_and_its_column_and_is_not_proved() -> None:
    wrong = [*RIGHT[:1], [8261, 8993, -632], *RIGHT[2:]]
    judgement = judge(sheet(wrong, COMPARED, labels=LABELS))
    assert failures(sheet(wrong, COMPARED, labels=LABELS)) == [
        ("difference of columns", (1, 2), "-732"),
        ("total of rows", (3, 1), "17120"),
    ]
    assert (1, 1) not in judgement.proved
    assert (0, 1) in judgement.proved


def test_rows_that_lost_their_blank_cells_are_misplaced_where_their_total_comes_out_in_no_way() -> None:
    rows: list[list[Figure]] = [
        [1918, None, None, None], [21, 41, 61, None], [365, 365, 365, None], [1506, 1506, 1506, None],
        [6818, 2272, 2496, 2719],
    ]  # fmt: skip
    labels = ("zorg", "wmo", "jeugd", "werk", "totaal")
    misplaced = {verdict.rows[0] for verdict in judge(sheet(rows, labels=labels)).failed if verdict.note == "packed"}
    assert misplaced == {0, 1, 2, 3}
    kept = [[None, None, None, 1918], *rows[1:]]  # a blank before a figure: they are printed where they belong
    assert not any(verdict.note == "shifted" for verdict in judge(sheet(kept, labels=labels)).failed)


def test_two_columns_that_say_the_same_are_both_doubtful_unless_their_figures_are_equal() -> None:
    scenarios, periods = ("realisatie", "realisatie"), ("2024", "2024")
    different = judge(sheet([[10, 12], [20, 21]], scenarios, periods=periods))
    assert different.doubtful_columns == {0, 1}
    assert judge(sheet([[10, 10], [20, 20]], scenarios, periods=periods)).failed == ()
    assert judge(sheet([[10, 12], [20, 21]], (None, None), periods=periods)).failed == ()


@pytest.mark.parametrize(
    ("scenario", "period", "outcome"),
    [
        ("realisatie", "2026", Outcome.FAILS),
        ("realisatie", "2025", Outcome.HOLDS),
        ("meerjarenraming", "2023", Outcome.FAILS),
        ("meerjarenraming", "2028", Outcome.HOLDS),
    ],
)
def test_a_realisatie_is_not_of_a_year_to_come_and_a_raming_not_of_one_gone_by(
    scenario: str, period: str, outcome: Outcome
) -> None:
    verdicts = judge(sheet([[10], [20]], (scenario,), periods=(period,))).verdicts
    assert [verdict.outcome for verdict in verdicts if verdict.constraint is Constraint.PERIOD] == [outcome]


def test_a_saldo_of_columns_needs_no_other_row_when_it_is_called_so() -> None:
    judgement = judge(sheet([[2226, 413, -1813]], ["realisatie"] * 3, ("lasten", "baten", "saldo")))
    assert judgement.share_proved == 1


def test_a_saldo_column_that_fits_no_row_is_doubtful() -> None:
    rows: list[list[Figure]] = [[2226, 413, 977], [1811, 300, 654], [4033, 712, 1298]]
    judgement = judge(sheet(rows, ["realisatie"] * 3, ("lasten", "baten", "saldo")))
    assert judgement.doubtful_columns == {0, 1, 2}


def test_a_saldo_row_far_below_its_totals() -> None:
    rows: list[list[Figure]] = [
        [2226, 2301],
        [1811, 1944],
        [4037, 4245],
        [413, 488],
        [302, 297],
        [715, 785],
        [-3322, -3460],
    ]
    labels = ("a", "b", "totaal lasten", "a", "b", "totaal baten", "saldo")
    metrics = ("lasten", "lasten", "lasten", "baten", "baten", "baten", "saldo")
    assert judge(sheet(rows, labels=labels, row_metrics=metrics)).share_proved == 1
    rows[6][1] = -3640
    assert failures(sheet(rows, labels=labels, row_metrics=metrics)) == [("saldo of baten and lasten", (6, 1), "-3460")]


def test_restant_with_what_was_carried_over_is_right() -> None:
    rows: list[list[Figure]] = [[812, 2400, 1985, 1227], [95, 1310, 1122, 283], [1204, 880, 1467, 617]]
    judgement = judge(sheet(rows, (None, "begroting", "realisatie", "openstaand")))
    assert judgement.failed == () == judgement.contradictions
    assert judgement.share_proved == 1


def test_clients_need_not_add_up() -> None:
    rows: list[list[Figure]] = [[1204, 1311], [877, 912], [1990, 2223]]
    assert judge(sheet(rows, metrics=("clients", "clients"), labels=("a", "b", "totaal"))).failed == ()


def test_a_difference_of_differences_without_signs_is_no_error() -> None:
    rows: list[list[Figure]] = [[7122, 6938, 184], [8261, 8893, 632], [15383, 15831, 448]]
    assert judge(sheet(rows, COMPARED, labels=("a", "b", "totaal"))).failed == ()


def test_a_figure_a_thousand_times_too_large() -> None:
    rows: list[list[Figure]] = [[412, 433, 428000, 441], [977, 1002, 1010, 995]]
    scenarios = ("realisatie", "realisatie", "begroting", "meerjarenraming")
    assert failures(sheet(rows, scenarios, periods=("2023", "2024", "2025", "2026"))) == [("like size", (0, 2), "433")]


def test_averages_and_percentages() -> None:
    rows: list[list[Figure]] = [
        [2833839, 1000, 2834],
        [2889064, 1014, 2834],
        [3245100, 1063, 3053],
        [3545928, 1086, 3265],
    ]
    averages = sheet(rows, ["realisatie"] * 3, ("amount", "clients", "amount_per_client"))
    assert [failure[:2] for failure in failures(averages)] == [("average of an amount", (1, 2))]
    rows = [[4509, 3128, 69], [5124, 3161, 62], [4660, 2810, 60], [1897, 1306, 96]]
    percents = sheet(rows, ("begroting", "realisatie", None), units=("EUR", "EUR", "procent"))
    assert [failure[:2] for failure in failures(percents)] == [("percentage of columns", (3, 2))]


def test_a_row_that_stands_a_column_too_far_is_named() -> None:
    rows: list[list[Figure]] = [[7122, 6938, 7410], [8261, 8893, 8455], [None, 1204, 1189], [16587, 17020, 17031]]
    assert [verdict.rows for verdict in judge(sheet(rows, labels=LABELS)).failed] == [(2,)]


def test_a_row_of_which_the_first_cell_vanished_is_named() -> None:
    rows = [[6811, *row] for row in RIGHT[:3]] + [[4410, 4021, 389, None]]
    found = judge(sheet(rows, ("realisatie", *COMPARED), periods=("2023", "2024", "2024", "2024")))
    assert [(verdict.rows, verdict.note) for verdict in found.failed] == [((3,), "packed")]


@pytest.mark.parametrize(
    ("scenarios", "reason"),
    [
        (("begroting", "realisatie", "prognose"), "a difference is called a stand"),
        (("verschil", "begroting", "realisatie"), "a difference is called a stand"),
        ((None, "begroting", "realisatie"), "a difference is called a stand"),  # headings one column too far
    ],
)
def test_headings_that_arithmetic_contradicts(scenarios: tuple[str | None, ...], reason: str) -> None:
    rows: list[list[Figure]] = [*RIGHT[:3], [4410, 4021, 389], [3377, 3580, -203]]
    assert reasons(sheet(rows, scenarios)) == [reason]
    assert reasons(sheet(rows, COMPARED)) == []


def test_a_difference_that_is_the_sum_of_what_it_compares() -> None:
    rows: list[list[Figure]] = [[7122, 184, 6938], [8261, 632, 7629], [1204, 15, 1189], [4100, 377, 3723]]
    assert reasons(sheet(rows, ("verschil", "begroting", "realisatie"))) == ["the difference is the sum of the others"]


def test_what_arithmetic_says_of_an_open_column() -> None:
    open_saldo = sheet(
        [[2226, 413, -1813], [1811, 300, -1511]], ("realisatie", "realisatie", None), ("lasten", "baten", None)
    )
    (saldo,) = judge(open_saldo).deduced
    assert (saldo.index, saldo.role, saldo.scenario) == (2, Role.SALDO, "realisatie")
    open_verschil = sheet(RIGHT[:3], ("begroting_gewijzigd", "realisatie", None))
    (verschil,) = judge(open_verschil).deduced
    assert (verschil.index, verschil.role, verschil.scenario) == (2, Role.DIFFERENCE, "verschil")


def test_a_total_without_a_label_is_deduced() -> None:
    (total,) = judge(sheet([[1204, 1311, 1402], [877, 912, 950], [2081, 2223, 2352]], labels=("a", "b", " "))).deduced
    assert (total.index, total.role, total.of) == (2, Role.TOTAL, (0, 1))


def test_an_empty_table_has_nothing_to_judge() -> None:
    judgement = judge(Sheet((), (), {}))
    assert (judgement.verdicts, judgement.share_proved) == ((), None)


@pytest.mark.parametrize(("scenario", "wrong"), [("verschil", False), ("realisatie", True)])
def test_by_how_much_lasten_differ_may_be_above_nothing_and_below(scenario: str, wrong: bool) -> None:
    rows: list[list[Figure]] = [[593, 1027, 434], [-649, 1083, 1732], [-263, 1004, 1267], [83, 1103, 1020]]
    changes = sheet(rows, (scenario,) * 3, ("lasten", "baten", "saldo"), periods=("2025",) * 3)
    assert ("a saldo is called baten or lasten" in reasons(changes)) is wrong


def test_baten_below_nothing_contradict_no_heading_where_the_saldo_comes_out() -> None:
    """Of general means, twice; the saldo still is what lies between lasten and baten, and the least of the three."""
    rows: list[list[Figure]] = [
        [5887, 1310, -4577],
        [5216, 4223, -993],
        [2310, 410, -1900],
        [310, -120, -430],
        [640, -88, -728],
    ]
    assert reasons(sheet(rows, ("realisatie",) * 3, ("lasten", "baten", "saldo"), periods=("2022",) * 3)) == []
    turned = sheet(rows, ("realisatie",) * 3, ("saldo", "lasten", "baten"), periods=("2022",) * 3)
    assert reasons(turned) == ["a saldo is called baten or lasten"]


def test_by_how_much_a_saldo_differs_is_not_asked_of_lasten_and_baten() -> None:
    """'Saldo 2022: lasten, baten, totaal' beside the lasten and baten of a budget and of its account."""
    rows: list[list[Figure]] = [
        [7122, 413, 6938, 597, 184, 184, 368], [8261, 300, 8893, 280, -632, -20, -652], [977, 15, 989, 40, -12, 25, 13],
        [4100, 377, 4021, 380, 79, 3, 82],
    ]  # fmt: skip
    metrics = ("lasten", "baten") * 3
    scenarios = ("begroting", "begroting", "realisatie", "realisatie", "verschil", "verschil", "verschil")
    assert failures(sheet(rows, scenarios, (*metrics, "saldo"), periods=("2022",) * 7)) == []


def test_a_table_wider_than_any_print_is_not_searched() -> None:
    """Three of two thousand columns, as a changed `colspan` made, took minutes."""
    row: list[Figure] = list(range(1, 2001))
    assert judge(sheet([row, row])).relations == ()


SIDES: list[list[Figure]] = [
    [922, -915, 7],
    [160, 0, 160],
    [69, -694, -625],
    [183, -20, 163],
    [235, -941, -706],
    [8, -99, -91],
]


def test_lasten_baten_and_saldo_of_columns_without_a_word_are_told_by_their_signs() -> None:
    told = judge(sheet(SIDES, (None, None, None))).deduced
    assert [(one.index, one.role) for one in told] == [(0, Role.LASTEN), (1, Role.BATEN), (2, Role.SALDO)]


def test_sides_with_as_many_figures_are_not_told_apart() -> None:
    """What stands first may be the baten."""
    filled: list[list[Figure]] = [[*row] for row in SIDES]
    filled[1] = [160, -10, 150]
    assert not {one.role for one in judge(sheet(filled, (None, None, None))).deduced} & {Role.LASTEN, Role.BATEN}


def test_a_budget_and_its_cuts_are_no_lasten_and_baten() -> None:
    """They come to no amount below nothing."""
    cut: list[list[Figure]] = [[922, -15, 907], [160, -1, 159], [694, -69, 625], [183, -20, 163], [941, -235, 706]]
    assert not {one.role for one in judge(sheet(cut, (None, None, None))).deduced} & {Role.LASTEN, Role.BATEN}


def test_baten_that_are_the_same_in_another_year_contradict_no_saldo() -> None:
    """The saldo of 2025 comes out with the baten of 2026 as well; without baten of its own it is not one stand."""
    rows = [[2947, -17, 2930, -17], [7768, -9738, -1970, -9738], [7318, -9677, -2359, -9677], [3310, -40, 3270, -40]]
    metrics, periods = ["lasten", "baten", "saldo", "baten"], ["2025", "2025", "2025", "2026"]
    stands = ["begroting", "begroting", "begroting", "meerjarenraming"]
    assert judge(sheet(rows, stands, metrics, periods=periods)).contradictions == ()
    alone = [[lasten, saldo, baten] for lasten, _, saldo, baten in rows]
    lacking = judge(sheet(alone, [*stands[:2], stands[3]], ["lasten", "saldo", "baten"], periods=periods[1:]))
    assert [found.reason for found in lacking.contradictions] == ["baten, lasten and saldo of different stands"]
