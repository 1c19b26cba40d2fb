"""Stands and what comes and goes between them: what their headings say of rows that lost cells, and of years."""

from __future__ import annotations

from tasks.formats.text_lines import read
from tasks.structure.heading_paths import heading_paths
from tasks.tables.balances import courses
from tests.tables.test_lined_rows import grid, only

HEADINGS = ("Saldo 1-1-2019", "Toevoeging", "Onttrekking", "Saldo 31-12-2019")
ROWS = {
    "Reserve cultuur": ("185", "27", "212"),
    "Reserve opvang": ("4.265", "1.192", "3.073"),
    "Reserve wijken": ("829", "699", "256", "1.272"),
    "Reserve grond": ("2.411", "180", "2.231"),
    "Reserve wegen": ("960", "40", "1.000"),
    "Reserve oud": ("50", "50", "0"),
}


def _text(headings: tuple[str, ...], rows: dict[str, tuple[str, ...]]) -> str:
    cells = [*headings, *(cell for label, values in rows.items() for cell in (label, *values))]
    return "\n\n".join(["Jaarstukken 2019", "Verloop reserves (bedragen x € 1.000)", "Naam", *cells])


def test_rows_that_lost_a_cell_are_placed_by_what_comes_and_goes() -> None:
    found = only(_text(HEADINGS, ROWS))
    columns = {
        cell.text: cell.column - found.label_columns for cell in found.cells if cell.column >= found.label_columns
    }
    assert [path[-1] for _, path in sorted(heading_paths(found).items())] == list(HEADINGS)
    assert (columns["27"], columns["212"], columns["40"]) == (1, 3, 1)
    assert (columns["1.192"], columns["3.073"]) == (2, 3)  # from what there was, or from what came in the same year:
    assert "4.265" not in columns  # only which of these two the first is stays open


def test_no_course_without_both_ways_nor_where_rows_do_not_come_out() -> None:
    rows = [(10.0, 5.0, 15.0), (20.0, 4.0, 16.0), (30.0, 1.0, 31.0), (7.0, 2.0, 5.0)]
    assert courses(("Saldo", "Toevoeging", "Onttrekking", "Saldo"), rows) == ((1, 1, -1, -1),)
    assert courses(("Saldo", "Toevoeging", "Toevoeging", "Saldo"), rows) == ()
    assert courses(("Saldo", "Toevoeging", "Onttrekking", "Saldo"), [(1.0, 2.0, 90.0)] * 4) == ()


def test_what_comes_and_goes_is_of_the_year_whose_end_stands_behind_it() -> None:
    heading = ("2021", "2022", "2023", "Omschrijving", "Saldo 31-12", *("Toevoeging", "Onttrekking", "Saldo 31-12") * 2)
    rows = (
        ("Algemene reserve", "3.577", "1.302", "-558", "4.321", "0", "-771", "3.550"),
        ("Reserve wegen", "5.000", "120", "-45", "5.075", "60", "-15", "5.120"),
        ("Reserve groen", "810", "35", "-10", "835", "20", "-5", "850"),
    )
    text = "\n\n".join(["Begroting 2023", "Reserves", *heading, *(cell for row in rows for cell in row)])
    (found,) = read(text.encode()).tables
    years = [path[0] for _, path in sorted(heading_paths(found).items())]
    assert years == ["2021", *["2022"] * 3, *["2023"] * 3]


def test_what_comes_or_goes_is_of_no_day() -> None:
    heading = ("1-1-2019", "Mutaties Bij", "Mutaties Af", "31-12-2019", "31-12-2020")
    rows = (
        ("Vaste activa", "", "", "", "", ""),
        ("Gronden", "3.664", "0", "0", "3.664", "3.664"),
        ("Gebouwen", "512.130", "50.371", "22.583", "539.918", "540.962"),
        ("Wegen", "43.594", "10", "0", "43.604", "43.594"),
    )
    cells = [cell for row in rows for cell in row if cell]
    found = only("\n\n".join(["Begroting 2019", "Meerjaren balans", "Activa (bedragen x € 1.000)", *heading, *cells]))
    assert [path[-1] for _, path in sorted(heading_paths(found).items())] == list(heading)


def test_a_short_row_goes_on_on_the_lines_below_it() -> None:
    text = """\
Begroting 2021

P5 Financiën B 2021 B 2022 B 2023 B 2024
Lasten 5.366 5.411 5.299 5.295
Baten 336 331 326 321
Reserve mutaties 0 10 0 20
Saldo programma 5 5.030
5.080
4.973 4.974
"""
    assert grid(only(text))["Saldo programma 5"] == ["5.030", "5.080", "4.973", "4.974"]
