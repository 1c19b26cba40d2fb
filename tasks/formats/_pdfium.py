"""The words and the drawing of PDF pages, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tasks.structure.page.boxes import Box, Word, WordMaker
from tasks.structure.page.rules import THIN, Drawing

MOST_GLYPHS = 60_000  # of one page; a full page of small print has 10,000
MOST_DRAWN = 20_000  # shapes of one page; beyond it is a drawing, not a table
DEEPEST = 4  # forms within forms
BOX_SEGMENTS = 5  # of a line or a rectangle: its bounds are its shape
LINES_ONLY = frozenset({pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO})
SPACES = frozenset(" \t\r\n\f\v\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff\u0000")
SHIFT = 0.3  # points that the lower edge of a glyph may differ before its letters are looked at again
STEEP = 0.99  # squared cosine: text at a steeper angle is not read (the scale of a chart, a watermark)
HYPHEN = "\u0002"  # pdfium's sign for a hyphen at the end of a line


class View:
    """From the page's own coordinates to those of the page as it is looked at."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self.left, self.bottom, self.wide, self.high = left, bottom, right - left, top - bottom
        self.turns = (page.get_rotation() // 90) % 4

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page, turned as the page is."""
        x0, x1 = sorted((left - self.left, right - self.left))
        y0, y1 = sorted((bottom - self.bottom, top - self.bottom))
        if self.turns == 1:
            return Box(y0, x0, y1, x1)
        if self.turns == 2:
            return Box(self.wide - x1, y0, self.wide - x0, y1)
        if self.turns == 3:
            return Box(self.high - y1, self.wide - x1, self.high - y0, self.wide - x0)
        return Box(x0, self.high - y1, x1, self.high - y0)

    def across(self, rect: Any) -> tuple[float, float]:
        """Where a rectangle of the page begins and ends from left to right."""
        if self.turns == 0:
            return rect.left - self.left, rect.right - self.left
        box = self.box(rect.left, rect.bottom, rect.right, rect.top)
        return box.x0, box.x1

    def is_upright(self, across: float, up: float) -> bool:
        """Whether text that runs in this direction is read from left to right on the page as it is looked at."""
        ahead = (across, up, -across, -up)[self.turns]
        return ahead > 0 and ahead * ahead > STEEP * (across * across + up * up)


def page_text(page: pypdfium2.PdfPage) -> tuple[list[Word], str]:
    """The upright words of a page in printing order, without what pdfium made up itself; and the text at an angle."""
    text, view = page.get_textpage(), View(page)
    raw, count = text.raw, min(pdfium.FPDFText_CountChars(text.raw), MOST_GLYPHS)
    letters, maker, turned = _Letters(raw, view), WordMaker(), []
    rect, unicode, loose = pdfium.FS_RECTF(), pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    at, space, fresh, lower, upper = ctypes.byref(rect), False, True, 0.0, 0.0
    for index in range(count):
        character = chr(unicode(raw, index))
        if character in SPACES:
            space, fresh = space or not pdfium.FPDFText_IsGenerated(raw, index), True
            continue
        if not loose(raw, index, at):
            continue
        if fresh or not (lower - SHIFT < rect.bottom < lower + SHIFT and upper - SHIFT < rect.top < upper + SHIFT):
            letters.look(index)
            fresh, lower, upper = False, rect.bottom, rect.top
        if not letters.upright:
            turned.append(character)
            continue
        x0, x1 = view.across(rect)
        maker.add("-" if character == HYPHEN else character, x0, x1, letters.base, letters.size, space)
        space = False
    text.close()
    return maker.words(), "".join(turned)


class _Letters:
    """How large the letters are and where they stand: asked once per word, it costs as much as a glyph's box."""

    def __init__(self, raw: Any, view: View) -> None:
        self.raw, self.view = raw, view
        self.size, self.base, self.upright = 1.0, 0.0, True
        self._matrix, self._x, self._y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()

    def look(self, index: int) -> None:
        """Take size, direction and baseline of one glyph."""
        pdfium.FPDFText_GetMatrix(self.raw, index, self._matrix)
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self._x, self._y)
        matrix = self._matrix
        self.size = max(1.0, pdfium.FPDFText_GetFontSize(self.raw, index) * math.hypot(matrix.c, matrix.d))
        self.upright = self.view.is_upright(matrix.a, matrix.b)
        self.base = self.view.box(self._x.value, self._y.value, self._x.value, self._y.value).bottom


def page_drawing(page: pypdfium2.PdfPage) -> Drawing:
    """The rules and fills of a page."""
    view = View(page)
    boxes: list[Box] = []
    stroked: list[Box] = []
    for shape, filled, outlined in _shapes(page):
        box = view.box(*shape)
        if outlined and box.height > THIN and box.x1 - box.x0 > THIN:
            stroked.append(box)
        elif filled or outlined:
            boxes.append(box)
        if len(boxes) + len(stroked) > MOST_DRAWN:
            return Drawing(())
    return Drawing(tuple(boxes), tuple(stroked))


Shape = tuple[float, float, float, float]


def _shapes(page: pypdfium2.PdfPage) -> Iterator[tuple[Shape, bool, bool]]:
    """The bounds of every path made of straight lines, and whether it is filled and outlined."""
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        yield from _shapes_of(pdfium.FPDFPage_GetObject(page.raw, index), ())


def _shapes_of(drawn: Any, outer: tuple[pypdfium2.PdfMatrix, ...]) -> Iterator[tuple[Shape, bool, bool]]:
    kind = pdfium.FPDFPageObj_GetType(drawn)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and len(outer) < DEEPEST:
        for index in range(pdfium.FPDFFormObj_CountObjects(drawn)):
            yield from _shapes_of(pdfium.FPDFFormObj_GetObject(drawn, index), (_matrix(drawn), *outer))
    if kind != pdfium.FPDF_PAGEOBJ_PATH:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke)
    if not fill.value and not stroke.value:
        return
    segments = pdfium.FPDFPath_CountSegments(drawn)
    for shape in [_bounds(drawn)] if segments <= BOX_SEGMENTS else _parts(drawn, segments):
        for matrix in outer:
            shape = matrix.on_rect(*shape)
        yield shape, bool(fill.value), bool(stroke.value)


def _bounds(drawn: Any) -> Shape:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(drawn: Any) -> pypdfium2.PdfMatrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
    return pypdfium2.PdfMatrix.from_raw(matrix)


def _parts(drawn: Any, segments: int) -> Iterator[Shape]:
    """The bounds of the strokes of a path, when all of them are straight."""
    matrix, x, y = _matrix(drawn), ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for index in range(min(segments, MOST_DRAWN)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind not in LINES_ONLY:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append((x.value, y.value))
    for points in parts:
        xs, ys = zip(*points, strict=True)
        yield matrix.on_rect(min(xs), min(ys), max(xs), max(ys))
