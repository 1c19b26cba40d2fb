"""What is printed as pieces, each with the look that says what it may be; no piece knows its column yet.

What only neighbours can tell (whether '2019' heads a column, which text is a label) is left open here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tasks.language.asking import is_note, is_period
from tasks.language.figures import FLAG, FLAGGED, LOOSE, STARRED, UNMEASURED
from tasks.language.lines import SOURCE
from tasks.language.spellings import spelled
from tasks.limits import LABEL
from tasks.structure.grid import Printed
from tasks.structure.values import EMPTY_FIGURE, NO_FIGURE, is_figure

CODE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,3})+\.?[a-z]?\d?|\d{1,2}[A-Z]|\d{1,2}\.)$")
CUT = re.compile(r"^\[?\s*(?:…|\.{3})\s*\]?$")
IN_SHORT = frozenset(word for text in spelled("scenarios", "") for word in text.split() if word.endswith("."))
SENTENCES = re.compile(r"(?<![^\W\d])([^\W\d]{3,}+)[.!?]\s+[A-ZÀ-Ý][^\W\d]+\s+[a-zà-ÿ]+\s")
LONGEST_VALUE = 28
SENTENCE = 45
LONGEST_LINE = 60  # of a cell over several lines


class Look(StrEnum):
    """What a piece may be, judged by its own text."""

    FIGURE = "figure"
    PERIOD = "period"
    DASH = "dash"
    WORD = "word"
    BLANK = "blank"
    FLAG = "flag"
    CODE = "code"
    NOTE = "note"
    TITLE = "title"  # of a table, known by its place: no text is one by itself
    TEXT = "text"
    PROSE = "prose"


VALUES = frozenset({Look.FIGURE, Look.DASH, Look.WORD, Look.BLANK, Look.PERIOD})


class Piece(NamedTuple):
    """One printed cell or word, and the line it begins on."""

    text: str
    line: int
    look: Look
    whole: bool = False  # a cell between bars, which is not divided
    lines: tuple[str, ...] = ()  # where it is printed on several

    @property
    def printed(self) -> Printed:
        """The piece as a grid takes it."""
        return Printed(self.text, f"line {self.line}")


@dataclass(frozen=True, slots=True)
class Strip:
    """One line, or several that are one cell: the texts it begins with, the values behind them."""

    line: int
    texts: tuple[Piece, ...]
    values: tuple[Piece, ...]
    gaps: tuple[int, ...] = ()  # blanks before each value and behind the last, where they may stand for cells
    barred: bool = False  # between bars or tabs
    heading: bool = False  # of a barred table
    glued: str = ""  # figures without anything between them
    columns: tuple[int, ...] = ()  # of its values, where they are known
    apart: bool = False  # a blank line stands above it

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All that is printed on it."""
        return (*self.texts, *self.values)


@lru_cache(maxsize=4096)
def look_of(text: str) -> Look:
    """What a text may be by itself."""
    text = text.strip()
    if not text:
        return Look.BLANK
    if len(text) <= LONGEST_VALUE and (short := _short_look(text)):
        return short
    if CUT.match(text) or SOURCE.match(text) or len(text) > LABEL:
        return Look.PROSE
    if len(text) <= LONGEST_LINE * 2 and (is_note(text) or STARRED.match(text)):
        return Look.NOTE
    sentence = len(text) > SENTENCE and ((text[-1] in ".!?;" and not _ends_in_short(text)) or "[…]" in text)
    return Look.PROSE if sentence or _holds_two(text) else Look.TEXT


def _ends_in_short(text: str) -> bool:
    """Whether the word that a text ends with, and its point, stand in it before: '1e Kw. 2e Kw. 3e Kw.'."""
    return text.split().count(text.split()[-1]) > 1


def _holds_two(text: str) -> bool:
    """Whether a sentence ends within a text, and no heading in short: 'Prim. begr. Begroting na wijziging'."""
    return any(f"{found[1].casefold()}." not in IN_SHORT for found in SENTENCES.finditer(text))


@lru_cache(maxsize=16384)  # a cell is looked at as the whole line, as its end, and by itself
def _short_look(text: str) -> Look | None:
    if is_period(text.rstrip("*¹²³").strip("()")):
        return Look.PERIOD
    if text.count("(") != text.count(")"):
        return None
    if FLAG.fullmatch(text):
        return Look.FLAG
    if EMPTY_FIGURE.match(text):
        return Look.DASH
    if is_figure(text) or FLAGGED.match(text) or LOOSE.match(text):
        return Look.FIGURE
    if CODE.match(text):
        return Look.CODE
    return Look.WORD if UNMEASURED.match(text) or NO_FIGURE.match(text) else None
