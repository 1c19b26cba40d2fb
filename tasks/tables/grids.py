"""From a block to the grid of a table: every value in its column, labels, groups, flags, headings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from tasks.language import phrase
from tasks.language.sums import ANY_SUM
from tasks.model import Fate, Remainder, Table
from tasks.structure.fates import rest_at
from tasks.tables.balances import balances_under
from tasks.tables.blocks import Block
from tasks.tables.digits import ways
from tasks.tables.drawn import Line, drawn
from tasks.tables.flags import flagged_columns, with_dashes_as_flags
from tasks.tables.glued import settle
from tasks.tables.names import ends_unread, in_name
from tasks.tables.pieces import Look, Piece
from tasks.tables.placing import adds_up, place
from tasks.tables.relations import related, worths
from tasks.tables.row_sums import Placed
from tasks.tables.rows import Row
from tasks.tables.short_rows import with_totals, without_loose
from tasks.tables.spaces import by_gaps
from tasks.tables.vanished import Witnesses, filled
from tasks.tables.ways import Columns
from tasks.tables.wording import heads_flags, heads_texts

LABELLING = frozenset({Look.TEXT, Look.PROSE, Look.CODE, Look.PERIOD, Look.NOTE})
MOST_GROUPS = 3
MOSTLY = 0.8  # of the rows end in a column of words
GAP = "   "
UNREAD, SHORT = "unread row", "short row"
FEWEST_WHOLE = 3  # rows above one that is cut off
FEWEST_PARTS = 3  # of a year, that are a series


class Headed(NamedTuple):
    """What is known of the columns of a table before its rows are placed."""

    width: int
    headings: Sequence[str]  # the lowest of each, where there are any
    filled: Columns | None  # where every row leaves the same one blank
    series: Columns  # months or quarters that it begins with


def table_of(block: Block, known: Witnesses) -> tuple[Table | None, list[Remainder]]:
    """The table of a block, and the values that nothing proves the column of."""
    flagged = flagged_columns([row for _, row in block.rows], block.width)
    lines = [
        replace(line, remark=remark if line.row.line == row.line and line.label else None)
        for before, whole, remark in _with_remarks(block)
        for texts, row in _rows_apart(before, whole)
        for line in _lines(texts, with_dashes_as_flags(row, block.width, flagged), block.width)
    ]
    lines = _unglued(lines, _lowest(block), block.width)
    placed = _placed(lines, Headed(block.width, _lowest(block), filled(block, known), _series(block)))
    placed = list(with_totals(without_loose(placed), _lowest(block)))
    placed = [*placed[:-1], *_cut_off(placed, block.width)] if block.cut else placed
    left = [Piece(line.row.glued, line.row.line, Look.FIGURE) for line in placed if line.row.glued and not line.figures]
    kept = [line for line in _under_groups(placed) if line.columns is not None and line.values]
    doubtful = block.choice.doubtful if block.choice else frozenset()
    rest = [
        _unplaced(line, piece, SHORT if len(line.figures) < block.width else UNREAD)
        for line in placed
        for piece in (line.figures if line.columns is None else ())
        if _has_digit(piece)
    ]
    rest += [_unread(piece) for piece in left if _has_digit(piece)]
    rest += [
        _unread(piece)
        for line in kept
        for column, piece in zip(line.columns or (), line.figures, strict=True)
        if column in doubtful and _has_digit(piece)
    ]
    rest += [_unread(piece) for texts, _ in block.rows for piece in texts[:-1] if _is_unread(piece)]
    return (drawn(block, kept, doubtful) if kept else None), rest


def _under_groups(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each with the groups above it, also where the row that they stand before is not placed."""
    carried: tuple[Piece, ...] = ()
    for line in lines:
        found = replace(line, groups=line.groups or carried)
        carried = () if line.columns is not None and line.values else found.groups
        yield found


def _cut_off(lines: Sequence[Line], width: int) -> Iterator[Line]:
    """The last row of a text that ends amid it, where no other row lost a cell: the last of its values may be half."""
    *others, last = lines
    figures = last.figures
    whole = all(len(line.figures) == width for line in others)
    total = last.row.own and last.label and ANY_SUM.search(last.label.text)  # which need not fill each column
    short = 1 < len(figures) < width
    if last.columns is not None or not whole or not short or len(others) < FEWEST_WHOLE or total:
        yield last
        return
    end = last.values.index(figures[-1])
    yield replace(last, values=last.values[:end], columns=tuple(range(len(figures) - 1)))
    yield replace(last, label=None, groups=(), code=None, values=last.values[end:])


