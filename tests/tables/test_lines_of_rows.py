"""Titles above rows on one line, labels that end in a number or go on, and lines among the rows that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.text_lines import read
from tasks.model import Fate
from tasks.structure.furniture import furniture_of
from tasks.structure.lines import lines_of
from tests.lined import headings_read, only, signalled

ROWS = "Wijkteams 1.100 1.200\nJeugdhulp 2.100 2.200\nTotaal 3.200 3.400\n"
LABELS = st.text(alphabet="bdghmnpr", min_size=5, max_size=12).map(str.capitalize)  # no word of any language
NUMBERS = st.integers(1_000, 9_999_999).map(lambda number: f"{number:,}".replace(",", "."))
PRINTED = st.lists(st.tuples(LABELS, st.lists(NUMBERS, min_size=4, max_size=4)), min_size=2, max_size=8)


def labels_read(text: str) -> list[str]:
    return [cell.text for cell in only(text).cells if cell.column == 0][1:]


@given(PRINTED, st.integers(1, 9))
def test_a_grid_of_rows_on_one_line_reads_back(rows: list[tuple[str, list[str]]], width: int) -> None:
    lines = ["2022 2023Prog 2023 Begr prim. P vs B", *((" " * width).join([label, *row]) for label, row in rows)]
    table = only("\n\n".join(lines))
    assert headings_read("\n\n".join(lines)) == ["2022", "2023Prog", "2023 Begr prim.", "P vs B"]
    assert [cell.text for cell in table.cells if cell.row] == [text for label, row in rows for text in (label, *row)]


@pytest.mark.parametrize("columns", [["2023-I", "2023-II"], ["1e tertaal", "2e tertaal"], ["2023-I", "2024-I"]])
def test_parts_of_a_year_are_periods(columns: list[str]) -> None:
    text = f"Jaarstukken 2024\nLasten per taakveld\nTaakveld {' '.join(columns)}\n{ROWS}"
    assert headings_read(text) == columns
    assert only(text).title == "Lasten per taakveld"


def test_a_roman_number_before_one_year_is_of_the_programme() -> None:
    assert headings_read(f"Lasten\n\nProgramma I 2024 2025\n{ROWS}") == ["2024", "2025"]


@pytest.mark.parametrize("line", ["Wmo 1,234.50 2,345.60", "Wmo 12 mln 13 mln", "Wmo 12? 13?", "Wmo 1'234 2'345"])
@pytest.mark.parametrize("above", ["", "Samenkracht 5 6\n"])
def test_a_line_in_a_table_whose_figures_nothing_reads_is_signalled(line: str, above: str) -> None:
    text = f"Lasten\n\nTaakveld 2023 2024\n{above}{line}\nJeugdhulp 7 8\nTotaal 12 14\n"
    assert signalled(text) == [line]
    assert labels_read(text) == [*above.split()[:1], "Jeugdhulp", "Totaal"]


@pytest.mark.parametrize(
    "label",
    ["Maatwerkdienstverlening 18+", "Wmo 2015", "Programma 6", "Fase 2", "Jeugd 0-18", "Artikel 2.1", "Taakveld 6.72a",
     "Bijstand (<27)"],
)  # fmt: skip
def test_a_label_that_ends_in_a_number_of_its_own_stays_a_label(label: str) -> None:
    text = f"Lasten\n\nTaakveld 2023 2024\nZorg 5 6\n{label}\nJeugdhulp 7 8\nTotaal 12 14\n"
    assert labels_read(text)[1] == label
    assert not signalled(text)


def test_a_label_over_two_lines_is_one_where_the_second_line_has_no_code_of_its_own() -> None:
    text = (
        "Taakveld Rek. 2024 Begr. 2025\n6.1 Samenkracht 1 2\n6.21 Toegang en eerstelijnsvoorzieningen\nWMO 3 4\n"
        "6.3 Inkomensregelingen 5 6\n6.71d Overige maatwerkarrangementen\n(WMO) 7 8\nTotaal lasten 16 20\n"
    )
    assert labels_read(text) == [
        "6.1 Samenkracht",
        "6.21 Toegang en eerstelijnsvoorzieningen WMO",
        "6.3 Inkomensregelingen",
        "6.71d Overige maatwerkarrangementen (WMO)",
        "Totaal lasten",
    ]


def test_a_label_goes_on_below_a_blank_line_where_its_brackets_close_there() -> None:
    text = (
        "Product 2023 2024\nHulp 5 6\nProject (voorheen\n\nversterken van wijken)\n10 12\nGroep (van\n\nouderen)\n3 4\n"
        "Totaal 18 22\n"
    )
    assert labels_read(text) == ["Hulp", "Project (voorheen versterken van wijken)", "Groep (van ouderen)", "Totaal"]


def test_a_footnote_on_a_percentage_does_not_cost_the_row() -> None:
    table = only("Indicator 2023 2024\nUitstroom in % 14,2% 13,7%1\nInstroom in % 3,1% 2,9%\n")
    assert [cell.text for cell in table.cells if cell.row == 1] == ["Uitstroom in %", "14,2%", "13,7%1"]


def test_a_row_with_blanks_is_placed_by_the_total_or_signalled() -> None:
    placed = only("Minima 2021 2022 2023\nFiets 10 20 30\nComputer 5 7\nTotaal 15 20 37\n")
    assert {(cell.column, cell.text) for cell in placed.cells if cell.row == 2} == {(0, "Computer"), (1, "5"), (3, "7")}
    unsure = "Minima 2021 2022 2023\nFiets 10 20 30\nSport 1 2 3\nComputer 5 7\n\nEinde van de tabel.\n"
    assert signalled(unsure) == ["5", "7"]


def test_currency_behind_the_figure_and_totals_in_the_row() -> None:
    text = (
        "bedragen x € 1.000 2020 2021 Totaal\nTaak  -75€   -625€  -700€\nRealisatie 75€ 506€  581€\nInzet 596€   596€\n"
    )
    assert only(text).note == "bedragen x € 1.000"
    cells = {(cell.row, cell.column): cell.text for cell in only(text).cells}
    assert (cells[1, 1], cells[3, 1], cells[3, 3]) == ("-75€", "596€", "596€")


def test_prose_and_lists_with_numbers_are_no_rows() -> None:
    reading = read("Het aantal steeg van 205 naar 220.\n- In 2025 zijn er 754 inwoners\n• Wlz: € 66.753\n".encode())
    assert reading.tables == ()
    assert [(rest.fate, rest.reason) for rest in reading.remainder] == [
        (Fate.IGNORED, "prose"),
        (Fate.IGNORED, "list item"),
        (Fate.IGNORED, "list item"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tweede bestuursrapportage 2025 pagina 7 van 14", True),
        ("Gemeente Velsen | Rapportage Participatiewet 2024 | pagina 4", True),
        ("Kadernota 2025                - 17 -", True),
        ("Monitor sociaal domein Oss 2024 13", True),
        ("48 | Programmabegroting 2025 gemeente Krimpenerwaard", True),
        ("Begroting 2024 13", False),
        ("Realisatie 2024 113", False),
        ("Wonen en programma 5 2024 300", False),
        ("Monitor Wmo 2024 12 13", False),
    ],
)
def test_the_title_of_a_document_with_a_page_number_is_no_row(text: str, expected: bool) -> None:
    assert bool(furniture_of(lines_of(f"Eerste regel\n\n{text}\n\nLaatste regel"))) is expected


FULL = "Hulp 10 20 30\nZorg 5 6 11\nWerk 1 2 3\n"


@pytest.mark.parametrize(
    ("row", "read_as", "unread"),
    [
        ("Bed 4 4", {(0, "Bed"), (3, "4")}, ["4"]),
        ("Bed 4 5", set(), ["4", "5"]),  # no total of what is left
        ("Bed - 4", set(), ["4"]),
    ],
)
def test_the_total_at_the_end_of_a_row_that_lost_a_cell_is_certain(
    row: str, read_as: set[tuple[int, str]], unread: list[str]
) -> None:
    text = f"Maatregel Rekening 2022 Rekening 2023 Totaal\n{FULL}{row}\n\nEinde van de tabel.\n"
    assert {(cell.column, cell.text) for cell in only(text).cells if cell.row == 4} == read_as
    assert signalled(text) == unread


def test_a_last_column_that_is_no_total_of_every_row_says_nothing_of_a_short_one() -> None:
    for heading, full in (("Saldo", FULL), ("Totaal", FULL.replace("3\n", "9\n"))):
        text = f"Maatregel Rekening 2022 Rekening 2023 {heading}\n{full}Bed 4 4\n\nEinde van de tabel.\n"
        assert signalled(text) == ["4", "4"]


def test_a_nought_that_could_stand_anywhere_does_not_take_the_figures_beside_it_along() -> None:
    full = "Hulp 1.000 2.000 3.000 4.000 5.000\nZorg 900 800 700 600 500\n"
    text = f"Product 2020 2021 2022 2023 2024\n{full}Werk 30 0 50 70\nTotaal 1.930 2.800 3.700 4.650 5.570\n"
    assert {(cell.column, cell.text) for cell in only(text).cells if cell.row == 3} == {
        (0, "Werk"), (1, "30"), (4, "50"), (5, "70"),
    }  # fmt: skip
    assert signalled(text) == ["0"]
