"""Figures with nothing between them: how many, which digits are of the label, which way of dividing them comes out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.text_lines import read
from tasks.model import Fate, Table
from tasks.structure.heading_paths import heading_paths
from tasks.tables.digits import ways
from tests.tables.test_lined_rows import grid, only


def test_eighteen_columns_of_lasten_baten_and_saldo_are_divided_by_their_balances() -> None:
    years = "".join(f"Begroting {year}" for year in range(2015, 2021))
    sides = "LastenBatenSaldo" * 6
    rows = {
        "Programma 0": ["3.756", "660", "3.096"] * 6,
        "Programma 1": ["1.741", "34", "1.707"] * 6,
        "Programma 2": ["2.641", "141", "2.500"] * 6,
        "Overhead": ["3.392", "0", "3.392"] * 6,
    }
    lines = [f"{label}{''.join(figures)}" for label, figures in rows.items()]
    found = only("\n".join(["Begroting 2017", "", f"Programma{years}", sides, *lines]))
    assert grid(found) == rows
    assert heading_paths(found)[1] == ("Begroting 2015", "Lasten")


def test_a_blank_before_digits_says_that_the_first_is_of_the_label() -> None:
    lines = [
        "TaakveldRekening 2016Begroting 2017Begroting 2018",
        "Programma 112.34511.20410.918",
        "Programma 22.6412.7142.688",
        "Programma 37.2807.1107.402",
        "Totaal22.26621.02821.008",
    ]
    found = grid(only("\n".join(["Begroting 2018", "", *lines])))
    assert found["Programma 1"] == ["12.345", "11.204", "10.918"]
    assert found["Programma 3"] == ["7.280", "7.110", "7.402"]


def test_letters_of_sides_stand_apart_and_rows_of_a_side_add_up_to_its_total() -> None:
    """'3500' may be 3, 50 and 0 as well; the totals have the number of the programme in common."""
    lines = [
        "CodeOmschrijvingRekeningBegrotingBegroting",
        "201620172018",
        "010BestuurL629745792",
        "B3500",
        "020Beheer gebouwenL232119",
        "B61.2044",
        "Totaal lasten programma 0652766811",
        "Totaal baten programma 0411.2044",
        "Saldo lasten en baten programma 0611-438807",
    ]
    found = only("\n".join(["Begroting 2018", "", "Bedragen x € 1.000", "", *lines]))
    rows = [cell for cell in found.cells if cell.row >= found.heading_rows]
    read: dict[int, list[str]] = {}
    for cell in sorted(rows, key=lambda cell: (cell.row, cell.column)):
        read.setdefault(cell.row, []).append(cell.text)
    assert list(read.values()) == [
        *(["010 Bestuur"], ["L", "629", "745", "792"], ["B", "35", "0", "0"]),
        *(["020 Beheer gebouwen"], ["L", "23", "21", "19"], ["B", "6", "1.204", "4"]),
        ["Totaal lasten programma 0", "652", "766", "811"],
        ["Totaal baten programma 0", "41", "1.204", "4"],
        ["Saldo lasten en baten programma 0", "611", "-438", "807"],
    ]


def test_days_that_ran_into_their_years_head_a_balance_and_few_digits_are_figures_too() -> None:
    lines = [
        "Activa31 december 201531 december 2016",
        "Vaste activa596.792610.047",
        "Immateriële vaste activa00",
        "Materiële vaste activa410.359423.143",
        "Financiële vaste activa186.433186.904",
    ]
    found = only("\n".join(["Balans", "(bedragen x 1.000)", "", *lines]))
    assert grid(found)["Immateriële vaste activa"] == ["0", "0"]
    assert [path[-1] for _, path in sorted(heading_paths(found).items())] == ["31 december 2015", "31 december 2016"]


def test_a_date_behind_a_word_is_no_run_of_figures() -> None:
    text = "Reserves\n\nStand per 1-1-2017\n\n22.559\n\nStand per 1-1-2018\n\n23.695\n\nStand per 1-1-2019\n\n24.010\n"
    reading = read(f"Jaarstukken 2019\n\n{text}".encode())
    assert not [rest for rest in reading.remainder if rest.fate is Fate.SIGNALLED and "-2017" in rest.text]
    assert all(isinstance(table, Table) for table in reading.tables)


@given(st.lists(st.integers(0, 99_999), min_size=2, max_size=4))
def test_the_printed_division_is_among_the_ways(figures: list[int]) -> None:
    printed = tuple(f"{figure:,}".replace(",", ".") for figure in figures)
    found = ways("".join(printed), len(printed))
    assert not found or printed in found
