"""The layouts that tables are printed in: each takes a grid and says what is odd about its printing.

A layout that a grid does not lend itself to gives nothing; the next grid is tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.fuzz import words
from tests.fuzz.generated import settle, unknown_column
from tests.fuzz.grids import Column, Figure, Grid, Row, meant
from tests.fuzz.sheets import Plan, unsigned

Layout = Callable[[Grid, Random], "tuple[Grid, Plan] | None"]
OUTCOME = {"realisatie", "prognose"}
PERCENT = frozenset(OUTCOME | {"verschil"}) | meant("begroting")  # what a share of the budget may be stated as
TOTAL = re.compile(r"totaal|saldo", re.IGNORECASE)
WORD = re.compile(r"[^\W\d]{3}")
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


def _dated(grid: Grid) -> bool:
    """Whether names and years can be printed apart: '2023R' cannot."""
    dated = [column for column in grid.columns if column.year_printed]
    return bool(dated) and all(WORD.match(column.name) for column in dated)


@layout
def plain(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Nothing odd."""
    return grid, usual(grid, random)


@layout
def heading_on_two_lines(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Measures below stands, or years over names that are printed once for a year."""
    if grid.measured:
        return grid, replace(usual(grid, random), division="measures below")
    return (grid, replace(usual(grid, random), division="years over names")) if _dated(grid) else None


@layout
def heading_on_three_lines(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Names, years and measures, each on a line."""
    if not (grid.measured and _dated(grid)):
        return None
    division = random.choice(["names, years, measures", "years, names, measures"])
    return grid, replace(usual(grid, random), division=division)


@layout
def names_and_years_apart(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """All names, then all years."""
    if not _dated(grid) or grid.measured:
        return None
    return grid, replace(usual(grid, random), division="names over years", joined_years=False)


@layout
def uneven_groups(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A name over as many years as follow it, printed once."""
    names = [column.name for column in grid.columns]
    if grid.measured or not _dated(grid) or len(set(names)) in {1, len(names)}:
        return None
    return grid, replace(usual(grid, random), division="names over years")


@layout
def corner_between(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """A corner cell between the row of names and the row below it."""
    if not (_dated(grid) or grid.measured):
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


@layout
def title_on_the_heading(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The title on the line of the headings."""
    return grid, replace(usual(grid, random), title_on_heading=True, corner="", note="above")


@layout
def total_without_a_label(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """The last total stands below its column without a word."""
    last = grid.rows[-1]
    if not last.total:
        return None
    return replace(grid, rows=(*grid.rows[:-1], replace(last, label=""))), usual(grid, random)


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


@layout
def labels_behind_a_dash(grid: Grid, random: Random) -> tuple[Grid, Plan] | None:
    """Labels as items of a list."""
    rows = [row if TOTAL.search(row.label) else replace(row, label=f"- {row.label}", code="") for row in grid.rows]
    return replace(grid, rows=tuple(rows)), usual(grid, random)


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
