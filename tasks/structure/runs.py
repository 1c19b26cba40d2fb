"""Spaced lines gathered into tables: heading, rows, and what is printed above or below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.model import Cell
from tasks.structure.columns import atoms_at_end, headings_of
from tasks.structure.grid import Printed, Row, cells_of
from tasks.structure.lines import Line
from tasks.structure.placing import body_of
from tasks.structure.spaced import Kind, Spaced
from tasks.structure.titles import name_runs
from tasks.structure.upper import group_starts, upper_heading

MOST_HEADING_LINES = 10
MOST_GROUP_LABELS = 3  # between heading and first row
FEWEST_ROWS = 3  # without a heading, so many rows alike must stand together


@dataclass
class Run:
    """One table in the making, with the lines that stand between it and the tables around it."""

    items: list[Spaced]  # rows and the labels among them
    above: list[Spaced]
    below: list[Spaced] = field(default_factory=list)
    columns: int = 0
    heading: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    corner: str = ""
    title: str = ""
    note: str = ""
    section: list[str] = field(default_factory=list)
    around: list[tuple[Line, str]] = field(default_factory=list)
    unplaced: list[tuple[str, str]] = field(default_factory=list)

    @property
    def first_line(self) -> int:
        """Where the table begins."""
        return self.items[0].line.number

    def lines(self) -> list[Line]:
        """Every line that belongs to it."""
        return [*(item.line for item in self.items), *(line for line, _ in self.around)]

    def cells(self) -> tuple[Cell, ...]:
        """The grid."""
        return cells_of(self.heading, self.body, self.columns + 1, 1)


def runs_of(lines: Sequence[Spaced]) -> list[Run]:
    """The tables among the lines, in reading order."""
    runs = []
    for run in _gathered(lines):
        _head(run)
        if run.heading or _alike(run):
            runs.append(run)
    _share_between(runs)
    for run in runs:
        _upper_headings(run)
        run.body, run.unplaced = body_of(run.items, run.columns, run.heading, run.items[-1] is lines[-1])
    runs = [run for run in runs if run.body]
    name_runs(runs)
    return runs


def _gathered(lines: Sequence[Spaced]) -> Iterator[Run]:
    """Rows that follow each other with nothing but labels between them."""
    run: Run | None = None
    between: list[Spaced] = []
    for line in lines:
        if line.kind is not Kind.ROW:
            between.append(line)
            continue
        if run and all(other.kind is Kind.LABEL for other in between) and not _holds_heading(between):
            run.items += [*between, line]
        else:
            if run:
                run.below = list(between)
                yield run
            run = Run([line], list(between))
        between = []
    if run:
        run.below = between
        yield run


def _holds_heading(labels: Sequence[Spaced]) -> bool:
    """Whether labels on lines of their own head another table together: one says 2022, the next Totaal."""
    kinds = [atom.kind for item in labels for atom in atoms_at_end(item.label)[1]]
    return len(kinds) > 1 and "year" in kinds


def _counts(run: Run) -> Counter[int]:
    return Counter(len(item.values) + len(item.early) for item in run.items if item.kind is Kind.ROW)


def _alike(run: Run) -> bool:
    """Whether rows without a heading are surely a table: several, all with as many figures."""
    counts = _counts(run)
    run.columns = max(counts)
    return len(counts) == 1 and run.columns > 1 and counts[run.columns] >= FEWEST_ROWS


def _head(run: Run) -> None:
    """Find the heading above the rows: the fewest lines that divide into as many columns as rows have figures."""
    counts = _counts(run)
    near = _near(run.above)
    for columns in sorted((count for count in counts if count > 1), reverse=True):
        for size in range(1, len(near) + 1):
            for labels in range(min(MOST_GROUP_LABELS, len(near) - size) + 1):
                end = len(near) - labels
                if all(item.kind is Kind.LABEL for item in near[end:]) and _divides(near[end - size : end], columns):
                    _take_heading(run, near, end, size, columns)
                    return


def _near(above: Sequence[Spaced]) -> list[Spaced]:
    """The lines right above the rows, up to running text."""
    near: list[Spaced] = []
    for item in reversed(above[-MOST_HEADING_LINES - MOST_GROUP_LABELS :]):
        if item.kind is Kind.PROSE:
            break
        near.insert(0, item)
    return near


def _joined(items: Sequence[Spaced]) -> str:
    return " ".join(item.line.text.strip() for item in items)


def _divides(items: Sequence[Spaced], columns: int) -> bool:
    return headings_of(_joined(items), columns) is not None


def _take_heading(run: Run, near: Sequence[Spaced], end: int, size: int, columns: int) -> None:
    """Take the heading lines; lines above that are nothing but headings belong to it when it still divides."""
    first = end - size
    while first > 0 and (found := headings_of(_joined(near[first - 1 : end]), columns)) and not found[0]:
        first -= 1
    run.columns = columns
    run.heading = [_heading_row(run, near[first:end], columns)]
    run.items[:0] = near[end:]
    run.around += [(item.line, "heading") for item in near[first:end]]
    if first and near[first - 1].kind is Kind.HEADING and _divides([near[first - 1]], columns):
        first -= 1
        run.heading.insert(0, _heading_row(run, [near[first]], columns))
    del run.above[len(run.above) - len(near) + first :]


def _heading_row(run: Run, items: Sequence[Spaced], columns: int) -> Row:
    text = _joined(items)
    found = headings_of(text, columns)
    if not found:
        return {}
    corner, places = found
    starts = [0]
    for item in items:
        starts.append(starts[-1] + len(item.line.text.strip()) + 1)
    row: Row = {}
    for column, (start, end) in enumerate(places, start=1):
        line = max(index for index, offset in enumerate(starts[:-1]) if offset <= start)
        row[column] = Printed(text[start:end], items[line].line.locator)
    if corner:
        run.corner = corner
        row[0] = Printed(corner, items[0].line.locator)
    return row


def _share_between(runs: Sequence[Run]) -> None:
    """Lines between two tables are below the first only as far as the second does not head itself with them."""
    for run, after in pairwise(runs):
        numbers = {item.line.number for item in after.above}
        limit = after.first_line
        run.below = [item for item in run.below if item.line.number in numbers or item.line.number > limit]


def _upper_headings(run: Run) -> None:
    """Find the line that heads groups of columns, above the heading or below the table."""
    if not run.heading:
        return
    lowest = run.heading[-1]
    starts = group_starts([lowest[column].text for column in sorted(lowest) if column])
    if len(starts) < 2:
        return
    for items in (_near(run.above)[:-3:-1], _until_prose(run.below)):
        for item in items:
            row = upper_heading(item.line, starts)
            if row:
                run.heading.insert(0, row)
                run.corner = run.corner or (row[0].text if 0 in row else "")
                run.around.append((item.line, "heading"))
                (run.above if item in run.above else run.below).remove(item)
                return


def _until_prose(below: list[Spaced]) -> list[Spaced]:
    return below[: next((index for index, item in enumerate(below) if item.kind is Kind.PROSE), len(below))]
