"""Words with their boxes, as a page prints them: what clustering works on.

Coordinates are points from the page's upper left corner as it is looked at, so that `top` is smaller than `bottom`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

SAME_WORD = (
    0.21  # em between glyphs; a space is 0.23 em and more, glyphs placed by the metrics of another font drift 0.16
)
BACK = 0.5  # em that a glyph may go back over the one before it (kerning, accents)
LIGATURE = 0.1  # em: the letters of a ligature share one box
RAISED = 0.5  # em that a footnote mark may stand above or below its word
ASCENT = 0.8  # of their size that letters stand above their baseline


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


@dataclass(frozen=True, slots=True)
class Word:
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
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


class WordMaker:
    """Makes words of glyphs in printing order: what stands close together on one baseline is one word.

    The box of a word is as high as its letters are large, whatever letters they are.
    """

    def __init__(self) -> None:
        self._words: list[Word] = []
        self._text: list[str] = []
        self._starts: list[float] = []
        self._x0 = self._x1 = self._last = self._base = self._size = 0.0
        self._spaced, self._look = False, Look.DARK

    def add(
        self, text: str, x0: float, x1: float, base: float, size: float, spaced: bool, look: Look = Look.DARK
    ) -> None:
        """One more glyph; `spaced` where the document itself put a space before it."""
        em = size if size > self._size else self._size
        gap = x0 - self._x1
        near = gap < SAME_WORD * em and (gap > -BACK * em or x0 >= self._last - LIGATURE * em)
        if spaced or not near or not self._text or not -RAISED * em < base - self._base < RAISED * em:
            self._end()
            self._x0, self._x1, self._base, self._size, self._spaced, self._look = x0, x1, base, size, spaced, look
        else:  # comparisons, not min and max: this is done for every glyph
            self._size = em
            if x1 > self._x1:
                self._x1 = x1
            if x0 < self._x0:
                self._x0 = x0
            if look > self._look:
                self._look = look
        self._text.append(text)
        self._starts.append(x0)
        self._last = x0

    def words(self) -> list[Word]:
        """The words so far."""
        self._end()
        return self._words

    def _end(self) -> None:
        if self._text:
            top = self._base - ASCENT * self._size
            box = Box(self._x0, top, self._x1, top + self._size)
            text, starts = "".join(self._text), tuple(self._starts)
            self._words.append(Word(text, box, self._size, self._spaced, self._look, starts))
            self._text, self._starts = [], []
