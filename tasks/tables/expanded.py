"""Lines of several headings as so many pieces: they may then stand under, over and beside those of other lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.language import patterns
from tasks.tables.divisions import divided, headings_in
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import WHOLE, apart, explained, kind_of
from tasks.tables.zones import Zone

MOST_PIECES = 40
YEAR_BEFORE = re.compile(rf"^({patterns.YEAR})(?=[A-ZÀ-Ý][a-zà-ÿ])(.+)$")
UNFINISHED = "-–/"  # it goes on on the next line


def expanded(zone: Zone) -> Zone | None:
    """The zone with every line of headings that divides in one sure way divided; None where none does.

    Of cells, a year that ran together with the heading behind it: 'Primitieve begroting', '2017Begroting na wijziging'.
    """
    before = [None, *(piece for _, piece in zone.pieces)]
    parts = [
        _parts(piece) if zone.lined else _behind_a_year(piece, last)
        for (_, piece), last in zip(zone.pieces, before, strict=False)
    ]
    pieces = tuple((at, part) for (at, _), found in zip(zone.pieces, parts, strict=True) for part in found)
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


def _behind_a_year(piece: Piece, last: Piece | None) -> Iterator[Piece]:
    """A heading without the year that it begins with, where that is of the stand before it, which has none."""
    found = YEAR_BEFORE.match(piece.text) if piece.look is Look.TEXT else None
    undated = last is not None and kind_of(last.text) == "s"
    if not found or not undated or explained(found[2]) < WHOLE:
        yield piece
        return
    yield piece._replace(text=found[1], look=Look.PERIOD)
    yield piece._replace(text=found[2])
