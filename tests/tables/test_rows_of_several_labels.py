"""Rows that begin with more than one cell of labels, or with a year; headings that are only half there."""

from __future__ import annotations

from tasks.formats.text_lines import read_lines
from tasks.model import Fate
from tasks.structure.lines import lines_of
from tests.tables.test_candidates import grid, only, stream


def test_a_label_of_two_cells_heads_no_column() -> None:
    """'Jaarlijkse storting' names a measure, but every row begins with two texts: it is one of them."""
    rows = [("Jaarlijkse storting", "reserve wegen"), ("Verrekening riolering", "reserve riolering")]
    rows += [
        ("Jaarlijkse storting", "reserve parkeren"),
        ("Saldo parkeren", "reserve haven"),
        ("Vrijval", "reserve Wmo"),
    ]
    cells = [cell for at, row in enumerate(rows, 1) for cell in (*row, f"{at}.100", f"{at}.200", f"{at}.300")]
    text = stream("Begroting 2019", "Omschrijving stortingen", "Reserve", "2019", "2020", "2021", *cells)
    assert grid(only(text)[0])["reserve wegen"] == {"2019": "1.100", "2020": "1.200", "2021": "1.300"}


def test_a_label_of_two_cells_heads_no_column_of_three_rows_either() -> None:
    rows = [("Aanleg Havenkwartier Oost", "reserve haven"), ("Laptops", "reserve ict"), ("Bomen", "reserve groen")]
    cells = [cell for at, row in enumerate(rows, 1) for cell in (*row, f"{at}.100", f"{at}.200", f"{at}.300", "0")]
    text = stream("Begroting 2019", "Omschrijving onttrekking", "Reserve", "2019", "2020", "2021", "2022", *cells)
    assert grid(only(text)[0])["reserve haven"] == {"2019": "1.100", "2020": "1.200", "2021": "1.300", "2022": "0"}


def test_what_heads_the_later_labels_heads_no_figures_though_it_names_a_side_and_rows_lost_cells() -> None:
    rows = [("Wijken", "Buurthuis", "1.217", "434"), ("Onderwijs", "Concernaccres", "802", "425", "25")]
    rows += [("Zorg", "Opvang", "4.332", "5.041", "6.484", "8.063"), ("Sport", "Zwembad", "160", "187", "236", "291")]
    rows += [
        ("Cultuur", "Bibliotheek", "1.639", "2.586", "2.965", "3.460"),
        ("Sport", "Velden", "103", "156", "178", "205"),
    ]
    cells = [cell for row in rows for cell in (*row, "[…]")]
    years = [f"Bedrag {year}" for year in range(2023, 2027)]
    text = stream("Deelprogramma (bedragen x € 1.000)", "Incidentele baten", *years, "Toelichting", *cells)
    found = grid(only(text)[0])
    assert [found["Zwembad"][year] for year in years] == ["160", "187", "236", "291"]
    assert "Buurthuis" not in found


def test_what_names_both_sides_is_the_title_above_them() -> None:
    """And heads no column, with the next heading over its own column and the last one a group of rows."""
    rows = ("Zorg", "393", "690", "Sport", "5.318", "5.899", "Water", "22", "19")
    text = stream("Jaarrekening", "[…]", "Structurele baten en lasten", "Baten", "Lasten", *rows)
    table, reading = only(text)
    heads = {cell.text for cell in table.cells if cell.row == table.heading_rows - 1}
    assert heads >= {"Baten", "Lasten"}
    assert not any(rest.fate is Fate.SIGNALLED for rest in reading.remainder)


def test_a_year_that_begins_a_row_stands_below_the_heading_of_years() -> None:
    """And not below 'Stand 1-1', whatever its words say."""
    table, _ = only(stream(*COURSE))
    assert grid(table)["begroting"] == {
        "Jaartal": "2022",
        "Stand 1-1": "143.904",
        "Toevoeging": "-",
        "Stand 31-12": "143.904",
    }


def test_a_row_of_a_year_alone_is_a_row_and_no_group_of_the_next() -> None:
    table, _ = only(stream(*COURSE))
    at = {cell.text: cell.row for cell in table.cells}
    years = {cell.row: cell.text for cell in table.cells if cell.text in {"2021", "2022"}}
    assert at["2021"] < at["2022"]
    assert [cell.text for cell in table.cells if cell.row == at["2021"]] == ["jaarrekening", "2021"]
    assert len(years) == 2


def test_a_heading_of_which_the_upper_half_is_left_over_is_none() -> None:
    """Stands that nothing uses stand right above it: whose columns these are is not known."""
    text = stream(
        "Begroting 2017", "Rekening", "Begroting", "Begroting", "Verschil", "2015", "2016", "2017", "2016/",
        "Actueel", "2017", "Saldo", "Saldo", "Baten", "Lasten", "Saldo", "Saldo",
        *(cell for at in range(1, 6) for cell in (f"P{at}: Zorg", *(f"-{at}{n}.200" for n in range(6)))),
    )  # fmt: skip
    reading = read_lines(lines_of(text))
    assert not any("2017" in cell.text for t in reading.tables for cell in t.cells if cell.row < t.heading_rows)


def test_a_title_with_a_measure_in_it_heads_no_column_that_has_a_heading() -> None:
    """'Reserve sociaal domein' stands above the note, 'bedrag' right above the rows."""
    cells = ("Tekort", "-1.512", "N", "Jeugd", "308", "V", "Wmo", "151", "V", "Bijstand", "-41", "N")
    text = stream("Reserve sociaal domein", "(bedragen x € 1.000)", "bedrag", "V/N", *cells)
    assert grid(only(text)[0])["Jeugd"]["bedrag"] == "308"


COURSE = (
    "Verloop", "(x € 1.000)", "Jaartal", "Stand 1-1", "Toevoeging", "Stand 31-12", "Egalisatie",
    "jaarrekening", "2018", "97.233", "11.279", "108.512", "jaarrekening", "2019", "108.512", "2.930", "111.442",
    "jaarrekening", "2020", "111.442", "32.462", "143.904", "jaarrekening", "2021",
    "begroting", "2022", "143.904", "-", "143.904",
)  # fmt: skip


def test_headings_that_a_hyphen_breaks_go_on_in_the_row_of_headings_below() -> None:
    years, measures = ("2018", "2019"), ("bedrag", "kapitaal-", "bedrag", "kapitaal-", "lasten", "lasten")
    rows = (f"{at}. Zorg|384.100|64.200|175.300|37.400".split("|") for at in range(1, 5))
    text = stream("Investeringen 2018-2019", *years, *measures, *(cell for row in rows for cell in row))
    assert "2018 kapitaallasten" in grid(only(text)[0])["1. Zorg"]
