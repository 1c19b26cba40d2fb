"""What is drawn on PDF pages, as pdfium gives it: rules, fills, and what lies under light letters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from tasks.formats import _pdfium_calls as ask
from tasks.formats._pdfium_view import View
from tasks.structure.page.boxes import Box
from tasks.structure.page.rules import THIN, Drawing

MOST_DRAWN = 20_000  # shapes of one page; beyond it is a drawing, not a table
DEEPEST = 4  # forms within forms
BOX_SEGMENTS = 5  # of a line or a rectangle: its bounds are its shape
LINES_ONLY = frozenset({pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO})
COVERS = 0.8  # of the area of a page
LIGHTEST = 0xF0  # of 255 that red, green and blue have in a ground that is as good as white


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


def page_grounds(page: pypdfium2.PdfPage) -> list[tuple[Box, bool]]:
    """What covers parts of a page, from the lowest to the topmost, and whether it is as good as white."""
    view, found = View(page), []
    for drawn, kind, outer in _objects(page):
        if kind in {pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING}:
            found.append((view.box(*_outward(_bounds(drawn), outer)), False))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and _drawn_as(drawn)[0]:
            found.append((view.box(*_outward(_bounds(drawn), outer)), _is_light(drawn)))
    return found


def is_blank(page: pypdfium2.PdfPage) -> bool:
    """Whether nothing at all is drawn on a page."""
    return not pdfium.FPDFPage_CountObjects(page.raw)


def is_covered(page: pypdfium2.PdfPage) -> bool:
    """Whether one picture covers a page, or as good as all of it."""
    frame = View(page).frame
    return any(_shared(box, frame) >= COVERS * _shared(frame, frame) for box in picture_boxes(page))


def picture_boxes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Where the pictures of a page lie."""
    view = View(page)
    for drawn, kind, outer in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield view.box(*_outward(_bounds(drawn), outer))


def _shared(box: Box, frame: Box) -> float:
    """The area that two boxes share."""
    down = min(box.bottom, frame.bottom) - max(box.top, frame.top)
    return max(0.0, box.over(frame)) * max(0.0, down)


Shape = tuple[float, float, float, float]
Matrices = tuple[pypdfium2.PdfMatrix, ...]


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, int, Matrices]]:
    """Everything drawn on a page in its order but text, its kind, and the forms it is drawn in."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    yield from _drawn_among(map(ask.object_on, repeat(ask.address(page.raw), count), range(count)), ())


def _drawn_among(objects: Iterable[int], outer: Matrices) -> Iterator[tuple[Any, int, Matrices]]:
    for place in objects:
        kind = ask.kind_of(place)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        drawn = ctypes.cast(place, pdfium.FPDF_PAGEOBJECT)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, kind, outer
        elif len(outer) < DEEPEST:
            count = pdfium.FPDFFormObj_CountObjects(drawn)
            within = map(ask.object_in, repeat(place, count), range(count))
            yield from _drawn_among(within, (_matrix(drawn), *outer))


def _shapes(page: pypdfium2.PdfPage) -> Iterator[tuple[Shape, bool, bool]]:
    """The bounds of every path made of straight lines, and whether it is filled and outlined."""
    for drawn, kind, outer in _objects(page):
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        filled, outlined = _drawn_as(drawn)
        if filled or outlined:
            segments = pdfium.FPDFPath_CountSegments(drawn)
            for shape in [_bounds(drawn)] if segments <= BOX_SEGMENTS else _parts(drawn, segments):
                yield _outward(shape, outer), filled, outlined


def _outward(shape: Shape, outer: Matrices) -> Shape:
    for matrix in outer:
        shape = matrix.on_rect(*shape)
    return shape


def _drawn_as(path: Any) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its outline is drawn."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _is_light(path: Any) -> bool:
    """Whether a path is filled with white or with nothing; a pattern has no one colour."""
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, opaque):
        return False
    return not opaque.value or min(red.value, green.value, blue.value) >= LIGHTEST


def _bounds(drawn: Any) -> Shape:
    held, places = ask.room(ctypes.c_float, 4)
    ask.bounds_of(ask.address(drawn), *places)
    left, bottom, right, top = held
    return left, bottom, right, top


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
