"""Grids found on pages: cells with their text, their box and their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tasks.structure.page.boxes import Box


class Spot(NamedTuple):
    """The text of a cell, where it is printed, and its place in the grid."""

    text: str
    box: Box
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class PageTable:
    """A grid found on one page; `strips` are the parts of its width that its columns take."""

    page: int
    box: Box
    spots: tuple[Spot, ...]
    heading: int
    strips: tuple[tuple[float, float], ...]
    words: frozenset[int] = frozenset()  # by identity: what of the page stands in it
    note: str = ""
    doubtful: tuple[Spot, ...] = ()  # cells that run out of their box: they print over others, or are cut off
    unsure: frozenset[int] = frozenset()  # columns that one of two headings may stand over
    unheaded: tuple[Spot, ...] = ()  # headings that stand over no sure column
    notes: tuple[Spot, ...] = ()  # the notes among its headings
    numbers: tuple[Spot, ...] = ()  # lines that number the columns

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return max(spot.row for spot in self.spots) + 1