def _with_remarks(block: Block) -> Iterator[tuple[tuple[Piece, ...], Row, Piece | None]]:
    """The rows, where a column of words ends them with the text that stands before the label of the next row."""
    texts = [texts for texts, _ in block.rows]
    if not _ends_with_words(block) or sum(len(one) > 1 for one in texts[1:]) < MOSTLY * (len(texts) - 1):
        yield from ((before, row, None) for before, row in block.rows)
        return
    following = [*(one[0] if len(one) > 1 else None for one in texts[1:]), *block.below[:1]]
    for at, (before, row) in enumerate(block.rows):
        remark = following[at] if at < len(following) else None
        yield before[1:] if at and len(before) > 1 else before, row, remark


def _ends_with_words(block: Block) -> bool:
    """Whether the heading of a column of words stands behind those of the figures."""
    heads = block.choice.head.rows[-1] if block.choice else ()
    last = max((over.piece.line for over in heads), default=0)
    return block.zone is not None and any(piece.line >= last for piece in block.zone.texts)


def _unglued(lines: Sequence[Line], headings: Sequence[str], width: int) -> list[Line]:
    """The lines with figures that ran into each other divided, where something confirms how."""
    if not any(line.row.glued for line in lines):
        return list(lines)
    rows = [
        Placed(
            line.label.text if line.label else None,
            worths(line.figures) if len(line.figures) == width else (),
            0,
            tuple(range(width)) if len(line.figures) == width else None,
        )
        for line in lines
    ]
    balances = balances_under(headings)
    options = [ways(line.row.glued, width, balances) if line.row.glued else () for line in lines]
    return [
        replace(line, values=(*_figures(way, line.row.line), *line.values)) if way else line
        for line, way in zip(lines, settle(rows, options, width), strict=True)
    ]


def _figures(texts: Sequence[str], line: int) -> Iterator[Piece]:
    return (Piece(text, line, Look.FIGURE) for text in texts)


def _rows_apart(texts: tuple[Piece, ...], row: Row) -> Iterator[tuple[tuple[Piece, ...], Row]]:
    """A row, and before it those of a label and its year alone, where rows begin with a year."""
    yearly = bool(row.figures) and row.figures[0].look is Look.PERIOD
    while yearly and len(texts) > 2 and [piece.look for piece in texts[-3:-1]] == [Look.TEXT, Look.PERIOD]:
        *before, label, year, last = texts
        yield (*before, label), replace(row, before=(*before, label), values=(year,), gaps=(), columns=(0,))
        texts = (last,)
    yield texts, row


def _unplaced(line: Line, piece: Piece, reason: str) -> Remainder:
    """The fate of a value without a column: that of its line where this is no row at all but says so by its words."""
    if line.row.own and line.label and len(line.figures) == 1:
        whole = rest_at(GAP.join([line.label.text, *(value.text for value in line.values)]), piece.printed.locator)
        if whole.fate is Fate.IGNORED:
            return whole
    return _unread(piece, reason)


def _unread(piece: Piece, reason: str = UNREAD) -> Remainder:
    return Remainder(piece.text, piece.printed.locator, Fate.SIGNALLED, reason)


def _has_digit(piece: Piece) -> bool:
    return any(character.isdigit() for character in piece.text)


def _lines(texts: Sequence[Piece], row: Row, width: int) -> Iterator[Line]:
    """A row as it stands, or as two where a full row without a label stands directly below it."""
    texts = [
        piece
        for at, piece in enumerate(texts, start=1)
        if piece.look in LABELLING and not _heads_others(piece) and not (_is_unread(piece) and at < len(texts))
    ]
    label = texts[-1] if texts else None
    groups = texts[:-1]
    code = groups.pop() if groups and groups[-1].look is Look.CODE else None
    values, extra = row.values, row.width - width
    taken = row.figures[:extra] if extra > 0 and row.own and not row.barred else ()
    if label and taken and len(taken) <= 2 and all(in_name(piece.text) for piece in taken):  # the label ends on numbers
        label = label._replace(text=" ".join([label.text, *(piece.text for piece in taken)]))
        values = values[values.index(taken[-1]) + 1 :]
    while extra > 0 and not row.own and values[0].look is Look.WORD:  # 'Ja' between label and figures
        values, extra = values[1:], extra - 1
    while extra > 0 and not row.own and values[-1].look is Look.WORD:  # in a column of words behind them
        values, extra = values[:-1], extra - 1
    own = Line(tuple(groups[-MOST_GROUPS:]), code, label, values, row)
    if extra > 0 and not row.own and width > 1 and row.width <= 2 * width and not row.barred:
        cut = values.index([piece for piece in values if piece.look is not Look.FLAG][extra])
        yield replace(own, values=values[:cut])
        yield Line((), None, None, values[cut:], row)
    else:
        yield own


