"""A delimited table in the making, and the columns that its headings, labels, figures and flags stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tasks.language.asking import heads_a_column, kind_of_column
from tasks.structure.columns_of_grid import are_labels
from tasks.structure.delimited.flags import spread
from tasks.structure.glued import Unglued
from tasks.structure.grid import Printed, Row
from tasks.structure.values import is_flag, is_value, stands_for_a_figure

NUMBER_OF_A_ROW = re.compile(r"^\d{1,2}$")  # or of its programme


@dataclass
class Draft:
    """A table in the making."""

    first_line: int
    title: str = ""
    note: str = ""
    heading: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    width: int = 0
    unplaced: list[Printed] = field(default_factory=list)  # headings of which the column is not known
    inner: bool = False  # its heading stands in a row between the rows of the printed table


def headings_of(draft: Draft) -> Row:
    """The lowest heading of every column."""
    lowest: Row = {}
    for row in draft.heading:
        lowest |= row
    return lowest


def label_columns(draft: Draft) -> int:
    """The leading columns without a figure: a code and its name may stand in columns of their own."""
    columns, headings = 1, headings_of(draft)
    while columns < draft.width - 1:
        texts = [row[columns].text for row in draft.body if columns in row and len(row) > 1]
        leaf = headings.get(columns)
        if not texts or not are_labels(texts, leaf.text if leaf else "") or not _figures_after(draft, columns):
            break
        columns += 1
    return max(columns, _behind_names(draft, headings))


def _behind_names(draft: Draft, headings: Row) -> int:
    """How many columns there are up to the one that is headed as names, where flags and numbers stand before it."""
    named = max((column for column, cell in headings.items() if kind_of_column(cell.text) == "label"), default=0)
    before = [cell.text for row in draft.body if len(row) > 1 for column, cell in row.items() if column < named]
    figures = any(is_value(text) and not NUMBER_OF_A_ROW.match(text) for text in before)
    return 0 if figures or not _figures_after(draft, named) else named + 1


def _figures_after(draft: Draft, column: int) -> bool:
    return any(stands_for_a_figure(cell.text) for row in draft.body for place, cell in row.items() if place > column)


def begin_behind_labels(draft: Draft) -> None:
    """Put headings that begin above the labels above the figures: the corner before them was not printed.

    Below an inner heading its first cell was taken for a group.
    """
    lowest = draft.heading[-1] if draft.heading else {}
    group = draft.body[0] if draft.inner and draft.body and draft.body[0].keys() == {0} else {}
    whole = lowest | group
    figures = {place for row in draft.body for place, cell in row.items() if place and is_value(cell.text)}
    if figures != set(range(1, len(whole) + 1)) or set(whole) != set(range(len(whole))):
        return
    if all(heads_a_column(cell.text) for cell in whole.values()):
        corner = {0: lowest[0]} if group and 0 in lowest else {}
        draft.heading[-1] = corner | {place + 1: cell for place, cell in whole.items()}
        del draft.body[: len(group)]


def align(draft: Draft) -> None:
    """Put headings above the figures when there are as many but they stand in other columns."""
    if not draft.heading:
        return
    lowest = draft.heading[-1]
    figures = sorted({place for row in draft.body for place, cell in row.items() if place and is_value(cell.text)})
    periods = sorted(place for place, cell in lowest.items() if place and heads_a_column(cell.text))
    rest = {place: cell for place, cell in lowest.items() if place not in periods}
    if len(figures) == len(periods) and figures != periods:
        draft.heading[-1] = rest | {place: lowest[period] for place, period in zip(figures, periods, strict=True)}
    elif periods and figures and figures[-1] > periods[-1] and _holds_words(draft, periods[0]):
        # A merged label lost its width: of which column a heading is, or which columns a group is over, is not known.
        draft.unplaced = [cell for row in draft.heading for place, cell in row.items() if place]
        draft.heading = [{0: row[0]} for row in draft.heading[:1] if 0 in row]


def _holds_words(draft: Draft, column: int) -> bool:
    """Whether most cells of a column are words."""
    texts = [row[column].text for row in draft.body if column in row]
    return 2 * sum(not stands_for_a_figure(text) for text in texts) > len(texts)


def part_flags(draft: Draft) -> None:
    """Give flags that are glued to their figures cells of their own."""
    grid = Unglued((place, cell.text) for row in draft.body for place, cell in row.items() if place)
    draft.heading = [grid.row(row) for row in draft.heading]
    draft.body = [grid.row(row) for row in draft.body]
    draft.width += len(grid.columns)


def place_flags(draft: Draft) -> None:
    """Where V/N flags stand between the figures, put every heading above its figure again.

    Bars on a web page lose the width of merged headings, and rows the cells of flags that were not printed.
    """
    if not draft.heading or not any(is_flag(cell.text) for row in draft.body for cell in row.values()):
        return
    headings = [cell for place, cell in sorted(draft.heading[-1].items()) if place or heads_a_column(cell.text)]
    body = spread(draft.body, len(headings))
    if body is not None:
        corner = {0: draft.heading[-1][0]} if 0 in draft.heading[-1] and len(headings) < len(draft.heading[-1]) else {}
        draft.heading[-1] = corner | {1 + 2 * index: cell for index, cell in enumerate(headings)}
        draft.body = body
