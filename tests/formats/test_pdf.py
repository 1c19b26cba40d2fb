"""Tables of PDFs: rules, clustering, wrapped labels, page breaks, and what is refused."""

from __future__ import annotations

import re

import pytest
from reportlab.lib import pdfencrypt

from tasks.formats import pdf, read
from tasks.model import Fate, Table, Unreadable
from tests.formats.small_pdfs import LEFT, PITCH, TOP, Printer

HEADING = ("Omschrijving", "Begroting 2024", "Realisatie 2024", "Verschil")
ROWS = (
    ("Huishoudelijke hulp", "1.234", "1.300", "-66"),
    ("Begeleiding", "2.500", "2.411", "89"),
    ("Dagbesteding", "-", "17", "-17"),
    ("Totaal", "3.734", "3.728", "6"),
)


def rows_of(table: Table) -> list[list[str]]:
    rows: dict[int, dict[int, str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell.text
    width = max(cell.column for cell in table.cells) + 1
    return [[row.get(column, "") for column in range(width)] for _, row in sorted(rows.items())]


def only_table(data: bytes) -> Table:
    (table,) = read(data).tables
    return table


def test_table_without_rules_keeps_its_columns_and_its_places() -> None:
    page = Printer()
    page.rows([HEADING, *ROWS])
    table = only_table(page.data())
    assert rows_of(table) == [list(HEADING), *map(list, ROWS)]
    assert (table.heading_rows, table.label_columns) == (1, 1)
    cell = next(cell for cell in table.cells if cell.text == "1.300")
    x0, top, x1, bottom = map(float, re.findall(r"[\d.]+", cell.locator)[1:])
    assert cell.locator.startswith("page 1 (")
    assert x1 == pytest.approx(380, abs=1)
    assert x0 < x1
    assert top < TOP + PITCH < bottom


def test_title_note_and_prose_around_a_table() -> None:
    page = Printer()
    page.text(LEFT, 40, "Programma 6 Sociaal domein", size=14)
    page.text(
        LEFT, 62, "De lasten van de hulp bij het huishouden stijgen in 2024 met € 66.000 ten opzichte van de begroting."
    )
    page.text(LEFT, 82, "Overzicht lasten Wmo")
    page.text(460, 82, "Bedragen x € 1.000", right=True)
    end = page.rows([HEADING, *ROWS])
    page.text(
        LEFT,
        end + 10,
        "Het verschil van € 6.000 wordt verrekend met de reserve sociaal domein, zoals in 2023 is besloten.",
    )
    reading = read(page.data())
    (table,) = reading.tables
    assert "x € 1.000" in table.note
    assert "Programma 6 Sociaal domein" in table.section
    assert rows_of(table) == [list(HEADING), *map(list, ROWS)]
    assert {rest.reason for rest in reading.remainder if "€ 66.000" in rest.text or "€ 6.000" in rest.text} == {"prose"}
    assert "Overzicht lasten Wmo" in reading.text


def test_wrapped_label_is_one_label_and_a_group_row_is_not() -> None:
    page = Printer()
    page.row(100, HEADING)
    page.text(LEFT, 120, "Jeugd")
    page.row(138, ("Jeugdhulp met verblijf en crisiszorg buiten", "10", "12", "-2"))
    page.text(LEFT, 148, "de regio")
    page.row(166, ("Pleegzorg", "20", "21", "-1"))
    page.text(LEFT, 184, "Participatie")
    page.row(202, ("Bijstand", "30", "31", "-1"))
    page.row(220, ("Minima", "30", "31", "-1"))
    assert [row[0] for row in rows_of(only_table(page.data()))] == [
        "Omschrijving",
        "Jeugd",
        "Jeugdhulp met verblijf en crisiszorg buiten de regio",
        "Pleegzorg",
        "Participatie",
        "Bijstand",
        "Minima",
    ]


def test_figures_centred_beside_a_label_of_two_lines() -> None:
    page = Printer()
    page.row(100, HEADING)
    page.row(120, ("Pleegzorg", "20", "21", "-1"))
    page.text(LEFT, 140, "Jeugdhulp met verblijf en crisiszorg")
    page.row(145, ("", "10", "12", "-2"))
    page.text(LEFT, 150, "buiten de regio")
    page.row(170, ("Veilig Thuis", "5", "6", "-1"))
    page.row(190, ("Toegang", "5", "6", "-1"))
    table = rows_of(only_table(page.data()))
    assert ["Jeugdhulp met verblijf en crisiszorg buiten de regio", "10", "12", "-2"] in table
    assert len(table) == 5


def test_headings_of_two_levels_span_their_columns() -> None:
    page = Printer()
    columns = (220, 260, 300, 360, 400, 440)
    page.text(300, 100, "Kosten", right=True)  # at the right edge of its three columns
    page.text(440, 100, "Aantal", right=True)
    page.row(112, ("", "2022", "2023", "2024", "2022", "2023", "2024"), columns)
    for place in range(4):
        page.row(
            130 + 14 * place, (f"Voorziening {'abcd'[place]}", "1.100", "1.200", "1.300", "11", "12", "13"), columns
        )
    table = only_table(page.data())
    spans = {cell.text: (cell.column, cell.column_span) for cell in table.cells if cell.row == 0}
    assert spans == {"Kosten": (1, 3), "Aantal": (4, 3)}
    assert table.heading_rows == 2


def test_currency_at_the_left_edge_of_its_cell_goes_with_its_figure() -> None:
    page = Printer()
    page.row(100, HEADING)
    for place, row in enumerate(ROWS):
        page.row(114 + 14 * place, row)
        for edge in (300, 380, 460):
            page.text(edge - 55, 114 + 14 * place, "€")
    assert rows_of(only_table(page.data()))[1] == ["Huishoudelijke hulp", "€ 1.234", "€ 1.300", "€ -66"]


def test_table_goes_on_over_a_page_break_and_its_heading_is_read_once() -> None:
    page = Printer()
    for number in (1, 2):
        page.rows([HEADING, *(row for _ in range(9) for row in ROWS)])
        page.text(300, 810, str(number))
        page.page()
    reading = read(page.data())
    (table,) = reading.tables
    assert len(rows_of(table)) == 1 + 2 * 36
    assert {cell.locator.split("(")[0] for cell in table.cells} == {"page 1 ", "page 2 "}
    assert {rest.reason for rest in reading.remainder} <= {"repeated heading", "running title", "page number"}


def test_tables_side_by_side_are_two() -> None:
    page = Printer()
    left, right = (200, 240), (440, 480)
    for place, row in enumerate((("", "2023", "2024"), ("Kosten", "100", "110"), ("Cliënten", "7", "8"))):
        page.row(100 + 14 * place, row, left)
        page.text(300, 100 + 14 * place, row[0])
        for edge, text in zip(right, row[1:], strict=True):
            page.text(edge, 100 + 14 * place, f"{text}" if place == 0 else f"9{text}", right=True)
    first, second = read(page.data()).tables
    assert rows_of(first)[1:] == [["Kosten", "100", "110"], ["Cliënten", "7", "8"]]
    assert rows_of(second)[1:] == [["Kosten", "9100", "9110"], ["Cliënten", "97", "98"]]


def test_label_over_three_rows() -> None:
    page = Printer()
    columns = (300, 380)
    page.row(100, ("Taakveld", "Begroting 2024", "Rekening 2024"), columns)
    for block, name in enumerate(("6.1 Samenkracht", "6.2 Toegang", "6.3 Inkomen")):
        for place, kind in enumerate(("Lasten", "Baten", "Saldo")):
            y = 116 + 42 * block + 14 * place
            page.row(y, (name if place == 1 else "", "1.234", "567"), columns)
            page.text(180, y, kind)
    table = only_table(page.data())
    spans = {cell.text: cell.row_span for cell in table.cells if cell.column == 0 and cell.row}
    assert spans == {"6.1 Samenkracht": 3, "6.2 Toegang": 3, "6.3 Inkomen": 3}
    assert table.label_columns == 2


def test_grid_with_merged_heading_and_text_that_runs_out_of_its_cell() -> None:
    page = Printer()
    page.canvas.setFont("Helvetica", 8)
    xs, ys = (60, 200, 280, 360), (100, 114, 128, 142)
    page.grid(xs, ys)
    page.text(202, 110, "Begroting", size=8)
    page.text(202, 119, "primitief", size=8)  # over the rule, above the figure of the next row
    page.text(358, 110, "Rekening 2024", right=True, size=8)
    page.text(62, 124, "Lasten", size=8)
    page.text(278, 125, "1.234", right=True, size=8)
    page.text(358, 125, "1.300", right=True, size=8)
    page.text(62, 138, "Baten", size=8)
    page.text(278, 138, "12", right=True, size=8)
    page.text(358, 138, "13", right=True, size=8)
    reading = read(page.data())
    assert rows_of(reading.tables[0]) == [
        ["", "Begroting primitief", "Rekening 2024"],
        ["Lasten", "1.234", "1.300"],
        ["Baten", "12", "13"],
    ]
    assert [(rest.text, rest.reason) for rest in reading.remainder if rest.fate is Fate.SIGNALLED] == [
        ("Begroting primitief", "overprinted")
    ]


def test_figures_that_print_over_each_other_are_signalled_not_read() -> None:
    page = Printer()
    page.rows([HEADING, *ROWS])
    page.text(380, TOP + PITCH, "9.999", right=True)
    reading = read(page.data())
    doubtful = {rest.text for rest in reading.remainder if rest.reason == "overprinted"}
    assert doubtful == {"1.300", "9.999"}
    assert not doubtful & {cell.text for table in reading.tables for cell in table.cells}


def test_turned_page_is_read_as_it_is_looked_at() -> None:
    page = Printer()
    page.canvas.setPageRotation(90)
    page.canvas.translate(595, 0)
    page.canvas.rotate(90)
    page.rows([HEADING, *ROWS], top=400)
    assert rows_of(only_table(page.data())) == [list(HEADING), *map(list, ROWS)]


def test_encrypted_scanned_damaged_and_long_are_refused_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    locked = Printer(encrypt=pdfencrypt.StandardEncryption("geheim"))
    locked.rows([HEADING])
    with pytest.raises(Unreadable, match="versleuteld"):
        read(locked.data())
    scanned = Printer()
    scanned.canvas.rect(100, 100, 300, 300, fill=1)
    with pytest.raises(Unreadable, match="gescand: geen tekstlaag"):
        read(scanned.data())
    whole = Printer()
    whole.rows([HEADING, *ROWS])
    data = whole.data()
    with pytest.raises(Unreadable, match="beschadigd"):
        read(data[:200])
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    with pytest.raises(Unreadable, match="splits hem"):
        read(data)


def test_a_long_title_in_capitals_is_no_prose() -> None:
    printer = Printer()
    printer.text(LEFT, 70, "PARTICIPATIE (ALGEMENE BIJSTAND, IOAW EN IOAZ) AANTAL UNIEKE CLIENTEN PER KWARTAAL")
    printer.rows(
        [("Leeftijd", "2023", "2024", "2025"), ("Tot 27 jaar", "31", "35", "49"), ("Totaal", "31", "35", "49")]
    )
    assert only_table(printer.data()).title.startswith("PARTICIPATIE (ALGEMENE BIJSTAND")
