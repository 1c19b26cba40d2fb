"""A table laid out in rows of cells, as it is printed: the headings divided, codes, flags and texts in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.fuzz.grids import Column, Grid, Row
from tests.fuzz.words import SOURCES


@dataclass(frozen=True)
class Slot:
    """A heading over `span` columns of the sheet, from `start` on."""

    text: str
    start: int
    span: int = 1


@dataclass(frozen=True)
class Sheet:
    """Heading rows of slots, and the rows of the body, all of one width."""

    head: tuple[tuple[Slot, ...], ...]
    body: tuple[tuple[str, ...], ...]
    width: int
    labels: int = 1  # columns before the figures

    def head_rows(self) -> Iterator[list[str]]:
        """The heading rows as cells, each text in the first column that it heads."""
        for slots in self.head:
            cells = [""] * self.width
            for slot in slots:
                cells[slot.start] = slot.text
            yield cells


@dataclass(frozen=True)
class Plan:
    """What a layout decides about a table; what it leaves alone is printed in the usual way."""

    division: str = "one"
    joined_years: bool = True  # equal headings side by side are printed once
    corner: str = ""
    corner_row: str = "last"
    code: str = "joined"
    flags: str = ""
    flag_words: tuple[str, str, str] = ("V", "N", "")
    text: str = ""
    note: str = "above"
    break_after: int = 0  # rows of the body before a page break; 0: none
    title_on_heading: bool = False
    unlabelled_total: bool = False
    leaves: bool = True
    heading: bool = True


def _levels(column: Column, division: str) -> tuple[str, ...]:
    """The headings of a column from the top down."""
    return LEVELS[division](column)


LEVELS: dict[str, Callable[[Column], tuple[str, ...]]] = {
    "one": lambda column: (" ".join(filter(None, (column.whole, column.measure))),),
    "measure first": lambda column: (" ".join(filter(None, (column.measure, column.whole))),),
    "measures below": lambda column: (column.whole, column.measure),
    "names over years": lambda column: (column.name, column.year_printed),
    "years over names": lambda column: (column.year_printed, column.name),
    "names, years, measures": lambda column: (column.name, column.year_printed, column.measure),
    "years, names, measures": lambda column: (column.year_printed, column.name, column.measure),
}


def _divided(grid: Grid, plan: Plan) -> list[list[tuple[str, int, int]]]:
    """Rows of headings as (text, first column of figures, number of columns); equal upper ones are printed once."""
    stacks = [_levels(column, plan.division) for column in grid.columns]
    depth = len(stacks[0])
    rows = []
    for level in range(depth):
        row: list[tuple[str, int, int]] = []
        for place, stack in enumerate(stacks):
            joined = plan.joined_years and place and level < depth - 1 and stack[level]
            if joined and stack[: level + 1] == stacks[place - 1][: level + 1]:
                text, start, span = row.pop()
                row.append((text, start, span + 1))
            else:
                row.append((stack[level], place, 1))
        rows.append(row)
    return rows if plan.leaves or depth == 1 else rows[:-1]


def lay_out(grid: Grid, plan: Plan, random: Random) -> Sheet:
    """The sheet of a table."""
    labels = 1 + (plan.code == "cell") + (plan.text == "between")
    places = _places(grid, plan, labels)
    width = places[-1] + (plan.text == "behind")
    head = [
        [Slot(text, places[start], places[start + span - 1] - places[start] + 1) for text, start, span in row if text]
        for row in _divided(grid, plan)
    ]
    if plan.corner and plan.heading:
        place = len(head) - 1 if plan.corner_row == "last" else 0
        head[place].insert(0, Slot(plan.corner, labels - 1 if plan.code == "cell" else 0))
    if plan.text == "behind":
        head[-1].append(Slot("Bron", width - 1))
    body = [row for line in _lines(grid, plan) for row in _printed(line, grid, plan, width, random)]
    return Sheet(tuple(map(tuple, head)) if plan.heading else (), tuple(map(tuple, body)), width, labels)


def _places(grid: Grid, plan: Plan, labels: int) -> list[int]:
    """Where each column of figures stands in the sheet, and where the last one ends."""
    places = [labels]
    for column in grid.columns:
        places.append(places[-1] + 1 + (plan.flags == "cell" and column.difference))
    return places


def _lines(grid: Grid, plan: Plan) -> Iterator[Row | str]:
    """The rows, and the names of groups above them."""
    group = ""
    for row in grid.rows:
        if row.group and row.group != group:
            yield row.group
        group = row.group
        yield row


def _printed(line: Row | str, grid: Grid, plan: Plan, width: int, random: Random) -> Iterator[list[str]]:
    if isinstance(line, str):
        yield [line, *[""] * (width - 1)] if plan.code != "cell" else ["", line, *[""] * (width - 2)]
        return
    if plan.code == "line" and line.code:
        yield [line.code, *[""] * (width - 1)]
    cells = [line.code] if plan.code == "cell" else []
    cells.append(f"{line.code} {line.label}".strip() if plan.code == "joined" else line.label)
    if plan.text == "between":
        cells.append(random.choice(SOURCES))
    for column, figure in zip(grid.columns, line.figures, strict=True):
        shown = grid.manner.show(figure, line, column)
        flag = _flag(figure < 0, plan, random) if figure is not None else ""
        cells += FLAGGED[plan.flags if column.difference or plan.flags == "before" else ""](shown, flag)
    if plan.text == "behind":
        cells.append(random.choice(SOURCES))
    yield cells


def _flag(adverse: bool, plan: Plan, random: Random) -> str:
    good, bad, dash = plan.flag_words
    if dash and random.random() < 0.25:
        return dash
    return bad if adverse else good


FLAGGED: dict[str, Callable[[str, str], list[str]]] = {
    "": lambda shown, flag: [shown],
    "cell": lambda shown, flag: [shown, flag],
    "behind": lambda shown, flag: [f"{shown} {flag}".strip() if shown else ""],
    "before": lambda shown, flag: [f"{flag} {shown}".strip() if shown else ""],
}


def unsigned(grid: Grid) -> Grid:
    """The figures of a grid without their signs, as where a flag says which way they go."""
    rows = tuple(
        replace(row, figures=tuple(abs(figure) if figure is not None else None for figure in row.figures))
        for row in grid.rows
    )
    return replace(grid, rows=rows)


def split(sheet: Sheet, after: int) -> Sequence[Sheet]:
    """The sheet before and after a break; only the first has headings."""
    return (replace(sheet, body=sheet.body[:after]), replace(sheet, head=(), body=sheet.body[after:]))


def slots_of(sheet: Sheet) -> Iterator[tuple[list[Slot], bool]]:
    """Every row as slots, and whether it heads the table."""
    for slots in sheet.head:
        filled: list[Slot] = []
        place = 0
        for slot in slots:
            filled += [Slot("", at) for at in range(place, slot.start)]
            filled.append(slot)
            place = slot.start + slot.span
        yield filled + [Slot("", at) for at in range(place, sheet.width)], True
    for row in sheet.body:
        yield [Slot(text, place) for place, text in enumerate(row)], False
