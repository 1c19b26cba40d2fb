"""What the eye does not see in a web page, a sheet or a Word document is no figure, and what it sees is not lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases.reading import fates, figures, normalised
from tests.hostile.small_files import changed, ods

BUDGET, ACTUAL = "Begroting 2025", "Realisatie 2025"
HEADS = ("Omschrijving", BUDGET, ACTUAL)
TITLE = "Lasten in euro"


def page(rows: str, style: str = "") -> bytes:
    heads = "".join(f"<th>{text}</th>" for text in HEADS)
    head = f"<meta charset='utf-8'><style>{style}</style>"
    return (
        f"<!doctype html><html><head>{head}</head><body><h2>{TITLE}</h2><table><tr>{heads}</tr>{rows}</table>".encode()
    )


SHOWN = "<tr><td>Wmo</td><td>10</td><td>11</td></tr>"
LINES = "<td>Jeugd</td><td>98</td><td>99</td></tr>"
STYLE = (
    "/* a */ .weg, td.x { display : none } #oud{visibility:hidden} .st{text-decoration: line-through} .k{display:none}"
)
MEDIA = "@media print{.pr{display:none}} @media (min-width:9px){.k{display:table-row}}"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"<tr hidden>{LINES}", "hidden"),
        (f"<tr style='display:none'>{LINES}", "hidden"),
        (f"<tr style='visibility: collapse'>{LINES}", "hidden"),
        (f"<tr style='visibility:hidden'>{LINES}", "hidden"),
        (f"<tr style='opacity:0'>{LINES}", "hidden"),
        (f"<tbody hidden><tr>{LINES}</tbody>", "hidden"),
        (f"<tr class='weg'>{LINES}", "hidden"),
        (f"<tr id='oud'>{LINES}", "hidden"),
        (f"<tr class='st'>{LINES}", "struck through"),
        ("<tr><td>Jeugd</td><td><s>98</s></td><td><del>99</del></td></tr>", "struck through"),
        ("<tr><td>Jeugd</td><td><strike>98</strike></td><td><span hidden>99</span></td></tr>", ""),
    ],
)
def test_hidden_and_struck_parts_of_a_web_page(row: str, reason: str) -> None:
    found = normalised(page(SHOWN + row, STYLE))
    assert figures(found) == {("Wmo", BUDGET): "10", ("Wmo", ACTUAL): "11"}
    ignored = fates(found, "ignored")
    assert {"98", "99"} <= ignored.keys()
    assert reason in {"", ignored["98"]}


@pytest.mark.parametrize(
    "row", ["<tr class='pr'>", "<tr class='k'>", "<tr class='weg' style='display:table-row'>", "<tr>"]
)
def test_rows_that_some_media_show_are_seen(row: str) -> None:
    assert figures(normalised(page(SHOWN + row + LINES, STYLE + MEDIA)))["Jeugd", ACTUAL] == "99"


def test_a_cell_that_is_invisible_keeps_its_place_and_one_that_is_gone_does_not() -> None:
    cells = "<td style='visibility:hidden'>98</td><td>12</td>", "<td style='display:none'>98</td><td>12</td><td>13</td>"
    kept, gone = (normalised(page(f"{SHOWN}<tr><td>Jeugd</td>{each}</tr>")) for each in cells)
    assert figures(kept)["Jeugd", ACTUAL] == "12"
    assert figures(gone)["Jeugd", BUDGET] == "12"


@pytest.mark.parametrize("piece", ["1.<wbr>200", "1.<span>200</span>", "<bdi>1.200</bdi>", "1&nbsp;200", "1&#8239;200"])
def test_marks_that_are_not_seen_part_no_number(piece: str) -> None:
    assert figures(normalised(page(f"<tr><td>Wmo</td><td>{piece}</td><td>11</td></tr>")))["Wmo", BUDGET] == "1200"


def test_two_numbers_on_two_lines_of_one_cell_are_not_one() -> None:
    found = normalised(page(f"{SHOWN}<tr><td>Jeugd</td><td>100<br>200</td><td>300</td></tr>"))
    assert fates(found, "signalled") == {"100 / 200": "unreadable cell"}


@pytest.mark.parametrize("cell", ["<td rowspan='2'>12</td>", "<td rowspan='2' style='color:red'>12</td>"])
def test_one_value_over_two_rows_is_of_neither_alone(cell: str) -> None:
    rows = f"{SHOWN}<tr><td>Jeugd</td>{cell}<td>13</td></tr><tr><td>Pw</td><td>14</td></tr>"
    found = normalised(page(rows))
    assert {label for label, _ in figures(found)} == {"Wmo", "Jeugd", "Pw"}
    assert ("Jeugd", BUDGET) not in figures(found)
    assert fates(found, "signalled") == {"12": "unreadable cell"}


def test_a_row_that_is_merged_as_a_whole_is_one_row() -> None:
    rows = "<tr><td rowspan=2>Jeugd</td><td rowspan=2>12</td><td>13</td></tr><tr></tr>"
    assert figures(normalised(page(SHOWN + rows)))["Jeugd", BUDGET] == "12"


def test_one_value_over_two_columns_is_of_neither_alone() -> None:
    found = normalised(page(f"{SHOWN}<tr><td>Jeugd</td><td colspan='2'>12</td></tr>"))
    assert fates(found, "signalled") == {"12": "unreadable cell"}


def sheet(fill: Callable[[Worksheet], None], *rows: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in ((TITLE,), HEADS, *rows):
        book.active.append(row)
    fill(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_struck_and_raised_text_of_a_sheet() -> None:
    def fill(made: Worksheet) -> None:
        made["B4"].font = Font(strike=True)
        old = TextBlock(InlineFont(strike=True), "900 ")
        made["C4"] = CellRichText([old, "1.000", TextBlock(InlineFont(vertAlign="superscript"), "1")])

    found = normalised(sheet(fill, ("Wmo", 10, 11), ("Jeugd", 98, 0)))
    assert figures(found) == {("Wmo", BUDGET): "10", ("Wmo", ACTUAL): "11", ("Jeugd", ACTUAL): "1000"}
    assert fates(found, "ignored")["98"] == "struck through"


@pytest.mark.parametrize(
    ("number_format", "shown"), [("#,##0,", "12.094"), ('#,##0,"K"', "12.094K"), ('0,0,"x1000"', "12.094x1000")]
)
def test_a_figure_that_its_format_shows_in_thousands_is_what_the_cell_holds(number_format: str, shown: str) -> None:
    def fill(made: Worksheet) -> None:
        made["B3"].number_format = number_format

    found = normalised(sheet(fill, ("Wmo", 12094000, 11), ("Jeugd", 5, 6)))
    assert figures(found)["Wmo", BUDGET] == "12094000"
    assert shown in set(found.observations["raw"])


def test_a_scale_that_is_printed_goes_before_what_the_format_shows() -> None:
    def fill(made: Worksheet) -> None:
        made["A1"], made["B3"].number_format = "Lasten x € 1.000", "#,##0,"

    found = normalised(sheet(fill, ("Wmo", 12094000, 11), ("Jeugd", 5, 6)))
    assert figures(found)["Wmo", BUDGET] == "12094000"


def computed(made: bytes, *, value: str, recompute: bool) -> bytes:
    """The workbook with a value kept for its formulas."""
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        part = package.read("xl/worksheets/sheet1.xml").decode().replace("<v />", value).replace("<v></v>", value)
        book = (
            package.read("xl/workbook.xml")
            .decode()
            .replace('fullCalcOnLoad="1"', 'fullCalcOnLoad="1"' if recompute else "")
        )
    return changed(made, {"xl/worksheets/sheet1.xml": part.replace("<v/>", value), "xl/workbook.xml": book})


@pytest.mark.parametrize(
    ("formula", "kept", "recompute", "signalled"),
    [
        ("=SUM(B3:B4)", "<v>0</v>", False, True),
        ("=B3*2", "<v>0</v>", False, True),
        ("=B3-10", "<v>0</v>", False, False),
        ("=B3-10", "<v>0</v>", True, True),
        ("=SUM(B3:B4)", "<v>30</v>", True, False),
        ("=SUM(B3:B4)", "", False, True),
    ],
)
def test_a_formula_that_nobody_computed_is_signalled(formula: str, kept: str, recompute: bool, signalled: bool) -> None:
    made = sheet(lambda _: None, ("Wmo", 10, 11), ("Jeugd", 20, 21), ("Totaal", formula, 32), ("Pw", 1, 2))
    found = normalised(computed(made, value=kept, recompute=recompute))
    assert (("Totaal", BUDGET) not in figures(found)) is signalled
    assert bool(fates(found, "signalled")) is signalled
    assert {label for label, _ in figures(found)} == {"Wmo", "Jeugd", "Totaal", "Pw"}


def test_struck_cells_of_an_opendocument_sheet() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, style: str = "") -> str:
        return f"<table:table-cell table:style-name='{style}'><text:p>{text}</text:p></table:table-cell>"

    rows = row(*map(cell, HEADS)) + row(cell("Wmo"), cell("98", "ce1"), cell("11")) + row(*map(cell, ("Pw", "1", "2")))
    struck = (
        "<office:automatic-styles><style:style style:name='ce1'><style:text-properties"
        " style:text-line-through-style='solid'/></style:style></office:automatic-styles>"
    )
    made = ods(rows)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        content = package.read("content.xml").decode()
    namespace = ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><office:body>'
    content = content.replace("><office:body>", namespace.replace("<office:body>", f"{struck}<office:body>"))
    found = normalised(changed(made, {"content.xml": content}))
    assert ("Wmo", BUDGET) not in figures(found)
    assert fates(found, "ignored")["98"] == "struck through"


def word(fill: Callable[[Document], None]) -> bytes:
    document, buffer = docx.Document(), io.BytesIO()
    document.add_heading(TITLE, 2)
    table = document.add_table(3, 3)
    for row, texts in zip(table.rows, (HEADS, ("Wmo", "10", "11"), ("Jeugd", "98", "99")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    fill(document)
    document.save(buffer)
    return buffer.getvalue()


def test_struck_deleted_and_hidden_parts_of_a_word_document() -> None:
    def struck(document: Document) -> None:
        for cell in document.tables[0].rows[2].cells[1:]:
            cell.paragraphs[0].runs[0].font.strike = True

    def row_mark(name: str) -> Callable[[Document], None]:
        def fill(document: Document) -> None:
            document.tables[0].rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))

        return fill

    for fill, reason in ((struck, "struck through"), (row_mark("del"), "deleted"), (row_mark("hidden"), "hidden")):
        found = normalised(word(fill))
        assert figures(found) == {("Wmo", BUDGET): "10", ("Wmo", ACTUAL): "11"}, reason
        assert any("98" in text and said == reason for text, said in fates(found, "ignored").items())


def test_a_table_in_a_text_box_is_read_once() -> None:
    def fill(document: Document) -> None:
        inner = docx.Document().add_table(2, 3)
        for row, texts in zip(inner.rows, (HEADS, ("Pw", "7", "8")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        paragraph = document.add_paragraph("Toelichting")
        box = parse_xml(f"<w:pict {nsdecls('w')}><w:txbxContent><w:p/></w:txbxContent></w:pict>")
        box[0].insert(0, inner._tbl)
        paragraph.add_run()._r.append(box)

    found = normalised(word(fill))
    assert figures(found)["Pw", ACTUAL] == "8"
    assert len(figures(found)) == 6
