"""Rows as a file: CSV, JSON or a spreadsheet, by the end of its name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from tasks.warehouse.connection import WarehouseError

Row = Mapping[str, Any]
WIDEST = 80  # characters of a column of a spreadsheet
FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
)  # how a spreadsheet tells a formula


def write_rows(rows: Sequence[Row], path: Path) -> None:
    """Write rows, each by the names of its columns; all rows have the same columns.

    In a CSV, text that a spreadsheet would take for a formula is put behind an apostrophe; in a spreadsheet it is text.

    Raises:
        WarehouseError: The name ends otherwise, or the file cannot be written.
    """
    written = {".csv": _csv, ".json": _json, ".xlsx": _sheet}.get(path.suffix)
    if written is None:
        raise WarehouseError(f"{path}: de naam moet eindigen op .csv, .json of .xlsx")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(rows))
    except OSError as error:
        raise WarehouseError(f"{path} kan niet geschreven worden: {error}") from error


def _csv(rows: Sequence[Row]) -> bytes:
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _guarded(cell_of(value)) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def _json(rows: Sequence[Row]) -> bytes:
    return (json.dumps([dict(row) for row in rows], default=plain, ensure_ascii=False, indent=2) + "\n").encode()


def _sheet(rows: Sequence[Row]) -> bytes:
    return sheets({"Domeinwacht": rows})


def sheets(tables: Mapping[str, Sequence[Row]]) -> bytes:
    """A spreadsheet with a sheet for each table, by its name; what looks like a formula is text."""
    from openpyxl import Workbook  # no other form needs it, and it takes a tenth of a second

    book = Workbook(write_only=True)
    for name, rows in tables.items():
        _fill(book.create_sheet(name), rows)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(sheet: Any, rows: Sequence[Row]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    heads = list(rows[0]) if rows else []
    lines = [[cell_of(value) for value in row.values()] for row in rows]
    for number, head in enumerate(heads):
        longest = max([len(head), *(len(str(line[number] or "")) for line in lines)])
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(longest, WIDEST) + 2
    sheet.freeze_panes = "A2"
    for line, bold in [(heads, True), *((line, False) for line in lines)]:
        cells = [WriteOnlyCell(sheet) for _ in line]
        for cell, value in zip(cells, line, strict=True):
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # what looks like a formula is text
            cell.font = Font(bold=bold)
        sheet.append(cells)


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def cell_of(value: Any) -> Any:
    """Lists as one text; numbers as numbers; moments as ISO 8601."""
    if isinstance(value, list | dict):
        return json.dumps(value, default=plain, ensure_ascii=False)
    return value if isinstance(value, str | int | float | None) else plain(value)


def plain(value: Any) -> Any:
    """What JSON does not know: whole euros as integers, other decimals as numbers, moments as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
