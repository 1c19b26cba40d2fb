"""Layouts of rows: codes, flags, texts and shares beside the figures."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.fuzz.grids import Column, Grid, Row, meant
from tests.fuzz.layouts.registry import layout, usual
from tests.fuzz.sheets import Plan, unsigned

OUTCOME = {"realisatie", "prognose"}
PERCENT = frozenset(OUTCOME | {"verschil"}) | meant("begroting")  # what a share of the budget may be stated as
TOTAL = re.compile(r"totaal|saldo", re.IGNORECASE)


@layout
def code_in_a_cell(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The code of a taakveld in a column of its own."""
    return (grid, replace(usual(grid, random), code="cell")) if any(row.code for row in grid.rows) else None


@layout
def code_on_a_line(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The code of a taakveld on the line above its name."""
    return (grid, replace(usual(grid, random), code="line")) if any(row.code for row in grid.rows) else None


def _flagged(grid: Grid, random: Random, flags: str, dash: str = "") -> tuple[Grid, Plan] | None:
    if not any(column.difference for column in grid.columns) or not grid.money:
        return None
    shown = unsigned(grid) if random.random() < 0.5 else grid
    good, bad = random.choice([("V", "N"), ("v", "n")])
    return shown, replace(usual(grid, random), flags=flags, flag_words=(good, bad, dash))


@layout
def flags_in_a_cell(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """V or N in the cell behind a difference."""
    return _flagged(grid, random, "cell")


@layout
def flags_or_a_dash(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """V, N or a dash in the cell behind a difference."""
    return _flagged(grid, random, "cell", "-")


@layout
def flags_behind(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """V or N behind a difference, in its cell."""
    return _flagged(grid, random, "behind")


@layout
def flags_before(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """V or N before every figure, in its cell."""
    return _flagged(grid, random, "before")


@layout
def text_between(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A column of texts between labels and figures."""
    return grid, replace(usual(grid, random), text="between")


@layout
def text_behind(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A column of texts behind the figures."""
    return grid, replace(usual(grid, random), text="behind")


@layout
def labels_behind_a_dash(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Labels as items of a list."""
    rows = [row if TOTAL.search(row.label) else replace(row, label=f"- {row.label}", code="") for row in grid.rows]
    return replace(grid, rows=tuple(rows)), usual(grid, random)


@layout
def total_without_a_label(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The last total stands below its column without a word."""
    last = grid.rows[-1]
    if not last.total:
        return None
    return replace(grid, rows=(*grid.rows[:-1], replace(last, label=""))), usual(grid, random)


@layout
def percent_column(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A column of percentages of the outcome in the budget."""
    stands = [place for place, column in enumerate(grid.columns) if column.known and not column.difference]
    said = [grid.columns[place].scenarios for place in stands[-2:]]
    if grid.measured or not grid.money or len(said) < 2 or "begroting" not in said[0] or not said[1] & OUTCOME:
        return None
    heading = random.choice(["%", "in %", "% uitputting", "Besteed %"])
    column = Column(heading, grid.year, PERCENT, str(grid.year), unit="procent")

    def with_share(row: Row) -> Row:
        budget, outcome = (row.figures[place] or Decimal() for place in stands[-2:])
        return replace(row, figures=(*row.figures, round(outcome * 100 / budget, 0) if budget else None))

    rows = tuple(map(with_share, grid.rows))
    return replace(grid, columns=(*grid.columns, column), rows=rows), usual(grid, random)
