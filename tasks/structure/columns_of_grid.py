"""What the columns of a grid hold: labels or figures, and where one table ends and its neighbour begins."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tasks.language import phrase
from tasks.language.asking import heads_no_labels
from tasks.language.lines import is_only
from tasks.model import Cell
from tasks.structure.values import CODE_LIKE, is_figure, is_flag, stands_for_a_figure

FEWEST = 4  # under a period or a scenario one cell in so many that stands for a figure makes them figures


def label_columns(cells: Sequence[Cell], heading: int) -> int:
    """The leading columns without figures: a code and its name may stand in columns of their own."""
    last = max((cell.column for cell in cells), default=0)
    leaves = {cell.column: cell.text for cell in cells if cell.row < heading}  # rows come in order: the lowest stays
    columns = 1
    while columns < last and _labels(cells, columns, heading, leaves.get(columns, "")):
        columns += 1
    return columns


def side_by_side(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The grid cut before each column of labels that comes after figures and has figures of its own.

    Between the two stands an empty column, or the headings right of it repeat those on its left.
    """
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        columns.setdefault(cell.column, []).append(cell)
    texts = [column for column in sorted(columns) if _is_text(columns[column])]
    cuts = [column for column in texts[1:] if texts[0] == min(columns) and _begins_a_table(cells, column)]
    if not cuts:
        return [list(cells)]
    edges = [0, *cuts, max(cell.column for cell in cells) + 1]
    return [[cell for cell in cells if start <= cell.column < end] for start, end in pairwise(edges)]


def _begins_a_table(cells: Sequence[Cell], column: int) -> bool:
    """Whether a column of labels has figures on both sides, and something that parts it from those on its left."""
    left = [cell for cell in cells if cell.column < column]
    right = [cell for cell in cells if cell.column > column]
    if not (any(is_figure(cell.text) for cell in left) and any(is_figure(cell.text) for cell in right)):
        return False
    crossed = any(cell.column < column < cell.column + cell.column_span for cell in left)
    gap = max(cell.column + cell.column_span for cell in left) < column
    return gap or (not crossed and _headings_repeat(cells, column))


def _headings_repeat(cells: Sequence[Cell], column: int) -> bool:
    """Whether the lowest row above the figures prints the same on both sides of a column of labels."""
    top = min((cell.row for cell in cells if cell.column > column and is_figure(cell.text)), default=0)
    for row in range(top, top + 2):  # bare years look like figures
        mine = [cell.text for cell in cells if cell.row == row and cell.column > column]
        others = [cell.text for cell in cells if cell.row == row and 0 < cell.column < column]
        if mine and mine == others[-len(mine) :] and len(others) == len(mine):
            return True
    return False


def _is_text(column: Sequence[Cell]) -> bool:
    """Whether less than half of a column, and of more than one cell, is filled; no more is looked at than tells it."""
    filled, size = 0, len(column)
    for left, cell in zip(range(size - 1, -1, -1), column, strict=True):
        filled += _is_filled(cell)
        if filled * 2 >= size or (filled + left) * 2 < size:
            break
    return size > 1 and filled * 2 < size


def _labels(cells: Sequence[Cell], column: int, heading: int, leaf: str) -> bool:
    """Whether a column of the body is labels: hardly a figure in it, and figures after it."""
    body = [cell for cell in cells if cell.row >= heading]
    own = [cell for cell in body if cell.column == column]
    if not own or heads_no_labels(leaf) or not any(map(_is_figure, (cell for cell in body if cell.column > column))):
        return False
    unsure = sum(bool(cell.unsure) for cell in own)
    return are_labels([cell.text for cell in own if not cell.unsure], leaf, unsure)


def are_labels(texts: Sequence[str], leaf: str, unsure: int = 0) -> bool:
    """Whether the cells of a column are names of rows: codes, or hardly a figure, by what heads them."""
    if is_only(leaf, "codes"):
        return True
    figures = unsure + sum(stands_for_a_figure(text) or is_flag(text) for text in texts)
    said = phrase(leaf, "heading")
    if said.scenario or said.periods:
        return (figures + sum(map(bool, map(CODE_LIKE.match, texts)))) * FEWEST < len(texts) + unsure
    return figures * 2 <= len(texts) + unsure


def _is_figure(cell: Cell) -> bool:
    return bool(cell.unsure) or stands_for_a_figure(cell.text)


def _is_filled(cell: Cell) -> bool:
    return bool(cell.unsure) or stands_for_a_figure(cell.text) or is_flag(cell.text)
