"""The same tables as web pages, CSV, workbooks, Word documents and PDF."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator, Sequence

import docx
from docx.document import Document as WordDocument
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.fuzz.documents import Break, Printout
from tests.fuzz.sheets import Sheet, Slot

CLEAN = re.compile(r"-?\d{1,3}(?:\.\d{3})*(?:,\d+)?")
FONT, SIZE, PITCH = "Helvetica", 7.5, 13.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 800.0, 40.0, 560.0
LABELS, TEXTS = 200.0, 60.0  # widths of the column of labels and of other columns of text


def _slots(sheet: Sheet) -> Iterator[tuple[list[Slot], bool]]:
    """Every row as slots, and whether it heads the table."""
    for slots in sheet.head:
        filled: list[Slot] = []
        place = 0
        for slot in slots:
            filled += [Slot("", at) for at in range(place, slot.start)]
            filled.append(slot)
            place = slot.start + slot.span
        yield filled + [Slot("", at) for at in range(place, sheet.width)], True
    for row in sheet.body:
        yield [Slot(text, place) for place, text in enumerate(row)], False


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
    for slots, heads in _slots(sheet):
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
    for slots, heads in _slots(block):
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
    rows = list(_slots(sheet))
    table = document.add_table(len(rows), sheet.width)
    for (slots, _), row in zip(rows, table.rows, strict=True):
        cells = row.cells
        for slot in slots:
            cell = cells[slot.start]
            if slot.span > 1:
                cell = cell.merge(cells[slot.start + slot.span - 1])
            if slot.text:
                cell.text = slot.text


class _Page:
    """Prints lines downwards, and goes on to a next page where this one is full."""

    def __init__(self, ruled: bool) -> None:
        self.held = io.BytesIO()
        self.canvas = Canvas(self.held, pagesize=landscape(A4))
        self.height = landscape(A4)[1]
        self.ruled = ruled
        self.at = TOP

    def text(self, x: float, text: str, right: bool = False, size: float = SIZE) -> None:
        self.canvas.setFont(FONT, size)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, self.height - self.at, text)

    def down(self, by: float = PITCH) -> None:
        self.at += by
        if self.at > BOTTOM:
            self.turn()

    def turn(self) -> None:
        self.canvas.showPage()
        self.at = TOP

    def rule(self, xs: Sequence[float], top: float) -> None:
        if not self.ruled:
            return
        low, high = self.height - top, self.height - self.at
        self.canvas.line(xs[0], low, xs[-1], low)
        self.canvas.line(xs[0], high, xs[-1], high)
        for x in xs:
            self.canvas.line(x, low, x, high)

    def data(self) -> bytes:
        self.canvas.save()
        return self.held.getvalue()


def _portable(ruled: bool) -> Callable[[Printout], bytes]:
    def render(printout: Printout) -> bytes:
        page = _Page(ruled)
        for place, block in enumerate(printout.blocks):
            if isinstance(block, str):
                page.text(LEFT, block, size=13 if place < 2 else SIZE)
                page.down(PITCH * 1.6)
            elif isinstance(block, Break):
                page.at = BOTTOM
                page.text(LEFT, block.foot)
                page.turn()
            else:
                _print_table(page, block)
        return page.data()

    return render


def _edges(sheet: Sheet) -> list[float]:
    """The left edge of each column, and the right edge of the last."""
    first = sheet.labels
    texts = max(range(first), key=lambda place: max(len(row[place]) for row in sheet.body))
    widths = [LABELS if place == texts else TEXTS if place < first else 0.0 for place in range(sheet.width)]
    each = min((RIGHT - LEFT - sum(widths)) / (sheet.width - first), 90.0)
    edges = [LEFT]
    for width in widths:
        edges.append(edges[-1] + (width or each))
    return edges


def _print_table(page: _Page, sheet: Sheet) -> None:
    edges = _edges(sheet)
    for slots, heads in _slots(sheet):
        lines = [_wrapped(slot.text, edges[slot.start + slot.span] - edges[slot.start] - 6) for slot in slots]
        top = page.at - SIZE - 1
        deep = max(map(len, lines))
        for level in range(deep):
            for slot, words in zip(slots, lines, strict=True):
                text = ["", *[""] * deep, *words][-deep:][level] if heads else [*words, *[""] * deep][level]
                _place(page, slot, text, edges, sheet.labels)
            page.at += SIZE + 1.5
        page.at += PITCH - SIZE - 1.5
        kept, page.at = page.at, page.at - SIZE - 1
        page.rule([*(edges[slot.start] for slot in slots), edges[-1]], top)
        page.at = kept
        if page.at > BOTTOM:
            page.turn()
    page.down(PITCH / 2)


def _place(page: _Page, slot: Slot, text: str, edges: Sequence[float], labels: int) -> None:
    if not text:
        return
    if slot.start < labels:
        page.text(edges[slot.start] + 3, text)
    elif slot.span > 1:
        middle = (edges[slot.start] + edges[slot.start + slot.span]) / 2
        page.text(middle - stringWidth(text, FONT, SIZE) / 2, text)
    else:
        page.text(edges[slot.start + 1] - 3, text, right=True)


def _wrapped(text: str, width: float) -> list[str]:
    """The text in as many lines as it takes in its column."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}".strip()
            if line and stringWidth(longer, FONT, SIZE) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


FILES: dict[str, Callable[[Printout], bytes]] = {
    "html": web_page,
    "csv": comma_separated,
    "xlsx": workbook,
    "docx": word_document,
    "pdf": _portable(ruled=False),
    "pdf_ruled": _portable(ruled=True),
}
