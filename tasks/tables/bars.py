"""Rows of cells between bars or tabs, as strips.

A page that was flattened to bars may have lost the width of merged headings and its blank cells: these stand at the end
of the row then, where they mean nothing. Rows that kept a blank cell before another one, or have as many cells each as
the headings above them, are left to the reader that goes by places (`tasks.formats.text_tabs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.structure.delimited.blocks import RULE, has_edges, split
from tasks.structure.lines import Line
from tasks.tables.pieces import VALUES, Look, Piece, Strip, look_of
from tasks.tables.wording import tells

WORDS = frozenset({Look.TEXT, Look.PROSE, Look.NOTE})
Cells = tuple[Piece, ...]
FEWEST_BARRED = 8  # lines of one cell with a bar behind it


def without_bars_behind(lines: Sequence[Line]) -> list[Line]:
    """The lines of a text with one cell on a line, each with a bar behind it, without their bars."""
    empty = {line.number for line in lines if "|" in line.text and _is_empty(line.text)}
    barred = [line for line in lines if line.text.endswith("|") and line.number not in empty]
    alone = {line.number for line in barred if line.text.rstrip("| ").count("|") == 0}
    if len(alone) < FEWEST_BARRED or len(alone) < len(barred):
        return list(lines)
    return [
        line._replace(text="" if line.number in empty else line.text.rstrip("| "), trailing=0)
        if line.number in alone | empty
        else line
        for line in lines
    ]


def _is_empty(text: str) -> bool:
    """Whether a line is of bars alone, or rules off a heading."""
    return not text.strip("| ") or ("--" in text and RULE.match(text) is not None)  # '-' alone is a cell


def strips_of_bars(lines: Sequence[Line]) -> Iterator[Strip]:
    """The strips of rows that follow each other: a heading gives pieces, a row its label and values."""
    edged = has_edges(lines)
    rows = _with_words_behind([cells for line in lines if (cells := _cells_of(line, edged))])
    strips = _with_wide_rows(list(map(_strip, rows)))
    blank = any(piece.look is Look.BLANK for cells in rows for piece in cells)
    if blank or _is_regular(strips):
        strips = [Strip(lines[0].number, (Piece("", lines[0].number, Look.PROSE),), (), barred=True, heading=True)]
    yield from strips


def _cells_of(line: Line, edged: bool) -> Cells:
    """The cells of a line up to the last that is printed; a line that rules off has none."""
    texts = [] if RULE.match(line.text.replace("\t", "|")) else split(line.text, edged)
    while texts and not texts[-1]:
        texts.pop()
    return tuple(Piece(text, line.number, look_of(text), whole=True) for text in texts)


def _with_words_behind(rows: Sequence[Cells]) -> list[Cells]:
    """The rows, with 'n.v.t.' taken for words where rows of as many cells end with words."""
    worded = {len(cells) for cells in rows if len(cells) > 1 and cells[-1].look in WORDS and cells[-2].look in VALUES}
    return [
        (*cells[:-1], cells[-1]._replace(look=Look.TEXT))
        if len(cells) in worded and cells[-1].look is Look.WORD
        else cells
        for cells in rows
    ]


def _strip(cells: Cells) -> Strip:
    """A row of a label and values; a row without figures is of headings, or of words."""
    line = cells[0].line
    values = [at for at, piece in enumerate(cells) if at and piece.look in VALUES]
    if all(cells[at].look is Look.PERIOD for at in values):
        return Strip(line, cells, (), barred=True, heading=any(map(_heads, cells[1:])))
    last = max(at for at, piece in enumerate(cells) if piece.look not in WORDS) + 1  # words behind say nothing of them
    return Strip(line, cells[: values[0]], cells[values[0] : last], barred=True)


def _with_wide_rows(strips: list[Strip]) -> list[Strip]:
    """The strips, with rows of words that stand right above as many figures as headings, and totals without a label."""
    for at, (above, strip) in enumerate(pairwise(strips)):
        if not above.values and len(above.texts) == len(strip.values) > 1 and not above.heading:
            strips[at] = replace(above, heading=True)
        if strip.pieces[0].look is Look.FIGURE and len(strip.pieces) == len(above.values) == len(strip.values) + 1:
            strips[at + 1] = replace(strip, texts=(), values=strip.pieces)
    return strips


def _is_regular(strips: Sequence[Strip]) -> bool:
    """Whether every row has as many cells as each row of headings above it: none of them lost a place."""
    heads: list[int] = []
    told: list[bool] = []
    for before, strip in zip([None, *strips], strips, strict=False):
        if strip.heading:
            heads = [*heads, len(strip.pieces)] if before and before.heading else [len(strip.pieces)]
        elif strip.values:
            told.append(all(len(strip.pieces) == count for count in heads))
    return all(told)


def _heads(piece: Piece) -> bool:
    return piece.look is Look.PERIOD or tells(piece.text)
