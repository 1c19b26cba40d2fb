import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.formats.text_tabs import fits, read
from tasks.model import Fate, Table

LABELS = st.text(alphabet="abcdefghijkmnop", min_size=4, max_size=12).map(str.capitalize)
FIGURES = st.integers(0, 9_999_999).map(lambda number: f"{number:,}".replace(",", "."))


def grid(table: Table) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table.cells}


@given(st.lists(st.tuples(LABELS, st.lists(FIGURES | st.just(""), min_size=3, max_size=3)), min_size=2, max_size=8))
def test_a_grid_of_tabs_reads_back(rows: list[tuple[str, list[str]]]) -> None:
    rows.append(("Saldo", ["1", "2", "3"]))
    text = "\n".join(["\t2023R\t2024R\t2025 Begr", *("\t".join([label, *figures]) for label, figures in rows)])
    (table,) = read(text.encode()).tables
    expected = {(0, 1): "2023R", (0, 2): "2024R", (0, 3): "2025 Begr"}
    for number, (label, figures) in enumerate(rows, start=1):
        cells = enumerate([label, *figures])
        expected |= {(number, column): cell for column, cell in cells if cell}
    assert grid(table) == expected


def test_levels_of_headings_span_the_columns_below_them() -> None:
    text = (
        "\tMinima\t\t\t\n\tBedragen\t\tVerstrekkingen\t\n\t2024\t2025\t2024\t2025\n"
        "Sport\t€ 20\t€ 17\t12\t\n>=65 <70\t1\t2\t3\t4"
    )
    (table,) = read(text.encode()).tables
    assert (table.title, table.heading_rows, table.label_columns) == ("Minima", 2, 1)
    spans = {cell.text: (cell.column, cell.column_span) for cell in table.cells if cell.row == 0}
    assert spans == {"Bedragen": (1, 2), "Verstrekkingen": (3, 2)}
    assert (3, 0, ">=65 <70") in {(cell.row, cell.column, cell.text) for cell in table.cells}


def test_a_table_cut_by_a_page_goes_on_below_its_repeated_heading() -> None:
    text = (
        "Doelen\t2025\t\tBron\nAantal inwoners bij\t80\t75\tCBS\n\nDoelen\t2025\t2024\tBron\ngrote opgaven\t\t\t\n"
        "Zones\t58\t57\tCBS\n"
    )
    reading = read(text.encode())
    (table,) = reading.tables
    assert grid(table)[1, 0] == "Aantal inwoners bij grote opgaven"
    assert (grid(table)[0, 2], grid(table)[2, 2]) == ("2024", "57")
    assert [rest.reason for rest in reading.remainder] == ["repeated heading"]


def test_a_heading_between_the_rows_heads_only_the_rows_below_it() -> None:
    text = (
        "Doelen\t\t\t\tBron\nGezond\t2025\t\t\t\nTrainingen\t8\t\t\tX\nLange termijn\tBegroot 2028\t2022/2023\t\t\n"
        "Klachten\t25%\t\t29%\tGGD\nRookt\t10%\t\t14%\tGGD\n"
    )
    first, second = read(text.encode()).tables
    assert (grid(first)[0, 1], grid(first)[1, 0], grid(first)[2, 1]) == ("2025", "Gezond", "8")
    assert (grid(second)[0, 1], grid(second)[0, 3], grid(second)[2, 3]) == ("Begroot 2028", "2022/2023", "29%")


def test_a_table_of_contents_is_no_table() -> None:
    reading = read(b"Inhoudsopgave\n\n1\tInleiding\t3\n2\tZicht op cijfers\t4\n2.1\tWmo.....\t4\n")
    assert reading.tables == ()
    assert {(rest.fate, rest.reason) for rest in reading.remainder} == {(Fate.IGNORED, "table of contents")}


def test_flags_between_bars_get_columns_of_their_own() -> None:
    text = (
        "Uitkomst 2016 | Begroting 2016 | Resultaat 2016 | ||||\n---|---|---|---|---|---|---|\n"
        "Lasten | 148 | 160 | 12 | V | |||\nSaldo | 146 | N | 158 | N | 12 | V |\nDotaties | - | - | - | - ||||\n"
    )
    (table,) = read(text.encode()).tables
    cells = grid(table)
    assert [cells[0, column] for column in (1, 3, 5)] == ["Uitkomst 2016", "Begroting 2016", "Resultaat 2016"]
    assert (cells[1, 5], cells[1, 6], cells[2, 2], cells[3, 6]) == ("12", "V", "N", "-")


def test_fits_says_how_much_stands_in_tabs() -> None:
    assert fits(b"\t2024\t2025\nA\t1\t2\n") > 0.5 > fits(b"A 1 2\nB 3 4\n")
    assert fits(b"%PDF-1.7") == fits(b"<!doctype html><p>A\t1\t2") == 0


