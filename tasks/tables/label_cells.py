"""Rows that begin with several cells of labels each: how many, and the headings of those behind the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tasks.tables.pieces import Look
from tasks.tables.rows import Row
from tasks.tables.wording import kind_of
from tasks.tables.zones import Zone

MOST_AHEAD = 60  # rows that are looked at
FEWEST, MOSTLY = 2, 0.9  # rows, and their share, that begin with as many cells of labels


def label_cells(rows: Sequence[Row]) -> int:
    """How many cells of labels each row begins with: one, or as many as nearly every row below the first has."""
    below = [sum(piece.look is not Look.PROSE for piece in row.before) for row in rows[1:MOST_AHEAD]]
    usual, times = Counter(below).most_common(1)[0] if below else (1, 0)
    several = usual > 1 and len(below) >= FEWEST and times >= MOSTLY * len(below)
    return usual if several and len(rows[0].before) > usual else 1


def widest(rows: Sequence[Row]) -> int:
    """How many figures the rows have at most."""
    return max(row.width for row in rows)


def without_heads_of_labels(zone: Zone, width: int) -> Zone:
    """The zone, of dated headings that are one for each figure these alone: what stands before them heads labels."""
    heads = zone.pieces[-width:]
    dated = len(heads) == width and all("y" in kind_of(piece.text) for _, piece in heads)
    return replace(zone, pieces=heads) if dated else zone
