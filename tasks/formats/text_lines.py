"""Tables of text that lost the places of its cells: one cell on a line, or a row on it with a space between cells.

Pages of publication tools on the web, and the text layer of a PDF. Nothing says where a column is: readings compete
and the evidence decides (`tasks.tables`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.formats import share_of_layout, text_of
from tasks.language.documents import glanced
from tasks.model import Fate, Reading, Remainder
from tasks.structure.fates import rests
from tasks.structure.furniture import furniture_of
from tasks.structure.lines import Line, lines_of
from tasks.structure.values import has_digit
from tasks.tables import tables_of
from tasks.tables.arbiter import beside, in_printed_order
from tasks.tables.shifted import mended
from tasks.tables.upright import upright
from tasks.tables.weighing import headed

NAME = "text_lines"
COMPETES = True
ONLY_WHERE_IT_FITS = False
ANY_TEXT = 0.01  # a text without tables is read too: all of it is remainder


def fits(data: bytes) -> float:
    """How much of the figures stands alone on a line."""
    share = share_of_layout(data, "alone")
    return 0.0 if share is None else max(share, ANY_TEXT)


def read(data: bytes) -> Reading:
    """The tables of a text."""
    return read_lines(lines_of(text_of(data)))


def read_lines(lines: Sequence[Line]) -> Reading:
    """The tables among lines of text, and what is left of the lines."""
    furniture = furniture_of(lines)
    printed = [line for line in lines if line.number not in furniture]
    stood = upright(printed)
    found = stood.as_printed(replace(tables_of(stood.lines, glanced(line.text for line in lines)), reader=NAME))
    named = [
        Remainder(line.text.strip(), line.locator, Fate.IGNORED, furniture[line.number])
        for line in lines
        if line.number in furniture and has_digit(line.text)
    ]
    left = replace(found, remainder=(*found.remainder, *named))
    tables = tuple(headed(mended(table), lines) for table in found.tables)
    return replace(left, tables=tables, remainder=in_printed_order((*left.remainder, *rests(beside(left, lines)))))


def may_read(line: Line) -> bool:
    """Any line may be a cell."""
    return not line.blank
