"""The words and rules of a page that is a picture, as Tesseract recognises them.

Tesseract runs inside the process that reads the document, so no program is started and the limits of `tasks.sandbox`
hold for it too: docs/adr/0018. Whether it is there says `tasks.tesseract`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pypdfium2

from tasks.limits import RECOGNISING
from tasks.structure.page.boxes import ASCENT, Box, Word
from tasks.structure.page.rules import Drawing
from tasks.tesseract import LANGUAGE, folder

POINTS = 72
DPI = 300  # letters of 9 points are 27 pixels high then, which Tesseract reads best
COARSE, COARSEST = 200, 72  # dots to an inch: below the first, a scan has steps when it is stretched
MOST_PIXELS = 25_000_000  # A3 at 300 dpi is 17 million
SMOOTH, CUBIC = 1, 3  # ways of Pillow to make a picture larger: Lanczos, bicubic
LEGIBLE = 60  # percent of confidence in a page below which its words are guesses, or it lies otherwise
TURNS = (0, 90, 270, 180)
SKEWED = 0.002  # radians: over the width of a page less is a third of a line
MOST_SKEWED = 0.2  # radians: more is no page that lay askew
MARGIN = 2  # pixels around a rule that are wiped with it
FEWEST = 3  # characters of a word that says whether a page lies as it is read
LEVEL = (0, 0)  # the orientation and writing direction of text that stands upright and runs to the right
PAPER = 255
FAINTEST = 40  # of 255 levels that a dash is darker than its ground
PATIENCE = 60_000  # milliseconds for one picture; a dense double page takes 6.000
HALF = 0.5  # of a pixel, since the renderer rounds up
BEFORE = 0.9  # of the height of a figure: how far before it its minus stands
LOWEST = 8  # pixels of a digit in which a dash can be told
TALL = 0.45  # of the height of a digit that its own strokes reach at least
SHORTEST, THICKEST = 0.2, 0.32  # of that height: a dash
HALF_WAY = (0.3, 0.8)  # of that height, from its top: between which a dash lies
UNEVEN = 2  # pixels that a dash rises or falls


class Seen(NamedTuple):
    """What was seen on a page, in points from the upper left corner of the page as it is read."""

    words: list[Word]
    drawing: Drawing
    frame: Box

    @property
    def confidence(self) -> float:
        """How sure its longer words are, of 100: read upside down they are not."""
        sure = [(len(word.text), word.confidence or 0) for word in self.words if len(word.text) >= FEWEST]
        letters = sum(length for length, _ in sure)
        return sum(length * share for length, share in sure) / letters if letters else 0.0


def is_in_time() -> bool:
    """Whether this process has time left for another picture."""
    return time.process_time() < RECOGNISING


def recognised(page: pypdfium2.PdfPage) -> Seen:
    """What stands on a page, turned so that it reads best."""
    tried: list[Seen] = []
    for turn in TURNS:
        if tried and not is_in_time():
            break
        tried.append(_seen(*_picture(page, turn)))
        if tried[-1].confidence >= LEGIBLE:
            return tried[-1]
    return max(tried, key=lambda seen: seen.confidence)


@cache
def _engine() -> Any:
    """Tesseract with its language loaded: once for a document."""
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=f"{folder()}", lang=LANGUAGE, psm=tesserocr.PSM.AUTO)


def _picture(page: pypdfium2.PdfPage, turn: int) -> tuple[Any, float]:
    """A page as a grey picture, turned further than it says itself, and the pixels of a point.

    A coarse scan is taken as it is and made larger smoothly: stretched by the renderer its letters have steps.
    """
    width, height = page.get_size()
    scale = min(DPI / POINTS, math.sqrt(MOST_PIXELS / max(1.0, width * height)))
    own = min(scale, _density(page))
    own = own if own * POINTS < COARSE else scale
    exact = (round(width * own) - HALF) / width  # as many pixels as the picture itself has: no row comes twice
    picture = page.render(scale=exact, rotation=turn, grayscale=True).to_pil().convert("L")
    if own < scale:
        picture = picture.resize((round(picture.width * scale / own), round(picture.height * scale / own)), SMOOTH)
    return picture, scale


def _density(page: pypdfium2.PdfPage) -> float:
    """The pixels to a point of the pictures that fill a page; what is drawn without them is as fine as wanted."""
    areas, pixels = [], []
    for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        x0, y0, x1, y1 = image.get_bounds()
        areas.append((x1 - x0) * (y1 - y0))
        pixels.append(math.prod(image.get_px_size()))
    if 2 * sum(areas) < math.prod(page.get_size()):
        return DPI / POINTS
    return max(COARSEST / POINTS, math.sqrt(sum(pixels) / sum(areas)))


def _seen(picture: Any, scale: float) -> Seen:
    """What stands in a picture; lying askew it is straightened first."""
    rules, skew = _layout(picture, scale)
    if SKEWED < abs(skew) < MOST_SKEWED:
        picture = picture.rotate(math.degrees(skew), fillcolor=PAPER, resample=CUBIC)
        rules, _ = _layout(picture, scale)
    _wipe(picture, [box for box in rules if box[3] - box[1] > box[2] - box[0]])
    _set(picture, scale)
    if not _engine().Recognize(PATIENCE):
        raise TimeoutError("recognising the picture took too long")
    words = list(_words(picture, scale))
    frame = Box(0, 0, picture.width / scale, picture.height / scale)
    return Seen(words, Drawing(tuple(_scaled(box, scale) for box in rules)), frame)


def _set(picture: Any, scale: float) -> None:
    _engine().SetImage(picture)
    _engine().SetSourceResolution(round(scale * POINTS))


def _layout(picture: Any, scale: float) -> tuple[list[Sequence[int]], float]:
    """The rules of a picture, and by how many radians it lies askew."""
    from tesserocr import PT, RIL, iterate_level

    _set(picture, scale)
    found = _engine().AnalyseLayout()
    if found is None:
        return [], 0.0
    rules, skews = [], []
    for block in iterate_level(found, RIL.BLOCK):
        if block.BlockType() in {PT.HORZ_LINE, PT.VERT_LINE}:
            rules.append(block.BoundingBox(RIL.BLOCK))
        else:
            skews.append(block.Orientation()[3])
    return rules, sorted(skews)[len(skews) // 2] if skews else 0.0


def _wipe(picture: Any, boxes: Sequence[Sequence[int]]) -> None:
    """Takes upright rules out of a picture: beside one a minus is lost and a letter becomes another."""
    for x0, top, x1, bottom in boxes:
        picture.paste(PAPER, (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN))


def _words(picture: Any, scale: float) -> Iterator[Word]:
    """The words that were recognised, each as high as the letters of its line are large; none that stand on end."""
    from tesserocr import RIL, iterate_level

    found, end = _engine().GetIterator(), 0
    for word in iterate_level(found, RIL.WORD) if found and not found.Empty(RIL.WORD) else ():
        text, placed = word.GetUTF8Text(RIL.WORD).strip(), word.Baseline(RIL.WORD)
        if not text or placed is None or word.Orientation()[:2] != LEVEL:
            continue
        box = word.BoundingBox(RIL.WORD)
        before = end if end < box[0] else 0
        if text[0].isdigit() and (start := _minus(picture, word.BoundingBox(RIL.SYMBOL) or box, before)):
            text, box = f"-{text}", (start, *box[1:])
        end = box[2]
        size = word.RowAttributes()["row_height"] / scale
        top = placed[0][1] / scale - ASCENT * size
        where = Box(box[0] / scale, top, box[2] / scale, top + size)
        yield Word(text, where, size, confidence=round(word.Confidence(RIL.WORD)))


def _minus(picture: Any, digit: Sequence[int], before: int) -> int:
    """Where a dash begins that stands right before a digit, or in its box: Tesseract passes over many; 0 for none."""
    x0, top, x1, bottom = digit
    high = bottom - top
    left = max(before, round(x0 - BEFORE * high), 0)
    if high < LOWEST:
        return 0
    around = picture.crop((left, top, max(x1, left + 1), bottom))
    faint = around.getextrema()[1] - FAINTEST
    inked = around.point([PAPER if level <= faint else 0 for level in range(PAPER + 1)])
    columns = [inked.crop((at, 0, at + 1, high)).getbbox() for at in range(inked.width)]
    first = next((at for at, ink in enumerate(columns) if ink and ink[3] - ink[1] >= TALL * high), 0)
    dash = [(at, ink[1], ink[3]) for at, ink in enumerate(columns[:first]) if ink]
    return left + dash[0][0] if _is_dash(dash, high) else 0


def _is_dash(dash: Sequence[tuple[int, int, int]], high: int) -> bool:
    """Whether columns of ink (at, top, bottom) are one level stroke half-way the height of a digit."""
    if len(dash) < SHORTEST * high or dash[-1][0] - dash[0][0] >= len(dash):
        return False
    tops, bottoms = [top for _, top, _ in dash[1:-1]], [bottom for _, _, bottom in dash[1:-1]]
    level = max(max(tops) - min(tops), max(bottoms) - min(bottoms)) <= UNEVEN
    half_way = HALF_WAY[0] * high <= min(tops) and max(bottoms) <= HALF_WAY[1] * high
    return level and half_way and max(bottoms) - min(tops) <= THICKEST * high


def _scaled(box: Sequence[int], scale: float) -> Box:
    return Box(*(at / scale for at in box))
