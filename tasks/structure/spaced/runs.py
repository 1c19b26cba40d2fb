"""Spaced lines gathered into tables: heading, rows, and what is printed above or below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.language.headlines import DIFFER, LABEL_HEAD
from tasks.model import Cell
from tasks.structure.grid import Row, cells_of
from tasks.structure.lines import Line
from tasks.structure.page.groups import group_starts
from tasks.structure.spaced.above import near
from tasks.structure.spaced.columns import atoms_at_end
from tasks.structure.spaced.flagged import Flagged, respread, settle_dashes, with_flags
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.spaced.placing import body_of, goes_on
from tasks.structure.spaced.rowheads import find_heading
from tasks.structure.spaced.titles import name_runs
from tasks.structure.spaced.upper import heading_of_groups
from tasks.structure.spaced.widths import counts_of

FEWEST_ROWS = 2  # that stand under the heading of the table before
DIFFERENCE = re.compile(DIFFER, re.IGNORECASE)


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
    flagged: Flagged = ()
    flag_heads: Row = field(default_factory=dict)  # by their column in the grid

    @property
    def first_line(self) -> int:
        """Where the table begins."""
        return self.items[0].line.number

    def lines(self) -> list[Line]:
        """Every line that belongs to it."""
        return [*(item.line for item in self.items), *(line for line, _ in self.around)]

    def cells(self) -> tuple[Cell, ...]:
        """The grid, with the flags in columns of their own."""
        items = {item.line.locator: item for item in self.items if item.flags}
        heading = [respread(row, self.flagged) for row in self.heading]
        if heading:
            heading[-1] |= self.flag_heads
        body = [with_flags(row, self.flagged, items) for row in self.body]
        return cells_of(heading, body, self.columns + sum(self.flagged) + 1, 1)


def runs_of(lines: Sequence[Spaced]) -> list[Run]:
    """The tables among the lines, in reading order."""
    runs: list[Run] = []
    above: Run | None = None  # the table that the rows before these are of, where they are of one
    for run in _gathered(lines):
        run.items = settle_dashes(run.items)
        find_heading(run)
        if runs and _is_next_page(runs[-1], run):
            _go_on(runs[-1], run)
            above = runs[-1]
        elif _labelled(run) and (run.heading or (above and _inherits(run, above))):
            runs.append(run)
            above = run
        else:
            above = None  # what has no heading is signalled: a figure of an unknown column would be silently wrong
    _share_between(runs)
    for run in runs:
        _upper_headings(run)
        run.body, run.unplaced = body_of(run.items, run.columns, run.heading, run.items[-1] is lines[-1])
    runs = [run for run in runs if run.body and _told_apart(run)]
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
        if run and _goes_on_below(between, run.items[-1]):
            run.items += [*between, line]
        else:
            if run:
                run.below = _without_rest(run, between)
                yield run
            run = Run([line], list(between))
        between = []
    if run:
        run.below = _without_rest(run, between)
        yield run


def _without_rest(run: Run, below: Sequence[Spaced]) -> list[Spaced]:
    """The lines below the rows; the rest of the last row's label goes to the rows."""
    left = list(below)
    while left and left[0].kind is Kind.LABEL and left[0].line.number == run.items[-1].line.number + 1:
        if not (left[0].label[:1].islower() or goes_on(run.items[-1].label, left[0], None)):
            break
        run.items.append(left.pop(0))
    return left


def _goes_on_below(between: Sequence[Spaced], last: Spaced) -> bool:
    """Whether a row after these lines is of the same table as the last one: they are labels, and none heads columns."""
    if not all(item.kind is Kind.LABEL and not _names(item, len(last.values)) for item in between):
        return False
    return not _holds_heading(between)


def _holds_heading(labels: Sequence[Spaced]) -> bool:
    """Whether labels on lines of their own head another table together: one says 2022, the next Totaal."""
    kinds = [atom.kind for item in labels for atom in atoms_at_end(item.label)[1]]
    return len(kinds) > 1 and "year" in kinds


