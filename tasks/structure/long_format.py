"""Tables in long format, one figure a row: its year and its kind stand in columns of their own, as data portals print.

Such a table is turned into the table that it came from: the rows that have all their names in common become one row,
and each year and kind a column. Every cell keeps the place where it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.language import phrase
from tasks.language.asking import heads_a_column, heads_no_labels, is_period, kind_of_column
from tasks.model import Cell, Fate, Remainder, Table
from tasks.structure.values import has_digit, is_figure, stands_for_a_figure

FEWEST_ROWS = 3

Row = dict[int, Cell]  # by column
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """What the columns of a long table are for."""

    names: tuple[int, ...]  # what the figure is about
    pivots: tuple[int, ...]  # its kind and its year
    values: tuple[int, ...]
    units: tuple[int, ...]


def widened(table: Table) -> tuple[Table, list[Remainder]]:
    """The table with a column for each year and kind, where it is in long format, and what of it is only repeated."""
    if table.heading_rows != 1:
        return table, []
    rows = _rows(table)
    heads = {cell.column: cell for cell in table.cells if cell.row < table.heading_rows}
    roles = _roles(heads, rows) if len(rows) >= FEWEST_ROWS else None
    if roles is None:
        return table, []
    wide = _Wide(heads, roles, rows)
    texts = {cell.text for cell in heads.values()}
    title = next((text for text in (table.title, *table.section[-1:]) if text not in texts), "")
    fresh = replace(
        table,
        title=title,
        cells=tuple(wide.cells()),
        heading_rows=len(roles.pivots) + 1,
        label_columns=len(roles.names),
    )
    taken = {(cell.locator, cell.text) for cell in fresh.cells}
    left = [cell for cell in table.cells if (cell.locator, cell.text) not in taken and has_digit(cell.text)]
    return fresh, [_rest(cell, roles) for cell in left]


def _rest(cell: Cell, roles: Roles) -> Remainder:
    reason = "row label" if cell.column in roles.names else "heading" if cell.column in roles.pivots else "text column"
    return Remainder(cell.text, cell.locator, Fate.IGNORED, reason)


def _rows(table: Table) -> list[Row]:
    rows: dict[int, Row] = {}
    for cell in table.cells:
        if cell.row >= table.heading_rows:
            rows.setdefault(cell.row, {})[cell.column] = cell
    return [rows[index] for index in sorted(rows)]


def _roles(heads: Row, rows: Sequence[Row]) -> Roles | None:
    """What the columns are for; nothing where the table is not in long format."""
    texts = {column: [row[column].text for row in rows if column in row] for column in heads}
    filled = {column: found for column, found in texts.items() if found}
    years = [c for c, found in filled.items() if all(map(is_period, found)) and not is_period(heads[c].text)]
    kinds = [c for c, found in filled.items() if c not in years and all(map(_is_kind, found))]
    if not (years or kinds):
        return None
    values = [c for c, found in filled.items() if c not in years and _mostly_figures(found)]
    names = [c for c in filled if c not in {*years, *kinds, *values} and not heads_no_labels(heads[c].text)]
    if not (values and names) or _is_wide([heads[c].text for c in values], bool(kinds)):
        return None
    told_apart = {tuple(row[c].text for c in names if c in row) for row in rows}
    if not kinds and (len(told_apart) == len(rows) or min(values) < min(years)):
        return None  # each row has a year of its own, in which it was measured
    units = [c for c in filled if kind_of_column(heads[c].text) == "unit"]
    return Roles(tuple(names), tuple(sorted([*kinds, *years])), tuple(values), tuple(units))


def _is_kind(text: str) -> bool:
    return heads_a_column(text) and not is_figure(text)


def _mostly_figures(texts: Sequence[str]) -> bool:
    return sum(map(stands_for_a_figure, texts)) * 2 > len(texts)


def _is_wide(headings: Sequence[str], kinds: bool) -> bool:
    """Whether the columns of figures name their own year, or their own kind beside a column of kinds."""
    said = [phrase(text, "heading") for text in headings]
    return any(each.periods or (kinds and (each.scenarios or each.aside)) for each in said)


class _Wide:
    """The rows of a long table, laid out by what they are about and by year and kind."""

    def __init__(self, heads: Row, roles: Roles, rows: Sequence[Row]) -> None:
        self._heads, self._roles = heads, roles
        self._lines: dict[tuple[Key, int], Row] = {}  # the first row of each line
        self._columns: dict[Key, Row] = {}  # the first row of each year and kind
        self._figures: dict[tuple[tuple[Key, int], Key], Row] = {}
        for row in rows:
            self._take(row)

    def _take(self, row: Row) -> None:
        """A second figure of the same year and kind with the same names opens a line of its own."""
        name = self._key(row, (*self._roles.names, *self._roles.units))
        column = self._key(row, self._roles.pivots)
        times = 0
        while ((name, times), column) in self._figures:
            times += 1
        self._lines.setdefault((name, times), row)
        self._columns.setdefault(column, row)
        self._figures[(name, times), column] = row

    def _key(self, row: Row, columns: Sequence[int]) -> Key:
        return tuple(row[column].text if column in row else "" for column in columns)

    def cells(self) -> list[Cell]:
        """The cells of the wide table, each with the place where it was printed."""
        return [*self._headings(), *self._body()]

    def _headings(self) -> list[Cell]:
        roles, width = self._roles, len(self._columns)
        low, first = len(roles.pivots), len(roles.names)
        found = [_at(self._heads[column], low, place) for place, column in enumerate(roles.names)]
        for group, value in enumerate(roles.values):
            start = first + group * width
            found.append(replace(_at(self._heads[value], 0, start), column_span=width))
            for offset, row in enumerate(self._columns.values()):
                cells = [(level, row.get(column)) for level, column in enumerate(roles.pivots, start=1)]
                found += [_at(cell, level, start + offset) for level, cell in cells if cell]
        end = first + len(roles.values) * width
        return found + [_at(self._heads[column], low, end + place) for place, column in enumerate(roles.units)]

    def _body(self) -> list[Cell]:
        roles, width = self._roles, len(self._columns)
        top, first = len(roles.pivots) + 1, len(roles.names)
        columns = {key: offset for offset, key in enumerate(self._columns)}
        lines = {key: top + place for place, key in enumerate(self._lines)}
        found = []
        for key, row in self._lines.items():
            sides = [*enumerate(roles.names), *enumerate(roles.units, start=first + len(roles.values) * width)]
            found += [_at(row[column], lines[key], place) for place, column in sides if column in row]
        for (key, column_key), row in self._figures.items():
            for group, value in enumerate(roles.values):
                if value in row:
                    found.append(_at(row[value], lines[key], first + group * width + columns[column_key]))
        return sorted(found, key=lambda cell: (cell.row, cell.column))


def _at(cell: Cell, row: int, column: int) -> Cell:
    return replace(cell, row=row, column=column, row_span=1, column_span=1)
