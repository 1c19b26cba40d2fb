"""Labels of more than one cell: what is printed with every row is no group label but a column of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tasks.language.patterns import spelling_of
from tasks.structure.stream.cells import Piece
from tasks.structure.stream.rows import Row

AFTER_FIGURES = re.compile(rf"^(?:{spelling_of('lines', 'remark')})\b", re.IGNORECASE)
FEWEST_ROWS = 3
ENOUGH = 0.8  # of the rows have as many cells of text: a total may have fewer


def settle_labels(printed: Sequence[Row | Piece]) -> tuple[list[Row | Piece], list[Piece]]:
    """The rows with all their label cells, group labels between them, and texts of columns after the figures."""
    rows, groups = _runs(printed)
    common = _common([len(group) for group in groups[1:]])
    left: list[Piece] = []
    if common and (not groups[0] or AFTER_FIGURES.match(groups[0][0].text)):
        left = [piece for index, group in enumerate(groups) for piece in (group if index else group[:1])]
        groups = [groups[0][1:], *([] for _ in rows[1:])]
    elif common:
        for row, group in zip(rows, groups, strict=True):
            if len(group) >= common:
                row.labels = [*group[-common:], *row.labels]
        groups = [group[:-common] if len(group) >= common else group for group in groups]
    _put_details_under_rows(rows)
    settled: list[Row | Piece] = []
    for group, row in zip(groups, rows, strict=True):
        settled += [*group, row]
    return settled, left


def _runs(printed: Sequence[Row | Piece]) -> tuple[list[Row], list[list[Piece]]]:
    rows: list[Row] = []
    groups: list[list[Piece]] = [[]]
    for item in printed:
        if isinstance(item, Piece):
            groups[-1].append(item)
        else:
            rows.append(item)
            groups.append([])
    return rows, groups[: len(rows)]


def _common(counts: Sequence[int]) -> int:
    """How many texts stand before nearly every row but the first; 0 where it varies."""
    if len(counts) + 1 < FEWEST_ROWS:
        return 0
    (count, times), *_ = Counter(counts).most_common(1)
    return count if times >= ENOUGH * len(counts) else 0


def _put_details_under_rows(rows: Sequence[Row]) -> None:
    """A label in lower case that recurs is a detail of the row above it: 'aantal voorzieningen' of each of them."""
    names = Counter(row.label.text for row in rows if row.label)
    above: Piece | None = None
    for row in rows:
        if row.label is None or len(row.labels) > 1:
            above = row.label
        elif above and row.label.text[:1].islower() and names[row.label.text] > 1:
            row.labels.insert(0, above)
        else:
            above = row.label
