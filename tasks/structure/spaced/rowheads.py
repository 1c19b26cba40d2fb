"""The heading above rows on one line: which lines it takes, and how many columns it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tasks.structure.grid import Printed, Row
from tasks.structure.spaced.above import MOST_APART, adjoins, blocks_of, near
from tasks.structure.spaced.columns import Division, headings_by_period, headings_of
from tasks.structure.spaced.flagged import flagged_columns, without_flag_heads
from tasks.structure.spaced.line import Kind, Spaced
from tasks.structure.spaced.overlines import copied, proved_heading, stacked_heading
from tasks.structure.spaced.stacked import BARE_YEAR
from tasks.structure.spaced.upper import years_ahead
from tasks.structure.spaced.widths import counts_of, widths_of
from tasks.structure.values import parts_thousands

if TYPE_CHECKING:
    from tasks.structure.spaced.runs import Run

EMPTY_CELLS = 3  # blanks at the end of a line that stand for cells
FEWEST_LONGER = 2  # columns that get more words from lines further up


def find_heading(run: Run) -> None:
    """Find the heading above the rows: one that divides into as many columns as rows have figures."""
    if parts_thousands([value for item in run.items for value in item.values]):
        return
    _take_groups(run)
    lines = near(run.above)
    widths = widths_of(run.items)
    for columns in widths:
        if found := proved_heading(run, lines, columns):
            _adopt(run, found)
            return
        plain = _plain_or_flagged(run, lines, columns)
        better = None if plain and _repeats(plain) else stacked_heading(run, lines, columns, sure=True)
        chosen = better if better and (plain is None or _holds_more(better, plain)) else plain
        if chosen:
            _adopt(run, chosen)
            return
    named = next((found for columns in widths if (found := _by_period(run, lines, columns))), None)
    if named:
        _adopt(run, named)
        return
    for columns, _ in counts_of(run.items).most_common():
        found = stacked_heading(run, lines, columns, sure=False)
        if found:
            _adopt(run, found)
            return


def _take_groups(run: Run) -> None:
    """Take the labels right above the rows that blanks follow, one for each cell that a group leaves empty."""
    while run.above and run.above[-1].kind is Kind.LABEL and run.above[-1].line.trailing >= EMPTY_CELLS:
        run.items.insert(0, run.above.pop())


def _plain_or_flagged(run: Run, lines: Sequence[Spaced], columns: int) -> Run | None:
    """The heading on whole lines; of flags behind the last figure alone, the heading is cut off first."""
    flagged = flagged_columns(run.items, columns)
    if not any(flagged):
        return _plain(run, lines, columns) or _uneven(run, lines, columns)
    if any(flagged[:-1]):
        return None
    cut, heads = without_flag_heads(lines)
    headed = _plain(run, cut, columns) or _uneven(run, cut, columns)
    if headed:
        headed.flagged = flagged
        whole = {item.line.number: item.line for item in lines}
        headed.around = [(whole.get(line.number, line), reason) for line, reason in headed.around]
        headed.flag_heads = dict(zip(range(columns + 1, columns + flagged[-1] + 1), heads, strict=False))
    return headed


def _adopt(run: Run, headed: Run) -> None:
    for name in ("items", "above", "around", "columns", "heading", "corner", "flagged", "flag_heads"):
        setattr(run, name, getattr(headed, name))


def _holds_more(better: Run, plain: Run) -> bool:
    """Whether a heading takes in lines that another leaves out, and gives words to columns: to one alone is a title."""
    lines = {cell.locator for row in better.heading for column, cell in row.items() if column}
    more = lines - {cell.locator for row in plain.heading for cell in row.values()}
    longer = sum(len(_over(better, column)) > len(_over(plain, column)) for column in range(1, plain.columns + 1))
    return bool(more) and len(better.around) > len(plain.around) and longer >= FEWEST_LONGER


def _over(run: Run, column: int) -> list[str]:
    return [word for row in run.heading if column in row for word in row[column].text.split()]


def _repeats(run: Run) -> bool:
    """Whether the lowest headings are one sequence over and over: groups of columns, which a line above heads."""
    return _period([cell.text for column, cell in sorted(run.heading[-1].items()) if column]) > 0


def _period(texts: Sequence[str]) -> int:
    """The length of the sequence of headings that comes again and again; 0 where none does."""
    sizes = range(2, len(texts) // 2 + 1)
    return next((size for size in sizes if list(texts) == [*texts[:size]] * (len(texts) // size)), 0)


def _uneven(run: Run, lines: Sequence[Spaced], columns: int) -> Run | None:
    """Two lines of headings of which the upper one heads groups and, at the end, a column by itself: the difference."""
    for end in (end for size, end in blocks_of(lines) if size == 1 < end):
        upper, lower = (item.line.text.strip() for item in lines[end - 2 : end])
        below = headings_of(lower, columns - 1)
        period = _period([lower[start:stop] for start, stop in below[1]]) if below else 0
        above = headings_of(upper, (columns - 1) // period + 1) if below and period else None
        if above and not BARE_YEAR.match(upper[slice(*above[1][-1])]):  # a year belongs to the heading before it
            headed = copied(run)
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
    for size, end in blocks_of(lines):
        if _divides(lines[end - size : end], columns):
            headed = copied(run)
            _take_heading(headed, lines, end, size, columns)
            return headed
    return None


def _by_period(run: Run, lines: Sequence[Spaced], columns: int) -> Run | None:
    """One line in which every column has a period, and a name that no vocabulary knows."""
    for end in (end for size, end in blocks_of(lines) if size == 1):
        found = headings_by_period(_joined(lines[end - 1 : end]), columns)
        if found:
            headed = copied(run)
            headed.columns = columns
            headed.heading = [_row(headed, lines[end - 1 : end], found)]
            headed.items[:0] = lines[end:]
            headed.around.append((lines[end - 1].line, "heading"))
            del headed.above[len(run.above) - len(lines) + end - 1 :]
            return headed
    return None


def _joined(items: Sequence[Spaced]) -> str:
    return " ".join(item.line.text.strip() for item in items)


def _divides(items: Sequence[Spaced], columns: int) -> bool:
    return headings_of(_joined(items), columns) is not None


def _all_headings(items: Sequence[Spaced], columns: int) -> bool:
    found = headings_of(_joined(items), columns)
    return found is not None and not found[0]


def _take_heading(run: Run, lines: Sequence[Spaced], end: int, size: int, columns: int) -> None:
    """Take the heading lines; lines above that are nothing but headings belong to it when it still divides."""
    first = end - size
    run.columns = columns
    run.heading = [_heading_row(run, lines[first:end], columns)]
    while _goes_up(lines, first) and not _repeats(run) and _all_headings(lines[first - 1 : end], columns):
        first -= 1
        run.heading = [_heading_row(run, lines[first:end], columns)]
    run.items[:0] = lines[end:]
    run.around += [(item.line, "heading") for item in lines[first:end]]
    if not _goes_up(lines, first):
        pass
    elif lines[first - 1].kind is Kind.HEADING and not _repeats(run) and _divides([lines[first - 1]], columns):
        first -= 1
        run.heading.insert(0, _heading_row(run, [lines[first]], columns))
        run.around.append((lines[first].line, "heading"))
    elif upper := years_ahead(lines[first - 1].line, run.heading[0]):
        first -= 1
        run.heading.insert(0, upper)
        run.around.append((lines[first].line, "heading"))
        run.corner = run.corner or (upper[0].text if 0 in upper else "")
    del run.above[len(run.above) - len(lines) + first :]


def _goes_up(lines: Sequence[Spaced], first: int) -> bool:
    """Whether a line stands directly above this one."""
    return first > 0 and adjoins(lines[first - 1], lines[first], MOST_APART)


def _heading_row(run: Run, items: Sequence[Spaced], columns: int) -> Row:
    found = headings_of(_joined(items), columns)
    return _row(run, items, found) if found else {}


def _row(run: Run, items: Sequence[Spaced], found: Division) -> Row:
    """The headings where they stand in these lines; what is left of them is the corner."""
    text, (corner, places) = _joined(items), found
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
