"""Words with their boxes, as a page prints them: what clustering works on.

Coordinates are points from the page's upper left corner as it is looked at, so that `top` is smaller than `bottom`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

SAME_WORD = (
    0.21  # em between glyphs; a space is 0.23 em and more, glyphs placed by the metrics of another font drift 0.16
)
BACK = 0.5  # em that a glyph may go back over the one before it (kerning, accents)
LIGATURE = 0.1  # em: the letters of a ligature share one box
RAISED = 0.5  # em that a footnote mark may stand above or below its word
ASCENT = 0.8  # of their size that letters stand above their baseline
LOST = "\ufffd"  # in the place of a character that is not known


class Box(NamedTuple):
    """A rectangle on a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def beside(self, other: Box) -> float:
        """The part of the lower of two boxes that stands beside the other: 1 on one line, 0 above or below it."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared / max(0.01, min(self.height, other.height))

    def over(self, other: Box) -> float:
        """How many points of width two boxes share; negative is the gap between them."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)


class Look(IntEnum):
    """How the eye sees a word; the worst of its characters counts."""

    DARK = 0
    LIGHT = 1  # as good as white: seen on a dark ground only
    INVISIBLE = 2  # printed without ink
    UNKNOWN = 3  # its font does not say which letters its shapes are


class Word(NamedTuple):
    """Characters printed next to each other; `spaced` where the document itself has a space before them.

    `starts` are the left edges of its characters, where the format knows them; `apart` where it begins another cell
    than what is printed before it, however near that is; `confidence` how sure a machine is, of 100, that recognised it
    in a picture, and None where it is printed.
    """

    text: str
    box: Box
    size: float
    spaced: bool = False
    look: Look = Look.DARK
    starts: tuple[float, ...] = ()
    apart: bool = False
    confidence: int | None = None


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes."""
    first, *others = boxes
    if not others:
        return first
    x0s, tops, x1s, bottoms = zip(first, *others, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


class WordMaker:
    """Makes words of glyphs in printing order: what stands close together on one baseline is one word.

    The box of a word is as high as its letters are large, whatever letters they are.
    """

    def __init__(self) -> None:
        self._words: list[Word] = []
        self._text, self._starts = "", list[float]()
        self._last = self._right = self._base = self._size = 0.0
        self._spaced, self._look = False, Look.DARK

    def add(
        self,
        text: str,
        starts: Sequence[float],
        ends: Sequence[float],
        base: float,
        size: float,
        spaced: bool,
        look: Look = Look.DARK,
    ) -> None:
        """More glyphs of one size on one baseline; `spaced` where the document itself put a space before them."""
        em, at = max(size, self._size), 0
        if self._text and not spaced and abs(base - self._base) < RAISED * em:
            at = self._near(starts, ends, 0, em)
        if at:
            self._take(text[:at], starts[:at], em, max(look, self._look))
        while at < len(text):
            self._end()
            self._base, self._spaced, self._last, self._right = base, spaced and not at, starts[at], ends[at]
            first, at = at, self._near(starts, ends, at + 1, size)
            self._take(text[first:at], starts[first:at], size, look)

    def words(self) -> list[Word]:
        """The words so far."""
        self._end()
        return self._words

    def _near(self, starts: Sequence[float], ends: Sequence[float], at: int, em: float) -> int:
        """The first of the glyphs from one on that stands too far from those before it to be of their word."""
        last, right, near, back, ligature = self._last, self._right, SAME_WORD * em, -BACK * em, LIGATURE * em
        for x0, x1 in zip(starts[at:], ends[at:], strict=True):  # no call in it: this is done for every glyph
            gap = x0 - right
            if gap >= near or not (gap > back or x0 >= last - ligature):
                break
            last, at = x0, at + 1
            if x1 > right:
                right = x1
        self._last, self._right = last, right
        return at

    def _take(self, text: str, starts: Sequence[float], em: float, look: Look) -> None:
        self._text += text
        self._starts += starts
        self._size, self._look = em, look

    def _end(self) -> None:
        if self._text:
            top = self._base - ASCENT * self._size
            box = Box(min(self._starts), top, self._right, top + self._size)
            look = Look.UNKNOWN if LOST in self._text else self._look
            self._words.append(Word(self._text, box, self._size, self._spaced, look, tuple(self._starts)))
            self._text, self._starts = "", []