def test_a_bar_before_the_first_heading_leaves_an_empty_cell_where_rows_begin_without_a_bar() -> None:
    rows = "Welzijn lasten | 1.875 | 1.995 |\nWelzijn baten | 90 | 96 |\n"
    text = f" | Rekening 2019 | Begroting 2020 |\n---|---|---|\n{rows}"
    (table,) = read(text.encode()).tables
    cells = {(cell.row, cell.column): cell.text for cell in table.cells}
    assert (cells[0, 1], cells[1, 0], cells[1, 1]) == ("Rekening 2019", "Welzijn lasten", "1.875")


def test_a_group_whose_empty_cells_are_not_printed_stays_in_its_table() -> None:
    text = "x € 1.000\tRekening 2024\tBegroting 2025\nLasten\nZorg\t2.201\t2.342\nBaten\nZorg\t20\t25"
    (table,) = read(text.encode()).tables
    assert grid(table)[1, 0] == "Lasten"
    assert grid(table)[3, 0] == "Baten"
    assert (table.heading_rows, grid(table)[0, 2]) == (1, "Begroting 2025")


def test_a_title_between_two_tables_is_no_group() -> None:
    text = (
        "Maatregel\t2024\t2025\nInkoop\t85\t60\nReserve sociaal domein\nStand\t2024\t2025\nPer 1 januari\t4.120\t3.685"
    )
    first, second = read(text.encode()).tables
    assert {cell.text for cell in first.cells} == {"Maatregel", "2024", "2025", "Inkoop", "85", "60"}
    assert grid(second)[0, 2] == "2025"


def test_semicolons_part_cells_where_line_after_line_has_as_many() -> None:
    text = (
        "1. Stand van zaken\n\nDe prognose; die is van mei; volgt hieronder.\n\nPrognose (bedragen x € 1.000)\n"
        "Onderdeel;BEG 2025;Prognose 2025;Verschil\nHulp;11.850;12.215;365N\nMiddelen;9.910;9.650;260 V\n\n"
        "Rapportage 2025     pagina 4\n\nLos;1.200;1.300\n"
    )
    reading = read(text.encode())
    (table,) = reading.tables
    assert [(cell.text, cell.column) for cell in table.cells if cell.row == 1] == [
        ("Hulp", 0), ("11.850", 1), ("12.215", 3), ("365", 5), ("N", 6),
    ]  # fmt: skip
    assert [(cell.text, cell.column) for cell in table.cells if cell.row == 2][-2:] == [("260", 5), ("V", 6)]
    assert [rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED] == ["Los;1.200;1.300"]


def test_numbers_of_columns_are_no_figures() -> None:
    text = "Product\tRekening 2023\tBegroting 2024\nBedragen in euro's\t1\t2\nWmo\t1.200\t1.300\nJeugd\t1.100\t900\n"
    reading = read(text.encode())
    (table,) = reading.tables
    assert [cell.text for cell in table.cells if cell.row >= table.heading_rows and cell.column] == [
        "1.200", "1.300", "1.100", "900",
    ]  # fmt: skip
    assert [(rest.reason, rest.locator) for rest in reading.remainder] == [("column number", "line 2")]


@pytest.mark.parametrize(
    ("above", "title", "note"),
    [
        ("Programma 1 Jeugd lasten (bedragen x € 1.000)", "Programma 1 Jeugd lasten", True),
        ("Lasten Wmo (in euro)\n\nBedragen x € 1.000", "Lasten Wmo", True),
        ("Bedragen x € 1.000", "Jaarstukken 2025", True),  # a scale alone names nothing
        ("Lasten Wmo (in euro)\nJeugd", "Jeugd", True),  # the nearest heading goes first
    ],
)
def test_a_title_may_tell_its_scale_in_one_line(above: str, title: str, note: bool) -> None:
    text = f"Jaarstukken 2025\n\n{above}\n\t2024\t2025\nJeugd\t404\t398\nWmo\t812\t820\n"
    (table,) = read(text.encode()).tables
    assert (table.title, bool(table.note)) == (title, note)


def test_a_title_with_its_scale_is_of_its_own_table_only() -> None:
    rows = "\n\t2024\t2025\nJeugd\t404\t398\nWmo\t812\t820\n\n"
    text = f"Jaarstukken 2025\n\nLasten Wmo (x € 1.000){rows}Gemiddeld per cliënt{rows}Andere tekst.\n{rows}"
    first, second, third = read(text.encode()).tables
    assert (first.title, second.title, third.title) == ("Lasten Wmo", "Gemiddeld per cliënt", "Gemiddeld per cliënt")
    assert not any("1.000" in said for table in (second, third) for said in (table.title, table.note, *table.section))
