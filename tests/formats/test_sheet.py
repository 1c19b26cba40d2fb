"""Spreadsheets: what a person sees, where it stands, and what is hidden."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tasks.formats.sheet import fits, read
from tasks.model import Fate, Reading
from tests.hostile.small_files import changed, ods, workbook

EURO = '"€ "#,##0;-"€ "#,##0;"€ -"'


def book(*fill: Callable[[Worksheet], None], **names: str) -> bytes:
    """A workbook with one sheet for each function that fills one."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for function in fill:
        function(made.create_sheet(names.get(function.__name__, "Blad")))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def figures(sheet: Worksheet) -> None:
    for row in (
        ["Sociaal domein 2025"],
        ["Bedragen x € 1.000"],
        [],
        [None, "Lasten", None, "Baten"],
        ["Programma", 2024, 2025, 2024, 2025],
        ["Jeugd", 12094, -1200, 0, 5.5],
        [],
        ["Bron: administratie 2025"],
    ):
        sheet.append(row)
    for address in ("B6", "C6", "D6"):
        sheet[address].number_format = EURO
    sheet.merge_cells("B4:C4")
    sheet.merge_cells("D4:E4")


def texts(reading: Reading) -> dict[str, str]:
    return {cell.locator: cell.text for table in reading.tables for cell in table.cells}


def test_what_is_shown_with_its_place_title_and_note() -> None:
    data = book(figures, figures="Jeugd en Wmo")
    assert fits(data) > 0.9
    reading = read(data)
    (table,) = reading.tables
    assert (table.title, table.note, table.heading_rows) == ("Sociaal domein 2025", "Bedragen x € 1.000", 2)
    assert table.section == ("Jeugd en Wmo", "Sociaal domein 2025")
    shown = texts(reading)
    assert [shown[f"Jeugd en Wmo!{column}6"] for column in "ABCDE"] == ["Jeugd", "€ 12.094", "-€ 1.200", "€ -", "5,5"]
    assert {cell.text: cell.column_span for cell in table.cells if cell.row == 0} == {"Lasten": 2, "Baten": 2}
    assert [rest.reason for rest in reading.remainder][-1] == "source line"


def test_headings_that_are_not_merged_reach_to_the_next() -> None:
    def fill(sheet: Worksheet) -> None:
        figures(sheet)
        sheet.unmerge_cells("B4:C4")
        sheet.unmerge_cells("D4:E4")

    (table,) = read(book(fill)).tables
    assert {cell.text: cell.column_span for cell in table.cells if cell.row == 0} == {"Lasten": 2, "Baten": 2}


def test_tables_below_and_beside_one_another() -> None:
    def fill(sheet: Worksheet) -> None:
        for column, name in ((2, "Wmo"), (6, "Jeugd")):
            for row, values in enumerate(([name, "2024", "2025"], ["Lasten", 10, 20], ["Baten", 1, 2]), start=3):
                for offset, value in enumerate(values):
                    sheet.cell(row, column + offset, value)
        for row, values in enumerate(
            (["Uitstroom", "2024", "2025"], ["Werk", 5, 6], [None] * 3, ["Totaal", 5, 6]), start=9
        ):
            for offset, value in enumerate(values):
                sheet.cell(row, 2 + offset, value)

    tables = read(book(fill)).tables
    assert [(table.table_id, table.title) for table in tables] == [
        ("T01", "Wmo"),
        ("T02", "Jeugd"),
        ("T03", "Uitstroom"),
    ]
    assert [cell.text for cell in tables[2].cells][-3:] == ["Totaal", "5", "6"]


def test_hidden_sheets_rows_and_columns_are_said_and_not_read() -> None:
    def shown(sheet: Worksheet) -> None:
        for row in (["Programma", "2024", "2025"], ["Jeugd", 1, 2], ["Concept", 3, 4], ["Wmo", 5, 6]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    def hidden(sheet: Worksheet) -> None:
        sheet.append(["Oud", 99])
        sheet.sheet_state = "hidden"

    reading = read(book(shown, hidden))
    assert [cell.text for cell in reading.tables[0].cells] == ["Programma", "2025", "Jeugd", "2", "Wmo", "6"]
    said = {rest.text: rest.reason for rest in reading.remainder}
    assert said["99"] == "hidden sheet"
    assert {said[text] for text in ("2024", "1", "3", "4", "5")} == {"hidden row or column"}


def test_dates_truth_and_errors_are_shown_as_a_person_sees_them() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["Programma", date(2025, 12, 31), "2025"])
        sheet.append(["Jeugd", True, "#DIV/0!"])
        sheet.append(["Wmo", 0.125, 1])
        sheet["B3"].number_format = "0.0%"

    shown = set(texts(read(book(fill))).values())
    assert {"31-12-2025", "WAAR", "#DIV/0!", "12,5%"} <= shown


