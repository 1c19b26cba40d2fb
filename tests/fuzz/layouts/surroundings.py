"""Layouts of what stands around a table: its scale, and the end of a page."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tests.fuzz.grids import Grid
from tests.fuzz.layouts.registry import layout, usual
from tests.fuzz.sheets import Plan


@layout
def plain(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Nothing odd."""
    return grid, usual(grid, random)


def _noted(grid: Grid, random: Random, note: str) -> tuple[Grid, Plan] | None:
    return (grid, replace(usual(grid, random), note=note)) if grid.money else None


@layout
def note_below(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The scale below the table."""
    return _noted(grid, random, "below")


@layout
def note_starred(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A scale that begins with a star, between headings and rows."""
    return _noted(grid, random, "starred")


@layout
def note_only_at_the_first(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A second table without the scale that the first one has."""
    rows = tuple(row for row in grid.rows if not row.total)
    if len(rows) < 4:
        return None
    return _noted(replace(grid, rows=rows), random, "first")


@layout
def note_absent(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """No scale anywhere."""
    return None if "€" in grid.manner.prefix else _noted(grid, random, "absent")


@layout
def page_break(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A table that goes on over a page without its headings."""
    if len(grid.rows) < 4:
        return None
    return grid, replace(usual(grid, random), break_after=random.randint(2, len(grid.rows) - 2))
