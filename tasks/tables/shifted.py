"""Rows of a grid that stand one column aside: a blank cell or a label went missing, or the label takes a cell more.

To the right they are moved only where a sum of rows comes out with the row moved, and does not where it is printed;
to the left where the cell more is a word, or where the relations between the columns hold so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from tasks.model import Cell, Table
from tasks.structure.values import has_digit, is_figure, is_value, worth
from tasks.tables.placing import ROUNDED, adds_up
from tasks.tables.relations import Relation, related
from tasks.tables.row_sums import Placed, sums_of

MOST_ROWS = 200
MOST_SUMS = 300
Body = dict[int, list[Cell]]


def mended(table: Table) -> Table:
    """The table with its shifted rows where they belong."""
    table = _without_surplus(table)
    body = _body(table)
    last = max((cell.column for cells in body.values() for cell in cells), default=0)
    if not 2 < len(body) <= MOST_ROWS or last - table.label_columns < 2:
        return table
    moved: Body = {}
    for row in body:
        if _may_shift(body[row], table.label_columns, last):
            other = _moved(body[row], table.label_columns)
            moved |= {row: other} if _comes_out(table, body | moved, row, other) else {}
    if not moved:
        return table
    return replace(table, cells=tuple(cell for cells in _rows(table, moved) for cell in cells))


def _without_surplus(table: Table) -> Table:
    """The table with rows moved to the left whose label takes a cell more than that of the others."""
    body = _body(table)
    ends = Counter(max(cell.column for cell in cells) for cells in body.values())
    if not 2 < len(body) <= MOST_ROWS or len(ends) < 2:
        return table
    last = ends.most_common(1)[0][0]
    width = last - table.label_columns + 1
    usual = _placed(table, {row: cells for row, cells in body.items() if _end(cells) <= last}, width)
    relations = related([row.values for row in usual if row.columns == tuple(range(width))], width)
    moved = {
        row: other
        for row, cells in body.items()
        if _end(cells) == last + 1 and (other := _joined(cells, table.label_columns)) is not None
        if _is_right(cells, other, table, relations, width)
    }
    return replace(table, cells=tuple(cell for cells in _rows(table, moved) for cell in cells)) if moved else table


def _end(cells: Sequence[Cell]) -> int:
    return max(cell.column for cell in cells)


def _joined(cells: Sequence[Cell], labels: int) -> list[Cell] | None:
    """A row with the first cell behind its label joined to the label; None where it has no label or no such cell."""
    first = next((cell for cell in cells if cell.column == labels), None)
    label = max((cell for cell in cells if cell.column < labels), key=lambda cell: cell.column, default=None)
    if first is None or label is None:
        return None
    whole = replace(label, text=f"{label.text} {first.text}")
    own = [whole if cell is label else cell for cell in cells if cell.column < labels]
    return [*own, *(replace(cell, column=cell.column - 1) for cell in cells if cell.column > labels)]


def _is_right(
    cells: Sequence[Cell], other: list[Cell], table: Table, relations: Sequence[Relation], width: int
) -> bool:
    first = next(cell for cell in cells if cell.column == table.label_columns)
    if not (is_value(first.text) or has_digit(first.text)):
        return True
    (row,) = _placed(table, {0: other}, width)
    values = row.at(row.columns or ())
    held = [relation.misses(*(values.get(at, 0.0) for at in relation[:3])) <= ROUNDED for relation in relations]
    return bool(held) and all(held)


def _rows(table: Table, moved: Body) -> list[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    return [moved.get(row, cells) for row, cells in rows.items()]


def _body(table: Table) -> Body:
    rows: Body = {}
    for cell in table.cells:
        if cell.row >= table.heading_rows:
            rows.setdefault(cell.row, []).append(cell)
    return {row: cells for row, cells in rows.items() if any(cell.column >= table.label_columns for cell in cells)}


def _may_shift(cells: Sequence[Cell], labels: int, last: int) -> bool:
    """Whether a row has room at its end and begins in the first column, or has a figure for a label."""
    columns = {cell.column for cell in cells}
    return last not in columns and (labels in columns) and any(has_digit(cell.text) for cell in cells)


def _moved(cells: Sequence[Cell], labels: int) -> list[Cell]:
    headed = _figure_as_label(cells, labels)
    return [
        replace(cell, column=cell.column + 1) if cell.column >= labels or (headed and cell is headed) else cell
        for cell in cells
    ]


def _figure_as_label(cells: Sequence[Cell], labels: int) -> Cell | None:
    own = [cell for cell in cells if cell.column < labels]
    return own[0] if len(own) == 1 and own[0].column == labels - 1 and is_figure(own[0].text) else None


def _comes_out(table: Table, body: Body, row: int, other: list[Cell]) -> bool:
    """Whether a sum of rows comes out only where the row is moved."""
    figure = _figure_as_label(body[row], table.label_columns)
    width = 1 + max(cell.column for cells in (*body.values(), other) for cell in cells) - table.label_columns
    at = sorted(body).index(row)
    changed = _placed(table, body | {row: other}, width)
    if figure is not None:
        return adds_up(changed, at, width, fewest=1)
    return _sums(changed, at, width) > _sums(_placed(table, body, width), at, width)


def _placed(table: Table, body: Body, width: int) -> list[Placed]:
    rows = []
    for row in sorted(body):
        labels = [cell.text for cell in body[row] if cell.column < table.label_columns]
        figures = [cell for cell in body[row] if cell.column >= table.label_columns and is_value(cell.text)]
        values = tuple(worth(cell.text) for cell in figures)
        columns = tuple(cell.column - table.label_columns for cell in figures)
        rows.append(Placed(labels[-1] if labels else None, values, 0, columns))
    return rows


def _sums(rows: Sequence[Placed], at: int, width: int) -> int:
    """How many columns of the sums that a row takes part in come out; none unless all do."""
    found = 0
    for total in islice(sums_of(rows), MOST_SUMS):
        if at not in total.parts:
            continue
        sums = [0.0] * width
        for part, sign in zip(total.parts, total.signs, strict=True):
            for column, value in rows[part].at(rows[part].columns or ()).items():
                sums[column] += sign * value
        wanted = rows[total.total].at(rows[total.total].columns or ())
        tolerance = 1 + len(total.parts) / 2
        found += len(wanted) > 1 and all(abs(sums[column] - value) <= tolerance for column, value in wanted.items())
    return found
