"""V/N flags printed as cells of their own, in rows from which empty cells were dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tasks.structure.grid import Printed, Row
from tasks.structure.values import EMPTY_FIGURE, is_flag, is_value


def spread(rows: Sequence[Row], columns: int) -> list[Row] | None:
    """The rows with figure k in column 1 + 2k and its flag to the right of it; None where they do not fit.

    A row may print a dash as the flag of a figure that is always flagged: then it has more values than columns.
    """
    cells = [[cell for column, cell in sorted(row.items()) if column] for row in rows]
    flagged = _always_flagged([printed for printed in cells if _values(printed) == columns])
    placed: list[Row] = []
    for row, printed in zip(rows, cells, strict=True):
        pairs = _pairs(printed, flagged, _values(printed) - columns)
        if printed and len(pairs) != columns:
            return None
        fresh = {0: row[0]} if 0 in row else {}
        for index, (value, flag) in enumerate(pairs):
            fresh[1 + 2 * index] = value
            if flag:
                fresh[2 + 2 * index] = flag
        placed.append(fresh)
    return placed


def _values(cells: Sequence[Printed]) -> int:
    return sum(is_value(cell.text) for cell in cells)


def _always_flagged(rows: Sequence[Sequence[Printed]]) -> set[int]:
    """The figures, by order, that have a flag in every row."""
    counts: Counter[int] = Counter()
    for cells in rows:
        seen = -1
        for cell in cells:
            if is_flag(cell.text):
                counts[seen] += 1
            else:
                seen += 1
    return {index for index, count in counts.items() if count == len(rows)}


def _pairs(cells: Sequence[Printed], flagged: set[int], surplus: int) -> list[tuple[Printed, Printed | None]]:
    pairs: list[tuple[Printed, Printed | None]] = []
    for cell in cells:
        dash = surplus > 0 and len(pairs) - 1 in flagged and EMPTY_FIGURE.match(cell.text) is not None
        if pairs and pairs[-1][1] is None and (is_flag(cell.text) or dash):
            pairs[-1] = (pairs[-1][0], cell)
            surplus -= dash
        else:
            pairs.append((cell, None))
    return pairs
