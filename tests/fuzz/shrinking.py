"""The smallest case in which the same thing goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.fuzz.cases import Case
from tests.fuzz.grids import Grid
from tests.fuzz.sheets import Plan
from tests.fuzz.verdicts import judge

FEWEST_ROWS, FEWEST_COLUMNS = 1, 2


def causes(case: Case) -> frozenset[tuple[str, ...]]:
    """In which fields figures of a case are wrong."""
    return frozenset(verdict.causes for verdict in judge(case).verdicts if verdict.fate == "WRONG")


def shrunk(case: Case, cause: tuple[str, ...]) -> Case:
    """The case with every row and column left out without which a figure is still wrong for the same cause."""
    while smaller := next((less for less in _smaller(case) if cause in causes(less)), None):
        case = smaller
    return case


def _smaller(case: Case) -> Iterator[Case]:
    grid = case.grid
    if len(grid.rows) > FEWEST_ROWS:
        for place in range(len(grid.rows)):
            yield replace(case, grid=replace(grid, rows=grid.rows[:place] + grid.rows[place + 1 :]), plan=_whole(case))
    if len(grid.columns) > FEWEST_COLUMNS:
        for place in range(len(grid.columns)):
            yield replace(case, grid=_without_column(grid, place))


def _whole(case: Case) -> Plan:
    most = max(len(case.grid.rows) - 2, 0)
    return replace(case.plan, break_after=min(case.plan.break_after, most))


def _without_column(grid: Grid, place: int) -> Grid:
    columns = grid.columns[:place] + grid.columns[place + 1 :]
    rows = tuple(replace(row, figures=row.figures[:place] + row.figures[place + 1 :]) for row in grid.rows)
    return replace(grid, columns=columns, rows=rows)
