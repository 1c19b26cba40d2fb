"""A sheet of an XLSX workbook: the text that its cells show, without what is struck through, and what it hides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tasks.language import phrase
from tasks.language.asking import is_note
from tasks.model import Cell
from tasks.structure.office.elements import RAISED
from tasks.structure.office.formulas import Formula, Place, uncomputed
from tasks.structure.office.number_formats import as_shown, shown_in
from tasks.structure.office.sheets import Sheet, place
from tasks.structure.printed import as_printed
from tasks.structure.unsure import UNCOMPUTED

FIGURE = re.compile(r"^([^\d\n]*\d[\d.,]*)")


def workbook_sheet(source: Any, formulas: Mapping[Place, Formula], recompute: bool) -> Sheet:
    """The shown cells of a sheet as openpyxl reads it, with its formulas as the file has them."""
    name = as_printed(source.title)
    sheet = Sheet(name, source.sheet_state != "visible")
    sheet.hidden_rows = {number - 1 for number, row in source.row_dimensions.items() if row.hidden or row.height == 0}
    for column in source.column_dimensions.values():
        if column.hidden or column.width == 0:
            sheet.hidden_columns |= set(range(column.min - 1, column.max))
    merged = {area.coord.partition(":")[0]: area.size for area in source.merged_cells.ranges}
    values = {at: cell.value for at, cell in source._cells.items()}
    unknown = uncomputed(formulas, values, recompute)
    divided: dict[str, str] = {}
    # The rows of the public interface are dense: one stray cell in the far corner would take all memory.
    for (row, column), cell in sorted(source._cells.items()):
        text = as_printed(as_shown(_seen(cell.value), cell.number_format))
        if (row, column) in unknown and not text:
            text = f"={formulas[row, column].text}"
        if not text:
            continue
        size = merged.get(cell.coordinate, {"rows": 1, "columns": 1})
        at = place(name, row - 1, column - 1)
        made = Cell(text, row - 1, column - 1, at, size["rows"], size["columns"])
        if (row, column) in unknown:
            made = replace(made, unsure=UNCOMPUTED)
        (sheet.struck if _is_struck(cell) else sheet.cells).append(made)
        if unit := shown_in(cell.value, cell.number_format):
            divided[at] = unit
    return _undivided(sheet, divided)


def _seen(value: object) -> object:
    """A value without the pieces of its text that are struck through; raised digits are notes."""
    if not isinstance(value, list):
        return value
    return "".join(piece if isinstance(piece, str) else _piece(piece) for piece in value)


def _piece(piece: Any) -> str:
    if piece.font.strike:
        return ""
    return piece.text.translate(RAISED) if piece.font.vertAlign == "superscript" else str(piece.text)


def _is_struck(cell: Any) -> bool:
    return bool(cell.has_style and cell.font.strike)


def _undivided(sheet: Sheet, divided: Mapping[str, str]) -> Sheet:
    """Figures that only their format shows in thousands, with that said, where the sheet does not say it itself."""
    others = [cell.text for cell in sheet.cells if cell.locator not in divided] if divided else []
    if divided and not any(is_note(text) and (phrase(text, "note").scale or 1) > 1 for text in others):
        sheet.cells = [_said(cell, divided[cell.locator]) if cell.locator in divided else cell for cell in sheet.cells]
    return sheet


def _said(cell: Cell, unit: str) -> Cell:
    figure = FIGURE.match(cell.text)
    return replace(cell, text=figure[1] + unit, printed=cell.text) if figure else cell
