"""How a layout is known: each takes a grid and says what is odd about its printing.

A layout that a grid does not lend itself to gives nothing; the next grid is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz import words
from tests.fuzz.grids import Grid
from tests.fuzz.sheets import Plan

Layout = Callable[[Grid, Random], "tuple[Grid, Plan] | None"]
LAYOUTS: dict[str, Layout] = {}


def layout(make: Layout) -> Layout:
    """Make a layout known by its name."""
    LAYOUTS[make.__name__] = make
    return make


def usual(grid: Grid, random: Random) -> Plan:
    """The common way: one row of headings, or measures below their stands, a corner or none, the note above."""
    division = random.choice(["one", "measures below"]) if grid.measured else "one"
    corner = random.choice(words.CORNERS) if random.random() < 0.5 else ""
    return Plan(division, corner=corner, note=random.choice(["above", "above", "title", "corner"]))
