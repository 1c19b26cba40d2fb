"""What the judge tells: each fault once, at the figure that is wrong, in one Dutch sentence."""

from __future__ import annotations

import pytest

from tasks.judge import Sheet, Told, findings_of, judge
from tasks.model import Severity
from tests.judge.sheets import COMPARED, Figure, sheet

RIGHT: list[list[Figure]] = [[7122, 6938, 184], [8261, 8893, -632], [1204, 1189, 15], [16587, 17020, -433]]
LABELS = ("jeugd", "wmo", "toegang", "totaal")
STAND, PERIOD = ("realisatie",), ("2024",)


def told(table: Sheet) -> list[Told]:
    return findings_of(judge(table), table, {2: "Verschil"})


def wrong(*at: tuple[int, int, Figure]) -> Sheet:
    rows = [list(row) for row in RIGHT]
    for row, column, figure in at:
        rows[row][column] = figure
    return sheet(rows, COMPARED, labels=LABELS)


def column_of(*figures: Figure, totals: tuple[int, ...] = (-1,), units: tuple[str, ...] = ("EUR",)) -> Sheet:
    names = [f"rij {at}" for at in range(len(figures))]
    for at in totals:
        names[at] = f"totaal {at % len(figures)}"
    return sheet([[figure] for figure in figures], STAND, labels=names, periods=PERIOD, units=units)


def test_a_total_is_told_with_what_its_rows_make_and_how_much_that_differs() -> None:
    rows: list[list[Figure]] = [[7122, 6938, 6411, 6007], [8261, 8893, 8712, 8541], [15383, 15831, 15223, 14648]]
    (found,) = told(sheet(rows, labels=(*LABELS[:2], "totaal")))
    assert (found.kind, found.severity, found.cells) == (
        "total does not add up", Severity.ERROR, ((2, 2), (0, 2), (1, 2))
    )  # fmt: skip
    assert (found.printed, found.computed) == ("15.223", "15.123")
    assert found.text == (
        "'totaal', 'Verschil': afgedrukt is 15.223, de rijen tellen op tot 15.123 (verschil 100); evenveel scheelt het "
        "bij 'totaal'."
    )


def test_a_figure_that_breaks_its_row_and_its_column_is_told_once_and_as_itself() -> None:
    (found,) = told(wrong((1, 2, -732)))
    assert (found.kind, found.cells[0], found.printed, found.computed) == (
        "figure does not fit",
        (1, 2),
        "-732",
        "-632",
    )
    assert found.text == (
        "'wmo', 'Verschil': afgedrukt is -732, wat ernaast en wat eronder opgeteld wordt, vraagt om -632 "
        "(verschil -100)."
    )


def test_what_a_row_that_is_misplaced_breaks_is_not_told_again() -> None:
    rows: list[list[Figure]] = [[None, 7122, 6938], *RIGHT[1:3], RIGHT[3]]
    found = told(sheet(rows, COMPARED, labels=LABELS))
    assert [one.kind for one in found] == ["row is misplaced"]
    assert {row for row, _ in found[0].cells} == {0}


def test_columns_that_say_the_same_are_one_finding() -> None:
    table = sheet([[10, 12, 17], [20, 21, 29]], ("realisatie",) * 3, periods=("2024",) * 3)
    (found,) = told(table)
    assert (found.kind, found.columns) == ("columns say the same", (0, 1, 2))


@pytest.mark.parametrize(("total", "computed"), [(640, "650"), (650, None), (651, None), (90, None), (705, "650")])
def test_a_total_of_one_column_is_wrong_where_it_is_nearly_right(total: int, computed: str | None) -> None:
    found = told(column_of(120, 230, 300, total))
    assert [(one.severity, one.computed) for one in found] == ([(Severity.WARNING, computed)] if computed else [])


@pytest.mark.parametrize(
    "table",
    [
        column_of(650, 120, 230, 300, totals=(0,)),
        column_of(1, 2, 3, 4, 7, totals=(2, 4)),
        column_of(1, 2, 3, 4, 5, 9, 12, totals=(2, 5, 6)),
        column_of(87_495, 965, 88_460, 342, 160, 502, totals=(2, 5)),
        column_of(120, 230, 300, 640, units=("procent",)),
    ],
    ids=["below", "subtotal", "subtotals", "below another sum", "shares"],
)
def test_totals_of_one_column_that_are_right_or_prove_nothing_are_left_alone(table: Sheet) -> None:
    assert told(table) == []


