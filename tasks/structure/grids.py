"""From a real grid (web page, spreadsheet, word processor, ruled page) to tables: one way for all of them.

A reader hands over the cells that are printed, with the places and spans that its format gives them.
`tables_from_grid` parts tables that stand side by side or below one another, and finds for each which rows head
the columns, which columns label the rows, and what of its top is a title or a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from tasks.language.asking import heads_a_column, is_note
from tasks.language.lines import heads_labels
from tasks.model import Cell, Fate, Remainder, Table
from tasks.structure.columns_of_grid import label_columns, side_by_side
from tasks.structure.foreign_numbers import in_dutch
from tasks.structure.glued import unglued
from tasks.structure.grid import Printed, heading_cells
from tasks.structure.long_format import widened
from tasks.structure.shared_values import with_shared
from tasks.structure.values import has_digit, is_odd, is_value

Rows = dict[int, list[Cell]]
PLACE = attrgetter("row", "column")
LONGEST_TITLE = 120
SCHEME = frozenset({"€", "%", "EUR"})


class Parted(NamedTuple):
    """The tables of a grid, and what of it is no part of any (repeated headings)."""

    tables: tuple[Table, ...]
    remainder: tuple[Remainder, ...]


def tables_from_grid(
    cells: Sequence[Cell],
    *,
    title: str = "",
    note: str = "",
    section: tuple[str, ...] = (),
    first: int = 1,
    headed: int = 0,
    merged: bool = False,
) -> Parted:
    """The tables of one printed grid; `headed` is how many rows the format itself marks as headings.

    Where the format says itself which cells are `merged`, a figure in one of them is of all that it spans.
    Cells without text are left out by the reader. Rows and columns may have gaps: an empty column may part tables.
    """
    tables: list[Table] = []
    rests: list[Remainder] = []
    for part in side_by_side(unglued(joined_signs(cells))):
        for grid, repeated in stacked(part, headed):
            table = table_from_grid(grid, title, note, section, first + len(tables), headed)
            rests += [Remainder(c.text, c.locator, Fate.IGNORED, "repeated heading") for c in repeated if table]
            if table:
                wide, names = widened(in_dutch(with_shared(table) if merged else table))
                tables, rests = [*tables, wide], [*rests, *names]
    return Parted(tuple(tables), tuple(rest for rest in rests if has_digit(rest.text)))


def table_from_grid(
    cells: Sequence[Cell],
    title: str = "",
    note: str = "",
    section: tuple[str, ...] = (),
    number: int = 1,
    headed: int = 0,
) -> Table | None:
    """One table of one grid; None where it holds no figures under a heading (a page's lay-out, a list of names)."""
    if not cells:
        return None
    cells = compact(cells)
    rows = by_row(cells)
    heading = heading_rows(rows, headed)
    labels = label_columns(cells, heading)
    if not _holds_figures(rows, heading):
        return None
    spanned = with_spans(cells, heading, labels)
    if spanned is not cells:
        cells, rows = spanned, by_row(spanned)
    headings = [row for index, row in rows.items() if index < heading]
    tops = [row[0] for row in headings if len(row) == 1 and row[0].column == 0]
    corner = next((cell.text for row in headings for cell in row if cell.column == 0 and cell not in tops), "")
    named = [cell.text for cell in tops if not is_note(cell.text) and len(cell.text) <= LONGEST_TITLE]
    named += [_over_all(rows, heading, labels)]
    named += ["" if is_note(corner) or heads_labels(corner) else corner, *section[-1:]]
    notes = [note, *(cell.text for cell in tops if is_note(cell.text)), corner if is_note(corner) else ""]
    return Table(
        table_id=f"T{number:02d}",
        title=title or next(filter(None, named), ""),
        cells=tuple(cells),
        heading_rows=heading,
        label_columns=labels,
        note=next(filter(None, notes), ""),
        section=section,
    )


def by_row(cells: Iterable[Cell]) -> Rows:
    """The cells of every row, from left to right."""
    rows: Rows = {}
    for cell in sorted(cells, key=PLACE):
        rows.setdefault(cell.row, []).append(cell)
    return rows


def is_data(row: Iterable[Cell]) -> bool:
    """Whether a row has a figure, or a word in its place, that is no heading."""
    return any(_stands(cell) and not heads_a_column(cell.text) for cell in row if cell.column)


def heading_rows(rows: Rows, headed: int = 0) -> int:
    """How many rows head the columns: what the format marks, and the rows before the first figure.

    A row with nothing but a label, right above the figures, opens a group and is no heading.
    """
    indices = sorted(rows)
    first = next((place for place, index in enumerate(indices) if is_data(rows[index])), len(indices))
    marked = sum(index < headed for index in indices)
    if any(_heads(rows[index]) for index in indices[:marked]):
        while marked < first and _only_headings(rows[indices[marked]]):
            marked += 1
        return marked
    return max((place + 1 for place in range(first) if _heads(rows[indices[place]])), default=0)


def stacked(cells: Sequence[Cell], headed: int = 0) -> list[tuple[list[Cell], list[Cell]]]:
    """The grid cut where a new heading begins, each part with the cells of headings that only repeat the first."""
    rows = by_row(cells)
    indices = sorted(rows)
    top = heading_rows(rows, headed)
    heading = [tuple(cell.text for cell in rows[index]) for index in indices[:top]]
    parts: list[tuple[list[Cell], list[Cell]]] = [([cell for index in indices[:top] for cell in rows[index]], [])]
    seen_data = False
    for index in indices[top:]:
        row = rows[index]
        if seen_data and tuple(cell.text for cell in row) in heading and len(row) > 1:
            parts[-1][1].extend(row)
            continue
        if seen_data and _only_headings(row) and sum(cell.column > 0 for cell in row) > 1:
            parts.append(([], []))
            heading, seen_data = [tuple(cell.text for cell in row)], False
        seen_data = seen_data or is_data(row)
        parts[-1][0].extend(row)
    return parts


def compact(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with rows and columns counted anew, without those that hold nothing; spans shrink with them."""
    rows = _renumbered({cell.row for cell in cells})
    used = {cell.column for cell in cells}
    figures_only = all(is_value(cell.text) for cell in cells if cell.column == min(used))
    columns = _renumbered(used | ({min(used) - 1} if min(used) > 0 and figures_only else set()))
    return [_renumbered_cell(cell, rows, columns) for cell in sorted(cells, key=PLACE)]


def _renumbered_cell(cell: Cell, rows: dict[int, int], columns: dict[int, int]) -> Cell:
    row, column = rows[cell.row], columns[cell.column]
    stays = row == cell.row and column == cell.column
    if stays and cell.row_span == cell.column_span == 1:  # nearly all
        return cell
    spans = (_covered(rows, cell.row, cell.row_span), _covered(columns, cell.column, cell.column_span))
    if stays and spans == (cell.row_span, cell.column_span):
        return cell
    return replace(cell, row=row, column=column, row_span=spans[0], column_span=spans[1])


def with_spans(cells: list[Cell], heading: int, labels: int) -> list[Cell]:
    """Where no heading is merged but columns on a lower row have none above them, upper headings reach over them."""
    top = [cell for cell in cells if cell.row < heading]
    if heading < 2 or any(cell.column_span > 1 for cell in top if cell.column >= labels):
        return cells
    rows = [
        {cell.column: Printed(cell.text, cell.locator) for cell in top if cell.row == row} for row in range(heading)
    ]
    width = max(cell.column for cell in cells) + 1
    body = [cell for cell in cells if cell.row >= heading]
    return [*heading_cells(rows, width, labels), *body]


def joined_signs(cells: Sequence[Cell]) -> list[Cell]:
    """A euro or percent sign in a cell of its own belongs to the figure beside it."""
    places = {(cell.row, cell.column): cell for cell in cells}
    for (row, column), cell in [found for found in places.items() if found[1].text in SCHEME]:
        side = -1 if cell.text == "%" else 1
        figure = places.get((row, column + side * (cell.column_span if side > 0 else 1)))
        if figure and is_value(figure.text) and cell.text not in figure.text:
            text = f"{figure.text} {cell.text}" if side < 0 else f"{cell.text} {figure.text}"
            places[row, figure.column] = replace(figure, text=text)
            del places[row, column]
    return list(places.values())


def _covered(places: dict[int, int], start: int, span: int) -> int:
    """How many of the places that are left a span covers."""
    return 1 if span == 1 else max(1, sum(place in places for place in range(start, start + span)))


def _renumbered(used: set[int]) -> dict[int, int]:
    return {old: new for new, old in enumerate(sorted(used))}


def _heads(row: Sequence[Cell]) -> bool:
    return any(cell.column > 0 for cell in row)


def _only_headings(row: Sequence[Cell]) -> bool:
    texts = [cell.text for cell in row if cell.column]
    return bool(texts) and all(map(heads_a_column, texts))


def _stands(cell: Cell) -> bool:
    return is_value(cell.text) or is_odd(cell.text) or bool(cell.unsure)


def _holds_figures(rows: Rows, heading: int) -> bool:
    data = (row for index, row in rows.items() if index >= heading and any(_stands(c) for c in row if c.column))
    fewest = 1 if heading else 2
    return len(list(islice(data, fewest))) == fewest


def _over_all(rows: Rows, heading: int, labels: int) -> str:
    """A single heading over all the columns of figures, with others below it: what the table is called."""
    top = rows.get(0, [])
    if heading < 2 or len(top) != 1 or top[0].column > labels:
        return ""
    width = max(cell.column + cell.column_span for row in rows.values() for cell in row)
    if top[0].column + top[0].column_span < width:
        return ""
    return "" if is_note(top[0].text) or heads_a_column(top[0].text) else top[0].text
