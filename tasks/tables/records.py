"""Tables of one cell a line whose rows are records: label, unit, year, value, source, each under a heading of its own.

The headings say what each cell of a row may hold; a run of cells is such a table where row after row fits all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from tasks.language import phrase
from tasks.language.asking import kind_of_column
from tasks.model import Cell, Table
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import BARE_YEAR, WHOLE, explained, kind_of

FEWEST_COLUMNS = 4
MOST_COLUMNS = 12
FEWEST_ROWS = 3
NEAR = 4  # cells above the headings
MOST_AHEAD = 48  # cells of rows that lost some
LONGEST_VALUE = 45
LONGEST_YEAR = 30
LONGEST_HEADING = 60
BEGINS_AS_FIGURE = re.compile(r"^[^\w%]*\d")  # '88 kinderen', '2021: 431,2'
FIGURES = frozenset({Look.FIGURE, Look.DASH, Look.WORD})
NAMES = frozenset({"label", "code"})
BESIDE = frozenset({"unit", "year", "text"})  # what makes a row a record, and no row of figures


@dataclass(slots=True)
class Records:
    """A table in the making: its headings, and its rows; a row of one cell names those below it."""

    heads: tuple[Piece, ...]
    kinds: tuple[str, ...]
    rows: list[tuple[Piece, ...]] = field(default_factory=list)
    last: int = 0  # the line on which its last cell begins, also one of a row that lost cells

    @property
    def labels(self) -> int:
        """How many columns name the row."""
        return next(at for at, kind in enumerate(self.kinds) if kind not in NAMES)

    @property
    def first(self) -> int:
        """The line on which its headings begin."""
        return self.heads[0].line

    def table(self) -> Table:
        """The table as a grid."""
        cells = [Cell(piece.text, 0, at, piece.printed.locator) for at, piece in enumerate(self.heads)]
        for number, row in enumerate(self.rows, start=1):
            first = 0 if len(row) > 1 else self.labels - 1
            cells += [Cell(piece.text, number, at, piece.printed.locator) for at, piece in enumerate(row, first)]
        return Table(table_id="", title="", cells=tuple(cells), heading_rows=1, label_columns=self.labels)


def records_of(cells: Sequence[Piece]) -> list[Records]:
    """The tables of records among the cells of a text."""
    found: list[Records] = []
    at = 0
    while at < len(cells):
        records, end = _best(cells, at)
        if records:
            found.append(records)
        at = end if records else at + 1
    return found


def _best(cells: Sequence[Piece], at: int) -> tuple[Records | None, int]:
    """The records whose headings begin at a cell, with where they end: those that hold the most cells."""
    tried = [(records, end) for records, end in _tries(cells, at) if _full(records) >= FEWEST_ROWS]
    return max(tried, key=lambda one: _full(one[0]) * len(one[0].heads), default=(None, at))


def _full(records: Records) -> int:
    return sum(len(row) > 1 for row in records.rows)


def _tries(cells: Sequence[Piece], at: int) -> Iterator[tuple[Records, int]]:
    if _kind(cells[at]) not in NAMES:
        return  # as most cells: quick to see
    above = [_stand_of(piece) for piece in cells[max(0, at - NEAR) : at]]
    if "s" in above or any(above[-1:]):
        return  # what stands above may be groups of the headings; the name of the document has a year
    kinds: list[str] = []
    late = False  # a label behind a figure: a description, or the label of the row
    for piece in cells[at : at + MOST_COLUMNS]:
        kind = _kind(piece)
        if kind is None or (kind == "value" and late):
            return  # what stands before the label is no figure
        late = late or (kind == "label" and "value" in kinds)
        kinds.append("text" if kind in NAMES and set(kinds) - NAMES else kind)
        end = at + len(kinds)
        whole = len(kinds) >= FEWEST_COLUMNS and BESIDE & set(kinds) and "value" in kinds
        if whole and end < len(cells) and not _heads(cells[end]):
            yield _read(cells, end, Records(tuple(cells[at:end]), tuple(kinds)))


def _heads(piece: Piece) -> bool:
    read = phrase(piece.text, "heading")
    return read.kind is not None or (explained(piece.text) >= WHOLE and read.subject is None)


def _stand_of(piece: Piece) -> str:
    """What kind of heading of a stand a text is; nothing where it is none."""
    headed = piece.look is Look.TEXT and explained(piece.text) >= WHOLE
    return kind_of(piece.text) if headed and "s" in kind_of(piece.text) else ""


def _kind(piece: Piece) -> str | None:
    """What the cells under a heading hold; None where it is none."""
    if piece.look not in {Look.TEXT, Look.PERIOD, Look.NOTE} or len(piece.text) > LONGEST_HEADING:
        return None
    if piece.look is Look.PERIOD and not BARE_YEAR.match(piece.text):
        return None
    return kind_of_column(piece.text) or "value"


def _read(cells: Sequence[Piece], at: int, records: Records) -> tuple[Records, int]:
    """The rows from a cell on, until one does not fit."""
    while at < len(cells):
        if _is_headed_anew(cells, at, records):
            repeated = _repeated(cells, at, records)
            if not repeated:
                break
            records.rows += [(piece,) for piece in cells[at : at + repeated - len(records.heads)]]
            at += repeated
        row = _row(cells, at, records.kinds)
        if not row and cells[at].look is Look.TEXT and _row(cells, at + 1, records.kinds):
            row = (cells[at],)  # names the rows below it
        records.rows += [row] if row else []
        following = at + len(row) if row else _next_row(cells, at, records)
        if following is None:
            break
        at = following
    while at < len(cells) and not (cells[at].look is Look.PROSE or _heads(cells[at])):
        if _is_headed_anew(cells, at, records):
            break
        at += 1  # rows that lost cells
    records.last = cells[at - 1].line
    return records, at


def _is_headed_anew(cells: Sequence[Piece], at: int, records: Records) -> bool:
    """Whether the headings begin again at a cell, or below the title that it is."""
    first = [piece.text.casefold() for piece in records.heads[:2]]
    return any([piece.text.casefold() for piece in cells[of : of + 2]] == first for of in (at, at + 1))


def _repeated(cells: Sequence[Piece], at: int, records: Records) -> int:
    """How many cells the same headings take, with the title above them; 0 where other headings begin."""
    heads = [piece.text.casefold() for piece in records.heads]
    sizes = (title + len(heads) for title in (0, 1))
    texts = [piece.text.casefold() for piece in cells[at : at + len(heads) + 1]]
    return next((size for size in sizes if texts[size - len(heads) : size] == heads), 0)


def _next_row(cells: Sequence[Piece], at: int, records: Records) -> int | None:
    """Where a row that fits begins, past one that lost cells; it stands behind what may end a row."""
    for start in range(at + 1, min(at + MOST_AHEAD, len(cells))):
        if _is_headed_anew(cells, start, records):
            return start
        if _stand_of(cells[start - 1]):
            return None  # headings of another table
        if FITS[records.kinds[-1]](cells[start - 1]) and _row(cells, start, records.kinds):
            return start
    return None


def _row(cells: Sequence[Piece], at: int, kinds: Sequence[str]) -> tuple[Piece, ...]:
    """The cells of a row that fits, which may end before a column of words; none where none does.

    Where it ends so and another figure follows, it has more figures than there are headings.
    """
    for size in (len(kinds), len(kinds) - 1) if kinds[-1] == "text" else (len(kinds),):
        row = tuple(cells[at : at + size])
        if len(row) == size and all(FITS[kind](piece) for piece, kind in zip(row, kinds, strict=False)):
            following = cells[at + size : at + size + 1] if size < len(kinds) else ()
            return () if any(_is_value(piece) and not _names(piece) for piece in following) else row
    return ()


def _names(piece: Piece) -> bool:
    return piece.look not in FIGURES or piece.text.isdigit()


def _is_word(piece: Piece) -> bool:
    return not _is_value(piece) and piece.look is not Look.PERIOD


def _is_year(piece: Piece) -> bool:
    read = phrase(piece.text, "heading")
    return piece.look is Look.PERIOD or (read.period is not None and not read.rest and len(piece.text) <= LONGEST_YEAR)


def _is_value(piece: Piece) -> bool:
    odd = BEGINS_AS_FIGURE.match(piece.text) is not None and len(piece.text) <= LONGEST_VALUE
    return piece.look in FIGURES or odd


FITS: dict[str, Callable[[Piece], bool]] = {
    "label": _names,
    "code": _names,
    "unit": _is_word,
    "text": _is_word,
    "year": _is_year,
    "value": _is_value,
}
