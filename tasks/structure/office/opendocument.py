"""The sheets of an OpenDocument spreadsheet, whose cells carry the text that their author saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from lxml import etree

from tasks.limits import CELLS, SPAN
from tasks.model import Cell, Unreadable
from tasks.structure.office.number_formats import as_dutch, as_shown
from tasks.structure.office.sheets import Sheet, place
from tasks.structure.printed import as_printed

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CELL = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
STRIKING = f"{STYLE}text-line-through-style"
STRUCK = "struck"
NOT_SHOWN = frozenset({"collapse", "filter"})
NUMBERS = frozenset({"float", "currency", "percentage"})
FORMATS = {"float": "General", "currency": '"€ "#,##0.##', "percentage": "0.##%"}


def sheets_of(content: IO[bytes]) -> list[Sheet]:
    """The sheets in the content of a package."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.parse(content, parser).getroot()
    hidden = _styles(root, "table-properties", lambda found: found.get(f"{TABLE}display") == "false")
    struck = _styles(root, "text-properties", lambda found: found.get(STRIKING, "none") != "none")
    for element in root.iter(*CELL, f"{TEXT}span") if struck else ():
        if struck & {element.get(f"{TABLE}style-name"), element.get(f"{TEXT}style-name")}:
            element.set(STRUCK, "true")
    sheets = []
    for table in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
        sheet = Sheet(as_printed(table.get(f"{TABLE}name", "")), table.get(f"{TABLE}style-name") in hidden)
        _fill(sheet, table)
        sheets.append(sheet)
    return sheets


def _styles(root: etree._Element, properties: str, fits: Callable[[etree._Element], bool]) -> set[str | None]:
    """The names of the styles with properties that fit."""
    styles = root.iter(f"{STYLE}style")
    return {style.get(f"{STYLE}name") for style in styles if any(map(fits, style.iter(f"{STYLE}{properties}")))}


def _fill(sheet: Sheet, table: etree._Element) -> None:
    column = 0
    for element in table.iter(f"{TABLE}table-column"):
        repeated = _number(element, "number-columns-repeated")
        if element.get(f"{TABLE}visibility") in NOT_SHOWN:
            sheet.hidden_columns |= set(range(column, column + min(repeated, SPAN)))
        column += repeated
    row = 0
    for element in table.iter(f"{TABLE}table-row"):
        repeated = _number(element, "number-rows-repeated")
        printed = list(_cells(element))
        for copy in range(min(repeated, SPAN) if printed else 0):
            for at, text, spans, struck in printed:
                cell = Cell(text, row + copy, at, place(sheet.name, row + copy, at), *spans)
                (sheet.struck if struck else sheet.cells).append(cell)
            if element.get(f"{TABLE}visibility") in NOT_SHOWN:
                sheet.hidden_rows.add(row + copy)
        if len(sheet.cells) > CELLS:
            raise Unreadable(f"het document heeft meer dan {CELLS} cellen")
        row += repeated


def _cells(row: etree._Element) -> Iterator[tuple[int, str, tuple[int, int], bool]]:
    """The cells of a row that show something: column, text, rows and columns that they span, and if it is struck."""
    column = 0
    for cell in row.iterchildren(*CELL):
        repeated = _number(cell, "number-columns-repeated")
        text = _shown(cell)
        for copy in range(min(repeated, SPAN) if text else 0):
            spans = (_number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned"))
            yield column + copy, text, (min(spans[0], SPAN), min(spans[1], SPAN)), STRUCK in cell.attrib
        column += repeated


def _shown(cell: etree._Element) -> str:
    """The text of a cell: what the file says that its author saw, else its value in Dutch notation."""
    printed = as_printed(" ".join(_text(paragraph) for paragraph in cell.iterchildren(f"{TEXT}p")))
    kind = cell.get(f"{OFFICE}value-type", "")
    if kind not in NUMBERS:
        return printed
    try:
        value = float(cell.get(f"{OFFICE}value", ""))
    except ValueError:
        return printed
    if not printed:
        return as_shown(value, FORMATS[kind])
    return as_dutch(printed, value * 100 if kind == "percentage" else value)


def _text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag != f"{OFFICE}annotation" and STRUCK not in child.attrib:
            pieces.append(" " if child.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"} else _text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _number(element: etree._Element, name: str) -> int:
    said = element.get(f"{TABLE}{name}", "1")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 9 else 1
