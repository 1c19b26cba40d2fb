"""The grid of a table, drawn from its rows once the columns of their values are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.model import Cell, Table
from tasks.tables.blocks import Block
from tasks.tables.pieces import Look, Piece
from tasks.tables.rows import Row
from tasks.tables.titles import notes_of, titles_of


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its label and groups; its values are those of its columns, where they are known."""

    groups: tuple[Piece, ...]
    code: Piece | None
    label: Piece | None
    values: tuple[Piece, ...]
    row: Row
    columns: tuple[int, ...] | None = None
    loose: frozenset[int] = frozenset()  # of its values, those that could stand in another column as well
    remark: Piece | None = None  # in a column of words behind the values

    @property
    def figures(self) -> tuple[Piece, ...]:
        """The values without the flags between them."""
        return tuple(piece for piece in self.values if piece.look is not Look.FLAG)


def drawn(block: Block, lines: Sequence[Line], doubtful: frozenset[int]) -> Table:
    """The table of a block, without the figures of columns that are in doubt."""
    flags = _flag_columns(lines, block.width)
    coded = any(line.code for line in lines)
    labels = 1 + coded
    offset = {column: labels + column + sum(flags[:column]) for column in range(block.width)}
    last = labels + block.width - 1 + sum(flags)
    cells = [*_heading(block, offset, labels)]
    if any(line.remark for line in lines) and block.zone and cells:
        cells.append(_cell(block.zone.texts[-1], cells[-1].row, last + 1))
    title, over = titles_of(block)
    at = heading_rows = 1 + max((cell.row for cell in cells), default=-1)
    for line in lines:
        for group in line.groups:
            cells.append(_cell(group, at, labels - 1))
            at += 1
        cells += [_cell(line.code, at, 0)] if line.code else []
        cells += [_cell(line.label, at, labels - 1)] if line.label else []
        cells += _values(line, at, offset, doubtful)
        cells += [_cell(line.remark, at, last + 1)] if line.remark else []
        at += 1
    return Table(
        table_id="",
        title=title,
        section=over,
        cells=tuple(cells),
        heading_rows=heading_rows,
        label_columns=labels,
        note=" ".join(dict.fromkeys(piece.text for piece in notes_of(block))),
    )


def _cell(piece: Piece, row: int, column: int, span: int = 1) -> Cell:
    return Cell(piece.text, row, column, f"line {piece.line}", column_span=span)


def _flag_columns(lines: Sequence[Line], width: int) -> list[int]:
    """How many columns of flags stand behind each column of figures."""
    most: Counter[int] = Counter()
    for line in lines:
        for column, flags in _flags(line):
            most[column] = max(most[column], len(flags))
    return [most[column] for column in range(width)]


def _flags(line: Line) -> Iterator[tuple[int, list[Piece]]]:
    """The flags of each figure: those behind it, or before it where the row begins with one."""
    before = line.values[0].look is Look.FLAG
    held: list[Piece] = []
    at = -1
    for piece in line.values:
        if piece.look is Look.FLAG:
            held.append(piece)
            continue
        if not before and held and at >= 0:
            yield (line.columns or ())[at], held
            held = []
        at += 1
        if before and held:
            yield (line.columns or ())[at], held
            held = []
    if held and at >= 0:
        yield (line.columns or ())[at], held


def _values(line: Line, row: int, offset: dict[int, int], doubtful: frozenset[int]) -> Iterator[Cell]:
    columns = line.columns or ()
    for column, piece in zip(columns, line.figures, strict=True):
        if column not in doubtful and piece.look is not Look.BLANK:
            yield _cell(piece, row, offset[column])
    for column, flags in _flags(line):
        if column not in doubtful:
            for at, flag in enumerate(flags, start=1):
                yield _cell(flag, row, offset[column] + at)


def _heading(block: Block, offset: dict[int, int], labels: int) -> Iterator[Cell]:
    if not block.choice:
        return
    for row, overs in enumerate(block.choice.head.rows):
        for over in overs:
            last = over.column + over.span - 1
            yield _cell(over.piece, row, offset[over.column], offset[last] - offset[over.column] + 1)
    head = block.choice.head
    for over in head.rows[-1] if head.leaves else ():
        for at, text in enumerate(head.leaves):
            yield _cell(over.piece._replace(text=text), len(head.rows), offset[over.column + at])
    corner = block.zone.corners[-1] if block.zone and block.zone.corners else head.corner
    if corner:
        yield _cell(corner, len(block.choice.head.rows) - 1, labels - 1)
