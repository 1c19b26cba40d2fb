"""Cells of several lines in rows that are printed on one: a label over lines, and under it the figures of each.

The cell of the label is followed by the cell of the first column, line for line; the blank cells behind it are held by
spaces, on the line of the last figure or on one of their own. That is how such a row is told from a list of figures.
So is one whose cells all have as many lines as the label, or as there are names in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tasks.structure.lines import Line
from tasks.tables.spaces import TELLING

MOST_LINES = 12
FEWEST_CELLS = 2  # of as many lines
NAMES = re.compile(r"(?<!\s)\s++(?=[A-ZÀ-Ý])")


@dataclass(frozen=True, slots=True)
class Stack:
    """The lines of the label and of each further cell, all as printed; a line of a cell may be blank."""

    label: tuple[Line, ...]
    cells: tuple[tuple[Line, ...], ...]
    last: int  # the number of its last line
    held: bool = True  # spaces hold its blank cells: its columns are known

    def rows(self) -> Iterator[tuple[Line, list[tuple[int, Line]]]]:
        """Each line of the label with the figures that stand beside it, and their columns."""
        count = len(self.label)
        beside: list[list[tuple[int, Line]]] = [[] for _ in self.label]
        for column, cell in enumerate(self.cells):
            lines = cell if len(cell) == count else tuple(line for line in cell if not line.blank)[-count:]
            for at, line in enumerate(lines, start=count - len(lines)):
                if not line.blank:
                    beside[at].append((column, line))
        yield from zip(self.label, beside, strict=True)


def stacks_of(lines: Sequence[Line], values: frozenset[int], labels: frozenset[int]) -> list[Stack]:
    """The rows of several lines, given which lines are one value and which are text alone."""
    found: list[Stack] = []
    after = 0
    for at, line in enumerate(lines):
        if line.number in values and line.number > after and (stack := _stack(lines, at, values, labels)):
            found.append(stack)
            after = stack.last
    return found


def even_stacks_of(groups: Sequence[Sequence[Line]], values: frozenset[int], labels: frozenset[int]) -> list[Stack]:
    """The rows whose cells all have as many lines, which stand directly under each other."""
    found: list[Stack] = []
    sizes = [len(group) if all(line.number in values for line in group) else 0 for group in groups]
    at = 0
    for size, run in groupby(sizes):
        cells = tuple(map(tuple, groups[at : at + len(list(run))]))
        above = groups[at - 1] if at and all(line.number in labels for line in groups[at - 1]) else ()
        names = _names(above, size) if above and size > 1 and FEWEST_CELLS <= len(cells) != size else ()
        if names:
            found.append(Stack(names, cells, cells[-1][-1].number, held=False))
        at += len(cells)
    return found


def _names(group: Sequence[Line], count: int) -> tuple[Line, ...]:
    """The lines of a label, or the names on its only line, where they are so many."""
    if len(group) == count:
        return tuple(group)
    names = NAMES.split(group[0].text.strip())
    return tuple(group[0]._replace(text=name) for name in names) if len(group) == 1 and len(names) == count else ()


def _stack(lines: Sequence[Line], at: int, values: frozenset[int], labels: frozenset[int]) -> Stack | None:
    first = at - 1 if at and lines[at - 1].blank and not lines[at - 1].trailing else at
    label: list[Line] = []
    for line in reversed(lines[max(0, first - MOST_LINES) : first]):
        if line.number not in labels or line.trailing >= TELLING:
            break
        label.insert(0, line)
    body, last = _cells(lines, first, values)
    most = max((sum(not line.blank for line in cell) for cell in body), default=0)
    return Stack(tuple(label), body, last) if label and 0 < most <= len(label) else None


def _cells(lines: Sequence[Line], first: int, values: frozenset[int]) -> tuple[tuple[tuple[Line, ...], ...], int]:
    """The cells from a line on, up to the spaces that hold the blank ones; nothing where none do."""
    cells: list[list[Line]] = [[]]
    for line in lines[first : first + MOST_LINES]:
        if line.blank and line.trailing >= TELLING:
            return tuple(map(tuple, cells)), line.number
        if line.number not in values and not (line.blank and not line.trailing):
            break
        if line.blank and any(not other.blank for other in cells[-1]):
            cells.append([])
        cells[-1].append(line)
        if line.number in values and line.trailing >= TELLING:
            return tuple(map(tuple, cells)), line.number
    return (), 0
