"""Layouts of headings: how they are divided, what stands between them, what is missing."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from tests.fuzz import words
from tests.fuzz.generated import unknown_column
from tests.fuzz.grids import Figure, Grid, meant
from tests.fuzz.layouts.registry import layout, usual
from tests.fuzz.sheets import Plan

WORD = re.compile(r"[^\W\d]{3}")


def dated(grid: Grid) -> bool:
    """Whether names and years can be printed apart: '2023R' cannot."""
    dated = [column for column in grid.columns if column.year_printed]
    return bool(dated) and all(WORD.match(column.name) for column in dated)


@layout
def heading_on_two_lines(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Measures below stands, or years over names that are printed once for a year."""
    if grid.measured:
        return grid, replace(usual(grid, random), division="measures below")
    return (grid, replace(usual(grid, random), division="years over names")) if dated(grid) else None


@layout
def heading_on_three_lines(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Names, years and measures, each on a line."""
    if not (grid.measured and dated(grid)):
        return None
    division = random.choice(["names, years, measures", "years, names, measures"])
    return grid, replace(usual(grid, random), division=division)


@layout
def names_and_years_apart(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """All names, then all years."""
    if not dated(grid) or grid.measured:
        return None
    return grid, replace(usual(grid, random), division="names over years", joined_years=False)


@layout
def uneven_groups(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A name over as many years as follow it, printed once."""
    names = [column.name for column in grid.columns]
    if grid.measured or not dated(grid) or len(set(names)) in {1, len(names)}:
        return None
    return grid, replace(usual(grid, random), division="names over years")


@layout
def corner_between(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A corner cell between the row of names and the row below it."""
    if not (dated(grid) or grid.measured):
        return None
    division = "measures below" if grid.measured else "names over years"
    corner = random.choice([*words.CORNERS, "Lasten naar thema", "Bijdrage van elk thema aan het programma"])
    return grid, Plan(division, random.random() < 0.5 or grid.measured, corner=corner)


@layout
def corner_first(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A corner cell before two rows of headings."""
    chosen = corner_between(grid, random)
    return (grid, replace(chosen[1], corner_row="first")) if chosen else None


@layout
def heading_wrapped(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Headings broken over lines within their cell."""
    if not any(" " in column.whole for column in grid.columns):
        return None
    columns = tuple(replace(column, spelling=_broken(column.spelling, random)) for column in grid.columns)
    return replace(grid, columns=columns), usual(grid, random)


def _broken(text: str, random: Random) -> str:
    gaps = [place for place, character in enumerate(text) if character == " "]
    place = random.choice(gaps) if gaps else 0
    return f"{text[:place]}\n{text[place + 1 :]}" if place else text


@layout
def leaves_missing(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Stands are headed, the lasten, baten and saldo below them are not."""
    return (grid, replace(usual(grid, random), division="measures below", leaves=False)) if grid.measured else None


@layout
def heading_missing(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """No heading at all: every column is open."""
    titled = meant("taakstelling") if grid.source == "savings" else frozenset()  # its title says what it is
    columns = tuple(replace(column, scenarios=titled) for column in grid.columns)
    return replace(grid, columns=columns), replace(usual(grid, random), heading=False, note="above")


@layout
def title_on_the_heading(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The title on the line of the headings."""
    return grid, replace(usual(grid, random), title_on_heading=True, corner="", note="above")


@layout
def unknown_heading(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A column whose heading nobody knows among columns that are known."""
    if grid.measured or not grid.money:
        return None
    place = random.randint(1, len(grid.columns))
    column = unknown_column(random, grid.year)
    if grid.source == "savings":  # their title says what all columns are
        column = replace(column, scenarios=column.scenarios | {"taakstelling"})

    def widened(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
        like = figures[place - 1]
        return (*figures[:place], None if like is None else like * random.randint(2, 9) // 7, *figures[place:])

    columns = (*grid.columns[:place], column, *grid.columns[place:])
    rows = tuple(replace(row, figures=widened(row.figures)) for row in grid.rows)
    return replace(grid, columns=columns, rows=rows), usual(grid, random)
