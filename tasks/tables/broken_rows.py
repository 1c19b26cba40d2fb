"""Rows of which the figures go on on the lines right below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tasks.tables.labels import with_first_value
from tasks.tables.rows import Row

MOST_ALIKE = 0.6  # of the rows have as many values
LONGEST_NUMBER = 2  # digits of the number that ends a label: 'Saldo programma 5'


def with_broken_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows, each short one with the values right below it that make it as long as most rows are."""
    lined = [row for row in rows if row.own and not row.barred and not row.glued]
    usual, count = Counter(row.width for row in lined).most_common(1)[0] if lined else (0, 0)
    if usual < 2 or count < MOST_ALIKE * len(lined):
        return list(rows)
    found: list[Row] = []
    at = 0
    while at < len(rows):
        parts = _parts(rows, at, usual)
        found.append(_joined(rows[at : at + parts], usual))
        at += parts
    return found


def _parts(rows: Sequence[Row], at: int, usual: int) -> int:
    """How many rows from one on are one row on several lines: it and those below make up a whole row."""
    first = rows[at]
    if not first.own or first.barred or first.glued or first.columns or not 0 < first.width < usual:
        return 1
    numbered = first.values[0].text.isdecimal() and len(first.values[0].text) <= LONGEST_NUMBER
    width = first.width
    for end in range(at + 1, len(rows)):
        below, above = rows[end], rows[end - 1]
        if below.before or below.barred or below.glued or below.line != above.values[-1].line + 1:
            break
        width += below.width
        if width in {usual, usual + numbered}:
            follows = end + 1 < len(rows) and not rows[end + 1].before
            return 1 if follows else end + 1 - at
    return 1


def _joined(rows: Sequence[Row], usual: int) -> Row:
    """The row of several lines; a first value too many is the number that ends its label."""
    if len(rows) == 1:
        return rows[0]
    whole = replace(rows[0], values=tuple(piece for row in rows for piece in row.values), gaps=())
    return with_first_value(whole) if whole.width > usual else whole
