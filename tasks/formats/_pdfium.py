"""The words of PDF pages, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
from functools import cache
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tasks.formats._pdfium_view import View
from tasks.structure.page.boxes import Look, Word, WordMaker

MOST_GLYPHS = 60_000  # of one page; a full page of small print has 10,000
SPACES = frozenset(map(ord, " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff"))
SHIFT = 0.3  # points that the lower edge of a glyph may differ before its letters are looked at again
HYPHENS = "\u0002\u00ad\u2010\u2011\u2012"  # printed alike; the first one ends a line for pdfium
LOST = "\ufffd"
UNSEEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
FILLED = frozenset({pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP})
LIGHTEST = 0xF0  # of 255 that red, green and blue have in ink that is as good as white


def page_text(page: pypdfium2.PdfPage) -> tuple[list[Word], str]:
    """The upright words of a page in printing order, without what pdfium made up itself; and the text at an angle."""
    text, view = page.get_textpage(), View(page)
    raw, count = text.raw, min(pdfium.FPDFText_CountChars(text.raw), MOST_GLYPHS)
    letters, maker, turned = _Letters(raw, view), WordMaker(), []
    rect, unicode, loose = pdfium.FS_RECTF(), pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    at, space, fresh, lower, upper = ctypes.byref(rect), False, True, 0.0, 0.0
    level, left = view.turns == 0, view.left
    for index in range(count):
        code = unicode(raw, index)
        if code in SPACES:
            space, fresh = space or not pdfium.FPDFText_IsGenerated(raw, index), True
            continue
        if not loose(raw, index, at):
            continue
        if fresh or not (lower - SHIFT < rect.bottom < lower + SHIFT and upper - SHIFT < rect.top < upper + SHIFT):
            letters.take(index)
            fresh, lower, upper = False, rect.bottom, rect.top
        sign, known = _sign(code)
        if not letters.upright:
            turned.append(sign)
            continue
        x0, x1 = (rect.left - left, rect.right - left) if level else view.across(rect)  # of every glyph: no call
        maker.add(sign, x0, x1, letters.base, letters.size, space, letters.look if known else Look.UNKNOWN)
        space = False
    text.close()
    return maker.words(), "".join(turned)


@cache
def _sign(code: int) -> tuple[str, bool]:
    """The character of a code as it is printed, and whether it is known."""
    character = chr(code)
    if character in HYPHENS:
        return "-", True
    return (LOST, False) if character < " " or character == LOST else (character, True)


class _Letters:
    """How large the letters are and where they stand: asked once per word, it costs as much as a glyph's box."""

    def __init__(self, raw: Any, view: View) -> None:
        self.raw, self.view = raw, view
        self.size, self.base, self.upright, self.look = 1.0, 0.0, True, Look.DARK
        self._matrix, self._x, self._y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        self._ink = tuple(ctypes.c_uint() for _ in range(4))
        self._looks: dict[int, Look] = {}  # of each text object by its address: all its letters have one ink
        self._at = tuple(map(ctypes.byref, (self._matrix, self._x, self._y, *self._ink)))

    def take(self, index: int) -> None:
        """Take size, direction, baseline and look of one glyph."""
        pdfium.FPDFText_GetMatrix(self.raw, index, self._at[0])
        pdfium.FPDFText_GetCharOrigin(self.raw, index, *self._at[1:3])
        matrix = self._matrix
        self.size = max(1.0, pdfium.FPDFText_GetFontSize(self.raw, index) * math.hypot(matrix.c, matrix.d))
        self.upright = self.view.is_upright(matrix.a, matrix.b)
        self.base = self.view.down(self._x.value, self._y.value)
        self.look = self._look(index)

    def _look(self, index: int) -> Look:
        if pdfium.FPDFText_HasUnicodeMapError(self.raw, index) == 1:
            return Look.UNKNOWN
        drawn = pdfium.FPDFText_GetTextObject(self.raw, index)
        if not drawn:
            return Look.DARK
        known = ctypes.addressof(drawn.contents)
        if known not in self._looks:
            self._looks[known] = self._look_of(drawn, index)
        return self._looks[known]

    def _look_of(self, drawn: Any, index: int) -> Look:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        if mode in UNSEEN:
            return Look.INVISIBLE
        if mode not in FILLED:  # an outline is seen whatever it is filled with
            return Look.DARK
        pdfium.FPDFText_GetFillColor(self.raw, index, *self._at[3:])
        red, green, blue, opaque = (part.value for part in self._ink)
        if not opaque:
            return Look.INVISIBLE
        return Look.LIGHT if min(red, green, blue) >= LIGHTEST else Look.DARK
