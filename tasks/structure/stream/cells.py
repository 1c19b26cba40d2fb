"""A text with one cell on a line as a stream of cells, each with the look that says what it may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from tasks.language.asking import is_note, is_period
from tasks.language.figures import ABOUT, UNITS
from tasks.language.lines import SOURCE
from tasks.language.patterns import CURRENCY, FLAG, SIDE, YEAR, spelling_of
from tasks.structure.grid import Printed
from tasks.structure.headings import NUMBERED
from tasks.structure.lines import Line, groups_of
from tasks.structure.values import FIGURE, is_flag, is_value

LIST_ITEM = re.compile(r"^\s*[•·▪●◦▫]\s*\S|^\s+[-–*o]\s+\D")
FOOTNOTE = re.compile(r"^\s+\d{1,2}\.\s+\S|^(?:\*+\)?|\(?\d\))\s+\D")
CUT = re.compile(r"^\s*(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*$")
CODE = re.compile(r"^\s*\d\.\d{1,3}[a-z]?\d?\s*$", re.IGNORECASE)
POINT_DECIMAL = re.compile(r"^\s*[-−]?\d{1,3}\.\d{1,2}\s*%?\s*$")  # 28.1 amid 27,5 and 26,5
LOOSE_FIGURE = re.compile(
    rf"^\s*(?:(?:[<>≥≤±~=+]{{1,2}}|{ABOUT})\s*€?\s*\d[\d.,]*\s*%?|\d[\d.,]*\s*(?:{UNITS})"
    rf"|[-−–]?\s*€?\s*[-−–]?\d[\d.,]*\s*(?:\({SIDE}\)|\s{FLAG}(?:/{FLAG})?))\s*$",  # a flag in the cell of its figure
    re.IGNORECASE,
)
NO_MEASURE = re.compile(  # words in the place of a figure that indicator tables print
    rf"^\s*(?:{spelling_of('cells', 'none', 'unmeasured')}|\?|[.x]|—|-{{2,}})\s*[\d*]*\s*$", re.IGNORECASE
)
YEAR_IN_BRACKETS = re.compile(rf"^\s*\({YEAR}\)\s*\d?\s*$")
AMOUNT = re.compile(r"€\s*-?\d")
LONGEST_NOTE = 100
LONGEST_TEXT = 240
SHORTEST_SENTENCE = 40
FEWEST_NUMBERED = 3
MOST_LINES = 4  # of one cell
LONGEST_LINE = 60  # of a cell over several lines
LONGEST_VALUE = 28


class Look(Enum):
    """What a cell may be, judged by its own text and the cells beside it."""

    VALUE = "value"
    PERIOD = "period"
    FLAG = "flag"
    CODE = "code"
    TEXT = "text"
    NOTE = "note"
    SENTENCE = "prose"
    LIST_ITEM = "list item"
    FOOTNOTE = "footnote"
    SOURCE = "source line"
    CUT = "cut"


PROSE = frozenset({Look.SENTENCE, Look.LIST_ITEM, Look.FOOTNOTE, Look.SOURCE, Look.CUT})
FIGURES = frozenset({Look.VALUE, Look.PERIOD, Look.FLAG})


class Piece(NamedTuple):
    """One printed cell: its text, the line it begins on and its look."""

    text: str
    number: int
    look: Look

    @property
    def printed(self) -> Printed:
        """The cell as a grid takes it."""
        return Printed(self.text, f"line {self.number}")


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """The cells of a text in the order printed."""
    texts = [cell for group in groups_of(lines) for cell in _cells(group)]
    pieces: list[Piece] = []
    for index, (text, number) in enumerate(texts):
        following = texts[index + 1][0] if index + 1 < len(texts) else ""
        previous = pieces[-1].look if pieces else None
        if text.strip() != "€":  # the currency in a cell of its own adds nothing to the figure beside it
            pieces.append(Piece(text.strip(), number, _look(text, previous, following)))
    return _row_numbers_as_codes(pieces)


def _row_numbers_as_codes(pieces: list[Piece]) -> list[Piece]:
    """Numbers before labels that count on from 1 number the rows; they are no figures of the row above."""
    numbered: list[int] = []
    for index in range(len(pieces) - 2):
        text = pieces[index].text
        if not text.isdigit() or len(text) > 2 or pieces[index + 1].look is not Look.TEXT:
            continue
        if pieces[index + 2].look is Look.VALUE and int(text) == len(numbered) + 1:
            numbered.append(index)
    if len(numbered) >= FEWEST_NUMBERED:
        for index in numbered:
            pieces[index] = pieces[index]._replace(look=Look.CODE)
    return pieces


def _cells(group: Sequence[Line]) -> list[tuple[str, int]]:
    if len(group) > 1 and _is_one_cell([line.text for line in group]):
        return [(" ".join(line.text.strip() for line in group), group[0].number)]
    return [(line.text, line.number) for line in group]


def _is_one_cell(texts: Sequence[str]) -> bool:
    """Whether lines under each other are one cell: words and years, or a figure with the year it is of."""
    first, *rest = texts
    if all(map(YEAR_IN_BRACKETS.match, rest)):
        return is_value(first)
    if len(texts) > MOST_LINES or any(len(text) > LONGEST_LINE or _prose_look(text) for text in texts):
        return False
    if any(NUMBERED.match(text) for text in rest) or any(map(AMOUNT.search, texts)):
        return False
    if any(_is_figure(text) and not is_period(text) for text in (rest if CODE.match(first) else texts)):
        return False
    return not all(is_period(text) for text in texts[:-1])


def _look(text: str, previous: Look | None, following: str) -> Look:
    if len(text) <= LONGEST_VALUE:
        if is_flag(text) and previous in FIGURES:
            return Look.FLAG
        if is_period(text.rstrip("*¹²³")):
            return Look.PERIOD
        if CODE.match(text) and not FIGURE.match(text) and _is_label(following):
            return Look.CODE
        if _is_figure(text):
            return Look.VALUE
    prose = _prose_look(text)
    if prose:
        return prose
    is_scale = len(text) <= LONGEST_NOTE and (is_note(text) or CURRENCY.search(text) is not None)
    return Look.NOTE if is_scale else Look.TEXT


def _is_figure(text: str) -> bool:
    return is_value(text) or any(look.match(text) for look in (POINT_DECIMAL, LOOSE_FIGURE, NO_MEASURE))


def _is_label(text: str) -> bool:
    return bool(text.strip()) and not is_value(text) and not CODE.match(text) and not is_period(text)


def _prose_look(text: str) -> Look | None:
    if CUT.match(text):
        return Look.CUT
    if SOURCE.match(text):
        return Look.SOURCE
    if LIST_ITEM.match(text):
        return Look.LIST_ITEM
    if FOOTNOTE.match(text):
        return Look.FOOTNOTE
    return Look.SENTENCE if _is_sentence(text.strip()) else None


def _is_sentence(text: str) -> bool:
    if len(text) > LONGEST_TEXT:
        return True
    return len(text) >= SHORTEST_SENTENCE and text[-1] in ".!?;:" and not text.endswith(("etc.", "e.d."))