def _is_unread(piece: Piece) -> bool:
    """Whether a text is a row whose figures nothing reads: '12 mln 13 mln', '1,234.50 2,345.60'."""
    return piece.look is Look.TEXT and ends_unread(piece.text)


def _heads_others(piece: Piece) -> bool:
    return heads_flags(piece.text) or heads_texts(piece.text)


def _series(block: Block) -> Columns:
    """The columns of months or quarters that a table begins with: they fill up, and what comes behind may be blank."""
    paths = block.choice.head.paths() if block.choice else []
    count = len(list(takewhile(lambda path: phrase(path[-1], "heading").part_of_year is not None, filter(None, paths))))
    return tuple(range(count)) if FEWEST_PARTS <= count < block.width else ()


def _lowest(block: Block) -> list[str]:
    """The heading right above each column."""
    return [path[-1] if path else "" for path in block.choice.head.paths()] if block.choice else []


def _placed(lines: Sequence[Line], headed: Headed) -> list[Line]:
    """The lines with their columns, and which part of a run of two rows is the full one as sums tell."""
    found, unsure = _settled(lines, headed)
    if unsure:
        turned, left = _settled(list(_turned(lines, unsure, headed.width)), headed)
        found = turned if len(left) < len(unsure) else found
    return found


def _turned(lines: Sequence[Line], unsure: Collection[int], width: int) -> Iterator[Line]:
    """The lines, with the full row first in the runs of two rows that nothing proves the other way."""
    runs = {at for at in unsure if at + 1 in unsure and lines[at].row is lines[at + 1].row}
    for at, line in enumerate(lines):
        if at in runs:
            values = line.row.values
            cut = values.index(line.row.figures[width])
            yield replace(line, values=values[:cut])
            yield replace(lines[at + 1], values=values[cut:])
        elif at - 1 not in runs:
            yield line


def _settled(lines: Sequence[Line], headed: Headed) -> tuple[list[Line], set[int]]:
    """The lines with their columns: as many values as columns, blanks that stand for cells, or what adds up.

    And which of them, in runs of two rows, nothing proves.
    """
    width = headed.width
    gapped = by_gaps([(line.row.gaps, len(line.figures)) for line in lines], width)
    sizes = {width: tuple(range(width)), **{len(of): of for of in (headed.filled, headed.series) if of}}
    known = [line.row.columns or sizes.get(len(line.figures), found) for line, found in zip(lines, gapped, strict=True)]
    group = 0
    rows: list[Placed] = []
    for line, columns in zip(lines, known, strict=True):
        group += bool(line.groups)
        fits = len(line.figures) <= width
        label = line.label.text if line.label else None
        values = worths(line.figures) if fits else ()
        noughts = frozenset(at for at, value in enumerate(values) if not value and _has_digit(line.figures[at]))
        shares = tuple(piece.text.rstrip().endswith("%") for piece in line.figures) if fits else ()
        rows.append(Placed(label, values, group, columns if fits else (), shares, noughts))
    full = [row.values for row in rows if len(row.values) == width]
    place(rows, width, related(full, width), headed.headings)
    unsure = _unproved(lines, rows, width)
    found = [
        replace(line, columns=row.columns if len(line.figures) <= width and at not in unsure else None, loose=row.loose)
        for at, (line, row) in enumerate(zip(lines, rows, strict=True))
    ]
    return found, unsure


def _unproved(lines: Sequence[Line], rows: Sequence[Placed], width: int) -> set[int]:
    """Rows that were one run of values with the row above them, where no sum proves that the full one is a total."""
    unsure: set[int] = set()
    for at, line in enumerate(lines):
        if line.label is None and at and lines[at - 1].row is line.row:
            first = len(lines[at - 1].figures) == width > len(line.figures)
            proved = adds_up(rows, at - 1 if first else at, width)
            unsure |= ({at} if first else set()) if proved else {at - 1, at}
    return unsure
