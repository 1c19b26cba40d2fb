"""The grids of Word tables: spans over columns and rows, and tables nested in cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from tasks.limits import COLUMNS, SPAN
from tasks.model import Cell
from tasks.structure.flow import Grid
from tasks.structure.office.word_text import W, boxes, text_of_paragraph, unseen
from tasks.structure.printed import BREAK, as_printed
from tasks.structure.values import is_figure

WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag", f"{W}moveTo"})


def blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element, those inside content controls and tracked insertions too."""
    for child in parent:
        if child.tag in WRAPPERS:
            yield from blocks(child)
        else:
            yield child


def grid_of(table: etree._Element, place: str) -> Grid:
    """The printed cells of a table, without the tables nested in them."""
    cells: list[Cell] = []
    open_above: dict[int, int] = {}  # by column, the cell that goes on in the next row
    headed, in_heading = 0, True
    for row, element in enumerate(_named(table, "tr")):
        if unseen(element):
            continue
        in_heading = in_heading and element.find(f"{W}trPr/{W}tblHeader") is not None
        headed += in_heading
        column = _value(element.find(f"{W}trPr/{W}gridBefore"), 0)
        going_on: dict[int, int] = {}
        for number, cell in enumerate(_named(element, "tc"), start=1):
            span = min(max(1, _value(cell.find(f"{W}tcPr/{W}gridSpan"), 1)), max(1, COLUMNS - column))
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            begins = merge is None or merge.get(f"{W}val") == "restart"
            if not begins and column in open_above:
                index = going_on[column] = open_above[column]
                cells[index] = replace(cells[index], row_span=row - cells[index].row + 1)
            else:
                cells.append(Cell(_text(cell), row, column, f"{place} row {row + 1} column {number}", 1, span))
                going_on |= {column: len(cells) - 1} if merge is not None else {}
            column += span
        open_above = going_on
    return Grid([cell for cell in cells if cell.text], headed=headed)


def is_layout(table: etree._Element) -> bool:
    """Whether a table places the parts of a page: other tables stand in it, and no figures of its own."""
    return next(table.iterdescendants(f"{W}tbl"), None) is not None and (
        sum(is_figure(_text(cell)) for row in _named(table, "tr") for cell in _named(row, "tc")) < 2
    )


def inner_blocks(table: etree._Element, place: str) -> Iterator[tuple[etree._Element, str]]:
    """The cells of a table, each with its place."""
    for row, element in enumerate(_named(table, "tr"), start=1):
        for column, cell in enumerate(_named(element, "tc"), start=1):
            yield cell, f"{place} row {row} column {column}"


def nested_in(table: etree._Element, place: str) -> Iterator[tuple[etree._Element, str]]:
    """The tables that stand in the cells of a table, each with its place."""
    for cell, where in inner_blocks(table, place):
        for number, nested in enumerate(_named(cell, "tbl"), start=1):
            yield nested, f"{where} table {number}"


def boxes_in(table: etree._Element, place: str) -> Iterator[tuple[etree._Element, str]]:
    """The text boxes in the cells of a table, each with its place."""
    for cell, where in inner_blocks(table, place):
        for number, box in enumerate(boxes(cell), start=1):
            yield box, f"{where} box {number}"


def _named(parent: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in blocks(parent) if child.tag == f"{W}{name}"]


def _text(cell: etree._Element) -> str:
    return as_printed(BREAK.join(filter(None, map(text_of_paragraph, _named(cell, "p")))))


def _value(element: etree._Element | None, otherwise: int) -> int:
    said = element.get(f"{W}val", "") if element is not None else ""
    return min(int(said), SPAN) if said.isascii() and said.isdigit() and len(said) < 6 else otherwise