def test_a_formula_gives_its_last_value_and_is_signalled_without_one() -> None:
    label = "<c t='inlineStr'><is><t>{}</t></is></c>"
    sheet = (
        "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        f"<row>{label.format('Jeugd')}{label.format('2025')}</row>"
        f"<row>{label.format('Wmo')}<c><f>1+1</f><v>2</v></c></row>"
        f"<row>{label.format('Pw')}<c><f>1+1</f></c></row></sheetData></worksheet>"
    )
    reading = read(changed(workbook(), {"xl/worksheets/sheet1.xml": sheet}))
    assert texts(reading)["Sheet!B2"] == "2"
    assert [(rest.fate, rest.reason) for rest in reading.remainder] == [
        (Fate.SIGNALLED, "formula that was not computed")
    ]


def test_a_stray_cell_in_the_far_corner_costs_nothing() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Programma", "2024"], ["Jeugd", 1], ["Wmo", 2]):
            sheet.append(row)
        sheet["XFD1048576"] = "x"

    assert len(read(book(fill)).tables[0].cells) == 6


@pytest.mark.parametrize(
    ("kind", "value", "printed", "shown"),
    [
        ("float", "12094", "12.094", "12.094"),
        ("float", "12094", "12,094", "12.094"),
        ("float", "1234.5", "1,234.50", "1.234,50"),
        ("currency", "320", "€ 320", "€ 320"),
        ("percentage", "0.125", "12.5%", "12,5%"),
        ("percentage", "0.125", "12,5%", "12,5%"),
        ("float", "12094000", "12.094", "12.094"),
        ("float", "0.5", "", "0,5"),
        ("float", "onzin", "7", "7"),
    ],
)
def test_opendocument_shows_what_its_author_saw_in_dutch(kind: str, value: str, printed: str, shown: str) -> None:
    paragraph = f"<text:p>{printed}</text:p>" if printed else ""
    label = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = (
        f"<table:table-row>{label.format('Programma')}{label.format('2025')}</table:table-row><table:table-row>"
        f"{label.format('Jeugd')}<table:table-cell office:value-type='{kind}' office:value='{value}'>{paragraph}"
        "</table:table-cell></table:table-row>"
    )
    assert texts(read(ods(rows)))["Jeugd!B2"] == shown


def test_opendocument_spans_repeats_and_hidden_parts() -> None:
    def cell(text: str, attribute: str = "") -> str:
        return f"<table:table-cell {attribute}><text:p>{text}</text:p></table:table-cell>"

    def row(*cells: str, attribute: str = "") -> str:
        return f"<table:table-row {attribute}>{''.join(cells)}</table:table-row>"

    rows = (
        "<table:table-column/><table:table-column table:number-columns-repeated='2'/>"
        + row(cell("Programma"), cell("2025", "table:number-columns-spanned='2'"), "<table:covered-table-cell/>")
        + row(cell("Soort"), cell("Lasten"), cell("Baten"))
        + row(cell("Jeugd"), cell("7", "table:number-columns-repeated='2'"))
        + row(cell("Weg"), cell("9"), attribute="table:visibility='collapse'")
        + row("<table:table-cell/>", attribute="table:number-rows-repeated='1048570'")
    )
    reading = read(ods(rows))
    (table,) = reading.tables
    assert (table.heading_rows, [cell.text for cell in table.cells if cell.row == 2]) == (2, ["Jeugd", "7", "7"])
    assert next(cell.column_span for cell in table.cells if cell.text == "2025") == 2
    assert [rest.reason for rest in reading.remainder if rest.text == "9"] == ["hidden row or column"]


def test_headings_that_follow_one_another_all_stand_above_their_table() -> None:
    def under_headings(sheet: Worksheet) -> None:
        for row in (
            ["Jaarstukken 2025"],
            ["Doelenboom Jeugd"],
            ["Metingen"],
            [],
            ["Doel", 2024, 2025],
            ["Jeugd", 1, 2],
        ):
            sheet.append(row)

    (table,) = read(book(under_headings)).tables
    assert table.section == ("Jaarstukken 2025", "Doelenboom Jeugd", "Metingen")