def _labelled(run: Run) -> bool:
    """Whether half of the rows have a label on their line: figures alone on a line are cells of another layout."""
    rows = [item for item in run.items if item.kind is Kind.ROW]
    return 2 * sum(bool(item.label) for item in rows) >= len(rows)


def _texts(run: Run) -> list[dict[int, str]]:
    return [{column: cell.text for column, cell in row.items()} for row in run.heading]


def _is_next_page(run: Run, after: Run) -> bool:
    """Whether rows go on with the table before them: under the same heading, with nothing new between."""
    between = {item.line.text.strip() for item in after.above} - {item.line.text.strip() for item in run.above}
    return bool(run.heading) and not between and _texts(run) == _texts(after) and run.flagged == after.flagged


def _go_on(run: Run, after: Run) -> None:
    run.items += after.items
    run.around += [(line, "repeated heading") for line, _ in after.around]
    run.around += [(item.line, "repeated heading") for item in after.above]
    run.below = after.below


def _inherits(run: Run, above: Run) -> bool:
    """Whether rows without a heading stand under that of the table before: as many figures, and no text between."""
    counts = counts_of(run.items)
    same = counts.most_common(1)[0][0] == above.columns and counts[above.columns] >= FEWEST_ROWS
    between = all(item.kind in {Kind.LABEL, Kind.NOTE} and not _names(item, above.columns) for item in run.above)
    if not (same and above.heading and between):
        return False
    run.heading, run.columns = [dict(row) for row in above.heading], above.columns
    run.flagged, run.flag_heads = above.flagged, above.flag_heads
    return True


def _names(item: Spaced, columns: int) -> bool:
    """Whether a line names as many columns, behind the word that heads the labels."""
    words = item.line.text.split()
    named = sum(word[:1].isupper() for word in words)
    return LABEL_HEAD.match(words[0]) is not None and named > max(columns, 1)


def _told_apart(run: Run) -> bool:
    """Whether no two columns have the same heading; a difference is known by the columns that it stands behind."""
    headings = Counter(_paths(run)).items()
    return all(count == 1 or DIFFERENCE.search(text) for text, count in headings)


def _paths(run: Run) -> list[str]:
    """What stands above each column of figures, from the top down."""
    lowest = [column for column in sorted(run.heading[-1]) if column]
    return [
        " ".join(row[max(place for place in row if place <= column)].text for row in run.heading if _heads(row, column))
        for column in lowest
    ]


def _heads(row: Row, column: int) -> bool:
    return any(0 < place <= column for place in row)


def _share_between(runs: Sequence[Run]) -> None:
    """Lines between two tables are below the first only as far as the second does not head itself with them."""
    for run, after in pairwise(runs):
        numbers = {item.line.number for item in after.above}
        limit = after.first_line
        run.below = [item for item in run.below if item.line.number in numbers or item.line.number > limit]


def _upper_headings(run: Run) -> None:
    """Find the line that heads groups of columns, above the heading or below the table."""
    if len(run.heading) != 1:
        return
    lowest = run.heading[-1]
    starts = group_starts([lowest[column].text for column in sorted(lowest) if column])
    if len(starts) < 2:
        return
    above, below = near(run.above), _until_prose(run.below)
    found = heading_of_groups([item.line for item in above], [item.line for item in below], starts)
    if found:
        row, lines = found
        run.heading.insert(0, row)
        run.corner = run.corner or (row[0].text if 0 in row else "")
        run.around += [(line, "heading") for line in lines]
        run.above = [item for item in run.above if item.line not in lines]
        run.below = [item for item in run.below if item.line not in lines]


def _until_prose(below: list[Spaced]) -> list[Spaced]:
    return below[: next((index for index, item in enumerate(below) if item.kind is Kind.PROSE), len(below))]
