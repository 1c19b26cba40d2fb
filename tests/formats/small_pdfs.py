"""Small PDFs for the tests: tables placed word by word, as finance systems print them, with or without rules."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SIZE = 9
LEFT, TOP, PITCH = 60, 100, 14
COLUMNS = (300, 380, 460)  # right edges
Row = Sequence[str]


class Printer:
    """Prints lines on pages; heights count from the top."""

    def __init__(self, **options: object) -> None:
        self.held = BytesIO()
        self.canvas = Canvas(self.held, pagesize=A4, **options)
        self.font = "Helvetica"
        self.canvas.setFont(self.font, SIZE)

    def use_unicode(self) -> None:
        """A font that has more signs than those of Western Europe."""
        self.font = "Vera"
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))

    def text(self, x: float, y: float, text: str, *, right: bool = False, size: float = SIZE) -> None:
        self.canvas.setFont(self.font, size)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, A4[1] - y, text)

    def row(self, y: float, row: Row, columns: Sequence[float] = COLUMNS) -> None:
        self.text(LEFT, y, row[0])
        for edge, text in zip(columns, row[1:], strict=False):
            self.text(edge, y, text, right=True)

    def rows(self, rows: Sequence[Row], top: float = TOP, pitch: float = PITCH) -> float:
        for place, row in enumerate(rows):
            self.row(top + place * pitch, row)
        return top + len(rows) * pitch

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for x in xs:
            self.canvas.line(x, A4[1] - ys[0], x, A4[1] - ys[-1])
        for y in ys:
            self.canvas.line(xs[0], A4[1] - y, xs[-1], A4[1] - y)

    def page(self) -> None:
        self.canvas.showPage()

    def data(self) -> bytes:
        self.canvas.save()
        return self.held.getvalue()
