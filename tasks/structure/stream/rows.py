"""Rows in a stream of cells: a label, the figures after it, and what is printed before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.structure.stream.cells import FIGURES, PROSE, Look, Piece
from tasks.structure.stream.headwords import weight
from tasks.structure.values import has_digit

NO_LABEL = frozenset({Look.LIST_ITEM, Look.FOOTNOTE, Look.SOURCE, Look.CUT, Look.PERIOD, Look.CODE})


@dataclass(slots=True)
class Row:
    """One row: the cells of its label (a code and a name), its figures and the flag after each of them."""

    before: list[Piece] = field(default_factory=list)
    labels: list[Piece] = field(default_factory=list)
    figures: list[tuple[Piece, Piece | None]] = field(default_factory=list)

    @property
    def label(self) -> Piece | None:
        """What names the row: the last cell of its label."""
        return self.labels[-1] if self.labels else None

    @property
    def width(self) -> int:
        """How many figures were printed."""
        return len(self.figures)

    @property
    def flags(self) -> int:
        """How many of the figures have a flag."""
        return sum(flag is not None for _, flag in self.figures)

    @property
    def pieces(self) -> list[Piece]:
        """Every cell of the row."""
        return [*self.labels, *(piece for pair in self.figures for piece in pair if piece)]

    @property
    def may_head(self) -> bool:
        """Whether a heading may stand before the row."""
        return any(piece.look in (Look.NOTE, Look.PERIOD) or weight(piece) for piece in self.before)

    @property
    def breaks(self) -> bool:
        """Whether something stands before the row that is no mere group label."""
        return self.may_head or any(piece.look in PROSE for piece in self.before)


def rows_of(pieces: Sequence[Piece]) -> tuple[list[Row], list[Piece]]:
    """The rows of a stream, and the cells after the last of them."""
    rows: list[Row] = []
    before: list[Piece] = []
    index = 0
    while index < len(pieces):
        if pieces[index].look not in FIGURES:
            before.append(pieces[index])
            index += 1
            continue
        end = index
        while end < len(pieces) and pieces[end].look in FIGURES:
            end += 1
        run = pieces[index:end]
        if all(piece.look is Look.PERIOD for piece in run) and not _is_datum(run, before, rows):
            before.extend(run)
        else:
            rows.append(_row(before, run))
            before = []
        index = end
    return rows, before


def _is_datum(run: Sequence[Piece], before: Sequence[Piece], rows: Sequence[Row]) -> bool:
    """Whether numbers such as 1985 are figures: a row of as many went before, a label names them, and they jump."""
    if not rows or rows[-1].width != len(run) or not before:
        return False
    if before[-1].look is not Look.TEXT or weight(before[-1]) or has_digit(before[-1].text):
        return False
    texts = [piece.text for piece in run]
    return len(run) == 1 or (texts != sorted(texts) and texts != sorted(texts, reverse=True))


def _row(before: list[Piece], run: Sequence[Piece]) -> Row:
    row = Row(before=before)
    if before and before[-1].look not in NO_LABEL:
        row.labels.append(before.pop())
        if before and before[-1].look is Look.CODE:
            row.labels.insert(0, before.pop())
    for piece in run:
        if piece.look is Look.FLAG and row.figures and row.figures[-1][1] is None:
            row.figures[-1] = (row.figures[-1][0], piece)
        else:
            row.figures.append((piece, None))
    return row
