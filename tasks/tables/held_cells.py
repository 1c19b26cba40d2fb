"""Blank cells that a line of their own holds, in pages with one cell on a line: a space, or one that breaks no line.

Such lines part paragraphs as well, and may hold the place of a label. They are cells of rows where they fill these up
to the width of the rows that have none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from tasks.structure.lines import Line
from tasks.tables.pieces import Look, Piece, Strip

FEWEST_FILLED = 3  # rows that their blank cells fill up to one width


def with_held_cells(strips: Sequence[Strip], lines: Sequence[Line]) -> list[Strip]:
    """The strips, with the blank cells of each row that they fill."""
    held = [Strip(line.number, (), (Piece("", line.number, Look.BLANK),)) for line in lines if _may_be_a_cell(line)]
    if len(held) < FEWEST_FILLED:
        return list(strips)
    rows = list(_rows(sorted([*strips, *held], key=attrgetter("line"))))
    filled = Counter(len(row) for row in rows if any(map(_is_blank, row[:-1])))  # the last may hold that of a label
    width, times = filled.most_common(1)[0] if filled else (0, 0)
    whole = Counter(len(row) for row in rows if not any(map(_is_blank, row)))
    usual = {size for size, _ in whole.most_common(1)} or {width}
    if times < FEWEST_FILLED or usual | {max(whole, default=width)} != {width}:
        return list(strips)
    cells = [strip for row in rows if len(row) == width for strip in row if _is_blank(strip)]
    return sorted([*strips, *cells], key=attrgetter("line"))


def _may_be_a_cell(line: Line) -> bool:
    return line.blank and line.trailing == 1


def _is_blank(strip: Strip) -> bool:
    return strip.values[0].look is Look.BLANK


def _rows(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """The values on lines of their own behind each label, of which one is neither blank nor a year."""
    row: list[Strip] = []
    for strip in (*strips, None):
        if strip is not None and not strip.texts and len(strip.values) == 1:
            row.append(strip)
            continue
        if not all(strip.values[0].look in {Look.BLANK, Look.PERIOD} for strip in row):
            yield row
        row = []
