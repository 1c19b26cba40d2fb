"""The grids of a web page: of table elements, of divisions with roles, and of divisions that repeat like rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from lxml import etree

from tasks.limits import COLUMNS, SPAN
from tasks.model import Cell
from tasks.structure.flow import Grid
from tasks.structure.office.elements import (
    HIDDEN,
    ROOM,
    UNSEEN,
    as_text,
    is_hidden,
    path_of,
    tag_of,
    takes_room,
    unseen,
)
from tasks.structure.printed import as_printed
from tasks.structure.values import is_figure

CELL_ROLES = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
TABLE_ROLES = frozenset({"table", "grid", "treegrid"})
ROWS = 3  # so many children alike are rows: two may be the halves of a page
LONGEST_CELL = 200
BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "article", "section", "nav"})

NOTED = etree.XPath(f"boolean(descendant::*/@{UNSEEN} | descendant::*/@{ROOM})")  # whether any part is not seen
Spans = Callable[[etree._Element], tuple[int, int]]


def grid_of_table(table: etree._Element) -> Grid:
    """The grid of a table element, without the tables nested in it."""
    all_seen = not NOTED(table)
    own = [row for row in table.iterdescendants("tr") if next(row.iterancestors("table")) is table]
    rows = [row for row in own if all_seen or (takes_room(row) and all(map(takes_room, _above(row, table))))]
    cells = [[cell for cell in row.iterchildren("td", "th") if all_seen or takes_room(cell)] for row in rows]
    headed = 0
    for row, printed in zip(rows, cells, strict=True):
        parent = row.getparent()
        marked = parent is not None and tag_of(parent) == "thead"
        if not (marked or (len(printed) > 1 and all(tag_of(cell) == "th" for cell in printed))):
            break
        headed += 1
    caption = next((element for element in table if tag_of(element) == "caption"), None)
    title = as_printed(as_text(caption)) if caption is not None else ""
    return Grid(_placed(cells, _spans("rowspan", "colspan"), all_seen=all_seen), title, headed)


def grid_of_roles(table: etree._Element) -> Grid:
    """The grid of divisions that say which is a row and which a cell."""
    rows = [
        row
        for row in table.iterdescendants()
        if row.get("role") == "row" and _nearest(row) is table and takes_room(row)
    ]
    cells = [
        [cell for cell in row.iterdescendants() if cell.get("role") in CELL_ROLES and takes_room(cell)] for row in rows
    ]
    headed = 0
    for printed in cells:
        if not printed or not all(cell.get("role") == "columnheader" for cell in printed):
            break
        headed += 1
    spans = _spans("aria-rowspan", "aria-colspan")
    return Grid(_placed(cells, spans, all_seen=not NOTED(table)), as_printed(table.get("aria-label", "")), headed)


def grid_of_divisions(rows: Sequence[etree._Element]) -> Grid:
    """The grid of divisions that repeat."""
    cells = [[child for child in row if _shown(child)] or [row] for row in rows]
    return Grid(_placed(cells, _spans("rowspan", "colspan")))


def is_layout(table: etree._Element) -> bool:
    """Whether a table places the parts of a page: other tables stand in it, and no figures of its own."""
    if table.get("role") in {"presentation", "none"}:
        return True
    nested = next(table.iterdescendants("table"), None) is not None
    if not nested:
        return False
    own = [cell for cell in table.iterdescendants("td") if next(cell.iterancestors("table")) is table]
    return sum(is_figure(as_printed(as_text(cell, "table"))) for cell in own) < 2


def repeated_rows(element: etree._Element) -> list[etree._Element]:
    """The children of an element that repeat one structure with figures in it, or those of its head and its body.

    Nothing where it is no table: what repeats is all that says so.
    """
    children = [child for child in element if _shown(child)]
    if _are_rows(children):
        return children
    holders = [child for child in children if _holds_rows(child)]
    rows = [row for holder in holders for row in holder if _shown(row)]
    return rows if len(holders) > 1 and _are_rows(rows) else []


def _holds_rows(element: etree._Element) -> bool:
    inner = [child for child in element if _shown(child)]
    return bool(inner) and all(sum(map(_shown, row)) > 1 for row in inner) and not (element.text or "").strip()


def _are_rows(rows: Sequence[etree._Element]) -> bool:
    widths = Counter(sum(map(_shown, row)) for row in rows)
    if len(rows) < ROWS:
        return False
    width, times = widths.most_common(1)[0]
    if width < 2 or times * 3 < len(rows) * 2 or max(widths) > width or any(map(_is_block, rows)):
        return False
    texts = [[as_printed(as_text(cell)) for cell in row if _shown(cell)] for row in rows]
    if any(len(text) > LONGEST_CELL for row in texts for text in row):
        return False
    return sum(any(map(is_figure, row[1:])) for row in texts) >= ROWS - 1


def _shown(element: etree._Element) -> bool:
    tag = tag_of(element)
    return (
        bool(tag) and tag not in HIDDEN and tag not in {"br", "hr", "img", "input", "button"} and not is_hidden(element)
    )


def _is_block(row: etree._Element) -> bool:
    """Whether an element is a part of a page rather than a row: text of its own between cells, headings, lists."""
    mixed = bool((row.text or "").strip()) and any(map(_shown, row))
    return mixed or tag_of(row) in BLOCKS or any(tag_of(inner) in BLOCKS for inner in row.iterdescendants())


def _nearest(row: etree._Element) -> etree._Element | None:
    return next((above for above in row.iterancestors() if above.get("role") in TABLE_ROLES), None)


def _spans(rows: str, columns: str) -> Spans:
    def of(cell: etree._Element) -> tuple[int, int]:
        return _number(cell.get(rows)), _number(cell.get(columns))

    return of


def _number(text: str | None) -> int:
    """A span as a browser takes it: nonsense is 1, 0 reaches to the end, and there is a limit."""
    if not text:
        return 1
    digits = text.strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 6:
        return SPAN if digits.isdigit() else 1
    return min(int(digits) or SPAN, SPAN)


def _above(row: etree._Element, table: etree._Element) -> Iterator[etree._Element]:
    return takewhile(lambda element: element is not table, row.iterancestors())


def _is_table(element: etree._Element) -> bool:
    return tag_of(element) == "table" or element.get("role") in TABLE_ROLES


def _is_unseen(cell: etree._Element) -> bool:
    """Whether a cell or what it stands in is hidden or struck through; its table itself is shown."""
    return bool(unseen(cell)) or _is_around_unseen(cell.getparent())


@lru_cache(maxsize=256)  # the cells of a row stand in the same
def _is_around_unseen(element: etree._Element | None) -> bool:
    return element is not None and not _is_table(element) and _is_unseen(element)


def _placed(rows: Sequence[Iterable[etree._Element]], spans: Spans, *, all_seen: bool = False) -> list[Cell]:
    """The cells where they fall when those above and to the left of them take the room that they span.

    Where a table is known to have them `all_seen`, none is asked.
    """
    cells: list[Cell] = []
    taken: dict[int, int] = {}  # by column, the first row that is free again
    for row, printed in enumerate(rows):
        column = 0
        for cell in printed:
            while taken.get(column, 0) > row:
                column += 1
            row_span, column_span = spans(cell)
            row_span, column_span = min(row_span, len(rows) - row), min(column_span, max(1, COLUMNS - column))
            if row_span > 1:
                taken |= dict.fromkeys(range(column, column + column_span), row + row_span)
            if (all_seen or not _is_unseen(cell)) and (text := as_printed(as_text(cell, "table"))):
                cells.append(Cell(text, row, column, path_of(cell), row_span, column_span))
            column += column_span
    return cells
