"""Headings whose words are broken over the lines above a table, as ways to head its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from tasks.language.lines import is_only
from tasks.language.patterns import FLAGS_BROKEN
from tasks.structure.lines import Line
from tasks.structure.spaced.stacked import MOST_LINES, Heading, stacked
from tasks.tables.divisions import divided, is_torn
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import WHOLE, explained, tells
from tasks.tables.zones import Head, Over

BROKEN = re.compile(FLAGS_BROKEN)
FEWEST_TOLD = 2  # lines that are headings by themselves
Printed = tuple[int | None, int, str]  # a line: which piece begins it (None within one), its number, its text


def wrapped(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """The ways to head columns with the lines right above that hold a piece of each heading."""
    lines = _lines(pieces[:end])
    for size in range(1, min(MOST_LINES, len(lines)) + 1) if width > 1 else ():
        block = lines[-size:]
        first, number, text = block[0]
        if first is None or not _together(block) or is_only(block[-1][2], "entries"):
            continue
        if size == 1 and divided(text, width):
            continue  # in other ways already
        found = _stacked(tuple((line, printed) for _, line, printed in block), width)
        if found:
            row = tuple(
                Over(Piece(cell.text, int(cell.locator.split()[1]), Look.TEXT), column)
                for column, cell in enumerate(found.columns)
                if cell
            )
            corner = Piece(found.corner, number, Look.TEXT) if found.corner else None
            yield Head((row,), width, first, end, skipped=(corner,) if corner else (), corner=corner)


@lru_cache(maxsize=512)  # the same lines are tried for tables of one document, and with other groups below
def _stacked(lines: tuple[tuple[int, str], ...], width: int) -> Heading | None:
    """The headings that lines hold together; none where each is a line, a year is torn off, or a heading is left."""
    told = sum(explained(text) >= WHOLE for _, text in lines)
    if len(lines) > 1 and told >= max(FEWEST_TOLD, width - 1):
        return None  # each line is a heading
    found = stacked([Line(number, text) for number, text in lines], [False] * width)
    cells = [cell for cell in found.columns if cell] if found else []
    if not found or len(cells) < width or tells(found.corner):
        return None
    if len({cell.locator for cell in cells}) == width or any(is_torn(b.text, a.text) for a, b in pairwise(cells)):
        return None
    return found


def _together(block: Sequence[Printed]) -> bool:
    """Whether lines stand right below each other."""
    return all(lower[1] - upper[1] == 1 for upper, lower in pairwise(block))


def _lines(pieces: Sequence[tuple[int, Piece]]) -> list[Printed]:
    """The lines that pieces stand on, without what heads flags where that is broken over two: 'V/' and 'N'."""
    found: list[Printed] = []
    for at, (_, piece) in enumerate(pieces):
        if found and found[-1][1] == piece.line:
            found[-1] = (*found[-1][:2], f"{found[-1][2]} {piece.text}")
            continue
        for offset, text in enumerate(piece.lines or (piece.text,)):
            found.append((None if offset else at, piece.line + offset, text))
    ends = [at for at, (upper, lower) in enumerate(pairwise(found)) if BROKEN.search(f"{upper[2]}\n{lower[2]}")]
    broken = {number for at in ends for number in (at, at + 1)}
    return [(*line[:2], line[2].rpartition(" ")[0]) if at in broken else line for at, line in enumerate(found)]
