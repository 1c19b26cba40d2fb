"""From the rows of a table in a stream of cells to its grid: what stands in which column, and what is left over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tasks.language.patterns import spelling_of
from tasks.language.sums import BATEN, LASTEN
from tasks.model import Cell, Fate, Remainder, Table
from tasks.structure import grid
from tasks.structure.fates import named
from tasks.structure.grid import Printed, cells_of
from tasks.structure.stream.cells import Piece
from tasks.structure.stream.columnheads import Heading
from tasks.structure.stream.labels import settle_labels
from tasks.structure.stream.place import Columns, Summand, columns_of, is_difference
from tasks.structure.stream.rows import Row
from tasks.structure.values import worth

EMPTY_ROW = re.compile(spelling_of("lines", "movement"), re.IGNORECASE)
BLOCK = 3  # rows: baten, lasten and their difference
SALDO = "Saldo"


@dataclass(slots=True)
class Entry:
    """A row of the grid in the making; a group row has no figures."""

    labels: dict[int, Printed]
    figures: dict[int, tuple[Piece, Piece | None]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The row's own label."""
        return self.labels[max(self.labels)].text

    def vector(self, width: int) -> tuple[float, ...]:
        """What its figures are worth, column by column."""
        return tuple(worth(self.figures[column][0].text) if column in self.figures else 0.0 for column in range(width))


@dataclass
class Draft:
    """A table in the making: `width` columns of figures, rows as printed with the group labels before them."""

    heading: Heading | None
    width: int
    title: str = ""
    notes: list[str] = field(default_factory=list)
    section: tuple[str, ...] = ()
    rows: list[Row | Piece] = field(default_factory=list)
    cut: bool = False  # the text ends amid its last row

    def add(self, groups: Iterable[Piece], row: Row) -> None:
        """One more row, under the group labels printed before it.

        A label without figures that groups nothing is a row whose cells are all blank.
        """
        label = row.label.text if row.label else ""
        self.rows += [piece for piece in groups if not _is_blank_row(piece.text, label)]
        self.rows.append(row)

    @property
    def data(self) -> list[Row]:
        """The rows with figures."""
        return [row for row in self.rows if isinstance(row, Row)]


def _is_blank_row(text: str, label: str) -> bool:
    """Whether a label without figures, above the row with this label, is a row of its own: baten above lasten."""
    if BATEN.fullmatch(text) or LASTEN.fullmatch(text):
        return bool(BATEN.fullmatch(label) or LASTEN.fullmatch(label))
    return Summand(label, ()).is_total and EMPTY_ROW.search(text) is not None


def table_of(draft: Draft, number: int) -> tuple[Table | None, list[Remainder]]:
    """The table that a draft makes, if any of its rows has a certain place, and the cells that have none."""
    draft.rows, texts = settle_labels(draft.rows)
    placed = _placed(draft)
    entries = _named_above(_entries(draft, [columns for _, columns in placed]), draft.width)
    label_columns = max((len(entry.labels) for entry in entries), default=0)
    heading, cells = _grid(draft, entries, label_columns) if label_columns else (0, ())
    rest = [_signalled(piece, reason) for row, columns in placed for piece, reason in _left(row, columns, draft)]
    rest += [named(piece.text, piece.printed.locator, "text column") for piece in texts]
    rest += [named(piece.text, piece.printed.locator, "heading") for piece in _headings(draft)]
    printed = {cell.locator for cell in cells}
    rest = [left for left in rest if left.locator not in printed]
    if not cells:
        return None, rest
    note = " ".join(dict.fromkeys(draft.notes))
    return Table(f"T{number:02d}", draft.title, cells, heading, label_columns, note, draft.section), rest


def _grid(draft: Draft, entries: Sequence[Entry], label_columns: int) -> tuple[int, tuple[Cell, ...]]:
    """The number of heading rows, and the cells."""
    places = _places(entries, draft, label_columns)
    heading = _heading_rows(draft, places, label_columns)
    body = [_body_row(entry, places) for entry in entries]
    width = max(column for row in (*heading, *body) for column in row) + 1
    return len(heading), cells_of(heading, body, width, label_columns)


def _headings(draft: Draft) -> list[Piece]:
    """What may be left out of the grid: headings of no row, corners beyond the label columns, empty groups."""
    pieces = [piece for piece in draft.rows if isinstance(piece, Piece)]
    if draft.heading:
        pieces += [
            piece for _, piece in (*draft.heading.corners, *(head for row in draft.heading.rows for head in row))
        ]
    return pieces


