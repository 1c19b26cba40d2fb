"""The same tables as web pages, CSV, workbooks and Word documents."""

from __future__ import annotations

import csv
import html
import io
import re

import docx
from docx.document import Document as WordDocument
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.fuzz.documents import Printout
from tests.fuzz.sheets import Sheet, Slot, slots_of

CLEAN = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?")


def web_page(printout: Printout) -> bytes:
    """Tables with spans; what stands around them in paragraphs."""
    parts = ["<!doctype html><html><head><meta charset='utf-8'></head><body>"]
    for place, block in enumerate(printout.blocks):
        if isinstance(block, Sheet):
            parts.append(_web_table(block))
        elif isinstance(block, str):
            tag = "h1" if not place else "h2" if place == 1 else "p"
            parts.append(f"<{tag}>{html.escape(block)}</{tag}>")
    return "\n".join([*parts, "</body></html>"]).encode()


def _web_table(sheet: Sheet) -> str:
    rows = []
    for slots, heads in slots_of(sheet):
        tag = "th" if heads else "td"
        rows.append(f"<tr>{''.join(_web_cell(slot, tag) for slot in slots)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"


def _web_cell(slot: Slot, tag: str) -> str:
    span = f" colspan={slot.span}" if slot.span > 1 else ""
    return f"<{tag}{span}>{html.escape(slot.text).replace(chr(10), '<br>')}</{tag}>"


def comma_separated(printout: Printout) -> bytes:
    """Semicolons, as Dutch programs write CSV."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    for block in printout.blocks:
        if isinstance(block, str):
            writer.writerow([block])
        elif isinstance(block, Sheet):
            writer.writerows([*block.head_rows(), *block.body])
    return out.getvalue().encode()


def workbook(printout: Printout) -> bytes:
    """One sheet; figures are numbers where they are printed as such."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    line = 1
    for block in printout.blocks:
        if isinstance(block, str):
            sheet.cell(line, 1, block)
            line += 1
        elif isinstance(block, Sheet):
            line = _cells_of(sheet, block, line)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _cells_of(sheet: Worksheet, block: Sheet, line: int) -> int:
    for slots, heads in slots_of(block):
        for slot in (slot for slot in slots if slot.text):
            at = sheet.cell(line, slot.start + 1)
            if heads or slot.start < block.labels or not CLEAN.fullmatch(slot.text):
                at.value = slot.text
            else:
                at.value = float(slot.text.replace(".", "").replace(",", "."))
                at.number_format = "#,##0" if "," not in slot.text else "#,##0.0"
            if slot.span > 1:
                sheet.merge_cells(
                    start_row=line, end_row=line, start_column=slot.start + 1, end_column=slot.start + slot.span
                )
        line += 1
    return line


def word_document(printout: Printout) -> bytes:
    """Tables with merged headings."""
    document = docx.Document()
    for place, block in enumerate(printout.blocks):
        if isinstance(block, Sheet):
            _word_table(document, block)
        elif isinstance(block, str):
            document.add_heading(block, place) if place < 2 else document.add_paragraph(block)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _word_table(document: WordDocument, sheet: Sheet) -> None:
    rows = list(slots_of(sheet))
    table = document.add_table(len(rows), sheet.width)
    for (slots, _), row in zip(rows, table.rows, strict=True):
        cells = row.cells
        for slot in slots:
            cell = cells[slot.start]
            if slot.span > 1:
                cell = cell.merge(cells[slot.start + slot.span - 1])
            if slot.text:
                cell.text = slot.text
