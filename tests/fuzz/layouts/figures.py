"""Layouts of figures: blank cells, dashes for them, spaces between thousands."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.fuzz.generated import settle
from tests.fuzz.grids import Figure, Grid
from tests.fuzz.layouts.registry import layout, usual
from tests.fuzz.sheets import Plan


@layout
def blank_cells(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Some cells are empty; sums, differences and saldi of what is left come out."""
    if not grid.money or any(row.metric == "Saldo" or row.group for row in grid.rows) or grid.measured:
        return None
    parts = [row for row in grid.rows if not row.total]
    totals = [row for row in grid.rows if row.total]
    if len(totals) > 1 or len(parts) < 3:
        return None
    if any(settle(grid.columns, row.figures) != row.figures for row in parts):
        return None  # the difference is of other columns, or the other way round
    thinned = [replace(row, figures=settle(grid.columns, _thinned(row.figures, random))) for row in parts]
    sums = tuple(
        sum((figure for figure in column if figure is not None), start=Decimal())
        for column in zip(*(row.figures for row in thinned), strict=True)
    )
    rows = (*thinned, *(replace(row, figures=sums) for row in totals))
    return replace(grid, rows=tuple(rows)), usual(grid, random)


def _thinned(figures: tuple[Figure, ...], random: Random) -> tuple[Figure, ...]:
    """Figures with some left out, never all."""
    kept = [figure if random.random() < 0.75 else None for figure in figures]
    return figures if all(figure is None for figure in kept) else tuple(kept)


@layout
def dash_for_nothing(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A dash in every blank cell."""
    thinned = blank_cells(grid, random)
    if thinned is None:
        return None
    return replace(thinned[0], manner=replace(grid.manner, minus="before", nothing="-")), thinned[1]


@layout
def thousands_by_a_space(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A space, or one that does not break, between thousands."""
    if not grid.money:
        return None
    return replace(grid, manner=replace(grid.manner, mark=random.choice([" ", "\xa0"]))), usual(grid, random)
