"""Word documents: reading order, merged cells, nested tables, and what is not printed."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table as WordTable

from tasks.formats.docx import fits, read
from tasks.model import Reading

ROWS = (("Programma", "2024", "2025"), ("Jeugd", "1.200", "1.350"), ("Wmo", "900", "1.010"))


def written(fill: Callable[[Document], None]) -> Reading:
    document, buffer = docx.Document(), io.BytesIO()
    fill(document)
    document.save(buffer)
    assert fits(buffer.getvalue()) > 0.9
    return read(buffer.getvalue())


def put(table: WordTable, rows: tuple[tuple[str, ...], ...] = ROWS) -> WordTable:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_headings_notes_and_rest_in_reading_order() -> None:
    def fill(document: Document) -> None:
        document.add_heading("Jaarstukken 2025", 1)
        document.add_heading("Sociaal domein", 2)
        document.add_paragraph("In 2025 namen de lasten toe.")
        document.add_paragraph("Bedragen x € 1.000")
        put(document.add_table(3, 3))
        document.add_paragraph("* Inclusief 2024")
        document.sections[0].footer.paragraphs[0].text = "Pagina 1"

    reading = written(fill)
    (table,) = reading.tables
    assert table.section == ("Jaarstukken 2025", "Sociaal domein")
    assert (table.title, table.note, table.heading_rows) == ("Sociaal domein", "Bedragen x € 1.000", 1)
    assert [cell.locator for cell in table.cells][-1] == "table 1 row 3 column 3"
    reasons = {rest.text: rest.reason for rest in reading.remainder}
    assert reasons == {
        "Jaarstukken 2025": "heading",
        "In 2025 namen de lasten toe.": "prose",
        "Bedragen x € 1.000": "scale note",
        "* Inclusief 2024": "footnote",
        "Pagina 1": "page footer",
    }


def test_merged_cells_are_read_once_with_their_span() -> None:
    def fill(document: Document) -> None:
        rows = (
            ("Soort", "Lasten", "", "Baten"),
            ("", "2024", "2025", "2025"),
            ("Jeugd", "1", "2", "3"),
            ("", "4", "5", "6"),
        )
        table = put(document.add_table(4, 4), rows)
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(2, 0).merge(table.cell(3, 0))

    (table,) = written(fill).tables
    spans = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["Lasten"] == (0, 1, 1, 2)
    assert spans["Baten"] == (0, 3, 1, 1)
    assert spans["Jeugd"] == (2, 0, 2, 1)
    assert [cell.text for cell in table.cells].count("Jeugd") == 1


def test_tables_in_a_table_that_only_places_them() -> None:
    def fill(document: Document) -> None:
        host = document.add_table(1, 2)
        for cell in host.rows[0].cells:
            put(cell.add_table(3, 3))

    tables = written(fill).tables
    assert [table.cells[-1].locator for table in tables] == [
        "table 1 row 1 column 1 table 1 row 3 column 3",
        "table 1 row 1 column 2 table 1 row 3 column 3",
    ]


def test_a_table_inside_a_cell_of_figures_is_a_table_of_its_own() -> None:
    def fill(document: Document) -> None:
        put(put(document.add_table(3, 3)).cell(2, 0).add_table(3, 3))

    outer, inner = written(fill).tables
    assert [cell.text for cell in outer.cells if cell.row == 2] == ["Wmo", "900", "1.010"]
    assert len(inner.cells) == 9


def test_deletions_hidden_text_and_raised_digits() -> None:
    def fill(document: Document) -> None:
        table = put(document.add_table(3, 3))
        run = table.cell(1, 1).paragraphs[0].add_run("2")
        run.font.superscript = True
        hidden = table.cell(1, 2).paragraphs[0].add_run("999")
        hidden.font.hidden = True
        deleted = f"<w:del {nsdecls('w')}><w:r><w:delText>5</w:delText></w:r></w:del>"
        table.cell(2, 1).paragraphs[0]._p.append(parse_xml(deleted))
        inserted = f"<w:ins {nsdecls('w')}><w:r><w:t>0</w:t></w:r></w:ins>"
        table.cell(2, 2).paragraphs[0]._p.append(parse_xml(inserted))

    (table,) = written(fill).tables
    assert [cell.text for cell in table.cells][-5:] == ["1.200²", "1.350", "Wmo", "900", "1.0100"]


def test_tables_in_content_controls_are_found() -> None:
    def fill(document: Document) -> None:
        table = put(document.add_table(3, 3))._tbl
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
        table.addprevious(control)
        control[0].append(table)

    assert len(written(fill).tables) == 1
