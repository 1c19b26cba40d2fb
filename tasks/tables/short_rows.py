"""What is certain of a row that lost cells, where the rest of it is not: each part becomes a line of its own.

The total at its end, where it adds up what is left as in every full row; the figures beside a loose nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.language import phrase
from tasks.tables.drawn import Line
from tasks.tables.pieces import Look, Piece
from tasks.tables.relations import worths

FEWEST_FULL = 3  # rows that end in the total of the others
ROUNDED, EXACT = 0.6, 1e-6  # how far off a sum may be for each figure but the first, and with one figure


def without_loose(lines: Sequence[Line]) -> list[Line]:
    """The lines, the noughts that could stand in another column apart; of a row with flags no column is known then."""
    return [part for line in lines for part in _parts(line)]


def _parts(line: Line) -> Iterator[Line]:
    if not line.loose or line.columns is None:
        yield line
    elif len(line.figures) < len(line.values):
        yield replace(line, columns=None)
    else:
        held = [at for at in range(len(line.values)) if at not in line.loose]
        columns = tuple(line.columns[at] for at in held)
        yield replace(line, values=tuple(line.values[at] for at in held), columns=columns)
        yield _apart(line, [line.values[at] for at in sorted(line.loose)])


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
        yield _apart(line, line.values[:-1])


def _apart(line: Line, values: Sequence[Piece]) -> Line:
    """Values of a line whose column is not known."""
    return replace(line, label=None, groups=(), code=None, values=tuple(values), columns=None)


def _is_plain(line: Line) -> bool:
    """Whether a row has a label and figures alone."""
    return line.label is not None and all(piece.look is Look.FIGURE for piece in line.values)


def _ends_in_total(line: Line) -> bool:
    """Whether the last figure of a row is the sum of those before it, and not nought."""
    *parts, total = worths(line.figures) if len(line.figures) > 1 else (0.0,)
    return bool(total) and abs(total - sum(parts)) <= EXACT + ROUNDED * (len(parts) - 1)
