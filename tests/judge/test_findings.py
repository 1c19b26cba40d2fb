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
