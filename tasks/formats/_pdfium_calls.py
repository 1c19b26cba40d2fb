"""Functions of pdfium that are asked thousands of times for a page: they take and give addresses as plain numbers.

What a call costs is mostly the wrapping of its arguments; pdfium itself answers from a list.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

ADDRESS, NUMBER, SIZE = ctypes.c_void_p, ctypes.c_int, ctypes.c_double


def address(pointer: Any) -> int:
    """Where a function of pdfium stands, or what it gave a pointer to."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def room(kind: Any, count: int) -> tuple[Any, list[int]]:
    """Room for so many answers, which `[:]` reads all at once, and the address of each."""
    held, size = (kind * count)(), ctypes.sizeof(kind)
    first = ctypes.addressof(held)
    return held, list(range(first, first + size * count, size))


def _plain(function: Any, gives: Any, *takes: Any) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(gives, *takes)(address(function))


unicode_of = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, ADDRESS, NUMBER)
texts_in = _plain(pdfium.FPDFText_GetText, NUMBER, ADDRESS, NUMBER, NUMBER, ADDRESS)
box_of = _plain(pdfium.FPDFText_GetLooseCharBox, NUMBER, ADDRESS, NUMBER, ADDRESS)
origin_of = _plain(pdfium.FPDFText_GetCharOrigin, NUMBER, ADDRESS, NUMBER, ADDRESS, ADDRESS)
drawn_with = _plain(pdfium.FPDFText_GetTextObject, ADDRESS, ADDRESS, NUMBER)
matrix_of = _plain(pdfium.FPDFText_GetMatrix, NUMBER, ADDRESS, NUMBER, ADDRESS)
size_of = _plain(pdfium.FPDFText_GetFontSize, SIZE, ADDRESS, NUMBER)
fill_of = _plain(pdfium.FPDFText_GetFillColor, NUMBER, ADDRESS, NUMBER, *[ADDRESS] * 4)
mode_of = _plain(pdfium.FPDFTextObj_GetTextRenderMode, NUMBER, ADDRESS)
is_unmapped = _plain(pdfium.FPDFText_HasUnicodeMapError, NUMBER, ADDRESS, NUMBER)
is_made_up = _plain(pdfium.FPDFText_IsGenerated, NUMBER, ADDRESS, NUMBER)

object_on = _plain(pdfium.FPDFPage_GetObject, ADDRESS, ADDRESS, NUMBER)
objects_in = _plain(pdfium.FPDFFormObj_CountObjects, NUMBER, ADDRESS)
object_in = _plain(pdfium.FPDFFormObj_GetObject, ADDRESS, ADDRESS, ctypes.c_ulong)
kind_of = _plain(pdfium.FPDFPageObj_GetType, NUMBER, ADDRESS)
bounds_of = _plain(pdfium.FPDFPageObj_GetBounds, NUMBER, *[ADDRESS] * 5)
matrix_of_object = _plain(pdfium.FPDFPageObj_GetMatrix, NUMBER, ADDRESS, ADDRESS)
mode_of_path = _plain(pdfium.FPDFPath_GetDrawMode, NUMBER, *[ADDRESS] * 3)
fill_of_path = _plain(pdfium.FPDFPageObj_GetFillColor, NUMBER, *[ADDRESS] * 5)
segments_of = _plain(pdfium.FPDFPath_CountSegments, NUMBER, ADDRESS)
segment_of = _plain(pdfium.FPDFPath_GetPathSegment, ADDRESS, ADDRESS, NUMBER)
kind_of_segment = _plain(pdfium.FPDFPathSegment_GetType, NUMBER, ADDRESS)
point_of_segment = _plain(pdfium.FPDFPathSegment_GetPoint, NUMBER, *[ADDRESS] * 3)
