"""Headings printed twice, once for each side of a balance: 'Activa, 31-12-2024, Passiva, 31-12-2024'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import kind_of
from tasks.tables.zones import Head, Over


def two_sided(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """The headings of both sides, where each row holds a cell of one: what heads the labels names no measure.

    The rows of the two sides come in turn, and what heads the figures of one heads those of the other.
    """
    first = end - 2 * (width + 1)
    if first < 0 or any(piece.whole for _, piece in pieces[first:end]):
        return
    left, right = ([piece for _, piece in pieces[at : at + width + 1]] for at in (first, first + width + 1))
    sides = [left[0], right[0]]
    same = [piece.text for piece in left[1:]] == [piece.text for piece in right[1:]]
    dated = all("y" in kind_of(piece.text) for piece in left[1:])
    are_sides = sides[0].text != sides[1].text and all(_names_a_side(piece) for piece in sides)
    if same and dated and are_sides:
        row = tuple(Over(piece, column) for column, piece in enumerate(right[1:]))
        yield Head((row,), width, first, end, skipped=(*sides, *left[1:]))


def _names_a_side(piece: Piece) -> bool:
    return piece.look is Look.TEXT and not kind_of(piece.text)
