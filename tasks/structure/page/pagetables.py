"""The tables on one page: the grid that rules draw, or the one that words make by standing below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.structure.page.areas import areas
from tasks.structure.page.boxed import Ground, Lines, boxed_levels
from tasks.structure.page.boxes import Box, Word, hull
from tasks.structure.page.clusters import Column, columns_of, halves, place_of, side_by_side
from tasks.structure.page.drift import straightened
from tasks.structure.page.heads import Head, heading_levels, phrases_apart
from tasks.structure.page.measured import with_years_below, with_years_beside
from tasks.structure.page.notes import without_notes
from tasks.structure.page.outer_labels import merge_outer_labels
from tasks.structure.page.phrases import PageLine, Phrase
from tasks.structure.page.rules import Drawing
from tasks.structure.page.spots import PageTable, Spot
from tasks.structure.page.thousands import with_thousands
from tasks.structure.page.typed_heads import with_heads_apart
from tasks.structure.page.typed_rows import TypedRows
from tasks.structure.page.wraps import LogicalRow, RowMaker, join_text

FEWEST_SPACES = 3  # printed in a table that has spaces between words: headings that nearly touch have none
Frame = Sequence[Box]  # the cells that crossing rules draw


def clustered(lines: Sequence[PageLine], drawing: Drawing, page: int, frames: Sequence[Frame] = ()) -> list[PageTable]:
    """The tables among lines of a page, where rules draw no cell for each figure; frames are what they do draw."""
    around = [hull(frame) for frame in frames]
    boxes = [box for frame in frames for box in frame]
    found: list[PageTable] = []
    for area in areas(lines, around):
        grouped, unsure = with_thousands(area, drawing.vertical)
        sure = [line for at, line in enumerate(grouped) if at not in unsure]
        found += _tables(with_years_beside(sure), drawing, page, boxes)
    return found


def clustered_text(lines: Sequence[PageLine], page: int) -> list[PageTable]:
    """The tables among lines of typed text; words that stand in no sure column are left out of them."""
    found: list[PageTable] = []
    for area in areas(with_heads_apart(lines), typed=True):
        grouped, unsure = with_thousands(area)
        sure = with_years_beside([line for at, line in enumerate(grouped) if at not in unsure])
        straight, doubtful = straightened(sure)
        words = frozenset(
            id(word) for at, line in enumerate(sure) if at not in doubtful for p in line.phrases for word in p.words
        )
        kept = [line for at, line in enumerate(straight) if at not in doubtful]
        found += [replace(table, words=words) for table in _tables(kept, Drawing(()), page, typed=True)]
    return found


def _tables(
    lines: Sequence[PageLine], drawing: Drawing, page: int, boxes: Sequence[Box] = (), *, typed: bool = False
) -> list[PageTable]:
    rows = [line for line in lines if line.is_row]
    if not rows:
        return []
    columns = columns_of(rows)
    edge = side_by_side(lines, rows, columns)
    if edge is not None:
        return [table for half in halves(lines, edge) for table in _tables(half, drawing, page, boxes, typed=typed)]
    if len(columns) < 2:
        return []
    head, below = _parted(lines, columns)
    numbering = [line for line in head if line.is_numbering]
    head, notes = without_notes([line for line in head if line not in numbering])
    spaces = sum(word.spaced for line in lines for phrase in line.phrases for word in phrase.words) >= FEWEST_SPACES
    levels = _levels(phrases_apart(head, columns, spaces=spaces), columns, boxes, drawing)
    maker = TypedRows(below, columns) if typed else RowMaker(below, columns, drawing.separators, boxes)
    logical = maker.rows()
    merge_outer_labels(logical, maker.places, maker.labels)
    spots = [s for at, row in enumerate(logical, start=len(levels)) for s in _row_spots(row, at, maker)]
    heads = [spot for row, level in enumerate(levels) for spot in _head_spots([h for h in level if h.sure], row)]
    doubtful = [head for level in levels for head in level if not head.sure]
    return [
        PageTable(
            page,
            hull(line.box for line in lines),
            tuple(with_years_below([*heads, *spots])),
            len(levels),
            tuple((column.x0, column.x1) for column in columns),
            frozenset(id(word) for line in lines for phrase in line.phrases for word in phrase.words),
            " ".join(phrase.text for phrase in notes),
            unsure=frozenset(head.first for head in doubtful),
            unheaded=tuple(_head_spots([head for head in doubtful if head.phrases], 0)),
            notes=tuple(_spot([phrase], 0, 0, phrase.box.x1) for phrase in notes),
            numbers=tuple(_spot(line.phrases, 0, 0, line.box.x1) for line in numbering),
        )
    ]


def _levels(phrases: Lines, columns: Sequence[Column], boxes: Sequence[Box], drawing: Drawing) -> list[list[Head]]:
    """The headings by the boxes drawn around them, else by where they stand."""
    framed = Ground(boxes, drawing.vertical, drawing.strokes), Ground(drawing.fills)
    found = (levels for ground in framed if (levels := boxed_levels(phrases, columns, ground)))
    return next(found, []) or heading_levels(phrases, columns)


def _parted(lines: Sequence[PageLine], columns: Sequence[Column]) -> tuple[list[PageLine], list[PageLine]]:
    """The headings and the body; a label right above the first figures, below the headings, names a group."""
    first = next(at for at, line in enumerate(lines) if line.is_row)
    labels = [column for column in columns if not column.figures][:1]
    while first > 1 and labels and _is_group(lines[first - 1], lines[first - 2], columns):
        first -= 1
    return list(lines[:first]), list(lines[first:])


def _is_group(line: PageLine, above: PageLine, columns: Sequence[Column]) -> bool:
    if len(line.phrases) > 1 or place_of(line.phrases[0], columns) or columns[0].figures:
        return False
    if line.box.x0 > columns[0].x1 or line.box.x0 > columns[0].x0 + 3 * line.size:
        return False
    corner = [phrase for phrase in above.phrases if place_of(phrase, columns) == 0]
    return not (corner and line.phrases[0].text[0].islower())


def _head_spots(level: Sequence[Head], row: int) -> list[Spot]:
    return [Spot(head.text, head.box, row, head.first, 1, head.last - head.first + 1) for head in level]


def _row_spots(row: LogicalRow, at: int, maker: RowMaker) -> list[Spot]:
    cells: dict[int, list[Phrase]] = {}
    for line in row.lines:
        for phrase in line.phrases:
            place = maker.places[id(phrase)]
            if not row.anchor and len(line.phrases) == 1 and _names_a_group(phrase, maker.columns[0]):
                place = 0
            cells.setdefault(place, []).append(phrase)
    edges = maker.edges
    spots = [_spot(phrases, at, place, edges[place]) for place, phrases in sorted(cells.items())]
    outer = [_spot(held, at, place, edges[place])._replace(row_span=rows) for place, (held, rows) in row.labels.items()]
    return [*outer, *spots]


def _names_a_group(phrase: Phrase, first: Column) -> bool:
    """Whether a phrase alone on its line stands in the first column, however far it is indented."""
    return not first.figures and phrase.box.x0 <= first.x1


def _spot(phrases: Sequence[Phrase], row: int, column: int, edge: float) -> Spot:
    return Spot(join_text(phrases, edge), hull(phrase.box for phrase in phrases), row, column)


def without(words: Sequence[Word], tables: Sequence[PageTable]) -> list[Word]:
    """The words of a page that stand in none of its tables."""
    taken = _taken(tables)
    return [word for word in words if id(word) not in taken]


def outside(lines: Sequence[PageLine], tables: Sequence[PageTable]) -> list[PageLine]:
    """What is left of the lines of a page outside its tables."""
    taken = _taken(tables)
    kept = [tuple(p for p in line.phrases if id(p.words[0]) not in taken) for line in lines]
    return [
        line if len(phrases) == len(line.phrases) else PageLine(phrases)
        for line, phrases in zip(lines, kept, strict=True)
        if phrases
    ]


def _taken(tables: Sequence[PageTable]) -> frozenset[int]:
    return frozenset().union(*(table.words for table in tables))
