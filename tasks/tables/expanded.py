"""Lines of several headings as so many pieces: they may then stand under, over and beside those of other lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.tables.divisions import divided, headings_in
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import WHOLE, apart, explained
from tasks.tables.zones import Zone

MOST_PIECES = 40
UNFINISHED = "-–/"  # it goes on on the next line


def expanded(zone: Zone) -> Zone | None:
    """The zone with every line of headings that divides in one sure way divided; None where none does."""
    if not zone.lined:
        return None
    pieces = tuple((at, part) for at, piece in zone.pieces for part in _parts(piece))
    return replace(zone, pieces=pieces, divided=True) if len(zone.pieces) < len(pieces) <= MOST_PIECES else None


def _parts(piece: Piece) -> Iterator[Piece]:
    if piece.whole or piece.look is not Look.TEXT or piece.text[-1] in UNFINISHED:
        yield piece
        return
    text = apart(piece.text)
    for count in range(headings_in(text), 1, -1):
        ways = divided(text, count)
        if len(ways) == 1 and all(explained(part) >= WHOLE for part in ways[0]):
            yield from (piece._replace(text=part) for part in ways[0])
            return
    yield piece
