"""A column that no row fills, whose cells vanished: another table of the document may print the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tasks.tables.blocks import Block
from tasks.tables.rows import Row

FEWEST = 3  # figures that differ, for rows of two tables to be the same
Witnesses = Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]  # headings of rows by their figures


def witnesses(blocks: Iterable[Block]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The full rows of tables with headings: their figures, and what each is headed with."""
    found: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for block in blocks:
        if not block.choice:
            continue
        paths = tuple(block.choice.head.paths())
        for _, row in block.rows:
            if row.width == block.width and not block.choice.doubtful:
                found.setdefault(_texts(row), paths)
    return {texts: paths for texts, paths in found.items() if len(set(texts)) >= FEWEST}


def filled(block: Block, known: Witnesses) -> tuple[int, ...] | None:
    """The columns that the rows of a table fill, where all leave the same one blank and the figures tell which."""
    widths = {row.width for _, row in block.rows}
    if not block.choice or max(widths) != block.width - 1 or len(block.rows) < 2:
        return None
    paths = block.choice.head.paths()
    votes = [way for _, row in block.rows if (way := _told(row, paths, known)) is not None]
    return votes[0] if votes and len(set(votes)) == 1 else None


def _told(row: Row, paths: Sequence[tuple[str, ...]], known: Witnesses) -> tuple[int, ...] | None:
    headed = known.get(_texts(row))
    if headed is None:
        return None
    ways = [tuple(at for at in range(len(paths)) if at != blank) for blank in range(len(paths))]
    fitting = [way for way in ways if all(paths[at] == path for at, path in zip(way, headed, strict=False))]
    return fitting[0] if len(fitting) == 1 and len(headed) == len(fitting[0]) else None


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(piece.text for piece in row.figures)
