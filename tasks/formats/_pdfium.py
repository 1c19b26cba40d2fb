"""The words of PDF pages, as pdfium gives them."""

from __future__ import annotations

import ctypes
import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from tasks.formats import _pdfium_calls as ask
from tasks.formats._pdfium_view import View
from tasks.structure.page.boxes import LOST, Look, Word, WordMaker

MOST_GLYPHS = 60_000  # of one page; a full page of small print has 10,000
SPACES = " \t\r\n\f\v\u00a0\u2002\u2003\u2009\u200b\u202f\ufeff"
PRINTED = re.compile(f"[^{SPACES}]+")
SHIFT = 0.3  # points that the lower edge of a glyph may differ before its letters are looked at again
HYPHENS = "\u0002\u00ad\u2010\u2011\u2012"  # printed alike; the first one ends a line for pdfium
UNSAID = "\ufffe"  # in the text of a page: a hyphen that ends a line, or a character that is not known
SIGNS = {code: LOST for code in range(ord(" ")) if chr(code) not in SPACES} | dict.fromkeys(map(ord, HYPHENS), "-")
UNSEEN = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
FILLED = frozenset({pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP})
LIGHTEST = 0xF0  # of 255 that red, green and blue have in ink that is as good as white


def page_text(page: pypdfium2.PdfPage) -> tuple[list[Word], str]:
    """The upright words of a page in printing order, without what pdfium made up itself; and the text at an angle."""
    text, view = page.get_textpage(), View(page)
    raw, count = ask.address(text.raw), min(pdfium.FPDFText_CountChars(text.raw), MOST_GLYPHS)
    signs, boxes = _signs(raw, count), _boxes(raw, count)
    starts, ends = view.across(*boxes)
    letters, maker, turned = _Letters(raw, view, boxes), WordMaker(), []
    space, behind = False, 0
    for found in PRINTED.finditer(signs):
        first, end = found.span()
        space, behind = space or not all(map(ask.is_made_up, repeat(raw), range(behind, first))), end
        for at, stop, base, (size, upright, look) in letters.runs(first, end):
            if upright:
                maker.add(signs[at:stop], starts[at:stop], ends[at:stop], base, size, space, look)
                space = False
            else:
                turned.append(signs[at:stop])
    text.close()
    return maker.words(), "".join(turned)


class Boxes(NamedTuple):
    """The edges of the boxes of glyphs, in the coordinates of their page."""

    lefts: Sequence[float]
    tops: Sequence[float]
    rights: Sequence[float]
    bottoms: Sequence[float]


def _signs(raw: int, count: int) -> str:
    """The characters of a page as they are printed, one for each glyph.

    The text of a page comes in one answer; it lacks what it cannot say, so that one as long as the page has all.
    """
    held = (ctypes.c_ushort * (2 * count + 1))()
    size = ask.texts_in(raw, 0, count, ctypes.addressof(held))
    text = bytes(held)[: 2 * max(0, size - 1)].decode("utf-16-le", "surrogatepass")
    if len(text) != count:
        text = "".join(map(chr, map(ask.unicode_of, repeat(raw, count), range(count))))
    elif UNSAID in text:
        text = "".join(chr(ask.unicode_of(raw, at)) if sign == UNSAID else sign for at, sign in enumerate(text))
    return text.translate(SIGNS)


def _boxes(raw: int, count: int) -> Boxes:
    """The boxes of the glyphs of a page: as wide as the letter is set, as high as its font."""
    held, places = ask.room(pdfium.FS_RECTF, count)
    deque(map(ask.box_of, repeat(raw, count), range(count), places), maxlen=0)
    edges = memoryview(held).cast("B").cast("f").tolist()
    return Boxes(edges[0::4], edges[1::4], edges[2::4], edges[3::4])


class Ink(NamedTuple):
    """How what one text object prints looks."""

    size: float
    upright: bool
    look: Look


def _around(bottom: float, top: float) -> tuple[float, float, float, float]:
    """Between what the edges of a box stand that is as low and as high."""
    return bottom - SHIFT, bottom + SHIFT, top - SHIFT, top + SHIFT


class _Letters:
    """How letters look and where they stand: asked where that may change, and what a text object has once for it."""

    def __init__(self, raw: int, view: View, boxes: Boxes) -> None:
        self.raw, self.view, self.boxes = raw, view, boxes
        self._inks: dict[int, Ink] = {}  # by the address of a text object
        self._point, self._point_at = ask.room(ctypes.c_double, 2)
        self._matrix, self._matrix_at = ask.room(ctypes.c_float, 6)
        self._shades, self._shades_at = ask.room(ctypes.c_uint, 4)

    def runs(self, first: int, end: int) -> Iterator[tuple[int, int, float, Ink]]:
        """Where glyphs of one word begin and end that look alike, their baseline, and how they look.

        They are looked at again where their box is higher or lower than when they were before.
        """
        bottoms, tops = self.boxes.bottoms, self.boxes.tops
        base, ink = self._look_at(first)
        low, high, under, over = _around(bottoms[first], tops[first])
        for at in range(first + 1, end):
            if not (low < bottoms[at] < high and under < tops[at] < over):
                low, high, under, over = _around(bottoms[at], tops[at])
                lower, other = self._look_at(at)
                if lower != base or other != ink:
                    yield first, at, base, ink
                    first, base, ink = at, lower, other
        yield first, end, base, ink

    def _look_at(self, index: int) -> tuple[float, Ink]:
        """The baseline of a glyph, and how it looks."""
        drawn = ask.drawn_with(self.raw, index)
        ink = self._inks.get(drawn) or self._asked(index, drawn)
        if ask.is_unmapped(self.raw, index) == 1:
            ink = ink._replace(look=Look.UNKNOWN)
        ask.origin_of(self.raw, index, *self._point_at)
        return self.view.down(*self._point[:]), ink

    def _asked(self, index: int, drawn: int | None) -> Ink:
        ask.matrix_of(self.raw, index, self._matrix_at[0])
        across, up, aslant, along = self._matrix[:4]
        size = max(1.0, ask.size_of(self.raw, index) * math.hypot(aslant, along))
        ink = Ink(size, self.view.is_upright(across, up), self._look(index, drawn) if drawn else Look.DARK)
        if drawn:
            self._inks[drawn] = ink
        return ink

    def _look(self, index: int, drawn: int) -> Look:
        mode = ask.mode_of(drawn)
        if mode in UNSEEN:
            return Look.INVISIBLE
        if mode not in FILLED:  # an outline is seen whatever it is filled with
            return Look.DARK
        ask.fill_of(self.raw, index, *self._shades_at)
        red, green, blue, opaque = self._shades[:]
        if not opaque:
            return Look.INVISIBLE
        return Look.LIGHT if min(red, green, blue) >= LIGHTEST else Look.DARK
