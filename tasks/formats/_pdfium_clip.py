"""A part of a PDF page as a picture, with the text that is printed in it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pypdfium2

from tasks.formats._pdfium import page_text
from tasks.formats._pdfium_drawing import picture_boxes
from tasks.formats._pdfium_view import View
from tasks.model import Clipping, Unreadable
from tasks.structure.page.boxes import Box, Word, hull

SCALE = 2.0  # pixels to a point: small print is sharp on a screen and on paper
PAPER = 10.0  # points left and right of what is printed: the rest of a wide margin only makes it smaller
LEADING = 3.0  # points above and below it
MOST_PIXELS = 4_000_000  # of a clip: an A3 page lying, in full
ON_ONE_LINE = 0.5  # of the height of a word, beside the one before it
NO_PAGE = "de PDF heeft geen pagina {}"
NOT_THERE = "dat deel ligt buiten de pagina"


def clip(data: bytes, number: int, box: Sequence[float]) -> Clipping:
    """The lines that stand in a box of a page, whole, without the margins around what is printed there.

    Args:
        data: The PDF.
        number: Of the page, from 1.
        box: Left, top, right and bottom in points from the upper left corner of the page as it is looked at; where
            something is printed in it, left and right are as far as that goes.

    Raises:
        Unreadable: It is no PDF that can be opened, or has no such page or part of it.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            if not 1 <= number <= len(document):
                raise Unreadable(NO_PAGE.format(number))
            return _clip(document[number - 1], Box(*box))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"de PDF is beschadigd of afgesloten ({error})") from error


def _clip(page: pypdfium2.PdfPage, asked: Box) -> Clipping:
    frame = View(page).frame
    words, turned = page_text(page)
    box = _shared(asked, frame)
    if printed := [word.box for word in words if box.top <= word.box.middle <= box.bottom]:
        box = _shared(_wider(hull(printed)), frame)  # whole lines: none is cut through
    if box.x1 - box.x0 < 1 or box.height < 1:
        raise Unreadable(NOT_THERE)
    scale = min(SCALE, math.sqrt(MOST_PIXELS / ((box.x1 - box.x0) * box.height)))
    # Notes and fields lie over the page and are in no text of it: they are not drawn.
    made = page.render(
        scale=scale,
        crop=(box.x0, frame.bottom - box.bottom, frame.x1 - box.x1, box.top),
        grayscale=True,
        draw_annots=False,
        may_draw_forms=False,
    )
    return Clipping(
        width=made.width,
        height=made.height,
        stride=made.stride,
        grey=bytes(made.buffer)[: made.stride * made.height],
        text="\n".join([*_lines([word for word in words if _meets(word.box, box)]), turned]),
        has_picture=any(_meets(one, box) for one in picture_boxes(page)),
        box=tuple(box),
    )


def _shared(one: Box, other: Box) -> Box:
    return Box(max(one.x0, other.x0), max(one.top, other.top), min(one.x1, other.x1), min(one.bottom, other.bottom))


def _wider(box: Box) -> Box:
    return Box(box.x0 - PAPER, box.top - LEADING, box.x1 + PAPER, box.bottom + LEADING)


def _meets(one: Box, other: Box) -> bool:
    return one.over(other) > 0 and min(one.bottom, other.bottom) > max(one.top, other.top)


def _lines(words: Sequence[Word]) -> list[str]:
    """Words as lines of text: beside each other, from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.box.middle):
        if lines and word.box.beside(lines[-1][0].box) > ON_ONE_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [" ".join(word.text for word in sorted(line, key=lambda word: word.box.x0)) for line in lines]
