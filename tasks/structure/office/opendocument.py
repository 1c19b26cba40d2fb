"""The sheets of an OpenDocument spreadsheet, whose cells carry the text that their author saw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from lxml import etree

from tasks.formats import Unreadable
from tasks.limits import CELLS, SPAN
from tasks.model import Cell
from tasks.structure.office.number_formats import as_dutch, as_shown
from tasks.structure.office.sheets import Sheet, place
from tasks.structure.printed import as_printed

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CELL = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
NOT_SHOWN = frozenset({"collapse", "filter"})
NUMBERS = frozenset({"float", "currency", "percentage"})
FORMATS = {"float": "General", "currency": '"€ "#,##0.##', "percentage": "0.##%"}


def sheets_of(content: IO[bytes]) -> list[Sheet]:
    """The sheets in the content of a package."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.parse(content, parser).getroot()
    hidden = {
        style.get(f"{STYLE}name")
        for style in root.iter(f"{STYLE}style")
        if any(inner.get(f"{TABLE}display") == "false" for inner in style.iter(f"{STYLE}table-properties"))
    }
    sheets = []
    for table in root.iterfind(f"{OFFICE}body/{OFFICE}spreadsheet/{TABLE}table"):
        sheet = Sheet(as_printed(table.get(f"{TABLE}name", "")), table.get(f"{TABLE}style-name") in hidden)
        _fill(sheet, table)
        sheets.append(sheet)
    return sheets


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
            sheet.cells += [
                Cell(text, row + copy, at, place(sheet.name, row + copy, at), *spans) for at, text, spans in printed
            ]
            if element.get(f"{TABLE}visibility") in NOT_SHOWN:
                sheet.hidden_rows.add(row + copy)
        if len(sheet.cells) > CELLS:
            raise Unreadable(f"het document heeft meer dan {CELLS} cellen")
        row += repeated


def _cells(row: etree._Element) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """The cells of a row that show something: column, text, and the rows and columns that they span."""
    column = 0
    for cell in row.iterchildren(*CELL):
        repeated = _number(cell, "number-columns-repeated")
        text = _shown(cell)
        for copy in range(min(repeated, SPAN) if text else 0):
            spans = (_number(cell, "number-rows-spanned"), _number(cell, "number-columns-spanned"))
            yield column + copy, text, (min(spans[0], SPAN), min(spans[1], SPAN))
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
        if child.tag != f"{OFFICE}annotation":
            pieces.append(" " if child.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"} else _text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _number(element: etree._Element, name: str) -> int:
    said = element.get(f"{TABLE}{name}", "1")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 9 else 1
