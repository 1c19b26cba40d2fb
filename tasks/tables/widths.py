"""How many columns rows may have: as many as they have values, as blanks hold, or as runs of digits divide into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tasks.tables.digits import MOST_NUMBERS, may_divide, ways
from tasks.tables.divisions import headings_in
from tasks.tables.rows import Row
from tasks.tables.spaces import width_by_gaps
from tasks.tables.wording import apart
from tasks.tables.zones import Zone

FITTING = 2.0
TOO_LONG = 3.0
VANISHED = 1.2  # a column that no row fills
MOST_GLUED = 13  # columns of figures with nothing between them


def widths_of(zone: Zone, rows: Sequence[Row]) -> Iterator[tuple[float, int]]:
    """The numbers of columns that rows may have, with how well they fit; runs of digits may have any."""
    widths = Counter(row.width for row in rows if not row.glued)
    gapped = Counter(filter(None, (width_by_gaps(row.gaps, row.width) for row in rows)))
    glued = [row.glued for row in rows if row.glued]
    usual = [width for width, _ in widths.most_common(3)]
    several = {*range(2, MOST_GLUED), *_wider(zone)} if glued else set()
    held = [width for width, count in gapped.most_common(1) if count > 1]
    widest = max((*widths, *held), default=0)
    for width in {*usual, *held, widest, max(usual, default=0) + 1, *several} - {0}:
        fitting = (max(widths[width], gapped[width]) + sum(_divides(run, width) for run in glued)) / len(rows)
        longer = sum(count for other, count in widths.items() if other > width) / len(rows)
        yield FITTING * fitting - TOO_LONG * longer - (VANISHED if width > widest and not glued else 0.0), width


def _wider(zone: Zone) -> set[int]:
    """More columns than runs of digits are tried with, where a line of headings has so many."""
    lines = Counter(piece.line for _, piece in zone.pieces)
    found = (headings_in(apart(piece.text)) for _, piece in zone.pieces)
    return {count for count in (*found, *lines.values()) if MOST_GLUED <= count < MOST_NUMBERS}


def _divides(run: str, width: int) -> bool:
    """Whether a run of digits divides into so many figures: in few ways, or where a heading says how many they are."""
    return bool(ways(run, width)) if width < MOST_GLUED else may_divide(run, width)
