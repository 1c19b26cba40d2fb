"""What is drawn on PDF pages, as pdfium gives it: rules, fills, and what lies under light letters."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import repeat

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


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[int, int, Matrices]]:
    """Everything drawn on a page in its order but text, by its address, its kind, and the forms it is drawn in."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    yield from _drawn_among(map(ask.object_on, repeat(ask.address(page.raw), count), range(count)), ())


def _drawn_among(objects: Iterable[int], outer: Matrices) -> Iterator[tuple[int, int, Matrices]]:
    for drawn in objects:
        kind = ask.kind_of(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, kind, outer
        elif len(outer) < DEEPEST:
            count = ask.objects_in(drawn)
            yield from _drawn_among(map(ask.object_in, repeat(drawn, count), range(count)), (_matrix(drawn), *outer))


def _shapes(page: pypdfium2.PdfPage) -> Iterator[tuple[Shape, bool, bool]]:
    """The bounds of every path made of straight lines, and whether it is filled and outlined."""
    for drawn, kind, outer in _objects(page):
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        filled, outlined = _drawn_as(drawn)
        if filled or outlined:
            segments = ask.segments_of(drawn)
            for shape in [_bounds(drawn)] if segments <= BOX_SEGMENTS else _parts(drawn, segments):
                yield _outward(shape, outer), filled, outlined


def _outward(shape: Shape, outer: Matrices) -> Shape:
    for matrix in outer:
        shape = matrix.on_rect(*shape)
    return shape


def _drawn_as(path: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether its outline is drawn."""
    held, places = ask.room(ctypes.c_int, 2)
    ask.mode_of_path(path, *places)
    fill, stroke = held[:]
    return bool(fill), bool(stroke)


def _is_light(path: int) -> bool:
    """Whether a path is filled with white or with nothing; a pattern has no one colour."""
    held, places = ask.room(ctypes.c_uint, 4)
    if not ask.fill_of_path(path, *places):
        return False
    red, green, blue, opaque = held[:]
    return not opaque or min(red, green, blue) >= LIGHTEST


def _bounds(drawn: int) -> Shape:
    held, places = ask.room(ctypes.c_float, 4)
    ask.bounds_of(drawn, *places)
    left, bottom, right, top = held[:]
    return left, bottom, right, top


def _matrix(drawn: int) -> pypdfium2.PdfMatrix:
    held, places = ask.room(ctypes.c_float, 6)
    ask.matrix_of_object(drawn, places[0])
    return pypdfium2.PdfMatrix(*held[:])


def _parts(drawn: int, segments: int) -> Iterator[Shape]:
    """The bounds of the strokes of a path, when all of them are straight."""
    matrix, (held, places) = _matrix(drawn), ask.room(ctypes.c_float, 2)
    parts: list[list[tuple[float, float]]] = []
    for index in range(min(segments, MOST_DRAWN)):
        segment = ask.segment_of(drawn, index)
        kind = ask.kind_of_segment(segment)
        if kind not in LINES_ONLY:
            return
        ask.point_of_segment(segment, *places)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append((held[0], held[1]))
    for points in parts:
        xs, ys = zip(*points, strict=True)
        yield matrix.on_rect(min(xs), min(ys), max(xs), max(ys))
