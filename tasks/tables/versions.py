"""Versions of a budget in a row below it, where the other stands of the row above have none: 'Rekening, Verschil'."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tasks.language import phrase
from tasks.tables.divisions import divided, is_version_of
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import BARE_YEAR, WHOLE, explained, kind_of
from tasks.tables.zones import Head, Over

MOST_STANDS = 6
FEWEST_VERSIONS = 2


def versioned(pieces: Sequence[tuple[int, Piece]], end: int, width: int) -> Iterator[Head]:
    """'Begroting 2015, Rekening, Verschil' above 'Primitief, Na wijziging, 2015': a budget over its versions.

    A bare year stands below the stand that prints none of its own.
    """
    if pieces[end - 1][1].whole:
        return  # between bars every cell has its place
    for middle, below in _rows_up_to(pieces, end, range(FEWEST_VERSIONS, width + 1)):
        for first, stands in _rows_up_to(pieces, middle, range(2, min(MOST_STANDS, width) + 1)):
            rows = _laid_out(stands, below)
            if rows and rows[0][-1].column + rows[0][-1].span == width:
                yield Head(rows, width, first, end)


def of_equal_years(pieces: Sequence[tuple[int, Piece]], below: Head) -> Iterator[Head]:
    """'2017, 2017, 2018' above 'Primair, Na wijziging' above a measure each: versions of the year that returns."""
    width = below.width
    for size in range(FEWEST_VERSIONS, width):
        first = below.first - size - width
        years, versions = pieces[max(0, first) : first + width], pieces[first + width : below.first]
        texts = [piece.text for _, piece in years]
        again = [column for column, text in enumerate(texts) if texts.count(text) > 1]
        if first < 0 or len(again) != size or not all(map(BARE_YEAR.match, texts)):
            continue
        if not any(kind_of(piece.text) == "s" for _, piece in versions):
            continue
        row = tuple(Over(piece, column) for column, (_, piece) in zip(again, versions, strict=True))
        upper = tuple(Over(piece, column) for column, (_, piece) in enumerate(years))
        yield below._replace(rows=(upper, row, *below.rows), first=first)


def _rows_up_to(
    pieces: Sequence[tuple[int, Piece]], end: int, sizes: Iterable[int]
) -> Iterator[tuple[int, Sequence[Piece]]]:
    """So many pieces up to a place, or a line there that divides into as many, with where they begin."""
    for size in sizes if end else ():
        last = pieces[end - 1][1]
        if size <= end:
            yield end - size, [piece for _, piece in pieces[end - size : end]]
        for parts in divided(last.text, size) if last.look is Look.TEXT else ():
            yield end - 1, [last._replace(text=part) for part in parts]


def _laid_out(stands: Sequence[Piece], below: Sequence[Piece]) -> tuple[tuple[Over, ...], ...] | None:
    """The stands over what is printed below them, in order; None where something of it is of none of them."""
    *others, last = stands
    balance = [] if phrase(last.text, "heading").metric == "saldo" else [last]  # 'Saldo': what they differ by
    if any(kind_of(piece.text) not in {"s", "sy"} or explained(piece.text) < WHOLE for piece in (*others, *balance)):
        return None
    upper: list[Over] = []
    lower: list[Over] = []
    column = taken = 0
    for stand in stands:
        own = _own(stand, below[taken:])
        upper.append(Over(stand, column, max(1, own)))
        lower += [Over(piece, column + at) for at, piece in enumerate(below[taken : taken + own])]
        column, taken = column + max(1, own), taken + own
    versions = any(over.span >= FEWEST_VERSIONS for over in upper)
    return (tuple(upper), tuple(lower)) if versions and taken == len(below) else None


def _own(stand: Piece, below: Sequence[Piece]) -> int:
    """How many of the pieces are of a stand: the versions of a budget, each once, or the year that it lacks."""
    told: list[str] = []
    for piece in below:
        version = phrase(f"{stand.text} {piece.text}", "heading").scenario
        if not is_version_of(piece.text, stand.text) or version in told:
            break
        told.append(version or "")
    if told:
        return len(told) if len(told) >= FEWEST_VERSIONS else 0
    lacks = kind_of(stand.text) == "s" and phrase(stand.text, "heading").scenario != "verschil"
    return int(lacks and bool(below) and BARE_YEAR.match(below[0].text) is not None)
