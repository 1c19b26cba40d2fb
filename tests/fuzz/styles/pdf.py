"""The same tables in PDF, each word in its place, with or without drawn lines."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.fuzz.documents import Break, Printout
from tests.fuzz.sheets import Sheet, Slot, slots_of

FONT, SIZE, PITCH = "Helvetica", 7.5, 13.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 800.0, 40.0, 560.0
LABELS, TEXTS = 200.0, 60.0  # widths of the column of labels and of other columns of text


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


def portable(ruled: bool) -> Callable[[Printout], bytes]:
    """What prints a document as PDF."""

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
    for slots, heads in slots_of(sheet):
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
