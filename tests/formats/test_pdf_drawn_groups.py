"""Grids that are drawn around groups of columns: one cell holds the figures of several, beside each other."""

from __future__ import annotations

from reportlab.lib.colors import black, lightgrey
from reportlab.lib.pagesizes import A4

from tasks.formats import read
from tests.formats.small_pdfs import Printer

EDGES = (60, 190, 330, 470)  # of what is drawn: labels and two years
COLUMNS = (235, 280, 325, 375, 420, 465)  # right edges of the figures
ROWS = (
    ("P1 Bestuur", "110", "-435", "-325", "105", "-441", "-336"),
    ("P2 Sociaal domein", "1.203", "-4.054", "-2.851", "1.108", "-4.153", "-3.045"),
    ("P3 Ruimte", "239", "-603", "-364", "208", "-449", "-241"),
)
LAST = "Geraamd resultaat van de programma's"
SUMS = ("1.552", "-5.092", "-3.540", "1.421", "-5.043", "-3.622")


def _programmes(page: Printer) -> Printer:
    """Prints the table; the label of its last row takes two lines, its figures stand between these."""
    page.grid(EDGES, (100, 126, 142, 158, 174, 202))
    page.text(62, 110, "Programma")
    for left, head in zip(EDGES[1:], ("Rekening 2024", "Begroting 2025"), strict=False):
        page.text(left + 4, 110, head)
    page.row(122, ("", *("baten", "lasten", "saldo") * 2), COLUMNS)
    for at, row in enumerate(ROWS):
        page.row(138 + 16 * at, row, COLUMNS)
    page.text(62, 184, "Geraamd resultaat van de")
    page.row(191, ("", *SUMS), COLUMNS)
    page.text(62, 198, "programma's")
    return page


def test_a_cell_of_several_figures_is_several_columns() -> None:
    (table,) = read(_programmes(Printer()).data()).tables
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    assert [(cells[0, column].text, cells[0, column].column_span) for column in (1, 4)] == [
        ("Rekening 2024", 3),
        ("Begroting 2025", 3),
    ]
    assert [cells[1, column].text for column in range(1, 7)] == ["baten", "lasten", "saldo"] * 2
    printed = [[cells[row, column].text for column in range(7)] for row in range(2, 6)]
    assert printed == [list(row) for row in (*ROWS, (LAST, *SUMS))]


def test_a_label_in_one_box_is_one_whatever_grounds_lie_under_its_lines() -> None:
    page = Printer()
    page.canvas.setFillColor(lightgrey)
    for top, low in ((174, 182), (182, 202)):  # of lines, as word processors print them
        page.canvas.rect(60, A4[1] - low, 410, low - top, stroke=0, fill=1)
    page.canvas.setFillColor(black)
    (table,) = read(_programmes(page).data()).tables
    labels = [cell.text for cell in table.cells if cell.column == 0 and cell.row >= table.heading_rows]
    assert labels == [*(row[0] for row in ROWS), LAST]


def test_thousands_between_blanks_are_one_figure_in_a_drawn_cell() -> None:
    page = Printer()
    page.grid((60, 190, 260, 330), (100, 116, 132, 148))
    for at, row in enumerate((("Lasten", "1 234", "1 300 500"), ("Baten", "12 100", "13.200"))):
        page.row(128 + 16 * at, row, (258, 328))
    page.row(112, ("", "2024", "2025"), (258, 328))
    (table,) = read(page.data()).tables
    figures = [cell.text.replace("\u00a0", " ") for cell in table.cells if cell.row and cell.column]
    assert figures == ["1 234", "1 300 500", "12 100", "13.200"]


def test_a_figure_with_its_year_is_one_in_a_drawn_cell() -> None:
    page = Printer()
    page.grid((60, 190, 280, 370), (100, 116, 132, 148))
    for at, row in enumerate((("Recidive", "7,8% (2022)", "7,1% (2023)"), ("Banen", "812,5 (2021)", "930 (2023)"))):
        page.row(128 + 16 * at, row, (278, 368))
    page.row(112, ("", "Vorige meting", "Laatste meting"), (278, 368))
    (table,) = read(page.data()).tables
    figures = [cell.text for cell in table.cells if cell.row and cell.column]
    assert figures == ["7,8% (2022)", "7,1% (2023)", "812,5 (2021)", "930 (2023)"]