@pytest.mark.parametrize(
    ("row", "computed"), [((100, 90, 40), "10"), ((100, 90, 10), None), ((100, 90, -10), None), ((100, None, 40), None)]
)
def test_the_difference_of_a_single_row_is_that_of_what_was_planned_and_what_came_about(
    row: tuple[Figure, ...], computed: str | None
) -> None:
    found = told(sheet([row], COMPARED, periods=("2024",) * 3))
    assert [(one.severity, one.computed) for one in found] == ([(Severity.WARNING, computed)] if computed else [])


def test_a_difference_beside_an_open_figure_is_not_tested() -> None:
    assert told(sheet([(100, 90, 40, 50)], (*COMPARED, None), periods=("2024",) * 4)) == []


def test_a_restant_carries_over_what_was_left() -> None:
    scenarios, periods = ("openstaand", "begroting_gewijzigd", "realisatie", "verschil"), ("2023", *("2024",) * 3)
    lines: list[list[Figure]] = [[0, 1700, 33, 1667], [219, 75, 125, 169], [312, 401, 117, 596], [88, 655, 290, 453]]
    assert told(sheet([*lines, [547, 200, 842, -95]], scenarios, periods=periods)) == []
    assert [one.printed for one in told(sheet([*lines, [547, 200, 842, -59]], scenarios, periods=periods))] == ["-59"]


@pytest.mark.parametrize(("average", "computed"), [(333, None), (334, None), (340, "333")])
def test_an_average_is_the_amount_over_the_clients(average: int, computed: str | None) -> None:
    rows: list[list[Figure]] = [[15_120, 10_000], [31, 30], [488, average]]
    for columns in (slice(0, 2), slice(1, 2)):
        table = sheet(
            [row[columns] for row in rows], STAND * 2, periods=("2023", "2024")[columns],
            row_metrics=("amount", "clients", "amount_per_client"),
        )  # fmt: skip
        assert [one.computed for one in told(table)] == ([computed] if computed else [])


SPENT: list[list[Figure]] = [  # made available, still to spend, next year, the year after, in all
    [634, 616, 120, 55, 809], [112, 112, 160, 187, 459], [385, 310, 195, 415, 995], [404, 97, 356, 335, 1095],
    [220, 220, 317, 141, 678], [1390, 1356, 410, 233, 2033], [731, 731, 402, 519, 1652],
]  # fmt: skip


def test_a_sum_takes_the_column_with_which_it_fails_nowhere() -> None:
    assert told(sheet(SPENT)) == []


def test_a_column_that_differs_in_the_wrong_row_only_does_not_excuse_it() -> None:
    rows = [[one, one, *rest] for one, _, *rest in SPENT]
    rows[3][1] = 414  # with the first column the sum comes out, but nothing else tells the two apart
    (found,) = told(sheet(rows))
    assert (found.cells[0], found.printed, found.computed) == ((3, 4), "1.095", "1.105")


def test_a_figure_that_one_part_gives_is_not_the_one_that_is_wrong() -> None:
    """Restant 0 and begroot 810 make 810; spent 122 leaves 688, not the 788 that is printed."""
    rows: list[list[Figure]] = [
        [547, 200, 747, 842, -95], [0, 810, 810, 122, 788], [1815, 120, 1935, 229, 1706],
        [-365, 3948, 3583, 1694, 1889], [1255, 110, 1365, 32, 1333],
    ]  # fmt: skip
    (found,) = told(sheet(rows))
    assert (found.cells[0], found.printed, found.computed) == ((1, 4), "788", "688")


def test_totals_that_come_out_are_not_wrong_where_a_part_has_a_blank() -> None:
    """A credit that lapsed has no restant, so the totals of the columns differ by it and all are right."""
    rows: list[list[Figure]] = [
        [1400, 1426, -26], [16510, 16105, 405], [8500, 9454, -954], [1070, 1076, -6], [400, None, None],
        [27880, 28061, -581],
    ]  # fmt: skip
    assert told(sheet(rows, labels=("a", "b", "c", "d", "e", "totaal"))) == []


