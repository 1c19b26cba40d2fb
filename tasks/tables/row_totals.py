"""The total at the end of a row that lost cells: it is certain where it adds up what is left, as in every full row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.language import phrase
from tasks.tables.drawn import Line
from tasks.tables.pieces import Look
from tasks.tables.relations import worths

FEWEST_FULL = 3  # rows that end in the total of the others
ROUNDED = 0.6  # of each figure in a sum


def with_totals(lines: Sequence[Line], headings: Sequence[str]) -> Iterator[Line]:
    """The lines, each short one that ends in the total of its figures as two: the total in its column, and the rest."""
    width = len(headings)
    full = [line for line in lines if len(line.figures) == width > 2]
    proved = len(full) >= FEWEST_FULL and all(map(_ends_in_total, full)) and phrase(headings[-1], "heading").total
    for line in lines:
        if not (proved and line.columns is None and _is_plain(line) and _ends_in_total(line)):
            yield line
            continue
        yield replace(line, values=line.values[-1:], columns=(width - 1,))
        yield replace(line, label=None, groups=(), code=None, values=line.values[:-1])


def _is_plain(line: Line) -> bool:
    """Whether a row has a label and figures alone."""
    return line.label is not None and all(piece.look is Look.FIGURE for piece in line.values)


def _ends_in_total(line: Line) -> bool:
    """Whether the last figure of a row is the sum of those before it, and not nought."""
    *parts, total = worths(line.figures) if len(line.figures) > 1 else (0.0,)
    return bool(total) and abs(total - sum(parts)) <= ROUNDED * len(parts)
