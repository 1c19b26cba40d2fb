"""The cells of a grid that rules draw, filled with the words of the page.

Text that runs out of its cell prints over the next one. The order of printing tells where it belongs: the lines of
one cell are printed one after another, and those that stand in one cell alone say which it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tasks.structure.page.boxes import Box, Word, hull
from tasks.structure.page.measured import with_years_below
from tasks.structure.page.notes import spots_without_notes
from tasks.structure.page.phrases import PageLine, Phrase, lines_of_page
from tasks.structure.page.rules import LatticeCell
from tasks.structure.page.spots import PageTable, Spot
from tasks.structure.page.thousands import one_figure
from tasks.structure.page.wraps import join_text
from tasks.structure.values import is_value

STRADDLE = 0.12  # em that a line may reach over a rule before it stands in two cells
OUT = 0.2  # of the height of its text that a cell may be too low for it
LEADING = (0.7, 1.7)  # em from line to line of one cell
MOST_FIGURE_LINES = 1  # rows of figures in one cell; more of them and the rules draw no grid


def ruled(cells: Sequence[LatticeCell], words: Sequence[Word], page: int) -> PageTable | None:
    """The table that a lattice draws; None where its cells hold several rows or columns of figures each."""
    around = hull(cell.box for cell in cells)
    inside = [word for word in words if _within(word.box, around)]
    grid = Places(cells)
    filled: dict[int, list[Word]] = {}
    for run in _runs(inside):
        for place, word in zip(_cells_of(run, grid), run, strict=True):
            if place is not None:
                filled.setdefault(place, []).append(word)
    lines = {place: _lines(held) for place, held in filled.items()}
    if len({cell.row for cell in cells}) < 2 or not lines:
        return None
    if any(_holds_rows(held) for held in lines.values()) or _hold_columns(lines.values()):
        return None
    spots = [_spot(cells[place], held) for place, held in sorted(lines.items())]
    bottoms = [cells[place].box.bottom for place in sorted(lines)]
    kept, notes = spots_without_notes(spots)
    return PageTable(
        page,
        around,
        tuple(with_years_below(kept)),
        0,
        tuple(sorted({(cell.box.x0, cell.box.x1) for cell in cells if cell.column_span == 1})),
        frozenset(id(word) for held in filled.values() for word in held),
        " ".join(spot.text for spot in notes),
        doubtful=tuple(spot for spot, bottom in zip(spots, bottoms, strict=True) if _runs_out(spot, bottom)),
        notes=tuple(notes),
    )


def _lines(words: Sequence[Word]) -> list[PageLine]:
    """The lines of a cell: most have one word."""
    return lines_of_page(words) if len(words) > 1 else [PageLine((Phrase(tuple(words)),))]


class Places:
    """Where the cells of a lattice stand, from the upper left one to the lower right one."""

    def __init__(self, cells: Sequence[LatticeCell]) -> None:
        self.boxes = [cell.box for cell in cells]
        self._heights = sorted({height for box in self.boxes for height in (box.top, box.bottom)})
        self._upto: list[list[int]] = [[] for _ in self._heights]  # each height from the one above it: few cells stand
        for place, box in enumerate(self.boxes):
            for at in range(bisect_left(self._heights, box.top), bisect_left(self._heights, box.bottom) + 1):
                self._upto[at].append(place)

    def at(self, x: float, y: float) -> int | None:
        """The first cell that holds a point: of those that a rule parts the one above it, or left of it."""
        for place in self._upto[min(bisect_left(self._heights, y), len(self._heights) - 1)]:
            x0, top, x1, bottom = self.boxes[place]
            if x0 <= x <= x1 and top <= y <= bottom:
                return place
        return None

    def of(self, box: Box) -> int | None:
        """The cell that holds the middle of a box."""
        return self.at(box.centre, box.middle)

    def in_column(self, place: int, box: Box) -> bool:
        """Whether a box stands in the column of a cell, or in a cell right above or below that; or in none at all."""
        cell = self.boxes[place]
        if cell.x0 < box.centre < cell.x1:
            return True
        other = self.of(box)
        return other is None or cell.over(self.boxes[other]) > 1


def _runs_out(spot: Spot, bottom: float) -> bool:
    lowest = spot.box.bottom - bottom
    return lowest > OUT * spot.box.height or (lowest > 0 and spot.box.height > 2 * (bottom - spot.box.top))


def _within(box: Box, around: Box) -> bool:
    return around.x0 - 1 <= box.centre <= around.x1 + 1 and around.top - 1 <= box.middle <= around.bottom + box.height


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """The words of one printing of text: line after line, each below the one before and as far from the left."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _follows(runs[-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _follows(run: Sequence[Word], word: Word) -> bool:
    last = run[-1]
    if abs(word.size - last.size) > 0.3:
        return False
    step = word.box.bottom - last.box.bottom
    if abs(step) < 0.2 * word.size:
        return 0 <= word.box.x0 - last.box.x1 + 0.1 * word.size < word.size
    lines = [held for held in run if abs(held.box.bottom - last.box.bottom) < 0.2 * word.size]
    beside = word.box.x0 < last.box.x1 and word.box.x1 > lines[0].box.x0
    return LEADING[0] * word.size < step < LEADING[1] * word.size and beside


def _cells_of(run: Sequence[Word], grid: Places) -> list[int | None]:
    """The cell of every word of a run; lines over a rule go with the line before them that stands in one cell."""
    lines: list[list[Word]] = [[run[0]]]
    for before, word in pairwise(run):
        if abs(word.box.bottom - before.box.bottom) > 0.2 * word.size:
            lines.append([])
        lines[-1].append(word)
    sure = [_sure_cell(line, grid) for line in lines]
    found: list[int | None] = []
    held = next((place for place in sure if place is not None), None)
    for line, place in zip(lines, sure, strict=True):
        held = place if place is not None else held
        found += [held if held is not None and grid.in_column(held, word.box) else grid.of(word.box) for word in line]
    return found


def _sure_cell(line: Sequence[Word], grid: Places) -> int | None:
    """The cell that a line stands in from top to bottom; None where it reaches over a rule."""
    box = line[0].box
    reach = STRADDLE * line[0].size
    centre = box.centre
    upper, lower = grid.at(centre, box.top + reach), grid.at(centre, box.bottom - 2 * reach)
    return upper if upper == lower else None


def _holds_rows(lines: Sequence[PageLine]) -> bool:
    if len(lines) <= MOST_FIGURE_LINES:  # quick to see, and true of most cells
        return False
    figures = [line for line in lines if line.data]
    return len(figures) > MOST_FIGURE_LINES and sum(len(line.data) for line in figures) > 2


def _hold_columns(cells: Iterable[Sequence[PageLine]]) -> bool:
    """Whether most lines with figures have several: what is drawn parts groups of columns.

    Thousands between blanks are one figure, and so is one with its year behind it.
    """
    lines = [line for held in cells for line in held]
    several = [line for line in lines if len(line.phrases) > 1 and len(line.data) > 1 and not is_value(line.text)]
    return bool(several) and 2 * len(several) > sum(bool(line.data) for line in lines)


def _spot(cell: LatticeCell, lines: Sequence[PageLine]) -> Spot:
    phrases = [phrase for line in lines for phrase in line.phrases]
    text = one_figure(join_text(phrases, cell.box.x1))
    return Spot(text, hull(p.box for p in phrases), cell.row, cell.column, cell.row_span, cell.column_span)