@pytest.mark.parametrize(
    ("saldo", "computed"),
    [
        (-16_643, None),
        (-16_642, None),  # rounded
        (-16_743, "-16.643"),
        (-16_463, "-16.643"),  # two digits exchanged
        (-12_118, None),  # of something else
    ],
)
def test_a_saldo_of_one_column_is_wrong_where_one_digit_makes_it_right(saldo: int, computed: str | None) -> None:
    rows: list[list[Figure]] = [[26_491], [9_848], [saldo]]
    found = told(
        sheet(rows, STAND, labels=("uitgaven", "inkomsten", "saldo"), row_metrics=("lasten", "baten", "saldo"))
    )
    assert [one.computed for one in found] == ([computed] if computed else [])
    assert all((one.kind, one.severity) == ("saldo does not come out", Severity.WARNING) for one in found)


def test_a_saldo_of_one_row_is_held_against_its_columns() -> None:
    metrics = ("lasten", "baten", "saldo")
    (found,) = told(sheet([[4812, 1723, -3189]], ("realisatie",) * 3, metrics, periods=("2024",) * 3))
    assert found.computed == "-3.089"


def test_what_a_sum_lacks_may_be_a_row_that_has_nothing_where_it_was_found() -> None:
    """16.934 + 305 - 8.806 = 8.433: of the budget nothing was taken (Almere 2024)."""
    rows: list[list[Figure]] = [
        [16_933_535, 16_933_535],
        [305_232, 6_291_871],
        [-8_806_089, 0],
        [8_432_678, 23_225_406],
    ]
    labels = ("stand 1 januari", "toevoegingen", "onttrekkingen", "stand 31 december")
    assert told(sheet(rows, ("realisatie", "begroting"), labels=labels)) == []


SIDES = ("lasten", "baten", "saldo") * 3
BOOKED: list[list[Figure]] = [
    [5201, 812, 4389, 5310, 799, 4511, 5477, 803, 4674], [6120, 2411, 3709, 6333, 2290, 4043, 6512, 2301, 4211],
    [9377, 1902, 7475, 9466, 1855, 7611, 9702, 1966, 7736], [0, 0, 0, 150, 0, 150, 150, 0, 150],
    [20698, 5125, 15573, 21259, 4944, 16315, 21841, 5070, 16771],
]  # fmt: skip


def _booked(*totals: int) -> list[Told]:
    rows = [*BOOKED[:-1], [*totals, *BOOKED[-1][3:]]]
    stands = ("realisatie",) * 3 + ("begroting",) * 6
    years = ("2018",) * 3 + ("2019",) * 3 + ("2020",) * 3
    labels = ("jeugd", "wmo", "werk", "onvoorzien", "totaal")
    return told(sheet(rows, stands, labels=labels, periods=years, metrics=SIDES))


def test_a_row_that_lacks_in_lasten_baten_and_saldo_makes_no_figure_wrong() -> None:
    (found,) = _booked(20698 - 253, 5125 + 1870, 15573 - 253 - 1870)
    assert (found.kind, found.severity, found.cells[0]) == ("total has more rows", Severity.WARNING, (4, 0))


def test_a_total_that_is_wrong_by_itself_is_no_row_that_lacks() -> None:
    (found,) = _booked(20968, 5125, 15573)
    assert (found.severity, found.cells[0]) == (Severity.ERROR, (4, 0))


HELD: list[list[Figure]] = [  # what it was, what was put in, what came out, what it is, what was set aside
    [-979, -9, -2429, -3417, -21], [-318, 225, -514, -607, 0], [-1665, 421, -4195, -5439, 12], [633, 58, -242, 449, 9],
]  # fmt: skip


def test_a_blank_that_was_not_kept_leaves_its_row_open_and_no_figure_wrong() -> None:
    (found,) = told(sheet([*HELD, [1303, 172, 1475, 3073, -1598]]))
    assert (found.kind, found.severity) == ("row is misplaced", Severity.WARNING)
    assert {row for row, _ in found.cells} == {4}
    (found,) = told(sheet([*HELD, [1303, 172, -60, 1475, 0]]))
    assert (found.kind, found.severity, found.computed) == ("columns do not add up", Severity.ERROR, "1.415")
