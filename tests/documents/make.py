"""Makes the sample documents in the formats in which such documents are really published.

The facts come from the text versions beside them: the tables as they are read there, under headings of our own.
`python -m tests.documents.make` writes them anew; a test holds their figures against those of the text.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from docx import Document as WordDocument
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable

from tasks.formats import read
from tasks.model import Cell, Table

HERE = Path(__file__).parent
MADE_AT = datetime(2026, 11, 22)  # so that the same facts give the same bytes
WHOLE = re.compile(r"-?\d{1,3}(?:\.\d{3})*|-?\d+")
Rows = list[list[Cell | None]]
Render = Callable[[Sequence[str], Sequence[Table]], bytes]


def rows_of(table: Table) -> Rows:
    """The grid of a table, row by row; what a spanning cell covers is None like an empty cell."""
    height = max(cell.row for cell in table.cells) + 1
    width = max(cell.column + cell.column_span for cell in table.cells)
    rows: Rows = [[None] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell
    return rows


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in rows_of(table)]


def _above(table: Table, last: tuple[str, ...]) -> Iterator[str]:
    """The headings that are new since the table before."""
    shared = next((place for place, (a, b) in enumerate(zip(table.section, last, strict=False)) if a != b), len(last))
    yield from table.section[min(shared, len(table.section)) :]


def web_page(head: Sequence[str], tables: Sequence[Table]) -> bytes:
    """A page as a publication tool gives it: headings, and tables with a caption and headings that span."""
    parts = [f"<h1>{html.escape(head[0])}</h1>", *(f"<p>{html.escape(line)}</p>" for line in head[1:])]
    last: tuple[str, ...] = ()
    for table in tables:
        parts += [f"<h2>{html.escape(heading)}</h2>" for heading in _above(table, last)]
        parts += [f"<p>{html.escape(table.note)}</p>"] if table.note else []
        parts.append(f"<table><caption>{html.escape(table.title)}</caption>{''.join(_web_rows(table))}</table>")
        last = table.section
    title = html.escape(head[0])
    page = f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
    return (page + "\n".join(parts) + "\n</body></html>\n").encode()


def _web_rows(table: Table) -> Iterator[str]:
    for number, row in enumerate(rows_of(table)):
        tag = "th" if number < table.heading_rows else "td"
        covered = {place for cell in row if cell for place in range(cell.column + 1, cell.column + cell.column_span)}
        cells = [
            f"<{tag}{f' colspan={cell.column_span}' if cell and cell.column_span > 1 else ''}>"
            f"{html.escape(cell.text) if cell else ''}</{tag}>"
            for place, cell in enumerate(row)
            if place not in covered
        ]
        yield f"<tr>{''.join(cells)}</tr>\n"


def workbook(head: Sequence[str], tables: Sequence[Table]) -> bytes:
    """A sheet for each table, with its headings above it; whole numbers are numbers, shown with points."""
    book = Workbook()
    book.properties.created = book.properties.modified = MADE_AT
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.table_id)
        above = [*head, *table.section, table.title, table.note]
        for line in filter(None, above):
            sheet.append([line])
        _fill(sheet, table, sheet.max_row + 2)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _fill(sheet: Worksheet, table: Table, top: int) -> None:
    for cell in table.cells:
        place = sheet.cell(top + cell.row, cell.column + 1)
        if cell.row >= table.heading_rows and cell.column >= table.label_columns and WHOLE.fullmatch(cell.text):
            place.value = int(cell.text.replace(".", ""))
            place.number_format = "#,##0" if "." in cell.text else "0"
        else:
            place.value = cell.text
        if cell.column_span > 1:
            sheet.merge_cells(
                start_row=place.row, end_row=place.row, start_column=place.column,
                end_column=place.column + cell.column_span - 1,
            )  # fmt: skip


def word(head: Sequence[str], tables: Sequence[Table]) -> bytes:
    """A Word document with headings and tables."""
    document = WordDocument()
    document.core_properties.created = document.core_properties.modified = MADE_AT
    document.add_heading(head[0], 0)
    for line in head[1:]:
        document.add_paragraph(line)
    last: tuple[str, ...] = ()
    for table in tables:
        for heading in _above(table, last):
            document.add_heading(heading, 2)
        texts = _texts(table)
        made = document.add_table(len(texts), len(texts[0]))
        for number, row in enumerate(texts):
            for place, text in enumerate(row):
                made.cell(number, place).text = text
        last = table.section
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def printed(head: Sequence[str], tables: Sequence[Table]) -> bytes:
    """A PDF without rules, as finance systems print them: figures to the right, headings repeated on a next page."""
    style = getSampleStyleSheet()
    flow: list[Flowable] = [Paragraph(html.escape(head[0]), style["Title"])]
    flow += [Paragraph(html.escape(line), style["BodyText"]) for line in head[1:]]
    for table in tables:
        above = [Spacer(1, 18), Paragraph(html.escape(table.title), style["Heading3"])]
        above += [Paragraph(html.escape(table.note), style["BodyText"])] if table.note else []
        flow.append(KeepTogether([*above, _pdf_table(table)]))
    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=landscape(A4), title=head[0], invariant=1).build(flow)
    return held.getvalue()


def _pdf_table(table: Table) -> PdfTable:
    spans = [
        ("SPAN", (cell.column, cell.row), (cell.column + cell.column_span - 1, cell.row))
        for cell in table.cells
        if cell.column_span > 1
    ]
    right = ("ALIGN", (table.label_columns, 0), (-1, -1), "RIGHT")
    size = ("FONTSIZE", (0, 0), (-1, -1), 8)
    return PdfTable(_texts(table), repeatRows=table.heading_rows, hAlign="LEFT", style=[right, size, *spans])


BORNE = ("Monitor Sociaal Domein oktober 2023", "Gemeente Borne",
         "Deze monitor van de gemeente Borne gaat over 1 januari 2023 tot en met 30 juni 2023.",
         "De tekst om de tabellen is van Domeinwacht.")  # fmt: skip
TWENTERAND = ("Jaarstukken 2025", "Gemeente Twenterand", "Programma Sociaal domein van de gemeente Twenterand")
HENGELO = ("Jaarverslag 2024", "Gemeente Hengelo, sociaal domein",
           "Uit het jaarverslag 2024 van de gemeente Hengelo. De tekst om de tabellen is van Domeinwacht.")  # fmt: skip
PLAN = ("Transformatieplan sociaal domein", "Vooruitblik 2026", "Gemeente Hengelo",
        "De gemeente Hengelo telt hier de besparingen van haar plan bij elkaar.")  # fmt: skip

SAMPLES: dict[str, tuple[str, tuple[str, ...], Render]] = {
    "pdf/borne_monitor_2023/document.pdf": ("text_lines/borne_monitor_2023", BORNE, printed),
    "sheet/twenterand_jaarstukken_2025/document.xlsx": ("text_tabs/twenterand_jaarstukken_2025", TWENTERAND, workbook),
    "html/hengelo_jaarverslag_2024/document.html": ("text_lines/hengelo_jaarverslag_2024", HENGELO, web_page),
    "docx/hengelo_transformatieplan_2026/document.docx": ("text_lines/hengelo_transformatieplan_2026", PLAN, word),
}


def make(sample: str) -> bytes:
    """The bytes of a sample, from the facts of its text version."""
    text, head, render = SAMPLES[sample]
    return render(head, read((HERE / text / "document.txt").read_bytes()).tables)


if __name__ == "__main__":
    for sample in SAMPLES:
        path = HERE / sample
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make(sample))
