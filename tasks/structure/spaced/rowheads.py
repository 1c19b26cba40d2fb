"""The heading above rows on one line: which lines it takes, and how many columns it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tasks.structure.grid import Printed, Row
from tasks.structure.spaced.columns import headings_of
from tasks.structure.spaced.flagged import flagged_columns, kinds_of
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.spaced.placing import loose_minuses
from tasks.structure.spaced.stacked import BARE_YEAR, Heading, joined_heading, stacked

if TYPE_CHECKING:
    from tasks.structure.spaced.runs import Run

MOST_HEADING_LINES = 10
MOST_GROUP_LABELS = 3  # between heading and first row
FEWEST_IN_LIST = 2  # of one amount a row, under a heading of its own
AHEAD = re.compile(r"meerjaren|raming", re.IGNORECASE)
MOSTLY = 0.6
LINE_COSTS = 0.05  # of what a heading weighs: of two as sure, the shorter


def find_heading(run: Run) -> None:
    """Find the heading above the rows: one that divides into as many columns as rows have figures."""
    lines = near(run.above)
    flags = any(item.flags for item in run.items)
    for columns in [count for count in (*_tied(run), *_usual(run), *sorted(counts_of(run), reverse=True)) if count > 1]:
        plain = None if flags else _plain(run, lines, columns) or _uneven(run, lines, columns)
        better = None if plain and _repeats(plain) else _stacked(run, lines, columns, sure=True)
        chosen = better if better and (plain is None or _holds_more(better, plain)) else plain
        if chosen:
            _adopt(run, chosen)
            return
    for columns, _ in counts_of(run).most_common():
        found = _stacked(run, lines, columns, sure=False)
        if found:
            _adopt(run, found)
            return


def _adopt(run: Run, headed: Run) -> None:
    for name in ("items", "above", "around", "columns", "heading", "corner", "flagged", "flag_heads"):
        setattr(run, name, getattr(headed, name))


def _copy(run: Run) -> Run:
    return replace(run, items=list(run.items), above=list(run.above), around=list(run.around), heading=[])


def _holds_more(better: Run, plain: Run) -> bool:
    """Whether a heading takes in lines that another leaves out, and gives their words to columns."""
    return len(better.around) > len(plain.around) and _words(better) > _words(plain)


def _words(run: Run) -> int:
    """How much of the text above the rows has a place in the headings of columns."""
    return sum(len(cell.text.split()) for row in run.heading for column, cell in row.items() if column)


def _repeats(run: Run) -> bool:
    """Whether the lowest headings are one sequence over and over: groups of columns, which a line above heads."""
    return _period([cell.text for column, cell in sorted(run.heading[-1].items()) if column]) > 0


def _period(texts: Sequence[str]) -> int:
    """The length of the sequence of headings that comes again and again; 0 where none does."""
    sizes = range(2, len(texts) // 2 + 1)
    return next((size for size in sizes if list(texts) == [*texts[:size]] * (len(texts) // size)), 0)


def _uneven(run: Run, lines: Sequence[Spaced], columns: int) -> Run | None:
    """Two lines of headings of which the upper one heads groups and, at the end, a column by itself: the difference."""
    for end in (end for size, end in _blocks(lines) if size == 1 < end):
        upper, lower = (item.line.text.strip() for item in lines[end - 2 : end])
        below = headings_of(lower, columns - 1)
        period = _period([lower[start:stop] for start, stop in below[1]]) if below else 0
        above = headings_of(upper, (columns - 1) // period + 1) if below and period else None
        if above and not BARE_YEAR.match(upper[slice(*above[1][-1])]):  # a year belongs to the heading before it
            headed = _copy(run)
            _take_heading(headed, lines, end, 1, columns - 1)
            places = [*range(1, columns, period), columns]
            row = _heading_row(headed, [lines[end - 2]], len(places))
            headed.columns, headed.heading = (
                columns,
                [
                    {places[column - 1] if column else 0: cell for column, cell in row.items()},
                    headed.heading[-1],
                ],
            )
            headed.around.append((lines[end - 2].line, "heading"))
            headed.above = headed.above[: len(run.above) - len(lines) + end - 2]
            return headed
    return None


def _plain(run: Run, lines: Sequence[Spaced], columns: int) -> Run | None:
    """The fewest lines that, one after the other, are the headings of so many columns."""
    for size, end in _blocks(lines):
        if _divides(lines[end - size : end], columns):
            headed = _copy(run)
            _take_heading(headed, lines, end, size, columns)
            return headed
    return None


def _blocks(lines: Sequence[Spaced]) -> Iterator[tuple[int, int]]:
    """How many lines may be the heading, and where it ends: labels of groups may stand between it and the rows."""
    for size in range(1, len(lines) + 1):
        for labels in range(min(MOST_GROUP_LABELS, len(lines) - size) + 1):
            if all(item.kind is Kind.LABEL for item in lines[len(lines) - labels :]):
                yield size, len(lines) - labels


def _stacked(run: Run, lines: Sequence[Spaced], columns: int, *, sure: bool) -> Run | None:
    """The heading with its words broken over lines that weighs most; `sure` where no column may have a name alone."""
    flagged = flagged_columns(run.items, columns)
    best: tuple[float, int, int, Heading] | None = None
    for size, end in _blocks(lines):
        block = [item.line for item in lines[end - size : end]]
        for divide in (stacked, joined_heading)[:size]:  # of one line they are the same
            found = divide(block, kinds_of(flagged))
            if found and (found.sure or not sure) and (columns > 1 or _heads_alone(run, found)):
                left = sum(item.label[:1].islower() for item in lines[end:])  # no group begins with a small letter
                weight = found.weight - (size + MOST_HEADING_LINES * left) * LINE_COSTS
                best = best if best and best[0] >= weight else (weight, size, end, found)
    if best is None:
        return None
    headed = _copy(run)
    headed.columns, headed.flagged = columns, flagged
    _take_stacked(headed, lines, *best[1:])
    return headed


def _take_stacked(run: Run, lines: Sequence[Spaced], size: int, end: int, found: Heading) -> None:
    kinds = kinds_of(run.flagged)
    cells = list(zip(found.columns, kinds, strict=True))
    run.flag_heads = {place: cell for place, (cell, flags) in enumerate(cells, start=1) if cell and flags}
    figures = [cell for cell, flags in cells if not flags]
    run.heading = [{column: cell for column, cell in enumerate(figures, start=1) if cell}]
    if found.corner:
        run.corner = found.corner
        run.heading[0][0] = Printed(found.corner, lines[end - size].line.locator)
    run.items[:0] = lines[end:]
    run.around += [(item.line, "heading") for item in lines[end - size : end]]
    del run.above[len(run.above) - len(lines) + end - size :]


def _heads_alone(run: Run, found: Heading) -> bool:
    """Whether one column is a table: a heading that names labels and figures, above several rows."""
    cell = found.columns[0]
    rows = [item for item in run.items if item.kind is Kind.ROW]
    return bool(found.corner and cell and any(map(str.isalpha, cell.text))) and len(rows) >= FEWEST_IN_LIST


def counts_of(run: Run) -> Counter[int]:
    """How often rows have so many figures."""
    return Counter(len(item.values) + len(item.early) for item in run.items if item.kind is Kind.ROW)


def _usual(run: Run) -> list[int]:
    """How many figures most rows have, where so many do that a row with more has a digit at the end of its label."""
    ((usual, often),) = counts_of(run).most_common(1)
    return [usual] * (often >= MOSTLY * counts_of(run).total())


def _tied(run: Run) -> set[int]:
    """How many figures every row has if each dash is the minus of the figure after it; nothing where they differ."""
    sizes = {len(item.values) - loose_minuses(item.values) for item in run.items if item.kind is Kind.ROW}
    return sizes if len(sizes) == 1 else set()


def near(above: Sequence[Spaced]) -> list[Spaced]:
    """The lines right above the rows, up to running text."""
    lines: list[Spaced] = []
    for item in reversed(above[-MOST_HEADING_LINES - MOST_GROUP_LABELS :]):
        if item.kind is Kind.PROSE:
            break
        lines.insert(0, item)
    return lines


def _joined(items: Sequence[Spaced]) -> str:
    return " ".join(item.line.text.strip() for item in items)


def _divides(items: Sequence[Spaced], columns: int) -> bool:
    return headings_of(_joined(items), columns) is not None


def _take_heading(run: Run, lines: Sequence[Spaced], end: int, size: int, columns: int) -> None:
    """Take the heading lines; lines above that are nothing but headings belong to it when it still divides."""
    first = end - size
    while first > 0 and (found := headings_of(_joined(lines[first - 1 : end]), columns)) and not found[0]:
        first -= 1
    run.columns = columns
    run.heading = [_heading_row(run, lines[first:end], columns)]
    run.items[:0] = lines[end:]
    run.around += [(item.line, "heading") for item in lines[first:end]]
    if first and lines[first - 1].kind is Kind.HEADING and _divides([lines[first - 1]], columns):
        first -= 1
        run.heading.insert(0, _heading_row(run, [lines[first]], columns))
    elif first and (upper := _years_ahead(lines[first - 1], run.heading[0])):
        first -= 1
        run.heading.insert(0, upper)
        run.around.append((lines[first].line, "heading"))
        run.corner = run.corner or (upper[0].text if 0 in upper else "")
    del run.above[len(run.above) - len(lines) + first :]


def _years_ahead(item: Spaced, years: Row) -> Row | None:
    """The line above bare years whose last heading is of all the years ahead: 'Begroting Meerjarenraming'."""
    text, columns = item.line.text.strip(), [cell.text for column, cell in sorted(years.items()) if column]
    if 0 in years or not all(map(BARE_YEAR.match, columns)):
        return None
    for count in range(len(columns) - 1, 1, -1):
        found = headings_of(text, count)
        if found and AHEAD.match(text[found[1][-1][0] :]):
            corner = {0: Printed(found[0], item.line.locator)} if found[0] else {}
            cells = {
                place: Printed(text[start:end], item.line.locator) for place, (start, end) in enumerate(found[1], 1)
            }
            return corner | cells
    return None


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
