"""Spreadsheets (XLSX and ODS): what a person sees in the cells, with the values that were last computed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import range_boundaries

from tasks.formats import Unreadable
from tasks.limits import AREA, CELLS
from tasks.model import Cell, Fate, Reading, Remainder
from tasks.structure.flow import Item, Paragraph, reading_of
from tasks.structure.office.number_formats import as_shown
from tasks.structure.office.opendocument import sheets_of
from tasks.structure.office.packages import checked, kind_of, why_damaged
from tasks.structure.office.sheets import Sheet, items_of, place
from tasks.structure.printed import as_printed

NAME = "sheet"
CERTAINTY = 0.95
SHEETS = re.compile(r"^xl/worksheets/[^/]+\.xml$")
CELL = re.compile(rb"<(?:\w+:)?c[\s>]")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
UNCOMPUTED = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def fits(data: bytes) -> float:
    """Whether the bytes are a package with a spreadsheet."""
    return CERTAINTY if kind_of(data) in {"xlsx", "ods"} else 0.0


def read(data: bytes) -> Reading:
    """The tables of all sheets, in their order.

    Raises:
        Unreadable: the package is damaged, encrypted or a bomb.
    """
    try:
        with checked(data) as package:
            items, uncomputed = _ods(package) if kind_of(data) == "ods" else _xlsx(package, data)
        reading = reading_of(NAME, items)
        return replace(reading, remainder=(*reading.remainder, *uncomputed))
    except (Unreadable, MemoryError, RecursionError):
        raise
    except Exception as error:  # the libraries raise whatever they stumble over: KeyError, ValueError, ParseError …
        raise Unreadable(f"het rekenblad is beschadigd of onvolledig ({why_damaged(error)})") from error


def _ods(package: ZipFile) -> tuple[list[Item], list[Remainder]]:
    with package.open("content.xml") as content:
        return [item for sheet in sheets_of(content) for item in items_of(sheet)], []


def _xlsx(package: ZipFile, data: bytes) -> tuple[list[Item], list[Remainder]]:
    parts = {name: package.read(name) for name in package.namelist() if SHEETS.match(name)}
    if sum(len(CELL.findall(part)) for part in parts.values()) > CELLS:
        raise Unreadable(f"het rekenblad heeft meer dan {CELLS} cellen")
    merged = [range_boundaries(ref.decode()) for part in parts.values() for ref in MERGED.findall(part)]
    if sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in merged) > AREA:
        raise Unreadable(f"samengevoegde cellen beslaan meer dan {AREA} cellen")
    uncomputed = [
        Remainder(f"{count} formules zonder berekende waarde", name, Fate.SIGNALLED, "formula without a value")
        for name, part in parts.items()
        if (count := len(UNCOMPUTED.findall(part)))
    ]
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return [*_title(workbook), *(item for sheet in workbook.worksheets for item in items_of(_sheet(sheet)))], uncomputed


def _title(workbook: Any) -> Iterator[Paragraph]:
    if title := as_printed(workbook.properties.title or ""):
        yield Paragraph(title, "title of the workbook", reason="document title")


def _sheet(source: Any) -> Sheet:
    name = as_printed(source.title)
    sheet = Sheet(name, source.sheet_state != "visible")
    sheet.hidden_rows = {number - 1 for number, row in source.row_dimensions.items() if row.hidden}
    for column in source.column_dimensions.values():
        if column.hidden:
            sheet.hidden_columns |= set(range(column.min - 1, column.max))
    merged = {area.coord.partition(":")[0]: area.size for area in source.merged_cells.ranges}
    # The rows of the public interface are dense: one stray cell in the far corner would take all memory.
    for (row, column), cell in sorted(source._cells.items()):
        if text := as_printed(as_shown(cell.value, cell.number_format)):
            size = merged.get(cell.coordinate, {"rows": 1, "columns": 1})
            at = place(name, row - 1, column - 1)
            sheet.cells.append(Cell(text, row - 1, column - 1, at, size["rows"], size["columns"]))
    return sheet