def _placed(draft: Draft) -> list[tuple[Row, Columns | None]]:
    group, summands = 0, []
    for row in draft.rows:
        if isinstance(row, Piece):
            group += 1
        else:
            label = row.label.text if row.label else ""
            summands.append(Summand(label, tuple(worth(figure.text) for figure, _ in row.figures), group))
    columns = columns_of(summands, draft.width)
    series = draft.heading.series if draft.heading else 0
    placed = []
    for row, proven in zip(draft.data, columns, strict=True):
        # months fill up from the first; what comes after them (a prognosis) is what may be blank
        by_series = tuple(range(series)) if series and row.width == series else None
        placed.append((row, proven if proven is not None else by_series))
    if draft.cut and placed[-1][1] is None and placed[-1][0].width < draft.width:
        placed[-1] = (placed[-1][0], tuple(range(placed[-1][0].width - 1)))
    return placed


def _left(row: Row, columns: Columns | None, draft: Draft) -> list[tuple[Piece, str]]:
    """The cells of a row that get no place, with the reason."""
    if columns is None:
        reason = "short row" if row.width < draft.width else "long row"
        return [(piece, reason) for piece in row.pieces]
    cut = [(piece, "cut off") for pair in row.figures[len(columns) :] for piece in pair if piece]
    return cut if columns else [(piece, "cut off") for piece in row.pieces]


def _signalled(piece: Piece, reason: str) -> Remainder:
    return Remainder(piece.text, piece.printed.locator, Fate.SIGNALLED, reason)


def _entries(draft: Draft, columns: Sequence[Columns | None]) -> list[Entry]:
    entries: list[Entry] = []
    following = iter(columns)
    for row in draft.rows:
        if isinstance(row, Piece):
            entries.append(Entry({0: row.printed}))
            continue
        where = next(following)
        if where:
            labels = {column: piece.printed for column, piece in enumerate(row.labels)}
            entries.append(Entry(labels, dict(zip(where, row.figures, strict=False))))
    while entries and not entries[-1].figures:
        entries.pop()
    return entries


def _named_above(entries: list[Entry], width: int) -> list[Entry]:
    """Blocks that are closed by a row with their name get the name as group row, and saldo as label of that row."""
    starts = [index for index in range(len(entries) - BLOCK + 1) if _may_be_block(entries[index : index + BLOCK])]
    proven = [index for index in starts if _comes_out(entries[index : index + BLOCK], width)]
    if 3 * len(proven) < 2 * len(starts):  # most of them, since a printed sum may be wrong
        return entries
    named: list[Entry] = []
    for index, entry in enumerate(entries):
        if index in starts:
            named.append(Entry(entries[index + 2].labels))
        closes = index - 2 in starts
        named.append(Entry({0: Printed(SALDO, entry.labels[0].locator)}, entry.figures) if closes else entry)
    return named


def _may_be_block(rows: Sequence[Entry]) -> bool:
    if not all(row.figures for row in rows):
        return False
    first, second, third = (row.name for row in rows)
    pair = (BATEN.fullmatch(first) and LASTEN.fullmatch(second)) or (
        LASTEN.fullmatch(first) and BATEN.fullmatch(second)
    )
    other = BATEN.match(third) or LASTEN.match(third) or Summand(third, ()).is_total or EMPTY_ROW.search(third)
    return bool(pair) and not other


def _comes_out(rows: Sequence[Entry], width: int) -> bool:
    baten, lasten = (rows[0], rows[1]) if BATEN.fullmatch(rows[0].name) else (rows[1], rows[0])
    return is_difference(baten.vector(width), lasten.vector(width), rows[2].vector(width))


def _places(entries: Sequence[Entry], draft: Draft, label_columns: int) -> list[int]:
    """The grid's column of every column of figures; flags stand in a column of their own to the right."""
    flagged = {column for entry in entries for column, (_, flag) in entry.figures.items() if flag}
    places, place = [], label_columns
    for column in range(draft.width):
        places.append(place)
        place += 2 if column in flagged else 1
    return places


def _heading_rows(draft: Draft, places: Sequence[int], label_columns: int) -> list[grid.Row]:
    if draft.heading is None:
        return []
    every = places if draft.heading.size == draft.width else range(label_columns, label_columns + draft.heading.size)
    rows = [{every[column]: piece.printed for column, piece in row} for row in draft.heading.rows]
    for row, corner in draft.heading.corners:
        free = next((column for column in range(label_columns) if column not in rows[row]), None)
        if free is not None:
            rows[row][free] = corner.printed
    return rows


def _body_row(entry: Entry, places: Sequence[int]) -> grid.Row:
    row = dict(entry.labels)
    for column, (figure, flag) in entry.figures.items():
        row[places[column]] = figure.printed
        if flag:
            row[places[column] + 1] = flag.printed
    return row
