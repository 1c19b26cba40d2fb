"""Headings above headings: which columns go together, and the line that names such groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.language.patterns import YEAR, spelling_of
from tasks.structure.grid import Printed, Row
from tasks.structure.lines import Line
from tasks.structure.spaced.columns import headings_of
from tasks.structure.spaced.stacked import BARE_YEAR, stacked

YEARS = re.compile(YEAR)
CAPITALS = re.compile(r"(?<!\s)\s++(?=[A-ZÀ-Ý])")
AHEAD = re.compile(spelling_of("lines", "ahead"), re.IGNORECASE)
NEAREST = 2  # lines above the heading, each of which may head the groups alone
MOST_UPPER_LINES = 3  # that do so together


def heading_of_groups(
    above: Sequence[Line], below: Sequence[Line], starts: Sequence[int]
) -> tuple[Row, list[Line]] | None:
    """The headings of the groups of columns, each another, and their lines: right above the heading or below the table.

    Several lines above may hold a piece of each ('Begroting 2024 Begroting 2024' above 'primitief na wijziging'); of
    names that no vocabulary knows, each begins with a capital.
    """
    nearest = [[line] for line in reversed(above[-NEAREST:])]
    blocks = [list(above[-size:]) for size in range(2, MOST_UPPER_LINES + 1) if size <= len(above)]
    tries = (
        (_on_one_line, [*nearest, *([line] for line in below)]),
        (_over_lines, blocks),
        (_by_capitals, nearest[:1]),
    )
    found = [
        (row, lines)
        for divide, candidates in tries
        for lines in candidates
        if (row := divide(lines, starts)) and len({row[start + 1].text for start in starts}) == len(starts)
    ]
    dated = (one for one in found if all(YEARS.search(one[0][start + 1].text) for start in starts))
    return next(dated, found[0] if found else None)


def years_ahead(line: Line, years: Row) -> Row | None:
    """The line above bare years whose last heading is of all the years ahead: 'Begroting Meerjarenraming'."""
    text = line.text.strip()
    columns = [cell.text for column, cell in sorted(years.items()) if column]
    if 0 in years or not all(map(BARE_YEAR.match, columns)):
        return None
    for count in range(len(columns) - 1, 1, -1):
        found = headings_of(text, count)
        if found and AHEAD.match(text[found[1][-1][0] :]):
            return _row(found[0], [text[start:end] for start, end in found[1]], line, range(count))
    return None


def _on_one_line(lines: Sequence[Line], starts: Sequence[int]) -> Row | None:
    text = lines[0].text.strip()
    divided = headings_of(text, len(starts))
    if divided:
        return _row(divided[0], [text[start:end] for start, end in divided[1]], lines[0], starts)
    names = sorted(YEARS.findall(text))  # a text layer may run years together and out of order
    if len(names) != len(starts) or re.sub(YEAR, "", text).strip() or not _count_on(names):
        return None
    return _row("", names, lines[0], starts)


def _over_lines(lines: Sequence[Line], starts: Sequence[int]) -> Row | None:
    found = stacked(lines, [False] * len(starts))
    if not found or not found.sure:
        return None
    corner = {0: Printed(found.corner, lines[0].locator)} if found.corner else {}
    return corner | {start + 1: cell for start, cell in zip(starts, found.columns, strict=True) if cell}


def _by_capitals(lines: Sequence[Line], starts: Sequence[int]) -> Row | None:
    text = lines[0].text.strip()
    names = [name.strip() for name in CAPITALS.split(text)]
    if len(names) != len(starts) or not all(name.replace(" ", "").isalpha() for name in names):
        return None
    return _row("", names, lines[0], starts)


def _row(corner: str, names: Sequence[str], line: Line, starts: Sequence[int]) -> Row:
    cells = {start + 1: Printed(name, line.locator) for start, name in zip(starts, names, strict=True)}
    return ({0: Printed(corner, line.locator)} if corner else {}) | cells


def _count_on(years: Sequence[str]) -> bool:
    return [int(year) for year in years] == list(range(int(years[0]), int(years[0]) + len(years)))
